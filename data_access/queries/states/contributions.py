"""What is public of a State's cooperation: activities, requests, offers, good practices, commitments, and the latest.

Every reader gets the same. A record with several States concerned is told for those that consent, and names no other.
Lists are bounded: `page` starts at 1 and holds `limit` lines.
"""

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, func, select, true

from data_access.models import (
    Activity,
    GoodPractice,
    Offer,
    Organization,
    Recommendation,
    RecommendingState,
    Request,
    RequestRecommendation,
    Review,
    Table,
)
from data_access.queries.records import public_listings
from data_access.records import public
from data_access.store.engine import reading
from domain.records.shown_records import (
    ActivitySummary,
    CommitmentSummary,
    GoodPracticeSummary,
    Listing,
    OfferSummary,
    PublishedSummary,
    RequestSummary,
    ReviewFact,
)
from domain.vocabulary import ASKING, COUNTED, OrganizationKind, RecommendationKind, RecordKind

#: How many records a page of a list holds unless asked otherwise.
PAGE_SIZE = 50


def activities_in(iso3: str, *, page: int = 1, limit: int = PAGE_SIZE) -> Listing[ActivitySummary]:
    """Activities that a State receives and consents to, those that began last first."""
    return _activities(public.activity_is_public_for(iso3), page, limit)


def activities_by(iso3: str, *, page: int = 1, limit: int = PAGE_SIZE) -> Listing[ActivitySummary]:
    """Activities that a State's institutions provide, those that began last first."""
    return _activities(and_(public.activity_is_public(), public.activity_is_provided_by(iso3)), page, limit)


def requests_of(iso3: str, *, page: int = 1, limit: int = PAGE_SIZE) -> Listing[RequestSummary]:
    """Requests of a State, newest first."""
    return _requests(col(Request.iso3) == iso3, page, limit)


def requests_on_recommendations_by(iso3: str, *, page: int = 1, limit: int = PAGE_SIZE) -> Listing[RequestSummary]:
    """Requests, still asking, that are linked to recommendations which this State made to others; newest first."""
    linked = (
        select(RequestRecommendation.request_id)
        .join(Recommendation, col(Recommendation.id) == col(RequestRecommendation.recommendation_id))
        .join(RecommendingState, col(RecommendingState.recommendation_id) == col(Recommendation.id))
        .where(RecommendingState.iso3 == iso3, col(Recommendation.retired_at).is_(None))
    )
    return _requests(and_(col(Request.status).in_(ASKING), col(Request.id).in_(linked)), page, limit)


def offers_by(iso3: str, *, page: int = 1, limit: int = PAGE_SIZE) -> Listing[OfferSummary]:
    """Offers of a State's institutions, newest first. Single eligible States are never named."""
    owners = select(Organization.id).where(Organization.kind == OrganizationKind.STATE, Organization.iso3 == iso3)
    condition = col(Offer.publisher_id).in_(owners)
    with reading() as session:
        total = _count(session, Offer, and_(public.offer_is_public(), condition))
        return Listing(total, public_listings.offer_summaries(session, condition, limit=limit, skip=_skip(page, limit)))


def good_practices_of(iso3: str, *, page: int = 1, limit: int = PAGE_SIZE) -> Listing[GoodPracticeSummary]:
    """Good practices that were done in a State, newest first."""
    condition = col(GoodPractice.iso3) == iso3
    with reading() as session:
        total = _count(session, GoodPractice, and_(public.good_practice_is_public(), condition))
        return Listing(
            total, public_listings.good_practice_summaries(session, condition, limit=limit, skip=_skip(page, limit))
        )


def commitments_of(iso3: str, *, page: int = 1, limit: int = PAGE_SIZE) -> Listing[CommitmentSummary]:
    """Voluntary commitments of a State in its reviews, newest review first, in the order of their paragraphs."""
    condition = and_(
        Review.iso3 == iso3,
        col(Recommendation.kind) == RecommendationKind.COMMITMENT,
        col(Recommendation.retired_at).is_(None),
    )
    wanted = select(Recommendation, Review).join(Review).where(condition)
    order = (col(Review.cycle).desc(), col(Recommendation.paragraph_sort), col(Recommendation.code))
    with reading() as session:
        total = session.exec(select(func.count()).select_from(Recommendation).join(Review).where(condition)).one()
        found = session.exec(wanted.order_by(*order).offset(_skip(page, limit)).limit(limit))
        return Listing(total, tuple(_commitment_line(row, review) for row, review in found))


def latest_published(limit: int = 5) -> tuple[PublishedSummary, ...]:
    """The records of any kind that became public last, newest first."""
    with reading() as session:
        found = [
            *(
                _published(RecordKind.ACTIVITY, activity, activity.providers, activity.recipients)
                for activity in public_listings.activity_summaries(
                    session, public.activity_is_public(), limit=limit, newest=True
                )
            ),
            *(
                _published(RecordKind.REQUEST, request, (request.by,), (request.iso3,))
                for request in public_listings.request_summaries(session, true(), limit=limit)
            ),
            *(
                _published(RecordKind.OFFER, offer, (offer.by,), ())
                for offer in public_listings.offer_summaries(session, true(), limit=limit)
            ),
            *(
                _published(RecordKind.GOOD_PRACTICE, practice, (practice.by,), (practice.iso3,))
                for practice in public_listings.good_practice_summaries(session, true(), limit=limit)
            ),
        ]
    return tuple(sorted(found, key=lambda line: (line.published_at, line.code), reverse=True)[:limit])


def _published(
    kind: RecordKind,
    line: ActivitySummary | RequestSummary | OfferSummary | GoodPracticeSummary,
    by: tuple[str, ...],
    iso3s: tuple[str, ...],
) -> PublishedSummary:
    return PublishedSummary(kind, line.code, line.title, by, iso3s, line.source, line.published_at)


def _activities(condition: ColumnElement[bool], page: int, limit: int) -> Listing[ActivitySummary]:
    with reading() as session:
        total = _count(session, Activity, condition)
        counted = _count(session, Activity, and_(condition, col(Activity.status).in_(COUNTED)))
        found = public_listings.activity_summaries(session, condition, limit=limit, skip=_skip(page, limit))
        return Listing(total, found, not_counted=total - counted)


def _requests(condition: ColumnElement[bool], page: int, limit: int) -> Listing[RequestSummary]:
    with reading() as session:
        total = _count(session, Request, and_(public.request_is_public(), condition))
        return Listing(
            total, public_listings.request_summaries(session, condition, limit=limit, skip=_skip(page, limit))
        )


def _commitment_line(row: Recommendation, review: Review) -> CommitmentSummary:
    return CommitmentSummary(row.code, row.text, row.language, ReviewFact(review.cycle, review.session, review.year))


def _count(session: Session, table: type[Table], condition: ColumnElement[bool]) -> int:
    return session.exec(select(func.count()).select_from(table).where(condition)).one()


def _skip(page: int, limit: int) -> int:
    return (max(page, 1) - 1) * limit
