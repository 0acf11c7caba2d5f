"""Families of commands of the command line; `data_access.__main__` joins them."""
