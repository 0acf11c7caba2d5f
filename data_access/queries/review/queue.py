"""What waits for stewards: records to review, States to answer, requests to acknowledge and to answer, oldest first."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, select, union_all
from sqlmodel import Session, col

from data_access.models import (
    Activity,
    ActivityRecipient,
    ActivityRecommendation,
    Commitment,
    Consent,
    GoodPractice,
    GoodPracticeRecommendation,
    Offer,
    Organization,
    Remark,
    Request,
    RequestRecommendation,
)
from data_access.queries.cooperation.cooperation_facts import day_of
from data_access.queries.review.inbox import STANDING
from data_access.queries.review.waiting_records import common_columns, kinds, narrowing, skipped
from data_access.records.due import is_due, runs, started, timed
from data_access.records.tables import TABLES
from data_access.records.visibility import ASKED
from data_access.store.engine import reading
from data_access.store.errors import NotAllowed
from data_access.store.history import now
from domain.people.permissions import Actor, Verb, may
from domain.records.clocks import Due, answer_clock_start
from domain.records.shown_records import Listing
from domain.review.work_queues import MissingInfo, QueueFilters, QueueLine, QueueTab
from domain.vocabulary import ConsentStatus, EditorialState, OfferStatus, RecordKind, RemarkKind, RequestStatus

PAGE_SIZE = 25
#: So many lines of a file are read at a time.
_IN_A_PIECE = 1000

_LINKS: dict[RecordKind, Any] = {
    RecordKind.ACTIVITY: (ActivityRecommendation.recommendation_id, ActivityRecommendation.activity_id),
    RecordKind.REQUEST: (RequestRecommendation.recommendation_id, RequestRecommendation.request_id),
    RecordKind.GOOD_PRACTICE: (
        GoodPracticeRecommendation.recommendation_id,
        GoodPracticeRecommendation.good_practice_id,
    ),
}


def review_queue(actor: Actor, filters: QueueFilters, *, page: int = 1, limit: int = PAGE_SIZE) -> Listing[QueueLine]:
    """One part of the stewards' queue, what has waited longest first. Raises NotAllowed for anybody else."""
    require_steward(actor)
    parts = [part for kind in kinds(filters.kind) if (part := _part(kind, filters)) is not None]
    with reading() as session:
        if not parts:
            return Listing(0, ())
        every = union_all(*parts).subquery()
        total = session.execute(select(func.count()).select_from(every)).scalar_one()
        wanted = select(every).order_by(every.c.since, every.c.code).offset(skipped(total, page, limit)).limit(limit)
        return Listing(total, _lines(session, session.execute(wanted).all()))


def whole_queue(actor: Actor, filters: QueueFilters) -> Iterator[QueueLine]:
    """Every line of one part of the queue, in its order, for a file. Raises NotAllowed for anybody but stewards."""
    require_steward(actor)
    page, shown = 0, 0
    while True:
        page += 1
        found = review_queue(actor, filters, page=page, limit=_IN_A_PIECE)
        yield from found.lines
        shown += len(found.lines)
        if shown >= found.total or not found.lines:
            return


def work_counts(actor: Actor) -> dict[QueueTab, int]:
    """How many records each kind of work holds, without filters. Raises NotAllowed for anybody but stewards."""
    require_steward(actor)
    with reading() as session:
        counted = {}
        for work in QueueTab:
            parts = [p for kind in TABLES if (p := _part(kind, QueueFilters(work=work))) is not None]
            every = union_all(*parts).subquery()
            counted[work] = session.execute(select(func.count()).select_from(every)).scalar_one()
        return counted


def require_steward(actor: Actor) -> None:
    """Let a steward pass, or raise NotAllowed."""
    if not may(actor, Verb.REVIEW_RECORD):
        raise NotAllowed(f"{actor.name} does not review records.")


def _part(kind: RecordKind, filters: QueueFilters) -> Select[Any] | None:
    """The records of one kind that wait for this work; None where the kind never does."""
    conditions = narrowing(kind, filters)
    table = TABLES[kind]
    state, updated = col(table.editorial_state), col(table.updated_at)
    match filters.work:
        case QueueTab.REVIEW:
            return common_columns(kind, updated, state == EditorialState.SUBMITTED, *conditions)
        case QueueTab.RETURNED:
            return common_columns(kind, updated, state == EditorialState.RETURNED, *conditions)
        case QueueTab.CONSENT:
            return _unanswered(kind, conditions)
        case QueueTab.ANSWER:
            if kind is not RecordKind.REQUEST:
                return None
            since = func.coalesce(started(Request, Due.ANSWER), col(Request.created_at))
            if filters.due:
                conditions.append(is_due(Request, filters.due, now().date()))
            return common_columns(kind, since, runs(Request, Due.ANSWER), *conditions)
        case QueueTab.STALE:
            if kind not in STANDING:
                return None
            waits = is_due(STANDING[kind], Due.RECONFIRM, now().date())
            return common_columns(kind, started(STANDING[kind], Due.RECONFIRM), waits, *conditions)
        case QueueTab.EXPIRED:
            return _expired(kind, conditions)
        case QueueTab.SUSPENDED:
            return _suspended(kind, conditions)


def _expired(kind: RecordKind, conditions: Sequence[ColumnElement[bool]]) -> Select[Any] | None:
    """Requests or offers that nobody confirmed in time, since they expired."""
    if kind not in STANDING:
        return None
    table = TABLES[kind]
    status = RequestStatus.EXPIRED if kind is RecordKind.REQUEST else OfferStatus.EXPIRED
    here = col(table.editorial_state) != EditorialState.WITHDRAWN
    return common_columns(kind, col(table.updated_at), col(table.status) == status, here, *conditions)


