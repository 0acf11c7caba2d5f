"""What does a record say now, as a draft that its author can revise?"""

from typing import TypedDict, TypeVar

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from data_access.models import (
    Activity,
    ActivityMoney,
    ActivityPartner,
    ActivityPlace,
    ActivityRecipient,
    ActivityRecommendation,
    ActivityRole,
    ActivityTheme,
    Commitment,
    CommitmentTheme,
    GoodPractice,
    GoodPracticeRecommendation,
    GoodPracticeTheme,
    Offer,
    OfferEligible,
    OfferModality,
    OfferTheme,
    Organization,
    Recommendation,
    Request,
    RequestNamedOrganization,
    RequestNamedState,
    RequestRecommendation,
    RequestTheme,
    Theme,
)
from domain.records.drafts import (
    ActivityDraft,
    Amount,
    AnyDraft,
    CommitmentDraft,
    Eligible,
    GoodPracticeDraft,
    OfferDraft,
    Place,
    Provider,
    Recipient,
    RequestDraft,
)

ThemeLink = TypeVar("ThemeLink", ActivityTheme, RequestTheme, OfferTheme, GoodPracticeTheme, CommitmentTheme)
RecommendationLink = TypeVar(
    "RecommendationLink", ActivityRecommendation, RequestRecommendation, GoodPracticeRecommendation
)


def draft_of(session: Session, row: Activity | Request | Offer | GoodPractice | Commitment) -> AnyDraft:
    """The record as the draft that would make it, within the open transaction."""
    match row:
        case Activity():
            return _activity(session, row)
        case Request():
            return _request(session, row)
        case Offer():
            return _offer(session, row)
        case GoodPractice():
            return _good_practice(session, row)
        case Commitment():
            return _commitment(session, row)


def _activity(session: Session, row: Activity) -> ActivityDraft:
    own = row.id
    recipients = select(ActivityRecipient).where(ActivityRecipient.activity_id == own)
    roles = (
        select(Organization.code, col(ActivityRole.role))
        .join(ActivityRole)
        .where(ActivityRole.activity_id == own)
        .order_by(Organization.code, col(ActivityRole.role))
    )
    partners = select(Organization.code).join(ActivityPartner).where(ActivityPartner.activity_id == own)
    places = select(ActivityPlace).where(ActivityPlace.activity_id == own).order_by(col(ActivityPlace.id))
    money = select(ActivityMoney).where(ActivityMoney.activity_id == own).order_by(col(ActivityMoney.id))
    parent = session.get(Activity, row.parent_id) if row.parent_id else None
    return ActivityDraft(
        title=row.title,
        publisher=_publisher(session, row.publisher_id),
        summary=row.summary,
        themes=_themes(session, ActivityTheme, col(ActivityTheme.activity_id) == own),
        recommendations=_recommendations(
            session, ActivityRecommendation, col(ActivityRecommendation.activity_id) == own
        ),
        source=row.source,
        source_key=row.source_key,
        source_url=row.source_url,
        modality=row.modality,
        status=row.status,
        recipients=tuple(
            Recipient(one.iso3, one.percentage)
            for one in session.exec(recipients.order_by(col(ActivityRecipient.iso3)))
        ),
        providers=tuple(Provider(code, role) for code, role in session.exec(roles)),
        partners=tuple(session.exec(partners.order_by(Organization.code))),
        planned_start=row.planned_start,
        planned_end=row.planned_end,
        actual_start=row.actual_start,
        actual_end=row.actual_end,
        places=tuple(Place(one.name, one.longitude, one.latitude) for one in session.exec(places)),
        money=tuple(Amount(one.kind, one.amount, one.currency, one.on) for one in session.exec(money)),
        fund=row.fund,
        outcome=row.outcome,
        sensitive=row.sensitive,
        parent=parent.code if parent else None,
    )


