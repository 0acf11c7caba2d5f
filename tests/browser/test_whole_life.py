"""A contribution's whole life, in two processes over one store: invited, written, returned, consented, public, gone."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import HOST, free_port, started, stop
from tests.browser.test_contribute import field, fill, pick, press
from tests.browser.visits import ROOT
from tests.browser.waiting import settle, settle_run, watched
from tests.builders import add_organization, add_recommendation

pytestmark = [pytest.mark.browser, pytest.mark.postgres]
PHRASE = "rain on a tin roof"
AUTHOR, STEWARD, FOCAL = "author@example.org", "steward@example.org", "focal@example.org"
TITLE = "Mobile courts in the north"
#: The language, and what a list is searched for to find "In implementation", "Training" and Kenya.
WORDS = {"en": ("In implementation", "Training", "Kenya"), "ar": ("قيد التنفيذ", "التدريب", "كينيا")}


@dataclass
class World:
    """Two processes of the application over one store, and a browser for each person."""

    addresses: tuple[str, str]
    environment: dict[str, str]
    browser: Browser
    language: str
    contexts: list[BrowserContext]

    def command(self, *words: str) -> dict[str, object]:
        """What a command of the command line prints."""
        run = [sys.executable, "-m", "data_access", *words, "--json"]
        done = subprocess.run(run, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True)
        said: dict[str, object] = json.loads(done.stdout)
        return said

    def reported(self) -> object:
        """How many recommendations have support reported, as the command line says it."""
        rows = self.command("gaps", "--by", "total")["rows"]
        assert isinstance(rows, list)
        return rows[0]["reported"]

    def tab(self, process: int) -> Page:
        """A tab of a browser of its own, at one of the two processes."""
        context = watched(self.browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB"))
        self.contexts.append(context)
        page = context.new_page()
        page.goto(f"{self.addresses[process]}/about?lang={self.language}")
        settle(page)
        return page

    def go(self, page: Page, path: str) -> None:
        """Another page in the same tab, at the same process."""
        base = "/".join(page.url.split("/")[:3])
        page.goto(f"{base}/{path}{'&' if '?' in path else '?'}lang={self.language}")
        settle(page)

    def member(self, email: str, process: int, *role: str) -> Page:
        """Somebody who was invited, given a role, and chose a password; signed in at one of the processes."""
        code = str(self.command("invite", email)["code"])
        self.command("grant", email, *role)
        page = self.tab(process)
        page.goto(f"{self.addresses[process]}/account/invitation?lang={self.language}")
        page.locator("[name=code]").fill(code)
        page.locator("[name=password]").fill(PHRASE)
        page.locator("[name=again]").fill(PHRASE)
        page.locator("main button").click()
        settle(page)
        return page


@pytest.fixture
def world(postgres_store: str, chromium: Browser, tmp_path: Path) -> Iterator[World]:
    """Two processes on PostgreSQL, in Arabic; on SQLite and in English the other tests in a browser run."""
    language, url = "ar", postgres_store
    environment = {**os.environ, "DATABASE_URL": url}
    ports = (free_port(), free_port())
    contexts: list[BrowserContext] = []
    with ExitStack() as running:
        for port in ports:
            log = running.enter_context((tmp_path / f"{port}.log").open("w"))
            options = ["--server.port", str(port), "--server.address", HOST, "--server.fileWatcherType", "none"]
            run = [sys.executable, "-m", "streamlit", "run", "app.py", *options]
            process = subprocess.Popen(run, cwd=ROOT, env=environment, stdout=log, stderr=log)
            running.callback(stop, process)
            if not started(port, process):
                pytest.fail((tmp_path / f"{port}.log").read_text())
        yield World(
            (f"http://{HOST}:{ports[0]}", f"http://{HOST}:{ports[1]}"), environment, chromium, language, contexts
        )
        for context in contexts:
            context.close()


def act(page: Page, code: str, action: str) -> None:
    """Open what can be done on a record, and do it."""
    if (asks := page.locator(f".st-key-choose-{code}-{action} button")).count():
        asks.click()
        settle_run(page)
    if (sure := page.locator(f".st-key-typed-{code}-{action}-sure label")).count():
        sure.click()
        settle_run(page)
    page.locator(f".st-key-do-{code}-{action} button").click()
    page.wait_for_selector(".told")
    settle(page)


def choose(page: Page, name: str, words: str) -> None:
    """Choose the one entry of a list that the words find."""
    page.locator(f"{field(page, name)} input").first.click()
    page.get_by_role("option", name=words, exact=True).click()
    settle_run(page)


def write_activity(page: Page, world: World, recommendation: str) -> str:
    """Write an activity for Kenya in the form's steps, link a recommendation, send; returns the record's code."""
    status, modality, state = WORDS[world.language]
    world.go(page, "contribute?kind=activity")
    fill(page, "title", TITLE)
    choose(page, f"modality-{world.language}", modality)
    choose(page, f"status-{world.language}", status)
    pick(page, f"recipients-{world.language}", state)
    press(page, "step-3")
    fill(page, "search", "courts")
    page.wait_for_selector(field(page, f"found-{recommendation}"))
    press(page, f"found-{recommendation}")
    page.wait_for_selector(field(page, f"unlink-{recommendation}"))
    press(page, "next")
    press(page, "send")
    page.wait_for_url("**sent=UPRC-ACT-*")
    return page.url.split("sent=")[1].split("&")[0]


def send_again(page: Page, world: World, code: str, summary: str) -> None:
    """Revise a record in the form and send it."""
    world.go(page, f"contribute?revise={code}")
    fill(page, "summary", summary)
    press(page, "step-4")
    press(page, "send")
    page.wait_for_url(f"**sent={code}*")
    settle(page)


def shows(page: Page) -> bool:
    """Whether the page names the activity."""
    return TITLE in page.locator(".stMain").inner_text()


def test_from_an_invitation_to_a_withdrawal_that_reaches_every_process(world: World) -> None:
    recommendation = add_recommendation(state="KEN", text="Bring courts to the people")
    organization = "Network for Legal Aid"
    add_organization(organization)
    author = world.member(AUTHOR, 0, "contributor", "--organization", organization)
    steward = world.member(STEWARD, 1, "steward")
    focal = world.member(FOCAL, 0, "focal_point", "--state", "KEN")
    reader = world.tab(1)

    code = write_activity(author, world, recommendation)
    record = f"record?id={code}"
    world.go(reader, record)
    assert not shows(reader)

    world.go(steward, record)
    steward.locator(f".st-key-choose-{code}-return button").click()
    settle_run(steward)
    steward.locator(f".st-key-typed-{code}-return-comment textarea").fill("Please say for how long.")
    steward.keyboard.press("Tab")
    settle_run(steward)
    steward.locator(f".st-key-do-{code}-return button").click()
    steward.wait_for_selector(".told")
    world.go(author, "inbox")
    assert "Please say for how long." in author.locator(".inbox").inner_text()
    send_again(author, world, code, "Two weeks in each of three towns")

    world.go(steward, record)
    act(steward, code, "review")
    assert world.reported() == 0
    world.go(focal, record)
    act(focal, code, "grant")

    world.go(reader, record)
    assert shows(reader)
    assert world.reported() == 1
    world.go(reader, "map?at=KEN")
    assert "1" in reader.locator(".st-key-map-panel").inner_text()
    world.go(reader, "state?state=KEN")
    assert shows(reader)

    # Withdrawn in the first process; the reader's tab at the second learns of it by its next interaction.
    world.go(focal, record)
    act(focal, code, "unconsent")
    reader.locator(".st-key-navigation a").first.click()
    settle(reader)
    assert not shows(reader)
    for path in ("state?state=KEN", record, f"recommendation?id={recommendation}", "map?at=KEN", "gaps"):
        world.go(reader, path)
        assert not shows(reader), path
    assert world.reported() == 0
    assert world.command("verify")["problems"] == []
