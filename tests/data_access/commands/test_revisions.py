"""What becomes of a record that its author revises, and what is kept of each version."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import col, select

from data_access import commands
from data_access.models import Activity, Consent, HistoryEntry, RecordVersion, Remark
from data_access.queries.coverage.coverage import coverage_total
from data_access.records.contents import draft_of
from data_access.records.draft_json import content_digest, draft_from_json, draft_to_json
from data_access.records.loading import load
from data_access.store.engine import reading
from data_access.store.errors import Conflict, Invalid, NotAllowed
from domain.coverage import GapFilters
from domain.people.permissions import OPERATOR, Actor, Role
from domain.records.drafts import (
    ActivityDraft,
    Amount,
    AnyDraft,
    CommitmentDraft,
    Eligible,
    GoodPracticeDraft,
    OfferDraft,
    Place,
    Provider,
    Recipient,
    RequestDraft,
)
from domain.vocabulary import (
    ActivityStatus,
    ConsentStatus,
    EditorialState,
    EligibleKind,
    Modality,
    MoneyKind,
    OrganizationKind,
    OrganizationRole,
    RecordKind,
    Visibility,
)
from tests.actors import STEWARD
from tests.builders import add_organization, add_recommendation

_DAY = date(2026, 1, 15)


def owner(*organizations: str) -> Actor:
    return Actor("contributor-1", frozenset({Role.CONTRIBUTOR}), organizations=frozenset(organizations))


def activity(publisher: str, *recipients: str, **more: Any) -> ActivityDraft:
    return replace(
        ActivityDraft(
            title="Training for labour inspectors",
            publisher=publisher,
            modality=Modality.TRAINING,
            status=ActivityStatus.IMPLEMENTATION,
            recipients=tuple(Recipient(iso3) for iso3 in recipients),
        ),
        **more,
    )


def published(draft: ActivityDraft) -> str:
    """An activity that a steward approved and every recipient consents to; it is in its second version."""
    code = commands.submit_activity(OPERATOR, draft, f"form-{draft.title}")
    commands.review_record(STEWARD, code, 1)
    note = commands.NoteVerbale("NV 1/2026", dated=_DAY)
    for recipient in draft.recipients:
        commands.grant_consent(STEWARD, code, recipient.iso3, 2, note=note)
    return code


def the_state_of(code: str) -> EditorialState:
    with reading() as session:
        return session.exec(select(col(Activity.editorial_state)).where(Activity.code == code)).one()


def test_a_revised_record_leaves_the_public_until_everybody_agreed_anew(store: str) -> None:
    recommendation, publisher = add_recommendation(), add_organization()
    draft = activity(publisher, "KEN", recommendations=(recommendation,))
    code = published(draft)
    assert coverage_total(GapFilters()).reported == 1
    commands.revise_record(owner(publisher), code, 2, replace(draft, title="Training for judges"))
    assert the_state_of(code) is EditorialState.SUBMITTED
    assert coverage_total(GapFilters()).reported == 0
    commands.review_record(STEWARD, code, 3)
    assert coverage_total(GapFilters()).reported == 0
    with reading() as session:
        assert session.exec(select(col(Consent.status))).one() is ConsentStatus.AWAITED


def test_a_state_that_is_no_recipient_any_more_cannot_make_a_record_public(store: str) -> None:
    publisher = add_organization()
    code = published(activity(publisher, "KEN"))
    commands.revise_record(owner(publisher), code, 2, activity(publisher, "UGA"))
    commands.review_record(STEWARD, code, 3)
    assert the_state_of(code) is EditorialState.REVIEWED
    with reading() as session:
        assert session.exec(select(Consent.iso3, col(Consent.status))).all() == [("UGA", ConsentStatus.AWAITED)]


def test_a_returned_record_is_handed_in_again_and_the_comments_are_settled(store: str) -> None:
    publisher = add_organization()
    draft = activity(publisher, "KEN")
    code = commands.submit_activity(owner(publisher), draft, "form-1")
    commands.return_record(
        STEWARD, code, 1, "", fields={"summary": "Say who was trained.", "title": "Shorter, please."}
    )
    with reading() as session:
        assert {one.field: one.text for one in session.exec(select(Remark))} == {
            "summary": "Say who was trained.",
            "title": "Shorter, please.",
        }
    commands.revise_record(owner(publisher), code, 2, replace(draft, summary="Forty inspectors."))
    with reading() as session:
        assert all(one.settled_at for one in session.exec(select(Remark)))
        last = session.exec(select(HistoryEntry).order_by(col(HistoryEntry.number).desc())).first()
        assert last is not None
        assert json.loads(last.detail)["fields"] == ["summary"]


def test_the_second_of_two_who_revise_one_version_gets_a_conflict_and_nothing_is_overwritten(store: str) -> None:
    publisher = add_organization()
    draft = activity(publisher, "KEN")
    code = commands.submit_activity(owner(publisher), draft, "form-1")
    commands.revise_record(owner(publisher), code, 1, replace(draft, title="The first one's title"))
    with pytest.raises(Conflict, match="version 2 now, not 1"):
        commands.revise_record(owner(publisher), code, 1, replace(draft, title="The second one's title"))
    with reading() as session:
        assert session.exec(select(Activity.title)).one() == "The first one's title"


def test_a_record_can_be_given_to_an_organization_of_ones_own_only(store: str) -> None:
    publisher, other = add_organization("One"), add_organization("Other")
    draft = activity(publisher, "KEN")
    code = commands.submit_activity(owner(publisher), draft, "form-1")
    with pytest.raises(NotAllowed):
        commands.revise_record(owner(publisher), code, 1, replace(draft, publisher=other))
    commands.revise_record(owner(publisher, other), code, 1, replace(draft, publisher=other))
    with pytest.raises(NotAllowed):
        commands.revise_record(owner(publisher), code, 2, draft)


def test_a_record_is_not_turned_into_one_of_another_kind(store: str) -> None:
    publisher = add_organization()
    code = commands.submit_activity(owner(publisher), activity(publisher, "KEN"), "form-1")
    offer = OfferDraft(title="Trainers", publisher=publisher, modalities=(Modality.TRAINING,))
    with pytest.raises(Invalid, match="kind"):
        commands.revise_record(owner(publisher), code, 1, offer)


def test_every_version_of_the_content_is_kept_with_its_digest_in_the_history(store: str) -> None:
    publisher = add_organization()
    draft = activity(publisher, "KEN")
    code = commands.submit_activity(owner(publisher), draft, "form-1")
    newer = replace(draft, title="Another title")
    commands.revise_record(owner(publisher), code, 1, newer)
    with reading() as session:
        kept = session.exec(select(RecordVersion).order_by(col(RecordVersion.version))).all()
        said = [
            json.loads(one.detail).get("content")
            for one in session.exec(select(HistoryEntry))
            if one.record_code == code
        ]
    assert [draft_from_json(RecordKind.ACTIVITY, one.content) for one in kept] == [draft, newer]
    assert said == [content_digest(one.content) for one in kept]


def drafts(publisher: str, institution: str, recommendation: str) -> list[tuple[RecordKind, AnyDraft]]:
    """One draft of each kind with something in every field."""
    everything: dict[str, Any] = {
        "summary": "What it is about",
        "themes": ("labour",),
        "source_url": "https://example.org/a",
    }
    linked: dict[str, Any] = {"recommendations": (recommendation,)}
    window: dict[str, Any] = {
        "window_start": _DAY,
        "window_end": _DAY,
        "languages": ("en", "fr"),
        "contact_role": "Desk officer",
    }
    return [
        (
            RecordKind.ACTIVITY,
            activity(
                publisher,
                "KEN",
                **everything,
                **linked,
                providers=(Provider(publisher), Provider(institution, OrganizationRole.FUNDING)),
                partners=(institution,),
                planned_start=_DAY,
                planned_end=_DAY,
                actual_start=_DAY,
                actual_end=_DAY,
                places=(Place("Nairobi", 36.8, -1.3),),
                money=(Amount(MoneyKind.BUDGET, Decimal("10.10"), "CHF", _DAY),),
                outcome="A law",
                sensitive=True,
            ),
        ),
        (
            RecordKind.REQUEST,
            RequestDraft(
                title="A law",
                publisher=institution,
                iso3="KEN",
                modality=Modality.TRAINING,
                visibility=Visibility.NAMED,
                named_states=("UGA",),
                named_organizations=(publisher,),
                **everything,
                **linked,
                **window,
            ),
        ),
        (
            RecordKind.OFFER,
            OfferDraft(
                title="Trainers",
                publisher=publisher,
                modalities=(Modality.PEER_EXCHANGE, Modality.TRAINING),
                eligible=(Eligible(EligibleKind.GROUP, "LDC"), Eligible(EligibleKind.STATE, "KEN")),
                capacity="Two a year",
                **everything,
                **window,
            ),
        ),
        (
            RecordKind.GOOD_PRACTICE,
            GoodPracticeDraft(
                title="A register",
                publisher=publisher,
                iso3="KEN",
                result="It works",
                evidence="A study",
                evidence_url="https://example.org/b",
                peer_support=True,
                **everything,
                **linked,
            ),
        ),
        (
            RecordKind.COMMITMENT,
            CommitmentDraft(title="To sign", publisher=institution, iso3="KEN", cycle=3, made_on=_DAY, **everything),
        ),
    ]


def test_a_record_can_be_read_back_as_the_draft_that_made_it(store: str) -> None:
    recommendation = add_recommendation(themes=("Labour",))
    publisher = add_organization("A publisher")
    institution = add_organization("An institution", kind=OrganizationKind.STATE, iso3="KEN")
    submits: dict[RecordKind, Callable[..., str]] = {
        RecordKind.ACTIVITY: commands.submit_activity,
        RecordKind.REQUEST: commands.submit_request,
        RecordKind.OFFER: commands.submit_offer,
        RecordKind.GOOD_PRACTICE: commands.submit_good_practice,
        RecordKind.COMMITMENT: commands.submit_commitment,
    }
    for kind, draft in drafts(publisher, institution, recommendation):
        code = submits[kind](OPERATOR, draft, f"form-{kind}")
        with reading() as session:
            assert draft_of(session, load(session, code).row) == draft
        assert draft_from_json(kind, draft_to_json(kind, draft)) == draft
        commands.revise_record(OPERATOR, code, 1, replace(draft, title="Another title"))
        with reading() as session:
            assert draft_of(session, load(session, code).row) == replace(draft, title="Another title")


def test_an_author_cannot_link_more_to_what_a_state_has_consented_to(store: str) -> None:
    recommendation, publisher = add_recommendation(), add_organization()
    code = published(activity(publisher, "KEN"))
    with pytest.raises(Conflict, match="Revise it"):
        commands.link_recommendations(owner(publisher), code, 2, [recommendation])
    commands.link_recommendations(STEWARD, code, 2, [recommendation])
    assert coverage_total(GapFilters()).reported == 1
