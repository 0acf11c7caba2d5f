"""Signing in and out in a real browser: with a local account, as a persona, and by an identity provider."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.conftest import HOST, free_port, started, stop
from tests.browser.visits import ROOT, SCREENSHOTS, Scheme, violations
from tests.browser.waiting import settle, watched

pytestmark = pytest.mark.browser
PHRASE = "rain on a tin roof"
EMAIL = "amina@example.org"
#: For so many seconds the second provider vouches for somebody.
BRIEFLY = 30
OUTSIDER = "ben@example.org"


@dataclass(frozen=True)
class Instance:
    """The application over a store without any demonstration, with an identity provider beside it."""

    address: str
    provider: str
    brief_provider: str
    environment: dict[str, str]

    def command(self, *words: str) -> dict[str, object]:
        """What a command of the command line prints."""
        run = [sys.executable, "-m", "data_access", *words, "--json"]
        done = subprocess.run(run, cwd=ROOT, env=self.environment, check=True, capture_output=True, text=True)
        said: dict[str, object] = json.loads(done.stdout)
        return said

    def claims(self, subject: str, email: str, **other: object) -> None:
        """Let the identity providers know somebody by this subject."""
        for provider in (self.provider, self.brief_provider):
            said = {"email": email, "email_verified": True, **other}
            assert httpx.put(f"{provider}/users/{subject}", json=said, timeout=10).is_success


@pytest.fixture(scope="module")
def instance(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instance]:
    """The running application and provider; configured by a secrets file of their own."""
    folder = tmp_path_factory.mktemp("sign-in")
    port, *provider_ports = free_port(), free_port(), free_port()
    providers = [f"http://localhost:{number}" for number in provider_ports]
    secrets = folder / "secrets.toml"
    named = "".join(
        f'[auth.{name}]\nlabel = "the {name.title()}"\nclient_id = "repository"\nclient_secret = "tests-only"\n'
        f'server_metadata_url = "{provider}/.well-known/openid-configuration"\n'
        for name, provider in zip(("mission", "brief"), providers, strict=True)
    )
    shared = f'redirect_uri = "http://localhost:{port}/oauth2callback"\ncookie_secret = "{"tests-only-" * 4}"\n'
    secrets.write_text(f"[auth]\n{shared}{named}")
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder / 'store.db'}"}
    subprocess.run(
        [sys.executable, "-m", "data_access", "init"], cwd=ROOT, env=environment, check=True, capture_output=True
    )
    options = ["--server.port", str(port), "--server.address", HOST, "--server.fileWatcherType", "none"]
    served = [sys.executable, "-m", "streamlit", "run", "app.py", *options, "--secrets.files", str(secrets)]
    mock = [sys.executable, "-m", "oidc_provider_mock", "--host", HOST]
    mocked = [
        [*mock, "--port", str(number), "--token-max-age", age]
        for number, age in zip(provider_ports, ("3600", str(BRIEFLY)), strict=True)
    ]
    with (folder / "server.log").open("w") as log:
        processes = [
            subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
            for command in (served, *mocked)
        ]
        try:
            if not started(port, processes[0]):
                pytest.fail((folder / "server.log").read_text())
            yield Instance(f"http://localhost:{port}", providers[0], providers[1], environment)
        finally:
            for process in processes:
                stop(process)


@pytest.fixture
def tabs(chromium: Browser) -> Iterator[BrowserContext]:
    """One browser with its cookies; its tabs close with the test."""
    context = watched(chromium.new_context(locale="en-GB"))
    yield context
    context.close()


def open_in(tabs: BrowserContext, address: str) -> Page:
    """A screen in a new tab, complete."""
    page = tabs.new_page()
    page.goto(address)
    settle(page)
    return page


def masthead(page: Page) -> str:
    """What the masthead calls the reader."""
    return page.locator(".st-key-personal a").last.inner_text()


def test_an_invitation_becomes_an_account_and_signing_out_reaches_the_other_tab(
    instance: Instance, tabs: BrowserContext
) -> None:
    invited = instance.command("invite", EMAIL, "--name", "Amina Otieno")
    instance.command("grant", EMAIL, "steward")
    page = tabs.new_page()
    page.goto(f"{instance.address}{invited['address']}?lang=en")
    page.get_by_label("Invitation code").fill(str(invited["code"]))
    page.get_by_label("New password").fill(PHRASE)
    page.get_by_label("The same password again").fill(PHRASE)
    page.get_by_role("button").click()
    settle(page)
    assert page.url.startswith(f"{instance.address}/account?")
    assert page.locator("h1").inner_text() == "Amina Otieno"
    assert masthead(page) == "Amina Otieno"
    other = open_in(tabs, f"{instance.address}/gaps?lang=en")
    assert masthead(other) == "Amina Otieno"
    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("button", name="Sign out").click()
    settle(page)
    assert masthead(page) == "Sign in"
    other.locator(".st-key-navigation a").last.click()
    other.wait_for_url("**/about?*")
    settle(other)
    assert masthead(other) == "Sign in"
    assert "uprc_session" not in {cookie["name"] for cookie in tabs.cookies()}


def test_scripts_see_no_cookie_of_the_session(instance: Instance, tabs: BrowserContext) -> None:
    invited = instance.command("invite", "carla@example.org")
    page = tabs.new_page()
    page.goto(f"{instance.address}/account/invitation?lang=en")
    page.get_by_label("Invitation code").fill(str(invited["code"]))
    page.get_by_label("New password").fill(PHRASE)
    page.get_by_label("The same password again").fill(PHRASE)
    page.get_by_role("button").click()
    settle(page)
    assert "uprc" not in page.evaluate("() => document.cookie")
    session = next(cookie for cookie in tabs.cookies() if cookie["name"] == "uprc_session")
    assert (session["httpOnly"], session["sameSite"]) == (True, "Lax")


def by_provider(instance: Instance, tabs: BrowserContext, subject: str, name: str = "Mission") -> Page:
    """Sign in by an identity provider, and look at the account."""
    page = open_in(tabs, f"{instance.address}/account?lang=en")
    page.get_by_role("button", name=f"Sign in with the {name}").click()
    page.wait_for_url("**/oauth2/authorize?**")
    page.locator("input[name=sub]").fill(subject)
    page.locator("button[type=submit]").first.click()
    page.wait_for_url(f"{instance.address}/**")
    page.goto(f"{instance.address}/account?lang=en")
    settle(page)
    return page


def test_an_identity_provider_signs_in_and_signing_out_ends_every_tab(instance: Instance, tabs: BrowserContext) -> None:
    instance.command("grant", "dina@example.org", "steward")
    instance.claims("dina", "dina@example.org")
    page = by_provider(instance, tabs, "dina")
    assert masthead(page) == "dina@example.org"
    other = open_in(tabs, f"{instance.address}/gaps?lang=en")
    assert masthead(other) == "dina@example.org"
    # A provider's moments are whole seconds: what it said in this very second is over too.
    time.sleep(1.1)
    page.get_by_role("button", name="Sign out everywhere").click()
    page.wait_for_url("**/oauth2/end_session?**")  # the provider asks whether to end its session, too
    other.locator(".st-key-navigation a").last.click()
    other.wait_for_url("**/about?*")
    settle(other)
    assert masthead(other) == "Sign in"
    assert "_streamlit_user" not in {cookie["name"] for cookie in tabs.cookies()}


def test_what_a_provider_said_ends_when_it_expires_though_the_cookie_stays(
    instance: Instance, tabs: BrowserContext
) -> None:
    instance.command("grant", "dina@example.org", "steward")
    instance.claims("dina", "dina@example.org")
    page = by_provider(instance, tabs, "dina", "Brief")
    assert masthead(page) == "dina@example.org"
    page.wait_for_timeout(BRIEFLY * 1000)
    page.locator(".st-key-navigation a").last.click()
    page.wait_for_url("**/about?*")
    settle(page)
    assert masthead(page) == "Sign in"
    assert "_streamlit_user" in {cookie["name"] for cookie in tabs.cookies()}


def test_somebody_whom_the_store_does_not_know_is_told_so(instance: Instance, tabs: BrowserContext) -> None:
    instance.claims("ben", OUTSIDER)
    page = by_provider(instance, tabs, "ben")
    assert masthead(page) == "Sign in"
    assert OUTSIDER in page.locator(".stAlert").inner_text()


def test_an_address_that_the_provider_did_not_verify_is_nobodys(instance: Instance, tabs: BrowserContext) -> None:
    instance.command("grant", "dina@example.org", "steward")
    instance.claims("mallory", "dina@example.org", email_verified=False)
    page = by_provider(instance, tabs, "mallory")
    assert masthead(page) == "Sign in"
    assert "does not say that this address is yours" in page.locator(".stAlert").inner_text()


@pytest.mark.parametrize(("language", "scheme", "width"), [("en", "light", 1280), ("ar", "dark", 390)])
def test_the_plain_pages_shut_nobody_out(
    chromium: Browser, server: str, language: str, scheme: Scheme, width: int
) -> None:
    context = watched(chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}))
    page = context.new_page()
    outside: list[str] = []
    page.on("request", lambda request: outside.append(request.url) if not request.url.startswith(server) else None)
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    for route in ("sign-in", "invitation", "sign-out"):
        page.goto(f"{server}/account/{route}?lang={language}")
        page.wait_for_load_state("networkidle")
        page.screenshot(path=SCREENSHOTS / f"account-{route}-{language}-{scheme}-{width}.png", full_page=True)
        assert violations(page) == []
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    page.goto(f"{server}/account/invitation?lang={language}")
    page.locator("main button").click()
    assert page.locator("[aria-invalid]").count() == 1
    assert violations(page) == []
    page.goto(f"{server}/account/sign-in?lang={language}")
    page.locator(".personas button").last.click()
    settle(page)
    for address in ("account", "people"):
        page.goto(f"{server}/{address}?lang={language}")
        settle(page)
        page.screenshot(path=SCREENSHOTS / f"own-{address}-{language}-{scheme}-{width}.png", full_page=True)
        assert violations(page) == []
    assert outside == []
    context.close()


def test_a_persona_is_one_click_away_and_leads_back_to_where_one_was(server: str, tabs: BrowserContext) -> None:
    page = tabs.new_page()
    page.goto(f"{server}/account/sign-in?lang=en&next=gaps%3Fcycle%3D3")
    page.get_by_role("button", name="Continue as Delegate").click()
    settle(page)
    assert "/gaps?cycle=3" in page.url
    assert masthead(page) == "Persona: Delegate"


def run_with_personas(folder: Path, url: str) -> "subprocess.CompletedProcess[str]":
    """Start the application with DEMO_PERSONAS=on over a store."""
    environment = {**os.environ, "DATABASE_URL": url, "DEMO_PERSONAS": "on"}
    run = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(free_port())]
    return subprocess.run(run, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=90, check=False)


def test_the_application_does_not_start_with_personas_beside_real_data(sqlite_store: str, tmp_path: Path) -> None:
    done = run_with_personas(tmp_path, sqlite_store)
    assert done.returncode != 0
    assert "DEMO_PERSONAS is on" in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
