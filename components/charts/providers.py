"""What kinds of provider work on which themes?"""

import html
from collections.abc import Mapping
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.colours import class_look, palette
from components.charts.drawing import Properties, drawn
from components.charts.gaps import LEGEND
from components.charts.layout import house_layout, wrapped_label
from components.charts.lettering import directed, separators
from components.charts.rows import look_marker
from domain.cooperation import NOT_NAMED, SEVERAL
from domain.vocabulary import OrganizationKind
from languages.text import _, direction, number

_HEIGHT: Final = 760
_LINE: Final = 13
#: The place of each class's look. What is no kind of its own looks quiet.
_LOOKS: Final[Mapping[str, int]] = {
    **{kind.value: place for place, kind in enumerate(OrganizationKind)},
    OrganizationKind.PARLIAMENT.value: 10,
    SEVERAL: 7,
    NOT_NAMED: 11,
}
#: Areas of themes in the whole picture, shared out by size: so many have room for their names.
MOST_THEMES: Final = 48
#: A kind with fewer areas than this is not divided at all.
_FEWEST: Final = 2


def provider_chart(providers: pd.DataFrame, *, demonstration: bool = False) -> go.Figure:
    """A treemap: an area for each kind of provider, and in it one for each of its themes.

    providers: kind, kind_label, theme, theme_label and activities. Each activity is in one row, so that areas add up.
    Only the largest themes have an area of their own, about MOST_THEMES of them. A kind looks the same in every
    language and under every filter; the place of an area follows from its size.
    """
    kinds = [part for _kind_code, part in providers.groupby("kind", sort=False)]
    tiles = [_kind(part) for part in kinds]
    whole = int(providers["activities"].sum())
    tiles += [tile for part in kinds for tile in _themes(part, whole)]
    layout = house_layout(height=_HEIGHT, demonstration=demonstration)
    changes = {
        "separators": separators(),
        "legend": LEGEND,
        "uniformtext": {"mode": "hide", "minsize": 11},
        "margin": {"l": 0, "r": 0, "t": 4, "b": 4, "pad": 0},
        "xaxis": {"visible": False},
        "yaxis": {"visible": False},
    }
    return drawn([_treemap(tiles), *map(_key, tiles[: len(kinds)])], layout, changes)


#: What an area is, in which area it lies, its name and count, and the place of its look.
Tile = tuple[str, str, str, int, int]


def _kind(part: pd.DataFrame) -> Tile:
    kind = str(part["kind"].iloc[0])
    return (kind, "", str(part["kind_label"].iloc[0]), int(part["activities"].sum()), _LOOKS[kind])


def _themes(part: pd.DataFrame, whole: int) -> list[Tile]:
    kind = str(part["kind"].iloc[0])
    place = _LOOKS[kind]
    ordered = part.sort_values(["activities", "theme_label"], ascending=[False, True])
    room = round(MOST_THEMES * int(part["activities"].sum()) / max(whole, 1))
    if room < _FEWEST:
        return []
    shown = len(ordered) if len(ordered) <= room + 1 else room
    rows = zip(ordered["theme"].tolist(), ordered["theme_label"].tolist(), ordered["activities"].tolist(), strict=True)
    tiles = [(f"{kind}/{theme}", kind, label, count, place) for theme, label, count in rows]
    rest = tiles[shown:]
    if rest:
        together = (f"{kind}/…", kind, _("Other themes"), sum(tile[3] for tile in rest), place)
        return [*tiles[:shown], together]
    return tiles


def _treemap(tiles: list[Tile]) -> Properties:
    looks = [class_look(place) for *_rest, place in tiles]
    patterns = [look.pattern if parent else "" for (_id, parent, *_rest), look in zip(tiles, looks, strict=True)]
    divided = {tile[1] for tile in tiles}
    return {
        "type": "treemap",
        "ids": [tile[0] for tile in tiles],
        "parents": [tile[1] for tile in tiles],
        "labels": [_label(tile, divided=tile[0] in divided) for tile in tiles],
        "values": [tile[3] for tile in tiles],
        "customdata": [html.escape(tile[2], quote=False) for tile in tiles],
        "branchvalues": "total",
        "marker": {
            "colors": [look.fill for look in looks],
            "pattern": {"shape": patterns, "fillmode": "overlay", "fgcolor": [look.pattern_ink for look in looks]},
            "line": {"color": palette().ground, "width": 1.5},
            "pad": {"t": 26, "l": 3, "r": 3, "b": 3},
            "cornerradius": 2,
        },
        "textfont": {"color": [look.text for look in looks], "size": 12},
        "texttemplate": "%{label} <b>%{value:,d}</b>",
        "textposition": "top right" if direction() == "rtl" else "top left",
        "hovertemplate": directed("<b>%{customdata}</b><br>" + _("Activities: {count}").format(count="%{value:,d}"))
        + "<extra></extra>",
        "tiling": {"packing": "squarify", "pad": 2, **({"flip": "x"} if direction() == "rtl" else {})},
        "pathbar": {"visible": False},
        "root": {"color": "rgba(0,0,0,0)"},
    }


def _label(tile: Tile, *, divided: bool) -> str:
    """A kind's name and count on the one line over its areas; in an area the name in short lines, its count follows."""
    if divided:
        return directed(f"{html.escape(tile[2], quote=False)} <b>{number(tile[3])}</b>")
    return wrapped_label(html.escape(tile[2], quote=False), _LINE)


def _key(tile: Tile) -> Properties:
    """A kind's entry in the legend, for areas that are too small for their name."""
    name = directed(f"{html.escape(tile[2], quote=False)} {number(tile[3])}")
    return {"type": "bar", "x": [None], "y": [None], "name": name, "marker": look_marker(class_look(tile[4]))}
