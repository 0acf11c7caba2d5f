"""What happens to a contribution in the demonstration: handed in, reviewed, agreed to or not, moved on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from domain.people.permissions import Verb
from domain.records.clocks import agreed_clocks
from domain.records.drafts import ActivityDraft, GoodPracticeDraft, OfferDraft, RequestDraft
from domain.vocabulary import OfferStatus, RecordKind, RequestStatus
from seed.reference_day import ReferenceDay

Draft = ActivityDraft | RequestDraft | OfferDraft | GoodPracticeDraft

#: What a steward asks of the author of a returned record.
RETURNED = "Thank you for this record. Before the State is asked for its consent, please look at the points below."


@dataclass(frozen=True)
class Step:
    """One command on the record, and when. iso3: whose consent or word; status: of a request or an offer.

    words: a comment, a reason; field: the draft's field that they are about; fields: comments on single fields, by
    field. into: the code of the record that this one is a duplicate of.
    """

    at: datetime
    verb: Verb
    iso3: str = ""
    status: RequestStatus | OfferStatus | None = None
    words: str = ""
    field: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    into: str = ""


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


def in_order(stories: Iterable[Story]) -> list[Story]:
    """The stories in the order of time, numbered in it, as the commands give codes."""
    ordered = sorted(stories, key=lambda story: story.submitted)
    return [replace(story, number=number) for number, story in enumerate(ordered, start=1)]


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


@dataclass(frozen=True)
class Pace:
    """After how many days a record is reviewed, States then answer, and a record or a consent is later withdrawn."""

    review: int
    answer: int
    later: int


#: How a record goes that was handed in lately.
BRISK = Pace(2, 3, 4)


def usual_pace(place: int) -> Pace:
    """How the record at a place goes."""
    return Pace(1 + place % 8, 3 + place * 5 % 28, 20 + place % 30)


def steps_to(
    present: ReferenceDay,
    ending: Ending,
    submitted: datetime,
    awaited: Iterable[str],
    pace: Pace,
    *,
    asked: tuple[tuple[str, str], ...] = (),
    reason: str = "",
) -> list[Step]:
    """The steps that lead to an ending. awaited: the States that will be asked, in order.

    asked: what a returned record's author is asked, by field. reason: why consent is withheld.
    """
    states = list(awaited)
    reviewed = present.after(submitted, pace.review)
    answered = present.after(reviewed, pace.answer)
    if ending is Ending.SUBMITTED:
        return []
    if ending is Ending.RETURNED:
        return [Step(reviewed, Verb.RETURN_RECORD, words=RETURNED, fields=asked)]
    steps = [Step(reviewed, Verb.REVIEW_RECORD)]
    if ending is Ending.AWAITED:
        return steps
    if ending is Ending.WITHHELD:
        return steps + [Step(answered, Verb.WITHHOLD_CONSENT, iso3, words=reason) for iso3 in states]
    partly = ending in {Ending.PARTLY_AWAITED, Ending.PARTLY_WITHHELD}
    steps += [Step(answered, Verb.GRANT_CONSENT, iso3) for iso3 in (states[:1] if partly else states)]
    if ending is Ending.PARTLY_WITHHELD:
        steps += [Step(answered, Verb.WITHHOLD_CONSENT, iso3) for iso3 in states[1:]]
    later = present.after(answered, pace.later)
    if ending is Ending.CONSENT_WITHDRAWN:
        steps += [Step(later, Verb.WITHDRAW_CONSENT, iso3) for iso3 in states]
    elif ending is Ending.RECORD_WITHDRAWN:
        steps.append(Step(later, Verb.WITHDRAW_RECORD))
    return steps


def with_confirmations(present: ReferenceDay, steps: Sequence[Step], published: datetime, place: int) -> list[Step]:
    """The steps, and between them the owner's word, twice a year, that a request or an offer still stands.

    One in nine owners missed the last time, and is asked for it now.
    """
    every, words = 150 + place % 25, []
    word = published
    while (word + timedelta(days=every + 2)).date() < present.today:
        word = present.after(word, every)
        words.append(word)
    silent = present.today - timedelta(days=320), present.today - timedelta(days=190)
    if place % 9 == 4 and words and silent[0] < (words[-2] if len(words) > 1 else published).date() < silent[1]:
        words.pop()
    return sorted([*steps, *(Step(word, Verb.CONFIRM_RECORD) for word in words)], key=lambda step: step.at)


def expiry(present: ReferenceDay, published: datetime) -> Step | None:
    """What the clock does to a request or an offer of which nobody said a word since; None where it is too early."""
    over = agreed_clocks().expire_day(published.date()) + timedelta(days=1)
    if over >= present.today:
        return None
    return Step(present.ago((present.today - over).days, 0), Verb.EXPIRE_RECORD)
