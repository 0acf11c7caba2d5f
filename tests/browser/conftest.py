"""The whole application as a process of its own, and a real browser that looks at it.

Set UPRC_CHROMIUM to a Chromium to use; without one these tests are skipped.
"""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from data_access.store import engine as store_engine
from pages.session.reader import SESSION_COOKIE
from tests.browser.visits import ROOT, Scheme, Visit
from tests.browser.waiting import settle, watched

#: How long a machine that does other work may take to start the application, and to stop it.
SECONDS_TO_START, SECONDS_TO_STOP = 300, 60
HOST = "127.0.0.1"
#: Software rendering, and nothing that Chromium would fetch on its own. What is not a map needs no graphics card, and
#: to imitate one for it takes half of the processor's time.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-gpu-compositing",
    "--disable-gpu-rasterization",
    "--disable-background-networking",
    "--no-first-run",
]


class OpenPage(Protocol):
    """visit("/gaps", scheme="dark", width=390, language="ar").

    token: of a sign-in, as `tests.builders.sign_in` gives it.
    """

    def __call__(
        self, path: str, *, scheme: Scheme = "light", width: int = 1280, language: str = "en", token: str = ""
    ) -> Visit:
        """Open a page of the application and wait until it is complete."""


def path_of_chromium() -> str | None:
    """Where a Chromium is, if there is one."""
    path = os.environ.get("UPRC_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    return path if path and Path(path).exists() else None


# For a module, not for the session: Playwright keeps its loop in the thread, where no other test could start one.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser of this test run."""
    path = path_of_chromium()
    if path is None:
        pytest.skip("no Chromium: install one or set UPRC_CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def server_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the application under test has its store, `store.db`, and its log."""
    return tmp_path_factory.mktemp("browser")


@pytest.fixture
def server_store(server: str, server_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of the store of the application under test, on which this test works too."""
    url = f"sqlite:///{server_folder / 'store.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    yield url
    store_engine.engine().dispose()


@pytest.fixture(scope="module")
def server(chromium: Browser, server_folder: Path, small_demonstration: Path) -> Iterator[str]:
    """The address of the application, running over a small demonstration store of its own."""
    shutil.copyfile(small_demonstration, server_folder / "store.db")
    with application(server_folder) as address:
        yield address


@contextmanager
def application(folder: Path, base: str = "") -> Iterator[str]:
    """Run the application over the store `store.db` in `folder`, as long as the block lasts.

    base: the path that it lies below; the address that is given ends before it.
    """
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder / 'store.db'}"}
    port = free_port()
    options = ["--server.port", str(port), "--server.address", HOST, "--server.fileWatcherType", "none"]
    options += ["--server.baseUrlPath", base] if base else []
    log = folder / "server.log"
    with log.open("w") as written:
        run = [sys.executable, "-m", "streamlit", "run", "app.py", *options]
        process = subprocess.Popen(run, cwd=ROOT, env=environment, stdout=written, stderr=written)
    try:
        if not started(port, process, f"{base}/healthz"):
            pytest.fail(f"the application did not start:\n{log.read_text()}")
        yield f"http://{HOST}:{port}"
    finally:
        stop(process)


def stop(process: "subprocess.Popen[bytes]") -> None:
    """End a program, by force where it does not end when asked to."""
    process.terminate()
    try:
        process.wait(timeout=SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port: int = free.getsockname()[1]
    return port


def started(port: int, process: "subprocess.Popen[bytes]", health: str = "/healthz") -> bool:
    """Wait until its health says that the application and its store answer."""
    until = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < until and process.poll() is None:
        connection = http.client.HTTPConnection(HOST, port, timeout=5)
        try:
            connection.request("GET", health)
            if connection.getresponse().status == http.client.OK:
                return True
        except OSError:
            time.sleep(0.2)
        finally:
            connection.close()
    return False


@dataclass
class Windows:
    """Browser windows by scheme, width and sign-in; kept for a module, so that they read each script once."""

    browser: Browser
    opened: dict[tuple[Scheme, int, str], BrowserContext] = field(default_factory=dict)

    def window(self, scheme: Scheme, width: int, token: str, server: str) -> BrowserContext:
        """The window of this kind, with its tabs followed."""
        kind = (scheme, width, token)
        if kind not in self.opened:
            viewport: ViewportSize = {"width": width, "height": 900}
            context = watched(self.browser.new_context(color_scheme=scheme, viewport=viewport, locale="en-GB"))
            if token:
                context.add_cookies([{"name": SESSION_COOKIE, "value": token, "url": server}])
            self.opened[kind] = context
        return self.opened[kind]


@pytest.fixture(scope="module")
def windows(chromium: Browser) -> Iterator[Windows]:
    """The windows of a module's tests."""
    made = Windows(chromium)
    yield made
    for context in made.opened.values():
        context.close()


@pytest.fixture
def visit(windows: Windows, server: str) -> Iterator[OpenPage]:
    """Open pages; their tabs close with the test."""
    pages: list[Page] = []

    def open_page(
        path: str, *, scheme: Scheme = "light", width: int = 1280, language: str = "en", token: str = ""
    ) -> Visit:
        made = followed(windows.window(scheme, width, token, server).new_page())
        pages.append(made.page)
        joint = "&" if "?" in path else "?"
        made.page.goto(f"{server}{path}{joint}lang={language}")
        settle(made.page)
        return made

    yield open_page
    for page in pages:
        page.close()


def followed(page: Page) -> Visit:
    """A tab with a list of what it complains of and of what it asks for."""
    made = Visit(page)
    page.on("console", lambda said: made.complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: made.complaints.append(str(error)))
    page.on("request", lambda request: made.requests.append(request.url))
    return made
