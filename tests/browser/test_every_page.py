"""Every page, in both directions, both schemes and two widths: nothing outside, no error, nobody shut out."""

import pytest

from components.shell.frame import PAGE_ADDRESSES
from tests.browser.conftest import OpenPage
from tests.browser.visits import SCREENSHOTS, Scheme, cut_letters
from tests.browser.waiting import settle

pytestmark = pytest.mark.browser

#: What is visited of each page; the pages of a record and of a State need one.
VISITED = {
    **{address or "overview": address for address in PAGE_ADDRESSES},
    "recommendation": "recommendation?id=UPRC-REC-000001",
    "state": "state?state=KEN",
    "state-pictures": "state?state=KEN&side=pictures",
}


#: A screen of a desk and a phone; a page is opened on the first and then made narrow.
WIDTHS = (1280, 390)


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ar", "dark")])
@pytest.mark.parametrize("name", VISITED)
def test_a_page_asks_nothing_from_outside_and_shuts_nobody_out(
    visit: OpenPage, server: str, name: str, language: str, scheme: Scheme
) -> None:
    seen = visit(f"/{VISITED[name]}", scheme=scheme, language=language)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    for width in WIDTHS:
        if width != WIDTHS[0]:
            seen.page.set_viewport_size({"width": width, "height": 900})
            settle(seen.page)
        seen.page.screenshot(path=SCREENSHOTS / f"{name}-{language}-{scheme}-{width}.png", full_page=True)
        assert seen.page.get_attribute("html", "lang") == language
        assert seen.page.get_attribute("html", "dir") == ("rtl" if language == "ar" else "ltr")
        assert seen.page.locator(".stException").count() == 0
        assert seen.requests_elsewhere(server) == []
        assert seen.complaints == [], width
        assert not seen.is_wider_than_its_window(), width
        assert seen.violations() == [], width
        assert cut_letters(seen.page) == [], width


def test_a_change_of_language_keeps_page_and_filters(visit: OpenPage) -> None:
    page = visit("/gaps?cycle=3").page
    page.locator(".st-key-language_choice [role=combobox]").click()
    page.get_by_role("option", name="العربية").click()
    page.wait_for_selector('html[dir="rtl"] h1')
    page.wait_for_url("**/gaps?*lang=ar*")
    assert "cycle=3" in page.url


def test_language_and_filters_follow_the_reader_to_another_page_and_back(visit: OpenPage) -> None:
    page = visit("/gaps?cycle=3", language="ar").page
    page.locator(".st-key-navigation a").last.click()
    page.wait_for_url("**/about?*")
    settle(page)
    assert "lang=ar" in page.url
    assert "cycle=3" not in page.url  # a page that applies no filter has none in its address
    page.locator(".st-key-navigation a").nth(2).click()
    page.wait_for_url("**/map?*")
    assert "cycle=3" in page.url
    page.go_back()
    page.go_back()
    page.wait_for_url("**/gaps?*")
    page.wait_for_selector('html[dir="rtl"] h1')
    assert "cycle=3" in page.url


def test_the_navigation_says_where_the_reader_is(visit: OpenPage) -> None:
    page = visit("/about").page
    assert page.locator("[aria-current=page]").count() == 1
    assert page.locator("[aria-current=page]").inner_text() == "About"


def test_a_keyboard_can_pass_over_the_masthead(visit: OpenPage) -> None:
    page = visit("/about").page
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.activeElement.id === 'content'")
    assert page.locator("h1").count() == 1


def test_an_address_that_is_not_known_explains_itself(visit: OpenPage) -> None:
    page = visit("/gaps?state=XXX%3Cscript%3E,QQQ").page
    assert page.locator(".stAlert", has_text="QQQ").count() == 1
