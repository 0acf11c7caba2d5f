"""A State's desk: records that await its answer, those that are public about it, its own, and its standing word."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from sqlalchemy import Row, func, select, union_all
from sqlmodel import Session, and_, col

from data_access.models import (
    Activity,
    Commitment,
    Consent,
    GoodPractice,
    Offer,
    Organization,
    Remark,
    Request,
    StandingConsent,
)
from data_access.queries.review.waiting_records import common_columns, kinds, narrowing, skipped
from data_access.records.tables import TABLES
from data_access.records.visibility import ASKED
from data_access.store.engine import reading
from data_access.store.errors import NotAllowed
from domain.people.permissions import Actor, Role
from domain.records.shown_records import Listing
from domain.review.work_queues import AskedLine, DeskFilters, OwnLine, StandingLine
from domain.vocabulary import ConsentBasis, ConsentStatus, EditorialState, OrganizationKind, RecordKind, RemarkKind

PAGE_SIZE = 25
#: So many lines of a file are read at a time.
_IN_A_PIECE = 1000
EVERYTHING = DeskFilters()
MOST_OWN = 200


class Part(Protocol):
    """A part of a State's desk."""

    def __call__(self, actor: Actor, filters: DeskFilters, *, page: int, limit: int) -> Listing[AskedLine]:
        """One page of its lines."""


def state_of_desk(actor: Actor) -> str:
    """The State whose focal point the actor is. Raises NotAllowed for anybody else."""
    if Role.FOCAL_POINT not in actor.roles or actor.iso3 is None:
        raise NotAllowed(f"{actor.name} is no State's focal point.")
    return actor.iso3


def awaiting_answer(
    actor: Actor, filters: DeskFilters = EVERYTHING, *, page: int = 1, limit: int = PAGE_SIZE
) -> Listing[AskedLine]:
    """Approved records on which the actor's State was asked and has not answered, the oldest question first."""
    return _asked(state_of_desk(actor), (ConsentStatus.AWAITED,), ASKED, filters, page, limit)


def public_about(
    actor: Actor, filters: DeskFilters = EVERYTHING, *, page: int = 1, limit: int = PAGE_SIZE
) -> Listing[AskedLine]:
    """Records that are public with the consent of the actor's State, the last answered first."""
    told, public = (ConsentStatus.GRANTED,), frozenset({EditorialState.PUBLISHED})
    return _asked(state_of_desk(actor), told, public, filters, page, limit, newest=True)


def answered_no(
    actor: Actor, filters: DeskFilters = EVERYTHING, *, page: int = 1, limit: int = PAGE_SIZE
) -> Listing[AskedLine]:
    """Records to whose publication the actor's State does not agree or no longer agrees, the last answered first."""
    told = (ConsentStatus.WITHHELD, ConsentStatus.WITHDRAWN)
    return _asked(state_of_desk(actor), told, ASKED, filters, page, limit, newest=True)


def whole_list(part: Part, actor: Actor, filters: DeskFilters) -> Iterator[AskedLine]:
    """Every line of a part of the desk, in its order, for a file. part: one of the three above."""
    page, shown = 0, 0
    while True:
        page += 1
        found = part(actor, filters, page=page, limit=_IN_A_PIECE)
        yield from found.lines
        shown += len(found.lines)
        if shown >= found.total or not found.lines:
            return


def own_records(actor: Actor) -> tuple[OwnLine, ...]:
    """Requests, commitments and all else that institutions of the actor's State published, last changed first."""
    state = state_of_desk(actor)
    told = []
    with reading() as session:
        for kind, table in TABLES.items():
            wanted = (
                select(table)
                .join(Organization, col(Organization.id) == col(table.publisher_id))
                .where(col(Organization.kind) == OrganizationKind.STATE, col(Organization.iso3) == state)
                .order_by(col(table.updated_at).desc())
                .limit(MOST_OWN)
            )
            told += [_own(kind, row) for row in session.execute(wanted).scalars()]
    return tuple(sorted(told, key=lambda line: (line.updated_at, line.code), reverse=True)[:MOST_OWN])


def standing_consents(actor: Actor) -> tuple[StandingLine, ...]:
    """The standing consents of the actor's State that are in force, by kind of contributor."""
    state = state_of_desk(actor)
    wanted = select(StandingConsent).where(col(StandingConsent.iso3) == state, col(StandingConsent.ended_at).is_(None))
    with reading() as session:
        rows = session.execute(wanted.order_by(col(StandingConsent.id))).scalars().all()
        return tuple(StandingLine(one.contributor_kind, one.basis, one.reference, one.granted_at) for one in rows)


def _asked(
    state: str,
    status: Sequence[ConsentStatus],
    editorial: frozenset[EditorialState],
    filters: DeskFilters,
    page: int,
    limit: int,
    *,
    newest: bool = False,
) -> Listing[AskedLine]:
    parts = []
    for kind in kinds(filters.kind):
        table, narrowed = TABLES[kind], narrowing(kind, filters, seen_by=state)
        wanted = common_columns(kind, col(Consent.changed_at), col(table.editorial_state).in_(editorial), *narrowed)
        answer = and_(
            col(Consent.record_kind) == kind,
            col(Consent.record_id) == col(table.id),
            col(Consent.iso3) == state,
            col(Consent.status).in_(status),
        )
        parts.append(wanted.add_columns(col(Consent.basis)).join(Consent, answer))
    every = union_all(*parts).subquery()
    since = every.c.since.desc() if newest else every.c.since
    with reading() as session:
        total = session.execute(select(func.count()).select_from(every)).scalar_one()
        wanted = select(every).order_by(since, every.c.code).offset(skipped(total, page, limit)).limit(limit)
        return Listing(total, _lines(session, session.execute(wanted).all(), state))


def _lines(session: Session, found: Sequence[Row[Any]], state: str) -> tuple[AskedLine, ...]:
    numbers: dict[RecordKind, list[int]] = defaultdict(list)
    for row in found:
        numbers[RecordKind(row.kind)].append(row.id)
    rows = {
        (kind, record.id): (record, by)
        for kind, ids in numbers.items()
        for record, by in session.execute(
            select(TABLES[kind], Organization)
            .join(Organization, col(Organization.id) == col(TABLES[kind].publisher_id))
            .where(col(TABLES[kind].id).in_(ids))
        )
    }
    said = _annotations(session, numbers, state)
    told = []
    for row in found:
        key = (RecordKind(row.kind), row.id)
        record, by = rows[key]
        basis = ConsentBasis(row.basis) if row.basis else None
        told.append(
            AskedLine(
                key[0],
                record.code,
                record.version,
                record.title,
                record.summary,
                by.name,
                by.kind,
                row.since,
                basis,
                said.get(key, ""),
            )
        )
    return tuple(told)


def _annotations(
    session: Session, numbers: dict[RecordKind, list[int]], state: str
) -> dict[tuple[RecordKind, int], str]:
    """What the State says beside each record."""
    told = {}
    for kind, ids in numbers.items():
        wanted = select(Remark).where(
            col(Remark.kind) == RemarkKind.ANNOTATION,
            col(Remark.record_kind) == kind,
            col(Remark.record_id).in_(ids),
            col(Remark.iso3) == state,
            col(Remark.settled_at).is_(None),
        )
        for one in session.execute(wanted).scalars():
            told[kind, one.record_id] = one.text
    return told


def _own(kind: RecordKind, row: Activity | Request | Offer | GoodPractice | Commitment) -> OwnLine:
    status = row.status if isinstance(row, Request | Offer) else None
    return OwnLine(kind, row.code, row.title, row.editorial_state, status, row.updated_at)
