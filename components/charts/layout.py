"""The one layout of all charts: type, margins that never clip, direction, watermark; and how a band is drawn."""

from textwrap import wrap
from typing import Final

import plotly.graph_objects as go

from components.charts.colours import palette
from domain.vocabulary import SupportBand
from languages.text import _, direction

FONT: Final = "'IBM Plex Sans', 'Noto Sans SC', 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
#: Pixels of a row, whose label may have two lines; of axis and edges; of the legend, a line for each band on a phone.
_ROW: Final = 38
_AROUND: Final = 76
_LEGEND: Final = 124
_DEFAULT_HEIGHT: Final = 420


def house_layout(
    *,
    x_title: str | None = None,
    y_title: str | None = None,
    height: int | None = None,
    rows: int | None = None,
    legend: bool = True,
    shares: bool = False,
    demonstration: bool = False,
) -> go.Layout:
    """The layout that every chart starts from.

    height is in pixels; else rows, the number of horizontal bars, sets it. shares: the x axis runs from 0 to 1 and is
    labelled in percent. In a right-to-left language x runs from right to left and y labels stand on the right.
    demonstration puts the watermark over the plot.
    """
    colours = palette()
    mirrored = direction() == "rtl"
    return go.Layout(
        template=go.layout.Template(),
        height=height or _height(rows, legend),
        font={"family": FONT, "size": 14, "color": colours.ink},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        margin={"l": 8, "r": 8, "t": 24, "b": 8, "pad": 6},
        barmode="stack",
        bargap=0.28,
        dragmode=False,
        showlegend=legend,
        legend=_legend(mirrored),
        hoverlabel={"bgcolor": colours.panel, "bordercolor": colours.grid, "font": {"color": colours.ink}},
        colorway=list(reversed(colours.sequential[2:])),
        xaxis=_x_axis(x_title, shares, mirrored),
        yaxis=_y_axis(y_title, mirrored, by_rows=rows is not None),
        annotations=[watermark()] if demonstration else [],
    )


def _height(rows: int | None, legend: bool) -> int:
    if rows is None:
        return _DEFAULT_HEIGHT
    return _AROUND + (_LEGEND if legend else 0) + _ROW * rows


def _legend(mirrored: bool) -> dict[str, object]:
    side = {"x": 1, "xanchor": "right"} if mirrored else {"x": 0, "xanchor": "left"}
    # Placed by the plot and not by the container, else plotly forgets the room that labels on the right need.
    return {"orientation": "h", "y": 1, "yanchor": "bottom", "traceorder": "normal", **side}


def _x_axis(title: str | None, shares: bool, mirrored: bool) -> dict[str, object]:
    colours = palette()
    limits: dict[str, object] = {"autorange": "reversed"} if mirrored else {}
    if shares:
        limits = {"range": [1, 0] if mirrored else [0, 1], "tickformat": ".0%"}
    return {
        "title": {"text": title, "font": {"color": colours.muted, "size": 13}},
        "gridcolor": colours.grid,
        "zerolinecolor": colours.grid,
        "tickfont": {"color": colours.muted},
        "automargin": True,
        "fixedrange": True,
        **limits,
    }


def _y_axis(title: str | None, mirrored: bool, *, by_rows: bool) -> dict[str, object]:
    colours = palette()
    order: dict[str, object] = {"autorange": "reversed", "type": "category", "showgrid": False} if by_rows else {}
    return {
        "title": {"text": title, "font": {"color": colours.muted, "size": 13}},
        "gridcolor": colours.grid,
        "zerolinecolor": colours.grid,
        "side": "right" if mirrored else "left",
        "automargin": True,
        "fixedrange": True,
        **order,
    }


def wrapped_label(label: str, width: int = 22) -> str:
    """Break a long category name over lines of at most `width` signs, so that bars keep room on a narrow screen."""
    return "<br>".join(wrap(label, width, break_long_words=False)) or label


def watermark() -> dict[str, object]:
    """The annotation that keeps invented content from being taken for fact, inside the picture and its files."""
    return {
        "text": _("Demonstration"),
        "xref": "paper",
        "yref": "paper",
        "x": 0.5,
        "y": 0.5,
        "showarrow": False,
        "textangle": -24,
        "opacity": 0.3,
        "font": {"size": 32, "color": palette().watermark},
    }


def band_marker(band: SupportBand) -> dict[str, object]:
    """How bars and squares of one support band are filled: colour, pattern where it has one, thin outline."""
    look = palette().bands[band]
    marker: dict[str, object] = {"color": look.fill, "line": {"color": palette().ground, "width": 1}}
    if look.pattern:
        marker["pattern"] = {
            "shape": look.pattern,
            "fillmode": "overlay",
            "fgcolor": look.pattern_ink,
            "fgopacity": 0.4,
            "size": 6,
        }
    return marker
