"""What a search says about itself: what its words were taken for, which filters they name, what helps in vain."""

import html
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final

import streamlit as st

from components.recommendations.search_bar import WORDS, address_parameters
from components.records.record_html import anchor
from components.shell.url_state import link
from domain.search.hints import Named, SearchHint
from domain.search.query import Query, is_negative, references
from languages.text import N_, _, isolate, language, number

#: Gives the name of a hint's code in the reader's language.
HintName = Callable[[SearchHint], str]

_NAMED: Final[Mapping[Named, str]] = {
    Named.STATE: N_("State under review: {name} ({count})"),
    Named.RECOMMENDING: N_("Recommended by {name} ({count})"),
    Named.THEME: N_("Theme: {name} ({count})"),
    Named.PERSONS: N_("Affected persons: {name} ({count})"),
}
_NOT_LATIN: Final = re.compile("[\u0370-\u1dff\u2c00-\ud7ff\uf900-\ufdff\ufe70-\ufeff]")


def no_word() -> None:
    """Say that the search holds no word, and how one is written."""
    told = html.escape(_("This search has no word in it, so it finds nothing."))
    step = _("Type at least one word or number; AND, OR, NOT, quotation marks and the asterisk only go with words.")
    leave = anchor(link("recommendations", **_without_words()), _("Leave out the words."))
    st.html(f'<p class="lead">{told}</p><ul><li>{html.escape(step)}</li><li>{leave}</li></ul>')


def show_reading(query: Query) -> None:
    """What the query was taken for, where that is not plain: paragraphs, documents, only what is left out."""
    lines = []
    for reference in references(query):
        words = {
            "paragraph": _("{text} is also looked for as the number of a paragraph."),
            "symbol": _("{text} is also looked for as the symbol of a document, whole or its beginning."),
        }[reference.field]
        lines.append(words.format(text=isolate(reference.key)))
    if is_negative(query):
        lines.append(_("This search only says what is left out: it finds everything else."))
    _lines(lines)


def show_hints(hints: Iterable[SearchHint], name: HintName) -> None:
    """Links to the filters that the words name; nothing for none."""
    links = [
        anchor(
            link("recommendations", **{**_without_words(), WORDS: hint.words, hint.named.value: hint.code}),
            _(_NAMED[hint.named]).format(name=isolate(name(hint)), count=number(hint.total)),
        )
        for hint in hints
    ]
    if links:
        told = html.escape(_("These words also name a filter, which finds what the texts do not say:"))
        entries = "".join(f"<li>{each}</li>" for each in links)
        st.html(f'<p class="record-line">{told}</p><ul class="search-hints">{entries}</ul>')


def other_language(words: str, *, mostly_english: bool) -> None:
    """Say that the texts are in English to a reader who searched, in vain, in another language."""
    if words and mostly_english and (language() != "en" or _NOT_LATIN.search(words)):
        _lines(
            [
                _("Most texts are in English, as their source gives them, and a search compares words, not meanings."),
                _("Try an English word, or choose a State, a theme or affected persons among the filters."),
            ]
        )


def _without_words() -> dict[str, str]:
    return {name: text for name, text in address_parameters().items() if name != WORDS}


def _lines(lines: Iterable[str]) -> None:
    for line in lines:
        st.html(f'<p class="record-line">{html.escape(line)}</p>')
