"""Who reads, who may what, and organizations that a person acts for."""
