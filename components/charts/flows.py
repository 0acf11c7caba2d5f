"""Through which band, form of support and kind of provider do recommendations go?

A Sankey diagram, drawn from filled areas: plotly's own trace runs from left to right in every language, has no
patterns, and lets the names of neighbouring columns run into each other on a narrow screen.
"""

import html
import math
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.colours import class_look, palette
from components.charts.drawing import Properties, drawn
from components.charts.layout import house_layout
from components.charts.lettering import directed, separators
from components.charts.row_labels import pixels_down
from domain.vocabulary import SupportBand
from languages.names import band_name
from languages.text import direction, isolate, ngettext, number

#: Letters of a line of a node's name; a quarter of a picture on a phone.
LINE: Final = 15
_LINE_HEIGHT: Final = 14
_GAP: Final = 10
#: Pixels that all recommendations together are high, and the least that a node is.
_FULL: Final = 420
_LEAST: Final = 3
_THICKNESS: Final = 0.03
_STEPS: Final = 20


@dataclass(frozen=True)
class Node:
    """One class in one column: its place in pixels from the top, and how many recommendations go through it."""

    column: int
    code: str
    name: str
    count: int
    top: float
    height: float


@dataclass(frozen=True)
class Column:
    """One column of the diagram: the frame's column, and the names of its codes from top to bottom.

    empty: the code of what ends before this column, and is not drawn here.
    """

    field: str
    names: dict[str, str]
    empty: str = ""


def flow_chart(flows: pd.DataFrame, columns: Sequence[Column], *, demonstration: bool = False) -> go.Figure:
    """Columns of classes, in the direction of reading, and between them areas as wide as the recommendations they hold.

    flows: a column of codes for each of `columns`, one of them `band`, and recommendations. Each recommendation is in
    one row, so that no area is drawn for more than there are.
    """
    placed = [_nodes(flows, place, column) for place, column in enumerate(columns)]
    placed = _level(placed)
    height = max(node.top + node.height for column in placed for node in column.values())
    areas = [area for left, right in pairwise(placed) for area in _links(flows, columns, left, right)]
    nodes = [node for column in placed for node in column.values()]
    boxes = [_box(node, columns[node.column]) for node in nodes]
    layout = house_layout(height=math.ceil(height) + 24, legend=False, demonstration=demonstration)
    width = len(columns)
    changes = {
        "separators": separators(),
        "margin": {"l": 4, "r": 4, "t": 4, "b": 16, "pad": 0},
        "hovermode": "closest",
        "xaxis": {
            "visible": False,
            "automargin": False,
            "autorange": False,
            "range": [width, 0] if direction() == "rtl" else [0, width],
        },
        "yaxis": pixels_down(height),
    }
    return drawn([*areas, *boxes, _names(nodes)], layout, changes)


def node_label(name: str, count: int) -> str:
    """A node's name in short lines with its count; words longer than a line are divided."""
    lines = [part for line in textwrap.wrap(name, LINE, break_long_words=False) for part in _divided(line)]
    return "<br>".join([*(html.escape(line, quote=False) for line in lines), f"<b>{number(count)}</b>"])


def _divided(line: str) -> Iterable[str]:
    while len(line) > LINE + 2:
        yield f"{line[: LINE - 1]}-"
        line = line[LINE - 1 :]
    yield line


def _nodes(flows: pd.DataFrame, place: int, column: Column) -> dict[str, Node]:
    """The nodes of a column by code, one under the other with room for their names above each."""
    counts = flows.groupby(column.field)["recommendations"].sum().to_dict()
    whole = max(1, int(flows["recommendations"].sum()))
    nodes: dict[str, Node] = {}
    top = 0.0
    for code, name in column.names.items():
        count = int(counts.get(code, 0))
        if count and code != column.empty:
            top += _LINE_HEIGHT * (node_label(name, count).count("<br>") + 1) + _GAP
            height = max(_LEAST, _FULL * count / whole)
            nodes[code] = Node(place, code, name, count, top, height)
            top += height
    return nodes


def _level(placed: Sequence[dict[str, Node]]) -> list[dict[str, Node]]:
    """The columns moved down so that the first node of each begins at the same height."""
    firsts = [next(iter(nodes.values())).top if nodes else 0.0 for nodes in placed]
    return [
        {code: replace(node, top=node.top + max(firsts) - first) for code, node in nodes.items()}
        for nodes, first in zip(placed, firsts, strict=True)
    ]


