"""A record on the screen: its page, its history, and cards of those that are linked."""
