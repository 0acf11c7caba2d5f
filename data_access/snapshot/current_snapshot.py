"""The process's one snapshot: made at the first question, and never older than the store at the moment of asking."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from data_access.snapshot.store_rows import one_moment, store_version
from data_access.snapshot.store_snapshot import Snapshot
from data_access.store.engine import database_url

_lock = threading.Lock()
# The address of the store, and its snapshot. Replaced as a whole, so that a reader without the lock sees a pair.
_current: tuple[str, Snapshot] | None = None


def snapshot() -> Snapshot:
    """The snapshot of the store that DATABASE_URL names, brought up to date first where the store moved on.

    Raises StoreNotReady where the store cannot be read.
    """
    url = database_url()
    fresh = _cached(url)
    if fresh is not None:
        return fresh
    with _lock:
        return _cached(url) or _refreshed(url)


def warm_up() -> None:
    """Load the snapshot before the first reader comes, and ask once what a first screen asks."""
    snapshot().columns("SELECT count(*) AS recommendations FROM recommendation")


def forget_snapshot() -> None:
    """Free the snapshot; the next question loads it again."""
    global _current
    with _lock:
        _current = None


def _cached(url: str) -> Snapshot | None:
    current = _current
    if current is None or current[0] != url:
        return None
    with one_moment() as store:
        return current[1] if store_version(store) == current[1].version else None


def _refreshed(url: str) -> Snapshot:
    global _current
    with one_moment() as store:
        known = _current[1] if _current and _current[0] == url else None
        if known is None or not known.refresh(store):
            # The old one goes first: at ten times the usual size, two would not fit beside each other everywhere.
            known = _current = None
            with _without_collection():
                known = Snapshot(store)
            _current = (url, known)
    return known


@contextmanager
def _without_collection() -> Iterator[None]:
    """Python's collector of cycles rests: a load makes a million rows and no cycle, and it would take half the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