def _request(session: Session, row: Request) -> RequestDraft:
    return RequestDraft(
        title=row.title,
        publisher=_publisher(session, row.publisher_id),
        summary=row.summary,
        themes=_themes(session, RequestTheme, col(RequestTheme.request_id) == row.id),
        recommendations=_recommendations(
            session, RequestRecommendation, col(RequestRecommendation.request_id) == row.id
        ),
        source=row.source,
        source_key=row.source_key,
        source_url=row.source_url,
        iso3=row.iso3,
        modality=row.modality,
        languages=_languages(row.languages),
        window_start=row.window_start,
        window_end=row.window_end,
        visibility=row.visibility,
        **named_readers(session, row.id),
        contact_role=row.contact_role,
    )


class NamedReaders(TypedDict):
    """Whom a request names as its readers, by code."""

    named_states: tuple[str, ...]
    named_organizations: tuple[str, ...]


def named_readers(session: Session, request: int | None) -> NamedReaders:
    """The readers that the request with this number names, in order of code."""
    states = select(RequestNamedState.iso3).where(RequestNamedState.request_id == request)
    organizations = (
        select(Organization.code).join(RequestNamedOrganization).where(RequestNamedOrganization.request_id == request)
    )
    return NamedReaders(
        named_states=tuple(session.exec(states.order_by(col(RequestNamedState.iso3)))),
        named_organizations=tuple(session.exec(organizations.order_by(Organization.code))),
    )


def _offer(session: Session, row: Offer) -> OfferDraft:
    modalities = select(col(OfferModality.modality)).where(OfferModality.offer_id == row.id)
    eligible = select(OfferEligible).where(OfferEligible.offer_id == row.id)
    return OfferDraft(
        title=row.title,
        publisher=_publisher(session, row.publisher_id),
        summary=row.summary,
        themes=_themes(session, OfferTheme, col(OfferTheme.offer_id) == row.id),
        source=row.source,
        source_key=row.source_key,
        source_url=row.source_url,
        modalities=tuple(session.exec(modalities.order_by(col(OfferModality.modality)))),
        eligible=tuple(
            Eligible(one.kind, one.value)
            for one in session.exec(eligible.order_by(col(OfferEligible.kind), col(OfferEligible.value)))
        ),
        capacity=row.capacity,
        languages=_languages(row.languages),
        window_start=row.window_start,
        window_end=row.window_end,
        contact_role=row.contact_role,
    )


def _good_practice(session: Session, row: GoodPractice) -> GoodPracticeDraft:
    return GoodPracticeDraft(
        title=row.title,
        publisher=_publisher(session, row.publisher_id),
        summary=row.summary,
        themes=_themes(session, GoodPracticeTheme, col(GoodPracticeTheme.good_practice_id) == row.id),
        recommendations=_recommendations(
            session, GoodPracticeRecommendation, col(GoodPracticeRecommendation.good_practice_id) == row.id
        ),
        source=row.source,
        source_key=row.source_key,
        source_url=row.source_url,
        iso3=row.iso3,
        result=row.result,
        evidence=row.evidence,
        evidence_url=row.evidence_url,
        peer_support=row.peer_support,
    )


def _commitment(session: Session, row: Commitment) -> CommitmentDraft:
    return CommitmentDraft(
        title=row.title,
        publisher=_publisher(session, row.publisher_id),
        summary=row.summary,
        themes=_themes(session, CommitmentTheme, col(CommitmentTheme.commitment_id) == row.id),
        source=row.source,
        source_key=row.source_key,
        source_url=row.source_url,
        iso3=row.iso3,
        cycle=row.cycle,
        made_on=row.made_on,
    )


def _publisher(session: Session, number: int) -> str:
    return session.get_one(Organization, number).code


def _themes(session: Session, table: type[ThemeLink], condition: ColumnElement[bool]) -> tuple[str, ...]:
    wanted = select(Theme.code).join(table).where(condition).order_by(Theme.code)
    return tuple(session.exec(wanted))


def _recommendations(
    session: Session, table: type[RecommendationLink], condition: ColumnElement[bool]
) -> tuple[str, ...]:
    wanted = select(Recommendation.code).join(table).where(condition)
    return tuple(session.exec(wanted.order_by(Recommendation.code)))


def _languages(joined: str) -> tuple[str, ...]:
    return tuple(code for code in joined.split(",") if code)
