"""The map in a browser: pointing, clicking, keys, years that play, addresses, files, and nothing from outside."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from components.map.frame import WHOLE_WORLD, frame_of, size_in_window
from components.maps.spots import spots
from data_access.queries.states.states import states
from domain.states import StateKind
from tests.browser.conftest import OpenPage
from tests.browser.visits import Scheme, Visit
from tests.browser.waiting import MOST_SECONDS, PAINTED, settle

pytestmark = pytest.mark.browser

CANVAS = ".st-key-map-chart canvas"
#: What one rerun may send, in bytes.
MOST_BYTES = 60_000


def place_on_screen(page: Page, iso3: str) -> tuple[float, float]:
    """Where a State's symbol is, in pixels of the page."""
    members = [state for state in states().values() if state.kind is StateKind.MEMBER]
    spot = spots({state.iso3: (state.longitude or 0.0, state.latitude or 0.0) for state in members})[iso3]
    box = page.locator(CANVAS).first.bounding_box()
    size = page.viewport_size
    assert box is not None
    assert size is not None
    frame = frame_of(WHOLE_WORLD, size_in_window(size["width"], size["height"]))
    x = box["x"] + box["width"] / 2 + (spot.x - frame.middle[0]) * frame.scale
    y = box["y"] + box["height"] / 2 + (spot.y - frame.middle[1]) * frame.scale
    return x, y


def point_at(page: Page, iso3: str) -> None:
    page.locator(CANVAS).first.scroll_into_view_if_needed()
    settle(page)
    page.mouse.move(*place_on_screen(page, iso3))
    page.locator(".deck-tooltip").first.wait_for()


def click_on(page: Page, iso3: str) -> None:
    point_at(page, iso3)
    page.mouse.click(*place_on_screen(page, iso3))


def panel(page: Page) -> str:
    settle(page)
    return " ".join(page.locator(".st-key-map-panel h3").all_inner_texts())


def another_than(page: Page, title: str) -> str:
    """The map's title, once it is another one."""
    page.wait_for_function("title => document.querySelector('.stMain h2').innerText !== title", arg=title)
    return page.locator(".stMain h2").first.inner_text()


def drawn(seen: Visit) -> Visit:
    """The visit once the world has been fetched and drawn."""
    seen.page.wait_for_function(PAINTED)
    settle(seen.page)
    return seen


def test_the_world_is_fetched_once_from_this_server_and_a_rerun_sends_only_data(visit: OpenPage, server: str) -> None:
    seen = visit("/map")
    sent: list[int] = []
    page = seen.page
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sent.append(len(frame))))
    page.reload()
    drawn(seen)
    seen.requests.clear()
    before = len(sent)
    page.locator(".st-key-layer-map-en button", has_text="Requests for support").click()
    settle(page)
    assert "layer=requests" in page.url
    assert not [url for url in seen.requests if url.endswith("world.json")]
    assert 10_000 < sum(sent[before:]) < MOST_BYTES
    assert seen.requests_elsewhere(server) == []
    assert seen.complaints == []


def test_pointing_at_a_state_tells_of_it_in_words(visit: OpenPage) -> None:
    page = drawn(visit("/map")).page
    point_at(page, "AUS")
    told = page.locator(".deck-tooltip").first.inner_text()
    assert re.fullmatch(r"\u2068Australia\u2069: \d+ activit(y|ies)(, \d+ of them planned)?", told)


def test_a_click_chooses_a_state_a_second_one_lets_it_go_and_back_returns(visit: OpenPage) -> None:
    page = drawn(visit("/map")).page
    click_on(page, "AUS")
    page.wait_for_url("**at=AUS*")
    assert panel(page) == "Australia"
    click_on(page, "CAN")
    page.wait_for_url("**at=CAN*")
    assert panel(page) == "Canada"
    page.go_back()
    page.wait_for_url("**at=AUS*")
    assert panel(page) == "Australia"
    click_on(page, "AUS")
    page.wait_for_url(lambda url: "at=" not in url)
    assert panel(page) == ""


def test_a_small_island_state_can_be_clicked(visit: OpenPage) -> None:
    page = drawn(visit("/map")).page
    click_on(page, "TUV")
    page.wait_for_url("**at=TUV*")
    assert panel(page) == "Tuvalu"


def test_an_address_restores_layer_area_years_and_state_in_another_language(visit: OpenPage) -> None:
    page = drawn(visit("/map?layer=flows&area=002&from=2019&to=2020&at=KEN", language="ar")).page
    assert panel(page) == "كينيا"
    assert page.locator('[class*="st-key-layer-map-"] button[aria-checked=true], [data-testid*=Active]').count() > 0
    assert "2019" in page.locator(".stMain h2").first.inner_text()


def test_keys_alone_choose_a_state_and_close_its_panel(visit: OpenPage) -> None:
    page = drawn(visit("/map")).page
    page.locator(".st-key-at-map-en input").focus()
    page.keyboard.type("Tuval")
    page.keyboard.press("Enter")
    page.wait_for_url("**at=TUV*")
    assert panel(page) == "Tuvalu"
    page.locator(".st-key-map-close button").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "at=" not in url)


