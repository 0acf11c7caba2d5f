"""Demonstration data and the scripts that prepare checked-in data."""
