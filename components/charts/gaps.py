"""Support bands of the rows of a breakdown, as stacked bars."""

import html
import textwrap
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.colours import band_text_colour, palette
from components.charts.layout import band_marker, house_layout
from components.names import band_name
from components.text import _, direction, number, percent
from domain.coverage import share
from domain.vocabulary import SupportBand

#: Letters of a label's line; two thirds of a picture on a phone.
LINE: Final = 42
#: The same for the smaller letters of counts in words.
LONG_LINE: Final = 56
#: The bands' names above the plot, in a row or below each other as the width allows; they hide nothing when touched.
LEGEND: Final = {"xref": "paper", "yref": "paper", "itemclick": False, "itemdoubleclick": False}
_LINE_HEIGHT: Final = 20
_BAR: Final = 22
_AROUND_BAR: Final = 12
#: The legend takes more lines on a phone; the rows give it this much room between them.
_SLACK: Final = 56
_AROUND_PLOT: Final = 104


def gap_chart(coverage: pd.DataFrame, *, shares: bool = False, demonstration: bool = False) -> go.Figure:
    """Stack each row's support bands, in the frame's order, each row's label and count above its bar.

    coverage: key, label, supported and one column of counts for each SupportBand. With shares each bar is a whole of
    supported recommendations; rows under 10 then have their counts in words instead of a bar. A bar's customdata is
    (key, words for the pointer); its trace's position is the band's.
    """
    labels = [wrapped(label) for label in coverage["label"]]
    slot = _LINE_HEIGHT * max(label.count("<br>") + 1 for label in labels) + _BAR + _AROUND_BAR + _SLACK // len(labels)
    small = [share(1, supported) is None for supported in coverage["supported"]] if shares else [False] * len(labels)
    layout = house_layout(
        x_title=None if shares else _("Supported recommendations"),
        height=slot * len(labels) + _AROUND_PLOT,
        rows=len(labels),
        shares=shares,
        demonstration=demonstration,
    )
    layout.update(
        separators=_separators(),
        uniformtext={"mode": "hide", "minsize": 10},
        legend=LEGEND,
        margin={"l": 16, "r": 20},
        xaxis={"showgrid": False, "zeroline": False, "rangemode": "tozero", "ticklabeloverflow": "allow"},
        yaxis={"type": "linear", "range": [len(labels) - 0.5, -0.5], "autorange": False, "visible": False},
    )
    if not shares:
        layout.xaxis.tickformat = ",d"
    bars = [_bar(coverage, band, small, shares=shares, width=_BAR / slot) for band in SupportBand]
    middle = _bar_place(0, slot)
    texts = [_row_labels(coverage, labels, top=middle - _BAR / slot / 2), _small_rows(coverage, small, middle)]
    return go.Figure([*bars, *texts], layout)


def wrapped(label: str, width: int = LINE) -> str:
    """The label in lines for plotly, which would read marks of HTML in it."""
    return "<br>".join(html.escape(line, quote=False) for line in textwrap.wrap(label, width)) or " "


def _separators() -> str:
    """The marks of decimals and thousands that plotly's own figures get."""
    return f".{number(11_111)[2:-3]}"


def _bar_place(row: int, slot: int) -> float:
    """Where the middle of a row's bar stands on the y axis: in the lower part of the row's slot."""
    return row + 0.5 - (_BAR / 2 + _AROUND_BAR / 2) / slot


def _bar(coverage: pd.DataFrame, band: SupportBand, small: list[bool], *, shares: bool, width: float) -> go.Bar:
    counts = coverage[band.value].tolist()
    wholes = coverage["supported"].tolist()
    slot = round(_BAR / width)
    if shares:
        lengths = [None if few else count / whole for count, whole, few in zip(counts, wholes, small, strict=True)]
        texts = ["" if value is None else percent(value) for value in lengths]
    else:
        lengths, texts = counts, [number(count) for count in counts]
    return go.Bar(
        name=band_name(band),
        orientation="h",
        x=lengths,
        y=[_bar_place(row, slot) for row in range(len(counts))],
        width=width,
        marker=band_marker(band),
        text=texts,
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


def pointer_words(label: str, band: SupportBand, count: int, whole: int) -> str:
    """What the pointer tells of one part of a bar."""
    part = share(count, whole)
    words = _("{count} of {whole}").format(count=number(count), whole=number(whole))
    if part is not None:
        words = _("{count} of {whole} ({share})").format(count=number(count), whole=number(whole), share=percent(part))
    return f"<b>{wrapped(label)}</b><br>{html.escape(band_name(band), quote=False)}<br>{words}"


def _row_labels(coverage: pd.DataFrame, labels: list[str], top: float) -> go.Scatter:
    muted = palette().muted
    return go.Scatter(
        x=[0] * len(labels),
        y=[row + top for row in range(len(labels))],
        mode="text",
        text=[
            f'{label}  <span style="color:{muted}">{number(supported)}</span>'
            for label, supported in zip(labels, coverage["supported"], strict=True)
        ],
        textposition=_text_position("top"),
        textfont={"size": 14, "color": palette().ink},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )


def _small_rows(coverage: pd.DataFrame, small: list[bool], middle: float) -> go.Scatter:
    """Counts in words where a bar of shares would say more than so few recommendations can."""
    rows = [(place, row) for place, row in enumerate(coverage.to_dict("records")) if small[place]]
    words = [
        " · ".join(f"{band_name(band)} {number(row[band.value])}" for band in SupportBand if row[band.value])
        for _place, row in rows
    ]
    return go.Scatter(
        x=[0] * len(rows),
        y=[place + middle for place, _row in rows],
        mode="text",
        text=[wrapped(text, LONG_LINE) for text in words],
        textposition=_text_position("middle"),
        textfont={"size": 11.5, "color": palette().muted},
        hoverinfo="skip",
        showlegend=False,
        cliponaxis=False,
    )


def _text_position(vertical: str) -> str:
    return f"{vertical} left" if direction() == "rtl" else f"{vertical} right"
