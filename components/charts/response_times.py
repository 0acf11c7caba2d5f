"""Are requests acknowledged and answered in good time?"""

from collections.abc import Mapping
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.colours import Band, class_look, palette
from components.charts.drawing import Properties, drawn
from components.charts.gaps import LEGEND
from components.charts.layout import house_layout
from components.charts.lettering import directed, separators, wrapped
from components.charts.row_labels import LINE_HEIGHT, RowName, lines_in, look_marker, names_axis, pixels_down, row_names
from domain.records.clocks import Clock, Timeliness
from languages.text import _, direction, ngettext, number

_BAR: Final = 22
_AROUND: Final = 150
#: Up to so many requests the axis counts one by one.
_FEW: Final = 6


def timeliness_look(stands: Timeliness) -> Band:
    """How bars of requests are drawn: the darker, the further along; what has passed or came later has a pattern."""
    places = {Timeliness.IN_TIME: 0, Timeliness.LATER: 6, Timeliness.RUNNING: 1, Timeliness.PASSED: 11}
    return class_look(places[stands])


def response_chart(
    times: pd.DataFrame, clocks: Mapping[Clock, str], names: Mapping[Timeliness, str], *, demonstration: bool = False
) -> go.Figure:
    """Under each clock's title a bar for each year of submission, split by where the clock stands.

    times: clock, year, timeliness (values) and requests. clocks: the title of each; names: what the legend calls the
    parts. Each request is in one bar under each clock.
    """
    places, texts, bottom = _places(times, clocks)
    layout = house_layout(x_title=_("Requests"), height=int(bottom) + _AROUND, demonstration=demonstration)
    most = int(times.groupby(["clock", "year"])["requests"].sum().max())
    changes = {
        "separators": separators(),
        "legend": LEGEND,
        "uniformtext": {"mode": "hide", "minsize": 10},
        "xaxis": {
            "showgrid": False,
            "zeroline": False,
            "tickformat": ",d",
            "dtick": 1 if most <= _FEW else None,
            "autorange": False,
            "range": [most, 0] if direction() == "rtl" else [0, most],
        },
        "yaxis": pixels_down(bottom),
        "xaxis2": names_axis(),
    }
    bars = [_bars(times, places, stands, names[stands]) for stands in Timeliness]
    return drawn([*bars, row_names(texts)], layout, changes)


Place = tuple[str, int]


def _places(times: pd.DataFrame, clocks: Mapping[Clock, str]) -> tuple[dict[Place, float], list[RowName], float]:
    """Where each bar's middle is, the names over bars and clocks, and where the last one ends; in pixels."""
    wholes = times.groupby(["clock", "year"])["requests"].sum()
    places: dict[Place, float] = {}
    texts: list[RowName] = []
    bottom = 0.0
    for clock, title in clocks.items():
        told = wrapped(title)
        bottom += LINE_HEIGHT * lines_in(told) + 16
        texts.append(RowName(f"<b>{told}</b>", bottom))
        for year in sorted({year for name, year in wholes.index if name == clock.value}):
            bottom += LINE_HEIGHT + 10
            texts.append(RowName(_year_in_words(year, int(wholes[(clock.value, year)])), bottom, muted=True))
            places[(clock.value, year)] = bottom + _BAR / 2
            bottom += _BAR
    return places, texts, bottom


def _year_in_words(year: int, count: int) -> str:
    told = ngettext("{year}: {count} request", "{year}: {count} requests", count)
    return told.format(year=year, count=number(count))


def _bars(times: pd.DataFrame, places: Mapping[Place, float], stands: Timeliness, name: str) -> Properties:
    part = times[times["timeliness"] == stands.value]
    keys = list(zip(part["clock"].tolist(), part["year"].tolist(), strict=True))
    told = _("{year}: {count}").format(year="%{customdata}", count="%{x:,d}")
    return {
        "type": "bar",
        "name": name,
        "orientation": "h",
        "x": part["requests"].tolist(),
        "y": [places[key] for key in keys],
        "width": _BAR,
        "marker": look_marker(timeliness_look(stands)),
        "texttemplate": "%{x:,d}",
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": timeliness_look(stands).text, "size": 12},
        "customdata": [year for _clock, year in keys],
        "hovertemplate": directed(f"{name}<br>{told}") + "<extra></extra>",
        "outsidetextfont": {"color": palette().ink},
    }
