"""Shares of one support band, themes down and States or groups of States across."""

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.colours import palette, sequential
from components.charts.drawing import Properties, drawn
from components.charts.gaps import mark_data
from components.charts.layout import house_layout
from components.charts.lettering import MarkData, pointer_template, separators, share_text, wrapped
from domain.vocabulary import SupportBand
from languages.names import band_name
from languages.text import _, direction, percent

#: Place of the row, place of the column, and what the cell holds.
Cell = tuple[int, int, MarkData]

_ROW: Final = 30
_LINE_HEIGHT: Final = 17
_SIDE_LINE: Final = 24
_TOP_LINE: Final = 18
_AROUND: Final = 210


def heatmap_chart(
    matrix: pd.DataFrame, band: SupportBand, *, rows: list[str], columns: list[str], demonstration: bool = False
) -> go.Figure:
    """Shade each cell by the share of its recommendations in `band`.

    rows, columns: the labels from top to bottom and in the direction of reading.
    matrix: row (theme), row_label, column_label, supported and one column of counts for each SupportBand; a pair
    that is left out has no recommendation and stays blank. A cell of fewer than 10 recommendations is not shaded and
    shows the bare figures, as in 2/7.
    """
    sides = [wrapped(label, _SIDE_LINE) for label in rows]
    lines = max((label.count("<br>") + 1 for label in sides), default=1)
    layout = house_layout(
        height=max(_ROW, _LINE_HEIGHT * lines + 6) * len(rows) + _AROUND,
        rows=len(rows),
        legend=False,
        demonstration=demonstration,
    )
    changes = {
        "separators": separators(),
        "xaxis": {
            **_ticks([wrapped(label, _TOP_LINE) for label in columns]),
            "side": "top",
            "autotickangles": [0, -90],
            "showgrid": False,
            "autorange": False,
            "range": [len(columns) - 0.5, -0.5] if direction() == "rtl" else [-0.5, len(columns) - 0.5],
        },
        "yaxis": {**_ticks(sides), "autorange": False, "range": [len(rows) - 0.5, -0.5]},
        "coloraxis": {"colorscale": sequential(), "cmin": 0, "cmax": 1, "colorbar": _colour_bar(band)},
    }
    marks = _marks(matrix, band, rows, columns)
    return drawn([_cells(marks, band, len(rows), len(columns)), _small_cells(marks, band)], layout, changes)


def _ticks(labels: list[str]) -> Properties:
    """An axis whose places 0, 1, 2 … carry these labels."""
    return {
        "type": "linear",
        "ticks": "",
        "zeroline": False,
        "tickfont": {"size": 12},
        "tickmode": "array",
        "tickvals": list(range(len(labels))),
        "ticktext": labels,
    }


def _cells(marks: list[Cell], band: SupportBand, height: int, width: int) -> Properties:
    shares: list[list[float | None]] = [[None] * width for _row in range(height)]
    texts = [[""] * width for _row in range(height)]
    data: list[list[MarkData | None]] = [[None] * width for _row in range(height)]
    for row, column, mark in marks:
        if mark[4] is not None:
            shares[row][column] = mark[4] / 100
            texts[row][column] = share_text(mark[4])
            data[row][column] = mark
    return {
        "type": "heatmap",
        "z": shares,
        "x": list(range(width)),
        "y": list(range(height)),
        "text": texts,
        "texttemplate": "%{text}",
        "customdata": data,
        "hovertemplate": pointer_template(band, with_share=True),
        "hoverongaps": False,
        "xgap": 2,
        "ygap": 2,
        "coloraxis": "coloraxis",
    }


def _small_cells(marks: list[Cell], band: SupportBand) -> Properties:
    small = [cell for cell in marks if cell[2][4] is None]
    return {
        "type": "scatter",
        "x": [column for _row, column, _mark in small],
        "y": [row for row, _column, _mark in small],
        "mode": "text",
        "texttemplate": "%{customdata[2]:,d}/%{customdata[3]:,d}",
        "textfont": {"size": 11, "color": palette().muted},
        "customdata": [mark for _row, _column, mark in small],
        "hovertemplate": pointer_template(band, with_share=False),
        "showlegend": False,
    }


def _marks(matrix: pd.DataFrame, band: SupportBand, rows: list[str], columns: list[str]) -> list[Cell]:
    """The cells that have any recommendation."""
    row_places = {label: place for place, label in enumerate(rows)}
    column_places = {label: place for place, label in enumerate(columns)}
    names = list(zip(matrix["row_label"].tolist(), matrix["column_label"].tolist(), strict=True))
    labels = [f"{wrapped(row)}<br>{wrapped(column)}" for row, column in names]
    marks = mark_data(matrix.assign(key=matrix["row"]), labels, band)
    return [(row_places[row], column_places[column], mark) for (row, column), mark in zip(names, marks, strict=True)]


def _colour_bar(band: SupportBand) -> dict[str, object]:
    return {
        "orientation": "h",
        "x": 1 if direction() == "rtl" else 0,
        "xanchor": "right" if direction() == "rtl" else "left",
        "y": 0,
        "yanchor": "top",
        "thickness": 10,
        "len": 0.6,
        "outlinewidth": 0,
        "tickvals": [0, 0.5, 1],
        "ticktext": [percent(0), percent(0.5), percent(1)],
        "title": {"text": _("Share: {band}").format(band=band_name(band)), "side": "top"},
    }
