"""Visit every page with no network but this machine's own: `unshare -rn python -m tests.browser.without_network STORE`.

STORE is the file of a small demonstration, of which a copy is served. Server and browser run inside the same network
namespace, where nothing but the loopback exists. Prints one JSON object: for each page and language the sentences on
what was not as it should be.
"""

import fcntl
import json
import shutil
import socket
import struct
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, TimeoutError, sync_playwright

from tests.browser.conftest import CHROMIUM_ARGUMENTS, application, path_of_chromium
from tests.browser.waiting import PAINTED, settle, watched

#: What is visited, and how many charts it must have drawn.
VISITED = {
    "": 1,
    "gaps": 1,
    "gaps?view=grid": 1,
    "gaps?view=cycles": 1,
    "map": 0,
    "map?layer=flows": 0,
    "map?view=tiles": 0,
    "cooperation": 1,
    "cooperation?view=providers": 1,
    "cooperation?view=times": 1,
    "recommendations": 0,
    "recommendation?id=UPRC-REC-000001": 0,
    "state": 0,
    "state?state=KEN": 2,
    "state?state=KEN&side=pictures": 1,
    "about": 0,
}
#: Every view in English; in Arabic what has a picture of each kind, and pages of text.
PATHS = {"en": tuple(VISITED), "ar": ("", "gaps", "map", "cooperation", "recommendation?id=UPRC-REC-000001", "about")}
#: A sign of each language's writing, in whose font the page must be.
WRITING = {"en": "A", "ar": "\u0645"}
#: From linux/sockios.h and linux/if.h.
_GET_FLAGS, _SET_FLAGS, _UP = 0x8913, 0x8914, 0x1
#: An address that is kept for documents and belongs to nobody.
_OUTSIDE = ("192.0.2.1", 80)

#: How long a chart or the map may take where a machine is busy.
_PATIENCE = 120_000
_DRAWN = """wanted => {
    const charts = [...document.querySelectorAll('.js-plotly-plot')];
    return charts.length === wanted && charts.every(one => one.querySelector('.main-svg path'));
}"""
_FONTS = "() => [...document.fonts].map(({family, status, unicodeRange}) => [family, status, unicodeRange])"


def main() -> None:
    """Wake the loopback, make sure that nothing else is there, and visit."""
    wake_loopback()
    if reaches_outside():
        sys.exit("There is a network here: run this inside a network namespace of its own.")
    with ExitStack() as open_until_the_end:
        folder = Path(open_until_the_end.enter_context(tempfile.TemporaryDirectory()))
        shutil.copyfile(sys.argv[1], folder / "store.db")
        server = open_until_the_end.enter_context(application(folder))
        playwright = open_until_the_end.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=path_of_chromium(), args=CHROMIUM_ARGUMENTS)
        found = {}
        for language in WRITING:
            context = watched(browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 900}))
            for path in PATHS[language]:
                found[f"/{path} in {language}"] = findings(context, f"{server}/{path}", language, VISITED[path])
        browser.close()
    json.dump(found, sys.stdout)


def wake_loopback() -> None:
    """A new namespace has a loopback that is asleep."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        asked = struct.pack("16sH14x", b"lo", 0)
        (flags,) = struct.unpack_from("H", fcntl.ioctl(control, _GET_FLAGS, asked), 16)
        fcntl.ioctl(control, _SET_FLAGS, struct.pack("16sH14x", b"lo", flags | _UP))


def reaches_outside() -> bool:
    """Whether a packet to the outside finds a way at all."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as packet:
        try:
            packet.connect(_OUTSIDE)
        except OSError:
            return False
        return True


def findings(context: BrowserContext, address: str, language: str, charts: int) -> list[str]:
    """What is wrong with a page, in sentences; empty where all is well."""
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda line: said.append(f"The console says: {line.text}") if line.type == "error" else None)
    page.on("pageerror", lambda error: said.append(f"A script failed: {error}"))
    page.goto(f"{address}{'&' if '?' in address else '?'}lang={language}")
    settle(page)
    found = [*unshown(page, charts), *unlettered(page, language), *said]
    page.close()
    return found


def unshown(page: Page, charts: int) -> list[str]:
    """Sentences on what the page should show and does not."""
    found = ["The page failed."] if page.locator(".stException").count() else []
    if not becomes_true(page, _DRAWN, charts):
        found.append("Not all charts are drawn.")
    if page.locator(".st-key-map-chart").count() and not becomes_true(page, PAINTED):
        found.append("The map is not painted.")
    if "view=tiles" in page.url and page.locator(".tile-group a").count() != 193:
        found.append("Tiles are missing.")
    return found


def becomes_true(page: Page, question: str, argument: int | None = None) -> bool:
    """Whether a question to the page is answered with yes in time."""
    try:
        page.wait_for_function(question, arg=argument, timeout=_PATIENCE)
    except TimeoutError:
        return False
    return True


def unlettered(page: Page, language: str) -> list[str]:
    """Sentences on fonts that did not load."""
    fonts: list[tuple[str, str, str]] = page.evaluate(_FONTS)
    found = [f"The font {family} for {signs} did not load." for family, status, signs in fonts if status == "error"]
    loaded = [signs for _family, status, signs in fonts if status == "loaded"]
    if not any(covers(signs, WRITING[language]) for signs in loaded):
        found.append("The font of the language was not used.")
    return found


def covers(signs: str, sign: str) -> bool:
    """Whether a range as "U+0-FF, U+131" holds a sign."""
    ends = [part.strip().removeprefix("U+").partition("-") for part in signs.split(",")]
    return any(int(first, 16) <= ord(sign) <= int(last or first, 16) for first, _dash, last in ends)


if __name__ == "__main__":
    main()
