"""Coverage: support bands by any breakdown, and what can be chosen."""
