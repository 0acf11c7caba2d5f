"""What waits for whom: lines of the stewards' queue, of a State's desk and of everybody's inbox."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.records.clocks import Due
from domain.records.merging import Obstacle
from domain.vocabulary import (
    ActivityStatus,
    ConsentBasis,
    EditorialState,
    OfferStatus,
    OrganizationKind,
    RecordKind,
    RequestStatus,
)


class QueueTab(StrEnum):
    """What a steward looks after."""

    #: Records that their authors handed in.
    REVIEW = "review"
    #: Approved records of which a State concerned has not answered.
    CONSENT = "consent"
    #: Requests that nobody has acknowledged or answered yet.
    ANSWER = "answer"
    #: Records that wait for their authors.
    RETURNED = "returned"
    #: Requests and offers whose owner has not said for long that they still stand.
    STALE = "stale"
    #: Requests and offers that nobody confirmed in time.
    EXPIRED = "expired"
    #: Records that a steward took out of the public until their States agree anew.
    SUSPENDED = "suspended"


class MissingInfo(StrEnum):
    """What a record does not say and a reader would look for."""

    RECOMMENDATION = "recommendation"
    DATES = "dates"
    SUMMARY = "summary"


@dataclass(frozen=True, kw_only=True)
class DeskFilters:
    """Which records of a desk; None and empty mean any.

    states, un_groups, regions: of a State that the record is about, all of them to be met. themes: codes, one
    is enough.
    """

    kind: RecordKind | None = None
    contributor: OrganizationKind | None = None
    states: tuple[str, ...] = ()
    un_groups: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class QueueFilters(DeskFilters):
    """What part of the queue. due: only requests that are past the time for this; ACKNOWLEDGE or ANSWER."""

    work: QueueTab = QueueTab.REVIEW
    due: Due | None = None


@dataclass(frozen=True)
class QueueLine:
    """A record in the queue. by: name of its publisher. states: that it is about. since: from when it waits.

    awaiting: States that have not answered. submitted_on, acknowledged_on: of a request. waiting_since: the day from
    which a request waits to be taken up: its submission, or the day on which it was set back to open.
    """

    kind: RecordKind
    code: str
    version: int
    title: str
    by: str
    contributor: OrganizationKind
    editorial_state: EditorialState
    states: tuple[str, ...]
    since: datetime
    lacking: tuple[MissingInfo, ...]
    awaiting: tuple[str, ...]
    status: ActivityStatus | RequestStatus | OfferStatus | None = None
    submitted_on: date | None = None
    acknowledged_on: date | None = None
    waiting_since: date | None = None


@dataclass(frozen=True)
class PossibleDuplicate:
    """A record that may be the same one. score: 0 to 100. same_days: whether the days of both overlap.

    into_this: why it cannot be merged into the record that is looked at; into_other: why not the other way round.
    """

    code: str
    version: int
    title: str
    by: str
    editorial_state: EditorialState
    score: int
    same_days: bool
    into_this: tuple[Obstacle, ...] = ()
    into_other: tuple[Obstacle, ...] = ()


@dataclass(frozen=True)
class MergedPair:
    """A merge that can be undone: codes and titles, or names, of the one that stays and of the one that leads to it."""

    kept: str
    kept_title: str
    duplicate: str
    duplicate_title: str
    merged_at: datetime


@dataclass(frozen=True)
class OrganizationPair:
    """Two organizations of one kind and State whose names are nearly the same; the first has more records."""

    kind: OrganizationKind
    iso3: str | None
    code: str
    name: str
    records: int
    duplicate: str
    duplicate_name: str
    duplicate_records: int
    score: int


@dataclass(frozen=True)
class AskedLine:
    """A record that a State is asked about, or is public about it. since: of its last answer, or of the question."""

    kind: RecordKind
    code: str
    version: int
    title: str
    summary: str
    by: str
    contributor: OrganizationKind
    since: datetime
    basis: ConsentBasis | None = None
    annotation: str = ""


@dataclass(frozen=True)
class OwnLine:
    """A record of one's own. status: of a request or an offer."""

    kind: RecordKind
    code: str
    title: str
    editorial_state: EditorialState
    status: RequestStatus | OfferStatus | None
    updated_at: datetime


@dataclass(frozen=True)
class StandingLine:
    """A State's consent, ahead of time, to one kind of contributor; reference of a note verbale where that is it."""

    contributor: OrganizationKind
    basis: ConsentBasis
    reference: str
    granted_at: datetime


class Need(StrEnum):
    """Why something is in somebody's inbox."""

    #: A contribution that the person is writing.
    DRAFT = "draft"
    #: A steward sent an own record back.
    RETURNED = "returned"
    #: A State asks the author of an own record for a correction.
    CORRECTION = "correction"
    #: A State does not agree to an own record's publication.
    WITHHELD = "withheld"
    #: An own request or offer needs a word that it still stands.
    CONFIRM = "confirm"
    #: Without that word it expires soon.
    EXPIRING = "expiring"
    #: Records wait for the answer of the person's State.
    ANSWER = "answer"
    #: Records wait for a steward's review.
    REVIEW = "review"
    #: A request has waited longer for its acknowledgement than it should.
    UNACKNOWLEDGED = "unacknowledged"
    #: A request has waited longer for its answer than it should.
    UNANSWERED = "unanswered"
    #: A person was added and has no role yet.
    WITHOUT_ROLE = "without_role"


@dataclass(frozen=True)
class Waiting:
    """One line of an inbox. code, title: of the record, empty where the line stands for several. count: how many.

    key: of a draft. kind: of the record or draft. text: what was said, where the person may read it. by: who said it,
    an ISO3 code where a State did. last_day: until when.
    """

    need: Need
    since: datetime
    kind: RecordKind | None = None
    code: str = ""
    key: str = ""
    title: str = ""
    text: str = ""
    by: str = ""
    last_day: date | None = None
    count: int = 1
