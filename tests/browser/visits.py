"""A page in a real browser, with what it complained of and what it asked for."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypedDict
from urllib.parse import urlsplit

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "var" / "screenshots"
AXE = Path(__file__).with_name("axe.min.js")
AXE_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: The findings that shut somebody out.
GRAVE = frozenset({"serious", "critical"})

Scheme = Literal["light", "dark"]


class Violation(TypedDict):
    """What axe-core reports, as far as the tests read it."""

    id: str
    impact: str
    help: str
    nodes: list[dict[str, object]]


@dataclass
class Visit:
    """One page in one browser tab; complaints are errors in its console."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def requests_elsewhere(self, server: str) -> list[str]:
        """Addresses outside this server."""
        here = urlsplit(server).netloc
        places = ((url, urlsplit(url)) for url in self.requests)
        return [url for url, place in places if place.scheme not in {"data", "blob"} and place.netloc != here]

    def violations(self) -> list[str]:
        """The serious and critical findings of axe-core, in words. The visit must be a lenient one."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        report = self.page.evaluate("rules => axe.run(document, {runOnly: rules})", AXE_RULES)
        found: list[Violation] = report["violations"]
        return [f"{one['id']}: {one['help']} {one['nodes'][0]['target']}" for one in found if one["impact"] in GRAVE]


def settle(page: Page) -> None:
    """Wait until the page has its heading, its run has ended and its charts are drawn."""
    page.wait_for_selector("html[dir] h1")
    page.wait_for_selector('.stApp[data-test-script-state="notRunning"]')
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(600)
