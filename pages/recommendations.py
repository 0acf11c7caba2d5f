"""Which recommendations say this, or fit these filters, and what became of them?"""

from dataclasses import replace

import pandas as pd
import streamlit as st

from components import search_bar
from components.filters import RECOMMENDATIONS, filter_bar, filters_of
from components.record import apply_record_styles
from components.results import MOST_ROWS, found_in_words, hit_list, offer_result, page_links, result_csv
from data_access.queries.labels import labels
from data_access.queries.search import LONGEST_PAGE, RecommendationQuery, Sort, search_recommendations
from data_access.queries.store import store_facts
from domain.search import QueryError, parse_query
from domain.vocabulary import Breakdown, Position, RecommendationKind, SupportBand
from languages.text import _, language

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
    if not found.total:
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
    offer_result(found.total, lambda: file_of(query, found.total))


def file_of(query: RecommendationQuery, total: int) -> bytes:
    """The result from its first page on as CSV, up to a bound."""
    pages = range(1, -(-min(total, MOST_ROWS) // LONGEST_PAGE) + 1)
    parts = [search_recommendations(replace(query, page=page, page_size=LONGEST_PAGE)).rows for page in pages]
    return result_csv(pd.concat(parts), names=labels, demonstration=store_facts().demonstration)


apply_record_styles()
st.title(_("Recommendations"), anchor=False)
asked = ask()
try:
    parse_query(asked.words)
except QueryError:
    search_bar.query_refused()
else:
    show(asked)
