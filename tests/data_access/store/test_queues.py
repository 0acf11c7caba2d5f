"""Who waits for whom: what has no history waits for no writer of records."""

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from data_access.accounts.sign_ins import AccountRefused, sign_in
from data_access.commands import save_draft
from data_access.commands.submitting.drafts import end_draft
from data_access.store.engine import writing
from domain.people.accounts import AccountProblem
from domain.people.permissions import Actor, Role
from domain.vocabulary import RecordKind
from tests.builders import add_person

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("postgres_store")]
#: Far more than any of it takes: the machine may do other work.
MOST_SECONDS = 120


@contextmanager
def in_another_thread(work: Callable[[threading.Event], None]) -> Iterator[threading.Event]:
    """Let a thread work beside the block; it is told when the block ends, and has ended afterwards."""
    over = threading.Event()
    thread = threading.Thread(target=work, args=(over,))
    thread.start()
    try:
        yield over
    finally:
        over.set()
        thread.join(MOST_SECONDS)
        assert not thread.is_alive()


def writer() -> Actor:
    """Somebody who may keep drafts."""
    return Actor(add_person(Role.CONTRIBUTOR), frozenset({Role.VISITOR, Role.CONTRIBUTOR}))


def finished(work: Callable[[], object]) -> bool:
    """Whether work on another connection comes to an end by itself."""
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    thread.join(MOST_SECONDS)
    return not thread.is_alive()


def test_a_field_is_saved_while_somebody_else_writes_records_for_long() -> None:
    person = writer()
    kept: list[int] = []
    with writing():
        assert finished(lambda: kept.append(save_draft(person, RecordKind.OFFER, {"title": "Peer support"}).version))
    assert kept == [1]


def test_a_failed_sign_in_is_counted_while_somebody_else_writes_records_for_long() -> None:
    refused: list[AccountProblem] = []

    def fail() -> None:
        try:
            sign_in("nobody@example.org", secrets.token_urlsafe(12), "192.0.2.1")
        except AccountRefused as refusal:
            refused.append(refusal.problem)

    with writing():
        assert finished(fail)
    assert refused == [AccountProblem.WRONG]


def test_a_draft_that_is_saved_while_it_is_sent_is_not_thrown_away() -> None:
    """Whoever sends waits for whoever saves, and then sees that the draft has moved on."""
    person = writer()
    kept = save_draft(person, RecordKind.OFFER, {"title": "Peer support"})
    sending, saved = threading.Event(), threading.Event()

    def save(_over: threading.Event) -> None:
        sending.wait(MOST_SECONDS)
        save_draft(person, RecordKind.OFFER, {"title": "Peer support, again"}, key=kept.key, version=kept.version)
        saved.set()

    with in_another_thread(save), writing() as session:
        sending.set()
        assert saved.wait(MOST_SECONDS)
        end_draft(session, person, kept.key, kept.version)
    again = save_draft(person, RecordKind.OFFER, {"title": "Third"}, key=kept.key, version=kept.version + 1)
    assert again.version == kept.version + 2
