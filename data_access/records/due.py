"""Has a clock of a request or an offer passed, what does it run from, and whom does the record wait for?

What each clock runs from, and for which records, `domain.records.clocks` defines; the SQL conditions here are built
from its sets of statuses, and a test compares both.
"""

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, type_coerce
from sqlmodel import Session, and_, col, false, func, select

from data_access.models import HistoryEntry, Offer, Request
from data_access.models.base import UtcDateTime
from domain.people.permissions import Verb
from domain.records.clocks import (
    ON_ITS_WAY,
    UNACKNOWLEDGED,
    UNANSWERED,
    WAITING_OFFERS,
    WAITING_REQUESTS,
    Due,
    Timed,
    agreed_clocks,
    clock_start,
)
from domain.vocabulary import EditorialState


def passed(row: Request | Offer, due: Due, moment: datetime) -> date | None:
    """The last day of a clock that has passed for this record; None where it still runs, or does not run at all."""
    clocks, started = agreed_clocks(), clock_start(due, timed(row))
    if started is None or not clocks.is_passed(due, started.date(), moment.date()):
        return None
    return clocks.due_day(due, started.date())


def timed(row: Request | Offer) -> Timed:
    """What the clocks of a record run from."""
    if isinstance(row, Offer):
        return Timed(row.status, row.editorial_state, last_word(row))
    return Timed(row.status, row.editorial_state, last_word(row), row.submitted_at, row.reopened_at)


def last_word(row: Request | Offer) -> datetime:
    """When the owner last said that the record stands: by confirming it, or by its publication."""
    return row.confirmed_at or row.published_at or row.created_at


def runs(table: type[Request] | type[Offer], due: Due) -> ColumnElement[bool]:
    """Whether the clock runs for a row, as `domain.records.clocks.clock_start` says of one record."""
    if due in {Due.RECONFIRM, Due.EXPIRE}:
        waiting = WAITING_REQUESTS if table is Request else WAITING_OFFERS
        public = col(table.editorial_state) == EditorialState.PUBLISHED
        return and_(public, col(table.status).in_(waiting))
    if table is Offer:
        return false()
    waits = UNANSWERED if due is Due.ANSWER else UNACKNOWLEDGED
    return and_(col(Request.status).in_(waits), col(Request.editorial_state).in_(ON_ITS_WAY))


def started(table: type[Request] | type[Offer], due: Due) -> ColumnElement[datetime]:
    """The moment from which the clock of a row runs, where it runs."""
    if due in {Due.RECONFIRM, Due.EXPIRE}:
        return func.coalesce(col(table.confirmed_at), col(table.published_at), col(table.created_at))
    if due is Due.ANSWER:
        return func.coalesce(col(Request.reopened_at), col(Request.submitted_at))
    return type_coerce(col(Request.submitted_at), UtcDateTime)


def is_due(table: type[Request] | type[Offer], due: Due, today: date) -> ColumnElement[bool]:
    """Whether the clock of a row runs and its last day has passed, as `Clocks.is_due` says of one record."""
    after = agreed_clocks().last_passed_start(due, today) + timedelta(days=1)
    return and_(runs(table, due), started(table, due) < datetime.combine(after, time(), UTC))


def waits_for(row: Request | Offer) -> Due | None:
    """What a request or an offer waits for first; None where it waits for nobody."""
    return next((due for due in (Due.ACKNOWLEDGE, Due.ANSWER, Due.RECONFIRM) if clock_start(due, timed(row))), None)


def last_reminder(session: Session, code: str) -> datetime | None:
    """When a steward last sent a reminder of the record."""
    wanted = select(HistoryEntry.at).where(
        HistoryEntry.record_code == code, HistoryEntry.action == Verb.REMIND_OF_RECORD.value
    )
    return session.exec(wanted.order_by(col(HistoryEntry.number).desc())).first()
