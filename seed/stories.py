"""What happens to a contribution in the demonstration: handed in, reviewed, agreed to or not, moved on."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from domain.drafts import ActivityDraft, GoodPracticeDraft, OfferDraft, RequestDraft
from domain.permissions import Verb
from domain.vocabulary import OfferStatus, RecordKind, RequestStatus
from seed.sizes import AS_OF, OPENED

Draft = ActivityDraft | RequestDraft | OfferDraft | GoodPracticeDraft


@dataclass(frozen=True)
class Step:
    """One command on the record, and when. iso3: whose consent; status: of a request or an offer."""

    at: datetime
    verb: Verb
    iso3: str = ""
    status: RequestStatus | OfferStatus | None = None
    words: str = ""


@dataclass(frozen=True)
class Story:
    """A contribution: its draft, when it was handed in, and what happened then, in order.

    own_state: the State that publishes it. concerned: the States whose consent it needs, in order.
    """

    kind: RecordKind
    number: int
    draft: Draft
    submitted: datetime
    own_state: str | None
    concerned: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def code(self) -> str:
        """The code that the record gets in an empty store."""
        return self.kind.code(self.number)

    @property
    def submission_id(self) -> str:
        """The submission id."""
        return f"demonstration-{self.code}"


class Ending(StrEnum):
    """How far a contribution comes between its author and the public."""

    PUBLISHED = "published"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    #: No State concerned answered yet.
    AWAITED = "awaited"
    #: The first State concerned agreed, the others did not answer yet.
    PARTLY_AWAITED = "partly_awaited"
    #: The first State concerned agreed, the others did not agree.
    PARTLY_WITHHELD = "partly_withheld"
    WITHHELD = "withheld"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    RECORD_WITHDRAWN = "record_withdrawn"


def moment_of(place: int, count: int, last: datetime) -> datetime:
    """When the record at this place among `count` was handed in: evenly from the opening on, in working hours."""
    span = last - OPENED
    moment = OPENED + span * (place / max(count, 1))
    return moment.replace(hour=8 + place % 9, minute=place * 7 % 60, second=0, microsecond=0)


def after(moment: datetime, days: int) -> datetime:
    """So many days and two hours later, but not after the demonstration's present."""
    return min(moment + timedelta(days=days, hours=2), AS_OF)


def steps_to(ending: Ending, submitted: datetime, awaited: Iterable[str], place: int) -> list[Step]:
    """The steps that lead to an ending. awaited: the States that will be asked, in order."""
    asked = list(awaited)
    reviewed = after(submitted, 1 + place % 8)
    answered = after(reviewed, 3 + place * 5 % 40)
    if ending is Ending.SUBMITTED:
        return []
    if ending is Ending.RETURNED:
        return [Step(reviewed, Verb.RETURN_RECORD, words="Please add the national partner and the planned dates.")]
    steps = [Step(reviewed, Verb.REVIEW_RECORD)]
    if ending is Ending.AWAITED:
        return steps
    partly = ending in {Ending.PARTLY_AWAITED, Ending.PARTLY_WITHHELD}
    granting = asked[:1] if partly else asked
    if ending is Ending.WITHHELD:
        return steps + [Step(answered, Verb.WITHHOLD_CONSENT, iso3) for iso3 in asked]
    steps += [Step(answered, Verb.GRANT_CONSENT, iso3) for iso3 in granting]
    if ending is Ending.PARTLY_WITHHELD:
        steps += [Step(answered, Verb.WITHHOLD_CONSENT, iso3) for iso3 in asked[1:]]
    later = after(answered, 20 + place % 30)
    if ending is Ending.CONSENT_WITHDRAWN:
        steps += [Step(later, Verb.WITHDRAW_CONSENT, iso3) for iso3 in asked]
    elif ending is Ending.RECORD_WITHDRAWN:
        steps.append(Step(later, Verb.WITHDRAW_RECORD))
    return steps


def day(days_from_now: int) -> date:
    """A day so many days after the demonstration's present, or before it where negative."""
    return (AS_OF + timedelta(days=days_from_now)).date()
