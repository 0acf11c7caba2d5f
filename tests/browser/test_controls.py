"""In a real browser: what the controls show, what the address says and what is counted stay one thing.

The harness of the other tests sees neither how Streamlit's widgets behave from page to page nor the browser's history.
"""

import re
from itertools import permutations
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.waiting import MOST_SECONDS, settle, settle_run

#: The pages with filters, by their address and place in the masthead.
PAGES = {"gaps": 1, "map": 2, "cooperation": 3, "recommendations": 4}
TUVALU = {"en": "Tuvalu", "ar": "توفالو"}


def go(page: Page, address: str) -> None:
    """Follow the masthead's link to a page."""
    page.locator(".st-key-navigation a").nth(PAGES[address]).click()
    page.wait_for_url(re.compile(rf"/{address}(\?|$)"), timeout=MOST_SECONDS * 1000)
    settle(page)


def asked(page: Page, parameter: str) -> list[str]:
    """What the address says of a parameter."""
    return parse_qs(urlsplit(page.url).query).get(parameter, [])


def shows(page: Page, names: list[str]) -> None:
    """The first box, that of States under review, holds exactly these."""
    chosen = page.locator(".st-key-filters [data-testid=stMultiSelect]").first.locator("[data-tag]:visible")
    expect(chosen).to_have_text(names, timeout=MOST_SECONDS * 1000)


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_state_goes_along_to_every_other_page_and_its_box_shows_it(visit: OpenPage, language: str) -> None:
    page = visit("/recommendations?state=TUV", language=language).page
    here = "recommendations"
    pairs = set(permutations(PAGES, 2))
    while pairs:
        there = next((to for start, to in sorted(pairs) if start == here), sorted(pairs)[0][0])
        pairs.discard((here, there))
        go(page, there)
        assert asked(page, "state") == ["TUV"]
        shows(page, [TUVALU[language]])
        here = there


@pytest.mark.browser
def test_back_reload_and_another_language_keep_address_and_box_together(visit: OpenPage) -> None:
    page = visit("/gaps?state=TUV").page
    go(page, "map")
    go(page, "cooperation")
    page.go_back()
    page.wait_for_url(re.compile("/map"), timeout=MOST_SECONDS * 1000)
    settle(page)
    shows(page, ["Tuvalu"])
    assert asked(page, "state") == ["TUV"]
    page.reload()
    settle(page)
    shows(page, ["Tuvalu"])
    page.goto(page.url.replace("lang=en", "lang=ar"))
    settle(page)
    shows(page, [TUVALU["ar"]])


@pytest.mark.browser
@pytest.mark.parametrize("address", list(PAGES))
def test_every_filter_can_be_chosen_in_arabic(visit: OpenPage, address: str) -> None:
    """Streamlit runs a choice's callback in a thread that has settled no language."""
    seen = visit(f"/{address}", language="ar")
    page = seen.page
    page.locator(".st-key-more-filters button").first.click()
    body = page.locator("[data-testid=stPopoverBody]")
    expect(body).to_be_visible(timeout=MOST_SECONDS * 1000)
    settle_run(page)
    pill = body.locator("[data-testid=stButtonGroup] button").first
    words = pill.inner_text()
    pill.click()
    expect(page.locator(".st-key-set-filters")).to_contain_text(words, timeout=MOST_SECONDS * 1000)
    expect(body).to_be_visible()
    settle_run(page)
    page.keyboard.press("Escape")
    page.locator(".st-key-filters input").first.click()
    page.keyboard.type(TUVALU["ar"])
    # Not while the list still grows shorter under the pointer.
    expect(page.get_by_role("option")).to_have_text([TUVALU["ar"]], timeout=MOST_SECONDS * 1000)
    page.get_by_role("option").click()
    shows(page, [TUVALU["ar"]])
    page.keyboard.press("Tab")  # the open list lies over the button
    expect(page.get_by_role("option")).to_have_count(0, timeout=MOST_SECONDS * 1000)
    settle(page)
    assert asked(page, "state") == ["TUV"]
    assert page.locator("html").get_attribute("lang") == "ar"
    page.locator(".st-key-clear-filters button").click()
    shows(page, [])
    assert set(parse_qs(urlsplit(page.url).query)) == {"lang"}


@pytest.mark.browser
def test_the_chosen_part_of_a_bar_is_in_the_address_and_its_panel_in_sight(visit: OpenPage) -> None:
    page = visit("/gaps?by=theme").page
    part = page.locator(".stPlotlyChart .bars .point path").nth(14)
    part.scroll_into_view_if_needed()
    box = part.bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    panel = page.locator(".st-key-chosen-part")
    expect(panel).to_be_in_viewport(timeout=MOST_SECONDS * 1000)
    settle(page)
    (code,) = asked(page, "part")
    title = panel.locator(".part-title").inner_text()
    page.reload()
    settle(page)
    expect(panel.locator(".part-title")).to_have_text(title, timeout=MOST_SECONDS * 1000)
    assert asked(page, "part") == [code]
    page.locator(".st-key-close-part button").click()
    expect(panel).to_have_count(0, timeout=MOST_SECONDS * 1000)
    assert asked(page, "part") == []
