"""Support bands from cycle to cycle, as shares of each cycle's supported recommendations."""

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.drawing import Properties, drawn
from components.charts.gaps import LEGEND, band_bar, mark_data
from components.charts.layout import house_layout
from components.charts.lettering import separators, share_template, wrapped
from domain.vocabulary import SupportBand
from languages.text import _, number

_HEIGHT: Final = 520
_TICK_LINE: Final = 16


def cycle_chart(coverage: pd.DataFrame, *, demonstration: bool = False) -> go.Figure:
    """One column a cycle, in the frame's order, each a whole of supported recommendations split into the bands.

    coverage: key, label, supported and one column of counts for each SupportBand. Each part says share and count
    where they fit. A cycle of fewer than 10 recommendations has no column, only its count under its name.
    """
    names = [wrapped(label, _TICK_LINE) for label in coverage["label"].tolist()]
    counts = [number(whole) for whole in coverage["supported"].tolist()]
    layout = house_layout(x_title=_("Accepted recommendations"), height=_HEIGHT, demonstration=demonstration)
    changes = {
        "separators": separators(),
        "uniformtext": {"mode": "hide", "minsize": 10},
        "legend": LEGEND,
        "xaxis": {
            "type": "category",
            "showgrid": False,
            "tickangle": 0,
            "tickmode": "array",
            "tickvals": list(range(len(names))),
            "ticktext": [f"{name}<br>{count}" for name, count in zip(names, counts, strict=True)],
        },
        "yaxis": {"range": [0, 1], "visible": False},
    }
    return drawn([_columns(coverage, names, band) for band in SupportBand], layout, changes)


def _columns(coverage: pd.DataFrame, names: list[str], band: SupportBand) -> Properties:
    marks = mark_data(coverage, names, band)
    return {
        **band_bar(band, marks),
        "x": list(range(len(marks))),
        "y": [None if share is None else share / 100 for *_rest, share in marks],
        "texttemplate": f"{share_template()}<br>%{{customdata[2]:,d}}",
    }