def _links(
    flows: pd.DataFrame, columns: Sequence[Column], left: dict[str, Node], right: dict[str, Node]
) -> list[Properties]:
    """The areas between two neighbouring columns, in the colour of the band where they leave it or lead to it."""
    if not left or not right:
        return []
    first, second = (columns[next(iter(nodes.values())).column] for nodes in (left, right))
    pairs = flows.groupby([first.field, second.field])["recommendations"].sum().to_dict()
    used_left, used_right = dict.fromkeys(left, 0.0), dict.fromkeys(right, 0.0)
    areas = []
    for one in left.values():
        for other in right.values():
            count = int(pairs.get((one.code, other.code), 0))
            if count:
                heights = [node.height * count / node.count for node in (one, other)]
                starts = (one.top + used_left[one.code], other.top + used_right[other.code])
                used_left[one.code] += heights[0]
                used_right[other.code] += heights[1]
                areas.append(_area(one, other, count, starts, heights, _tint(first, one, second, other)))
    return areas


def _tint(first: Column, one: Node, second: Column, other: Node) -> str:
    for column, node in ((second, other), (first, one)):
        if column.field == "band":
            return palette().bands[SupportBand(node.code)].fill
    return class_look(6).fill


def _area(
    one: Node, other: Node, count: int, starts: tuple[float, float], heights: Sequence[float], colour: str
) -> Properties:
    steps = [step / _STEPS for step in range(_STEPS + 1)]
    begin, end = one.column + _THICKNESS, float(other.column)
    across = [round(begin + (end - begin) * step, 4) for step in steps]
    eased = [step * step * (3 - 2 * step) for step in steps]
    upper = [round(starts[0] + (starts[1] - starts[0]) * part, 1) for part in eased]
    lower = [
        round(starts[0] + heights[0] + (starts[1] + heights[1] - starts[0] - heights[0]) * part, 1) for part in eased
    ]
    told = ngettext("{count} recommendation", "{count} recommendations", count).format(count=number(count))
    return {
        "type": "scatter",
        "mode": "lines",
        "x": across + across[::-1],
        "y": upper + lower[::-1],
        "fill": "toself",
        "fillcolor": _clear(colour),
        "line": {"width": 0},
        "hoveron": "fills",
        "hoverinfo": "text",
        "text": directed(f"{isolate(one.name)} → {isolate(other.name)}<br><b>{told}</b>"),
        "showlegend": False,
    }


def _clear(colour: str, opacity: float = 0.45) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity})"


def _box(node: Node, column: Column) -> Properties:
    colour, pattern = palette().muted, None
    if column.field == "band":
        look = palette().bands[SupportBand(node.code)]
        colour = look.fill
        pattern = {"shape": look.pattern, "fgcolor": look.pattern_ink, "size": 6, "fillmode": "overlay"}
    left, right, bottom = node.column, node.column + _THICKNESS, node.top + node.height
    told = ngettext("{count} recommendation", "{count} recommendations", node.count).format(count=number(node.count))
    box: Properties = {
        "type": "scatter",
        "mode": "lines",
        "x": [left, right, right, left, left],
        "y": [node.top, node.top, bottom, bottom, node.top],
        "fill": "toself",
        "fillcolor": colour,
        "line": {"width": 0.5, "color": palette().muted},
        "hoveron": "fills",
        "hoverinfo": "text",
        "text": directed(f"{isolate(node.name)}<br><b>{told}</b>"),
        "name": node.name,
        "showlegend": False,
    }
    return box | ({"fillpattern": pattern} if pattern and pattern["shape"] else {})


def _names(nodes: Sequence[Node]) -> Properties:
    """The nodes' names above them, from where the node starts; with a halo, because areas pass behind."""
    ground = palette().ground
    return {
        "type": "scatter",
        "mode": "text",
        "x": [node.column for node in nodes],
        "y": [node.top - 1 for node in nodes],
        "text": [directed(node_label(node.name, node.count)) for node in nodes],
        "textposition": "top left" if direction() == "rtl" else "top right",
        "textfont": {"size": 11, "color": palette().ink, "shadow": ", ".join([f"0 0 2px {ground}"] * 4)},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }


def band_names() -> dict[str, str]:
    """The names of the bands in their order, as a column of the diagram needs them."""
    return {band.value: band_name(band) for band in SupportBand}
