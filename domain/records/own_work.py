"""What a contributor has under way: drafts, records, what others asked about them, and who is asked for consent."""

from dataclasses import dataclass
from datetime import datetime

from domain.records.drafts import AnyDraft, Contact
from domain.vocabulary import EditorialState, OrganizationKind, RecordKind, RemarkKind


@dataclass(frozen=True)
class KeptDraft:
    """A draft that somebody keeps. content: what the form holds, as JSON.

    record_code, record_version: the record that it revises, and the version that the person read; else empty and 0.
    """

    key: str
    kind: RecordKind
    content: str
    version: int
    updated_at: datetime
    record_code: str = ""
    record_version: int = 0


@dataclass(frozen=True)
class OwnRecord:
    """A record that the person may revise, as it stands between its author and the public."""

    kind: RecordKind
    code: str
    title: str
    state: EditorialState
    updated_at: datetime


@dataclass(frozen=True)
class Asked:
    """What was asked of a record's author. iso3: the State that asks, None for a steward. field: empty for all."""

    kind: RemarkKind
    iso3: str | None
    field: str
    text: str
    written_at: datetime


@dataclass(frozen=True)
class RevisableRecord:
    """What a record says now, for its author to revise; with what was asked of the author and not yet answered."""

    kind: RecordKind
    code: str
    version: int
    state: EditorialState
    draft: AnyDraft
    contact: Contact
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class KnownOrganization:
    """An organization that a form can name. iso3: the State it acts for or sits in."""

    code: str
    name: str
    kind: OrganizationKind
    iso3: str | None
