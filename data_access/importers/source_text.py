"""Texts as sources write them, made plain: without markup, entities, numbering and signs that no store can hold."""

import html
import re
from collections.abc import Callable
from pathlib import Path

#: No real cell comes near; a longer one is an accident or an attack.
LONGEST_CELL = 100_000

# Control characters, halves of surrogate pairs, non-characters and the byte order mark: PostgreSQL and UTF-8 refuse
# some of them, and none says anything.
_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")

# Python's own HTML parser takes minutes over 100,000 characters of "<a "; this reads any text in one pass.
_MARKUP = re.compile(r"<!--|-->|<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?:[\s/][^<>]*)?>|<[!?][^<>]*>")
_UNREAD = frozenset({"script", "style", "title", "template"})
_INLINE = frozenset({"a", "abbr", "b", "em", "font", "i", "mark", "s", "small", "span", "strong", "sub", "sup", "u"})

_NUMBER = re.compile(
    r"""
    (?i:Recommendation\s+No\.?\s*(?P<number>\d{1,4})\s*,?\s*para(?:graph|s)?\.?\s*(?P<para>\d{1,4})\s*[:.)]?\s+)
    | (?P<lettered>\d{1,4}(?:\.\d{1,4}){0,4})\s?\((?P<letter>[a-zA-Z]{1,4})\)\.?:?\s+
    | (?P<parts>\d{1,4}(?:\.\d{1,4}){1,4})\.?:?(?:\s+|(?=[A-Z]))(?!(?:per\s?cent|%|million|billion|degrees)\b)
    | (?P<single>\d{1,4})\.\s+(?=[A-Z])
    """,
    re.VERBOSE,
)
#: No list of States in brackets is longer.
_LONGEST_LIST = 6000
_MOST_BRACKETS = 200
_AFTER_LIST = " ;.,"


def plain_text(text: str) -> str:
    """The text without HTML tags, scripts, entities and unfit characters; one blank between words."""
    if text.startswith("<p>") and text.endswith("</p>"):
        text = text[3:-4]
    if "<" in text:
        text = _without_markup(text)
    if "&" in text:
        text = html.unescape(text)
    if not text.isprintable():
        text = _UNFIT.sub("", text)
    return " ".join(text.split())


def _without_markup(text: str) -> str:
    """The words outside of tags, comments, scripts and styles. An inline tag parts no word; any other does."""
    kept: list[str] = []
    start, unread = 0, ""
    for found in _MARKUP.finditer(text):
        name, end = (found["name"] or "").lower(), bool(found["end"])
        if unread:
            if found[0] == "-->" if unread == "<!--" else end and name == unread:
                start, unread = found.end(), ""
            continue
        if found[0] == "-->":
            continue
        kept.append(text[start : found.start()])
        start = found.end()
        if name not in _INLINE:
            kept.append(" ")
        if found[0] == "<!--" or (name in _UNREAD and not end):
            unread = name or "<!--"
    return "".join(kept) if unread else "".join([*kept, text[start:]])


def split_paragraph(text: str) -> tuple[str, str]:
    """The paragraph's number and the text after it: ("137.197", "Ratify …"); no number gives ("", text).

    Reads "137.197 …", "79(a) …", "79. …" and "Recommendation No. 41, para. 81: …", which gives "81, No. 41".
    """
    found = _NUMBER.match(text)
    if found is None or found.end() == len(text):
        return "", text
    if found["para"]:
        number = f"{found['para']}, No. {found['number']}"
    elif found["lettered"]:
        number = f"{found['lettered']}({found['letter'].lower()})"
    else:
        number = found["parts"] or found["single"]
    return number, text[found.end() :]


def split_recommending(text: str, resolve: Callable[[str], str | None]) -> tuple[str, tuple[str, ...]]:
    """The text without the States in brackets at its end, and their ISO3 codes, sorted.

    Reads "(A; B);" and "(A) (B) (C)". Brackets stay where any name in them is no State's, since they may be words.
    """
    codes: list[str] = []
    for _ in range(_MOST_BRACKETS):
        end = len(text.rstrip(_AFTER_LIST)) - 1
        start = _opening_bracket(text, end)
        named = None if start is None else _states_in(text[start + 1 : end], resolve)
        if named is None:
            break
        text, codes = text[:start].rstrip(), [*named, *codes]
    return text.rstrip(" ;"), tuple(sorted({*codes}))


def _opening_bracket(text: str, end: int) -> int | None:
    """Where the bracket opens that closes at `end`; names have brackets of their own, as Bolivia's."""
    if end < 0 or text[end] != ")":
        return None
    depth, start = 1, end
    while depth:
        opening = text.rfind("(", max(0, end - _LONGEST_LIST), start)
        if opening < 0:
            return None
        depth += text.count(")", opening, start) - 1
        start = opening
    return start


def _states_in(names: str, resolve: Callable[[str], str | None]) -> list[str] | None:
    """ISO3 codes of the States named between brackets; None where one is unknown. Empty brackets name none."""
    for separator in (";", r"[;,]|\band\b"):
        parts = [part.strip() for part in re.split(separator, names) if part.strip()]
        codes = [code for code in map(resolve, parts) if code]
        if len(codes) == len(parts):
            return codes
    return None


def shown_name(path: Path) -> str:
    """A file's name for messages and the history, without the folders that say where people work."""
    return one_line(path.name)


def one_line(text: str) -> str:
    """A text for a message: one line, no unfit characters, cut after 300 characters."""
    line = " ".join(_UNFIT.sub("", text).split())
    return line if len(line) <= 300 else line[:299] + "…"
