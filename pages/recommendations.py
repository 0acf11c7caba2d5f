"""Which recommendations say this, or fit these filters, and what became of them?"""

from dataclasses import replace

import streamlit as st

from components.recommendations import search_bar, search_hints
from components.recommendations.results import found_in_words, hit_list, page_links
from components.records.record_html import apply_record_styles
from components.shared.filters import RECOMMENDATIONS, filter_bar, filters_of
from data_access.queries.coverage.labels import labels
from data_access.queries.recommendations import search_hints as named
from data_access.queries.recommendations.search import RecommendationQuery, Sort, search_recommendations
from domain.search.query import QueryError, is_wordless, parse_query
from domain.vocabulary import Breakdown, Position, RecommendationKind, SupportBand
from languages.text import _, language
from pages.actions.whole_result import name_of_hint, offer_whole_result

PAGE_SIZE = 25


def ask() -> RecommendationQuery:
    """Show what can be asked for, and read what is."""
    words = search_bar.search_box()
    chosen, _partly = filter_bar(RECOMMENDATIONS, labels)
    return RecommendationQuery(
        words=words,
        filters=filters_of(chosen),
        positions=tuple(map(Position, chosen["position"])),
        bands=tuple(map(SupportBand, chosen["band"])),
        kinds=tuple(map(RecommendationKind, chosen["kind"])),
        language=language(),
        page_size=PAGE_SIZE,
    )


def show(query: RecommendationQuery) -> None:
    """The hits of the page that the address names, with the ways on."""
    with st.container(horizontal=True, vertical_alignment="center", key="found"):
        heading = st.container(width="stretch")
        query = replace(query, sort=Sort(search_bar.order_choice(searching=bool(query.words))))
    query = replace(query, page=search_bar.page_wished(repr(query)))
    found = search_recommendations(query)
    narrowed = len(search_bar.address_parameters()) > bool(query.words)
    heading.subheader(found_in_words(found.total, words=query.words, narrowed=narrowed), anchor="found")
    search_hints.show_reading(parse_query(query.words))
    search_hints.show_hints(named.search_hints(query), name_of_hint)
    if not found.total:
        search_hints.other_language(query.words, mostly_english=named.texts_are_mostly_english())
        search_bar.nothing_found()
        return
    pages = -(-found.total // PAGE_SIZE)
    if query.page > pages:
        search_bar.page_missing(query.page, pages)
        return
    first = (query.page - 1) * PAGE_SIZE + 1
    name = labels(Breakdown.RECOMMENDING, language()).__getitem__
    hits = hit_list(found.rows, query=parse_query(query.words), name=name, first=first)
    st.html(hits + page_links(query.page, pages, search_bar.address_parameters()))
    offer_whole_result(query, found.total)


apply_record_styles()
st.title(_("Recommendations"), anchor=False)
asked = ask()
try:
    wordless = is_wordless(asked.words)
except QueryError:
    search_bar.query_refused()
else:
    if wordless:
        search_hints.no_word()
    else:
        show(asked)
