"""What an engine reports of a store, as one plain sentence that says what to do."""

import sqlite3
from typing import Final

from sqlalchemy import ExceptionContext
from sqlalchemy.exc import DataError, OperationalError

from data_access.store.errors import Invalid, StoreNotReady

#: By SQLite's primary result code. What is not here is a fault of the program and stays what it is.
_SQLITE: Final = {
    sqlite3.SQLITE_NOTADB: "The store{at} is no database: the file is another kind of file. Check DATABASE_URL",
    sqlite3.SQLITE_CORRUPT: "The store{at} is damaged. Restore a backup into a new store; nothing was changed",
    sqlite3.SQLITE_FULL: "The disk of the store{at} is full; nothing was changed. Make room and try again",
    sqlite3.SQLITE_IOERR: "The disk of the store{at} is full, or cannot be read or written; nothing was changed",
    sqlite3.SQLITE_READONLY: "The store{at} can only be read here: this user may not write the file or its folder",
    sqlite3.SQLITE_CANTOPEN: "The store{at} cannot be opened: this user may not read it, or write the log beside it",
    sqlite3.SQLITE_PERM: "The store{at} cannot be opened: this user may not use it",
    sqlite3.SQLITE_AUTH: "The store{at} cannot be opened: this user may not use it",
    sqlite3.SQLITE_BUSY: "Somebody else is writing to the store{at}; nothing was changed. Try again",
    sqlite3.SQLITE_LOCKED: "Somebody else is writing to the store{at}; nothing was changed. Try again",
}
#: By the first letters of PostgreSQL's own code.
_POSTGRESQL: Final = {
    "53100": "The disk of the store{at} is full; nothing was changed. Make room and try again",
    "25006": "The store{at} can only be read: this is a standby, or the user may not write",
    "42501": "The user of the store{at} may not do this in PostgreSQL; nothing was changed",
    "55P03": "Somebody else is writing to the store{at}; nothing was changed. Try again",
    "57": "The store{at}: PostgreSQL is shutting down or was restarted; nothing was changed. Try again",
    "58": "The store{at}: PostgreSQL cannot read or write its disk; nothing was changed",
    "XX": "The store{at} is damaged. Restore a backup into a new store; nothing was changed",
}


def say_plainly(context: ExceptionContext) -> None:
    """Turn what the store itself cannot do into StoreNotReady, and a value that it cannot keep into Invalid.

    Commands check their fields themselves and name them; Invalid is for whatever else comes in, as with an address.
    """
    original = context.original_exception
    if isinstance(original, UnicodeEncodeError) or isinstance(context.sqlalchemy_exception, DataError):
        raise Invalid("This holds a character or a number that cannot be kept.") from original
    if context.is_pre_ping:
        return
    at = f" at {context.engine.url.render_as_string(hide_password=True)}" if context.engine else ""
    if said := what_is_wrong(original, at):
        raise StoreNotReady(said) from original
    lost = context.is_disconnect or context.connection is None
    if lost and isinstance(context.sqlalchemy_exception, OperationalError):
        raise StoreNotReady(
            f"The store{at} cannot be reached: {_first_line(original)}. Check DATABASE_URL"
        ) from original


def what_is_wrong(error: BaseException, at: str = "") -> str:
    """The sentence for an engine's own error; empty where it says nothing of the store. at: " at …", where it is."""
    if isinstance(error, sqlite3.Error):
        number: int | None = getattr(error, "sqlite_errorcode", None)
        return _SQLITE.get(number & 0xFF, "").format(at=at) if number is not None else ""
    code: str = getattr(error, "sqlstate", None) or ""
    return next((said.format(at=at) for start, said in _POSTGRESQL.items() if code.startswith(start)), "")


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else "it does not answer"
