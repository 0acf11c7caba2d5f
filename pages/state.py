"""What did this State support and who helps it; what did it recommend to others; whom does it help?"""

from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from components.coverage.breakdowns import named_rows
from components.coverage.words import provenance
from components.records.record_html import apply_record_styles
from components.shared.address_codes import chosen_code
from components.shared.filters import leave_out_others
from components.shell.frame import name_page
from components.states import state_profile_view
from components.states.brief import Brief, offer_brief
from components.states.state_pictures import StateFrames, show_state_pictures
from components.states.state_profile import PartnerSide, RecommendingSide, ReviewSide, Side, described
from data_access.queries.coverage.coverage import coverage_by
from data_access.queries.coverage.labels import labels, theme_names
from data_access.queries.states import contributions, state_cooperation
from data_access.queries.states.states import reviews_of, states
from data_access.queries.store import store_facts
from domain.coverage import GapFilters
from domain.states import StateKind
from domain.vocabulary import Breakdown
from languages.text import _, language


def rows(breakdown: Breakdown, scope: GapFilters) -> pd.DataFrame:
    """Coverage with the rows' names in the reader's language."""
    return named_rows(coverage_by(breakdown, scope), breakdown, labels)


def review(iso3: str) -> ReviewSide:
    """What the State supported, and what is recorded there."""
    scope = GapFilters(states=(iso3,))
    total, by_theme, by_cycle = (rows(each, scope) for each in (Breakdown.TOTAL, Breakdown.THEME, Breakdown.CYCLE))
    activities, requests = contributions.activities_in(iso3), contributions.requests_of(iso3)
    return ReviewSide(total, by_theme, by_cycle, activities, requests, contributions.commitments_of(iso3))


def recommending(iso3: str) -> RecommendingSide:
    """What the State recommended to others and they supported."""
    total, by_state = (rows(each, GapFilters(recommending=(iso3,))) for each in (Breakdown.TOTAL, Breakdown.STATE))
    return RecommendingSide(total, by_state, contributions.requests_on_recommendations_by(iso3))


def partner(iso3: str) -> PartnerSide:
    """What the State's institutions provide, offer and tell."""
    activities, offers = contributions.activities_by(iso3), contributions.offers_by(iso3)
    return PartnerSide(activities, offers, contributions.good_practices_of(iso3))


def pictures(iso3: str, today: date) -> StateFrames:
    """What the State's pictures ask for, each when it is shown."""
    return StateFrames(
        recommendations=partial(state_cooperation.supported_recommendations, iso3),
        reviews=partial(state_cooperation.reviews_by_year, iso3),
        requests=partial(state_cooperation.requests_in_time, iso3),
        activities=partial(state_cooperation.activities_in_time, iso3),
        work=partial(state_cooperation.who_does_what, iso3, today),
        themes=theme_names(language()),
    )


def show(iso3: str) -> None:
    """The State's page with the one side that the address names; the others are not computed."""
    state, facts, name = states()[iso3], store_facts(), names.__getitem__
    told = described(state, reviews_of(iso3))
    reviewed = state.kind is StateKind.MEMBER
    source = provenance(
        sources=facts.sources,
        as_of=facts.as_of,
        awaiting=facts.awaiting_consent,
        demonstration=facts.demonstration,
        filters=[(_("State"), names[iso3])],
    )

    def brief() -> Brief:
        return Brief(iso3, told, review(iso3) if reviewed else None, recommending(iso3), partner(iso3), source)

    state_profile_view.show_description(told)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        state_profile_view.choose_state(iso3, names)
        offer_brief(iso3, brief, name)
    side = state_profile_view.choose_side(
        [side for side in Side if reviewed or side not in {Side.REVIEW, Side.PICTURES}]
    )
    if side is Side.REVIEW:
        state_profile_view.show_review(review(iso3), iso3, name, source)
    elif side is Side.RECOMMENDING:
        state_profile_view.show_recommending(recommending(iso3), iso3, name, source)
    elif side is Side.PICTURES:
        show_state_pictures(iso3, pictures(iso3, facts.as_of.date()), source)
    else:
        state_profile_view.show_partner(partner(iso3), iso3, name)


apply_record_styles()
names = labels(Breakdown.RECOMMENDING, language())
chosen = chosen_code("state", names)
st.title(names[chosen] if chosen else _("State"), anchor=False)
if chosen:
    name_page(names[chosen])
leave_out_others(("state",))
if chosen:
    show(chosen)
else:
    state_profile_view.first_visit(states(), names)