def _suspended(kind: RecordKind, conditions: Sequence[ColumnElement[bool]]) -> Select[Any]:
    """Records that a steward took out of the public, since then."""
    table = TABLES[kind]
    taken_out = col(table.editorial_state) == EditorialState.REVIEWED
    return common_columns(kind, col(Remark.written_at), taken_out, *conditions).join(
        Remark,
        and_(
            col(Remark.record_kind) == kind,
            col(Remark.record_id) == col(table.id),
            col(Remark.kind) == RemarkKind.SUSPENSION,
            col(Remark.settled_at).is_(None),
        ),
    )


def _unanswered(kind: RecordKind, conditions: Sequence[ColumnElement[bool]]) -> Select[Any] | None:
    """Approved records of which a State was asked and has not answered; since the oldest question."""
    if kind is RecordKind.OFFER:
        return None
    table = TABLES[kind]
    asked = (
        select(col(Consent.record_id).label("record"), func.min(col(Consent.changed_at)).label("asked"))
        .where(col(Consent.record_kind) == kind, col(Consent.status) == ConsentStatus.AWAITED)
        .group_by(col(Consent.record_id))
        .subquery()
    )
    wanted = common_columns(kind, asked.c.asked, col(table.editorial_state).in_(ASKED), *conditions)
    return wanted.join(asked, asked.c.record == col(table.id))


def _lines(session: Session, found: Sequence[Row[Any]]) -> tuple[QueueLine, ...]:
    numbers: dict[RecordKind, list[int]] = defaultdict(list)
    for row in found:
        numbers[RecordKind(row.kind)].append(row.id)
    told: dict[tuple[RecordKind, int], QueueLine] = {}
    since = {(RecordKind(row.kind), row.id): row.since for row in found}
    for kind, ids in numbers.items():
        told |= _of_kind(session, kind, ids, since)
    return tuple(told[RecordKind(row.kind), row.id] for row in found)


def _of_kind(
    session: Session, kind: RecordKind, ids: list[int], since: dict[tuple[RecordKind, int], Any]
) -> dict[tuple[RecordKind, int], QueueLine]:
    table = TABLES[kind]
    rows = session.execute(
        select(table, Organization)
        .join(Organization, col(Organization.id) == col(table.publisher_id))
        .where(col(table.id).in_(ids))
    ).all()
    linked, states, awaiting = _linked(session, kind, ids), states_of(session, kind, ids), _awaiting(session, kind, ids)
    told = {}
    for row, by in rows:
        asked = row if isinstance(row, Request) else None
        told[kind, row.id] = QueueLine(
            kind=kind,
            code=row.code,
            version=row.version,
            title=row.title,
            by=by.name,
            contributor=by.kind,
            editorial_state=row.editorial_state,
            states=states.get(row.id, ()),
            since=since[kind, row.id],
            lacking=tuple(_lacking(row, linked)),
            awaiting=awaiting.get(row.id, ()),
            status=row.status if isinstance(row, Activity | Request | Offer) else None,
            submitted_on=day_of(asked.submitted_at) if asked else None,
            acknowledged_on=day_of(asked.acknowledged_at) if asked else None,
            waiting_since=day_of(answer_clock_start(timed(asked))) if asked else None,
        )
    return told


def _lacking(row: Activity | Request | Offer | GoodPractice | Commitment, linked: set[int]) -> Sequence[MissingInfo]:
    lacking = []
    if not isinstance(row, Offer | Commitment) and row.id not in linked:
        lacking.append(MissingInfo.RECOMMENDATION)
    days: tuple[object, ...] | None = None
    if isinstance(row, Activity):
        days = (row.planned_start, row.planned_end, row.actual_start, row.actual_end)
    elif isinstance(row, Request | Offer):
        days = (row.window_start, row.window_end)
    if days is not None and not any(days):
        lacking.append(MissingInfo.DATES)
    if not row.summary:
        lacking.append(MissingInfo.SUMMARY)
    return lacking


def _linked(session: Session, kind: RecordKind, ids: list[int]) -> set[int]:
    """Those of the records that at least one recommendation is linked to."""
    if kind not in _LINKS:
        return set()
    owner = col(_LINKS[kind][1])
    return set(session.execute(select(owner).where(owner.in_(ids)).distinct()).scalars())


def states_of(session: Session, kind: RecordKind, ids: list[int]) -> dict[int, tuple[str, ...]]:
    """The States that records of one kind are about, by the records' numbers; none for an offer."""
    if kind is RecordKind.OFFER:
        return {}
    if kind is RecordKind.ACTIVITY:
        owner, iso3 = col(ActivityRecipient.activity_id), col(ActivityRecipient.iso3)
    else:
        table = TABLES[kind]
        owner, iso3 = col(table.id), col(table.iso3)
    return _grouped(session, select(owner, iso3).where(owner.in_(ids)).order_by(owner, iso3))


def _awaiting(session: Session, kind: RecordKind, ids: list[int]) -> dict[int, tuple[str, ...]]:
    wanted = select(col(Consent.record_id), col(Consent.iso3)).where(
        col(Consent.record_kind) == kind, col(Consent.record_id).in_(ids), col(Consent.status) == ConsentStatus.AWAITED
    )
    return _grouped(session, wanted.order_by(col(Consent.record_id), col(Consent.iso3)))


def _grouped(session: Session, wanted: Select[int, str]) -> dict[int, tuple[str, ...]]:
    told: dict[int, tuple[str, ...]] = {}
    for number, iso3 in session.execute(wanted):
        told[number] = (*told.get(number, ()), iso3)
    return told
