"""Which records is somebody to be reminded of now?"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import String, cast
from sqlmodel import Session, col, select

from data_access.models import Offer, Reminder, Request
from data_access.records.due import is_due, passed
from data_access.store.engine import reading
from data_access.upkeep.batching import in_batches
from domain.records.clocks import Due

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
