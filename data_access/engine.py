"""The door to the store: one engine a process, short transactions, on SQLite or (DATABASE_URL) on PostgreSQL."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DataError, SQLAlchemyError
from sqlmodel import Session

from data_access.errors import Invalid, StoreNotReady

#: Where the store lies when DATABASE_URL says nothing.
DEFAULT_URL = "sqlite:///var/upr-cooperation.db"
#: How long a writer waits for another writer on SQLite before it gives up.
BUSY_SECONDS = 60

_open_work: ContextVar[Session | None] = ContextVar("open_work", default=None)


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
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreNotReady("DATABASE_URL is not an address of a store, as in sqlite:///var/store.db") from error
    if parsed.drivername not in {"sqlite", "postgresql+psycopg"}:
        raise StoreNotReady(f"DATABASE_URL names {parsed.drivername}; a store is sqlite:///… or postgresql://…")
    if parsed.get_backend_name() != "sqlite":
        shared = create_engine(parsed, pool_pre_ping=True)
        event.listen(shared, "handle_error", _refuse_what_cannot_be_kept)
        return shared
    if parsed.database and parsed.database != ":memory:":
        _make_folder(Path(parsed.database).parent)
    made = create_engine(parsed, connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False})
    event.listen(made, "connect", _prepare_sqlite)
    event.listen(made, "begin", _begin_sqlite)
    event.listen(made, "handle_error", _refuse_what_cannot_be_kept)
    return made


def _refuse_what_cannot_be_kept(context: ExceptionContext) -> None:
    """Turn a value that the engine cannot hold or look for into a refusal.

    Commands check their fields themselves and name them; this is for whatever else comes in, as with an address.
    """
    if isinstance(context.original_exception, UnicodeEncodeError) or isinstance(
        context.sqlalchemy_exception, DataError
    ):
        raise Invalid("This holds a character or a number that cannot be kept.") from context.original_exception


def _make_folder(folder: Path) -> None:
    """Make the folder that a SQLite store lies in; StoreNotReady where that cannot be done."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreNotReady(
            f"The store's folder {folder} cannot be made: {error.strerror}. Check DATABASE_URL"
        ) from error


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own transaction handling begins too late for consistent reads: we begin ourselves.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "cache_size=-65536"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes the lock at once: two readers that both want to write later would block each other for good.
    immediate = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


@contextmanager
def reading() -> Iterator[Session]:
    """A short read transaction; inside `writing()` it is that transaction, so that it sees its own writes."""
    work = _open_work.get()
    if work is not None:
        yield work
        return
    with Session(engine()) as session:
        yield session


@contextmanager
def writing() -> Iterator[Session]:
    """A write transaction: committed as a whole, or not at all. Inside another one it joins it.

    Writers go one after the other on both engines, so that history numbers follow the order of commits.
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
            session.execute(text("LOCK TABLE data_version IN EXCLUSIVE MODE"))
        token = _open_work.set(session)
        try:
            yield session
            session.flush()
        finally:
            _open_work.reset(token)


def store_answers() -> bool:
    """Whether the store can be reached and has been set up."""
    try:
        with engine().connect() as connection:
            connection.execute(text("SELECT 1 FROM data_version"))
    except (SQLAlchemyError, StoreNotReady):
        return False
    return True
