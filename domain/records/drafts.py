"""What a contributor hands in, before it is a record: frozen drafts of each kind."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from domain.vocabulary import (
    ActivityStatus,
    EligibleKind,
    Fund,
    Modality,
    MoneyKind,
    OrganizationKind,
    OrganizationRole,
    Source,
    Visibility,
)


@dataclass(frozen=True)
class Recipient:
    """A State that an activity supports; percentage: its part of the money, 0 to 100, where known."""

    iso3: str
    percentage: Decimal | None = None


@dataclass(frozen=True)
class Provider:
    """An organization, by its code, and what it does in an activity."""

    organization: str
    role: OrganizationRole = OrganizationRole.IMPLEMENTING


@dataclass(frozen=True)
class Place:
    """A point, in degrees (WGS 84)."""

    name: str
    longitude: float
    latitude: float


@dataclass(frozen=True)
class Amount:
    """An amount of money; `currency` is ISO 4217."""

    kind: MoneyKind
    amount: Decimal
    currency: str
    on: date | None = None


@dataclass(frozen=True)
class Eligible:
    """Whom an offer is for: an ISO3 code, LDC/LLDC/SIDS, a UN regional group or an M49 region, as `kind` says."""

    kind: EligibleKind
    value: str


@dataclass(frozen=True, kw_only=True)
class OrganizationDraft:
    """An institution. iso3: the State it acts for or sits in; needed for a State's own institution."""

    name: str
    kind: OrganizationKind
    iso3: str | None = None
    source: Source = Source.ENTERED


@dataclass(frozen=True, kw_only=True)
class ContributionDraft:
    """What all contributions have. publisher: an organization's code. themes, recommendations: codes."""

    title: str
    publisher: str
    summary: str = ""
    themes: tuple[str, ...] = ()
    recommendations: tuple[str, ...] = ()
    source: Source = Source.ENTERED
    source_key: str | None = None
    source_url: str = ""


@dataclass(frozen=True, kw_only=True)
class ActivityDraft(ContributionDraft):
    """Technical cooperation or capacity-building. partners: codes of organizations; parent: an activity's code."""

    modality: Modality
    status: ActivityStatus
    recipients: tuple[Recipient, ...]
    providers: tuple[Provider, ...] = ()
    partners: tuple[str, ...] = ()
    planned_start: date | None = None
    planned_end: date | None = None
    actual_start: date | None = None
    actual_end: date | None = None
    places: tuple[Place, ...] = ()
    money: tuple[Amount, ...] = ()
    fund: Fund | None = None
    outcome: str = ""
    sensitive: bool = False
    parent: str | None = None


@dataclass(frozen=True, kw_only=True)
class RequestDraft(ContributionDraft):
    """What a State asks for. iso3: that State. languages: codes. contact_role: a role, never a person.

    visibility: chosen each time, never assumed. named_states, named_organizations: codes of the readers that a request
    for named readers names.
    """

    iso3: str
    modality: Modality
    languages: tuple[str, ...] = ()
    window_start: date | None = None
    window_end: date | None = None
    visibility: Visibility
    named_states: tuple[str, ...] = ()
    named_organizations: tuple[str, ...] = ()
    contact_role: str = ""


@dataclass(frozen=True, kw_only=True)
class OfferDraft(ContributionDraft):
    """What a partner offers. eligible: empty means every State. An offer names no recommendations."""

    modalities: tuple[Modality, ...]
    eligible: tuple[Eligible, ...] = ()
    capacity: str = ""
    languages: tuple[str, ...] = ()
    window_start: date | None = None
    window_end: date | None = None
    contact_role: str = ""


@dataclass(frozen=True, kw_only=True)
class GoodPracticeDraft(ContributionDraft):
    """What was done and worked. iso3: the State where it was done; `summary` says what was done."""

    iso3: str
    result: str = ""
    evidence: str = ""
    evidence_url: str = ""
    peer_support: bool = False


@dataclass(frozen=True, kw_only=True)
class CommitmentDraft(ContributionDraft):
    """What a State commits itself to. iso3: that State. `summary` is the commitment's own text. cycle: 1 to 4."""

    iso3: str
    cycle: int
    made_on: date | None = None


#: A draft of any kind of contribution.
AnyDraft = ActivityDraft | RequestDraft | OfferDraft | GoodPracticeDraft | CommitmentDraft


@dataclass(frozen=True)
class Contact:
    """Whom to turn to about a record: personal data, for the few who need it."""

    name: str = ""
    email: str = ""
    phone: str = ""


def changed_fields(before: ContributionDraft, after: ContributionDraft) -> tuple[str, ...]:
    """Names of the fields in which two drafts of the same kind differ, in the drafts' order."""
    return tuple(one.name for one in fields(before) if getattr(before, one.name) != getattr(after, one.name))
