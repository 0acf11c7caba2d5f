"""Flows, providers, forms, response times: each record once, and only where its State consents."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

import numpy as np
import pandas as pd
import pytest

from data_access.queries.cooperation import cooperation
from data_access.queries.overview import published_activities
from data_access.queries.states import state_cooperation
from domain.cooperation import NONE, NOT_NAMED, SEVERAL
from domain.coverage import GapFilters
from domain.records.clocks import Clock, agreed_clocks, timeliness
from domain.vocabulary import (
    UNDER_WAY,
    ActivityStatus,
    ConsentStatus,
    EditorialState,
    Modality,
    OrganizationKind,
    Position,
    RequestStatus,
    Visibility,
)
from tests import cooperation_oracle as slow
from tests import oracle
from tests.builders import (
    add_activity,
    add_organization,
    add_recommendation,
    add_request,
    set_consent,
    withdraw,
)

pytestmark = pytest.mark.usefixtures("store")

ALL = GapFilters()
AT = datetime(2026, 9, 30, 16, tzinfo=UTC)
HALF = {"KEN": ConsentStatus.GRANTED, "FRA": ConsentStatus.WITHHELD}


def rows(frame: pd.DataFrame) -> dict[tuple[object, ...], int]:
    """All but the last column as keys, the last as values."""
    return {tuple(row[:-1]): int(row[-1]) for row in frame.itertuples(index=False, name=None)}


def ministry(iso3: str) -> str:
    return add_organization(f"Ministry of {iso3}", kind=OrganizationKind.STATE, iso3=iso3)


def test_an_empty_store_has_no_rows() -> None:
    assert cooperation.flows(ALL).empty
    assert cooperation.providers_and_themes(ALL).empty
    assert cooperation.modalities_by_year(ALL).empty
    assert cooperation.response_times(ALL, AT).empty
    assert state_cooperation.supported_recommendations("KEN").empty
    assert state_cooperation.who_does_what("KEN", AT.date()).empty


def test_a_recommendation_that_many_activities_support_flows_once() -> None:
    code = add_recommendation()
    add_activity([code], modality=Modality.TRAINING)
    add_activity([code], modality=Modality.TRAINING)
    assert rows(cooperation.flows(ALL)) == {("supported", "reported", "training", "un_entity"): 1}
    add_activity([code], modality=Modality.FUNDING, providers=[add_organization(kind=OrganizationKind.NHRI)])
    assert rows(cooperation.flows(ALL)) == {("supported", "reported", SEVERAL, SEVERAL): 1}


def test_one_activity_on_many_recommendations_is_one_activity() -> None:
    add_activity([add_recommendation(), add_recommendation()], themes=["Health"])
    assert rows(cooperation.providers_and_themes(ALL)) == {("un_entity", "health"): 1}


def test_an_activity_on_several_themes_stands_in_a_class_of_its_own() -> None:
    add_activity(themes=["Health", "Housing"])
    add_activity()
    assert rows(cooperation.providers_and_themes(ALL)) == {("un_entity", SEVERAL): 1, ("un_entity", NONE): 1}


def test_a_withdrawn_consent_takes_an_activity_out_of_every_picture() -> None:
    code = add_recommendation(state="KEN")
    activity = add_activity([code], actual=(date(2025, 1, 1), None), themes=["Health"])
    assert len(cooperation.modalities_by_year(ALL)) == 1
    set_consent(activity, "KEN", ConsentStatus.WITHDRAWN)
    assert rows(cooperation.flows(ALL)) == {("supported", "none_recorded", NONE, NONE): 1}
    assert cooperation.providers_and_themes(ALL).empty
    assert cooperation.modalities_by_year(ALL).empty
    assert state_cooperation.activities_in_time("KEN").empty
    assert state_cooperation.who_does_what("KEN", AT.date()).empty


def test_an_activity_exists_only_for_the_recipient_that_consents() -> None:
    activity = add_activity(recipients=["KEN", "FRA"], consent=HALF, actual=(date(2025, 1, 1), None))
    assert len(cooperation.providers_and_themes(GapFilters(states=("KEN",)))) == 1
    assert cooperation.providers_and_themes(GapFilters(states=("FRA",))).empty
    assert state_cooperation.activities_in_time("KEN")["code"].tolist() == [activity]
    assert state_cooperation.activities_in_time("FRA").empty


def test_a_providing_state_that_does_not_consent_is_neither_named_nor_counted_by_its_kind() -> None:
    agency = add_organization("An agency")
    consent = {"KEN": ConsentStatus.GRANTED, "NOR": ConsentStatus.AWAITED}
    code = add_recommendation(state="KEN")
    activity = add_activity(
        [code],
        actual=(date(2025, 1, 1), date(2025, 2, 1)),
        providers=[ministry("NOR")],
        publisher=agency,
        consent=consent,
    )
    assert cooperation.providers_and_themes(ALL)["kind"].tolist() == [NOT_NAMED]
    assert cooperation.flows(ALL)["provider"].tolist() == [NOT_NAMED]
    assert state_cooperation.who_does_what("KEN", AT.date())["provider"].tolist() == [""]
    set_consent(activity, "NOR", ConsentStatus.GRANTED)
    assert cooperation.providers_and_themes(ALL)["kind"].tolist() == ["state"]
    assert state_cooperation.who_does_what("KEN", AT.date())["provider"].tolist() == ["Ministry of NOR"]


def test_cancelled_and_suspended_activities_count_nowhere() -> None:
    for status in (ActivityStatus.CANCELLED, ActivityStatus.SUSPENDED):
        add_activity(status=status, actual=(date(2025, 1, 1), None))
    assert cooperation.modalities_by_year(ALL).empty
    assert state_cooperation.activities_in_time("KEN").empty
    assert state_cooperation.who_does_what("KEN", AT.date()).empty


def test_requests_that_are_not_public_have_no_response_time() -> None:
    add_request(visibility=Visibility.PARTNERS)
    add_request(consent=ConsentStatus.AWAITED)
    add_request(editorial_state=EditorialState.SUBMITTED)
    add_request(status=RequestStatus.WITHDRAWN)
    withdraw(add_request())
    assert cooperation.response_times(ALL, AT).empty
    assert state_cooperation.requests_in_time("KEN").empty


def test_each_request_stands_once_under_each_clock() -> None:
    sent = datetime(2026, 1, 16, 9, tzinfo=UTC)
    add_request(submitted_at=sent, acknowledged_at=sent + timedelta(days=7), answered_at=sent + timedelta(days=61))
    assert rows(cooperation.response_times(ALL, AT)) == {
        ("acknowledged", 2026, "in_time"): 1,
        ("answered", 2026, "later"): 1,
    }


def test_who_does_what_tells_each_year_in_which_an_activity_runs() -> None:
    add_activity(actual=(date(2024, 5, 1), None), themes=["Health"])
    add_activity(planned=(date(2028, 5, 1), None), status=ActivityStatus.PIPELINE, themes=["Health"])
    assert state_cooperation.who_does_what("KEN", AT.date())["year"].tolist() == [2024, 2025, 2026, 2028]


def test_every_supported_recommendation_of_a_state_has_its_square() -> None:
    codes = [add_recommendation(state="KEN") for _ in range(3)]
    add_recommendation(Position.NOTED, state="KEN")
    add_recommendation(state="FRA")
    assert sorted(state_cooperation.supported_recommendations("KEN")["code"]) == sorted(codes)


FILTERS = (
    ALL,
    GapFilters(states=("KEN",)),
    GapFilters(un_groups=("AFRICAN",), with_partly=True),
    GapFilters(themes=("health",)),
    GapFilters(cycles=(3,), modalities=(Modality.TRAINING, Modality.FUNDING)),
    GapFilters(sdgs=(5,), states=("KEN", "FJI")),
    GapFilters(recommending=("NOR",), themes=("housing",)),
)


@pytest.mark.parametrize("seed", range(4))
def test_all_pictures_agree_with_plain_loops_over_the_tables(seed: int) -> None:
    fill(Chance(seed))
    world, tables = oracle.described(), slow.read_tables()
    for filters in FILTERS:
        assert rows(cooperation.flows(filters)) == dict(slow.flows(tables, world, filters))
        public = slow.activities(tables, world, filters)
        pairs = Counter((slow.kind(tables, one), slow.theme(tables, one)) for one in public)
        assert rows(cooperation.providers_and_themes(filters)) == dict(pairs)
        begun = Counter((one.modality.value, slow.year(one), one.status in UNDER_WAY) for one in public)
        frame = cooperation.modalities_by_year(filters)
        told = {
            (form, year, under): count
            for form, year, *counts in frame.itertuples(index=False, name=None)
            for under, count in zip((True, False), counts, strict=True)
            if count
        }
        assert told == dict(begun)
        asked: Counter[tuple[str, int, str]] = Counter()
        for request in slow.requests(tables, world, filters):
            sent = request.submitted_at.date() if request.submitted_at else AT.date()
            done = {Clock.ACKNOWLEDGED: request.acknowledged_at, Clock.ANSWERED: request.answered_at}
            for clock, moment in done.items():
                stands = timeliness(agreed_clocks().last_day(clock, sent), moment.date() if moment else None, AT.date())
                asked[(clock.value, sent.year, stands.value)] += 1
        assert rows(cooperation.response_times(filters, AT)) == dict(asked)


Value = TypeVar("Value")


class Chance:
    """The same draws for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)

    def randint(self, least: int, most: int) -> int:
        return int(self._random.integers(least, most + 1))

    def choice(self, values: Sequence[Value]) -> Value:
        return values[self.randint(0, len(values) - 1)]

    def sample(self, values: Sequence[Value], count: int) -> list[Value]:
        return [values[place] for place in self._random.permutation(len(values))[:count].tolist()]


