"""A steward reminds of one request: a letter, a step in the history, not twice within a day."""

from datetime import UTC, datetime, timedelta

import pytest

from data_access import commands
from data_access.queries.records.record_page import record_page
from data_access.store.errors import Invalid, NotAllowed
from domain.people.permissions import Actor, Role
from domain.vocabulary import RequestStatus
from tests.builders import add_activity, add_person, add_request
from tests.data_access.post import receivers, set_up_mail

NOON = datetime(2026, 5, 12, 12, tzinfo=UTC)


def steward() -> Actor:
    return Actor(add_person(Role.STEWARD), frozenset({Role.STEWARD}))


def refusal(actor: Actor, code: str, at: datetime = NOON) -> str:
    with pytest.raises(Invalid) as refused:
        commands.remind_of_record(actor, code, at=at)
    return refused.value.field


def test_a_reminder_goes_to_those_on_whom_a_request_waits_and_not_to_its_sender(
    store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up_mail(monkeypatch)
    sender, colleague = steward(), add_person(Role.STEWARD)
    focal = add_person(Role.FOCAL_POINT, iso3="KEN")
    add_person(Role.FOCAL_POINT, iso3="UGA")
    code = add_request(state="KEN")
    assert commands.remind_of_record(sender, code, at=NOON) == 2
    assert sorted(receivers()) == sorted([colleague, focal])
    inside = record_page(sender, code).inside
    assert inside is not None
    assert inside.steps[0].action == "remind_of_record"
    assert inside.reminded_at == NOON


def test_no_reminder_follows_within_a_day(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up_mail(monkeypatch)
    sender, _focal = steward(), add_person(Role.FOCAL_POINT, iso3="KEN")
    code = add_request(state="KEN")
    commands.remind_of_record(sender, code, at=NOON)
    assert refusal(sender, code, NOON + timedelta(hours=23)) == "reminded_already"
    assert commands.remind_of_record(sender, code, at=NOON + timedelta(days=1)) == 1


def test_what_waits_for_nobody_is_not_reminded_of(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up_mail(monkeypatch)
    sender = steward()
    assert refusal(sender, add_request(status=RequestStatus.FULFILLED)) == "nothing_to_remind_of"
    assert refusal(sender, add_activity()) == "nothing_to_remind_of"


def test_a_reminder_that_nobody_would_get_is_refused_and_leaves_no_step(
    store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    sender, code = steward(), add_request(state="KEN")
    assert refusal(sender, code) == "no_mail_server"
    set_up_mail(monkeypatch)
    assert refusal(sender, code) == "nobody_to_remind"
    inside = record_page(sender, code).inside
    assert inside is not None
    assert inside.reminded_at is None


def test_only_stewards_remind(store: str) -> None:
    code = add_request(state="KEN")
    for actor in (Actor("f", frozenset({Role.FOCAL_POINT}), iso3="KEN"), Actor("v")):
        with pytest.raises(NotAllowed):
            commands.remind_of_record(actor, code)
