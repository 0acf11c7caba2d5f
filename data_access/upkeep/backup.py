"""Copies of the store, made while it is in use, and brought back into an empty store on either engine."""

import hashlib
import os
import sqlite3
import zipfile
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

from alembic import command
from sqlalchemy import Connection, MetaData, create_engine, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlmodel import Session, col
from sqlmodel import select as select_rows

from data_access.models import HistoryEntry, Table
from data_access.store.engine import engine, make_store_file
from data_access.store.errors import Conflict, Invalid
from data_access.store.setup import init_store, known_schemas, migration_config, schema_of_store
from data_access.store.store_file import Mark
from data_access.upkeep.portable import (
    REVISION_TABLE,
    Manifest,
    Row,
    load,
    read_manifest,
    reflected,
    restart_numbers,
    rows_of_copy,
    rows_of_store,
    write_copy,
)
from data_access.upkeep.verify import Verification, verify_store

#: What a store holds that was set up and never used.
_OF_EVERY_STORE: Final = frozenset(
    {REVISION_TABLE, "state", "state_name", "review", "data_version", "code_counter", "history_entry"}
)
_SQLITE_STARTS: Final = b"SQLite format 3\x00"


@dataclass(frozen=True)
class BackUp:
    """A copy that was made. format: sqlite or portable. sha256: of the file. head: digest of the last history entry."""

    file: str
    format: str
    schema: str
    size: int
    sha256: str
    head: str


@dataclass(frozen=True)
class Restored:
    """A copy that was brought back: the schema it was made at, its rows by table, and what verifying it found."""

    schema: str
    rows: Mapping[str, int]
    found: Verification


