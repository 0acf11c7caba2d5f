"""How a reader asks for recommendations: words, filters of this search alone, order and page, all in the address."""

import html
from collections.abc import Mapping
from typing import Final

import streamlit as st

from components.records.record_html import anchor
from components.shared.address_codes import chosen_code, correct_address, show_correction
from components.shared.bound_widgets import holding
from components.shared.filters import RECOMMENDATIONS
from components.shell.session import Key
from components.shell.url_state import LONGEST_TEXT, link, read_code, read_text, write_text
from domain.search.query import DEEPEST_NESTING, MOST_TERMS
from languages.text import N_, _, number

#: Orders by their word in the address.
BY_STATE: Final = "state"
NEWEST: Final = "newest"
RELEVANCE: Final = "relevance"
_ORDERS: Final[Mapping[str, str]] = {
    BY_STATE: N_("By State under review"),
    NEWEST: N_("Newest review first"),
    RELEVANCE: N_("Most relevant first"),
}

WORDS: Final = "q"
_ORDER: Final = "sort"
_PAGE: Final = "page"
#: What narrows the search, by its parameter; an empty result offers to leave each of them out.
_NARROWING: Final[Mapping[str, str]] = {field.parameter: field.title for field in RECOMMENDATIONS.fields}
#: The search and the page of the last run, to go back to the first page when the reader changes the search.
_LAST_ASKED: Final[Key[tuple[str, str]]] = Key("recommendations.asked", ("", ""))


def search_box() -> str:
    """Show the box with its help; the words that the address holds."""
    words = _read_words()
    key = holding(WORDS, words)
    st.text_input(
        _("Search the recommendations"),
        key=key,
        on_change=_keep_words,
        args=(key,),
        max_chars=LONGEST_TEXT,
        placeholder=_("For example: prison* AND (training OR equipment)"),
        label_visibility="collapsed",
        type="search",
    )
    st.html(f'<p class="record-line">{_help()}</p>')
    return words


def _help() -> str:
    """How a search is written, as HTML."""
    told = _(
        "All words must occur, in singular or plural and in either spelling: woman also finds women, labour "
        "also labor. "
        "{either} finds one or the other, {without} leaves out, {phrase} keeps words together, {start} finds every "
        "ending; {paragraph} and {symbol} find a paragraph and a document."
    )
    return html.escape(told).format(
        either=_sign("OR"),
        without=_sign("NOT"),
        phrase=_sign("“…”"),
        start=_sign("prison*"),
        paragraph=_sign("101.12"),
        symbol=_sign("A/HRC/30/5"),
    )


def order_choice(*, searching: bool) -> str:
    """Show the order of the hits; by relevance only, and at first, where words are searched."""
    offered = [RELEVANCE, BY_STATE, NEWEST] if searching else [BY_STATE, NEWEST]
    named = {code: _(_ORDERS[code]) for code in offered}
    order = chosen_code(_ORDER, named) or offered[0]
    key = holding(_ORDER, order)
    st.selectbox(
        _("Order"),
        offered,
        format_func=named.__getitem__,
        key=key,
        on_change=_keep_order,
        args=(key, offered[0]),
        label_visibility="collapsed",
        filter_mode=None,
        width=240,
    )
    return order


def page_wished(asked: str) -> int:
    """The page in the address, 1 for none; and 1 again when the reader changed the search on a later page."""
    wished = read_code(_PAGE) or "1"
    before, page = _LAST_ASKED.get()
    if before not in {"", asked} and page == wished:
        write_text(_PAGE, "")
        wished = "1"
    _LAST_ASKED.set((asked, wished))
    return max(1, int(wished)) if wished.isascii() and wished.isdigit() and len(wished) < 7 else 1


def address_parameters() -> dict[str, str]:
    """What the present address asks for, but the page: to be carried by links to other pages of the hits."""
    names = (WORDS, *_NARROWING, _ORDER)
    return {name: st.query_params[name] for name in names if st.query_params.get(name)}


def nothing_found() -> None:
    """Say what a reader can do about an empty result: each restriction in turn, or all, left out."""
    asked = address_parameters()
    steps = []
    if WORDS in asked:
        spelling = _("Check the spelling, or look for the beginning of a word with an asterisk, as in {example}.")
        steps.append(html.escape(spelling.format(example="prison*")))
        steps.append(_without(asked, WORDS, _("Leave out the words.")))
    for parameter, title in _NARROWING.items():
        if parameter in asked:
            steps.append(_without(asked, parameter, _("Leave out the filter: {filter}").format(filter=_(title))))
    if len(asked) > 1:
        steps.append(anchor(link("recommendations"), _("Start again without words and filters.")))
    told = "".join(f"<li>{step}</li>" for step in steps)
    lead = html.escape(_("Nothing fits this search. What you can try:"))
    st.html(f'<p class="lead">{lead}</p><ul>{told}</ul>')


def query_refused() -> None:
    """Say in one line that the words cannot be searched as they stand; they stay in the box."""
    told = _("This search is too long: use at most {words} words, with brackets at most {depth} deep.")
    st.warning(told.format(words=number(MOST_TERMS), depth=number(DEEPEST_NESTING)))


def page_missing(page: int, pages: int) -> None:
    """Say that the hits end before this page, with a link to the first."""
    told = _("There is no page {page}: the list ends at page {pages}.").format(page=number(page), pages=number(pages))
    first = anchor(link("recommendations", **address_parameters()), _("Go to the first page"))
    st.html(f'<p class="record-line">{html.escape(told)} {first}</p>')


def _without(asked: Mapping[str, str], parameter: str, words: str) -> str:
    return anchor(link("recommendations", **{name: text for name, text in asked.items() if name != parameter}), words)


def _sign(text: str) -> str:
    """What is typed as it stands, in any language."""
    return f'<code dir="ltr">{html.escape(text)}</code>'


def _read_words() -> str:
    """The words of the address. What is too long for the box is cut, and a line says so."""
    words, asked = read_text(WORDS), st.query_params.get(WORDS, "")
    if len(asked) > LONGEST_TEXT:
        line = _("The search in the address is longer than {most} letters; the rest was left out.")
        correct_address(WORDS, words, line.format(most=number(LONGEST_TEXT)))
    show_correction(WORDS)
    return words


def _keep_words(key: str) -> None:
    words = " ".join(st.session_state[key].split())
    write_text(WORDS, words)
    if not words and read_code(_ORDER) == RELEVANCE:
        write_text(_ORDER, "")


def _keep_order(key: str, usual: str) -> None:
    order = st.session_state[key]
    write_text(_ORDER, "" if order == usual else order)
