"""UPR Info's issues in one cell: joined by commas in the old database, by bars on the present site."""

import html
import re
from functools import lru_cache

from data_access.importers.files.source_files import Cell
from data_access.importers.source_records import Reading
from data_access.importers.values.source_values import text_of, values_of
from data_access.store.reference import read_upr_info_issues
from domain.themes import theme_code

_SURE_SEPARATOR = re.compile(r"[|;\r\n]+")
# No issue's name begins with a small letter: "cruel, inhuman treatment" is one name.
_COMMA = re.compile(r",(?!\s+[a-z])")
_SLASH = re.compile("/")


def issues_of(cell: Cell, reading: Reading) -> tuple[str, ...]:
    """The issues of a cell, sorted; a name that is not one of UPR Info's is kept as a theme of its own, and noted."""
    issues, unknown = _issues(str(cell))
    for name in unknown:
        reading.note(f'issue "{name}" is not one of UPR Info\'s: kept as a theme of its own')
    return issues


@lru_cache(maxsize=20_000)
def _issues(cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """All issues of a cell, and those that are not known."""
    text_of(cell, "Issue")
    # Entities have semicolons of their own.
    listed = [part.strip() for part in _SURE_SEPARATOR.split(html.unescape(cell)) if part.strip()]
    parts = [name for part in listed for name in _parts(part, alone=len(listed) == 1)]
    names = sorted(values_of(parts, "Issue"))
    return tuple(names), tuple(name for name in names if not _is_known(name))


def _parts(text: str, *, alone: bool) -> list[str]:
    """The issues between two sure separators; commas and slashes part them where they join known names.

    A comma does so in any cell that has no other separator: the old database knows no other.
    """
    if _is_known(text):
        return [text]
    for separator in (_COMMA, _SLASH):
        parts = separator.split(text)
        if all(_is_known(part.strip()) for part in parts):
            return parts
    return _COMMA.split(text) if alone else [text]


def _is_known(name: str) -> bool:
    return theme_code(name) in _known_codes()


@lru_cache(maxsize=1)
def _known_codes() -> frozenset[str]:
    return frozenset(map(theme_code, read_upr_info_issues()))
