"""The picture set: what each figure shows, in every direction, with names that are far too long."""

import re
from collections.abc import Iterator
from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest

from components.charts.colours import DARK, LIGHT, use_scheme
from components.charts.flows import Column, band_names, flow_chart, node_label
from components.charts.modalities import modality_chart
from components.charts.providers import MOST_THEMES, provider_chart
from components.charts.response_times import response_chart
from components.charts.timeline import timeline_chart
from components.charts.waffle import COLUMNS, waffle_chart
from components.charts.who_does_what import who_does_what_chart, with_others
from components.cooperation.words import clock_titles, form_names, kind_names, position_names, timeliness_names
from domain.cooperation import NONE
from domain.vocabulary import SupportBand
from languages import text

LONG = "Межправительственная организация по вопросам осуществления, отчётности и последующих действий <b>"
TODAY = date(2026, 9, 30)

FLOWS = pd.DataFrame(
    [
        ("supported", "reported", "training", "un_entity", 6),
        ("supported", "reported", "several", "several", 2),
        ("supported", "planned", "training", "not_named", 1),
        ("supported", "none_recorded", NONE, NONE, 11),
    ],
    columns=["position", "band", "modality", "provider", "recommendations"],
)


@pytest.fixture(autouse=True, params=["en", "ar"])
def _each_direction(request: pytest.FixtureRequest) -> Iterator[None]:
    text.set_language(request.param)
    yield
    text.set_language("en")
    use_scheme("light")


def flow_columns() -> list[Column]:
    names = {"position": position_names(), "band": band_names(), "modality": form_names(), "provider": kind_names()}
    return [Column(field, each, NONE) for field, each in names.items()]


def providers() -> pd.DataFrame:
    themes = [("un_entity", f"theme-{place:02d}", place + 1) for place in range(MOST_THEMES + 9)]
    rows = [("civil_society", "health", 3), *themes]
    frame = pd.DataFrame(rows, columns=["kind", "theme", "activities"])
    return frame.assign(kind_label=frame["kind"], theme_label=LONG + frame["theme"])


def forms() -> pd.DataFrame:
    rows = [(LONG, 2024, 3, 0), (LONG, 2027, 0, 2), ("Training", 2025, 1, 1)]
    return pd.DataFrame(rows, columns=["modality_label", "year", "under_way", "planned"])


def times() -> pd.DataFrame:
    rows = [
        ("acknowledged", 2025, "in_time", 3),
        ("acknowledged", 2025, "later", 1),
        ("answered", 2025, "passed", 3),
        ("answered", 2026, "running", 1),
    ]
    return pd.DataFrame(rows, columns=["clock", "year", "timeliness", "requests"])


def work() -> pd.DataFrame:
    rows = [("a", "One", 2024, 1), ("a", "Two", 2024, 2), ("a", "Two", 2025, 1), ("b", "One", 2024, 1)]
    frame = with_others(pd.DataFrame(rows, columns=["theme", "provider", "year", "activities"]))
    return frame.assign(theme_label=LONG + frame["theme"], provider_label=LONG + frame["provider"])


def waffle() -> pd.DataFrame:
    bands = [SupportBand.REPORTED] * (COLUMNS + 1) + [SupportBand.REQUESTED]
    rows = [(f"C-{place}", 3, f"1.{place}", band) for place, band in enumerate(bands)]
    return pd.DataFrame(rows, columns=["code", "cycle", "paragraph", "band"], dtype=object)


def timeline() -> go.Figure:
    reviews = pd.DataFrame({"cycle": [1, 2], "year": [2010, 2015]})
    requests = pd.DataFrame(
        [(LONG, date(2026, 1, 5), date(2026, 1, 9), None)],
        columns=["title", "submitted", "acknowledged", "answered"],
        dtype=object,
    )
    activities = pd.DataFrame(
        [
            (LONG, "closed", date(2024, 1, 1), date(2024, 1, 1), "A law was drafted"),
            ("Plan", "pipeline", date(2027, 1, 1), None, ""),
            ("No day", "implementation", None, None, ""),
        ],
        columns=["title", "status", "start", "end", "outcome"],
        dtype=object,
    )
    return timeline_chart(reviews, requests, activities, TODAY, demonstration=True)


def figures() -> dict[str, go.Figure]:
    return {
        "flows": flow_chart(FLOWS, flow_columns(), demonstration=True),
        "providers": provider_chart(providers(), demonstration=True),
        "forms": modality_chart(forms(), demonstration=True),
        "times": response_chart(times(), clock_titles(), timeliness_names(), demonstration=True),
        "timeline": timeline(),
        "work": who_does_what_chart(work(), demonstration=True),
        "waffle": waffle_chart(waffle(), demonstration=True),
    }


def lines(words: str) -> list[str]:
    """The lines of a text of a figure as they are read, without marks."""
    plain = re.sub(r"</?(?:b|span)(?: [^>]*)?>|[\u2066-\u2069]", "", words)
    return plain.replace("&lt;", "<").replace("&amp;", "&").split("<br>")


def texts(figure: go.Figure) -> list[str]:
    return [words for trace in figure.data if trace.type == "scatter" and trace.mode == "text" for words in trace.text]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_plotly_knows_all_that_is_drawn_and_a_demonstration_is_marked(scheme: str) -> None:
    use_scheme("dark" if scheme == "dark" else "light")
    for name, figure in figures().items():
        checked = go.Figure(figure.to_dict())
        words = [note.text for note in checked.layout.annotations]
        assert words == [text._("Demonstration")], name


