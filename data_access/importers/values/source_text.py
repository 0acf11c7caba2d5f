"""Texts as sources write them, made plain: without markup, entities, numbering and signs that no store can hold."""

import html
import re
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


def shown_name(path: Path) -> str:
    """A file's name for messages and the history, without the folders that say where people work."""
    return one_line(path.name)


def one_line(text: str) -> str:
    """A text for a message: one line, no unfit characters, cut after 300 characters."""
    line = " ".join(_UNFIT.sub("", text).split())
    return line if len(line) <= 300 else line[:299] + "…"
