"""Records: one with its history, a writer's own, public ones as lines of a list."""
