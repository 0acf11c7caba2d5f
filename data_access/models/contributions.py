"""What contributors log: organizations, activities, requests, offers and good practices."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from data_access.models.base import (
    LINK_TABLE,
    DecimalText,
    Table,
    amount_field,
    code_field,
    key_code_field,
    moment_field,
    nullable_code_field,
)
from domain.vocabulary import (
    ActivityStatus,
    EditorialState,
    EligibleKind,
    Fund,
    Modality,
    MoneyKind,
    OfferStatus,
    OrganizationKind,
    OrganizationRole,
    RequestStatus,
    Source,
    Visibility,
)


class Organization(Table, table=True):
    """An institution that contributes, provides, or is a national partner."""

    __tablename__ = "organization"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=20)
    name: str = Field(unique=True, max_length=300)
    kind: OrganizationKind = code_field(OrganizationKind)
    #: The State it acts for or sits in; a `state` organization always has one.
    iso3: str | None = Field(default=None, foreign_key="state.iso3", max_length=3)
    source: Source = code_field(Source)
    #: The code of the organization that this one was merged into, as a duplicate; else empty.
    merged_into: str = Field(default="", max_length=20)


class Contribution(Table):
    """Columns that activities, requests, offers and good practices share."""

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=20)
    title: str = Field(max_length=300)
    summary: str = ""
    source: Source = code_field(Source)
    #: The source's identifier of an imported record.
    source_key: str | None = Field(default=None, max_length=200)
    source_url: str = Field(default="", max_length=1000)
    #: The organization that publishes the record here.
    publisher_id: int = Field(foreign_key="organization.id")
    editorial_state: EditorialState = code_field(EditorialState)
    #: The form's submission id: a double click stores once.
    submission_id: str = Field(unique=True, max_length=60)
    version: int = 1
    created_at: datetime = moment_field()
    updated_at: datetime = moment_field()
    published_at: datetime | None = moment_field(None)
    #: The code of the record that this one was merged into, as a duplicate; else empty.
    merged_into: str = Field(default="", max_length=20)


class Activity(Contribution, table=True):
    """Technical cooperation or capacity-building that a contributor reports."""

    __tablename__ = "activity"
    __table_args__ = (
        UniqueConstraint("source", "source_key"),
        # What waits, for whom: asked in each run of somebody who signed in.
        Index("ix_activity_waiting", "editorial_state", "publisher_id"),
    )

    modality: Modality = code_field(Modality)
    status: ActivityStatus = code_field(ActivityStatus)
    planned_start: date | None = None
    planned_end: date | None = None
    actual_start: date | None = None
    actual_end: date | None = None
    fund: Fund | None = nullable_code_field(Fund)
    outcome: str = ""
    #: Its places are shown at the State's centre only.
    sensitive: bool = False
    #: The activity that this one is a part of; its money is not added to the parent's.
    parent_id: int | None = Field(default=None, foreign_key="activity.id")


class ActivityRole(Table, table=True):
    """What an organization does in an activity."""

    __tablename__ = "activity_role"
    __table_args__ = LINK_TABLE

    activity_id: int = Field(foreign_key="activity.id", primary_key=True)
    organization_id: int = Field(foreign_key="organization.id", primary_key=True)
    role: OrganizationRole = key_code_field(OrganizationRole)


class ActivityRecipient(Table, table=True):
    """A State that an activity supports."""

    __tablename__ = "activity_recipient"
    __table_args__ = LINK_TABLE

    activity_id: int = Field(foreign_key="activity.id", primary_key=True)
    iso3: str = Field(foreign_key="state.iso3", primary_key=True, max_length=3)
    #: The State's part of the money, 0 to 100; None where the source does not say.
    percentage: Decimal | None = Field(default=None, sa_type=DecimalText)


class ActivityPartner(Table, table=True):
    """A national partner of an activity."""

    __tablename__ = "activity_partner"
    __table_args__ = LINK_TABLE

    activity_id: int = Field(foreign_key="activity.id", primary_key=True)
    organization_id: int = Field(foreign_key="organization.id", primary_key=True)


class ActivityPlace(Table, table=True):
    """A point where an activity happens."""

    __tablename__ = "activity_place"

    id: int | None = Field(default=None, primary_key=True)
    activity_id: int = Field(foreign_key="activity.id", index=True)
    name: str = Field(default="", max_length=200)
    longitude: float
    latitude: float


class ActivityMoney(Table, table=True):
    """An amount of an activity in one currency."""

    __tablename__ = "activity_money"

    id: int | None = Field(default=None, primary_key=True)
    activity_id: int = Field(foreign_key="activity.id", index=True)
    kind: MoneyKind = code_field(MoneyKind)
    amount: Decimal = amount_field()
    #: ISO 4217.
    currency: str = Field(max_length=3)
    on: date | None = None


class ActivityTheme(Table, table=True):
    """A theme that an activity carries."""

    __tablename__ = "activity_theme"
    __table_args__ = LINK_TABLE

    activity_id: int = Field(foreign_key="activity.id", primary_key=True)
    theme_id: int = Field(foreign_key="theme.id", primary_key=True)


class ActivityRecommendation(Table, table=True):
    """A recommendation that an activity supports."""

    __tablename__ = "activity_recommendation"
    __table_args__ = (Index("ix_activity_recommendation_back", "recommendation_id"), LINK_TABLE)

    activity_id: int = Field(foreign_key="activity.id", primary_key=True)
    recommendation_id: int = Field(foreign_key="recommendation.id", primary_key=True)


class Request(Contribution, table=True):
    """What a State asks for."""

    __tablename__ = "request"
    __table_args__ = (Index("ix_request_waiting", "editorial_state", "publisher_id"),)

    iso3: str = Field(foreign_key="state.iso3", max_length=3)
    modality: Modality = code_field(Modality)
    #: Language codes joined by commas.
    languages: str = Field(default="", max_length=60)
    window_start: date | None = None
    window_end: date | None = None
    visibility: Visibility = code_field(Visibility)
    #: The role to turn to, never a person's name.
    contact_role: str = Field(default="", max_length=200)
    status: RequestStatus = code_field(RequestStatus)
    submitted_at: datetime | None = moment_field(None)
    acknowledged_at: datetime | None = moment_field(None)
    #: When somebody first took it up, or its State was told that none was found; it stays whatever follows.
    answered_at: datetime | None = moment_field(None)
    #: When it was last set back to open, so that it waits for an answer from then on; None where it never was.
    reopened_at: datetime | None = moment_field(None)
    #: When its owner last said that it still stands.
    confirmed_at: datetime | None = moment_field(None)
    closing_reason: str = ""


class RequestTheme(Table, table=True):
    """A theme of a request."""

    __tablename__ = "request_theme"
    __table_args__ = LINK_TABLE

    request_id: int = Field(foreign_key="request.id", primary_key=True)
    theme_id: int = Field(foreign_key="theme.id", primary_key=True)


class RequestRecommendation(Table, table=True):
    """A recommendation that a request is about."""

    __tablename__ = "request_recommendation"
    __table_args__ = (Index("ix_request_recommendation_back", "recommendation_id"), LINK_TABLE)

    request_id: int = Field(foreign_key="request.id", primary_key=True)
    recommendation_id: int = Field(foreign_key="recommendation.id", primary_key=True)


class RequestNamedState(Table, table=True):
    """A State that a request names as its reader; only of one whose visibility is `named`."""

    __tablename__ = "request_named_state"
    __table_args__ = LINK_TABLE

    request_id: int = Field(foreign_key="request.id", primary_key=True)
    iso3: str = Field(foreign_key="state.iso3", primary_key=True, max_length=3)


class RequestNamedOrganization(Table, table=True):
    """An organization that a request names as its reader; only of one whose visibility is `named`."""

    __tablename__ = "request_named_organization"
    __table_args__ = LINK_TABLE

    request_id: int = Field(foreign_key="request.id", primary_key=True)
    organization_id: int = Field(foreign_key="organization.id", primary_key=True)


class Offer(Contribution, table=True):
    """What a partner offers. `publisher_id` is the organization that offers."""

    __tablename__ = "offer"
    __table_args__ = (Index("ix_offer_waiting", "editorial_state", "publisher_id"),)

    capacity: str = Field(default="", max_length=300)
    #: Language codes joined by commas.
    languages: str = Field(default="", max_length=60)
    window_start: date | None = None
    window_end: date | None = None
    contact_role: str = Field(default="", max_length=200)
    status: OfferStatus = code_field(OfferStatus)
    #: When its owner last said that it still stands.
    confirmed_at: datetime | None = moment_field(None)


class OfferModality(Table, table=True):
    """A form of support that an offer covers."""

    __tablename__ = "offer_modality"
    __table_args__ = LINK_TABLE

    offer_id: int = Field(foreign_key="offer.id", primary_key=True)
    modality: Modality = key_code_field(Modality)


class OfferTheme(Table, table=True):
    """A theme of an offer."""

    __tablename__ = "offer_theme"
    __table_args__ = LINK_TABLE

    offer_id: int = Field(foreign_key="offer.id", primary_key=True)
    theme_id: int = Field(foreign_key="theme.id", primary_key=True)


class OfferEligible(Table, table=True):
    """Whom an offer is for; an offer without any such row is for every State."""

    __tablename__ = "offer_eligible"
    __table_args__ = LINK_TABLE

    offer_id: int = Field(foreign_key="offer.id", primary_key=True)
    kind: EligibleKind = key_code_field(EligibleKind)
    #: ISO3, LDC/LLDC/SIDS, UN regional group or M49 region, as `kind` says.
    value: str = Field(primary_key=True, max_length=20)


class GoodPractice(Contribution, table=True):
    """What was done and worked, told by its owner. `summary` says what was done."""

    __tablename__ = "good_practice"
    __table_args__ = (Index("ix_good_practice_waiting", "editorial_state", "publisher_id"),)

    #: The State where it was done.
    iso3: str = Field(foreign_key="state.iso3", max_length=3)
    result: str = ""
    evidence: str = ""
    evidence_url: str = Field(default="", max_length=1000)
    peer_support: bool = False


class GoodPracticeTheme(Table, table=True):
    """A theme of a good practice."""

    __tablename__ = "good_practice_theme"
    __table_args__ = LINK_TABLE

    good_practice_id: int = Field(foreign_key="good_practice.id", primary_key=True)
    theme_id: int = Field(foreign_key="theme.id", primary_key=True)


class GoodPracticeRecommendation(Table, table=True):
    """A recommendation that a good practice helped to implement."""

    __tablename__ = "good_practice_recommendation"
    __table_args__ = (Index("ix_good_practice_recommendation_back", "recommendation_id"), LINK_TABLE)

    good_practice_id: int = Field(foreign_key="good_practice.id", primary_key=True)
    recommendation_id: int = Field(foreign_key="recommendation.id", primary_key=True)


class Commitment(Contribution, table=True):
    """A voluntary commitment that a State enters itself. `summary` is its text.

    While it is public a recommendation of kind commitment stands for it, in every list and search of those.
    """

    __tablename__ = "commitment"
    __table_args__ = (Index("ix_commitment_waiting", "editorial_state", "publisher_id"),)

    #: The State that commits itself.
    iso3: str = Field(foreign_key="state.iso3", max_length=3)
    #: The cycle of the review that it belongs to, 1 to 4.
    cycle: int
    made_on: date | None = None
    recommendation_id: int | None = Field(default=None, foreign_key="recommendation.id")


class CommitmentTheme(Table, table=True):
    """A theme of a commitment."""

    __tablename__ = "commitment_theme"
    __table_args__ = LINK_TABLE

    commitment_id: int = Field(foreign_key="commitment.id", primary_key=True)
    theme_id: int = Field(foreign_key="theme.id", primary_key=True)
