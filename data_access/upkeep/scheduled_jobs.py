"""What time does by itself: reminders, each given once; what nobody confirmed expires; what is over is forgotten.

Made to be run by cron, as often as one likes, also twice at the same time: what is due is read without a lock, and each
write looks again, in its transaction, whether it still is.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, delete, func, or_, select

from data_access.commands.confirming import expire_record
from data_access.mail.recipients import Reminded, record_link, write_reminders
from data_access.mail.sending import Sent, letters_given_up, send_due_letters
from data_access.models import (
    Invitation,
    Letter,
    Offer,
    Organization,
    Reminder,
    Request,
    SignIn,
    SignInAttempt,
    Table,
)
from data_access.records.due import passed, timed
from data_access.store.engine import reading, writing
from data_access.store.errors import Invalid
from data_access.store.history import now
from data_access.upkeep.batching import in_batches
from data_access.upkeep.due_records import Waiting, due_records, was_given
from domain.people.permissions import CLOCK
from domain.records.clocks import Due, agreed_clocks, clock_start
from languages.letters import AboutRecord

#: How long what is over is kept, for questions about it.
ATTEMPTS_KEPT = timedelta(days=1)
SIGN_INS_KEPT = timedelta(days=30)
LETTERS_KEPT = timedelta(days=90)


@dataclass(frozen=True)
class Ticked:
    """What was done. acknowledge, answer, reconfirm: records that somebody was reminded of. expired: records.

    forgotten: attempts to sign in, sign-ins, invitations and letters that are long over. mail: what became of the
    letters that were due. troubles: what could not be done, a sentence each. given_up: letters that never arrived.
    """

    acknowledge: int
    answer: int
    reconfirm: int
    expired: int
    forgotten: int
    mail: Sent
    troubles: tuple[str, ...]
    given_up: tuple[str, ...]


def tick(*, at: datetime | None = None) -> Ticked:
    """Do all that is due now, and say what it was. One record that cannot be read or written never stops the rest."""
    moment = at or now()
    troubles: list[str] = []
    # What expired today need not be confirmed any more, so expiry comes first.
    over = due_records(Due.EXPIRE, moment, troubles)
    expired = in_batches(over, partial(_expire, moment), troubles)
    given = {
        due: in_batches(due_records(due, moment, troubles), partial(_remind, due, moment), troubles)
        for due in (Due.ACKNOWLEDGE, Due.ANSWER, Due.RECONFIRM)
    }
    return Ticked(
        acknowledge=given[Due.ACKNOWLEDGE],
        answer=given[Due.ANSWER],
        reconfirm=given[Due.RECONFIRM],
        expired=expired,
        forgotten=_forget(moment),
        mail=_send(moment, troubles),
        troubles=tuple(dict.fromkeys(troubles)),
        given_up=letters_given_up(),
    )


def _expire(moment: datetime, codes: Sequence[str]) -> int:
    with writing():
        for code in codes:
            expire_record(CLOCK, code, at=moment)
    return len(codes)


def _remind(due: Due, moment: datetime, codes: Sequence[str]) -> int:
    """Give the reminders that are still due, in one transaction; how many."""
    with writing() as session:
        reminded = [
            *_still_due(session, Request, due, moment, codes),
            *_still_due(session, Offer, due, moment, codes),
        ]
        for one in reminded:
            session.add(Reminder(record_code=one.about.code, due=due.value, last_day=one.last_day, given_at=moment))
        write_reminders(session, due, reminded)
    return len(reminded)


def _still_due(
    session: Session, table: type[Waiting], due: Due, moment: datetime, codes: Sequence[str]
) -> Iterator[Reminded]:
    wanted = (
        select(table, Organization)
        .join(Organization, col(Organization.id) == col(table.publisher_id))
        .where(col(table.code).in_(codes))
        .order_by(table.code)
    )
    for row, publisher in session.exec(wanted).all():
        last_day, started = passed(row, due, moment), clock_start(due, timed(row))
        if last_day is None or started is None or was_given(session, row.code, due, last_day):
            continue
        shown = agreed_clocks().expire_day(started.date()) if due is Due.RECONFIRM else last_day
        about = AboutRecord(row.code, row.title, started.date(), record_link(row.code), last_day=shown)
        yield Reminded(publisher, about, last_day, _asking_state(row))


def _asking_state(row: Request | Offer) -> str | None:
    return row.iso3 if isinstance(row, Request) else None


def _forget(moment: datetime) -> int:
    """Delete what is long over; how many rows. Nothing is written where there is nothing to delete."""
    signed_in, written = moment - SIGN_INS_KEPT, moment - LETTERS_KEPT
    over: list[tuple[type[Table], ColumnElement[bool]]] = [
        (SignInAttempt, col(SignInAttempt.at) < moment - ATTEMPTS_KEPT),
        (SignIn, or_(col(SignIn.expires_at) < signed_in, col(SignIn.ended_at) < signed_in)),
        (Invitation, or_(col(Invitation.expires_at) < signed_in, col(Invitation.used_at) < signed_in)),
        (Letter, and_(col(Letter.due_at).is_(None), col(Letter.queued_at) < written)),
    ]
    with reading() as session:
        counts = [session.exec(select(func.count()).select_from(table).where(old)).one() for table, old in over]
    if sum(counts):
        with writing() as session:
            for table, old in over:
                session.execute(delete(table).where(old))
    return sum(counts)


def _send(moment: datetime, troubles: list[str]) -> Sent:
    try:
        # What was queued a moment ago, in this run, is due by now.
        sent = send_due_letters(at=max(moment, now()))
    except Invalid as refusal:
        troubles.append(str(refusal))
        return Sent()
    if sent.trouble:
        troubles.append(f"{sent.failed} letters were not taken by the mail server: {sent.trouble}")
    return sent
