"""What the clocks do: remind once, let expire, forget, send; never twice, and never less because of one record."""

import json
import threading
from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select, text

from data_access import commands
from data_access.__main__ import main
from data_access.mail.sending import Sent
from data_access.models import (
    HistoryEntry,
    Invitation,
    Letter,
    Offer,
    Person,
    Reminder,
    Request,
    SignIn,
    SignInAttempt,
)
from data_access.store.engine import reading, writing
from data_access.upkeep.scheduled_jobs import Ticked, tick
from data_access.upkeep.verify import verify_store
from domain.people.permissions import Actor, Role
from domain.vocabulary import EditorialState, OfferStatus, RequestStatus
from tests.actors import STEWARD
from tests.builder_rows import MOMENT
from tests.builders import add_offer, add_organization, add_person, add_request
from tests.data_access.post import Postbox, mail_server_with, queued, receivers, set_up_mail


def counts(done: Ticked) -> tuple[int, int, int, int]:
    assert done.troubles == ()
    return done.acknowledge, done.answer, done.reconfirm, done.expired


def queue_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let letters be queued, and left there to be read."""
    set_up_mail(monkeypatch)
    monkeypatch.setattr("data_access.upkeep.scheduled_jobs.send_due_letters", lambda *, at: Sent())


def after(days: int) -> datetime:
    """So many days after the builders' records were made, which was a Thursday."""
    return MOMENT + timedelta(days=days)


def add_sent_request() -> str:
    """A request that was sent, and waits for a steward."""
    return add_request(
        status=RequestStatus.SUBMITTED, editorial_state=EditorialState.SUBMITTED, submitted_at=MOMENT, consent={}
    )


