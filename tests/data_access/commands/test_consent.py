"""Consent of each State concerned: asked at review, given, not given, taken back."""

from datetime import date

import pytest
from sqlmodel import select

from data_access import commands
from data_access.commands import NoteVerbale
from data_access.models import Activity, Consent, Request
from data_access.queries.coverage.coverage import coverage_total
from data_access.store.engine import reading
from data_access.store.errors import Conflict, Invalid, NotAllowed, NotFound
from domain.coverage import GapFilters
from domain.people.permissions import OPERATOR, Actor, Role
from domain.records.drafts import ActivityDraft, GoodPracticeDraft, Provider, Recipient, RequestDraft
from domain.vocabulary import (
    ActivityStatus,
    ConsentBasis,
    ConsentStatus,
    EditorialState,
    Modality,
    OrganizationKind,
    RequestStatus,
    Source,
    Visibility,
)
from tests.actors import STEWARD
from tests.builders import add_activity, add_organization, add_recommendation

NOTE = NoteVerbale("NV 12/2026", date(2026, 3, 1))


def focal_point(iso3: str) -> Actor:
    return Actor(f"focal-point-{iso3.lower()}", frozenset({Role.FOCAL_POINT}), iso3=iso3)


def submitted(publisher: str, *recipients: str, providers: tuple[str, ...] = (), supports: tuple[str, ...] = ()) -> str:
    """Submit an activity for these recipients and return its code."""
    draft = ActivityDraft(
        title="Peer exchange on mobile courts",
        publisher=publisher,
        modality=Modality.PEER_EXCHANGE,
        status=ActivityStatus.IMPLEMENTATION,
        recipients=tuple(Recipient(iso3) for iso3 in recipients),
        providers=tuple(Provider(code) for code in providers),
        recommendations=supports,
    )
    return commands.submit_activity(OPERATOR, draft, f"form-{publisher}-{'-'.join(recipients)}")


def answers() -> dict[str, tuple[ConsentStatus, ConsentBasis | None]]:
    with reading() as session:
        return {row.iso3: (row.status, row.basis) for row in session.exec(select(Consent))}


def editorial_state(code: str) -> EditorialState:
    with reading() as session:
        return session.exec(select(Activity).where(Activity.code == code)).one().editorial_state


def test_review_asks_each_state_concerned(store: str) -> None:
    norway = add_organization(kind=OrganizationKind.STATE, iso3="NOR")
    code = submitted(add_organization(), "KEN", "UGA", providers=(norway,))
    commands.review_record(STEWARD, code, 1)
    assert answers() == dict.fromkeys(("KEN", "NOR", "UGA"), (ConsentStatus.AWAITED, None))
    assert editorial_state(code) is EditorialState.REVIEWED


def test_a_provider_that_publishes_the_record_itself_is_not_asked(store: str) -> None:
    norway = add_organization(kind=OrganizationKind.STATE, iso3="NOR")
    commands.review_record(STEWARD, submitted(norway, "KEN", providers=(norway,)), 1)
    assert answers() == {"KEN": (ConsentStatus.AWAITED, None)}


def test_a_states_own_record_about_itself_needs_no_further_consent(store: str) -> None:
    kenya = add_organization(kind=OrganizationKind.STATE, iso3="KEN")
    code = submitted(kenya, "KEN", "UGA")
    commands.review_record(STEWARD, code, 1)
    assert answers() == {
        "KEN": (ConsentStatus.GRANTED, ConsentBasis.OWN_RECORD),
        "UGA": (ConsentStatus.AWAITED, None),
    }
    assert editorial_state(code) is EditorialState.PUBLISHED


def test_an_institution_that_is_no_states_own_does_not_speak_for_the_state(store: str) -> None:
    institution = add_organization(kind=OrganizationKind.NHRI, iso3="KEN")
    draft = GoodPracticeDraft(title="A calendar of reports", publisher=institution, iso3="KEN")
    commands.review_record(STEWARD, commands.submit_good_practice(OPERATOR, draft, "form-1"), 1)
    assert answers() == {"KEN": (ConsentStatus.AWAITED, None)}


def test_the_focal_points_yes_publishes_a_reviewed_record(store: str) -> None:
    code = submitted(add_organization(), "KEN")
    commands.review_record(STEWARD, code, 1)
    commands.grant_consent(focal_point("KEN"), code, "KEN", 2)
    assert answers() == {"KEN": (ConsentStatus.GRANTED, ConsentBasis.FOCAL_POINT)}
    assert editorial_state(code) is EditorialState.PUBLISHED


def test_a_states_own_request_is_acknowledged_published_and_opened_by_its_review(store: str) -> None:
    ministry = add_organization(kind=OrganizationKind.STATE, iso3="KEN")
    draft = RequestDraft(
        title="Advice", publisher=ministry, iso3="KEN", modality=Modality.TRAINING, visibility=Visibility.PUBLIC
    )
    commands.review_record(STEWARD, commands.submit_request(OPERATOR, draft, "form-1"), 1)
    with reading() as session:
        row = session.exec(select(Request)).one()
        assert (row.editorial_state, row.status) == (EditorialState.PUBLISHED, RequestStatus.OPEN)
        assert row.acknowledged_at is not None


def test_a_request_whose_state_has_not_answered_is_acknowledged_and_not_open(store: str) -> None:
    mechanism = add_organization(kind=OrganizationKind.NMIRF, iso3="KEN")
    draft = RequestDraft(
        title="Advice", publisher=mechanism, iso3="KEN", modality=Modality.TRAINING, visibility=Visibility.PUBLIC
    )
    code = commands.submit_request(OPERATOR, draft, "form-1")
    commands.review_record(STEWARD, code, 1)
    with reading() as session:
        assert session.exec(select(Request)).one().status is RequestStatus.ACKNOWLEDGED
    commands.grant_consent(focal_point("KEN"), code, "KEN", 2)
    with reading() as session:
        assert session.exec(select(Request)).one().status is RequestStatus.OPEN


