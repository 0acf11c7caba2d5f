"""A mail server for tests, and what lies in the queue."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from sqlmodel import col, select

from data_access.models import Letter, Person
from data_access.store.engine import reading


def set_up_mail(monkeypatch: pytest.MonkeyPatch, port: int = 2525, security: str = "none") -> None:
    """Let this instance have a mail server and an address of its own."""
    for name, value in {
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(port),
        "SMTP_SECURITY": security,
        "MAIL_FROM": "upr@example.org",
        "PUBLIC_ADDRESS": "https://upr.example.org",
    }.items():
        monkeypatch.setenv(name, value)
    for name in ("SMTP_USER", "SMTP_PASSWORD"):
        monkeypatch.delenv(name, raising=False)


def queued() -> list[tuple[str, Letter]]:
    """The receiver's code and each letter, in the order in which they were queued."""
    with reading() as session:
        rows = session.exec(select(Person.code, Letter).join(Letter).order_by(col(Letter.id))).all()
        session.expunge_all()
        return list(rows)


def receivers(subject_starts: str = "") -> list[str]:
    """Codes of those who got a letter with such a subject, in order."""
    return sorted(code for code, letter in queued() if letter.subject.startswith(subject_starts))


class Postbox:
    """Takes letters, or answers as a test wants it to. answers: what to say to each letter in turn, then 250."""

    def __init__(self, *answers: str) -> None:
        self.messages: list[EmailMessage] = []
        self.receivers: list[str] = []
        self.answers = list(answers)
        # The name by which the server asks for it.
        vars(self)["handle_DATA"] = self.take

    async def take(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Answer one letter."""
        answer = self.answers.pop(0) if self.answers else "250 taken"
        if answer == "hang up":
            assert server.transport is not None
            server.transport.close()
            return "421 gone"
        if answer.startswith("250"):
            content = envelope.content
            assert isinstance(content, bytes)
            message = message_from_bytes(content, policy=policy.default)
            assert isinstance(message, EmailMessage)
            self.messages.append(message)
            self.receivers += envelope.rcpt_tos
        return answer


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def mail_server_with(postbox: Postbox) -> Iterator[int]:
    """Let it serve on a free port."""
    port = free_port()
    controller = Controller(postbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()
