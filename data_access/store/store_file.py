"""A SQLite store as a file: how it is opened, who may read it, and whether it is whole without the log beside it.

What is written stands in the log (….db-wal) first. A mark in the file's own header says so while somebody writes, so
that a copy of the file alone, or one whose log was lost, is known for what it is. The last one out moves the log into
the file and takes the mark away.
"""

import os
import sqlite3
from contextlib import closing, suppress
from enum import IntEnum
from pathlib import Path
from typing import Any, Final

from data_access.store.errors import StoreNotReady

#: Where SQLite's header has the number that belongs to the application (PRAGMA user_version).
_MARK_AT: Final = 60
_HEADER: Final = 100
_STARTS: Final = b"SQLite format 3\x00"
#: How long whoever leaves waits for those who read, before it leaves the log to them.
_LEAVING_SECONDS: Final = 2.0
#: Only the owner reads a store: it holds names, addresses and drafts.
OWNER_ONLY: Final = 0o600
OWNERS_FOLDER: Final = 0o700


class Mark(IntEnum):
    """What a store's header says of it."""

    WHOLE = 0
    #: What was written last may stand in the log alone.
    IN_USE = 1
    #: It was opened without the log that it should have had.
    CUT = 2


def make_file(path: Path) -> None:
    """Make an empty file, and the folders to it, for their owner only; what is there stays as it is."""
    try:
        if not path.parent.exists():
            path.parent.mkdir(mode=OWNERS_FOLDER, parents=True)
    except OSError as error:
        raise StoreNotReady(
            f"The store's folder {path.parent} cannot be made: {error.strerror}. Check DATABASE_URL"
        ) from error
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))
    except FileExistsError:
        return
    except OSError as error:
        raise StoreNotReady(f"The store {path} cannot be made: {error.strerror}.") from error


def open_file(path: Path, **options: Any) -> sqlite3.Connection:
    """Open a store that is there; for reading alone where it, or its folder, cannot be written.

    StoreNotReady where there is no file, or none that can be read.
    """
    if identity(path) is None:
        raise StoreNotReady(f"There is no store at {path}. Check DATABASE_URL, or make one: python -m data_access init")
    if path.is_dir():
        raise StoreNotReady(f"{path} is a folder and no store. Check DATABASE_URL")
    try:
        with path.open("rb"):
            pass
    except OSError as error:
        raise StoreNotReady(f"The store {path} cannot be read: {error.strerror}.") from error
    connection: sqlite3.Connection = sqlite3.connect(f"{path.absolute().as_uri()}?{_mode(path)}", uri=True, **options)
    return connection


def can_be_written(path: Path) -> bool:
    """Whether this process may write the file, and the log beside it."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _mode(path: Path) -> str:
    if can_be_written(path):
        return "mode=rw"
    # Without a log nobody is writing, and the file alone is the store. With one it takes part in what others do.
    return "mode=ro" if _has_log(path) else "mode=ro&immutable=1"


def identity(path: Path) -> tuple[int, int] | None:
    """Which file lies at this path; None where there is none. Another number is another store, whatever its name."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


class StoreFile:
    """The SQLite file that this process works on."""

    def __init__(self, path: Path) -> None:
        self.path = path
        #: Whether it lacked its log when this process opened it: it may not hold what was written last.
        self.cut = False
        self._opened: tuple[int, int] | None = None
        self._marked = False

    def connect(self, **options: Any) -> sqlite3.Connection:
        """A connection to the file that lies at the path now. StoreNotReady where there is none."""
        if (there := identity(self.path)) != self._opened:
            self._opened, self.cut, self._marked = there, is_cut(self.path), False
        connection = open_file(self.path, **options)
        if self.cut and can_be_written(self.path):
            _mark(connection, Mark.CUT)
        return connection

    def before_writing(self, connection: sqlite3.Connection) -> None:
        """Mark the file before the first thing that this process writes to the log."""
        if not self._marked:
            _mark(connection, Mark.CUT if self.cut else Mark.IN_USE)
            self._marked = True

    def leave(self) -> None:
        """Bring the log into the file, and where nobody else has the store open, say that the file is whole.

        Call it when this process holds no connection any more. Where others read for long, they bring the rest.
        """
        self._marked = False
        if identity(self.path) is None or not can_be_written(self.path):
            return
        if _read_mark(self.path) is Mark.WHOLE and not _has_log(self.path):
            return
        with suppress(sqlite3.Error):
            self._bring_in()

    def _bring_in(self) -> None:
        with closing(_for_a_moment(self.path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        # SQLite takes the log away with the last connection to the store, of whichever process.
        if self.cut or _has_log(self.path) or _read_mark(self.path) is not Mark.IN_USE:
            return
        with closing(_for_a_moment(self.path)) as connection:
            connection.execute("PRAGMA locking_mode=EXCLUSIVE")
            connection.execute(f"PRAGMA user_version={int(Mark.WHOLE)}")


def is_cut(path: Path) -> bool:
    """Whether the store lacks the log that it was written with: it may not hold what was written last."""
    mark = _read_mark(path)
    return mark is Mark.CUT or (mark is Mark.IN_USE and not _has_log(path))


def cut_off(path: Path) -> str:
    """What is said of such a store."""
    return (
        f"{path.name} was separated from its log {path.name}-wal, as when it was copied or moved without it: what was "
        "written last may be missing, and what was withdrawn may be there. Bring both files, or restore a backup."
    )


def _for_a_moment(path: Path) -> sqlite3.Connection:
    return open_file(path, timeout=_LEAVING_SECONDS, isolation_level=None)


def _has_log(path: Path) -> bool:
    return path.parent.joinpath(f"{path.name}-wal").exists()


def _mark(connection: sqlite3.Connection, wanted: Mark) -> None:
    """Write the mark, and bring it into the file itself."""
    (said,) = connection.execute("PRAGMA user_version").fetchone()
    if said not in {wanted, Mark.CUT}:
        connection.execute(f"PRAGMA user_version={int(wanted)}")
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


def _read_mark(path: Path) -> Mark:
    """The mark in the file itself, which is not always what a connection sees."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except OSError:
        return Mark.WHOLE
    if len(header) < _HEADER or not header.startswith(_STARTS):
        return Mark.WHOLE
    said = int.from_bytes(header[_MARK_AT : _MARK_AT + 4], "big")
    return Mark(said) if said in set(Mark) else Mark.WHOLE
