"""Two that are one, and the way back."""
