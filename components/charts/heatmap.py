"""Shares of one support band, themes down and States or groups of States across."""

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.colours import palette, sequential
from components.charts.gaps import pointer_words, wrapped
from components.charts.layout import house_layout
from components.names import band_name
from components.text import _, direction, number, percent
from domain.coverage import share
from domain.vocabulary import SupportBand

_ROW: Final = 30
_LINE_HEIGHT: Final = 17
_SIDE_LINE: Final = 20
_TOP_LINE: Final = 18
_AROUND: Final = 210


def heatmap_chart(matrix: pd.DataFrame, band: SupportBand, *, demonstration: bool = False) -> go.Figure:
    """Shade each cell by the share of its recommendations in `band`, rows and columns in the frame's order.

    matrix: row_label, column_label, supported and one column of counts for each SupportBand; a pair that is left
    out has no recommendation and stays blank. A cell of fewer than 10 recommendations is not shaded and shows
    "count of whole" as the bare figures.
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
        xaxis={"side": "top", "tickangle": -90, "tickfont": {"size": 12}, "showgrid": False, "type": "category"},
        yaxis={"tickfont": {"size": 12}, "automargin": True},
        coloraxis={"colorscale": sequential(), "cmin": 0, "cmax": 1, "colorbar": _colour_bar(band)},
    )
    tops = [wrapped(label, _TOP_LINE) for label in columns]
    layout.xaxis.update(ticks="", tickmode="array", tickvals=list(range(len(columns))), ticktext=tops)
    layout.yaxis.update(ticks="", tickmode="array", tickvals=list(range(len(rows))), ticktext=sides)
    return go.Figure([_cells(matrix, band, rows, columns), _small_cells(matrix, band, rows, columns)], layout)


def _cells(matrix: pd.DataFrame, band: SupportBand, rows: list[str], columns: list[str]) -> go.Heatmap:
    shares: list[list[float | None]] = [[None] * len(columns) for _row in rows]
    texts = [[""] * len(columns) for _row in rows]
    words = [[""] * len(columns) for _row in rows]
    for row_label, column_label, supported, count in _figures(matrix, band):
        row, column = rows.index(row_label), columns.index(column_label)
        part = share(count, supported)
        if part is not None:
            shares[row][column] = part
            texts[row][column] = percent(part)
            words[row][column] = pointer_words(f"{row_label}, {column_label}", band, count, supported)
    return go.Heatmap(
        z=shares,
        x=list(range(len(columns))),
        y=list(range(len(rows))),
        text=texts,
        texttemplate="%{text}",
        customdata=words,
        hovertemplate="%{customdata}<extra></extra>",
        hoverongaps=False,
        xgap=2,
        ygap=2,
        coloraxis="coloraxis",
    )


def _small_cells(matrix: pd.DataFrame, band: SupportBand, rows: list[str], columns: list[str]) -> go.Scatter:
    small = [figures for figures in _figures(matrix, band) if share(figures[3], figures[2]) is None]
    return go.Scatter(
        x=[columns.index(column) for _row, column, _supported, _count in small],
        y=[rows.index(row) for row, _column, _supported, _count in small],
        mode="text",
        text=[f"{number(count)}/{number(supported)}" for _row, _column, supported, count in small],
        textfont={"size": 11, "color": palette().muted},
        customdata=[
            pointer_words(f"{row}, {column}", band, count, supported) for row, column, supported, count in small
        ],
        hovertemplate="%{customdata}<extra></extra>",
        showlegend=False,
    )


def _figures(matrix: pd.DataFrame, band: SupportBand) -> list[tuple[str, str, int, int]]:
    """Row, column, supported recommendations and those in the band, cell by cell."""
    return list(
        zip(
            matrix["row_label"],
            matrix["column_label"],
            matrix["supported"].tolist(),
            matrix[band.value].tolist(),
            strict=True,
        )
    )


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
