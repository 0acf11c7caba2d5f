"""Who works on which theme in a State, and in which years do several work on the same?"""

from typing import Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.colours import Band, class_look
from components.charts.drawing import Properties, drawn
from components.charts.gaps import LEGEND
from components.charts.layout import house_layout
from components.charts.lettering import directed, separators, wrapped
from components.charts.row_labels import (
    LINE_HEIGHT,
    RowName,
    lines_in,
    look_marker,
    names_axis,
    pixels_down,
    row_names,
    years_above,
)
from languages.text import _, direction

_CELL: Final = 20
_AROUND: Final = 120


def with_others(work: pd.DataFrame) -> pd.DataFrame:
    """The frame with `others`: how many other providers work on the theme in the year.

    work: theme, provider, year; a row for each.
    """
    providers = work.groupby(["theme", "year"])["provider"].transform("nunique")
    return work.assign(others=providers - 1)


def who_does_what_chart(work: pd.DataFrame, *, demonstration: bool = False) -> go.Figure:
    """Under each theme a row for each provider, and in it a cell for each year of its activities.

    work: theme_label, provider_label, year, activities and others, in the order of the rows. A cell of a theme on
    which other providers work in the same year has a pattern.
    """
    tops, texts, bottom = _rows(work)
    years = range(int(work["year"].min()), int(work["year"].max()) + 1)
    ends = [years.start - 0.5, years.stop - 0.5]
    layout = house_layout(height=int(bottom) + _AROUND, demonstration=demonstration)
    axis, legend = years_above(bottom)
    changes = {
        "separators": separators(),
        "legend": LEGEND | legend,
        "barmode": "overlay",
        "xaxis": {
            "autorange": False,
            "range": ends[::-1] if direction() == "rtl" else ends,
            "tickformat": "d",
            "dtick": 1 if len(years) <= 8 else None,
            "zeroline": False,
            **axis,
        },
        "yaxis": pixels_down(bottom + 4),
        "xaxis2": names_axis(),
    }
    cells = [_cells(work, tops, shared=shared) for shared in (False, True)]
    return drawn([*cells, row_names(texts)], layout, changes)


Row = tuple[str, str]


def _rows(work: pd.DataFrame) -> tuple[dict[Row, float], list[RowName], float]:
    """Where each row's cells begin, the names over rows and themes, and where the last row ends; in pixels."""
    tops: dict[Row, float] = {}
    texts: list[RowName] = []
    bottom = 0.0
    theme_before = None
    for theme, provider in dict.fromkeys(zip(work["theme_label"], work["provider_label"], strict=True)):
        if theme != theme_before:
            told = wrapped(theme)
            bottom += LINE_HEIGHT * lines_in(told) + (16 if theme_before else 4)
            texts.append(RowName(f"<b>{told}</b>", bottom))
            theme_before = theme
        told = wrapped(provider)
        bottom += LINE_HEIGHT * lines_in(told) + 6
        texts.append(RowName(told, bottom, muted=True))
        tops[(theme, provider)] = bottom
        bottom += _CELL
    return tops, texts, bottom


def _look(*, shared: bool) -> Band:
    return class_look(6 if shared else 1)


def _cells(work: pd.DataFrame, tops: dict[Row, float], *, shared: bool) -> Properties:
    part = work[(work["others"] > 0) == shared]
    keys = list(zip(part["theme_label"].tolist(), part["provider_label"].tolist(), strict=True))
    counts = part["activities"].tolist()
    name = _("Other providers work on it in the same year") if shared else _("The only provider in the year")
    told = _("{year}: {count}").format(year="%{x}", count="%{customdata[2]:,d}")
    labels = "<b>%{customdata[0]}</b><br>%{customdata[1]}"
    return {
        "type": "bar",
        "name": name,
        "x": part["year"].tolist(),
        "base": [tops[key] for key in keys],
        "y": [_CELL] * len(keys),
        "width": 0.94,
        "marker": look_marker(_look(shared=shared)),
        "text": [str(count) if count > 1 else "" for count in counts],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": _look(shared=shared).text, "size": 12},
        "customdata": [[*map(wrapped, key), count] for key, count in zip(keys, counts, strict=True)],
        "hovertemplate": directed(f"{labels}<br>{name}<br>{told}") + "<extra></extra>",
    }
