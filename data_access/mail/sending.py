"""Send the letters that are due, over SMTP, each once; what a mail server does not take is tried again later.

A letter is claimed in a transaction of its own before it is handed over, so that two programs that send at the same
time never take the same one. Where a program dies between the server's acceptance and its own note of it, the letter is
sent once more after a while, under the same Message-ID.
"""

import logging
import os
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from enum import StrEnum
from typing import Final

from sqlmodel import col, select

from data_access.models import Letter, Person
from data_access.store.engine import reading, writing
from data_access.store.errors import Invalid
from data_access.store.history import now

#: How long one answer of the mail server is waited for.
TIMEOUT_SECONDS: Final = 20
#: A letter that is being sent is nobody else's for so long.
CLAIM: Final = timedelta(minutes=15)
#: The pause after a first failure; it doubles with each one, up to the longest.
FIRST_PAUSE: Final = timedelta(minutes=5)
LONGEST_PAUSE: Final = timedelta(hours=6)
#: A letter that could not be sent for so long is given up at the next failure.
GIVEN_UP_AFTER: Final = timedelta(days=3)
LONGEST_TROUBLE: Final = 300
_log = logging.getLogger(__name__)


class Security(StrEnum):
    """How the way to the mail server is kept private: SMTP_SECURITY."""

    #: Plain at first, encrypted before anything is said; the default.
    STARTTLS = "starttls"
    #: Encrypted from the start.
    TLS = "tls"
    #: Not at all: for a server on the same machine.
    NONE = "none"


@dataclass(frozen=True)
class MailServer:
    """The mail server of this instance, and who letters are from."""

    host: str
    port: int
    sender: Address
    security: Security = Security.STARTTLS
    user: str = ""
    password: str = ""


@dataclass(frozen=True)
class Sent:
    """What became of the letters that were due. given_up: those not tried any more. trouble: what the server said."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0
    trouble: str = ""


@dataclass(frozen=True)
class Claimed:
    """A letter that this program is sending."""

    id: int
    message: EmailMessage
    receiver: str


def mail_is_set_up() -> bool:
    """Whether letters can be sent at all: SMTP_HOST and MAIL_FROM are set."""
    return bool(os.environ.get("SMTP_HOST", "").strip() and os.environ.get("MAIL_FROM", "").strip())


def mail_server() -> MailServer | None:
    """The mail server that the environment names; None where it names none. Invalid for settings that cannot be."""
    if not mail_is_set_up():
        return None
    said = os.environ.get("SMTP_SECURITY", "").strip().lower() or Security.STARTTLS.value
    if said not in set(Security):
        raise Invalid("SMTP_SECURITY is starttls, tls or none.", "SMTP_SECURITY")
    security = Security(said)
    port = os.environ.get("SMTP_PORT", "").strip() or {"starttls": "587", "tls": "465", "none": "25"}[said]
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise Invalid("SMTP_PORT is a number from 1 to 65535.", "SMTP_PORT")
    user, password = os.environ.get("SMTP_USER", ""), os.environ.get("SMTP_PASSWORD", "")
    if user and security is Security.NONE:
        raise Invalid("SMTP_USER needs SMTP_SECURITY starttls or tls: a password is not sent in the open.", "SMTP_USER")
    return MailServer(os.environ["SMTP_HOST"].strip(), int(port), _sender(), security, user, password)


def send_due_letters(*, at: datetime | None = None, timeout: float = TIMEOUT_SECONDS) -> Sent:
    """Send what is due, oldest first, and say what became of it. Nothing is tried where no mail server is set up.

    Where the server cannot be reached or breaks off, the rest waits for the next time.
    """
    server = mail_server()
    moment = at or now()
    if server is None or not _any_due(moment):
        return Sent()
    sent = failed = given_up = 0
    trouble = ""
    connection: smtplib.SMTP | None = None
    try:
        while (letter := _claim(server, moment)) is not None:
            try:
                connection = connection or _connect(server, timeout)
                connection.send_message(letter.message, str(server.sender.addr_spec), [letter.receiver])
            except (OSError, smtplib.SMTPException, ValueError) as error:
                trouble = _plain(error, letter)
                given_up += _put_back(letter, trouble, moment)
                failed += 1
                if not _goes_on(connection):
                    break
                continue
            _mark_sent(letter)
            sent += 1
    finally:
        _leave(connection)
    return Sent(sent, failed, given_up, trouble)


def letters_given_up() -> tuple[str, ...]:
    """A sentence for each letter that was not sent and is not tried any more, naming its receiver by code."""
    given_up = (
        select(Letter, Person.code).join(Person).where(col(Letter.sent_at).is_(None), col(Letter.due_at).is_(None))
    )
    with reading() as session:
        return tuple(
            f"letter {letter.id} to {code} was given up after {letter.attempts} attempts: {letter.trouble}"
            for letter, code in session.exec(given_up.order_by(col(Letter.id)))
        )


def pause_after(attempts: int) -> timedelta:
    """How long to wait after so many failures."""
    return min(LONGEST_PAUSE, FIRST_PAUSE * (1 << min(attempts - 1, 10)))


def _sender() -> Address:
    said = os.environ["MAIL_FROM"].strip()
    try:
        return Address(display_name="", addr_spec=said)
    except (ValueError, IndexError) as error:
        raise Invalid("MAIL_FROM is an e-mail address, as in upr@example.org.", "MAIL_FROM") from error


def _any_due(moment: datetime) -> bool:
    with reading() as session:
        return session.exec(select(Letter.id).where(col(Letter.due_at) <= moment).limit(1)).first() is not None


def _claim(server: MailServer, moment: datetime) -> Claimed | None:
    """Take the letter that is due longest, and keep others from it while it is being sent."""
    wanted = select(Letter, Person).join(Person).where(col(Letter.due_at) <= moment)
    with writing() as session:
        found = session.exec(wanted.order_by(col(Letter.due_at), col(Letter.id)).limit(1)).first()
        if found is None:
            return None
        letter, person = found
        letter.attempts += 1
        letter.due_at = max(moment, now()) + CLAIM
        session.add(letter)
        return Claimed(letter.id or 0, message_of(server, letter, person), receiver_of(person).addr_spec)


def message_of(server: MailServer, letter: Letter, person: Person) -> EmailMessage:
    """The letter as it is sent. A header takes one line only, whatever a title holds."""
    message = EmailMessage()
    message["From"] = server.sender
    message["To"] = receiver_of(person)
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = format_datetime(letter.queued_at)
    message["Message-ID"] = f"<{person.code}-{letter.id}-{letter.queued_at:%Y%m%dT%H%M%S}@{server.sender.domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body)
    return message


def receiver_of(person: Person) -> Address:
    """A person's address as one receiver, quoted where it holds what separates receivers."""
    local, _, domain = (person.email or "").rpartition("@")
    return Address(username=local, domain=domain)