def test_stewards_are_reminded_once_of_a_request_that_nobody_acknowledged(
    store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue_letters(monkeypatch)
    steward = add_person(Role.STEWARD)
    code = add_sent_request()
    assert counts(tick(at=after(7))) == (0, 0, 0, 0)
    assert counts(tick(at=after(8))) == (1, 0, 0, 0)
    assert counts(tick(at=after(9))) == (0, 0, 0, 0)
    [(receiver, letter)] = queued()
    assert (receiver, letter.subject) == (steward, "1 request waits to be acknowledged")
    assert f"record?id={code}" in letter.body
    assert "to be acknowledged by 22 January 2026" in letter.body


def test_a_returned_request_waits_for_its_author_and_reminds_nobody(store: str) -> None:
    code = add_sent_request()
    commands.return_record(STEWARD, code, 1, "Say what is needed.")
    assert counts(tick(at=after(100))) == (0, 0, 0, 0)


def test_stewards_and_the_state_are_reminded_of_a_request_without_an_answer(
    store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue_letters(monkeypatch)
    steward, kenya = add_person(Role.STEWARD), add_person(Role.FOCAL_POINT, iso3="KEN")
    add_person(Role.FOCAL_POINT, iso3="UGA")
    add_request(state="KEN", submitted_at=MOMENT)
    add_request(state="KEN", status=RequestStatus.IN_DIALOGUE, submitted_at=MOMENT, answered_at=MOMENT)
    assert counts(tick(at=after(60))) == (0, 0, 0, 0)
    assert counts(tick(at=after(61))) == (0, 1, 0, 0)
    assert receivers("1 request waits for an answer") == [steward, kenya]


def test_one_letter_names_all_that_its_receiver_is_reminded_of(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    queue_letters(monkeypatch)
    add_person(Role.STEWARD)
    codes = [add_sent_request() for _ in range(3)]
    assert counts(tick(at=after(10)))[0] == 3
    [(_, letter)] = queued()
    assert letter.subject == "3 requests wait to be acknowledged"
    assert [code in letter.body for code in codes] == [True] * 3


def test_owners_are_asked_after_half_a_year_whether_a_record_stands_and_again_after_each_confirmation(
    store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue_letters(monkeypatch)
    agency = add_organization("An agency")
    owner = add_person(Role.CONTRIBUTOR, organizations=[agency])
    code = add_offer(publisher=agency)
    assert counts(tick(at=after(180))) == (0, 0, 0, 0)
    assert counts(tick(at=after(181))) == (0, 0, 1, 0)
    assert counts(tick(at=after(200))) == (0, 0, 0, 0)
    assert receivers("Does 1 record still stand?") == [owner]
    commands.confirm_record(STEWARD, code, 1, at=after(200))
    assert counts(tick(at=after(250))) == (0, 0, 0, 0)
    assert counts(tick(at=after(390))) == (0, 0, 1, 0)


def test_what_nobody_confirms_expires_after_a_year_and_its_owner_hears_of_it(
    store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    queue_letters(monkeypatch)
    agency = add_organization("An agency")
    owner = add_person(Role.CONTRIBUTOR, organizations=[agency])
    offer, request = add_offer(publisher=agency), add_request(answered_at=MOMENT)
    delivering = add_request(status=RequestStatus.DELIVERING, answered_at=MOMENT)
    assert counts(tick(at=after(365)))[3] == 0
    assert counts(tick(at=after(366)))[2:] == (0, 2)
    assert receivers("Expired") == [owner]
    with reading() as session:
        assert session.exec(select(Offer.status).where(Offer.code == offer)).one() is OfferStatus.EXPIRED
        assert session.exec(select(Request.status).where(Request.code == request)).one() is RequestStatus.EXPIRED
        assert session.exec(select(Request.status).where(Request.code == delivering)).one() is RequestStatus.DELIVERING
        entry = session.exec(select(HistoryEntry).order_by(col(HistoryEntry.number).desc())).first()
        assert entry is not None
        assert (entry.actor, entry.action) == ("clock", "expire_record")


def test_two_clocks_at_the_same_time_remind_and_expire_once(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    queue_letters(monkeypatch)
    add_person(Role.STEWARD)
    for _ in range(5):
        add_sent_request()
        add_offer()
    done: list[Ticked] = []
    clocks = [threading.Thread(target=lambda: done.append(tick(at=after(400)))) for _ in range(3)]
    for clock in clocks:
        clock.start()
    for clock in clocks:
        clock.join()
    assert len(done) == 3
    assert [sum(part) for part in zip(*map(counts, done), strict=True)] == [5, 5, 0, 5]
    with reading() as session:
        assert len(session.exec(select(Reminder)).all()) == 10
        assert len(session.exec(select(HistoryEntry).where(HistoryEntry.action == "expire_record")).all()) == 5
    mentioned = "".join(letter.body for _, letter in queued() if letter.subject.endswith("acknowledged"))
    assert mentioned.count("record?id=UPRC-REQ") == 5


def test_one_broken_record_never_stops_the_rest(store: str) -> None:
    codes = [add_offer() for _ in range(3)]
    with writing() as session:
        session.execute(text("UPDATE offer SET source = 'nonsense' WHERE code = :code"), {"code": codes[1]})
    done = tick(at=after(400))
    assert done.expired == 2
    assert [codes[1] in trouble for trouble in done.troubles] == [True]


def test_a_record_that_no_command_can_change_never_stops_the_rest(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = [add_offer() for _ in range(3)]
    real = commands.expire_record

    def fragile(actor: Actor, code: str, *, at: datetime | None = None) -> str:
        if code == codes[0]:
            raise ValueError("a rule that nobody thought of")
        return real(actor, code, at=at)

    monkeypatch.setattr("data_access.upkeep.scheduled_jobs.expire_record", fragile)
    done = tick(at=after(400))
    assert (done.expired, len(done.troubles)) == (2, 1)


def test_what_is_over_is_forgotten_and_what_is_not_is_kept(store: str) -> None:
    code = add_person()
    with writing() as session:
        person = session.exec(select(Person).where(Person.code == code)).one().id or 0
        for days in (0, 2):
            session.add(SignInAttempt(subject="x", at=after(100 - days)))
        for name, expires, ended in (("a", 200, None), ("b", 60, None), ("c", 200, 60), ("d", 99, None)):
            end = after(ended) if ended else None
            session.add(SignIn(person_id=person, digest=name, began_at=MOMENT, expires_at=after(expires), ended_at=end))
            session.add(
                Invitation(person_id=person, digest=name, created_at=MOMENT, expires_at=after(expires), used_at=end)
            )
        for queued_at, due in ((after(1), None), (after(1), after(200)), (after(50), None)):
            session.add(Letter(person_id=person, subject="s", body="b", queued_at=queued_at, due_at=due))
    assert tick(at=after(100)).forgotten == 1 + 2 + 2 + 1
    assert tick(at=after(100)).forgotten == 0
    with reading() as session:
        assert sorted(session.exec(select(SignIn.digest))) == ["a", "d"]
        assert len(session.exec(select(Letter)).all()) == 2


def test_an_idle_tick_writes_nothing(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    add_offer()

    def never() -> None:
        raise AssertionError("nothing is due")

    for where in ("upkeep.scheduled_jobs", "mail.sending", "commands.confirming"):
        monkeypatch.setattr(f"data_access.{where}.writing", never)
    assert counts(tick(at=after(1))) == (0, 0, 0, 0)


def test_tick_sends_what_it_queued(
    store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add_person(Role.STEWARD)
    with writing() as session:
        session.exec(select(Request))
    code = add_sent_request()
    postbox = Postbox()
    with mail_server_with(postbox) as port:
        set_up_mail(monkeypatch, port)
        assert main(["tick", "--json"]) == 0
        said = json.loads(capsys.readouterr().out)
    assert (said["acknowledge"], said["answer"], said["sent"], said["failed"]) == (
        1,
        said["answer"],
        1 + said["answer"],
        0,
    )
    assert code in postbox.messages[0].get_content()


def test_tick_says_what_it_did_and_what_the_mail_settings_lack(
    store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["tick"]) == 0
    assert "Reminded: 0 to acknowledge" in capsys.readouterr().out
    set_up_mail(monkeypatch)
    monkeypatch.setenv("SMTP_PORT", "nonsense")
    assert main(["tick"]) == 1
    assert "SMTP_PORT" in capsys.readouterr().out


def test_the_history_holds_after_many_clocks(store: str) -> None:
    for _ in range(4):
        add_offer()
    tick(at=after(400))
    assert verify_store().problems == ()
