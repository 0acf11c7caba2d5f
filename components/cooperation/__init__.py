"""Cooperation on the screen: who supports what, in which form, how soon."""
