"""The clocks of requests and offers: how soon an answer is due, and when a record needs a word from its owner again.

A request is *answered* while somebody has taken it up, or it was closed with a reason; set back to open it is
*unanswered* again, and its clock goes on from that day. It is *due* once the last day of a clock has passed; a record
is *stale* once its owner is due to say that it still stands. Each is defined here and nowhere else.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import count, islice

from domain.vocabulary import EditorialState, OfferStatus, RequestStatus

_SATURDAY = 5

#: Statuses in which a request waits for OHCHR to confirm that it arrived.
UNACKNOWLEDGED = frozenset({RequestStatus.SUBMITTED})
#: Statuses in which a State waits for its request to be taken up.
UNANSWERED = frozenset({RequestStatus.SUBMITTED, RequestStatus.ACKNOWLEDGED, RequestStatus.OPEN})
#: Statuses in which a request is answered: somebody has taken it up, or its State was told that none was found.
ANSWERED = frozenset(
    {
        RequestStatus.IN_DIALOGUE,
        RequestStatus.AGREED,
        RequestStatus.DELIVERING,
        RequestStatus.FULFILLED,
        RequestStatus.CLOSED_WITHOUT_MATCH,
    }
)
#: Statuses that need a word from the owner now and then. Whoever delivers support gives it by that.
WAITING_REQUESTS = frozenset({RequestStatus.OPEN, RequestStatus.IN_DIALOGUE, RequestStatus.AGREED})
WAITING_OFFERS = frozenset({OfferStatus.OPEN, OfferStatus.RESERVED})
#: Editorial states in which somebody else has to act on a request: it was sent, and not given back.
ON_ITS_WAY = frozenset({EditorialState.SUBMITTED, EditorialState.REVIEWED, EditorialState.PUBLISHED})


class Clock(StrEnum):
    """What is timed from the day on which a State sends its request."""

    #: OHCHR confirms that the request arrived.
    ACKNOWLEDGED = "acknowledged"
    #: A partner takes it up, or the State is told that none was found.
    ANSWERED = "answered"


class Due(StrEnum):
    """What a record waits for, and somebody is reminded of once its last day has passed."""

    #: A steward confirms that a request arrived.
    ACKNOWLEDGE = "acknowledge"
    #: A request is answered: a partner takes it up, or the State is told that none was found.
    ANSWER = "answer"
    #: The owner of a request or an offer says that it still stands.
    RECONFIRM = "reconfirm"
    #: Nobody said so: it expires.
    EXPIRE = "expire"


class Timeliness(StrEnum):
    """Where one clock of one request stands on a given day."""

    #: Done on the last day or before.
    IN_TIME = "in_time"
    #: Done after the last day.
    LATER = "later"
    #: Not done, and the last day has not passed.
    RUNNING = "running"
    #: Not recorded as done, and the last day has passed.
    PASSED = "passed"


@dataclass(frozen=True)
class Age:
    """How long something waits, and how long it still may: "waiting for 12 days, 48 more to answer".

    days: since it began. left: until its last day, that day included; below zero once that has passed. working: both
    count working days.
    """

    days: int
    left: int
    last_day: date
    working: bool = False

    @property
    def passed(self) -> bool:
        """Whether the last day is over."""
        return self.left < 0


@dataclass(frozen=True)
class Timed:
    """What the clocks of a request or an offer run from; only a request was ever submitted, taken up or reopened.

    submitted: when the State sent it. reopened: when it was last set back to open. last_word: when its owner last said
    that it stands, its publication where nobody did since.
    """

    status: RequestStatus | OfferStatus
    editorial_state: EditorialState
    last_word: datetime
    submitted: datetime | None = None
    reopened: datetime | None = None


@dataclass(frozen=True)
class Clocks:
    """How long each clock runs. Working days are Monday to Friday; holidays, which differ by place, are not known."""

    acknowledge_working_days: int = 5
    answer_days: int = 60
    reconfirm_months: int = 6
    expire_months: int = 12

    def last_day(self, clock: Clock, submitted: date) -> date:
        """The last day on which the clock is kept."""
        if clock is Clock.ACKNOWLEDGED:
            return after_working_days(submitted, self.acknowledge_working_days)
        return submitted + timedelta(days=self.answer_days)

    def age(self, clock: Clock, submitted: date, today: date) -> Age:
        """How long a request waits for what the clock times."""
        return age(submitted, self.last_day(clock, submitted), today, working=clock is Clock.ACKNOWLEDGED)

    def age_of_word(self, confirmed: date, today: date) -> Age:
        """How long ago the owner of a request or an offer last said that it stands, and how long until it expires."""
        return age(confirmed, self.expire_day(confirmed), today)

    def is_passed(self, due: Due, since: date, today: date) -> bool:
        """Whether somebody is to be reminded today. since: when the clock started: submitted, or last confirmed."""
        if due is Due.RECONFIRM:
            return today >= self.due_day(due, since)
        return today > self.due_day(due, since)

    def due_day(self, due: Due, since: date) -> date:
        """The day that the clock of a reminder runs to."""
        match due:
            case Due.ACKNOWLEDGE:
                return self.last_day(Clock.ACKNOWLEDGED, since)
            case Due.ANSWER:
                return self.last_day(Clock.ANSWERED, since)
            case Due.RECONFIRM:
                return self.reconfirm_day(since)
            case Due.EXPIRE:
                return self.expire_day(since)

    def is_due(self, due: Due, record: Timed, today: date) -> bool:
        """Whether the clock runs for this record, and its last day has passed."""
        started = clock_start(due, record)
        return started is not None and self.is_passed(due, started.date(), today)

    def last_passed_start(self, due: Due, today: date) -> date:
        """The latest day of which it holds that a clock that started then has passed today: an earlier one has, too."""
        return _last_passed_start(self, due, today)

    def soon_day(self, confirmed: date) -> date:
        """The day from which the owner is told that a record expires soon: a month before it does."""
        return after_months(confirmed, max(0, self.expire_months - 1))

    def reconfirm_day(self, confirmed: date) -> date:
        """The day from which the owner is asked whether a record still stands. confirmed: when it last said so."""
        return after_months(confirmed, self.reconfirm_months)

    def expire_day(self, confirmed: date) -> date:
        """The day on which a record expires unless its owner says that it still stands."""
        return after_months(confirmed, self.expire_months)


_agreed = [Clocks()]


def agreed_clocks() -> Clocks:
    """The clocks of this repository: those that its operator has set, else 5 working days, 60 days, 6 and 12 months."""
    return _agreed[0]


def agree_on(clocks: Clocks) -> None:
    """Let these be the clocks of this process. They are read from the environment once, before anything else."""
    _agreed[0] = clocks


def clock_start(due: Due, record: Timed) -> datetime | None:
    """When a clock started for a record; None where it does not run."""
    match due:
        case Due.ACKNOWLEDGE:
            return record.submitted if record.status in UNACKNOWLEDGED and _on_its_way(record) else None
        case Due.ANSWER:
            return answer_clock_start(record) if is_unanswered(record) else None
        case Due.RECONFIRM | Due.EXPIRE:
            return record.last_word if needs_word(record) else None


def answer_clock_start(record: Timed) -> datetime | None:
    """From when a State waits for its request to be taken up: its submission, or the day it was set back to open."""
    return record.reopened or record.submitted


def is_unanswered(record: Timed) -> bool:
    """Whether a State waits for its request to be taken up."""
    return record.status in UNANSWERED and _on_its_way(record)


def needs_word(record: Timed) -> bool:
    """Whether the owner has to say now and then that a record still stands."""
    waiting = record.status in WAITING_REQUESTS or record.status in WAITING_OFFERS
    return waiting and record.editorial_state is EditorialState.PUBLISHED


def is_reopened(before: RequestStatus, after: RequestStatus) -> bool:
    """Whether this step sets a request back to open, so that it waits for an answer anew."""
    return after is RequestStatus.OPEN and before not in UNANSWERED


def _on_its_way(record: Timed) -> bool:
    return record.editorial_state in ON_ITS_WAY


@lru_cache(maxsize=64)
def _last_passed_start(clocks: Clocks, due: Due, today: date) -> date:
    days = (today - timedelta(days=ago) for ago in count())
    return next(day for day in days if clocks.is_passed(due, day, today))


def working_days(start: date, end: date) -> int:
    """The working days after `start` up to and including `end`; none where `end` is not after it."""
    weeks, rest = divmod(max(0, (end - start).days), 7)
    return 5 * weeks + sum(_works(start + timedelta(days=day)) for day in range(1, rest + 1))


def after_working_days(start: date, count: int) -> date:
    """The day that is `count` working days after `start`, `start` itself for none."""
    return next(islice(_working_days_after(start), count - 1, None)) if count > 0 else start


def after_months(start: date, months: int) -> date:
    """The same day of the month so many months later; the month's last day where it has no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def timeliness(last_day: date, done: date | None, today: date) -> Timeliness:
    """Where a clock with this last day stands today."""
    if done is not None:
        return Timeliness.IN_TIME if done <= last_day else Timeliness.LATER
    return Timeliness.RUNNING if today <= last_day else Timeliness.PASSED


def age(since: date, last_day: date, today: date, *, working: bool = False) -> Age:
    """How long something waits on a day, in days or working days; see `Age`."""
    if not working:
        return Age((today - since).days, (last_day - today).days, last_day)
    # Nobody works on the days between: on a Saturday after a last Friday, the first day over is still to come.
    left = working_days(today, last_day) if today <= last_day else -max(1, working_days(last_day, today))
    return Age(working_days(since, today), left, last_day, working=True)


def _works(day: date) -> bool:
    return day.weekday() < _SATURDAY


def _working_days_after(start: date) -> Iterator[date]:
    day = start
    while True:
        day += timedelta(days=1)
        if _works(day):
            yield day