def test_no_line_of_a_name_is_wider_than_a_phone() -> None:
    drawn = figures()
    for name in ("providers", "forms", "times", "work", "waffle"):
        assert max(len(line) for words in texts(drawn[name]) for line in lines(words)) <= 56, name
    assert all(len(line) <= 17 for line in lines(node_label(LONG, 1_000)))


def test_marks_of_html_in_a_name_are_shown_and_not_obeyed() -> None:
    assert "&lt;b&gt;" in node_label("a <b> c", 1)
    assert any("&lt;b&gt;" in words for words in texts(figures()["work"]))


def test_areas_of_flows_hold_each_recommendation_once() -> None:
    figure = flow_chart(FLOWS, flow_columns())
    areas = [trace for trace in figure.data if trace.fill and not trace.name]
    boxes = {trace.name for trace in figure.data if trace.name}
    assert len(boxes) == 1 + 3 + 2 + 3
    heights = [abs(area.y[-1] - area.y[0]) for area in areas if area.x[0] < 1]
    assert sum(heights) == pytest.approx(420, abs=1)


def test_names_of_flows_never_stand_on_another_node() -> None:
    figure = flow_chart(FLOWS, flow_columns())
    names = next(trace for trace in figure.data if trace.mode == "text")
    boxes = [(trace.x[0], min(trace.y), max(trace.y)) for trace in figure.data if trace.name]
    for column, bottom, words in zip(names.x, names.y, names.text, strict=True):
        top = bottom - 14 * len(lines(words))
        assert top >= -2
        assert not any(at == column and low < bottom and high > top for at, low, high in boxes)


def cells() -> dict[tuple[str, str], int]:
    """Counts by row and column as they are drawn."""
    drawn = [trace for trace in provider_chart(providers()).data if trace.type == "bar"]
    told = [row for trace in drawn for row in trace.customdata]
    return {(" ".join(lines(theme)), kind): count for theme, kind, count in told}


def test_the_smallest_themes_share_a_row_so_that_cells_add_up() -> None:
    found = cells()
    assert sum(found.values()) == providers()["activities"].sum()
    assert len({theme for theme, _kind in found}) == MOST_THEMES + 1


def test_what_is_no_single_theme_stands_last_and_makes_no_theme_pale() -> None:
    several = {"kind": "un_entity", "theme": "several", "activities": 90_000, "theme_label": "Several themes"}
    many = pd.concat([providers(), pd.DataFrame([{**several, "kind_label": "un_entity"}])], ignore_index=True)
    figure = provider_chart(many)
    shaded, plain = [trace for trace in figure.data if trace.type == "bar"]
    assert figure.layout.coloraxis.cmax == max(shaded.marker.color) < 90_000
    assert plain.marker.coloraxis is None
    assert min(plain.base) > max(shaded.base)


def test_headings_stand_upright_in_two_lines_at_most_however_long_a_language_makes_them() -> None:
    long = providers().assign(kind_label=LONG)
    axis = provider_chart(long).layout.xaxis
    assert axis.tickangle == -90
    assert all(len(lines(heading)) <= 2 for heading in axis.ticktext)
    letters = max(len(line) for heading in axis.ticktext for line in lines(heading))
    assert provider_chart(long).layout.margin.t > 6.6 * letters


def test_planned_activities_stand_on_those_under_way_on_one_scale() -> None:
    done, planned, *_rest = modality_chart(forms()).data
    assert planned.base[2] == pytest.approx(done.base[2] + done.y[2])
    assert abs(done.y[0]) / 3 == pytest.approx(abs(planned.y[1]) / 2)


def test_a_bar_of_requests_is_as_long_as_their_number() -> None:
    bars = [trace for trace in response_chart(times(), clock_titles(), timeliness_names()).data if trace.type == "bar"]
    assert [sum(bar.x) for bar in bars] == [3, 1, 1, 3]


def test_a_theme_on_which_several_work_in_a_year_has_a_pattern() -> None:
    alone, shared, _names = who_does_what_chart(work()).data
    assert sorted(alone.x) == [2024, 2025]
    assert list(shared.x) == [2024, 2024]
    assert shared.marker.pattern.shape
    assert list(shared.text) == ["", "2"]


def test_a_square_stands_for_one_recommendation_and_gives_its_code() -> None:
    reported, requested, _names = waffle_chart(waffle()).data
    assert len(reported.x) == COLUMNS + 1
    assert reported.base[COLUMNS] - reported.base[0] == pytest.approx(1)
    assert requested.customdata[0][0] == f"C-{COLUMNS + 1}"
    assert requested.marker.pattern.shape


def test_a_timeline_shows_only_what_has_a_day_and_marks_outcomes() -> None:
    bars = [trace for trace in timeline().data if trace.type == "bar"]
    assert [len(bar.y) for bar in bars] == [2, 1, 1, 1]
    assert text._("Outcome told") in [trace.name for trace in timeline().data]


def test_in_arabic_time_and_flows_run_from_right_to_left() -> None:
    for name in ("flows", "forms", "times", "work", "waffle", "timeline"):
        first, last = figures()[name].layout.xaxis.range
        assert (first > last) == (text.language() == "ar"), name


def test_classes_are_neither_red_nor_green() -> None:
    for look in (*LIGHT.classes, *DARK.classes):
        red, green, blue = (int(look.fill[place : place + 2], 16) for place in (1, 3, 5))
        assert not (green > red and green > blue)
        assert not (red > green * 1.6 and red > blue * 1.6)
