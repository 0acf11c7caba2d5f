"""Handing a form in: record, contact and draft in one transaction, and one content for one submission id."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlmodel import select

from data_access import commands
from data_access.commands import WithIt
from data_access.models import Draft, HistoryEntry, Offer, RecordContact
from data_access.store.engine import engine, reading
from data_access.store.errors import Conflict, SubmittedBefore
from domain.people.permissions import Actor, Role
from domain.records.drafts import (
    ActivityDraft,
    AnyDraft,
    CommitmentDraft,
    Contact,
    GoodPracticeDraft,
    OfferDraft,
    Recipient,
    RequestDraft,
)
from domain.vocabulary import ActivityStatus, Modality, OrganizationKind, RecordKind, Visibility
from tests.builders import add_organization, add_person

ADA = Contact("Ada", "ada@example.org")
SUBMIT: dict[RecordKind, Callable[..., str]] = {
    RecordKind.ACTIVITY: commands.submit_activity,
    RecordKind.REQUEST: commands.submit_request,
    RecordKind.OFFER: commands.submit_offer,
    RecordKind.GOOD_PRACTICE: commands.submit_good_practice,
    RecordKind.COMMITMENT: commands.submit_commitment,
}


class Stopped(Exception):
    """The process ended here."""


def focal_point() -> Actor:
    return Actor(add_person(Role.FOCAL_POINT, iso3="KEN"), frozenset({Role.FOCAL_POINT}), iso3="KEN")


def draft_of(kind: RecordKind, publisher: str) -> Any:
    common: dict[str, Any] = {"title": "A title", "publisher": publisher, "summary": "What it is"}
    drafts: dict[RecordKind, AnyDraft] = {
        RecordKind.ACTIVITY: ActivityDraft(
            **common, modality=Modality.TRAINING, status=ActivityStatus.PIPELINE, recipients=(Recipient("KEN"),)
        ),
        RecordKind.REQUEST: RequestDraft(
            **common, iso3="KEN", modality=Modality.TRAINING, visibility=Visibility.PARTNERS
        ),
        RecordKind.OFFER: OfferDraft(**common, modalities=(Modality.TRAINING,)),
        RecordKind.GOOD_PRACTICE: GoodPracticeDraft(**common, iso3="KEN"),
        RecordKind.COMMITMENT: CommitmentDraft(**common, iso3="KEN", cycle=3),
    }
    return drafts[kind]


def ministry() -> str:
    return add_organization("Ministry", kind=OrganizationKind.STATE, iso3="KEN")


def open_drafts() -> list[str]:
    with reading() as session:
        return list(session.exec(select(Draft.key)))


@pytest.mark.parametrize("kind", list(SUBMIT))
def test_the_same_content_again_is_the_same_record(store: str, kind: RecordKind) -> None:
    own, draft = focal_point(), draft_of(kind, ministry())
    assert SUBMIT[kind](own, draft, "once") == SUBMIT[kind](own, draft, "once")


@pytest.mark.parametrize("kind", list(SUBMIT))
def test_other_content_under_a_submission_id_is_refused_and_its_draft_stays(store: str, kind: RecordKind) -> None:
    own, draft = focal_point(), draft_of(kind, ministry())
    first = commands.save_draft(own, kind, {"title": "A title"})
    code = SUBMIT[kind](own, draft, "once", with_it=WithIt(ADA, first.key, first.version))
    second = commands.save_draft(own, kind, {"title": "Corrected"})
    with pytest.raises(SubmittedBefore) as refused:
        SUBMIT[kind](own, replace(draft, title="Corrected"), "once", with_it=WithIt(ADA, second.key, second.version))
    assert refused.value.code == code
    assert open_drafts() == [second.key]
    assert SUBMIT[kind](own, replace(draft, title="Corrected"), "twice") != code


def test_nobody_learns_a_code_from_the_submission_id_of_somebody_else(store: str) -> None:
    draft = draft_of(RecordKind.OFFER, ministry())
    code = commands.submit_offer(focal_point(), draft, "once")
    with pytest.raises(Conflict) as refused:
        commands.submit_offer(focal_point(), draft, "once")
    assert code not in str(refused.value)


def test_a_draft_that_was_saved_elsewhere_meanwhile_outlives_what_was_sent(store: str) -> None:
    own, draft = focal_point(), draft_of(RecordKind.OFFER, ministry())
    kept = commands.save_draft(own, RecordKind.OFFER, {"title": "One"})
    commands.save_draft(own, RecordKind.OFFER, {"title": "Two"}, key=kept.key, version=kept.version)
    commands.submit_offer(own, draft, "once", with_it=WithIt(None, kept.key, kept.version))
    assert open_drafts() == [kept.key]


def test_a_draft_of_a_new_record_can_become_a_revision(store: str) -> None:
    own = focal_point()
    code = commands.submit_offer(own, draft_of(RecordKind.OFFER, ministry()), "once")
    kept = commands.save_draft(own, RecordKind.OFFER, {"title": "Two"})
    commands.save_draft(own, RecordKind.OFFER, {"title": "Two"}, key=kept.key, version=1, revises=(code, 1))
    with reading() as session:
        row = session.exec(select(Draft)).one()
        assert (row.record_code, row.record_version) == (code, 1)


@contextmanager
def stopping_at(number: int) -> Iterator[list[int]]:
    """Let the statement with this number of the block, counted from 1, raise; yields how many there were."""
    seen = [0]

    def count(*_anything: object) -> None:
        seen[0] += 1
        if seen[0] == number:
            raise Stopped

    event.listen(engine(), "before_cursor_execute", count)
    try:
        yield seen
    finally:
        event.remove(engine(), "before_cursor_execute", count)


def test_a_stop_at_any_statement_leaves_either_the_draft_or_all_that_was_sent(sqlite_store: str) -> None:
    own, draft = focal_point(), draft_of(RecordKind.OFFER, ministry())
    kept = commands.save_draft(own, RecordKind.OFFER, {"title": "A title"})
    with_it = WithIt(ADA, kept.key, kept.version)
    for number in range(1, 200):
        with stopping_at(number) as seen, suppress(Stopped):
            commands.submit_offer(own, draft, "once", with_it=with_it)
        with reading() as session:
            sent = len(session.exec(select(Offer)).all())
            contacts = len(session.exec(select(RecordContact)).all())
        assert (sent, contacts, len(open_drafts())) == ((0, 0, 1) if seen[0] == number else (1, 1, 0))
        if seen[0] < number:
            break
    assert number > 10


KILLED = """
import os, sys
from sqlalchemy import event
from data_access import commands
from data_access.commands import WithIt
from data_access.store.engine import engine
from domain.records.drafts import Contact, OfferDraft
from domain.people.permissions import Actor, Role
from domain.vocabulary import Modality

person, publisher, key = sys.argv[1:4]
event.listen(engine(), "commit", lambda connection: os.kill(os.getpid(), 9))
actor = Actor(person, frozenset({Role.FOCAL_POINT}), iso3="KEN")
draft = OfferDraft(title="A title", publisher=publisher, modalities=(Modality.TRAINING,))
commands.submit_offer(actor, draft, "once", with_it=WithIt(Contact("Ada"), key, 1))
"""


def test_a_process_that_is_killed_before_it_commits_loses_no_draft(sqlite_store: str) -> None:
    own, publisher = focal_point(), ministry()
    kept = commands.save_draft(own, RecordKind.OFFER, {"title": "A title"})
    run = [sys.executable, "-c", KILLED, own.name, publisher, kept.key]
    killed = subprocess.run(run, cwd=Path(__file__).parents[3], env=dict(os.environ), capture_output=True, check=False)
    assert killed.returncode == -9, killed.stderr.decode()
    assert open_drafts() == [kept.key]
    with reading() as session:
        assert session.execute(text("SELECT count(*) FROM offer")).scalar() == 0
        handed_in = select(HistoryEntry).where(HistoryEntry.action == "submit_offer")
        assert session.exec(handed_in).first() is None
