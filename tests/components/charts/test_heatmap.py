"""The grid of themes and groups: shares where there are enough recommendations, bare counts where there are few."""

import plotly.graph_objects as go
import pytest

from components.charts.heatmap import heatmap_chart
from domain.vocabulary import SupportBand
from languages.text import set_language
from tests.components.charts.frames import matrix

CELLS = matrix(
    ("Education", "Africa", (3, 0, 0, 0, 9)),
    ("Education", "Asia", (2, 0, 0, 0, 5)),
    ("Water", "Asia", (0, 0, 0, 0, 10)),
)
ROWS, COLUMNS = ["Education", "Water"], ["Africa", "Asia"]


@pytest.fixture(autouse=True)
def english() -> None:
    set_language("en")


def grid() -> go.Figure:
    return heatmap_chart(CELLS, SupportBand.REPORTED, rows=ROWS, columns=COLUMNS)


def test_a_cell_is_the_share_of_its_recommendations_in_the_band() -> None:
    assert [list(row) for row in grid().data[0].z] == [[0.25, None], [None, 0]]
    assert [list(row) for row in grid().data[0].text] == [["25%", ""], ["", "0%"]]


def test_a_cell_of_fewer_than_ten_is_not_shaded_and_shows_its_counts() -> None:
    small = grid().data[1]
    assert (list(small.x), list(small.y)) == ([1], [0])
    assert [tuple(mark[2:4]) for mark in small.customdata] == [(2, 7)]


def test_a_pair_without_recommendations_stays_blank() -> None:
    assert grid().data[0].z[1][0] is None
    assert len(grid().data[1].x) == 1


def test_shades_mean_the_same_in_every_grid() -> None:
    axis = grid().layout.coloraxis
    assert (axis.cmin, axis.cmax) == (0, 1)


def test_rows_and_columns_stand_in_the_order_that_is_asked_for() -> None:
    figure = heatmap_chart(CELLS, SupportBand.REPORTED, rows=ROWS[::-1], columns=COLUMNS)
    assert list(figure.layout.yaxis.ticktext) == ["Water", "Education"]
    assert figure.data[0].z[0][1] == 0


def test_in_arabic_columns_run_from_right_to_left() -> None:
    set_language("ar")
    assert grid().layout.xaxis.range == (1.5, -0.5)
    assert grid().layout.yaxis.side == "right"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_plotly_knows_every_property_that_the_chart_sets(language: str) -> None:
    set_language(language)
    assert go.Figure(grid().to_dict()).to_dict()["data"]
