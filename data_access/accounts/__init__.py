"""Who signs in, for how long, and what ends it."""
