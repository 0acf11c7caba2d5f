"""What a State says ahead of time, beside a record and about it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import col, select

from data_access import commands
from data_access.commands import NoteVerbale
from data_access.models import Activity, Consent, Remark
from data_access.store.engine import reading
from data_access.store.errors import Conflict, Invalid, NotAllowed, NotFound
from domain.people.permissions import OPERATOR
from domain.records.drafts import ActivityDraft, Recipient
from domain.vocabulary import (
    ActivityStatus,
    ConsentBasis,
    ConsentStatus,
    EditorialState,
    Modality,
    OrganizationKind,
    RemarkKind,
)
from tests.actors import KENYA, STEWARD, UGANDA
from tests.builders import add_activity, add_organization


def reviewed(kind: OrganizationKind) -> str:
    """An activity for Kenya that this kind of contributor reports and a steward approved."""
    draft = ActivityDraft(
        title="Training",
        publisher=add_organization(f"A {kind}", kind=kind),
        modality=Modality.TRAINING,
        status=ActivityStatus.IMPLEMENTATION,
        recipients=(Recipient("KEN"),),
    )
    code = commands.submit_activity(OPERATOR, draft, f"form-{kind}")
    return commands.review_record(STEWARD, code, 1)


def consent() -> tuple[ConsentStatus, ConsentBasis | None]:
    with reading() as session:
        row = session.exec(select(Consent).order_by(col(Consent.id).desc()).limit(1)).one()
        return row.status, row.basis


def remarks() -> list[tuple[RemarkKind, str, bool]]:
    with reading() as session:
        return [
            (one.kind, one.text, one.settled_at is None)
            for one in session.exec(select(Remark).order_by(col(Remark.id)))
        ]


def test_a_standing_consent_publishes_what_that_kind_of_contributor_reports(store: str) -> None:
    commands.grant_standing_consent(KENYA, "KEN", OrganizationKind.UN_ENTITY)
    reviewed(OrganizationKind.UN_ENTITY)
    assert consent() == (ConsentStatus.GRANTED, ConsentBasis.STANDING)
    reviewed(OrganizationKind.CIVIL_SOCIETY)
    assert consent() == (ConsentStatus.AWAITED, None)


def test_a_standing_consent_that_ended_is_asked_for_again_and_what_is_public_stays(store: str) -> None:
    commands.grant_standing_consent(KENYA, "KEN", OrganizationKind.UN_ENTITY)
    first = reviewed(OrganizationKind.UN_ENTITY)
    commands.end_standing_consent(KENYA, "KEN", OrganizationKind.UN_ENTITY)
    with reading() as session:
        assert (
            session.exec(select(col(Activity.editorial_state)).where(Activity.code == first)).one()
            is EditorialState.PUBLISHED
        )
    commands.submit_activity(
        OPERATOR,
        ActivityDraft(
            title="Another",
            publisher="UPRC-ORG-000001",
            modality=Modality.TRAINING,
            status=ActivityStatus.IMPLEMENTATION,
            recipients=(Recipient("KEN"),),
        ),
        "form-2",
    )
    commands.review_record(STEWARD, "UPRC-ACT-000002", 1)
    assert consent() == (ConsentStatus.AWAITED, None)
    with pytest.raises(NotFound):
        commands.end_standing_consent(KENYA, "KEN", OrganizationKind.UN_ENTITY)


def test_a_standing_consent_is_given_once_and_by_that_state_or_its_note_verbale(store: str) -> None:
    with pytest.raises(NotAllowed):
        commands.grant_standing_consent(UGANDA, "KEN", OrganizationKind.NHRI)
    with pytest.raises(Invalid, match="note verbale"):
        commands.grant_standing_consent(STEWARD, "KEN", OrganizationKind.NHRI)
    commands.grant_standing_consent(KENYA, "KEN", OrganizationKind.NHRI)
    with pytest.raises(Conflict):
        commands.grant_standing_consent(KENYA, "KEN", OrganizationKind.NHRI)


def test_a_states_newer_annotation_stands_in_place_of_the_older_one(store: str) -> None:
    code = add_activity(recipients=["KEN"])
    commands.annotate_record(KENYA, code, "KEN", "The law has passed meanwhile.")
    commands.annotate_record(KENYA, code, "KEN", "The law is in force.")
    assert remarks() == [
        (RemarkKind.ANNOTATION, "The law has passed meanwhile.", False),
        (RemarkKind.ANNOTATION, "The law is in force.", True),
    ]
    commands.withdraw_annotation(KENYA, code, "KEN")
    assert not any(stands for _, _, stands in remarks())


def test_only_a_state_concerned_speaks_beside_a_record_and_nobody_for_it(store: str) -> None:
    code = add_activity(recipients=["KEN"])
    for actor, iso3, refusal in ((UGANDA, "UGA", NotFound), (UGANDA, "KEN", NotAllowed), (STEWARD, "KEN", NotAllowed)):
        with pytest.raises(refusal):
            commands.annotate_record(actor, code, iso3, "Words")
        with pytest.raises(refusal):
            commands.request_correction(actor, code, iso3, "Words")


def test_a_state_learns_nothing_of_a_record_before_its_review(store: str) -> None:
    code = add_activity(recipients=["KEN"], editorial_state=EditorialState.SUBMITTED, consent={})
    with pytest.raises(NotFound, match="There is no record"):
        commands.request_correction(KENYA, code, "KEN", "Words")


def test_the_reason_for_withholding_is_kept_as_a_remark(store: str) -> None:
    code = add_activity(recipients=["KEN"], consent=ConsentStatus.AWAITED, editorial_state=EditorialState.REVIEWED)
    commands.withhold_consent(KENYA, code, "KEN", 1, reason="The dates are wrong.")
    assert remarks() == [(RemarkKind.WITHHOLDING, "The dates are wrong.", True)]
    assert consent()[0] is ConsentStatus.WITHHELD


def test_a_refused_answer_leaves_no_reason_behind(store: str) -> None:
    code = add_activity(recipients=["KEN"], consent=ConsentStatus.GRANTED)
    with pytest.raises(Conflict):
        commands.withhold_consent(KENYA, code, "KEN", 1, reason="The dates are wrong.")
    assert remarks() == []


@pytest.mark.parametrize("text", ["", "  ", "x" * 2001, "a\x00b"])
def test_a_remark_that_cannot_be_kept_is_refused(sqlite_store: str, text: str) -> None:
    code = add_activity(recipients=["KEN"])
    with pytest.raises(Invalid):
        commands.annotate_record(KENYA, code, "KEN", text)
    assert remarks() == []


def test_a_note_verbale_has_a_reference_and_is_not_of_tomorrow(sqlite_store: str) -> None:
    code = add_activity(recipients=["KEN"], consent=ConsentStatus.AWAITED, editorial_state=EditorialState.REVIEWED)
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    for note in (NoteVerbale(" ", tomorrow), NoteVerbale("NV 1", tomorrow), NoteVerbale("x" * 300, tomorrow)):
        with pytest.raises(Invalid):
            commands.grant_consent(STEWARD, code, "KEN", 1, note=note)
