"""When is a page complete? Read from what browser and server say to each other, never from a span of time."""

import time
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from playwright.sync_api import BrowserContext, Page, TimeoutError, WebSocket
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

#: How long a machine that does other work may take for one answer before a test gives up.
MOST_SECONDS = 120
#: Resolves when the page has stood still for a moment, with its fonts read and its charts drawn.
_STANDS_STILL = """([still, most]) => new Promise((resolve) => {
    let timer = 0;
    const complete = () => document.fonts.status === "loaded"
        && !document.querySelector("[data-testid=stSkeleton]")
        && [...document.querySelectorAll(".js-plotly-plot")].every((chart) => chart.querySelector(".main-svg"));
    const end = () => { watching.disconnect(); clearTimeout(timer); clearTimeout(last); resolve(true); };
    const again = () => {
        clearTimeout(timer);
        timer = setTimeout(() => (complete() ? end() : again()), still);
    };
    const watching = new MutationObserver(again);
    watching.observe(document.documentElement, {childList: true, subtree: true, attributes: true, characterData: true});
    const last = setTimeout(end, most);
    again();
})"""
_STILL_MILLISECONDS, _MOST_MILLISECONDS = 200, 10_000
#: Whether the map's canvas shows more than an empty ground.
PAINTED = """() => {
    const canvas = document.querySelector('.st-key-map-chart canvas');
    if (!canvas) return false;
    const small = Object.assign(document.createElement('canvas'), {width: 64, height: 32});
    const pen = small.getContext('2d');
    pen.drawImage(canvas, 0, 0, 64, 32);
    return pen.getImageData(0, 0, 64, 32).data.filter((value, place) => place % 4 === 3 && value > 0).length > 500;
}"""


@dataclass
class Runs:
    """What a tab asked of its server: asked is true from a request for a run until a run that began later has ended."""

    asked: bool = False
    began: bool = False

    def sent(self, message: bytes | str) -> None:
        """Take note of what the browser sent."""
        if isinstance(message, bytes) and BackMsg.FromString(message).WhichOneof("type") == "rerun_script":
            self.asked, self.began = True, False

    def received(self, message: bytes | str) -> None:
        """Take note of what the server sent."""
        if not isinstance(message, bytes):
            return
        said = ForwardMsg.FromString(message)
        kind = said.WhichOneof("type")
        if kind == "new_session":
            self.began = True
        elif kind == "script_finished" and said.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN and self.began:
            self.asked = False

    def listen(self, socket: WebSocket) -> None:
        """Follow one connection of the tab; a new one begins with a request for a run."""
        socket.on("framesent", self.sent)
        socket.on("framereceived", self.received)


_runs: WeakKeyDictionary[Page, Runs] = WeakKeyDictionary()


def watched(context: BrowserContext) -> BrowserContext:
    """The context, whose tabs are followed from now on."""
    context.set_default_timeout(MOST_SECONDS * 1000)
    context.set_default_navigation_timeout(MOST_SECONDS * 1000)
    context.on("page", _watch)
    return context


def _watch(page: Page) -> None:
    _runs[page] = Runs()
    page.on("websocket", _runs[page].listen)


def settle(page: Page) -> None:
    """Wait until a screen has its heading, its last run has ended, and its charts are drawn."""
    page.wait_for_selector("html[dir] h1")
    settle_run(page)


def settle_run(page: Page) -> None:
    """Wait until whatever was clicked or typed has been answered and the page stands still."""
    page.wait_for_load_state("networkidle")
    until = time.monotonic() + MOST_SECONDS
    while True:
        page.evaluate(_STANDS_STILL, [_STILL_MILLISECONDS, _MOST_MILLISECONDS])
        if not _runs[page].asked and page.locator('.stApp[data-test-script-state="notRunning"]').count():
            return
        if time.monotonic() > until:
            raise TimeoutError(f"the server did not end a run of {page.url} in {MOST_SECONDS} seconds")
