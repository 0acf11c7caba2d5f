"""Columns of shares from cycle to cycle."""

import plotly.graph_objects as go
import pytest

from components.charts.cycles import cycle_chart
from domain.vocabulary import SupportBand
from languages.text import set_language
from tests.components.charts.frames import coverage

CYCLES = coverage(("Cycle 1", (5, 0, 5, 0, 10)), ("Cycle 2", (1000, 0, 0, 0, 3000)), ("Cycle 4", (1, 0, 0, 0, 2)))


@pytest.fixture(autouse=True)
def english() -> None:
    set_language("en")


def test_each_cycle_is_a_whole() -> None:
    parts = [list(trace.y) for trace in cycle_chart(CYCLES).data]
    assert [column[0] for column in parts] == [0.25, 0, 0.25, 0, 0.5]
    assert sum(column[1] for column in parts) == 1


def test_under_each_column_stands_how_many_recommendations_it_is() -> None:
    labels = cycle_chart(CYCLES).layout.xaxis.ticktext
    assert list(labels) == ["Cycle 1<br>20", "Cycle 2<br>4,000", "Cycle 4<br>3"]


def test_a_cycle_of_fewer_than_ten_recommendations_has_its_count_and_no_column() -> None:
    assert [trace.y[2] for trace in cycle_chart(CYCLES).data] == [None] * len(SupportBand)


def test_in_arabic_the_first_cycle_stands_at_the_right() -> None:
    set_language("ar")
    assert cycle_chart(CYCLES).layout.xaxis.autorange == "reversed"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_plotly_knows_every_property_that_the_chart_sets(language: str) -> None:
    set_language(language)
    assert go.Figure(cycle_chart(CYCLES).to_dict()).to_dict()["data"]