def back_up(path: Path, *, portable: bool = False) -> BackUp:
    """Copy the store as it is at one moment, while others go on reading and writing; readable by its owner only.

    A SQLite store becomes a SQLite file, any other store, or where `portable` is wanted, one that either engine can
    take. Invalid where the file is there already, or cannot be written.
    """
    if path.is_dir():
        raise Invalid(f"{path} is a folder; name the file that the copy becomes.", "file")
    making = path.with_name(f"{path.name}.part")
    sqlite = engine().dialect.name == "sqlite" and not portable
    schema = schema_of_store() or ""
    try:
        if path.exists():
            raise Invalid(f"{path} is there already; a copy is never written over another one.", "file")
        making.unlink(missing_ok=True)
        os.close(os.open(making, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        head = _copy_sqlite(making) if sqlite else _copy_portable(making, schema)
        making.rename(path)
    except OSError as error:
        raise Invalid(f"{path} cannot be written: {error.strerror}.", "file") from error
    finally:
        making.unlink(missing_ok=True)
    return BackUp(str(path), "sqlite" if sqlite else "portable", schema, path.stat().st_size, _digest(path), head)


def restore(path: Path) -> Restored:
    """Bring a copy back into a store that holds nothing yet, all or nothing, and verify it.

    A copy of an older program is brought to this one's schema. Raises Invalid for a file that is no copy, is damaged or
    of a newer program, and Conflict for a store that is in use.
    """
    with _opened(path) as copy:
        if copy.schema not in known_schemas():
            raise Invalid(f"This copy has schema {copy.schema or 'none'}, which this program does not know.", "file")
        make_store_file()
        options: dict[str, Any] = {"writes": True}
        with engine().connect().execution_options(**options) as connection, connection.begin():
            _make_room(connection)
            command.upgrade(migration_config(connection), copy.schema)
            rows = _load_all(connection, copy)
    init_store()
    return Restored(copy.schema, rows, verify_store())


class _Copy(Protocol):
    """A copy that is open to be read."""

    schema: str

    def names(self) -> Iterable[str]:
        """The tables that it holds."""

    def rows(self, name: str) -> Generator[Row]:
        """The rows of one table."""


class _PortableCopy:
    def __init__(self, archive: zipfile.ZipFile, manifest: Manifest) -> None:
        self._archive, self._manifest = archive, manifest
        self.schema = manifest.schema

    def names(self) -> Iterable[str]:
        return self._manifest.tables

    def rows(self, name: str) -> Generator[Row]:
        return rows_of_copy(self._archive, name, self._manifest.tables[name])


class _SqliteCopy:
    def __init__(self, connection: Connection, tables: MetaData) -> None:
        self._connection, self._tables = connection, tables
        found = tables.tables.get(REVISION_TABLE)
        self.schema = str(connection.execute(select(found)).scalar()) if found is not None else ""

    def names(self) -> Iterable[str]:
        return [name for name in self._tables.tables if name != REVISION_TABLE]

    def rows(self, name: str) -> Generator[Row]:
        return rows_of_store(self._connection, self._tables.tables[name])


@contextmanager
def _opened(path: Path) -> Iterator[_Copy]:
    """The copy in a file, by what it starts with. Invalid where it is none."""
    try:
        with path.open("rb") as file:
            start = file.read(len(_SQLITE_STARTS))
    except OSError as error:
        raise Invalid(f"{path} cannot be read: {error.strerror}.", "file") from error
    if start == _SQLITE_STARTS:
        with _opened_sqlite(path) as copy:
            yield copy
    elif zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield _PortableCopy(archive, read_manifest(archive))
    else:
        raise Invalid(f"{path} is no copy of a store.", "file")


@contextmanager
def _opened_sqlite(path: Path) -> Iterator[_Copy]:
    source = create_engine(f"sqlite:///file:{path.resolve().as_posix()}?mode=ro&immutable=1&uri=true")
    try:
        with source.connect() as connection:
            if connection.exec_driver_sql("PRAGMA quick_check").scalar() != "ok":
                raise Invalid(f"{path} is damaged; nothing was restored.", "file")
            yield _SqliteCopy(connection, reflected(connection))
    except (SQLAlchemyError, ValueError) as error:
        raise Invalid(f"{path} cannot be read as a copy of a store; nothing was restored.", "file") from error
    finally:
        source.dispose()


def _make_room(connection: Connection) -> None:
    """Take away what every new store holds. Conflict where there is anything else."""
    there = reflected(connection)
    strange = sorted(set(there.tables) - set(Table.metadata.tables) - {REVISION_TABLE})
    if strange:
        raise Conflict(f"This database holds tables of others, as {strange[0]}; restore into one of its own.")
    for name, table in there.tables.items():
        if name not in _OF_EVERY_STORE and connection.execute(select(table).limit(1)).first() is not None:
            raise Conflict(f"This store is in use: it holds rows of {name}. Restore into an empty one.")
    history = there.tables.get("history_entry")
    if (
        history is not None
        and connection.execute(select(history).where(history.c.action != "load_reference").limit(1)).first()
    ):
        raise Conflict("This store is in use: it has a history. Restore into an empty one.")
    there.drop_all(connection)


def _load_all(connection: Connection, copy: _Copy) -> dict[str, int]:
    tables = [table for table in reflected(connection).sorted_tables if table.name != REVISION_TABLE]
    strange = sorted(set(copy.names()) ^ {table.name for table in tables})
    if strange:
        raise Invalid(f"This copy and schema {copy.schema} differ in the table {strange[0]}.", "file")
    for table in reversed(tables):
        connection.execute(table.delete())
    rows: dict[str, int] = {}
    try:
        for table in tables:
            with closing(copy.rows(table.name)) as held:
                rows[table.name] = load(connection, table, held)
            restart_numbers(connection, table)
    except IntegrityError as error:
        raise Invalid("The rows of this copy do not fit each other; nothing was restored.", "file") from error
    return rows


def _copy_sqlite(path: Path) -> str:
    """Copy by SQLite's own means, page by page, while others read and write; returns the head of the history."""
    with engine().connect() as connection, closing(sqlite3.connect(path)) as target:
        source = connection.connection.driver_connection
        if not isinstance(source, sqlite3.Connection):
            raise TypeError("this store is no SQLite file")
        source.backup(target, pages=4096)
        # One file, without the journal beside it that a store in use has.
        target.execute("PRAGMA journal_mode=DELETE")
        target.execute(f"PRAGMA user_version={int(Mark.WHOLE)}")
        head = target.execute("SELECT digest FROM history_entry ORDER BY number DESC LIMIT 1").fetchone()
    return str(head[0]) if head else ""


def _copy_portable(path: Path, schema: str) -> str:
    options: dict[str, Any] = {"isolation_level": "REPEATABLE READ"} if engine().dialect.name == "postgresql" else {}
    with engine().connect().execution_options(**options) as connection:
        last = select_rows(HistoryEntry.digest).order_by(col(HistoryEntry.number).desc()).limit(1)
        with Session(connection) as session:
            head = session.exec(last).first() or ""
            write_copy(connection, path, schema=schema, head=head)
    return head


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
