"""Which contributions are public, and for which State: the one place where that rule stands as SQL conditions.

A record is public for a State where it is published and that State's consent to it is granted; for every other State it
does not exist. `domain.records.consent.public_for` says the same of one record.
"""

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import and_, col, or_, select

from data_access.models import (
    Activity,
    ActivityRecipient,
    ActivityRole,
    Commitment,
    Consent,
    GoodPractice,
    Offer,
    Organization,
    Recommendation,
    Request,
)
from domain.vocabulary import (
    ConsentStatus,
    EditorialState,
    OfferStatus,
    OrganizationKind,
    RecordKind,
    RequestStatus,
    Visibility,
)

#: The organization that publishes a record, beside others of the same query.
Publisher = aliased(Organization)

#: The statuses in which the owner has not yet put the record forward, or took it back.
_NOT_PUT_FORWARD = frozenset({RequestStatus.DRAFT, RequestStatus.WITHDRAWN})
_NOT_OFFERED = frozenset({OfferStatus.DRAFT, OfferStatus.WITHDRAWN})


def consented(kind: RecordKind, record: object, iso3: object) -> ColumnElement[bool]:
    """Whether the State `iso3` granted its consent to the record; both are columns or values."""
    return (
        select(Consent.id)
        .where(
            col(Consent.record_kind) == kind,
            col(Consent.record_id) == record,
            col(Consent.iso3) == iso3,
            col(Consent.status) == ConsentStatus.GRANTED,
        )
        .exists()
    )


def activity_is_public() -> ColumnElement[bool]:
    """Published, and at least one recipient State consents."""
    consenting = select(ActivityRecipient.iso3).where(
        ActivityRecipient.activity_id == Activity.id,
        consented(RecordKind.ACTIVITY, col(ActivityRecipient.activity_id), col(ActivityRecipient.iso3)),
    )
    return and_(col(Activity.editorial_state) == EditorialState.PUBLISHED, consenting.exists())


def activity_is_public_for(iso3: str) -> ColumnElement[bool]:
    """Published, with the State as a recipient that consents."""
    received = select(ActivityRecipient.activity_id).where(ActivityRecipient.iso3 == iso3)
    return and_(
        col(Activity.id).in_(received),
        col(Activity.editorial_state) == EditorialState.PUBLISHED,
        consented(RecordKind.ACTIVITY, col(Activity.id), iso3),
    )


def provider_is_named() -> ColumnElement[bool]:
    """Whether a reader may learn that `Organization` provides `Activity`, which `Publisher` publishes.

    A State named as provider in a record that it did not publish itself is a State concerned; other providers
    need no consent.
    """
    published_itself = and_(col(Publisher.kind) == OrganizationKind.STATE, Publisher.iso3 == Organization.iso3)
    return or_(
        col(Organization.kind) != OrganizationKind.STATE,
        published_itself,
        consented(RecordKind.ACTIVITY, col(Activity.id), col(Organization.iso3)),
    )


def activity_is_provided_by(iso3: str) -> ColumnElement[bool]:
    """Whether readers may learn that an institution of the State provides `Activity`, as `provider_is_named` says."""
    institutions = select(Organization.id).where(Organization.kind == OrganizationKind.STATE, Organization.iso3 == iso3)
    provided = select(ActivityRole.activity_id).where(col(ActivityRole.organization_id).in_(institutions))
    return and_(
        col(Activity.id).in_(provided),
        or_(
            col(Activity.publisher_id).in_(institutions),
            consented(RecordKind.ACTIVITY, col(Activity.id), iso3),
        ),
    )


def request_is_public() -> ColumnElement[bool]:
    """Published for everyone, put forward and not taken back, and the asking State consents."""
    return and_(request_is_shared(), col(Request.visibility) == Visibility.PUBLIC)


def request_is_shared() -> ColumnElement[bool]:
    """As `request_is_public`, or for partners or named readers (`domain.records.readers`); no figure counts those."""
    return and_(
        col(Request.editorial_state) == EditorialState.PUBLISHED,
        col(Request.status).not_in(_NOT_PUT_FORWARD),
        consented(RecordKind.REQUEST, col(Request.id), col(Request.iso3)),
    )


def offer_is_public() -> ColumnElement[bool]:
    """Published, put forward and not taken back; an offer is its owner's own word and needs no State's consent."""
    return and_(col(Offer.editorial_state) == EditorialState.PUBLISHED, col(Offer.status).not_in(_NOT_OFFERED))


def good_practice_is_public() -> ColumnElement[bool]:
    """Published, and the State where it was done consents."""
    return and_(
        col(GoodPractice.editorial_state) == EditorialState.PUBLISHED,
        consented(RecordKind.GOOD_PRACTICE, col(GoodPractice.id), col(GoodPractice.iso3)),
    )


def recommendation_may_be_read() -> ColumnElement[bool]:
    """Whether readers may find a recommendation by its code; retired ones too, which the UN made public.

    What stands for a State's commitment is that State's own word: it may be read while the commitment is public only.
    """
    stands_for = select(Commitment.id).where(col(Commitment.recommendation_id) == col(Recommendation.id))
    return or_(col(Recommendation.retired_at).is_(None), ~stands_for.exists())


def commitment_is_public() -> ColumnElement[bool]:
    """Published, and the State that commits itself consents."""
    return and_(
        col(Commitment.editorial_state) == EditorialState.PUBLISHED,
        consented(RecordKind.COMMITMENT, col(Commitment.id), col(Commitment.iso3)),
    )
