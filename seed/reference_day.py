"""The day on which a demonstration is told, and the days and moments that are counted from it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from domain.records.clocks import working_days

#: For so many days before its present the demonstration's repository has been open.
DAYS_OPEN = 943
_SATURDAY = 5


@dataclass(frozen=True)
class ReferenceDay:
    """The demonstration's present day. All that is told was over when it began, at whatever hour it is told."""

    today: date

    @property
    def moment(self) -> datetime:
        """The beginning of today, UTC."""
        return datetime.combine(self.today, time(), UTC)

    @property
    def opened(self) -> datetime:
        """When the repository opened."""
        return self.moment - timedelta(days=DAYS_OPEN) + timedelta(hours=8)

    def day(self, from_now: int) -> date:
        """A day so many days after today, or before it where negative."""
        return self.today + timedelta(days=from_now)

    def ago(self, days: int, place: int) -> datetime:
        """So many days ago, in working hours; records at other places come at other minutes."""
        return self.moment - timedelta(days=days) + _hours(place)

    def working_days_ago(self, count: int, place: int) -> datetime:
        """In the working hours of the last working day after which there were `count` of them."""
        return self.ago(self.days_since(count), place)

    def days_since(self, count: int) -> int:
        """How many days ago the last working day was after which there were `count` of them."""
        day = self.today - timedelta(days=1)
        while day.weekday() >= _SATURDAY or working_days(day, self.today) < count:
            day -= timedelta(days=1)
        return (self.today - day).days

    def spread(self, place: int, count: int, last: int) -> datetime:
        """When the record at this place among `count` was handed in: evenly, from the opening to `last` days ago."""
        whole = DAYS_OPEN - last
        return self.ago(DAYS_OPEN - whole * place // max(count, 1), place)

    def after(self, moment: datetime, days: int) -> datetime:
        """So many days and two hours later, but before today."""
        return min(moment + timedelta(days=days, hours=2), self.moment - timedelta(hours=1))


def _hours(place: int) -> timedelta:
    """Working hours; neighbours come in their order, because codes are given in the order of time."""
    return timedelta(hours=8, minutes=place % 60 * 8)
