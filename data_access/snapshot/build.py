"""The snapshot's table of recommendations, filled from the store.

One row for each recommendation that is not retired, in the order of State, cycle, session and paragraph; `n` is its
place in that order. `band` and `modalities` follow from the contributions (see `bands`); `band` is NULL where the
recommendation is out of coverage's scope: a commitment, or neither supported nor partly supported.
"""

from collections.abc import Iterable, Sequence

import duckdb
import pyarrow as pa
from sqlalchemy import Connection

from data_access.snapshot.bands import band_rows
from data_access.snapshot.fields import KINDS, POSITIONS, Codes, Field
from data_access.snapshot.store_rows import LINKS, RECOMMENDATIONS, pieces, pieces_of_pairs, read_reviews
from domain.sdgs import GOALS

_STAGED = (
    "id INTEGER, review_id INTEGER, kind VARCHAR, position VARCHAR, paragraph_sort VARCHAR, search_text VARCHAR, "
    "paragraph VARCHAR, symbol VARCHAR"
)
#: How `domain.references` writes a paragraph's number and a document's symbol to compare them.
_KEYS = "replace(lower(staged.paragraph), ' ', '') AS paragraph, replace(upper(staged.symbol), ' ', '') AS symbol"


def build_recommendations(target: duckdb.DuckDBPyConnection, store: Connection, codes: Codes) -> None:
    """Make and fill the table `recommendation`; what counts must be there already."""
    _write_codes(target, store, codes)
    target.execute(f"CREATE TABLE staged ({_STAGED})")
    names = [column.split()[0] for column in _STAGED.split(", ")]
    for piece in pieces(store, RECOMMENDATIONS, names):
        append(target, "staged", piece)
    for field in codes.fields:
        _gather_links(target, store, field)
    _describe(target, codes)
    target.execute(
        " ".join(
            (
                "CREATE TABLE recommendation AS",
                "SELECT (row_number() OVER () - 1)::INTEGER AS n, * FROM (",
                f"SELECT d.* EXCLUDE (paragraph_sort), b.band, b.modalities, staged.search_text, {_KEYS}",
                f"FROM described d JOIN ({band_rows('described', codes.theme)}) b USING (id) JOIN staged USING (id)",
                "ORDER BY d.state, d.cycle, d.session, d.paragraph_sort, d.id)",
            )
        )
    )
    for table in ("staged", "described", *(f"{field.name}_of" for field in codes.fields)):
        target.execute(f"DROP TABLE {table}")


def append(target: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Add the rows of an Arrow table, column by column in their order."""
    target.register("piece", rows)
    target.execute(" ".join((f"INSERT INTO {table}", "SELECT * FROM piece")))
    target.unregister("piece")


def _write_codes(target: duckdb.DuckDBPyConnection, store: Connection, codes: Codes) -> None:
    """The tables that turn what the store writes into numbers, and the reviews."""
    iso3s = [state.iso3 for state in codes.states]
    _write_numbers(target, "state_code", iso3s)
    _write_numbers(target, "kind_code", list(KINDS))
    _write_numbers(target, "position_code", list(POSITIONS))
    _write_numbers(target, "theme_code", codes.theme_ids)
    _write_numbers(target, "persons_code", codes.persons_ids)
    _write_numbers(target, "sdg_code", list(GOALS))
    _write_numbers(target, "recommending_code", iso3s)
    target.execute("CREATE TABLE staged_review (id INTEGER, iso3 VARCHAR, cycle UTINYINT, session UTINYINT)")
    append(target, "staged_review", columns_of(("id", "iso3", "cycle", "session"), read_reviews(store)))


def columns_of(names: Sequence[str], rows: Sequence[Sequence[object]]) -> pa.Table:
    """Rows as an Arrow table with these column names."""
    columns = zip(*rows, strict=True) if rows else ([] for _ in names)
    return pa.table(dict(zip(names, map(pa.array, columns), strict=True)))


def _write_numbers(target: duckdb.DuckDBPyConnection, table: str, values: Iterable[str | int]) -> None:
    known = list(values)
    kind = "VARCHAR" if all(isinstance(value, str) for value in known) else "INTEGER"
    target.execute(f"CREATE TABLE {table} (value {kind}, number USMALLINT)")
    append(target, table, columns_of(("value", "number"), [(value, place) for place, value in enumerate(known)]))


def _gather_links(target: duckdb.DuckDBPyConnection, store: Connection, field: Field) -> None:
    """The table `<field>_of`: of each recommendation, the list of its values' numbers and the same as bits."""
    links = f"{field.name}_link"
    by_code = field.name == "recommending"
    target.execute(f"CREATE TABLE {links} (id INTEGER, value {'VARCHAR' if by_code else 'INTEGER'})")
    for piece in (pieces if by_code else pieces_of_pairs)(store, LINKS[field.name], ("id", "value")):
        append(target, links, piece)
    bits = [f"{sql} AS {column}" for sql, column in zip(field.bits_of("c.number"), field.columns, strict=True)]
    target.execute(
        " ".join(
            (
                f"CREATE TABLE {field.name}_of AS SELECT l.id, list(c.number) AS {field.name}, {', '.join(bits)}",
                f"FROM {links} l JOIN {field.name}_code c USING (value) GROUP BY l.id",
            )
        )
    )
    target.execute(f"DROP TABLE {links}")


def _describe(target: duckdb.DuckDBPyConnection, codes: Codes) -> None:
    """The table `described`: all that a recommendation is, but its band and its words."""
    columns = [field.name for field in codes.fields]
    columns += [f"coalesce({bits}, 0)::UBIGINT AS {bits}" for field in codes.fields for bits in field.columns]
    target.execute(
        " ".join(
            (
                "CREATE TABLE described AS SELECT s.id, s.paragraph_sort, state.number::UTINYINT AS state,",
                "v.cycle, v.session, kind.number::UTINYINT AS kind, position.number::UTINYINT AS position,",
                ", ".join(columns),
                "FROM staged s JOIN staged_review v ON v.id = s.review_id",
                "JOIN state_code state ON state.value = v.iso3 JOIN kind_code kind ON kind.value = s.kind",
                "JOIN position_code position ON position.value = s.position",
                *(f"LEFT JOIN {field.name}_of ON {field.name}_of.id = s.id" for field in codes.fields),
            )
        )
    )
