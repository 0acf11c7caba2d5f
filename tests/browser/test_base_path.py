"""Below a base path, as in https://example.org/upr/, all is there that is there without one."""

import http.client
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import application
from tests.browser.waiting import settle, watched

pytestmark = pytest.mark.browser
BASE = "/upr"
OK, UNAVAILABLE = 200, 503


@pytest.fixture(scope="module")
def below(
    chromium: Browser, small_demonstration: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Path]]:
    """The application's address below its base path, and its store."""
    folder = tmp_path_factory.mktemp("below")
    shutil.copyfile(small_demonstration, folder / "store.db")
    with application(folder, base=BASE) as address:
        yield f"{address}{BASE}", folder / "store.db"


@pytest.fixture
def page(chromium: Browser, below: tuple[str, Path]) -> Iterator[Page]:
    """A tab of a browser of its own."""
    context = watched(chromium.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB"))
    yield context.new_page()
    context.close()


def test_the_map_has_its_land_and_the_letters_their_fonts(below: tuple[str, Path], page: Page) -> None:
    answers: dict[str, tuple[int, str]] = {}
    page.on(
        "response",
        lambda answer: answers.update({answer.url: (answer.status, answer.headers.get("content-type", ""))}),
    )
    page.goto(f"{below[0]}/map?lang=en")
    settle(page)
    assert [url for url, (status, _) in answers.items() if status >= 400] == []
    assert [url for url in answers if not urlsplit(url).path.startswith(f"{BASE}/") and url.startswith("http")] == []
    kinds = {urlsplit(url).path.rpartition("/")[2]: kind for url, (_, kind) in answers.items()}
    assert kinds["world.json"] == "application/json"
    assert {kind for name, kind in kinds.items() if name.endswith(".woff2")} == {"font/woff2"}
    colours = page.evaluate(
        """() => {
          const small = Object.assign(document.createElement("canvas"), { width: 64, height: 32 });
          const pen = small.getContext("2d", { willReadFrequently: true });
          pen.drawImage(document.querySelector(".st-key-map-chart canvas"), 0, 0, 64, 32);
          const drawn = pen.getImageData(0, 0, 64, 32).data;
          return new Set(Array.from({ length: 2048 }, (_, at) => drawn.slice(4 * at, 4 * at + 4).join())).size;
        }"""
    )
    assert colours > 10


def test_links_lead_to_pages_below_the_path(below: tuple[str, Path], page: Page) -> None:
    page.goto(f"{below[0]}/?lang=en")
    settle(page)
    page.get_by_role("link", name="Coverage gaps", exact=True).click()
    page.wait_for_url(f"{below[0]}/gaps*")
    settle(page)
    page.reload()
    settle(page)
    assert page.locator("h1").inner_text() == "Coverage gaps"


def test_a_persona_signs_in_and_out_and_its_cookies_stay_below_the_path(below: tuple[str, Path], page: Page) -> None:
    page.goto(f"{below[0]}/account?lang=en")
    settle(page)
    page.get_by_role("link", name="Try it as somebody, without an account").click()
    page.locator(".personas button").first.click()
    page.wait_for_url(f"{below[0]}/account*")
    settle(page)
    page.get_by_role("link", name="Sign out").wait_for()
    ours = {cookie["name"]: cookie["path"] for cookie in page.context.cookies() if cookie["name"].startswith("uprc_")}
    assert ours == {"uprc_session": BASE, "uprc_form": BASE}
    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(f"{below[0]}/?lang=en")
    assert "uprc_session" not in {cookie["name"] for cookie in page.context.cookies()}


def test_an_unknown_address_leads_on_with_links_that_work(below: tuple[str, Path], page: Page) -> None:
    answer = page.goto(f"{below[0]}/state/KEN?lang=en")
    assert answer is not None
    assert answer.status == 404
    page.get_by_role("link", name="Open the page of Kenya").click()
    page.wait_for_url(f"{below[0]}/state?state=KEN*")
    settle(page)
    assert "Kenya" in page.locator("h1").inner_text()


def test_health_is_told_below_the_path_and_says_when_the_store_is_gone(below: tuple[str, Path]) -> None:
    address, store = below
    assert _health(address) == (OK, "application/json")
    aside = [store.with_name(f"{store.name}{end}") for end in ("", "-wal", "-shm")]
    moved = [(file, file.rename(file.with_name(f"away-{file.name}"))) for file in aside if file.exists()]
    try:
        assert _health(address) == (UNAVAILABLE, "application/json")
        assert not store.exists()
    finally:
        for file, away in moved:
            away.rename(file)
    assert _health(address) == (OK, "application/json")


def _health(address: str) -> tuple[int, str]:
    place = urlsplit(address)
    connection = http.client.HTTPConnection(place.netloc, timeout=30)
    connection.request("GET", f"{place.path}/healthz")
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.headers.get("content-type", "")
