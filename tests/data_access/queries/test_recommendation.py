"""A recommendation's own record: what the UN's record says, and what is public around it for the State under review."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select

from data_access.models import PositionChange, Recommendation
from data_access.queries.recommendations.recommendation import recommendation
from data_access.queries.states.states import reviews_of, states
from data_access.store.engine import writing
from data_access.store.errors import NotFound
from domain.records.shown_records import PositionStep, Term
from domain.vocabulary import (
    ActivityStatus,
    ConsentStatus,
    OrganizationKind,
    Position,
    RecommendationKind,
    RequestStatus,
    SupportBand,
    Visibility,
)
from tests.builders import (
    add_activity,
    add_good_practice,
    add_organization,
    add_recommendation,
    add_request,
    set_consent,
)

LATER = datetime(2026, 2, 1, 12, 0, tzinfo=UTC)


def test_a_recommendation_is_told_with_its_review_and_all_that_it_is_about(store: str) -> None:
    code = add_recommendation(
        state="KEN",
        cycle=3,
        session=35,
        themes=["Right to health", "Education"],
        persons=["Children"],
        sdgs=[3, "16.3"],
        by=["NOR", "FRA"],
        symbol="A/HRC/44/9",
        paragraph="142.7",
    )
    found = recommendation(code)
    assert (found.iso3, found.review.cycle, found.paragraph, found.symbol) == ("KEN", 3, "142.7", "A/HRC/44/9")
    assert found.recommending == ("FRA", "NOR")
    assert found.themes == (Term("education", "Education"), Term("right-to-health", "Right to health"))
    assert found.persons == (Term("children", "Children"),)
    assert found.sdgs == ((3, ""), (16, "16.3"))
    assert found.position is Position.SUPPORTED


@pytest.mark.parametrize(
    "code", ["", "UPRC-REC-999999", "UPRC-ACT-000001", "'; DROP TABLE recommendation; --", "٣" * 9]
)
def test_a_code_that_names_no_recommendation_is_not_found(store: str, code: str) -> None:
    with pytest.raises(NotFound):
        recommendation(code)


def test_earlier_positions_are_kept_with_the_sources_word_and_the_day_they_were_replaced(store: str) -> None:
    code = add_recommendation(Position.SUPPORTED)
    with writing() as session:
        row = session.exec(select(Recommendation).where(Recommendation.code == code)).one()
        session.add(
            PositionChange(
                recommendation_id=row.id or 0,
                position=Position.PENDING,
                position_word="Will be examined",
                replaced_at=LATER,
            )
        )
    assert recommendation(code).history == (PositionStep(Position.PENDING, "Will be examined", LATER),)


def test_a_retired_recommendation_is_still_found_and_names_what_replaced_it(store: str) -> None:
    new = add_recommendation(state="KEN")
    old = add_recommendation(state="KEN", retired_at=LATER)
    with writing() as session:
        rows = {row.code: row for row in session.exec(select(Recommendation))}
        rows[old].superseded_by = rows[new].id
    found = recommendation(old)
    assert (found.retired_at, found.replaced_by, found.band) == (LATER, new, None)


def test_a_linked_activity_is_shown_only_while_the_state_under_review_consents(store: str) -> None:
    code = add_recommendation(state="KEN")
    activity = add_activity([code])
    found = recommendation(code)
    assert ([line.code for line in found.activities], found.band) == ([activity], SupportBand.REPORTED)
    set_consent(activity, "KEN", ConsentStatus.WITHDRAWN)
    found = recommendation(code)
    assert (found.activities, found.band) == ((), SupportBand.NONE_RECORDED)


def test_the_consent_of_another_recipient_shows_nothing_for_the_state_under_review(store: str) -> None:
    code = add_recommendation(state="KEN")
    add_activity(
        [code],
        recipients=["KEN", "FRA"],
        consent={"KEN": ConsentStatus.WITHHELD, "FRA": ConsentStatus.GRANTED},
    )
    assert recommendation(code).activities == ()


def test_an_activity_for_another_state_is_not_shown_on_this_states_recommendation(store: str) -> None:
    code = add_recommendation(state="KEN")
    add_activity([code], recipients=["FRA"])
    assert recommendation(code).activities == ()


def test_a_provider_state_without_consent_is_not_named_on_the_recommendation(store: str) -> None:
    code = add_recommendation(state="KEN")
    agency = add_organization("An agency")
    ministry = add_organization("A ministry", kind=OrganizationKind.STATE, iso3="NOR")
    activity = add_activity(
        [code],
        providers=[agency, ministry],
        publisher=agency,
        consent={"KEN": ConsentStatus.GRANTED, "NOR": ConsentStatus.AWAITED},
    )
    assert recommendation(code).activities[0].providers == ("An agency",)
    set_consent(activity, "NOR", ConsentStatus.GRANTED)
    assert recommendation(code).activities[0].providers == ("A ministry", "An agency")


def test_a_request_for_partners_only_is_neither_shown_nor_counted_in_the_band(store: str) -> None:
    code = add_recommendation(state="KEN")
    add_request([code], visibility=Visibility.PARTNERS)
    found = recommendation(code)
    assert (found.requests, found.band) == ((), SupportBand.NONE_RECORDED)


def test_an_open_public_request_makes_the_band_requested(store: str) -> None:
    code = add_recommendation(state="KEN")
    request = add_request([code], status=RequestStatus.OPEN)
    found = recommendation(code)
    assert ([line.code for line in found.requests], found.band) == ([request], SupportBand.REQUESTED)


def test_an_activity_on_the_same_theme_makes_the_band_theme_only(store: str) -> None:
    code = add_recommendation(state="KEN", themes=["Education"])
    add_activity(recipients=["KEN"], themes=["Education"], status=ActivityStatus.CLOSED)
    assert recommendation(code).band is SupportBand.THEME_ONLY
    assert recommendation(code).activities == ()


def test_an_activity_that_is_only_planned_makes_the_band_planned(store: str) -> None:
    code = add_recommendation(state="KEN")
    add_activity([code], status=ActivityStatus.PIPELINE)
    assert recommendation(code).band is SupportBand.PLANNED


@pytest.mark.parametrize("position", [Position.NOTED, Position.PENDING, Position.UNKNOWN])
def test_a_recommendation_outside_the_scope_of_coverage_has_no_band(store: str, position: Position) -> None:
    assert recommendation(add_recommendation(position)).band is None


def test_a_commitment_has_no_band_and_no_recommending_state(store: str) -> None:
    found = recommendation(add_recommendation(kind=RecommendationKind.COMMITMENT))
    assert (found.band, found.recommending) == (None, ())


def test_a_good_practice_is_shown_with_the_states_consent(store: str) -> None:
    code = add_recommendation(state="KEN")
    practice = add_good_practice([code], state="KEN", consent=ConsentStatus.AWAITED)
    assert recommendation(code).good_practices == ()
    set_consent(practice, "KEN", ConsentStatus.GRANTED)
    assert [line.code for line in recommendation(code).good_practices] == [practice]


def test_states_are_known_by_their_united_nations_names_in_six_languages(store: str) -> None:
    assert states()["KEN"].name("ar") == "كينيا"
    assert states()["KEN"].name("en") == "Kenya"


def test_the_reviews_of_a_state_come_in_order_and_an_observer_has_none(store: str) -> None:
    cycles = [review.cycle for review in reviews_of("KEN")]
    assert cycles == sorted(cycles) != []
    assert reviews_of("VAT") == ()
