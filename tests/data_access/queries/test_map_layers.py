"""What maps count: the public activities, requests and offers of each State, and nothing that is not public."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

import pandas as pd
import pytest
from sqlmodel import select

from data_access import models
from data_access.queries.map import map_layers
from data_access.store.engine import reading
from domain.coverage import GapFilters
from domain.vocabulary import (
    ActivityStatus,
    ConsentStatus,
    EditorialState,
    EligibleKind,
    Modality,
    OfferStatus,
    OrganizationKind,
    RecordKind,
    RequestStatus,
    Visibility,
)
from domain.years import Years
from tests.builders import (
    add_activity,
    add_offer,
    add_organization,
    add_recommendation,
    add_request,
    set_consent,
)

pytestmark = pytest.mark.usefixtures("store")

EVERYTHING = GapFilters()
COUNTED = {ActivityStatus.PIPELINE, ActivityStatus.IMPLEMENTATION, ActivityStatus.FINALISATION, ActivityStatus.CLOSED}


def counts(frame: pd.DataFrame, column: str = "activities") -> dict[str, int]:
    return dict(zip(frame["iso3"], frame[column].tolist(), strict=True))


def flows(filters: GapFilters = EVERYTHING) -> set[tuple[str, str, int]]:
    return set(map_layers.provider_flows(filters).itertuples(index=False, name=None))


def public_activities_slowly() -> Counter[str]:
    """Public activities of each State, one row of the store after the other."""
    found: Counter[str] = Counter()
    with reading() as session:
        consents = session.exec(select(models.Consent)).all()
        recipients = session.exec(select(models.ActivityRecipient)).all()
        for activity in session.exec(select(models.Activity)):
            for recipient in recipients:
                granted = any(
                    consent.record_kind is RecordKind.ACTIVITY
                    and consent.record_id == activity.id
                    and consent.iso3 == recipient.iso3
                    and consent.status is ConsentStatus.GRANTED
                    for consent in consents
                )
                published = activity.editorial_state is EditorialState.PUBLISHED
                if recipient.activity_id == activity.id and granted and published and activity.status in COUNTED:
                    found[recipient.iso3] += 1
    return found


def some_activities() -> Iterable[str]:
    states = ("KEN", "TUV", "NOR", "FRA")
    for place, status in enumerate(ActivityStatus):
        for editorial in (EditorialState.PUBLISHED, EditorialState.SUBMITTED):
            for consent in ConsentStatus:
                recipients = {states[place % 4], states[(place + 1) % 4]}
                answers = {min(recipients): consent, max(recipients): ConsentStatus.GRANTED}
                yield add_activity(recipients=recipients, status=status, editorial_state=editorial, consent=answers)


def test_the_map_counts_the_public_activities_of_each_state() -> None:
    codes = list(some_activities())
    assert counts(map_layers.activities_by_state(EVERYTHING)) == dict(public_activities_slowly())
    for code in codes[::3]:
        set_consent(code, "TUV", ConsentStatus.WITHDRAWN)
        set_consent(code, "KEN", ConsentStatus.WITHDRAWN)
    assert counts(map_layers.activities_by_state(EVERYTHING)) == dict(public_activities_slowly())


def test_a_withdrawn_consent_is_gone_at_the_next_question() -> None:
    code = add_activity(recipients={"KEN", "TUV"}, places=[("Nairobi", 36.8, -1.3)])
    assert counts(map_layers.activities_by_state(EVERYTHING)) == {"KEN": 1, "TUV": 1}
    set_consent(code, "KEN", ConsentStatus.WITHDRAWN)
    assert counts(map_layers.activities_by_state(EVERYTHING)) == {"TUV": 1}
    assert map_layers.activity_places(EVERYTHING)["iso3"].tolist() == ["TUV"]
    assert map_layers.activity_places(EVERYTHING)["longitude"].isna().all()


def test_planned_activities_are_told_apart() -> None:
    add_activity(recipients={"KEN"}, status=ActivityStatus.PIPELINE)
    add_activity(recipients={"KEN"})
    assert map_layers.activities_by_state(EVERYTHING).to_dict("records") == [
        {"iso3": "KEN", "activities": 2, "planned": 1}
    ]


def test_an_activity_falls_in_every_year_in_which_it_runs() -> None:
    add_activity(recipients={"KEN"}, actual=(date(2019, 12, 31), date(2021, 1, 1)))
    add_activity(recipients={"NOR"}, planned=(date(2020, 5, 1), None))
    add_activity(recipients={"TUV"})
    found = {
        year: set(counts(map_layers.activities_by_state(EVERYTHING, Years(year, year)))) for year in range(2018, 2024)
    }
    assert found == {
        2018: set(),
        2019: {"KEN"},
        2020: {"KEN", "NOR"},
        2021: {"KEN", "NOR"},
        2022: {"NOR"},
        2023: {"NOR"},
    }
    assert set(counts(map_layers.activities_by_state(EVERYTHING))) == {"KEN", "NOR", "TUV"}
    assert map_layers.years_known() == Years(2019, 2021)


def test_without_any_dated_activity_no_years_are_known() -> None:
    add_activity(recipients={"TUV"})
    assert map_layers.years_known() is None


def test_filters_choose_recipients_form_theme_and_what_it_is_linked_to() -> None:
    here = add_recommendation(state="KEN", themes=["Labour"], sdgs=[8], cycle=3)
    add_activity([here], recipients={"KEN", "NOR"}, themes=["Labour"], modality=Modality.TRAINING)
    add_activity(recipients={"TUV"}, themes=["Health"], modality=Modality.FUNDING)
    with reading() as session:
        labour = session.exec(select(models.Theme.code).where(models.Theme.name == "Labour")).one()
    kept = {
        GapFilters(states=("NOR",)): {"NOR"},
        GapFilters(groups=("SIDS",)): {"TUV"},
        GapFilters(un_groups=("AFRICAN",)): {"KEN"},
        GapFilters(modalities=(Modality.FUNDING,)): {"TUV"},
        GapFilters(themes=(labour,)): {"KEN", "NOR"},
        GapFilters(themes=("unheard-of",)): set(),
        GapFilters(sdgs=(8,)): {"KEN"},
        GapFilters(cycles=(3,)): {"KEN"},
        GapFilters(cycles=(2,)): set(),
    }
    for filters, states in kept.items():
        assert set(counts(map_layers.activities_by_state(filters))) == states, filters


def test_a_state_is_named_as_provider_only_if_it_published_or_consented() -> None:
    ministry = add_organization(kind=OrganizationKind.STATE, iso3="NOR")
    agency = add_organization()
    add_activity(recipients={"KEN"}, providers=[ministry], publisher=ministry)
    named = add_activity(recipients={"TUV"}, providers=[ministry, agency], publisher=agency)
    awaited = {"FRA": ConsentStatus.GRANTED, "NOR": ConsentStatus.AWAITED}
    add_activity(recipients={"FRA"}, providers=[ministry], publisher=agency, consent=awaited)
    assert flows() == {("NOR", "KEN", 1), ("NOR", "TUV", 1)}
    assert map_layers.without_providing_state(EVERYTHING) == 1
    set_consent(named, "NOR", ConsentStatus.WITHDRAWN)
    assert flows() == {("NOR", "KEN", 1)}


def test_flows_are_summed_by_pair_and_what_a_state_does_at_home_is_none() -> None:
    ministry = add_organization(kind=OrganizationKind.STATE, iso3="NOR")
    office = add_organization(kind=OrganizationKind.STATE, iso3="NOR")
    for _each in range(2):
        add_activity(recipients={"KEN"}, providers=[ministry, office], publisher=ministry)
    add_activity(recipients={"NOR"}, providers=[ministry], publisher=ministry)
    assert flows() == {("NOR", "KEN", 2)}


def test_places_of_sensitive_activities_are_coarsened_to_the_state() -> None:
    add_activity(recipients={"KEN"}, places=[("Nairobi", 36.8, -1.3), ("Mombasa", 39.7, -4.0)])
    add_activity(recipients={"TUV"}, places=[("Funafuti", 179.2, -8.5)], sensitive=True)
    add_activity(recipients={"NOR"})
    found = map_layers.activity_places(EVERYTHING)
    assert found["iso3"].tolist() == ["KEN", "KEN", "TUV"]
    assert found["longitude"].tolist()[:2] == [36.8, 39.7]
    assert found["longitude"].isna().tolist() == [False, False, True]


def test_only_public_requests_that_still_ask_are_counted() -> None:
    add_request(state="KEN")
    add_request(state="KEN", modality=Modality.TRAINING)
    add_request(state="KEN", visibility=Visibility.PARTNERS)
    add_request(state="TUV", status=RequestStatus.FULFILLED)
    withdrawn = add_request(state="NOR")
    set_consent(withdrawn, "NOR", ConsentStatus.WITHDRAWN)
    assert counts(map_layers.requests_by_state(EVERYTHING), "requests") == {"KEN": 2}
    assert counts(map_layers.requests_by_state(GapFilters(modalities=(Modality.TRAINING,))), "requests") == {"KEN": 1}


def test_offers_are_counted_by_group_and_never_by_single_states() -> None:
    add_offer(eligible=[(EligibleKind.GROUP, "SIDS"), (EligibleKind.REGION, "009")])
    add_offer(eligible=[(EligibleKind.STATE, "KEN")])
    add_offer()
    add_offer(status=OfferStatus.EXHAUSTED)
    assert set(map_layers.offers_by_group(EVERYTHING).itertuples(index=False, name=None)) == {
        ("all", "", 1),
        ("group", "SIDS", 1),
        ("region", "009", 1),
    }
    by_state = counts(map_layers.offers_by_state(EVERYTHING), "offers")
    assert (by_state["TUV"], by_state["AUS"], by_state["KEN"]) == (2, 2, 1)
    assert len(by_state) == 193


def test_an_empty_store_has_nothing_to_show() -> None:
    assert map_layers.activities_by_state(EVERYTHING).empty
    assert map_layers.provider_flows(EVERYTHING).empty
    assert map_layers.activity_places(EVERYTHING).empty
    assert map_layers.requests_by_state(EVERYTHING).empty
    assert map_layers.offers_by_state(EVERYTHING).empty
    assert map_layers.offers_by_group(EVERYTHING).empty
    assert map_layers.state_figures("KEN", EVERYTHING) == {"activities": 0, "planned": 0, "requests": 0, "offers": 0}
