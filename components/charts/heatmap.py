"""Shares of one support band, themes down and States or groups of States across."""

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.colours import palette, sequential
from components.charts.gaps import mark_data
from components.charts.layout import house_layout
from components.charts.lettering import MarkData, pointer_template, separators, share_template, wrapped
from components.names import band_name
from components.text import _, direction, percent
from domain.vocabulary import SupportBand

_ROW: Final = 30
_LINE_HEIGHT: Final = 17
_SIDE_LINE: Final = 24
_TOP_LINE: Final = 18
_AROUND: Final = 210


def heatmap_chart(matrix: pd.DataFrame, band: SupportBand, *, demonstration: bool = False) -> go.Figure:
    """Shade each cell by the share of its recommendations in `band`, rows and columns in the frame's order.

    matrix: row (theme), row_label, column_label, supported and one column of counts for each SupportBand; a pair
    that is left out has no recommendation and stays blank. A cell of fewer than 10 recommendations is not shaded and
    shows the bare figures, as in 2/7.
    """
    rows = list(dict.fromkeys(matrix["row_label"]))
    columns = list(dict.fromkeys(matrix["column_label"]))
    sides = [wrapped(label, _SIDE_LINE) for label in rows]
    lines = max((label.count("<br>") + 1 for label in sides), default=1)
    layout = house_layout(
        height=max(_ROW, _LINE_HEIGHT * lines + 6) * len(rows) + _AROUND,
        rows=len(rows),
        legend=False,
        demonstration=demonstration,
    )
    layout.update(
        separators=separators(),
        xaxis={
            "side": "top",
            "autotickangles": [0, -90],
            "tickfont": {"size": 12},
            "showgrid": False,
            "type": "linear",
            "autorange": False,
            "range": [len(columns) - 0.5, -0.5] if direction() == "rtl" else [-0.5, len(columns) - 0.5],
        },
        yaxis={"tickfont": {"size": 12}, "type": "linear", "autorange": False, "range": [len(rows) - 0.5, -0.5]},
        coloraxis={"colorscale": sequential(), "cmin": 0, "cmax": 1, "colorbar": _colour_bar(band)},
    )
    tops = [wrapped(label, _TOP_LINE) for label in columns]
    layout.xaxis.update(ticks="", tickmode="array", tickvals=list(range(len(columns))), ticktext=tops)
    layout.yaxis.update(ticks="", tickmode="array", tickvals=list(range(len(rows))), ticktext=sides)
    return go.Figure([_cells(matrix, band, rows, columns), _small_cells(matrix, band, rows, columns)], layout)


def _cells(matrix: pd.DataFrame, band: SupportBand, rows: list[str], columns: list[str]) -> go.Heatmap:
    shares: list[list[float | None]] = [[None] * len(columns) for _row in rows]
    marks: list[list[MarkData | None]] = [[None] * len(columns) for _row in rows]
    for row, column, mark in _marks(matrix, band, rows, columns):
        if mark[4] is not None:
            shares[row][column] = mark[4] / 100
            marks[row][column] = mark
    return go.Heatmap(
        z=shares,
        x=list(range(len(columns))),
        y=list(range(len(rows))),
        texttemplate=share_template(),
        customdata=marks,
        hovertemplate=pointer_template(band, with_share=True),
        hoverongaps=False,
        xgap=2,
        ygap=2,
        coloraxis="coloraxis",
    )


def _small_cells(matrix: pd.DataFrame, band: SupportBand, rows: list[str], columns: list[str]) -> go.Scatter:
    small = [found for found in _marks(matrix, band, rows, columns) if found[2][4] is None]
    return go.Scatter(
        x=[column for _row, column, _mark in small],
        y=[row for row, _column, _mark in small],
        mode="text",
        texttemplate="%{customdata[2]:,d}/%{customdata[3]:,d}",
        textfont={"size": 11, "color": palette().muted},
        customdata=[mark for _row, _column, mark in small],
        hovertemplate=pointer_template(band, with_share=False),
        showlegend=False,
    )


def _marks(
    matrix: pd.DataFrame, band: SupportBand, rows: list[str], columns: list[str]
) -> list[tuple[int, int, MarkData]]:
    """The cells that have any recommendation: place of the row, place of the column, and what the cell holds."""
    labels = matrix["row_label"] + ", " + matrix["column_label"]
    marks = mark_data(matrix.assign(key=matrix["row"], label=labels), band)
    row_places = {label: place for place, label in enumerate(rows)}
    column_places = {label: place for place, label in enumerate(columns)}
    places = zip(matrix["row_label"].map(row_places), matrix["column_label"].map(column_places), marks, strict=True)
    return list(places)


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
