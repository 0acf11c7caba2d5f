"""Recommendations on the screen: how they are asked for, and what was found."""
