"""One store's snapshot: loaded as a whole, brought up to date record by record, read by any number of threads."""

import os
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Any, TypeVar, cast

import duckdb
from cachetools import LRUCache
from numpy.typing import NDArray
from sqlalchemy import Connection

from data_access.snapshot.answer_size import size_of
from data_access.snapshot.bands import update_bands
from data_access.snapshot.build import build_recommendations
from data_access.snapshot.fields import Codes
from data_access.snapshot.store_rows import Changes, StoreVersion, changes_since, read_codes, store_version
from data_access.snapshot.support import create_support_tables, read_support, replace_support

#: With more changed records than this, reading all contributions again is the quicker way.
MOST_SINGLE_CHANGES = 2_000
#: How much room the answers may take that are kept for the next reader with the same question.
MOST_BYTES_OF_ANSWERS = 128 * 2**20

#: The snapshot reads no file and loads no extension, whatever SQL it is given. The background threads give the room
#: that a load took back to the system within seconds: more than half of it at ten times the usual size.
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": min(4, os.cpu_count() or 1),
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allocator_background_threads": True,
    "lock_configuration": True,
}

Answer = TypeVar("Answer")
Columns = dict[str, NDArray[Any]]


class SnapshotDatabase:
    """What the store held at `version`, in tables. `codes` say what their numbers stand for."""

    def __init__(self, store: Connection) -> None:
        """Load everything; the connection's reads must all see the store as of one moment."""
        self.version: StoreVersion = store_version(store)
        self.codes: Codes = read_codes(store)
        self._database = duckdb.connect(":memory:", config=_SETTINGS)
        self._answers: LRUCache[Hashable, object] = LRUCache(MOST_BYTES_OF_ANSWERS, getsizeof=size_of)
        self._answers_lock = Lock()
        create_support_tables(self._database)
        replace_support(self._database, read_support(store, self.codes, Changes(recommendations=True)))
        build_recommendations(self._database, store, self.codes)

    def refresh(self, store: Connection) -> bool:
        """Bring it up to the store's present version; False where only a new snapshot can.

        Readers see the state before or the state after, never a part of the change.
        """
        changes = changes_since(store, self.version, MOST_SINGLE_CHANGES)
        if changes.recommendations:
            return False
        version = store_version(store)
        if changes.contributions or changes.activities or changes.requests:
            rows = read_support(store, self.codes, changes)
            with self._database.cursor() as writer:
                writer.begin()
                states = replace_support(writer, rows)
                update_bands(writer, self.codes.theme, states)
                writer.commit()
        self.version = version
        return True

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own for whoever asks, so that threads don't wait for each other."""
        return self._database.cursor()

    def as_of_now(self) -> duckdb.DuckDBPyConnection:
        """A cursor that goes on seeing the tables as they are now, whatever is changed in them, until it is closed."""
        reader = self._database.cursor()
        reader.begin()
        # DuckDB fixes what a transaction sees at its first question.
        reader.execute("SELECT count(*) FROM recommendation").fetchone()
        return reader

    def cached(self, version: StoreVersion, question: Hashable, answer: Callable[[], Answer]) -> Answer:
        """The answer to a question about a version, computed once."""
        key = (version, question)
        with self._answers_lock:
            known = self._answers.get(key)
        if known is None:
            known = answer()
            # ValueError: the answer alone is larger than all that is kept.
            with self._answers_lock, suppress(ValueError):
                self._answers[key] = known
        return cast(Answer, known)

    def forget(self) -> None:
        """Answer the next questions anew."""
        with self._answers_lock:
            self._answers.clear()


class Snapshot:
    """The snapshot as one reader sees it: of one version, where `reader` holds that fast, else of the newest.

    codes: what the tables' numbers stand for.
    """

    def __init__(self, database: SnapshotDatabase, reader: duckdb.DuckDBPyConnection | None = None) -> None:
        """Read from a database; reader: a cursor that `as_of_now` gave."""
        self.database = database
        self.version = database.version
        self.codes = database.codes
        self._reader = reader

    def columns(self, query: str, parameters: Sequence[object] = ()) -> Columns:
        """The answer to a query as arrays by column name."""
        with self._cursor() as reader:
            return cast(Columns, reader.execute(query, list(parameters)).fetchnumpy())

    def rows(self, query: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The answer to a query of few rows, with lists as lists and NULL as None."""
        with self._cursor() as reader:
            return reader.execute(query, list(parameters)).fetchall()

    def cached(self, question: Hashable, answer: Callable[[], Answer]) -> Answer:
        """The answer to a question, computed once for each version. Callers must not change what they are given."""
        return self.database.cached(self.version, question, answer)

    def close(self) -> None:
        """Let go of the version that was held fast."""
        if self._reader is not None:
            self._reader.close()

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        if self._reader is not None:
            yield self._reader
            return
        with self.database.cursor() as reader:
            yield reader
