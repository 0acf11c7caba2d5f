"""Which of the recommendations that a State supported have support, one by one?"""

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.drawing import Properties, drawn
from components.charts.layout import band_marker, house_layout
from components.charts.lettering import directed
from components.charts.row_labels import RowName, names_axis, row_names
from domain.vocabulary import SupportBand
from languages.names import band_name
from languages.text import _, direction, isolate, number

COLUMNS: Final = 20
#: Pixels of a square where the screen is wide enough; in squares: the room for a band's name, and a square's side.
_SQUARE: Final = 27
_HEAD: Final = 1.7
_SIDE: Final = 0.86


def waffle_chart(recommendations: pd.DataFrame, *, demonstration: bool = False) -> go.Figure:
    """One square a recommendation, under the name of its band, in the frame's order.

    recommendations: code, cycle, paragraph and band (SupportBand). A square's customdata starts with the code.
    """
    traces, names, bottom = [], [], 0.0
    for band in SupportBand:
        part = recommendations[[each is band for each in recommendations["band"]]]
        if len(part):
            bottom += _HEAD
            count = number(len(part))
            names.append(RowName(f"{band_name(band)}  <b>{count}</b>", bottom - 0.05))
            traces.append(_squares(part, band, bottom))
            bottom += -(-len(part) // COLUMNS)
    layout = house_layout(height=round(bottom * _SQUARE) + 16, legend=False, demonstration=demonstration)
    changes = {
        "barmode": "overlay",
        "bargap": 0,
        "margin": {"l": 0, "r": 0, "t": 4, "b": 8, "pad": 0},
        "xaxis": {
            "visible": False,
            "automargin": False,
            "autorange": False,
            "range": [COLUMNS, 0] if direction() == "rtl" else [0, COLUMNS],
        },
        "yaxis": {"visible": False, "automargin": False, "fixedrange": True, "range": [bottom, 0]},
        "xaxis2": names_axis(),
    }
    return drawn([*traces, row_names(names)], layout, changes)


def _squares(part: pd.DataFrame, band: SupportBand, top: float) -> Properties:
    """Bars and not markers, because only bars carry patterns and can be chosen."""
    rows = list(zip(part["code"].tolist(), part["cycle"].tolist(), part["paragraph"].tolist(), strict=True))
    told = _("Cycle {cycle}, paragraph {paragraph}").format(cycle="%{customdata[1]}", paragraph="%{customdata[2]}")
    return {
        "type": "bar",
        "name": band_name(band),
        "x": [place % COLUMNS + 0.5 for place in range(len(rows))],
        "base": [top + place // COLUMNS + (1 - _SIDE) / 2 for place in range(len(rows))],
        "y": [_SIDE] * len(rows),
        "width": _SIDE,
        "marker": band_marker(band),
        "customdata": [[code, cycle, paragraph or "–"] for code, cycle, paragraph in rows],
        "hovertemplate": directed(f"<b>{isolate(band_name(band))}</b><br>{told}") + "<extra></extra>",
        "showlegend": False,
        "unselected": {"marker": {"opacity": 0.35}},
    }
