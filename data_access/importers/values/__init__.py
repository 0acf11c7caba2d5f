"""Single values as sources write them, read into the repository's terms."""
