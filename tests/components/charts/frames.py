"""Frames as coverage queries give them, for tests of what charts draw."""

from collections.abc import Sequence

import pandas as pd

from domain.vocabulary import SupportBand

#: Counts of the five bands, in their order.
Counts = tuple[int, int, int, int, int]


def coverage(*rows: tuple[str, Counts]) -> pd.DataFrame:
    """One row for each label, whose key is the label in capitals."""
    return pd.DataFrame([{"key": label.upper(), "label": label, **_counted(counts)} for label, counts in rows])


def matrix(*cells: tuple[str, str, Counts]) -> pd.DataFrame:
    """One cell for each pair of row and column."""
    return pd.DataFrame(
        [
            {"row": row.upper(), "column": column.upper(), "row_label": row, "column_label": column, **_counted(counts)}
            for row, column, counts in cells
        ]
    )


def _counted(counts: Sequence[int]) -> dict[str, int]:
    bands = {band.value: count for band, count in zip(SupportBand, counts, strict=True)}
    return {"supported": sum(counts), **bands}
