"""The door to the store: one engine a process, short transactions, on SQLite or (DATABASE_URL) on PostgreSQL."""

import atexit
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError, SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session

from data_access.store.errors import Refused, StoreNotReady
from data_access.store.store_errors import say_plainly, what_is_wrong
from data_access.store.store_file import StoreFile, can_be_written, identity, make_file

#: Where the store lies when DATABASE_URL says nothing.
DEFAULT_URL = "sqlite:///var/upr-cooperation.db"
#: How long a PostgreSQL server may take to answer the door.
CONNECT_SECONDS = 10
#: How long a writer waits for another writer on SQLite before it gives up.
BUSY_SECONDS = 60

#: The addresses of the stores that this process used.
_opened: set[str] = set()
_open_work: ContextVar[Session | None] = ContextVar("open_work", default=None)
_writes: ContextVar[int] = ContextVar("writes", default=0)


def database_url() -> str:
    """The store's address, from DATABASE_URL or the default; `postgresql://` is read as psycopg 3."""
    url = os.environ.get("DATABASE_URL") or DEFAULT_URL
    scheme, separator, rest = url.partition("://")
    return f"postgresql+psycopg{separator}{rest}" if scheme in {"postgres", "postgresql"} else url


def engine() -> Engine:
    """The process's engine for the current address."""
    return _engine(database_url())


@cache
def _engine(url: str) -> Engine:
    parsed = _parsed(url)
    if parsed.get_backend_name() == "sqlite":
        made = _sqlite_engine(parsed)
    else:
        waiting = {} if "connect_timeout" in parsed.query else {"connect_timeout": CONNECT_SECONDS}
        made = create_engine(parsed, pool_pre_ping=True, connect_args=waiting)
    event.listen(made, "handle_error", say_plainly)
    _opened.add(url)
    return made


def _parsed(url: str) -> URL:
    """The address in its parts; StoreNotReady, without the password, where it is none."""
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise StoreNotReady("DATABASE_URL is not an address of a store, as in sqlite:///var/store.db") from error
    if parsed.drivername not in {"sqlite", "postgresql+psycopg"}:
        raise StoreNotReady(f"DATABASE_URL names {parsed.drivername}; a store is sqlite:///… or postgresql://…")
    if parsed.get_backend_name() == "sqlite" and (parsed.host or not parsed.database or parsed.query):
        raise StoreNotReady(
            "DATABASE_URL names no file: it is sqlite:/// and a path alone, as in sqlite:///var/store.db"
        )
    return parsed


def _sqlite_engine(parsed: URL) -> Engine:
    file = _store_file(Path(str(parsed.database)).absolute())

    def open_store() -> sqlite3.Connection:
        return file.connect(timeout=BUSY_SECONDS, check_same_thread=False, isolation_level=None)

    def remember(_connection: sqlite3.Connection, record: ConnectionPoolEntry) -> None:
        record.info["file"] = identity(file.path)

    def still_there(_connection: object, record: ConnectionPoolEntry, _proxy: object) -> None:
        # A file that was moved away or replaced would go on being read, and what is written to it would be lost.
        if record.info.get("file") != identity(file.path):
            raise DisconnectionError

    made = create_engine(parsed, creator=open_store)
    event.listen(made, "connect", _prepare_sqlite)
    event.listen(made, "connect", remember)
    event.listen(made, "checkout", still_there)
    event.listen(made, "begin", _begin_sqlite)
    return made


@cache
def _store_file(path: Path) -> StoreFile:
    return StoreFile(path)


def store_file() -> StoreFile | None:
    """The file of the store that the process works on; None where the store is no file."""
    url = engine().url
    return _store_file(Path(str(url.database)).absolute()) if url.get_backend_name() == "sqlite" else None


def make_store_file() -> None:
    """Make the store's file where there is none, readable by its owner only. For commands that may begin a store."""
    if file := store_file():
        make_file(file.path)


def leave_store() -> None:
    """Close every connection of this process, so that a SQLite file is whole by itself where nobody else has it open.

    The next question opens the store again.
    """
    file = store_file()
    engine().dispose()
    if file:
        file.leave()


@atexit.register
def _leave_at_the_end() -> None:
    """For programs that use the store and do not leave it themselves."""
    if database_url() in _opened:
        with suppress(Refused):
            leave_store()


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own transaction handling begins too late for consistent reads: we begin ourselves, see open_store.
    pragmas = ["foreign_keys=ON", "synchronous=FULL", "cache_size=-65536"]
    (journal,) = connection.execute("PRAGMA journal_mode").fetchone()
    file = store_file()
    if journal != "wal" and file and can_be_written(file.path):
        pragmas.insert(0, "journal_mode=WAL")
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at once: two readers that both want to write later would block each other for good.
    if not connection.get_execution_options().get("writes", False):
        connection.exec_driver_sql("BEGIN")
        return
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection) and (file := store_file()):
        try:
            file.before_writing(driver)
        except sqlite3.Error as error:
            at = f" at {connection.engine.url.render_as_string(hide_password=True)}"
            raise StoreNotReady(what_is_wrong(error, at) or f"The store{at} cannot be written: {error}") from error
    connection.exec_driver_sql("BEGIN IMMEDIATE")


@contextmanager
def reading() -> Iterator[Session]:
    """A short read transaction; inside `writing()` it is that transaction, so that it sees its own writes."""
    work = _open_work.get()
    if work is not None:
        yield work
        return
    with Session(engine()) as session:
        yield session


class Queue(StrEnum):
    """Those who write one after the other, by the table that they lock on PostgreSQL. SQLite has one queue for all."""

    #: Everything with a history.
    RECORDS = "data_version"
    #: What somebody is writing, saved field by field.
    DRAFTS = "draft"
    #: Attempts to sign in, which anybody can make in any number.
    SIGN_INS = "sign_in_attempt"


@contextmanager
def writing(queue: Queue = Queue.RECORDS) -> Iterator[Session]:
    """A write transaction: committed as a whole, or not at all. Inside another one it joins it.

    Writers of records go one after the other on both engines, so that history numbers follow the order of commits. What
    has no history waits in a queue of its own, and no long import keeps it waiting.
    """
    work = _open_work.get()
    if work is not None:
        yield work
        return
    options: dict[str, Any] = {"writes": True}
    with (
        engine().connect().execution_options(**options) as connection,
        Session(connection) as session,
        session.begin(),
    ):
        if connection.dialect.name == "postgresql":
            session.execute(text(f"LOCK TABLE {queue.value} IN EXCLUSIVE MODE"))
        token = _open_work.set(session)
        try:
            yield session
            session.flush()
        finally:
            _open_work.reset(token)
    _writes.set(_writes.get() + 1)


def writes_so_far() -> int:
    """How many transactions were written where this is asked: in a run of a screen, by that run."""
    return _writes.get()


def store_answers() -> bool:
    """Whether the store can be reached and has been set up."""
    try:
        with engine().connect() as connection:
            connection.execute(text("SELECT 1 FROM data_version"))
    except (SQLAlchemyError, Refused):
        return False
    return True
