"""Lists of States as texts and cells write them: "(Finland, United Kingdom of Great Britain and Northern Ireland)"."""

import re
from collections.abc import Callable, Collection

Resolve = Callable[[str], str | None]

#: No list of States in brackets is longer.
_LONGEST_LIST = 6000
_MOST_BRACKETS = 200
# What may stand behind a list: a footnote's mark, the "and" before a report's next item, an end of the sentence.
_BEHIND = re.compile(r"[\s;.,:*†‡–—-]*(?:\d{1,3}|[¹²³⁰-⁹]{1,3})?[\s;.,:*†‡–—-]*(?:\b(?:and|or)\b)?[\s;.,]*")
_LONGEST_BEHIND = 16
_CLOSING = {")": "(", "]": "["}
_SEPARATOR = re.compile(r"\s*(?:[;,|/\n]|\band\b|&)\s*", re.IGNORECASE)
# Names with a separator in them have at most three: "Saint Vincent, and the Grenadines".
_MOST_PARTS = 4
#: Of all codes these are what texts themselves write; others, as IT and ID, abbreviate words there.
_WRITTEN_CODES = frozenset(("UK", "US", "USA", "UAE", "EU", "DRC", "DPRK"))
_CODE = re.compile(r"[A-Z]{2,3}")
_LONGEST_CODE = 3
_FOOTNOTE = re.compile(r"[\s*†‡\d¹²³⁰-⁹]+$")


def split_recommending(text: str, resolve: Resolve, named: Collection[str] = ()) -> tuple[str, tuple[str, ...]]:
    """The text without the States in brackets at its end, and their ISO3 codes, sorted.

    Reads "(A; B);", "(A) (B) (C)", "(A) and (B)" and "(A)3;". Brackets stay where any name in them is no State's,
    since they may be words; and where a code in them may be one, as IT, unless the record names that State (`named`).
    """

    def written(name: str) -> str | None:
        code = resolve(name)
        if code is None or len(name) > _LONGEST_CODE or not _CODE.fullmatch(name):
            return code
        return code if name in _WRITTEN_CODES or code in named else None

    codes: list[str] = []
    for _ in range(_MOST_BRACKETS):
        end = max(text.rfind(")"), text.rfind("]"))
        behind = text[end + 1 :]
        start = None if len(behind) > _LONGEST_BEHIND or not _BEHIND.fullmatch(behind) else _opening_bracket(text, end)
        found = None if start is None else states_in(text[start + 1 : end], written)
        if found is None:
            break
        text, codes = text[:start].rstrip(), [*found, *codes]
    return text.rstrip(" ;"), tuple(sorted({*codes}))


def _opening_bracket(text: str, end: int) -> int | None:
    """Where the bracket opens that closes at `end`; names have brackets of their own, as Bolivia's."""
    if end < 0:
        return None
    closing, opening = text[end], _CLOSING[text[end]]
    depth, start = 1, end
    while depth:
        before = text.rfind(opening, max(0, end - _LONGEST_LIST), start)
        if before < 0:
            return None
        depth += text.count(closing, before, start) - 1
        start = before
    return start


def states_in(names: str, resolve: Resolve) -> list[str] | None:
    """ISO3 codes of the States named in a list; None where one is unknown. An empty list names none.

    Commas, semicolons, "|", "/", "&" and "and" separate names, and stand within some: of all ways to read the list
    as States, the one with the longest names is taken.
    """
    # Most lists have semicolons, and no name has one.
    listed = [resolve(part.strip()) for part in names.split(";") if part.strip()]
    if (codes := [code for code in listed if code]) == listed:
        return codes
    if len(names) > _LONGEST_LIST or names.strip().isalpha():
        return None
    cuts = [(0, 0), *(found.span() for found in _SEPARATOR.finditer(names)), (len(names), len(names))]
    # From the end: what each part and all after it name, or None where they name no States.
    named: list[list[str] | None] = [None] * len(cuts)
    named[-1] = []
    for first in range(len(cuts) - 2, -1, -1):
        for last in range(min(first + _MOST_PARTS, len(cuts) - 1), first, -1):
            rest, part = named[last], names[cuts[first][1] : cuts[last][0]].strip()
            code = _state(part, resolve) if part and rest is not None else None
            if rest is not None and (code or not part):
                named[first] = [code, *rest] if code else rest
                break
    return named[0]


def _state(name: str, resolve: Resolve) -> str | None:
    """The State, also with a footnote's mark behind its name."""
    return resolve(name) or (resolve(plain) if (plain := _FOOTNOTE.sub("", name)) != name else None)
