"""Bars of support bands: what each bar, label and pointer says, in both directions and in both measures."""

import re

import plotly.graph_objects as go
import pytest

from components.charts.colours import DARK, LIGHT, use_scheme
from components.charts.gaps import gap_chart
from components.charts.lettering import LINE
from domain.vocabulary import SupportBand
from languages.names import band_name
from languages.text import set_language
from tests.components.charts.frames import coverage

KENYA_AND_PERU = (("Kenya", (4, 1, 2, 3, 10)), ("Peru", (0, 0, 5, 0, 25)))
LONGEST = "Economic, social and cultural rights - general measures of implementation"


@pytest.fixture(autouse=True)
def english_and_light() -> None:
    set_language("en")
    use_scheme("light")


def bars(figure: go.Figure) -> list[go.Bar]:
    return [trace for trace in figure.data if trace.type == "bar"]


def texts(figure: go.Figure) -> list[str]:
    return [text for trace in figure.data if trace.type == "scatter" for text in trace.text]


def plain(text: str) -> str:
    return re.sub(r"<[^>]+>|[\u2066-\u2069]", "", text.replace("<br>", "\n"))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("shares", [False, True])
def test_plotly_knows_every_property_that_the_chart_sets(language: str, *, shares: bool) -> None:
    set_language(language)
    figure = gap_chart(coverage(*KENYA_AND_PERU, ("Fiji", (1, 0, 0, 0, 0))), shares=shares, demonstration=True)
    assert go.Figure(figure.to_dict()).to_dict()["data"]


def test_each_band_is_one_trace_in_the_order_of_the_bands() -> None:
    figure = gap_chart(coverage(*KENYA_AND_PERU))
    assert [bar.name for bar in bars(figure)] == [band_name(band) for band in SupportBand]
    assert [list(bar.x) for bar in bars(figure)] == [[4, 0], [1, 0], [2, 5], [3, 0], [10, 25]]
    assert figure.layout.barmode == "stack"


def test_rows_run_from_top_to_bottom_in_the_order_of_the_frame() -> None:
    figure = gap_chart(coverage(*KENYA_AND_PERU))
    kenya, peru = bars(figure)[0].y
    bottom, top = figure.layout.yaxis.range
    assert top < kenya < peru < bottom


def test_a_label_says_its_row_and_how_many_recommendations_it_counts() -> None:
    assert [plain(text) for text in texts(gap_chart(coverage(*KENYA_AND_PERU)))] == ["Kenya  20", "Peru  30"]


def test_a_part_of_a_bar_carries_the_key_of_its_row() -> None:
    assert [mark[0] for mark in bars(gap_chart(coverage(*KENYA_AND_PERU)))[2].customdata] == ["KENYA", "PERU"]


def test_shares_are_parts_of_the_row() -> None:
    figure = gap_chart(coverage(*KENYA_AND_PERU), shares=True)
    assert [bar.x[0] for bar in bars(figure)] == [0.2, 0.05, 0.1, 0.15, 0.5]
    assert sum(bar.x[1] for bar in bars(figure)) == pytest.approx(1)


def test_a_row_of_fewer_than_ten_recommendations_has_its_counts_in_words_and_no_share() -> None:
    figure = gap_chart(coverage(("Fiji", (2, 0, 0, 0, 7)), ("Peru", (0, 0, 0, 0, 10))), shares=True)
    assert [bar.x[0] for bar in bars(figure)] == [None] * len(SupportBand)
    assert [bar.x[1] for bar in bars(figure)] == [0, 0, 0, 0, 1]
    assert plain(texts(figure)[-1]) == "Support reported 2 · Nothing recorded 7"


def test_the_pointer_tells_no_share_of_fewer_than_ten() -> None:
    small, large = bars(gap_chart(coverage(("Fiji", (2, 0, 0, 0, 7)), ("Peru", (0, 0, 0, 0, 10)))))[0].hovertemplate
    assert "%" not in small.replace("%{", "")
    assert ":.0f}%)" in large


def test_a_long_label_is_cut_into_lines_and_never_shortened() -> None:
    label = plain(texts(gap_chart(coverage((LONGEST, (0, 0, 0, 0, 12)))))[0])
    assert max(map(len, label.removesuffix("  12").splitlines())) <= LINE
    assert label.removesuffix("  12").replace("\n", " ") == LONGEST


def test_lines_of_labels_have_room_above_their_bars() -> None:
    short = gap_chart(coverage(*[("Kenya", (0, 0, 0, 0, 12))] * 25))
    long = gap_chart(coverage(*[(LONGEST, (0, 0, 0, 0, 12))] * 25))
    assert long.layout.height - short.layout.height == 25 * 20


def test_markup_in_a_theme_is_text() -> None:
    assert "&lt;b&gt;" in texts(gap_chart(coverage(("<b>Bold</b>", (0, 0, 0, 0, 12)))))[0]


def test_in_arabic_bars_start_at_the_right_and_labels_keep_their_direction() -> None:
    set_language("ar")
    figure = gap_chart(coverage(("1. القضاء على الفقر", (0, 0, 0, 0, 12))))
    label = figure.data[-1]
    assert figure.layout.xaxis.autorange == "reversed"
    assert label.textposition == "top left"
    assert label.text[0].startswith("\u2067")
    assert gap_chart(coverage(*KENYA_AND_PERU), shares=True).layout.xaxis.range == (1, 0)


def test_percentages_are_written_as_the_language_writes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("languages.text.offered_languages", lambda: ("en", "fr"))
    set_language("fr")
    assert bars(gap_chart(coverage(*KENYA_AND_PERU), shares=True))[0].texttemplate.endswith("\u00a0%")


def test_bands_have_the_colours_of_the_scheme() -> None:
    use_scheme("dark")
    dark = bars(gap_chart(coverage(*KENYA_AND_PERU)))[0].marker.color
    assert dark == DARK.bands[SupportBand.REPORTED].fill != LIGHT.bands[SupportBand.REPORTED].fill


def test_a_demonstration_has_its_mark_in_the_picture() -> None:
    assert gap_chart(coverage(*KENYA_AND_PERU), demonstration=True).layout.annotations[0].text == "Demonstration"
    assert not gap_chart(coverage(*KENYA_AND_PERU)).layout.annotations


def test_touching_the_legend_hides_no_band() -> None:
    assert gap_chart(coverage(*KENYA_AND_PERU)).layout.legend.itemclick is False


def test_the_axis_counts_in_whole_recommendations() -> None:
    assert gap_chart(coverage(("Fiji", (1, 0, 0, 0, 1)))).layout.xaxis.dtick == 1
    assert gap_chart(coverage(*KENYA_AND_PERU)).layout.xaxis.dtick is None
