"""Support bands from cycle to cycle, as shares of each cycle's supported recommendations."""

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.colours import band_text_colour
from components.charts.gaps import LEGEND, UNCHOSEN, mark_data, pointer_templates
from components.charts.layout import band_marker, house_layout
from components.charts.lettering import separators, share_template, wrapped
from components.names import band_name
from components.text import _, number
from domain.vocabulary import SupportBand

_HEIGHT: Final = 520
_TICK_LINE: Final = 16


def cycle_chart(coverage: pd.DataFrame, *, demonstration: bool = False) -> go.Figure:
    """One column a cycle, in the frame's order, each a whole of supported recommendations split into the bands.

    coverage: key, label, supported and one column of counts for each SupportBand. Each part says share and count
    where they fit. A cycle of fewer than 10 recommendations has no column, only its count under its name.
    """
    names = [wrapped(label, _TICK_LINE) for label in coverage["label"]]
    counts = [number(whole) for whole in coverage["supported"].tolist()]
    layout = house_layout(x_title=_("Supported recommendations"), height=_HEIGHT, demonstration=demonstration)
    layout.update(
        separators=separators(),
        uniformtext={"mode": "hide", "minsize": 10},
        legend=LEGEND,
        xaxis={
            "type": "category",
            "showgrid": False,
            "tickangle": 0,
            "tickmode": "array",
            "tickvals": list(range(len(names))),
            "ticktext": [f"{name}<br>{count}" for name, count in zip(names, counts, strict=True)],
        },
        yaxis={"range": [0, 1], "visible": False},
    )
    return go.Figure([_columns(coverage, band) for band in SupportBand], layout)


def _columns(coverage: pd.DataFrame, band: SupportBand) -> go.Bar:
    marks = mark_data(coverage, band)
    return go.Bar(
        name=band_name(band),
        x=list(range(len(marks))),
        y=[None if share is None else share / 100 for *_rest, share in marks],
        marker=band_marker(band),
        texttemplate=f"{share_template()}<br>%{{customdata[2]:,d}}",
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": band_text_colour(band), "size": 12},
        customdata=marks,
        hovertemplate=pointer_templates(band, marks),
        unselected=UNCHOSEN,
    )
