"""Support bands from cycle to cycle, as shares of each cycle's supported recommendations."""

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.colours import band_text_colour
from components.charts.gaps import LEGEND, pointer_words, wrapped
from components.charts.layout import band_marker, house_layout
from components.names import band_name
from components.text import ngettext, number, percent
from domain.coverage import share
from domain.vocabulary import SupportBand

_HEIGHT: Final = 520
_TICK_LINE: Final = 16


def cycle_chart(coverage: pd.DataFrame, *, demonstration: bool = False) -> go.Figure:
    """One column a cycle, in the frame's order, each a whole of supported recommendations split into the bands.

    coverage: key, label, supported and one column of counts for each SupportBand. Each part says share and count
    where they fit. A cycle of fewer than 10 recommendations has no column, only its count under its name.
    """
    names = [wrapped(label, _TICK_LINE) for label in coverage["label"]]
    counts = [
        ngettext("{count} recommendation", "{count} recommendations", whole).format(count=number(whole))
        for whole in coverage["supported"]
    ]
    layout = house_layout(height=_HEIGHT, demonstration=demonstration)
    layout.update(
        uniformtext={"mode": "hide", "minsize": 10},
        legend=LEGEND,
        xaxis={
            "type": "category",
            "showgrid": False,
            "tickangle": 0,
            "tickmode": "array",
            "tickvals": list(range(len(names))),
            "ticktext": [f"{name}<br>{wrapped(count, _TICK_LINE)}" for name, count in zip(names, counts, strict=True)],
        },
        yaxis={"range": [0, 1], "visible": False},
    )
    return go.Figure([_columns(coverage, band) for band in SupportBand], layout)


def _columns(coverage: pd.DataFrame, band: SupportBand) -> go.Bar:
    counts, wholes = coverage[band.value].tolist(), coverage["supported"].tolist()
    parts = [share(count, whole) for count, whole in zip(counts, wholes, strict=True)]
    return go.Bar(
        name=band_name(band),
        x=list(range(len(counts))),
        y=parts,
        marker=band_marker(band),
        text=[
            "" if part is None else f"{percent(part)}<br>{number(count)}"
            for part, count in zip(parts, counts, strict=True)
        ],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"color": band_text_colour(band), "size": 12},
        customdata=[
            (key, pointer_words(label, band, count, whole))
            for key, label, count, whole in zip(coverage["key"], coverage["label"], counts, wholes, strict=True)
        ],
        hovertemplate="%{customdata[1]}<extra></extra>",
    )
