"""What keeps a store sound: copies, checks, and what time does by itself."""
