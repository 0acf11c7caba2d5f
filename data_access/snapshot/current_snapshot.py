"""The process's one snapshot: made at the first question, and never older than the store at the moment of asking."""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from data_access.snapshot.store_rows import one_moment, store_version
from data_access.snapshot.store_snapshot import Snapshot, SnapshotDatabase
from data_access.store.engine import database_url, writes_so_far


@dataclass
class _Run:
    """A run that reads one version of the data, from its first question on."""

    asked: tuple[str, int] | None = None
    snapshot: Snapshot | None = None

    def close(self) -> None:
        """Let go of that version."""
        if self.snapshot is not None:
            self.snapshot.close()
        self.snapshot = None


_lock = threading.Lock()
# The address of the store, and its snapshot. Replaced as a whole, so that a reader without the lock sees a pair.
_current: tuple[str, SnapshotDatabase] | None = None
_run: ContextVar[_Run | None] = ContextVar("run_that_reads_one_version", default=None)


def snapshot() -> Snapshot:
    """The snapshot of the store that DATABASE_URL names, brought up to date first where the store moved on.

    Inside `one_version` it is that of the block's first question. Raises StoreNotReady where the store cannot be read.
    """
    url, run = database_url(), _run.get()
    if run is None:
        return Snapshot(_newest(url))
    # What the run itself wrote, it also reads.
    asked = (url, writes_so_far())
    if run.snapshot is None or run.asked != asked:
        run.close()
        run.snapshot, run.asked = _held_fast(url), asked
    return run.snapshot


@contextmanager
def one_version() -> Iterator[None]:
    """Let all figures of a page be of one version of the data, whatever others store while it is made."""
    run = _Run()
    token = _run.set(run)
    try:
        yield
    finally:
        _run.reset(token)
        run.close()


def warm_up() -> None:
    """Load the snapshot before the first reader comes, and ask once what a first screen asks."""
    snapshot().columns("SELECT count(*) AS recommendations FROM recommendation")


def forget_snapshot() -> None:
    """Free the snapshot; the next question loads it again."""
    global _current
    with _lock:
        _current = None


def _newest(url: str) -> SnapshotDatabase:
    fresh = _cached(url)
    if fresh is not None:
        return fresh
    with _lock:
        return _cached(url) or _refreshed(url)


def _held_fast(url: str) -> Snapshot:
    # Within the lock nobody brings the tables to another version between the look and the hold.
    with _lock:
        database = _cached(url) or _refreshed(url)
        return Snapshot(database, database.as_of_now())


def _cached(url: str) -> SnapshotDatabase | None:
    current = _current
    if current is None or current[0] != url:
        return None
    with one_moment() as store:
        return current[1] if store_version(store) == current[1].version else None


def _refreshed(url: str) -> SnapshotDatabase:
    global _current
    with one_moment() as store:
        known = _current[1] if _current and _current[0] == url else None
        if known is None or not known.refresh(store):
            # The old one goes first: at ten times the usual size, two would not fit beside each other everywhere.
            known = _current = None
            with _without_collection():
                known = SnapshotDatabase(store)
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