def test_nobody_answers_for_another_state(store: str) -> None:
    code = submitted(add_organization(), "KEN")
    commands.review_record(STEWARD, code, 1)
    contributor = Actor("contributor-1", frozenset({Role.CONTRIBUTOR}))
    for actor in (focal_point("UGA"), contributor, Actor("visitor")):
        with pytest.raises(NotAllowed):
            commands.grant_consent(actor, code, "KEN", 2)
    assert answers() == {"KEN": (ConsentStatus.AWAITED, None)}


def test_a_state_that_is_not_concerned_is_not_asked(store: str) -> None:
    code = submitted(add_organization(), "KEN")
    commands.review_record(STEWARD, code, 1)
    with pytest.raises(NotFound, match="There is no record"):
        commands.grant_consent(focal_point("UGA"), code, "UGA", 2)


def test_before_its_review_there_is_nothing_to_consent_to(store: str) -> None:
    code = submitted(add_organization(), "KEN")
    with pytest.raises(NotFound, match="There is no record"):
        commands.grant_consent(focal_point("KEN"), code, "KEN", 1)


def test_a_steward_records_a_consent_only_with_its_note_verbale(store: str) -> None:
    code = submitted(add_organization(), "KEN")
    commands.review_record(STEWARD, code, 1)
    for note in (None, NoteVerbale("  ", date(2026, 3, 1))):
        with pytest.raises(Invalid, match="note verbale"):
            commands.grant_consent(STEWARD, code, "KEN", 2, note=note)
    commands.grant_consent(STEWARD, code, "KEN", 2, note=NOTE)
    with reading() as session:
        row = session.exec(select(Consent)).one()
        assert (row.basis, row.reference, row.reference_date) == (
            ConsentBasis.NOTE_VERBALE,
            "NV 12/2026",
            date(2026, 3, 1),
        )


def test_consent_is_given_to_the_version_that_was_read(store: str) -> None:
    code = submitted(add_organization(), "KEN")
    commands.review_record(STEWARD, code, 1)
    commands.set_activity_status(STEWARD, code, 2, ActivityStatus.PIPELINE)
    with pytest.raises(Conflict, match="changed since KEN read it"):
        commands.grant_consent(focal_point("KEN"), code, "KEN", 2)


def test_two_states_answer_one_after_the_other_without_a_conflict(store: str) -> None:
    code = submitted(add_organization(), "KEN", "UGA")
    commands.review_record(STEWARD, code, 1)
    commands.grant_consent(focal_point("KEN"), code, "KEN", 2)
    commands.withhold_consent(focal_point("UGA"), code, "UGA", 2)
    assert [status for status, _ in answers().values()] == [ConsentStatus.GRANTED, ConsentStatus.WITHHELD]
    assert editorial_state(code) is EditorialState.PUBLISHED


def test_a_record_that_no_state_agrees_to_any_more_is_published_no_more(store: str) -> None:
    code = submitted(add_organization(), "KEN")
    commands.review_record(STEWARD, code, 1)
    commands.grant_consent(focal_point("KEN"), code, "KEN", 2)
    commands.withdraw_consent(focal_point("KEN"), code, "KEN")
    assert editorial_state(code) is EditorialState.REVIEWED
    commands.grant_consent(focal_point("KEN"), code, "KEN", 2)
    assert editorial_state(code) is EditorialState.PUBLISHED


def test_withdrawing_a_consent_that_was_never_given_is_refused(store: str) -> None:
    code = submitted(add_organization(), "KEN")
    commands.review_record(STEWARD, code, 1)
    with pytest.raises(Conflict, match="A consent that is awaited"):
        commands.withdraw_consent(focal_point("KEN"), code, "KEN")


def test_a_withdrawn_consent_leaves_every_total(store: str) -> None:
    in_kenya, in_uganda = add_recommendation(state="KEN"), add_recommendation(state="UGA")
    code = submitted(add_organization(), "KEN", "UGA", supports=(in_kenya, in_uganda))
    commands.review_record(STEWARD, code, 1)
    assert coverage_total(GapFilters()).reported == 0
    commands.grant_consent(focal_point("KEN"), code, "KEN", 2)
    commands.grant_consent(focal_point("UGA"), code, "UGA", 2)
    assert coverage_total(GapFilters()).reported == 2
    commands.withdraw_consent(focal_point("KEN"), code, "KEN")
    assert coverage_total(GapFilters()).reported == 1
    assert coverage_total(GapFilters(states=("KEN",))).reported == 0


def test_a_withdrawn_record_leaves_every_total(store: str) -> None:
    code = add_activity([add_recommendation()])
    assert coverage_total(GapFilters()).reported == 1
    commands.withdraw_record(STEWARD, code, 1)
    assert coverage_total(GapFilters()).reported == 0


def test_the_basis_of_an_invented_consent_is_the_demonstration(store: str) -> None:
    code = add_activity(consent=ConsentStatus.AWAITED, source=Source.DEMONSTRATION)
    commands.grant_consent(OPERATOR, code, "KEN", 1)
    assert answers() == {"KEN": (ConsentStatus.GRANTED, ConsentBasis.DEMONSTRATION)}


def test_whoever_tries_a_demonstration_out_gives_the_note_verbale_too(store: str) -> None:
    code = add_activity(consent=ConsentStatus.AWAITED, source=Source.DEMONSTRATION)
    with pytest.raises(Invalid, match="note verbale"):
        commands.grant_consent(STEWARD, code, "KEN", 1)
