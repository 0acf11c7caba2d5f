"""The legend of a chart as HTML of the page: marks and words in the direction of the language, in lines that fit.

plotly always draws a mark to the left of its words and cannot set the lines flush right. Files keep its legend, since
they have no page around them (static/frame.js).
"""

import html
from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import quote

import plotly.graph_objects as go

_SIDE: Final = 14
#: What need not be written otherwise in an image's address.
_SAFE: Final = "/:=<>() "
#: The lines and dots of plotly's patterns in a square of _SIDE.
_PATTERNS: Final[Mapping[str, str]] = {
    "/": "M-2 9L9 -2M-2 16L16 -2M5 16L16 5",
    "\\": "M5 -2L16 9M-2 -2L16 16M-2 5L9 16",
    ".": "M3 3h2v2h-2zM9 3h2v2h-2zM3 9h2v2h-2zM9 9h2v2h-2z",
}


def legend_html(figure: go.Figure) -> str:
    """The legend of a figure that has one; else nothing. Names were escaped where the figure was made."""
    if not figure.layout.showlegend:
        return ""
    entries = "".join(f"<li>{mark}<span>{html.escape(name)}</span></li>" for mark, name in _entries(figure))
    return f'<ul class="chart-legend">{entries}</ul>' if entries else ""


def svg_image(drawn: str, width: float, height: float) -> str:
    """A drawing as an image, since Streamlit takes SVG out of a page's own HTML."""
    size = f'width="{width:.0f}" height="{height:.0f}"'
    return f'<img alt="" {size} src="{svg_address(size, drawn)}">'


def svg_address(size: str, drawn: str) -> str:
    """An image's address that is the drawing itself. size: the attributes that say how large it is."""
    whole = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{drawn}</svg>'
    return f"data:image/svg+xml,{html.escape(quote(whole, safe=_SAFE))}"


def _entries(figure: go.Figure) -> Iterator[tuple[str, str]]:
    for trace in figure.data:
        if trace.name and trace.showlegend is not False:
            mark = _mark(trace.type, trace.marker.to_plotly_json())
            yield svg_image(mark, _SIDE, _SIDE), html.unescape(str(trace.name))


def _mark(kind: str, look: Mapping[str, object]) -> str:
    colour = html.escape(str(look.get("color", "")))
    if kind == "scatter":
        return _symbol(str(look.get("symbol", "circle")), colour)
    return f'<rect width="{_SIDE}" height="{_SIDE}" rx="2" fill="{colour}"/>{_hatch(look.get("pattern"))}'


def _hatch(pattern: object) -> str:
    if not isinstance(pattern, Mapping) or pattern.get("shape") not in _PATTERNS:
        return ""
    ink = html.escape(str(pattern.get("fgcolor", "")))
    look = f'fill="{ink}"' if pattern["shape"] == "." else f'fill="none" stroke="{ink}" stroke-width="1.4"'
    return f'<path d="{_PATTERNS[pattern["shape"]]}" {look} opacity="{pattern.get("fgopacity", 0.7)}"/>'


def _symbol(symbol: str, colour: str) -> str:
    middle = _SIDE / 2
    if symbol.startswith("circle"):
        look = f'fill="none" stroke="{colour}" stroke-width="2"' if symbol.endswith("open") else f'fill="{colour}"'
        return f'<circle cx="{middle}" cy="{middle}" r="4.5" {look}/>'
    if symbol.startswith("line"):
        return f'<path d="M{middle} 1V{_SIDE - 1}" stroke="{colour}" stroke-width="2"/>'
    return f'<path d="M{middle} 1L{_SIDE - 1} {middle}L{middle} {_SIDE - 1}L1 {middle}Z" fill="{colour}"/>'
