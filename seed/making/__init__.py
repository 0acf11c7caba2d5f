"""Scripts that prepare checked-in data."""