def fill(chance: Chance) -> None:
    """A small store of every status, position and answer."""
    states, themes = ["KEN", "FJI", "FRA"], ["Health", "Housing", "Food"]
    made = [
        add_recommendation(
            chance.choice([Position.SUPPORTED, *Position]),
            state=chance.choice(states),
            cycle=chance.choice([2, 3]),
            themes=chance.sample(themes, chance.randint(0, 2)),
            sdgs=chance.sample([5, 16], chance.randint(0, 2)),
            by=[chance.choice(["NOR", "SWE"])],
        )
        for _ in range(14)
    ]
    providers = [
        ministry("NOR"),
        ministry("KEN"),
        *(add_organization(kind=kind) for kind in list(OrganizationKind)[1:4]),
    ]
    for _ in range(12):
        start = chance.choice([None, date(chance.randint(2019, 2027), 5, 1)])
        recipients = chance.sample(states, chance.randint(1, 2))
        add_activity(
            chance.sample(made, chance.randint(0, 3)),
            recipients=recipients,
            status=chance.choice(list(ActivityStatus)),
            modality=chance.choice([Modality.TRAINING, Modality.FUNDING, Modality.EQUIPMENT]),
            themes=chance.sample(themes, chance.randint(0, 2)),
            providers=chance.sample(providers, chance.randint(1, 2)),
            publisher=chance.choice(providers),
            actual=(start, None),
            editorial_state=chance.choice([EditorialState.PUBLISHED] * 4 + [EditorialState.REVIEWED]),
            consent={iso3: chance.choice([ConsentStatus.GRANTED, *ConsentStatus]) for iso3 in [*states, "NOR"]},
        )
    for _ in range(8):
        sent = datetime(chance.randint(2024, 2026), chance.randint(1, 9), 10, tzinfo=UTC)
        days = chance.choice([None, 3, 9])
        add_request(
            chance.sample(made, chance.randint(0, 2)),
            state=chance.choice(states),
            status=chance.choice([RequestStatus.OPEN, *RequestStatus]),
            visibility=chance.choice([Visibility.PUBLIC] * 4 + [Visibility.PARTNERS]),
            themes=chance.sample(themes, 1),
            modality=chance.choice([Modality.TRAINING, Modality.FUNDING]),
            consent=chance.choice([ConsentStatus.GRANTED] * 4 + [ConsentStatus.AWAITED]),
            submitted_at=sent,
            acknowledged_at=None if days is None else sent + timedelta(days=days),
            answered_at=chance.choice([None, sent + timedelta(days=40), sent + timedelta(days=90)]),
        )


def test_published_activities_are_counted_alike_on_the_front_page_and_in_cooperation() -> None:
    for status in ActivityStatus:
        add_activity(status=status)
    count = len(slow.activities(slow.read_tables(), oracle.described(), ALL))
    assert count == len(ActivityStatus) - 2
    assert published_activities() == count
    assert int(cooperation.providers_and_themes(ALL)["activities"].sum()) == count
