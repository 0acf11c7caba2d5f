"""Pictures as files: made in the browser, complete without the page around them."""

from pathlib import Path

import pytest

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Support for accepted recommendations", "As of", "Not an official publication", "Demonstration"]),
        ("ar", ["الدعم المتعلق", "ليس منشوراً رسمياً", "بيانات توضيحية"]),
    ],
)
def test_a_chart_as_svg_has_title_date_disclaimer_watermark_and_its_font_inside(
    visit: OpenPage, tmp_path: Path, language: str, words: list[str]
) -> None:
    seen = visit("/", language=language)
    with seen.page.expect_download() as made:
        seen.page.locator("[data-picture=svg]").first.click()
    made.value.save_as(tmp_path / "chart.svg")
    text = (tmp_path / "chart.svg").read_text(encoding="utf-8")
    assert [word for word in words if word not in text] == []
    assert "@font-face" in text
    assert "src:url(data:" in text
    assert "http://" not in text.replace("http://www.w3.org/", "")
    assert seen.complaints == []


def test_a_chart_in_arabic_writes_each_line_below_it_from_right_to_left(visit: OpenPage, tmp_path: Path) -> None:
    page = visit("/", language="ar").page
    with page.expect_download() as made:
        page.locator("[data-picture=svg]").first.click()
    made.value.save_as(tmp_path / "chart.svg")
    text = (tmp_path / "chart.svg").read_text(encoding="utf-8")
    assert "\u2067ليس منشوراً رسمياً للأمم المتحدة.\u2069" in text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_legend_stands_on_the_page_beside_its_marks_and_inside_a_file(
    visit: OpenPage, tmp_path: Path, language: str
) -> None:
    page = visit("/gaps", language=language, width=390).page
    entry = page.locator(".chart-legend li").first
    mark, words = entry.locator("img").bounding_box(), entry.locator("span").bounding_box()
    assert mark is not None
    assert words is not None
    assert (mark["x"] > words["x"]) is (language == "ar")
    assert page.locator(".js-plotly-plot .legend").count() == 0
    with page.expect_download() as made:
        page.locator("[data-picture=svg]").first.click()
    made.value.save_as(tmp_path / "chart.svg")
    text = (tmp_path / "chart.svg").read_text(encoding="utf-8")
    assert text.count('class="legendtext"') == page.locator(".chart-legend").first.locator("li").count()


def test_a_chart_as_png_is_twice_as_fine_as_the_screen(visit: OpenPage, tmp_path: Path) -> None:
    page = visit("/").page
    shown = page.locator(".js-plotly-plot").first.bounding_box()
    with page.expect_download() as made:
        page.locator("[data-picture=png]").first.click()
    made.value.save_as(tmp_path / "chart.png")
    width = int.from_bytes((tmp_path / "chart.png").read_bytes()[16:20])
    assert shown is not None
    assert width == pytest.approx(2 * shown["width"], abs=4)
