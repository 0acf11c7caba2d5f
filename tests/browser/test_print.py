"""On paper: pages of A4 without controls, each chart whole and at its title."""

import re

import pytest

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

CONTROLS = ".st-key-masthead, .stSelectbox, .stButtonGroup, .stDownloadButton, .picture-files, .stExpander"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_page_prints_without_controls_and_with_its_chart_as_wide_as_the_paper(visit: OpenPage, language: str) -> None:
    page = visit("/gaps?by=group", language=language).page
    page.wait_for_selector(".svg-container")
    page.emulate_media(media="print")
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(f":is({CONTROLS}):visible").count() == 0
    chart = page.locator(".paper-copy")
    box = chart.bounding_box()
    assert box is not None
    assert 300 < box["width"] <= 182 / 25.4 * 96 + 1
    assert chart.locator("svg.main-svg[viewBox]").count() >= 1
    page.evaluate("() => window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".paper-copy").count() == 0


def test_a_very_high_chart_fits_onto_a_page(visit: OpenPage) -> None:
    page = visit("/gaps?by=state").page
    page.wait_for_selector(".svg-container")
    page.emulate_media(media="print")
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    box = page.locator(".paper-copy").bounding_box()
    assert box is not None
    assert box["height"] <= 265 / 25.4 * 96


@pytest.mark.parametrize("path", ["/", "/cooperation", "/about"])
def test_a_page_prints_on_a4_without_a_page_for_every_screen(visit: OpenPage, path: str) -> None:
    printed = visit(path).page.pdf(prefer_css_page_size=True)
    sides = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed)
    assert {(round(float(wide)), round(float(high))) for wide, high in sides} == {(595, 842)}
    assert len(sides) <= 3


def test_what_is_not_drawn_yet_leaves_no_grey_block_on_paper(visit: OpenPage) -> None:
    page = visit("/about").page
    page.evaluate(
        """() => {
            const block = Object.assign(document.createElement('div'), {className: 'stSkeleton', textContent: '…'});
            block.dataset.testid = 'stSkeleton';
            document.querySelector('.stMainBlockContainer').append(block);
        }"""
    )
    assert page.locator("[data-testid=stSkeleton]").is_visible()
    page.emulate_media(media="print")
    assert not page.locator("[data-testid=stSkeleton]").is_visible()


def test_the_footer_stays_with_what_stands_before_it(visit: OpenPage) -> None:
    page = visit("/").page
    page.emulate_media(media="print")
    kept = page.locator(".stElementContainer:has(.footer)").evaluate("element => getComputedStyle(element).breakBefore")
    assert kept == "avoid"
