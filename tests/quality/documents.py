"""The documents that people read beside the program, and what they name."""

import re
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
OF_TODAY = ("README.md", "CONTRIBUTING.md", "docs/*.md", "docs/guides/*.md")
#: What tells of past days may name what is gone; its links are checked all the same.
OF_THE_PAST = ("docs/decisions.md", "CHANGELOG.md")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)


def documents_of_today() -> list[Path]:
    """What says how things are now, in alphabetical order."""
    found = {path for pattern in OF_TODAY for path in CHECKOUT.glob(pattern)}
    return sorted(found - {CHECKOUT / name for name in OF_THE_PAST})


def all_documents() -> list[Path]:
    """Every document, in alphabetical order."""
    return sorted({*documents_of_today(), *(CHECKOUT / name for name in OF_THE_PAST)})


def links(document: Path) -> list[str]:
    """The targets of its links within this checkout, as written."""
    targets = _LINK.findall(_FENCED.sub("", document.read_text(encoding="utf-8")))
    return [target for target in targets if not re.match(r"[a-z]+:", target)]


def anchors(document: Path) -> set[str]:
    """The names by which a link can lead to one of its headings."""
    headings = re.findall(r"^#+ (.+)$", _FENCED.sub("", document.read_text(encoding="utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def code(document: Path) -> list[str]:
    """Everything that stands in it as code: each span, and each line of a block."""
    text = document.read_text(encoding="utf-8")
    lines = [line.split("  #")[0].strip() for block in _FENCED.findall(text) for line in block.splitlines()[1:-1]]
    return [*re.findall(r"`([^`\n]+)`", _FENCED.sub("", text)), *lines]
