"""How soon is the world seen? `python -m tests.benchmarks.bench_paint`; needs a Chromium.

From the map's place in the page, which the script has written, to the first pixels of the world, software rendering.
Floor: from the start of a load of the page State, which draws nothing before one is chosen, to its heading.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.benchmarks.bench_pages import server
from tests.benchmarks.benchmark_store import benchmark_store
from tests.benchmarks.measuring import TINY, Measured, print_table
from tests.browser.conftest import CHROMIUM_ARGUMENTS, path_of_chromium
from tests.browser.waiting import MOST_SECONDS, PAINTED

MOST_MILLISECONDS = 2_000.0
ATTEMPTS = 1 if TINY else 3
_SINCE_THE_START = "() => performance.now()"


def run() -> None:
    """Measure and print; the quickest of some attempts counts, since other work on the machine only adds."""
    program = path_of_chromium()
    if program is None:
        sys.exit("There is no Chromium: install one or set UPRC_CHROMIUM to its path.")
    benchmark_store(1)
    with (
        tempfile.TemporaryDirectory() as folder,
        server(Path(folder)) as (_process, address),
        sync_playwright() as playwright,
    ):
        here = address.replace("ws://", "http://").removesuffix("/_stcore/stream")
        page = playwright.chromium.launch(executable_path=program, args=CHROMIUM_ARGUMENTS).new_page()
        page.set_default_timeout(MOST_SECONDS * 1000)
        floor = min(until_heading(page, here) for _attempt in range(ATTEMPTS))
        painted = min(until_painted(page, here) for _attempt in range(ATTEMPTS))
    print_table("first paint of the map", [Measured("first pixels of the world", painted, floor, MOST_MILLISECONDS)])


def until_heading(page: Page, here: str) -> float:
    """Milliseconds from the start of a load to the heading of a page of text."""
    page.goto(f"{here}/state")
    page.wait_for_selector("h1")
    return milliseconds_on(page)


def until_painted(page: Page, here: str) -> float:
    """Milliseconds from the map's place in a page to the first pixels of the world."""
    page.goto(f"{here}/map")
    page.wait_for_selector(".st-key-map-chart")
    began = milliseconds_on(page)
    page.wait_for_function(PAINTED)
    return milliseconds_on(page) - began


def milliseconds_on(page: Page) -> float:
    """How long ago the page's load began."""
    passed: float = page.evaluate(_SINCE_THE_START)
    return passed


if __name__ == "__main__":
    run()
