"""States: who they are, and what is public of each."""
