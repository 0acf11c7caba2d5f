"""What the demonstration is about: an invented world, its records and their wording."""
