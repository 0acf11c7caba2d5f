"""Which forms does support take, and how does that change over the years?"""

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.colours import class_look, palette
from components.charts.drawing import Properties, drawn
from components.charts.gaps import LEGEND
from components.charts.layout import house_layout
from components.charts.lettering import directed, separators, wrapped
from components.charts.row_labels import (
    LINE_HEIGHT,
    RowName,
    lines_in,
    look_marker,
    name_gap,
    names_axis,
    pixels_down,
    row_names,
)
from languages.text import _, direction, number

_BARS: Final = 44
_FIGURE: Final = 14
_AROUND: Final = 100
#: More columns leave no room for a figure over each on a phone.
_MOST_FIGURES: Final = 16


def modality_chart(activities: pd.DataFrame, *, demonstration: bool = False) -> go.Figure:
    """A row of columns for each form of support, one column a year, all on the same scale.

    activities: modality_label, year, under_way and planned, in the order of the rows. Each activity is in one row, in
    the year in which it begins.
    """
    most = max(1, int((activities["under_way"] + activities["planned"]).max()))
    years = range(int(activities["year"].min()), int(activities["year"].max()) + 1)
    bases: dict[object, float] = {}
    names, bottom = [], 0.0
    for label, part in activities.groupby("modality_label", sort=False):
        told = wrapped(str(label))
        whole = number(int((part["under_way"] + part["planned"]).sum()))
        bottom += LINE_HEIGHT * lines_in(told) + 8
        names.append(RowName(f'{told}  <span style="color:{palette().muted}">{whole}</span>', bottom - name_gap()))
        bottom += _FIGURE + _BARS
        bases[label] = bottom
    layout = house_layout(height=int(bottom) + _AROUND, demonstration=demonstration)
    traces = [_columns(activities, bases, most, planned=planned) for planned in (False, True)]
    traces += [_figures(activities, bases, most)] if len(years) <= _MOST_FIGURES else []
    changes = {
        "separators": separators(),
        "legend": LEGEND,
        "barmode": "overlay",
        "xaxis": _years(years),
        "yaxis": pixels_down(bottom + 4),
        "xaxis2": names_axis(),
        "shapes": [_ground_line(base) for base in bases.values()],
    }
    return drawn([*traces, row_names(names)], layout, changes)


def _years(years: range) -> Properties:
    ends = [years.start - 0.6, years.stop - 0.4]
    return {
        "autorange": False,
        "range": ends[::-1] if direction() == "rtl" else ends,
        "tickformat": "d",
        "dtick": None if len(years) > _MOST_FIGURES // 2 else 1,
        "showgrid": False,
        "zeroline": False,
    }


def _columns(activities: pd.DataFrame, bases: dict[object, float], most: int, *, planned: bool) -> Properties:
    counts = activities["planned" if planned else "under_way"].tolist()
    below = activities["under_way"].tolist() if planned else [0] * len(counts)
    feet = [bases[label] for label in activities["modality_label"].tolist()]
    name = _("In planning") if planned else _("Under way or finished")
    told = _("{year}: {count}").format(year="%{x}", count="%{customdata[1]:,d}")
    return {
        "type": "bar",
        "name": name,
        "x": activities["year"].tolist(),
        "base": [foot - _BARS * under / most for foot, under in zip(feet, below, strict=True)],
        "y": [-_BARS * count / most for count in counts],
        "width": 0.88,
        "marker": look_marker(class_look(7 if planned else 0)),
        "customdata": list(zip(activities["modality_label"].tolist(), counts, strict=True)),
        "hovertemplate": directed(f"<b>%{{customdata[0]}}</b><br>{name}<br>{told}") + "<extra></extra>",
    }


def _figures(activities: pd.DataFrame, bases: dict[object, float], most: int) -> Properties:
    wholes = (activities["under_way"] + activities["planned"]).tolist()
    feet = [bases[label] for label in activities["modality_label"].tolist()]
    return {
        "type": "scatter",
        "mode": "text",
        "x": activities["year"].tolist(),
        "y": [foot - _BARS * whole / most for foot, whole in zip(feet, wholes, strict=True)],
        "text": [number(whole) if whole < 1000 else "" for whole in wholes],
        "textposition": "top center",
        "textfont": {"size": 10, "color": palette().muted},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }


def _ground_line(base: float) -> Properties:
    line = {"color": palette().grid, "width": 1}
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "yref": "y", "y0": base, "y1": base, "line": line}
