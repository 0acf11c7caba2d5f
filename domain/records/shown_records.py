"""Records as readers see them: what queries hand to screens, files and reports. Nothing in them is not public."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

from domain.vocabulary import (
    ActivityStatus,
    EligibleKind,
    Fund,
    Modality,
    OfferStatus,
    Position,
    RecommendationKind,
    RecordKind,
    RequestStatus,
    Source,
    SupportBand,
)

Line = TypeVar("Line")


@dataclass(frozen=True)
class Listing(Generic[Line]):
    """One page of a list, and how many records the whole list has.

    not_counted: how many of them are cancelled or suspended, so that no figure counts them.
    """

    total: int
    lines: tuple[Line, ...]
    not_counted: int = 0


@dataclass(frozen=True)
class ReviewFact:
    """One review: cycle 1 to 4, session 1 to 54 and its year, where they are known."""

    cycle: int
    session: int | None
    year: int | None


@dataclass(frozen=True)
class CommitmentSummary:
    """A voluntary commitment, and the review it was made in."""

    code: str
    text: str
    language: str
    review: ReviewFact


@dataclass(frozen=True)
class PublishedSummary:
    """A record that became public. iso3s: States that it is about and that consent, in order; none for an offer.

    by: the organizations that provide or publish it. published_at: UTC.
    """

    kind: RecordKind
    code: str
    title: str
    by: tuple[str, ...]
    iso3s: tuple[str, ...]
    source: Source
    published_at: datetime


@dataclass(frozen=True)
class ActivitySummary:
    """A public activity. recipients: ISO3 of the recipient States that consent. providers: names of organizations.

    start and end are the actual days where they are known, else the planned ones. published_at: UTC.
    """

    code: str
    title: str
    summary: str
    modality: Modality
    status: ActivityStatus
    start: date | None
    end: date | None
    recipients: tuple[str, ...]
    providers: tuple[str, ...]
    fund: Fund | None
    outcome: str
    source: Source
    source_url: str
    published_at: datetime


@dataclass(frozen=True)
class RequestSummary:
    """A public request of the State `iso3`, by the institution `by`; start and end of the time it is needed in."""

    code: str
    title: str
    summary: str
    iso3: str
    by: str
    modality: Modality
    status: RequestStatus
    start: date | None
    end: date | None
    source: Source
    published_at: datetime


@dataclass(frozen=True)
class OfferSummary:
    """A public offer of the organization `by`. eligible: kinds and codes of groups, none where none is named.

    to_named_states: single States are named, which no public list shows.
    """

    code: str
    title: str
    summary: str
    by: str
    modalities: tuple[Modality, ...]
    eligible: tuple[tuple[EligibleKind, str], ...]
    to_named_states: bool
    status: OfferStatus
    start: date | None
    end: date | None
    source: Source
    published_at: datetime


@dataclass(frozen=True)
class GoodPracticeSummary:
    """A public good practice, done in the State `iso3` and told by the organization `by`."""

    code: str
    title: str
    summary: str
    iso3: str
    by: str
    result: str
    peer_support: bool
    source: Source
    published_at: datetime


@dataclass(frozen=True)
class Term:
    """A theme or a group of affected persons."""

    code: str
    name: str


@dataclass(frozen=True)
class PositionStep:
    """A position that a newer one replaced, with the source's own word for it."""

    position: Position
    word: str
    replaced_at: datetime


@dataclass(frozen=True)
class RecommendationDetail:
    """One recommendation or commitment with all that is public around it.

    iso3: State under review. position_word: the source's own word. history: earlier positions, oldest first.
    recommending: ISO3 codes in order. sdgs: pairs of goal and target, the target empty where the goal alone is named.
    band: None where the recommendation is out of the scope of coverage (a commitment, retired, not supported).
    retired_at: since when a newer record or none stands in its place; replaced_by: that record's code.
    activities, requests, good_practices: those that the State under review consents to.
    """

    code: str
    kind: RecommendationKind
    iso3: str
    review: ReviewFact
    symbol: str
    paragraph: str
    text: str
    language: str
    position: Position
    position_word: str
    history: tuple[PositionStep, ...]
    action: int | None
    published_on: date | None
    source: Source
    retired_at: datetime | None
    replaced_by: str | None
    recommending: tuple[str, ...]
    themes: tuple[Term, ...]
    persons: tuple[Term, ...]
    sdgs: tuple[tuple[int, str], ...]
    band: SupportBand | None
    activities: tuple[ActivitySummary, ...]
    requests: tuple[RequestSummary, ...]
    good_practices: tuple[GoodPracticeSummary, ...]


@dataclass(frozen=True)
class LinkableRecommendation:
    """A recommendation as a form shows it to be linked. retired: a newer record stands in its place, or none."""

    code: str
    iso3: str
    review: ReviewFact
    paragraph: str
    text: str
    position: Position
    retired: bool = False


@dataclass(frozen=True)
class Suggestion:
    """A recommendation that a record may be about, and why.

    themes: codes that both carry. words: what the record's own text shares with it, as written there.
    """

    recommendation: LinkableRecommendation
    themes: tuple[str, ...]
    words: tuple[str, ...]
