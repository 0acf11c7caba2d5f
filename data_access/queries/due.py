"""Which requests and offers have waited for longer than their clocks allow?"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TypeVar

from sqlalchemy import ColumnElement, String, cast
from sqlmodel import Session, and_, col, false, func, select

from data_access.engine import reading
from data_access.models import Offer, Reminder, Request
from data_access.one_by_one import in_batches
from domain.clocks import CLOCKS, Due
from domain.vocabulary import EditorialState, OfferStatus, RequestStatus

#: Statuses that need a word from the owner now and then. Whoever delivers support gives it by that.
WAITING_REQUESTS = frozenset({RequestStatus.OPEN, RequestStatus.IN_DIALOGUE, RequestStatus.AGREED})
WAITING_OFFERS = frozenset({OfferStatus.OPEN, OfferStatus.RESERVED})
#: Statuses in which a State waits for its request to be taken up.
UNANSWERED = frozenset({RequestStatus.SUBMITTED, RequestStatus.ACKNOWLEDGED, RequestStatus.OPEN})
_ON_THEIR_WAY = frozenset({EditorialState.SUBMITTED, EditorialState.REVIEWED, EditorialState.PUBLISHED})
#: Fewer days than each clock can run: what is younger need not be looked at.
_AT_LEAST = {Due.ACKNOWLEDGE: 5, Due.ANSWER: 60, Due.RECONFIRM: 180, Due.EXPIRE: 365}

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
    started = clock_start(row, due)
    if started is None or not CLOCKS.is_passed(due, started.date(), moment.date()):
        return None
    return CLOCKS.due_day(due, started.date())


def clock_start(row: Request | Offer, due: Due) -> datetime | None:
    """When this clock started for a record; None where it does not run."""
    if due in {Due.RECONFIRM, Due.EXPIRE}:
        stands = row.status in (WAITING_REQUESTS if isinstance(row, Request) else WAITING_OFFERS)
        return last_word(row) if stands and row.editorial_state is EditorialState.PUBLISHED else None
    if not isinstance(row, Request):
        return None
    if due is Due.ACKNOWLEDGE:
        waits = row.status is RequestStatus.SUBMITTED and row.editorial_state is EditorialState.SUBMITTED
    else:
        waits = row.status in UNANSWERED and row.editorial_state in _ON_THEIR_WAY and row.answered_at is None
    return row.submitted_at if waits else None


def last_word(row: Request | Offer) -> datetime:
    """When the owner last said that the record stands: by confirming it, or by its publication."""
    return row.confirmed_at or row.published_at or row.created_at


def was_given(session: Session, code: str, due: Due, last_day: date) -> bool:
    """Whether somebody was reminded of this already."""
    return session.get(Reminder, (code, due.value, last_day)) is not None


def _given(due: Due) -> set[tuple[str, str]]:
    """Code and last day, as text, of each reminder that was given."""
    wanted = select(Reminder.record_code, cast(col(Reminder.last_day), String)).where(Reminder.due == due.value)
    with reading() as session:
        return {(code, day) for code, day in session.exec(wanted)}


def _candidates(table: type[Waiting], due: Due, moment: datetime) -> Sequence[str]:
    """Codes of records whose clock may have passed: no row is read, so that a broken one keeps nobody waiting."""
    before = moment - timedelta(days=_AT_LEAST[due])
    condition = _stood(table, before) if due in {Due.RECONFIRM, Due.EXPIRE} else _asked(table, due, before)
    with reading() as session:
        return session.exec(select(table.code).where(condition).order_by(table.code)).all()


def _stood(table: type[Request] | type[Offer], before: datetime) -> ColumnElement[bool]:
    """Public and waiting, and without a word from its owner since then."""
    word = func.coalesce(col(table.confirmed_at), col(table.published_at), col(table.created_at))
    waiting = WAITING_REQUESTS if table is Request else WAITING_OFFERS
    public = col(table.editorial_state) == EditorialState.PUBLISHED
    return and_(public, col(table.status).in_(waiting), word <= before)


def _asked(table: type[Request] | type[Offer], due: Due, before: datetime) -> ColumnElement[bool]:
    """A request without an answer, sent before then."""
    if table is Offer:
        return false()
    waiting = UNANSWERED if due is Due.ANSWER else [RequestStatus.SUBMITTED]
    return and_(
        col(Request.status).in_(waiting), col(Request.submitted_at) <= before, col(Request.answered_at).is_(None)
    )
