"""Public contributions as one line of a list each, read within an open transaction and in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, func, select

from data_access.models import (
    Activity,
    ActivityRecipient,
    ActivityRole,
    GoodPractice,
    Offer,
    OfferEligible,
    OfferModality,
    Organization,
    Request,
)
from data_access.records import public
from domain.records.shown_records import ActivitySummary, GoodPracticeSummary, OfferSummary, RequestSummary
from domain.vocabulary import EligibleKind, Modality, RecordKind

Value = TypeVar("Value")


def activity_summaries(
    session: Session, condition: ColumnElement[bool], *, limit: int, skip: int = 0, newest: bool = False
) -> tuple[ActivitySummary, ...]:
    """Public activities under a condition: those that began last first, or with `newest` those published last."""
    began = func.coalesce(col(Activity.actual_start), col(Activity.planned_start))
    order = col(Activity.published_at) if newest else began
    wanted = select(Activity).where(condition).order_by(order.desc().nulls_last(), col(Activity.code).desc())
    found = session.exec(wanted.offset(skip).limit(limit)).all()
    recipients = _consenting_recipients(session, found)
    providers = _named_providers(session, found)
    return tuple(_activity_line(row, recipients[row.id or 0], providers[row.id or 0]) for row in found)


def request_summaries(
    session: Session, condition: ColumnElement[bool], *, limit: int, skip: int = 0
) -> tuple[RequestSummary, ...]:
    """Public requests under a condition, those published last first."""
    wanted = select(Request, Organization.name).join(Organization).where(and_(public.request_is_public(), condition))
    wanted = wanted.order_by(col(Request.published_at).desc().nulls_last(), col(Request.code).desc())
    return tuple(request_summary(row, by) for row, by in session.exec(wanted.offset(skip).limit(limit)))


def offer_summaries(
    session: Session, condition: ColumnElement[bool], *, limit: int, skip: int = 0
) -> tuple[OfferSummary, ...]:
    """Public offers under a condition, those published last first."""
    wanted = select(Offer, Organization.name).join(Organization).where(and_(public.offer_is_public(), condition))
    wanted = wanted.order_by(col(Offer.published_at).desc().nulls_last(), col(Offer.code).desc())
    found = session.exec(wanted.offset(skip).limit(limit)).all()
    ids = [row.id for row, _ in found]
    eligible = _grouped(
        (entry.offer_id, (entry.kind, entry.value))
        for entry in session.exec(
            select(OfferEligible)
            .where(col(OfferEligible.offer_id).in_(ids))
            .order_by(col(OfferEligible.kind), col(OfferEligible.value))
        )
    )
    modalities = _grouped(
        (entry.offer_id, entry.modality)
        for entry in session.exec(select(OfferModality).where(col(OfferModality.offer_id).in_(ids)))
    )
    return tuple(_offer_line(row, by, modalities[row.id or 0], eligible[row.id or 0]) for row, by in found)


def good_practice_summaries(
    session: Session, condition: ColumnElement[bool], *, limit: int, skip: int = 0
) -> tuple[GoodPracticeSummary, ...]:
    """Public good practices under a condition, those published last first."""
    wanted = select(GoodPractice, Organization.name).join(Organization)
    wanted = wanted.where(and_(public.good_practice_is_public(), condition))
    wanted = wanted.order_by(col(GoodPractice.published_at).desc().nulls_last(), col(GoodPractice.code).desc())
    return tuple(_good_practice_line(row, by) for row, by in session.exec(wanted.offset(skip).limit(limit)))


def _consenting_recipients(session: Session, activities: Sequence[Activity]) -> defaultdict[int, list[str]]:
    found = session.exec(
        select(ActivityRecipient.activity_id, ActivityRecipient.iso3)
        .where(
            col(ActivityRecipient.activity_id).in_([row.id for row in activities]),
            public.consented(RecordKind.ACTIVITY, col(ActivityRecipient.activity_id), col(ActivityRecipient.iso3)),
        )
        .order_by(col(ActivityRecipient.iso3))
    )
    return _grouped(found.all())


def _named_providers(session: Session, activities: Sequence[Activity]) -> defaultdict[int, list[str]]:
    found = session.exec(
        select(ActivityRole.activity_id, Organization.name)
        .join(Organization, col(Organization.id) == col(ActivityRole.organization_id))
        .join(Activity, col(Activity.id) == col(ActivityRole.activity_id))
        .join(public.Publisher, col(public.Publisher.id) == col(Activity.publisher_id))
        .where(col(ActivityRole.activity_id).in_([row.id for row in activities]), public.provider_is_named())
        .distinct()
        .order_by(col(Organization.name))
    )
    return _grouped(found.all())


def _grouped(pairs: Iterable[tuple[int, Value]]) -> defaultdict[int, list[Value]]:
    groups: defaultdict[int, list[Value]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def _activity_line(row: Activity, recipients: Iterable[str], providers: Iterable[str]) -> ActivitySummary:
    return ActivitySummary(
        code=row.code,
        title=row.title,
        summary=row.summary,
        modality=row.modality,
        status=row.status,
        start=row.actual_start or row.planned_start,
        end=row.actual_end or row.planned_end,
        recipients=tuple(recipients),
        providers=tuple(providers),
        fund=row.fund,
        outcome=row.outcome,
        source=row.source,
        source_url=row.source_url,
        published_at=row.published_at or row.updated_at,
    )


def request_summary(row: Request, by: str) -> RequestSummary:
    """A request, by the institution with this name, as lists show it."""
    return RequestSummary(
        code=row.code,
        title=row.title,
        summary=row.summary,
        iso3=row.iso3,
        by=by,
        modality=row.modality,
        status=row.status,
        start=row.window_start,
        end=row.window_end,
        source=row.source,
        published_at=row.published_at or row.updated_at,
    )


def _offer_line(
    row: Offer, by: str, modalities: Iterable[Modality], eligible: Sequence[tuple[EligibleKind, str]]
) -> OfferSummary:
    return OfferSummary(
        code=row.code,
        title=row.title,
        summary=row.summary,
        by=by,
        modalities=tuple(modalities),
        eligible=tuple(entry for entry in eligible if entry[0] is not EligibleKind.STATE),
        to_named_states=any(kind is EligibleKind.STATE for kind, _ in eligible),
        status=row.status,
        start=row.window_start,
        end=row.window_end,
        source=row.source,
        published_at=row.published_at or row.updated_at,
    )


def _good_practice_line(row: GoodPractice, by: str) -> GoodPracticeSummary:
    return GoodPracticeSummary(
        code=row.code,
        title=row.title,
        summary=row.summary,
        iso3=row.iso3,
        by=by,
        result=row.result,
        peer_support=row.peer_support,
        source=row.source,
        published_at=row.published_at or row.updated_at,
    )
