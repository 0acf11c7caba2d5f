"""One record with all that its reader may know: the public's part, and what owner, States concerned and stewards see.

A record's content is told as the draft that would make it, narrowed to what this reader may learn.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from domain.people.permissions import Verb
from domain.records.drafts import ActivityDraft, CommitmentDraft, Contact, GoodPracticeDraft, OfferDraft, RequestDraft
from domain.vocabulary import (
    ConsentBasis,
    ConsentStatus,
    EditorialState,
    OfferStatus,
    OrganizationKind,
    RecordKind,
    RemarkKind,
    RequestStatus,
    SupportBand,
)

Content = ActivityDraft | RequestDraft | OfferDraft | GoodPracticeDraft | CommitmentDraft
#: The kinds of record that have such a page.
PAGED = (
    RecordKind.ACTIVITY,
    RecordKind.REQUEST,
    RecordKind.OFFER,
    RecordKind.GOOD_PRACTICE,
    RecordKind.COMMITMENT,
)


@dataclass(frozen=True)
class Names:
    """What codes in a record's content are called: organizations and themes by code."""

    organizations: Mapping[str, str]
    themes: Mapping[str, str]


@dataclass(frozen=True)
class LinkedRecommendation:
    """A recommendation that a record supports. band: None where it is out of the scope of coverage."""

    code: str
    iso3: str
    cycle: int
    paragraph: str
    text: str
    language: str
    band: SupportBand | None


@dataclass(frozen=True)
class Annotation:
    """What a State concerned says beside a record."""

    iso3: str
    text: str
    written_at: datetime


@dataclass(frozen=True)
class ConsentAnswer:
    """What one State concerned says. reference and its date: of a note verbale, for that State and stewards only."""

    iso3: str
    status: ConsentStatus
    basis: ConsentBasis | None
    changed_at: datetime
    reference: str = ""
    reference_date: date | None = None


@dataclass(frozen=True)
class RemarkLine:
    """A remark that the reader may read. iso3: the State that says it, None for a steward. field: empty for all."""

    kind: RemarkKind
    iso3: str | None
    field: str
    text: str
    written_at: datetime
    settled_at: datetime | None


class WhoKind(StrEnum):
    """As what somebody acted, as far as the reader may know."""

    STEWARD = "steward"
    STATE = "state"
    ORGANIZATION = "organization"
    ADMINISTRATOR = "administrator"
    #: A process: the command line, the clocks, an import.
    REPOSITORY = "repository"


@dataclass(frozen=True)
class Who:
    """Who acted. iso3: of a State. organization: its name. person: the name, where the reader may know it."""

    kind: WhoKind
    iso3: str | None = None
    organization: str = ""
    person: str = ""


@dataclass(frozen=True)
class FieldChange:
    """What a field of the draft said before and after; both are what JSON holds."""

    field: str
    before: object
    after: object


@dataclass(frozen=True)
class Step:
    """One step of a record's history. action: the command's name, as the history keeps it.

    iso3: the State whose word it was. status: the status that it led to, before: the one
    that it came from. reason: why, where one was given. other: the code of a merged record.
    fields: those that changed; changes: those of which the reader may see both sides.
    """

    number: int
    at: datetime
    action: str
    who: Who
    iso3: str | None = None
    status: str = ""
    before: str = ""
    reason: str = ""
    basis: str = ""
    other: str = ""
    fields: tuple[str, ...] = ()
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class ClockFacts:
    """What a request's or an offer's clocks run from; None where it has not happened."""

    submitted_at: datetime | None
    acknowledged_at: datetime | None
    answered_at: datetime | None
    #: When the owner last said that it stands: the record's publication, where nobody did since.
    last_word_at: datetime | None
    #: Whether the owner has to say now and then that it stands.
    needs_word: bool
    #: From when a request waits to be taken up, where it does: its submission, or the day it was set back to open.
    waiting_since: datetime | None = None


@dataclass(frozen=True)
class Inside:
    """What owner, States concerned and stewards see beside what is public.

    version: the one that a command has to name. verbs: what this reader may do. answering: States for which the
    reader may give an answer on consent, by note verbale but for `concerned`, the reader's own State where the record
    concerns it and has passed review. consents: a State sees its own and those that were granted. steps: the newest
    first. contact: None where there is none. suspended: a steward took the record out of the public. reminded_at:
    when a steward last sent a reminder of it. waits: a request or an offer waits for somebody who can be reminded.
    organizations: names by code of those that the steps speak of.
    """

    editorial_state: EditorialState
    version: int
    created_at: datetime
    updated_at: datetime
    verbs: frozenset[Verb]
    answering: tuple[str, ...]
    owner: bool
    steward: bool
    concerned: str | None
    consents: tuple[ConsentAnswer, ...]
    remarks: tuple[RemarkLine, ...]
    contact: Contact | None
    clocks: ClockFacts | None
    steps: tuple[Step, ...]
    closing_reason: str = ""
    merged_into: str = ""
    suspended: bool = False
    reminded_at: datetime | None = None
    waits: bool = False
    organizations: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class RecordPage:
    """A record's page for one reader.

    asked_for: the code that was asked for, where the record was merged into this one; else empty. content: what the
    reader may know. status: of a request or an offer. public: whether every reader finds this page. to_named_states:
    an offer names single States, which this reader may not know. standing: the code of the recommendation of kind
    commitment that stands for a public commitment. money_shared: others, whom this reader is not told, share in the
    activity's money by parts that are not known. inside: None for those who see only what is public.
    """

    kind: RecordKind
    code: str
    asked_for: str
    content: Content
    status: RequestStatus | OfferStatus | None
    publisher_kind: OrganizationKind
    public: bool
    published_at: datetime | None
    names: Names
    recommendations: tuple[LinkedRecommendation, ...]
    annotations: tuple[Annotation, ...]
    to_named_states: bool = False
    money_shared: bool = False
    standing: str = ""
    inside: Inside | None = None
