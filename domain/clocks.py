"""The clocks of requests and offers: how soon an answer is due, and when a record needs a word from its owner again."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice

_SATURDAY = 5


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

    def reconfirm_day(self, confirmed: date) -> date:
        """The day from which the owner is asked whether a record still stands. confirmed: when it last said so."""
        return after_months(confirmed, self.reconfirm_months)

    def expire_day(self, confirmed: date) -> date:
        """The day on which a record expires unless its owner says that it still stands."""
        return after_months(confirmed, self.expire_months)


#: The clocks of this repository. An operator who agrees on others changes them here.
CLOCKS = Clocks()


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
