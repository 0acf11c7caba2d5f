"""Support bands of the rows of a breakdown, as stacked bars."""

from collections.abc import Sequence
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.colours import band_text_colour, palette
from components.charts.drawing import Properties, drawn
from components.charts.layout import band_marker, house_layout
from components.charts.lettering import MarkData, directed, pointer_template, separators, share_template, wrapped
from components.charts.row_labels import name_gap, pixels_down
from domain.coverage import SMALLEST_DENOMINATOR
from domain.vocabulary import SupportBand
from languages.names import band_name
from languages.text import _, direction, number

#: Letters of a line of counts in words, which are smaller than labels.
LONG_LINE: Final = 56
#: The bands in the legend hide nothing when they are touched.
LEGEND: Final = {"itemclick": False, "itemdoubleclick": False}
#: How the other parts look while one is chosen.
UNCHOSEN: Final = {"marker": {"opacity": 0.4}}
_LINE_HEIGHT: Final = 20
_BAR: Final = 22
_AROUND_BAR: Final = 12
#: The legend takes more lines on a phone; the rows give it this much room between them.
_SLACK: Final = 72
#: Up to so many recommendations the axis counts one by one, or plotly would mark halves.
_FEW: Final = 6
_AROUND_PLOT: Final = 104


def gap_chart(coverage: pd.DataFrame, *, shares: bool = False, demonstration: bool = False) -> go.Figure:
    """Stack each row's support bands, in the frame's order, each row's label and count above its bar.

    coverage: key, label, supported and one column of counts for each SupportBand. With shares each bar is a whole of
    supported recommendations; rows under 10 then have their counts in words instead of a bar. A bar's customdata is
    MarkData; its trace's position is the band's.
    """
    labels = [wrapped(label) for label in coverage["label"].tolist()]
    tops, bottom = _rows(labels)
    bars = [_bar(coverage, labels, band, [top + _BAR / 2 for top in tops], shares=shares) for band in SupportBand]
    texts = [_row_labels(coverage, labels, tops)]
    if shares and coverage["supported"].min() < SMALLEST_DENOMINATOR:
        texts.append(_small_rows(coverage, tops))
    layout = house_layout(
        x_title=None if shares else _("Accepted recommendations"),
        height=bottom + _AROUND_PLOT,
        shares=shares,
        demonstration=demonstration,
    )
    return drawn([*bars, *texts], layout, _changes(coverage, bottom, shares=shares))


def _rows(labels: list[str]) -> tuple[list[int], int]:
    """Where each row's bar begins, below as many lines as its own label has, and where the last row ends; in pixels."""
    tops, bottom = [], 0
    for label in labels:
        top = bottom + _LINE_HEIGHT * (label.count("<br>") + 1) + _SLACK // len(labels)
        tops.append(top)
        bottom = top + _BAR + _AROUND_BAR
    return tops, bottom


def _changes(coverage: pd.DataFrame, bottom: int, *, shares: bool) -> Properties:
    """What these bars change in the house's layout."""
    x_axis: Properties = {
        "showgrid": False,
        "zeroline": False,
        "rangemode": "tozero",
        "ticklabeloverflow": "allow",
    }
    if not shares:
        x_axis["tickformat"] = ",d"
        x_axis["dtick"] = 1 if coverage["supported"].max() <= _FEW else None
    return {
        "separators": separators(),
        "uniformtext": {"mode": "hide", "minsize": 10},
        "legend": LEGEND,
        "margin": {"l": 16, "r": 20},
        "xaxis": x_axis,
        "yaxis": pixels_down(bottom),
    }


def mark_data(coverage: pd.DataFrame, labels: list[str], band: SupportBand) -> list[MarkData]:
    """The customdata of one band's marks, row by row. labels: of the rows, in lines already."""
    columns = (coverage[name].tolist() for name in ("key", "supported", band.value))
    return [
        (key, label, count, whole, 100 * count / whole if whole >= SMALLEST_DENOMINATOR else None)
        for label, key, whole, count in zip(labels, *columns, strict=True)
    ]


def pointer_templates(band: SupportBand, marks: list[MarkData]) -> str | list[str]:
    """What the pointer tells of a band's marks; one template where it fits them all."""
    kinds = {share is not None for _key, _label, _count, _whole, share in marks}
    templates = {kind: pointer_template(band, with_share=kind) for kind in kinds}
    if len(templates) == 1:
        return next(iter(templates.values()))
    return [templates[mark[4] is not None] for mark in marks]


def _bar(
    coverage: pd.DataFrame, labels: list[str], band: SupportBand, places: list[float], *, shares: bool
) -> Properties:
    marks = mark_data(coverage, labels, band)
    return {
        **band_bar(band, marks),
        "orientation": "h",
        "x": [_part(mark) for mark in marks] if shares else coverage[band.value].tolist(),
        "y": places,
        "width": _BAR,
        "texttemplate": share_template() if shares else "%{value:,d}",
    }


def _part(mark: MarkData) -> float | None:
    return None if mark[4] is None else mark[4] / 100


def band_bar(band: SupportBand, marks: list[MarkData]) -> Properties:
    """What the bars of one band have in common in all charts."""
    return {
        "type": "bar",
        "name": band_name(band),
        "marker": band_marker(band),
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": band_text_colour(band), "size": 12},
        "customdata": marks,
        "hovertemplate": pointer_templates(band, marks),
        "unselected": UNCHOSEN,
    }


def _row_labels(coverage: pd.DataFrame, labels: list[str], places: list[int]) -> Properties:
    muted = palette().muted
    texts = [
        directed(f'{label}  <span style="color:{muted}">{number(supported)}</span>')
        for label, supported in zip(labels, coverage["supported"].tolist(), strict=True)
    ]
    above = [place - name_gap() for place in places]
    return _texts(texts, above, "top", {"size": 14, "color": palette().ink})


def _small_rows(coverage: pd.DataFrame, places: list[int]) -> Properties:
    """Counts in words where a bar of shares would say more than so few recommendations can."""
    small = [
        (place, row)
        for place, row in zip(places, coverage.to_dict("records"), strict=True)
        if row["supported"] < SMALLEST_DENOMINATOR
    ]
    words = [
        " · ".join(f"{band_name(band)} {number(row[band.value])}" for band in SupportBand if row[band.value])
        for _place, row in small
    ]
    texts = [directed(wrapped(text, LONG_LINE)) for text in words]
    return _texts(texts, [place for place, _row in small], "bottom", {"size": 11.5, "color": palette().muted})


def _texts(texts: list[str], places: Sequence[int], vertical: str, font: Properties) -> Properties:
    """Texts that start where the bars start."""
    return {
        "type": "scatter",
        "x": [0] * len(texts),
        "y": places,
        "mode": "text",
        "text": texts,
        "textposition": f"{vertical} left" if direction() == "rtl" else f"{vertical} right",
        "textfont": font,
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
        "unselected": {"textfont": {"color": font["color"]}},
    }
