"""What every command does with the store's file before and after its work."""

import sys
from contextlib import suppress

from data_access.store.engine import leave_store, store_file
from data_access.store.errors import Refused
from data_access.store.store_file import cut_off, is_cut


def warn_of_a_cut_store() -> None:
    """Say on the error stream that the store lacks its log, before a command goes on with what is left of it."""
    file = store_file()
    if file and is_cut(file.path):
        print(f"Warning: {cut_off(file.path)}", file=sys.stderr)


def leave_quietly() -> None:
    """Leave the store as one whole file; what a command said of a store that cannot be opened is not said again."""
    with suppress(Refused):
        leave_store()
