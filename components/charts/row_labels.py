"""Rows that say their name above what they show, so that it never competes with the plot for a narrow screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.charts.colours import Band, palette
from components.charts.drawing import Properties
from components.charts.lettering import directed
from languages.text import direction

#: Pixels of one line of a row's name.
LINE_HEIGHT = 18
#: The same of the line of years over a plot.
_YEARS = 26


@dataclass(frozen=True)
class RowName:
    """A name that starts where the plot starts, its last line just above `place` on the y axis.

    text: in lines already, with marks of HTML escaped.
    """

    text: str
    place: float
    muted: bool = False


def row_names(names: Sequence[RowName]) -> Properties:
    """The names as one trace on the axis of `names_axis`.

    Not as annotations: plotly places those by a width that it measures once, before a page turns from right to left.
    """
    colours = palette()
    return {
        "type": "scatter",
        "mode": "text",
        "xaxis": "x2",
        "x": [0] * len(names),
        "y": [name.place for name in names],
        "text": [directed(name.text) for name in names],
        "textposition": "top left" if direction() == "rtl" else "top right",
        "textfont": {"size": 13, "color": [colours.muted if name.muted else colours.ink for name in names]},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
        "unselected": {"textfont": {"color": colours.ink}},
    }


def names_axis() -> Properties:
    """The axis on which names start at 0, whatever the plot's own axis shows."""
    return {
        "overlaying": "x",
        "autorange": False,
        "range": [1, 0] if direction() == "rtl" else [0, 1],
        "visible": False,
        "fixedrange": True,
    }


def name_gap() -> int:
    """Pixels between a name's line and what stands below it; Arabic letters reach lower than Latin ones."""
    return 4 if direction() == "rtl" else 0


def lines_in(text: str) -> int:
    """How many lines a text has that is broken for plotly."""
    return text.count("<br>") + 1


def look_marker(look: Band) -> Properties:
    """How bars of a look are filled: colour, pattern where it has one, thin outline."""
    marker: Properties = {"color": look.fill, "line": {"color": palette().ground, "width": 1}}
    if look.pattern:
        marker["pattern"] = {"shape": look.pattern, "fillmode": "overlay", "fgcolor": look.pattern_ink, "size": 6}
    return marker


def pixels_down(height: float) -> Properties:
    """A y axis in pixels from the top of the plot, without marks of its own."""
    return {"range": [height, 0], "visible": False, "fixedrange": True, "automargin": False}


def years_above(height: float) -> tuple[Properties, Properties]:
    """What puts the marks of years over a plot of this height, where its first screen shows them; and the legend."""
    return {"side": "top"}, {"y": 1 + _YEARS / height}
