"""The snapshot's tables of what counts as support: public activities and requests, and what they are linked to.

activity_for, request_for: a row for each State for which the record is public. A record that is not public, or whose
status does not count, has no row there, and so counts nowhere, whatever it is linked to.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import duckdb
from sqlalchemy import Connection

from data_access.models import Activity, Request
from data_access.snapshot import store_rows
from data_access.snapshot.build import append, columns_of
from data_access.snapshot.fields import MODALITIES, Codes
from data_access.snapshot.store_rows import Changes
from domain.vocabulary import UNDER_WAY

_TABLES = {
    "activity_for": "activity INTEGER, state UTINYINT, under_way BOOLEAN, modality USMALLINT",
    "activity_theme": "activity INTEGER, theme USMALLINT",
    "activity_recommendation": "activity INTEGER, recommendation INTEGER",
    "request_for": "request INTEGER, state UTINYINT",
    "request_recommendation": "request INTEGER, recommendation INTEGER",
}

Row = Sequence[object]


@dataclass(frozen=True)
class SupportRows:
    """New rows for each table, and which contributions they replace: all where `activities` or `requests` is None."""

    tables: dict[str, list[Row]]
    activities: Collection[int] | None
    requests: Collection[int] | None


def create_support_tables(target: duckdb.DuckDBPyConnection) -> None:
    """Make the tables, empty."""
    for table, columns in _TABLES.items():
        target.execute(f"CREATE TABLE {table} ({columns})")


def read_support(store: Connection, codes: Codes, changes: Changes) -> SupportRows:
    """What now counts of the contributions that changed."""
    activities, requests = None, None
    if not (changes.contributions or changes.recommendations):
        activities = store_rows.numbers_of(store, Activity, changes.activities)
        requests = store_rows.numbers_of(store, Request, changes.requests)
    state = {facts.iso3: number for number, facts in enumerate(codes.states)}
    theme = {row: number for number, row in enumerate(codes.theme_ids)}
    modality = {code: 1 << number for number, code in enumerate(MODALITIES)}
    tables: dict[str, list[Row]] = {
        "activity_for": [
            (number, state[iso3], status in UNDER_WAY, modality[form])
            for number, iso3, status, form in store_rows.public_activities(store, activities)
        ],
        # A theme that no recommendation carried when the snapshot was loaded is shared with none.
        "activity_theme": [
            (number, theme[row]) for number, row in store_rows.activity_themes(store, activities) if row in theme
        ],
        "activity_recommendation": list(store_rows.activity_recommendations(store, activities)),
        "request_for": [(number, state[iso3]) for number, iso3 in store_rows.public_requests(store, requests)],
        "request_recommendation": list(store_rows.request_recommendations(store, requests)),
    }
    return SupportRows(tables, activities, requests)


def replace_support(target: duckdb.DuckDBPyConnection, rows: SupportRows) -> set[int]:
    """Put the new rows in the place of the old; the numbers of the States for which anything may count otherwise."""
    states: set[int] = set()
    for table, columns in _TABLES.items():
        owner = columns.split()[0]
        numbers = rows.activities if owner == "activity" else rows.requests
        only_these = "" if numbers is None else f"WHERE {owner} IN (SELECT unnest(?::INTEGER[]))"
        parameters = [] if numbers is None else [list(numbers)]
        if table.endswith("_for"):
            query = " ".join(("SELECT DISTINCT state", f"FROM {table}", only_these))
            states.update(number for (number,) in target.execute(query, parameters).fetchall())
        target.execute(" ".join(("DELETE", f"FROM {table}", only_these)), parameters)
        if rows.tables[table]:
            names = [column.split()[0] for column in columns.split(", ")]
            append(target, table, columns_of(names, rows.tables[table]))
    for table in ("activity_for", "request_for"):
        states.update(row[1] for row in rows.tables[table] if isinstance(row[1], int))
    return states
