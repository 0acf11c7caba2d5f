"""The one layout of all charts."""

from collections.abc import Iterator

import plotly.graph_objects as go
import pytest

from components.charts.colours import palette, use_scheme
from components.charts.layout import band_marker, house_layout, wrapped_label
from domain.vocabulary import SupportBand
from languages import text


@pytest.fixture(autouse=True)
def _english_and_light_afterwards() -> Iterator[None]:
    yield
    text.set_language("en")
    use_scheme("light")


def test_every_band_can_be_drawn() -> None:
    figure = go.Figure(layout=house_layout(rows=1))
    for band in SupportBand:
        figure.add_bar(y=["A"], x=[1], orientation="h", marker=band_marker(band))
    assert [bar.marker.pattern.shape for bar in figure.data].count(None) == 3


def test_in_arabic_bars_run_from_right_to_left_with_their_labels_on_the_right() -> None:
    text.set_language("ar")
    layout = house_layout(rows=3)
    assert layout.xaxis.autorange == "reversed"
    assert layout.yaxis.side == "right"
    assert house_layout(rows=3, shares=True).xaxis.range == (1, 0)


def test_shares_run_from_nothing_to_all() -> None:
    layout = house_layout(rows=3, shares=True)
    assert layout.xaxis.range == (0, 1)
    assert layout.xaxis.tickformat == ".0%"


def test_more_rows_make_a_taller_chart_and_labels_never_clip() -> None:
    assert house_layout(rows=20).height > house_layout(rows=2).height
    assert house_layout(rows=20).xaxis.automargin
    assert house_layout(rows=20).yaxis.automargin


def test_a_demonstration_is_marked_inside_the_picture() -> None:
    assert [note.text for note in house_layout(demonstration=True).annotations] == ["Demonstration"]
    assert not house_layout().annotations


def test_the_ground_shows_through_so_that_both_schemes_work() -> None:
    use_scheme("dark")
    layout = house_layout()
    assert layout.paper_bgcolor == "rgba(0,0,0,0)"
    assert layout.font.color == palette().ink


def test_a_long_label_breaks_over_lines_and_an_empty_one_stays() -> None:
    assert wrapped_label("Least developed countries of the world", 22) == "Least developed<br>countries of the world"
    assert wrapped_label("") == ""