def _connect(server: MailServer, timeout: float) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if server.security is Security.TLS:
        made: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=timeout, context=context)
    else:
        made = smtplib.SMTP(server.host, server.port, timeout=timeout)
    try:
        if server.security is Security.STARTTLS:
            made.starttls(context=context)
        if server.user:
            made.login(server.user, server.password)
    except BaseException:
        made.close()
        raise
    return made


def _goes_on(connection: smtplib.SMTP | None) -> bool:
    """Whether the server, having refused one letter, still takes others."""
    if connection is None:
        return False
    try:
        return connection.rset()[0] == 250
    except (OSError, smtplib.SMTPException):
        return False


def _leave(connection: smtplib.SMTP | None) -> None:
    if connection is not None:
        with suppress(OSError, smtplib.SMTPException):
            connection.quit()
        connection.close()


def _mark_sent(letter: Claimed) -> None:
    with _row(letter) as row:
        if row is not None:
            row.sent_at, row.due_at, row.trouble = now(), None, ""


def _put_back(letter: Claimed, trouble: str, moment: datetime) -> bool:
    """Let a letter wait that was not taken, or give it up where it waited for too long; whether it was given up."""
    with _row(letter) as row:
        if row is None:
            return False
        row.trouble = trouble
        given_up = moment - row.queued_at > GIVEN_UP_AFTER
        row.due_at = None if given_up else moment + pause_after(row.attempts)
        return given_up


@contextmanager
def _row(letter: Claimed) -> Iterator[Letter | None]:
    """The letter's row, to be changed; None where its receiver was erased in the meantime."""
    with writing() as session:
        row = session.get(Letter, letter.id)
        yield row
        if row is not None:
            session.add(row)


def _plain(error: Exception, letter: Claimed) -> str:
    """What went wrong, on one line and without the receiver's address."""
    said = " ".join(f"{type(error).__name__}: {error}".split())
    _log.warning("Letter %s was not sent: %s", letter.id, type(error).__name__)
    return said.replace(letter.receiver, "…")[:LONGEST_TROUBLE] if letter.receiver else said[:LONGEST_TROUBLE]
