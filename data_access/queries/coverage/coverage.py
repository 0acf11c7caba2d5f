"""Where is support reported, planned or requested, and where is nothing recorded?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data_access.snapshot import Snapshot, snapshot
from data_access.snapshot.fields import BANDS
from data_access.snapshot.filters import in_scope
from domain.coverage import GapFilters
from domain.vocabulary import Breakdown

_TOTAL_KEY = "total"
_COUNTS = ["supported", *(band.value for band in BANDS)]

#: The column that holds what a breakdown counts by; several breakdowns share the State's.
_COLUMNS: Mapping[Breakdown, str] = {
    Breakdown.STATE: "state",
    Breakdown.GROUP: "state",
    Breakdown.REGION: "state",
    Breakdown.CYCLE: "cycle",
    Breakdown.SESSION: "session",
    Breakdown.THEME: "theme",
    Breakdown.SDG: "sdg",
    Breakdown.PERSONS: "persons",
    Breakdown.RECOMMENDING: "recommending",
    Breakdown.TOTAL: "0",
}


@dataclass(frozen=True)
class CoverageTotal:
    """Recommendations in scope, each counted once: all of them, and those in each support band."""

    supported: int
    reported: int
    planned: int
    requested: int
    theme_only: int
    none_recorded: int


def coverage_by(breakdown: Breakdown, filters: GapFilters) -> pd.DataFrame:
    """Count the recommendations in scope by support band, in each row of a breakdown that has any.

    Columns: key (str), supported, reported, planned, requested, theme_only, none_recorded (int64); supported is
    their sum. Keys: ISO3; code of theme or persons; SDG goal; UN group; M49 region; cycle; session; ISO3 of the
    recommending State; "total". Ordered by key, numbers by size. Where `breakdown.overlaps`, a recommendation counts
    once in each of its values. One without a value (no theme, no known session) stands in no row.
    """
    current = snapshot()
    return current.cached(("by", breakdown, filters), lambda: _by(current, breakdown, filters)).copy()


def coverage_total(filters: GapFilters) -> CoverageTotal:
    """Count each recommendation in scope once, by support band."""
    frame = coverage_by(Breakdown.TOTAL, filters)
    counts = [int(frame[column].sum()) for column in _COUNTS]
    return CoverageTotal(*counts)


def coverage_matrix(rows: Breakdown, columns: Breakdown, filters: GapFilters) -> pd.DataFrame:
    """Count the recommendations in scope by support band, in each pair of a row and a column that has any.

    Columns: row, column (str, keys as in `coverage_by`), then counts as there; ordered by row, then column. A
    recommendation with several values counts once in each pair of them.
    """
    current = snapshot()
    question = ("matrix", rows, columns, filters)
    return current.cached(question, lambda: _matrix(current, rows, columns, filters)).copy()


def _by(current: Snapshot, breakdown: Breakdown, filters: GapFilters) -> pd.DataFrame:
    counted = _counted(current, breakdown, Breakdown.TOTAL, filters)
    return _wide(counted, _places(current, breakdown), None)


def _matrix(current: Snapshot, rows: Breakdown, columns: Breakdown, filters: GapFilters) -> pd.DataFrame:
    counted = _counted(current, rows, columns, filters)
    return _wide(counted, _places(current, rows), _places(current, columns))


def _counted(current: Snapshot, rows: Breakdown, columns: Breakdown, filters: GapFilters) -> Mapping[str, NDArray[Any]]:
    """Counts of recommendations by the numbers of row, column and band."""
    conditions = in_scope(current.codes, filters)
    first, second = _COLUMNS[rows], _COLUMNS[columns]
    source = f"recommendation {conditions.where}"
    if columns.overlaps:
        # Two lists in one SELECT would be paired off, not crossed.
        source = " ".join((f"(SELECT {first} AS first, unnest({second}) AS second, band", f"FROM {source})"))
        first, second = "first", "second"
    inner = f"SELECT {f'unnest({first})' if rows.overlaps else first} AS row_number, {second} AS column_number, band"
    query = " ".join(
        (
            "SELECT row_number, column_number, band, count(*) AS recommendations FROM",
            " ".join((f"({inner}", f"FROM {source})")),
            "WHERE row_number IS NOT NULL AND column_number IS NOT NULL GROUP BY ALL",
        )
    )
    return current.columns(query, conditions.parameters)


@dataclass(frozen=True)
class _Places:
    """Where the numbers of a breakdown's column stand in its rows: `place` by number, and the rows' keys in order."""

    keys: list[str]
    place: NDArray[np.int64]


def _places(current: Snapshot, breakdown: Breakdown) -> _Places:
    codes = current.codes
    fields = {
        Breakdown.THEME: codes.theme,
        Breakdown.PERSONS: codes.persons,
        Breakdown.SDG: codes.sdg,
        Breakdown.RECOMMENDING: codes.recommending,
    }
    if breakdown in fields:
        return _as_they_are(list(fields[breakdown].codes))
    match breakdown:
        case Breakdown.STATE:
            return _as_they_are([state.iso3 for state in codes.states])
        case Breakdown.GROUP:
            return _grouped([state.un_group for state in codes.states])
        case Breakdown.REGION:
            return _grouped([state.region for state in codes.states])
        case Breakdown.TOTAL:
            return _as_they_are([_TOTAL_KEY])
    return _as_they_are([str(number) for number in range(256)])


def _as_they_are(keys: list[str]) -> _Places:
    return _Places(keys, np.arange(len(keys)))


def _grouped(groups: list[str]) -> _Places:
    keys = sorted(set(groups))
    return _Places(keys, np.array([keys.index(group) for group in groups]))


def _wide(counted: Mapping[str, NDArray[Any]], rows: _Places, columns: _Places | None) -> pd.DataFrame:
    """One line for each row, or pair, that has any recommendation; one column for each band."""
    width = len(columns.keys) if columns else 1
    cell = rows.place[counted["row_number"]] * width
    if columns:
        cell = cell + columns.place[counted["column_number"]]
    table = np.zeros((len(rows.keys) * width, len(BANDS)), dtype=np.int64)
    np.add.at(table, (cell, counted["band"]), counted["recommendations"])
    used = np.flatnonzero(table.sum(axis=1))
    content: dict[str, object] = {"row" if columns else "key": _texts(rows, used // width)}
    if columns:
        content["column"] = _texts(columns, used % width)
    content["supported"] = table[used].sum(axis=1)
    content |= {band.value: table[used, number] for number, band in enumerate(BANDS)}
    return pd.DataFrame(content)


def _texts(places: _Places, wanted: NDArray[np.int64]) -> pd.api.extensions.ExtensionArray:
    """The keys at these places, as text also where there are none."""
    return pd.array([places.keys[place] for place in wanted], dtype="str")
