"""What happens in the demonstration: the stories of contributions, and how they come into the store."""
