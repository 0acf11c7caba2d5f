"""What follows an act is before the reader: a heading, a message and the new state; and a lost connection."""

import os
import secrets
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from data_access import commands
from data_access.accounts.sign_ins import accept_invitation
from domain.people.permissions import OPERATOR, Role
from tests.browser.conftest import HOST, OpenPage, free_port, started
from tests.browser.visits import ROOT
from tests.browser.waiting import settle, watched
from tests.builders import add_activity, add_organization, add_person, sign_in
from tests.record_builders import activity_draft

pytestmark = pytest.mark.browser
WIDTHS = (390, 1280)
PASSWORD = secrets.token_urlsafe(18)


def in_view(page: Page, selector: str) -> bool:
    """Whether the first such element stands within the window, its top at least."""
    place = page.locator(selector).first.bounding_box()
    size = page.viewport_size
    assert place is not None
    assert size is not None
    return 0 <= place["y"] < size["height"]


def focused(page: Page) -> str:
    """The id of the element that has the keyboard."""
    found: str = page.evaluate("document.activeElement.id")
    return found


def wait_for_focus(page: Page, element: str) -> None:
    """Wait until the keyboard is there."""
    page.wait_for_function("id => document.activeElement.id === id", arg=element)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_next_and_back_bring_the_steps_heading_into_view(
    visit: OpenPage, server_store: str, width: int, language: str
) -> None:
    author = sign_in(add_person(Role.CONTRIBUTOR, organizations=[add_organization()]))
    page = visit("/contribute?kind=good_practice", width=width, language=language, token=author).page
    page.locator(".st-key-contribute-next button").click()
    wait_for_focus(page, "form-problems")
    assert in_view(page, "#form-problems")
    page.locator('[class*="st-key-contribute-step-1"] button').click()
    wait_for_focus(page, "step-2")
    assert in_view(page, "#step-2")
    page.locator(".st-key-contribute-back button").click()
    wait_for_focus(page, "step-1")
    assert in_view(page, "#step-1")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_decision_stands_at_the_top_and_its_outcome_is_in_view(
    visit: OpenPage, server_store: str, width: int
) -> None:
    draft = activity_draft(add_organization(), "KEN", title="Mobile courts at work")
    code = commands.submit_activity(OPERATOR, draft, f"after-{width}")
    page = visit(f"/record?id={code}", width=width, token=sign_in(add_person(Role.STEWARD))).page
    assert in_view(page, f".st-key-do-{code}-review button")
    page.locator(f".st-key-do-{code}-review button").click()
    wait_for_focus(page, "notices")
    settle(page)
    assert in_view(page, "#notices .told-done[role=status]")
    assert in_view(page, ".standing")
    assert "Reviewed" in page.locator(".standing").inner_text()
    assert in_view(page, ".next-record a")


def test_what_was_answered_on_a_desk_is_said_where_the_reader_is(visit: OpenPage, server_store: str) -> None:
    code = add_activity(recipients=["TUV"])
    page = visit("/desk?view=public", width=390, token=sign_in(add_person(Role.FOCAL_POINT, iso3="TUV"))).page
    page.locator(f".st-key-tick-public-{code} label").click()
    settle(page)
    page.locator('[class*="st-key-bulk-public"] button').click()
    page.wait_for_selector(".toast .told-done")
    assert in_view(page, ".toast .told-done")


def test_a_visitor_who_signs_in_from_a_record_lands_on_it(visit: OpenPage, server_store: str) -> None:
    invited = commands.invite_person(OPERATOR, "amina@example.org", "Amina", language="en")
    accept_invitation(invited.code, PASSWORD, HOST)
    code = add_activity(recipients=["KEN"])
    page = visit(f"/record?id={code}").page
    page.locator(".st-key-personal a").last.click()
    settle(page)
    page.locator('a[href*="account/sign-in"]').first.click()
    page.locator("#email").fill("amina@example.org")
    page.locator("#password").fill(PASSWORD)
    page.locator("main button[type=submit]").last.click()
    settle(page)
    assert f"/record?id={code}" in page.url


@dataclass
class Stoppable:
    """An application that can be stopped and started again at the same address."""

    folder: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def environment(self) -> dict[str, str]:
        """Over its own store."""
        return {**os.environ, "DATABASE_URL": f"sqlite:///{self.folder / 'store.db'}"}

    def start(self) -> None:
        """Run, and wait until it answers."""
        options = ["--server.port", str(self.port), "--server.address", HOST, "--server.fileWatcherType", "none"]
        run = [sys.executable, "-m", "streamlit", "run", "app.py", *options]
        with (self.folder / "server.log").open("a") as log:
            self.process = subprocess.Popen(run, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        assert started(self.port, self.process)

    def stop(self) -> None:
        """As an operator stops it."""
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=30)
            self.process = None


@pytest.fixture
def stoppable(chromium: Browser, tmp_path: Path, small_demonstration: Path) -> Iterator[Stoppable]:
    """One that runs over a small demonstration store."""
    shutil.copyfile(small_demonstration, tmp_path / "store.db")
    made = Stoppable(tmp_path, free_port())
    made.start()
    yield made
    made.stop()


def test_a_lost_connection_is_said_in_the_readers_language_and_comes_back_by_itself(
    chromium: Browser, stoppable: Stoppable
) -> None:
    lost = {"en": "The connection to the repository is lost.", "ar": "انقطع الاتصال بالمستودع."}
    context = watched(chromium.new_context(viewport={"width": 1280, "height": 900}))
    pages = {language: context.new_page() for language in lost}
    for language, page in pages.items():
        page.goto(f"http://{HOST}:{stoppable.port}/gaps?lang={language}")
        settle(page)
    stoppable.stop()
    for language, page in pages.items():
        page.wait_for_selector("#connection[data-lost=true]", timeout=60_000)
        assert lost[language] in page.locator("#connection").inner_text()
        # Nothing looks as if it could be chosen, and Streamlit's own words for developers are not seen.
        assert page.evaluate("document.getElementById('root').inert")
        page.wait_for_selector("[data-testid=stDialog]", state="attached", timeout=60_000)
        assert not page.locator("[data-testid=stDialog]").is_visible()
    stoppable.start()
    for page in pages.values():
        page.wait_for_selector("#connection[data-lost=false]", timeout=120_000)
        assert not page.evaluate("document.getElementById('root').inert")
        settle(page)
        assert page.locator("h1").is_visible()
    context.close()
