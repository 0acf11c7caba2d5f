"""Who reads, signing in and out, and which pages are theirs."""
