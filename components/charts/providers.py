"""What kinds of provider work on which themes?"""

import html
import math
from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.colours import palette, scheme, sequential
from components.charts.drawing import Properties, drawn
from components.charts.layout import house_layout
from components.charts.lettering import directed, separators, wrapped
from components.charts.row_labels import LINE_HEIGHT, RowName, lines_in, name_gap, names_axis, pixels_down, row_names
from domain.cooperation import NONE, SEVERAL
from domain.states import sort_key
from languages.run_context import Scheme
from languages.text import _, direction, language, ngettext, number

#: Themes with a row of their own; those beyond share one, unless they are hardly more.
MOST_THEMES: Final = 30
_HARDLY_MORE: Final = 4
_CELL: Final = 24
#: A heading stands upright over its column, in two lines at most, so that all columns fit onto a phone.
_SHORTEST_LINE: Final = 22
_HEADING_LETTER: Final = 6.6
_HEADING: Final = 12
#: From this share of the largest count on, a cell is so far from the ground that the ground's colour reads on it.
_DEEP: Final[Mapping[Scheme, float]] = {"light": 0.64, "dark": 0.47}
_REST: Final = "…"
#: Rows that are no single theme stand last and are not shaded: their counts would make all others pale.
_UNSHADED: Final = (_REST, SEVERAL, NONE)


def provider_chart(providers: pd.DataFrame, *, demonstration: bool = False) -> go.Figure:
    """A matrix: a row for each theme, its name above it, a column for each kind of provider, counts in the cells.

    providers: kind, kind_label, theme, theme_label and activities; kinds in the order of the columns. Each activity is
    in one row, so that cells add up. Themes with most activities come first, only MOST_THEMES have a row of their own.
    """
    rows = _with_rest(providers)
    kinds = list(dict.fromkeys(zip(rows["kind"], rows["kind_label"], strict=True)))
    themes = _in_order(rows)
    tops, names, bottom = _rows(themes)
    headings = _headings(rows, kinds)
    above = round(max(map(len, "<br>".join(headings).split("<br>"))) * _HEADING_LETTER) + 24
    layout = house_layout(height=int(bottom) + above + 12, legend=False, demonstration=demonstration)
    ends = [-0.5, len(kinds) - 0.5]
    shaded = rows.loc[~rows["theme"].isin(_UNSHADED), "activities"]
    changes = {
        "separators": separators(),
        "barmode": "overlay",
        "margin": {"l": 4, "r": 4, "t": above, "b": 4, "pad": 0},
        "xaxis": {
            **_upright(headings),
            "autorange": False,
            "range": ends[::-1] if direction() == "rtl" else ends,
        },
        "yaxis": pixels_down(bottom + 4),
        "xaxis2": names_axis(),
        "coloraxis": {"colorscale": sequential(), "cmin": 0, "cmax": max([1, *shaded]), "showscale": False},
    }
    columns = {kind: place for place, (kind, _label) in enumerate(kinds)}
    cells = [_cells(rows, columns, tops, shaded=shading, most=max([1, *shaded])) for shading in (True, False)]
    return drawn([*cells, row_names(names)], layout, changes)


def _with_rest(providers: pd.DataFrame) -> pd.DataFrame:
    """The rows, in which the smallest themes are one."""
    real = providers[~providers["theme"].isin((SEVERAL, NONE))]
    sizes = real.groupby("theme")["activities"].sum().sort_values(ascending=False, kind="stable")
    if len(sizes) <= MOST_THEMES + _HARDLY_MORE:
        return providers
    rest = sizes.index[MOST_THEMES:]
    words = ngettext("{count} other theme together", "{count} other themes together", len(rest))
    small = providers["theme"].isin(rest)
    told = words.format(count=number(len(rest)))
    renamed = providers.assign(
        theme=providers["theme"].where(~small, _REST), theme_label=providers["theme_label"].where(~small, told)
    )
    keys = ["kind", "kind_label", "theme", "theme_label"]
    return renamed.groupby(keys, sort=False)["activities"].sum().reset_index()


def _in_order(rows: pd.DataFrame) -> list[tuple[str, str, int]]:
    """Code, name and count of each row: single themes by size, then by name, then the others."""
    sums = rows.groupby(["theme", "theme_label"], sort=False)["activities"].sum().reset_index()
    found = zip(sums["theme"].tolist(), sums["theme_label"].tolist(), sums["activities"].tolist(), strict=True)
    places = {code: place for place, code in enumerate(_UNSHADED, 1)}
    return sorted(found, key=lambda row: (places.get(row[0], 0), -row[2], sort_key(row[1], language())))


def _rows(themes: Sequence[tuple[str, str, int]]) -> tuple[dict[str, float], list[RowName], float]:
    """Where each row's cells begin, the names over them, and where the last row ends; in pixels."""
    tops: dict[str, float] = {}
    names = []
    bottom = 0.0
    for theme, label, count in themes:
        told = wrapped(f"{label} ({number(count)})")
        bottom += LINE_HEIGHT * lines_in(told) + 8
        names.append(RowName(told, bottom - name_gap()))
        tops[theme] = bottom
        bottom += _CELL
    return tops, names, bottom


def _headings(rows: pd.DataFrame, kinds: Sequence[tuple[str, str]]) -> list[str]:
    sums = rows.groupby("kind")["activities"].sum()
    return [_in_two_lines(f"{label} ({number(int(sums[kind]))})") for kind, label in kinds]


def _in_two_lines(label: str) -> str:
    """The shortest lines of which there are two at most; an axis gives lines in the order in which they are read."""
    for width in range(max(_SHORTEST_LINE, math.ceil(len(label) / 2)), len(label) + 1):
        told = wrapped(label, width)
        if lines_in(told) <= 2:
            return told
    return wrapped(label, max(len(label), 1))


def _upright(headings: list[str]) -> Properties:
    return {
        "type": "linear",
        "side": "top",
        "ticks": "",
        "showgrid": False,
        "zeroline": False,
        "automargin": False,
        "tickangle": -90,
        "tickfont": {"size": _HEADING, "color": palette().ink},
        "tickmode": "array",
        "tickvals": list(range(len(headings))),
        "ticktext": headings,
    }


def _cells(
    rows: pd.DataFrame, columns: dict[str, int], tops: dict[str, float], *, shaded: bool, most: int
) -> Properties:
    part = rows[~rows["theme"].isin(_UNSHADED) == shaded]
    counts = part["activities"].tolist()
    colours, deep = palette(), _DEEP[scheme()] * most
    look: Properties = {"color": counts, "coloraxis": "coloraxis"}
    if not shaded:
        look = {"color": colours.ground, "line": {"color": colours.grid, "width": 1}}
    labels = zip(part["theme_label"].tolist(), part["kind_label"].tolist(), counts, strict=True)
    words = _("Activities: {count}").format(count="%{customdata[2]:,d}")
    return {
        "type": "bar",
        "x": [columns[kind] for kind in part["kind"]],
        "base": [tops[theme] for theme in part["theme"]],
        "y": [_CELL] * len(part),
        "width": 0.94,
        "marker": look,
        "text": [number(count) for count in counts],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {
            "color": [colours.ground if shaded and count > deep else colours.ink for count in counts],
            "size": 12,
        },
        "customdata": [[wrapped(theme), html.escape(kind, quote=False), count] for theme, kind, count in labels],
        "hovertemplate": directed("<b>%{customdata[0]}</b><br>%{customdata[1]}<br>" + words) + "<extra></extra>",
        "showlegend": False,
    }
