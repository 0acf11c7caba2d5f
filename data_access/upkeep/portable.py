"""The whole store as one file of ours, the same on every engine: zipped JSON lines, a table each, with digests.

Values are written as the engine keeps them, not as the models read them, so that a copy neither needs today's models
nor stumbles over a row that they could not read.
"""

import hashlib
import json
import zipfile
from collections.abc import Callable, Generator, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final

from sqlalchemy import Connection, Date, DateTime, MetaData, Table, func, insert, select, update

from data_access.store.errors import Invalid

FORMAT: Final = "upr-cooperation-store"
FORMAT_VERSION: Final = 1
MANIFEST: Final = "manifest.json"
#: The table in which Alembic keeps the schema's revision; the manifest says it, too.
REVISION_TABLE: Final = "alembic_version"
_ROWS_AT_ONCE: Final = 2_000

Row = dict[str, Any]


@dataclass(frozen=True)
class TableCopy:
    """One table in the file: how many rows, and the SHA-256 of its lines."""

    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What the file holds. schema: the store's revision. head: digest of the last history entry."""

    schema: str
    made_at: str
    head: str
    tables: Mapping[str, TableCopy]


def reflected(connection: Connection) -> MetaData:
    """The store's tables as they are there."""
    tables = MetaData()
    tables.reflect(connection)
    return tables


def write_copy(connection: Connection, path: Path, *, schema: str, head: str) -> Manifest:
    """Write all tables; the caller's transaction sees one state of the store."""
    copies: dict[str, TableCopy] = {}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in reflected(connection).sorted_tables:
            if table.name != REVISION_TABLE:
                with archive.open(f"{table.name}.jsonl", "w", force_zip64=True) as file:
                    copies[table.name] = _write_table(connection, table, file)
        made_at = datetime.now(UTC).replace(microsecond=0).isoformat()
        manifest = Manifest(schema, made_at, head, copies)
        said = {"format": FORMAT, "version": FORMAT_VERSION, **asdict(manifest)}
        archive.writestr(MANIFEST, json.dumps(said, indent=1) + "\n")
    return manifest


def read_manifest(archive: zipfile.ZipFile) -> Manifest:
    """What a copy says of itself. Invalid where it is none of ours, or of a newer program."""
    try:
        said = json.loads(archive.read(MANIFEST))
        if said["format"] != FORMAT or said["version"] > FORMAT_VERSION:
            raise Invalid("This file is a copy of another kind, or made by a newer program.", "file")
        tables = {name: TableCopy(int(one["rows"]), str(one["sha256"])) for name, one in said["tables"].items()}
        return Manifest(str(said["schema"]), str(said["made_at"]), str(said["head"]), tables)
    except (KeyError, TypeError, ValueError, AttributeError, zipfile.BadZipFile) as error:
        raise Invalid("This file is no copy of a store.", "file") from error


def rows_of_copy(archive: zipfile.ZipFile, name: str, wanted: TableCopy) -> Generator[Row]:
    """The rows of one table. Invalid, at the end, where they are not those that the manifest tells of."""
    digest, count = hashlib.sha256(), 0
    try:
        with archive.open(f"{name}.jsonl") as file:
            for line in file:
                digest.update(line)
                count += 1
                yield json.loads(line)
    except (KeyError, ValueError, OSError, EOFError, zipfile.BadZipFile) as error:
        raise Invalid(f"The copy of {name} is damaged; nothing was restored.", "file") from error
    if (count, digest.hexdigest()) != (wanted.rows, wanted.sha256):
        raise Invalid(f"The copy of {name} is not what its manifest says; nothing was restored.", "file")


def rows_of_store(connection: Connection, table: Table) -> Generator[Row]:
    """The rows of a table in the order of its key, as the file writes them."""
    ordered = select(table).order_by(*table.primary_key.columns)
    for row in connection.execute(ordered.execution_options(yield_per=_ROWS_AT_ONCE)).mappings():
        yield {name: _written(value) for name, value in row.items()}


def load(connection: Connection, table: Table, rows: Iterable[Row]) -> int:
    """Write rows into an empty table; how many. Invalid for a column that the store does not know.

    A row that names another one of its own table gets that name once all are there.
    """
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    readers = {column.name: _reader(column.type) for column in table.columns}
    count, naming = 0, list[Row]()
    given = iter(rows)
    while batch := [_read(table.name, row, readers) for row in islice(given, _ROWS_AT_ONCE)]:
        naming += [dict(row) for row in batch if any(row.get(name) is not None for name in own)]
        connection.execute(insert(table), [{**row, **dict.fromkeys(own)} for row in batch] if own else batch)
        count += len(batch)
    for row in naming:
        same = [column == row[column.name] for column in table.primary_key.columns]
        connection.execute(update(table).where(*same).values({name: row[name] for name in own}))
    return count


def restart_numbers(connection: Connection, table: Table) -> None:
    """Let PostgreSQL number new rows after those that were loaded; SQLite does so by itself."""
    if connection.dialect.name != "postgresql" or "id" not in table.columns:
        return
    highest = connection.execute(select(func.max(table.c.id))).scalar()
    if highest is not None:
        connection.execute(select(func.setval(func.pg_get_serial_sequence(table.name, "id"), highest)))


def _write_table(connection: Connection, table: Table, file: IO[bytes]) -> TableCopy:
    digest, count = hashlib.sha256(), 0
    for row in rows_of_store(connection, table):
        line = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        digest.update(line)
        file.write(line)
        count += 1
    return TableCopy(count, digest.hexdigest())


def _written(value: object) -> object:
    if isinstance(value, datetime):
        # SQLite keeps moments without a zone; all of them are in UTC.
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _reader(kind: object) -> Callable[[Any], Any]:
    if isinstance(kind, DateTime):
        return datetime.fromisoformat
    return date.fromisoformat if isinstance(kind, Date) else lambda value: value


def _read(table: str, row: Row, readers: Mapping[str, Callable[[Any], Any]]) -> Row:
    try:
        return {name: None if value is None else readers[name](value) for name, value in row.items()}
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise Invalid(f"The copy of {table} does not fit the store; nothing was restored.", "file") from error
