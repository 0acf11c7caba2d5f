"""A page in a real browser, with what it complained of and what it asked for."""

import json
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

#: Texts in Arabic whose letters' own height, dots below included, reaches out of a box that cuts.
_CUT = """() => {
  const cut = [];
  for (const element of document.querySelectorAll('.stMain *')) {
    const own = [...element.childNodes].some(
      (node) => node.nodeType === 3 && /[\\u0600-\\u06ff]/.test(node.textContent));
    if (!own) continue;
    const range = document.createRange();
    range.selectNodeContents(element);
    const letters = range.getBoundingClientRect();
    for (let box = element, up = 0; box && up < 4; box = box.parentElement, up += 1) {
      if (!/hidden|clip/.test(getComputedStyle(box).overflowY)) continue;
      const edge = box.getBoundingClientRect();
      if (edge.width > 2 && (letters.bottom > edge.bottom + 0.5 || letters.top < edge.top - 0.5))
        cut.push(element.textContent.slice(0, 60));
      break;
    }
  }
  return cut;
}"""

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
        """The serious and critical findings of axe-core, in words."""
        return violations(self.page)

    def is_wider_than_its_window(self) -> bool:
        """Whether the page must be moved sideways to be read."""
        wider: bool = self.page.evaluate(
            "() => { const main = document.querySelector('.stMain'); return main.scrollWidth > main.clientWidth + 1; }"
        )
        return wider


def violations(page: Page) -> list[str]:
    """The serious and critical findings of axe-core, in words.

    Asked through the developer tools: the page's content security policy, which stays in force, lets no script in.
    """
    tools = page.context.new_cdp_session(page)
    tools.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    options = json.dumps({"runOnly": AXE_RULES, "resultTypes": ["violations"]})
    asked = f"axe.run(document, {options}).then(report => report.violations)"
    answer = tools.send("Runtime.evaluate", {"expression": asked, "awaitPromise": True, "returnByValue": True})
    tools.detach()
    assert "exceptionDetails" not in answer, answer
    found: list[Violation] = answer["result"]["value"]
    return [f"{one['id']}: {one['help']} {one['nodes'][0]['target']}" for one in found if one["impact"] in GRAVE]


def cut_letters(page: Page) -> list[str]:
    """Texts in Arabic of which a line or a box cuts something off."""
    found: list[str] = page.evaluate(_CUT)
    return found
