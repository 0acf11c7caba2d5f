"""What a reader types to search, and words as search compares them, in any script."""
