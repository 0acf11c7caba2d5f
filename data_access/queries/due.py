"""Which requests and offers have waited for longer than their clocks allow?

What each clock runs from, and for which records, `domain.records.clocks` defines; the SQL conditions here are built
from its sets of statuses, and a test compares both.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from sqlalchemy import ColumnElement, String, cast, type_coerce
from sqlmodel import Session, and_, col, false, func, select

from data_access.models import Offer, Reminder, Request
from data_access.models.base import UtcDateTime
from data_access.store.engine import reading
from data_access.upkeep.batching import in_batches
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

Waiting = TypeVar("Waiting", Request, Offer)


def due_records(due: Due, moment: datetime, troubles: list[str]) -> list[str]:
    """Codes of the records whose clock has passed and of which nobody was reminded since it started, in order.

    What cannot be read is left out and added to `troubles`, a sentence each.
    """
    given = _given(due)
    found: list[str] = []

    def look(table: type[Waiting], codes: Sequence[str]) -> int:
        with reading() as session:
            rows = session.exec(select(table).where(col(table.code).in_(codes)).order_by(table.code))
            due_now = [
                row.code for row in rows if (day := passed(row, due, moment)) and (row.code, str(day)) not in given
            ]
        found.extend(due_now)
        return len(due_now)

    in_batches(_candidates(Request, due, moment), lambda codes: look(Request, codes), troubles)
    in_batches(_candidates(Offer, due, moment), lambda codes: look(Offer, codes), troubles)
    return found


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


def was_given(session: Session, code: str, due: Due, last_day: date) -> bool:
    """Whether somebody was reminded of this already."""
    return session.get(Reminder, (code, due.value, last_day)) is not None


def _given(due: Due) -> set[tuple[str, str]]:
    """Code and last day, as text, of each reminder that was given."""
    wanted = select(Reminder.record_code, cast(col(Reminder.last_day), String)).where(Reminder.due == due.value)
    with reading() as session:
        return {(code, day) for code, day in session.exec(wanted)}


def _candidates(table: type[Waiting], due: Due, moment: datetime) -> Sequence[str]:
    """Codes of records whose clock has passed: no row is read, so that a broken one keeps nobody waiting."""
    with reading() as session:
        wanted = select(table.code).where(is_due(table, due, moment.date())).order_by(table.code)
        return session.exec(wanted).all()