def test_the_table_chooses_a_state_too(visit: OpenPage) -> None:
    page = drawn(visit("/map")).page
    page.locator(".st-key-map-table summary").click()
    settle(page)
    link = page.locator(".plain-table a").first
    name = link.inner_text()
    link.click()
    page.wait_for_url("**at=*")
    page.wait_for_selector(".st-key-map-panel h3")
    assert panel(page) == name


def test_years_play_only_when_asked_and_stop_where_they_are(visit: OpenPage) -> None:
    page = drawn(visit("/map")).page
    title = page.locator(".stMain h2").first
    before = title.inner_text()
    page.wait_for_timeout(2_000)
    assert title.inner_text() == before
    page.locator(".st-key-map-play button").click()
    first = another_than(page, before)
    another_than(page, first)
    page.locator(".st-key-map-stop button").click()
    page.wait_for_url("**from=*to=*")
    settle(page)
    stopped = title.inner_text()
    page.wait_for_timeout(2_500)
    assert title.inner_text() == stopped


def test_readers_who_asked_for_less_motion_get_no_play_button(visit: OpenPage) -> None:
    page = drawn(visit("/map")).page
    assert page.locator(".st-key-map-play button").is_visible()
    page.emulate_media(reduced_motion="reduce")
    assert not page.locator(".st-key-map-play button").is_visible()


def test_the_picture_comes_as_png_of_the_view_and_svg_of_the_world(visit: OpenPage, tmp_path: Path) -> None:
    page = drawn(visit("/map")).page
    with page.expect_download() as png:
        page.locator("[data-map-png]").click()
    png.value.save_as(tmp_path / "map.png")
    assert (tmp_path / "map.png").stat().st_size > 50_000
    with page.expect_download() as svg:
        page.locator(".st-key-map-svg button").click()
    svg.value.save_as(tmp_path / "map.svg")
    text = (tmp_path / "map.svg").read_text(encoding="utf-8")
    assert text.count("src:url(data:font/woff2") == 2
    for words in ("Activities by recipient State", "As of", "do not imply official endorsement", "Demonstration"):
        assert words in text


@pytest.mark.parametrize(
    ("view", "language", "scheme", "width"),
    [
        ("layer=flows", "en", "light", 1280),
        ("layer=support&at=KEN", "en", "dark", 390),
        ("view=tiles", "ar", "dark", 1280),
        ("layer=flows", "ar", "light", 390),
    ],
)
def test_no_view_of_the_map_shuts_anybody_out(
    visit: OpenPage, view: str, language: str, scheme: Scheme, width: int
) -> None:
    seen = visit(f"/map?{view}", scheme=scheme, width=width, language=language)
    assert seen.violations() == []
    assert not seen.is_wider_than_its_window()
    assert seen.complaints == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_on_a_phone_the_map_stands_in_the_first_screen_and_a_state_right_under_it(
    visit: OpenPage, language: str
) -> None:
    page = drawn(visit("/map?at=KEN", width=390, language=language)).page
    tops = [
        page.locator(place).first.bounding_box()
        for place in (CANVAS, ".st-key-map-panel h3", ".picture-line", ".st-key-map-table")
    ]
    heights = [box["y"] for box in tops if box is not None]
    assert heights == sorted(heights)
    assert len(heights) == 4
    assert heights[0] < 370
    page.locator(".st-key-map-choose summary").click()
    settle(page)  # the choices move while they unfold
    page.locator('[class*="st-key-view-map-"] button').last.click()
    page.wait_for_url("**view=tiles*")
    settle(page)
    assert page.locator(".tile-group").count() > 0


def test_another_language_keeps_the_chosen_state_its_layer_and_years(visit: OpenPage) -> None:
    page = drawn(visit("/map?layer=flows&from=2019&to=2020&area=002")).page
    page.locator(".st-key-at-map-en input").focus()
    page.keyboard.type("Kenya")
    page.keyboard.press("Enter")
    page.wait_for_url("**at=KEN*")
    settle(page)
    page.locator(".st-key-language_choice [role=combobox]").click()
    page.get_by_role("option", name="العربية").click()
    page.wait_for_selector('html[dir="rtl"] .st-key-map-panel h3')
    page.wait_for_url("**lang=ar*")
    assert panel(page) == "كينيا"
    assert all(kept in page.url for kept in ("layer=flows", "from=2019", "to=2020", "area=002", "at=KEN"))
    assert page.locator(".st-key-at-map-ar input").input_value() == "كينيا"


def test_years_that_were_played_to_the_end_stop_at_what_was_chosen_before(visit: OpenPage) -> None:
    page = drawn(visit("/map?from=2019&to=2020")).page
    title = page.locator(".stMain h2").first
    chosen = title.inner_text()
    page.locator(".st-key-map-play button").click()
    page.locator(".st-key-map-stop button").wait_for()
    page.locator(".st-key-map-play button").wait_for()
    expect(title).to_have_text(chosen, timeout=MOST_SECONDS * 1000)
    page.wait_for_timeout(2_500)
    assert title.inner_text() == chosen


def test_the_world_is_painted_each_time_the_page_is_loaded(visit: OpenPage) -> None:
    page = visit("/map").page
    for _attempt in range(2):
        page.reload()
        page.wait_for_function(PAINTED)
        assert page.locator(CANVAS).count() == 1
