"""Who supports what, in which form, how soon."""
