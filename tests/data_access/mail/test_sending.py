"""Letters go out once each, whatever the mail server does."""

import socket
import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from data_access.mail.sending import (
    FIRST_PAUSE,
    LONGEST_PAUSE,
    Security,
    Sent,
    letters_given_up,
    mail_server,
    pause_after,
    send_due_letters,
)
from data_access.models import Letter, Person
from data_access.store.engine import writing
from data_access.store.errors import Invalid
from tests.builders import add_person
from tests.data_access.post import Postbox, free_port, mail_server_with, queued, set_up_mail

NOW = datetime(2026, 5, 12, 9, tzinfo=UTC)


def add_letters(count: int, *, subject: str = "Published: Training", queued_at: datetime = NOW) -> str:
    """Queue letters to one person, whose code it returns."""
    code = add_person()
    with writing() as session:
        person = session.exec(select(Person).where(Person.code == code)).one()
        for number in range(count):
            session.add(
                Letter(
                    person_id=person.id or 0,
                    subject=f"{subject} {number}",
                    body="السطر الأول\nA second line.\n",
                    queued_at=queued_at,
                    due_at=queued_at,
                )
            )
    return code


def states() -> list[tuple[bool, bool, int]]:
    """Of each letter: whether it was sent, whether it is still due some time, and how often it was tried."""
    return [(one.sent_at is not None, one.due_at is not None, one.attempts) for _, one in queued()]


