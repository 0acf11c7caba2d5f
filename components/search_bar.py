"""How a reader asks for recommendations: words, filters of this search alone, order and page, all in the address."""

import html
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import streamlit as st

from components.filters import MAIN, MORE
from components.record import anchor
from components.session import Key
from components.url_state import (
    LONGEST_TEXT,
    known,
    link,
    read_code,
    read_codes,
    read_text,
    write_codes,
    write_text,
)
from domain.search import DEEPEST_NESTING, MOST_TERMS
from domain.vocabulary import Position, RecommendationKind, SupportBand
from languages.names import band_name, position_name, recommendation_kind_name
from languages.text import N_, _, isolate, listing, number

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
_POSITION: Final = "position"
_BAND: Final = "band"
_KIND: Final = "kind"
_RECOMMENDING: Final = "recommending"
_SESSION: Final = "session"
_ORDER: Final = "sort"
_PAGE: Final = "page"
#: What narrows the search, by its parameter; an empty result offers to leave each of them out.
_NARROWING: Final[Mapping[str, str]] = {
    **{field.parameter: field.title for field in (*MAIN, *MORE)},
    _POSITION: N_("Position"),
    _BAND: N_("Support"),
    _KIND: N_("Kind of record"),
    _RECOMMENDING: N_("Recommending State"),
    _SESSION: N_("Session"),
}
#: The search and the page of the last run, to go back to the first page when the reader changes the search.
_LAST_ASKED: Final[Key[tuple[str, str]]] = Key("recommendations.asked", ("", ""))


@dataclass(frozen=True)
class Refinement:
    """What this search can narrow beyond the filters of all pages; empty tuples mean no restriction."""

    positions: tuple[Position, ...]
    bands: tuple[SupportBand, ...]
    kinds: tuple[RecommendationKind, ...]
    recommending: tuple[str, ...]
    sessions: tuple[int, ...]


def search_box() -> str:
    """Show the box with its help; the words that the address holds."""
    words = read_text(WORDS)
    st.session_state["search-words"] = words
    st.text_input(
        _("Search the recommendations"),
        key="search-words",
        on_change=_keep_words,
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


def refinement(recommending: Mapping[str, str], sessions: range) -> Refinement:
    """Show the filters of this search behind a button, and those that are set; return what the address says.

    recommending: every State's name by its ISO3. sessions: the sessions that can be named.
    """
    chosen = {
        _POSITION: known(read_codes(_POSITION), [each.value for each in Position]),
        _BAND: known(read_codes(_BAND), [each.value for each in SupportBand]),
        _KIND: known(read_codes(_KIND), [each.value for each in RecommendationKind]),
        _RECOMMENDING: known(read_codes(_RECOMMENDING), recommending),
        _SESSION: known(read_codes(_SESSION), [str(each) for each in sessions]),
    }
    _refine(chosen, recommending)
    return Refinement(
        positions=tuple(map(Position, chosen[_POSITION])),
        bands=tuple(map(SupportBand, chosen[_BAND])),
        kinds=tuple(map(RecommendationKind, chosen[_KIND])),
        recommending=chosen[_RECOMMENDING],
        sessions=tuple(map(int, chosen[_SESSION])),
    )


def refined_in_words(words: str, chosen: Refinement, states: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is asked for beyond the filters of all pages, as pairs of title and words. states: names by ISO3."""
    told = {
        _POSITION: map(position_name, chosen.positions),
        _BAND: map(band_name, chosen.bands),
        _KIND: map(recommendation_kind_name, chosen.kinds),
        _RECOMMENDING: (states[iso3] for iso3 in chosen.recommending),
        _SESSION: map(str, chosen.sessions),
    }
    if words:
        yield _("Words searched"), words
    for parameter, names in told.items():
        if said := listing(names):
            yield _(_NARROWING[parameter]), said


def _refine(chosen: Mapping[str, tuple[str, ...]], recommending: Mapping[str, str]) -> None:
    names: dict[str, Callable[[str], str]] = {
        _POSITION: lambda code: position_name(Position(code)),
        _BAND: lambda code: band_name(SupportBand(code)),
        _KIND: lambda code: recommendation_kind_name(RecommendationKind(code)),
        _RECOMMENDING: lambda code: _("Recommended by {state}").format(state=isolate(recommending[code])),
        _SESSION: lambda code: _("Session {number}").format(number=code),
    }
    count = sum(map(bool, chosen.values()))
    title = _("Position and support ({count})").format(count=number(count)) if count else _("Position and support")
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="refinement"):
        more = st.popover(title, key="refine", on_change="rerun")
        for parameter, codes in chosen.items():
            for code in codes:
                key = f"refined-{parameter}-{code}"
                st.button(f"{names[parameter](code)} ×", key=key, on_click=_leave_out, args=(parameter, code))
    if more.open:
        with more:
            _pills(_POSITION, list(Position), chosen, names)
            _pills(_BAND, list(SupportBand), chosen, names)
            _pills(_KIND, list(RecommendationKind), chosen, names)
            _recommending(recommending, chosen)


def _pills(
    parameter: str, codes: list[str], chosen: Mapping[str, tuple[str, ...]], names: Mapping[str, Callable[[str], str]]
) -> None:
    key = f"refine-{parameter}"
    st.session_state[key] = list(chosen[parameter])
    st.pills(
        _(_NARROWING[parameter]),
        [str(code) for code in codes],
        selection_mode="multi",
        format_func=names[parameter],
        key=key,
        on_change=_keep,
        args=(parameter,),
    )


def _recommending(recommending: Mapping[str, str], chosen: Mapping[str, tuple[str, ...]]) -> None:
    key = f"refine-{_RECOMMENDING}"
    st.session_state[key] = list(chosen[_RECOMMENDING])
    st.multiselect(
        _(_NARROWING[_RECOMMENDING]),
        list(recommending),
        format_func=recommending.__getitem__,
        key=key,
        on_change=_keep,
        args=(_RECOMMENDING,),
        placeholder=_("All States"),
        select_all=False,
    )


def order_choice(*, searching: bool) -> str:
    """Show the order of the hits; by relevance only, and at first, where words are searched."""
    offered = [RELEVANCE, BY_STATE, NEWEST] if searching else [BY_STATE, NEWEST]
    wished = read_code(_ORDER)
    order = wished if wished in offered else offered[0]
    st.session_state["search-order"] = order
    st.selectbox(
        _("Order"),
        offered,
        format_func=lambda code: _(_ORDERS[code]),
        key="search-order",
        on_change=_keep_order,
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


def _keep_words() -> None:
    write_text(WORDS, " ".join(st.session_state["search-words"].split()))


def _keep(parameter: str) -> None:
    write_codes(parameter, st.session_state[f"refine-{parameter}"])


def _keep_order() -> None:
    write_text(_ORDER, st.session_state["search-order"])


def _leave_out(parameter: str, code: str) -> None:
    write_codes(parameter, (kept for kept in read_codes(parameter) if kept != code))
