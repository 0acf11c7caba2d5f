"""Where has support been reported, and where is it asked for and missing?"""

import streamlit as st

from components.coverage.breakdowns import narrowed
from components.coverage.views import (
    Scope,
    choose_band,
    choose_breakdown,
    choose_columns,
    choose_view,
    cycle_view,
    gap_view,
    grid_view,
)
from components.coverage.words import behind, headline, provenance
from components.shared.chosen_part import SHOWN, Part, apply_part_styles, band_key, show_part
from components.shared.empty import nothing_counted
from components.shared.filters import filters_in_words, gap_filters
from data_access.queries.coverage.coverage import coverage_by, coverage_matrix, coverage_total
from data_access.queries.coverage.labels import labels
from data_access.queries.recommendations.search import RecommendationQuery, search_recommendations
from data_access.queries.store import store_facts
from domain.vocabulary import Breakdown
from languages.text import _, language


def beside(scope: Scope, breakdown: Breakdown, part: Part | None) -> None:
    """The recommendations behind the chosen part, or what the bands mean."""
    if part is None:
        band_key()
        return
    chosen = narrowed(scope.filters, breakdown, part.key)
    query = RecommendationQuery(filters=chosen, positions=chosen.positions, bands=(part.band,), page_size=SHOWN)
    found = search_recommendations(query)
    names = labels(Breakdown.STATE, language())
    show_part(part, total=found.total, rows=found.rows, name=names.__getitem__, address=behind(chosen, part.band))


def pictures(scope: Scope) -> None:
    """The picture that the reader chose, and what stands beside it."""
    view = choose_view()
    if view == "grid":
        across, band = choose_columns(), choose_band()
        grid_view(coverage_matrix(Breakdown.THEME, across, scope.filters), across, band, scope)
        return
    breakdown = Breakdown.CYCLE if view == "cycles" else choose_breakdown()
    coverage = coverage_by(breakdown, scope.filters)
    left, right = st.columns([5, 2], gap="large")
    with left:
        part = cycle_view(coverage, scope) if view == "cycles" else gap_view(coverage, breakdown, scope)
    with right:
        beside(scope, breakdown, part)


st.title(_("Coverage gaps"), anchor=False)
finding = st.empty()
filters = gap_filters(labels)
total, facts = coverage_total(filters), store_facts()
if total.supported:
    finding.markdown(headline(total.supported, total.reported, total.requested, with_partly=filters.with_partly))
    apply_part_styles()
    source = provenance(
        sources=facts.sources,
        as_of=facts.as_of,
        awaiting=facts.awaiting_consent,
        demonstration=facts.demonstration,
        with_partly=filters.with_partly,
        filters=filters_in_words(filters, labels),
        counted=total.supported,
    )
    pictures(Scope(filters, total.supported, labels, source))
else:
    nothing_counted(empty_store=not facts.recommendations)