def test_each_letter_is_sent_once(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    code = add_letters(3)
    postbox = Postbox()
    with mail_server_with(postbox) as port:
        set_up_mail(monkeypatch, port)
        assert send_due_letters(at=NOW) == Sent(sent=3)
        assert send_due_letters(at=NOW + timedelta(days=1)) == Sent()
    assert [str(message["Subject"]) for message in postbox.messages] == [f"Published: Training {n}" for n in range(3)]
    assert postbox.receivers == [f"{code.lower()}@example.org"] * 3
    assert states() == [(True, False, 1)] * 3


def test_a_letter_is_plain_text_from_the_instances_address(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    add_letters(1)
    postbox = Postbox()
    with mail_server_with(postbox) as port:
        set_up_mail(monkeypatch, port)
        send_due_letters(at=NOW)
    message = postbox.messages[0]
    assert message["From"] == "upr@example.org"
    assert message.get_content_type() == "text/plain"
    assert message.get_content().splitlines() == ["السطر الأول", "A second line."]
    assert message["Auto-Submitted"] == "auto-generated"
    assert str(message["Message-ID"]).endswith("@example.org>")


def test_a_letter_that_is_refused_waits_and_the_others_go_out(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    add_letters(3)
    postbox = Postbox("550 mailbox of nobody", "250 taken")
    with mail_server_with(postbox) as port:
        set_up_mail(monkeypatch, port)
        done = send_due_letters(at=NOW)
        assert (done.sent, done.failed, done.given_up) == (2, 1, 0)
        assert "mailbox of nobody" in done.trouble
        assert send_due_letters(at=NOW + FIRST_PAUSE - timedelta(seconds=1)) == Sent()
        assert send_due_letters(at=NOW + FIRST_PAUSE) == Sent(sent=1)
    assert sorted(states()) == [(True, False, 1), (True, False, 1), (True, False, 2)]


def test_a_server_that_dies_between_two_letters_loses_and_repeats_none(
    store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_letters(3)
    postbox = Postbox("250 taken", "hang up")
    with mail_server_with(postbox) as port:
        set_up_mail(monkeypatch, port)
        assert send_due_letters(at=NOW).sent == 1
        assert sorted(states()) == [(False, True, 0), (False, True, 1), (True, False, 1)]
        assert send_due_letters(at=NOW + FIRST_PAUSE) == Sent(sent=2)
    assert sorted(str(message["Subject"]) for message in postbox.messages) == [
        f"Published: Training {number}" for number in range(3)
    ]


def test_a_server_that_is_not_there_keeps_every_letter(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    add_letters(2)
    set_up_mail(monkeypatch, free_port())
    done = send_due_letters(at=NOW)
    assert (done.sent, done.failed) == (0, 1)
    assert "ConnectionRefusedError" in done.trouble
    assert sorted(states()) == [(False, True, 0), (False, True, 1)]


def test_a_server_that_says_nothing_is_not_waited_for_longer_than_the_timeout(
    store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_letters(1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        set_up_mail(monkeypatch, silent.getsockname()[1])
        done = send_due_letters(at=NOW, timeout=0.3)
    assert (done.sent, done.failed) == (0, 1)
    assert states() == [(False, True, 1)]


def test_what_cannot_be_sent_for_days_is_given_up_and_named_without_the_address(
    store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = add_letters(1)
    moment = NOW
    with mail_server_with(Postbox(*[f"550 no {code.lower()}@example.org"] * 40)) as port:
        set_up_mail(monkeypatch, port)
        while states()[0][1]:
            send_due_letters(at=moment)
            moment += timedelta(hours=6)
    assert timedelta(days=3) < moment - NOW < timedelta(days=4)
    [said] = letters_given_up()
    assert f"to {code} was given up" in said
    assert "@" not in said


def test_pauses_grow_up_to_a_quarter_of_a_day() -> None:
    assert [pause_after(attempts) for attempts in (1, 2, 3)] == [FIRST_PAUSE, 2 * FIRST_PAUSE, 4 * FIRST_PAUSE]
    assert pause_after(1000) == LONGEST_PAUSE


def test_two_programs_at_the_same_time_send_each_letter_once(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    add_letters(12)
    postbox = Postbox()
    with mail_server_with(postbox) as port:
        set_up_mail(monkeypatch, port)
        programs = [threading.Thread(target=lambda: send_due_letters(at=NOW)) for _ in range(3)]
        for program in programs:
            program.start()
        for program in programs:
            program.join()
    assert sorted(str(message["Subject"]) for message in postbox.messages) == sorted(
        f"Published: Training {number}" for number in range(12)
    )


def test_a_letter_that_a_dead_program_had_claimed_is_sent_later(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    add_letters(1)
    postbox = Postbox()

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with mail_server_with(postbox) as port:
        set_up_mail(monkeypatch, port)
        with monkeypatch.context() as dying:
            dying.setattr("smtplib.SMTP.send_message", die)
            with pytest.raises(KeyboardInterrupt):
                send_due_letters(at=NOW)
        assert send_due_letters(at=NOW) == Sent()
        assert send_due_letters(at=datetime.now(UTC) + timedelta(hours=1)) == Sent(sent=1)


def test_a_subject_never_adds_a_header(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    add_letters(1, subject="Published\r\nBcc: everybody@example.org\r\n\r\nHello")
    postbox = Postbox()
    with mail_server_with(postbox) as port:
        set_up_mail(monkeypatch, port)
        assert send_due_letters(at=NOW).sent == 1
    assert postbox.messages[0]["Bcc"] is None
    assert len(postbox.receivers) == 1


def test_an_address_with_a_comma_is_one_receiver(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    code = add_letters(1)
    with writing() as session:
        session.exec(select(Person).where(Person.code == code)).one().email = "all,everybody@example.org"
    postbox = Postbox()
    with mail_server_with(postbox) as port:
        set_up_mail(monkeypatch, port)
        send_due_letters(at=NOW)
    assert postbox.receivers == ['"all,everybody"@example.org']


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SMTP_PORT", "eighty"),
        ("SMTP_PORT", "70000"),
        ("SMTP_PORT", "٢٥"),
        ("SMTP_SECURITY", "ssl"),
        ("MAIL_FROM", "nobody"),
        ("MAIL_FROM", "a@b.org\nBcc: c@d.org"),
        ("SMTP_USER", "in the open"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_by_its_name(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_up_mail(monkeypatch)
    monkeypatch.setenv(name, value)
    with pytest.raises(Invalid) as refused:
        mail_server()
    assert refused.value.field == name


def test_ports_follow_the_security_that_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    set_up_mail(monkeypatch)
    for security, port in ((Security.STARTTLS, 587), (Security.TLS, 465), (Security.NONE, 25)):
        monkeypatch.setenv("SMTP_SECURITY", security.value)
        monkeypatch.delenv("SMTP_PORT", raising=False)
        server = mail_server()
        assert server is not None
        assert (server.security, server.port) == (security, port)
    monkeypatch.delenv("SMTP_HOST")
    assert mail_server() is None


def test_a_server_without_encryption_gets_no_letter_where_encryption_is_wanted(
    store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_letters(1)
    postbox = Postbox()
    with mail_server_with(postbox) as port:
        set_up_mail(monkeypatch, port, "starttls")
        assert send_due_letters(at=NOW).failed == 1
    assert postbox.messages == []
