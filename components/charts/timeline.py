"""What happened in a State, and when: reviews, requests, activities and their outcomes?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from components.charts.colours import class_look, palette
from components.charts.drawing import Properties, drawn
from components.charts.gaps import LEGEND
from components.charts.layout import band_marker, house_layout
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
from domain.vocabulary import ActivityStatus, SupportBand
from languages.text import _, direction
from languages.text import date as day_in_words

_BAR: Final = 16
_AROUND: Final = 170
_DAY: Final = 86_400_000
#: An activity of one day is drawn as long as this, so that it can be seen.
_SHORTEST: Final = timedelta(days=30)
_OUTCOME: Final = "diamond"

Bar = tuple[date, date, float, str]
Mark = tuple[date, float, str]


@dataclass
class _Drawing:
    """What is placed so far; `bottom` in pixels from the top. Bars and marks by the name of their kind."""

    bottom: float = 0.0
    texts: list[RowName] = field(default_factory=list)
    bars: dict[str, list[Bar]] = field(default_factory=dict)
    marks: dict[str, list[Mark]] = field(default_factory=dict)

    def title(self, words: str) -> None:
        self.bottom += LINE_HEIGHT + (16 if self.bottom else 4)
        self.texts.append(RowName(f"<b>{words}</b>", self.bottom))

    def name(self, words: str) -> None:
        told = wrapped(words)
        self.bottom += LINE_HEIGHT * lines_in(told) + 8
        self.texts.append(RowName(told, self.bottom))

    def row(self) -> float:
        """Take the room of one bar; its middle."""
        self.bottom += _BAR
        return self.bottom - _BAR / 2


def timeline_chart(
    reviews: pd.DataFrame,
    requests: pd.DataFrame,
    activities: pd.DataFrame,
    today: date,
    *,
    demonstration: bool = False,
) -> go.Figure:
    """Reviews, requests and activities one under the other along the years.

    reviews: cycle, year. requests: title, submitted, acknowledged, answered, waiting_since. activities: title,
    status, start, end, outcome; those without a start are not drawn. What has no end goes on until `today`.
    """
    made = _Drawing()
    _reviews(made, reviews)
    _requests(made, requests, today)
    _activities(made, activities[activities["start"].notna()], today)
    layout = house_layout(height=int(made.bottom) + _AROUND, demonstration=demonstration)
    axis, legend = years_above(made.bottom)
    changes = {
        "separators": separators(),
        "legend": LEGEND | legend,
        "barmode": "overlay",
        "xaxis": {"type": "date", "autorange": False, "range": _span(made, today), "zeroline": False, **axis},
        "yaxis": pixels_down(made.bottom + 6),
        "xaxis2": names_axis(),
        "shapes": [_today(today)],
    }
    bars = [_bars(name, bars) for name, bars in made.bars.items()]
    marks = [_marks(name, marks) for name, marks in made.marks.items()]
    return drawn([*bars, *marks, row_names(made.texts)], layout, changes)


def _reviews(made: _Drawing, reviews: pd.DataFrame) -> None:
    if reviews.empty:
        return
    made.title(_("Reviews"))
    row = made.row()
    made.bars[_("Year of a review")] = [
        (date(year, 1, 1), date(year, 12, 31), row, _("Cycle {number}").format(number=cycle))
        for cycle, year in zip(reviews["cycle"].tolist(), reviews["year"].tolist(), strict=True)
    ]


def _requests(made: _Drawing, requests: pd.DataFrame, today: date) -> None:
    if requests.empty:
        return
    made.title(_("Requests"))
    names = (_("Request sent"), _("Request acknowledged"), _("Request answered"))
    for row in requests.to_dict("records"):
        made.name(str(row["title"]))
        middle = made.row()
        told = wrapped(str(row["title"]))
        bars = made.bars.setdefault(_("From request to answer"), [])
        bars.append((row["submitted"], row["answered"] or today, middle, told))
        # Set back to open it waits again; what lay between its first answer and that day was no waiting.
        if row["answered"] and row["waiting_since"]:
            bars.append((row["waiting_since"], today, middle, told))
        for name, day in zip(names, (row["submitted"], row["acknowledged"], row["answered"]), strict=True):
            if day:
                made.marks.setdefault(name, []).append((day, middle, told))


def _activities(made: _Drawing, activities: pd.DataFrame, today: date) -> None:
    if activities.empty:
        return
    made.title(_("Activities"))
    for row in activities.to_dict("records"):
        made.name(str(row["title"]))
        middle = made.row()
        planned = row["status"] == ActivityStatus.PIPELINE
        start = row["start"]
        end = max(row["end"] or max(today, start), start + _SHORTEST)
        name = _("Activity in planning") if planned else _("Activity under way or finished")
        made.bars.setdefault(name, []).append((start, end, middle, wrapped(str(row["title"]))))
        if row["outcome"]:
            made.marks.setdefault(_("Outcome told"), []).append((end, middle, wrapped(str(row["outcome"]))))


def _looks() -> dict[str, Properties]:
    return {
        _("Year of a review"): look_marker(class_look(5)),
        _("From request to answer"): band_marker(SupportBand.REQUESTED),
        _("Activity under way or finished"): look_marker(class_look(0)),
        _("Activity in planning"): look_marker(class_look(7)),
    }


def _symbols() -> dict[str, str]:
    return {
        _("Request sent"): "circle-open",
        _("Request acknowledged"): "line-ns-open",
        _("Request answered"): "circle",
        _("Outcome told"): _OUTCOME,
    }


def _span(made: _Drawing, today: date) -> list[str]:
    days = [day for bars in made.bars.values() for start, end, *_rest in bars for day in (start, end)]
    first, last = min([*days, today]), max([*days, today])
    room = (last - first) / 40 + timedelta(days=20)
    ends = [(first - room).isoformat(), (last + room).isoformat()]
    return ends[::-1] if direction() == "rtl" else ends


def _bars(name: str, bars: Sequence[Bar]) -> Properties:
    told = [[text, day_in_words(start), day_in_words(end)] for start, end, _row, text in bars]
    days = _("{start} to {end}").format(start="%{customdata[1]}", end="%{customdata[2]}")
    inside = name == _("Year of a review")
    return {
        "type": "bar",
        "name": name,
        "orientation": "h",
        "base": [start.isoformat() for start, *_rest in bars],
        "x": [max((end - start).days, 1) * _DAY for start, end, *_rest in bars],
        "y": [row for _start, _end, row, _text in bars],
        "width": _BAR / 2 if name == _("From request to answer") else _BAR,
        "marker": _looks()[name],
        "text": [text.rpartition(" ")[2] for *_rest, text in bars] if inside else None,
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"size": 11, "color": class_look(5).text},
        "customdata": told,
        "hovertemplate": directed(f"<b>%{{customdata[0]}}</b><br>{name}<br>{days}") + "<extra></extra>",
    }


def _marks(name: str, marks: Sequence[Mark]) -> Properties:
    told = _("{name}: {date}").format(name=name, date="%{customdata[1]}")
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [day.isoformat() for day, *_rest in marks],
        "y": [row for _day, row, _text in marks],
        "marker": {
            "symbol": _symbols()[name],
            "size": 11,
            "color": palette().ink,
            "line": {"color": palette().ink if _symbols()[name].endswith("open") else palette().ground, "width": 2},
        },
        "customdata": [[text, day_in_words(day)] for day, _row, text in marks],
        "hovertemplate": directed(f"<b>%{{customdata[0]}}</b><br>{told}") + "<extra></extra>",
        "cliponaxis": False,
    }


def _today(today: date) -> Properties:
    line = {"color": palette().muted, "width": 1, "dash": "dot"}
    return {
        "type": "line",
        "xref": "x",
        "x0": today.isoformat(),
        "x1": today.isoformat(),
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": line,
        "layer": "below",
    }
