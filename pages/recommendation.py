"""What does this recommendation say, what did the State answer, and what is linked to it?"""

import streamlit as st

from components.records.cards import activity_card, card_section, good_practice_card, nothing_linked, request_card
from components.records.record_html import (
    apply_record_styles,
    recommendation_facts,
    recommendation_text,
    recommendation_title,
    record_address,
    retired_notice,
    support_of,
    unknown_recommendation,
)
from components.shell.frame import name_page
from components.shell.url_state import read_text
from data_access.queries.coverage.labels import labels
from data_access.queries.recommendations.recommendation import recommendation
from data_access.store.errors import NotFound
from domain.records.shown_records import RecommendationDetail
from domain.vocabulary import Breakdown
from languages.text import _, language


def show(found: RecommendationDetail) -> None:
    """The record: its words, facts and support, what is linked to it, and its address."""
    name = labels(Breakdown.RECOMMENDING, language()).__getitem__
    title = recommendation_title(found, name)
    name_page(title)
    st.title(title, anchor=False)
    st.html(retired_notice(found) + recommendation_text(found) + recommendation_facts(found, name))
    support_of(found)
    linked = {
        _("Linked activities"): [activity_card(line) for line in found.activities],
        _("Linked requests"): [request_card(line) for line in found.requests],
        _("Linked good practices"): [good_practice_card(line) for line in found.good_practices],
    }
    for title, entries in linked.items():
        if entries:
            card_section(title, len(entries), entries)
    if not any(linked.values()):
        nothing_linked()
    record_address(found.code)


apply_record_styles()
code = read_text("id")
try:
    record = recommendation(code)
except NotFound:
    unknown_recommendation(code)
else:
    show(record)
