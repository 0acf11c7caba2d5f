"""What waits for this person, each with where it is done; and how much, cheaply enough to ask in every run.

A line and the count rest on the same conditions, so that "Inbox (3)" leads to three things.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, false, func, literal, or_, select
from sqlmodel import Session, col

from data_access.models import Consent, Draft, Membership, Offer, Organization, Person, Remark, Request
from data_access.records.due import is_due, last_word, started
from data_access.records.tables import TABLES
from data_access.records.visibility import ASKED
from data_access.store.engine import reading
from data_access.store.history import now
from domain.people.permissions import Actor, Role
from domain.records.clocks import Clocks, Due, agreed_clocks
from domain.review.work_queues import Need, Waiting
from domain.vocabulary import ConsentStatus, EditorialState, OrganizationKind, RecordKind, RemarkKind

#: No inbox lists more of one kind of need; the count still says how many there are.
MOST_LINES = 50

STANDING: dict[RecordKind, type[Request] | type[Offer]] = {RecordKind.REQUEST: Request, RecordKind.OFFER: Offer}
#: What stewards are told of once its last day has passed.
_LATE = {Need.UNACKNOWLEDGED: Due.ACKNOWLEDGE, Need.UNANSWERED: Due.ANSWER}
_REMARKED = {RemarkKind.CORRECTION: Need.CORRECTION, RemarkKind.WITHHOLDING: Need.WITHHELD}


def waiting(actor: Actor) -> tuple[Waiting, ...]:
    """What waits for the actor, the newest need first. Nobody without a role has anything but drafts."""
    with reading() as session:
        lines = [*_drafts(session, actor), *_own(session, actor), *_of_the_state(session, actor)]
        if Role.STEWARD in actor.roles:
            lines += _for_stewards(session)
        if Role.ADMINISTRATOR in actor.roles:
            lines += _people(session)
    return tuple(sorted(lines, key=lambda line: line.since, reverse=True))


def waiting_count(actor: Actor) -> int:
    """How many things wait for the actor, in one statement."""
    with reading() as session:
        counted: int = session.execute(_counting(actor, now().date(), agreed_clocks())).scalar_one()
        return counted


@lru_cache(maxsize=512)
def _counting(actor: Actor, _today: date, _clocks: Clocks) -> Any:
    """The statement of the count, the same for a person all day long; to build it takes as long as to run it."""
    first, *others = (_count(part) for part in _counted(actor))
    total: ColumnElement[int] = first
    for count in others:
        total = total + count
    return select(total)


def _count(rows: Any) -> Any:
    return select(func.count()).select_from(rows.subquery()).scalar_subquery()


def _counted(actor: Actor) -> Iterator[Any]:
    """One selection of rows for each need, none twice."""
    if Role.VISITOR in actor.roles and len(actor.roles) == 1:
        yield _own_drafts(actor)
        return
    yield _own_drafts(actor)
    if (owners := _owners(actor)) is not None:
        for kind, table in TABLES.items():
            yield _returned(table, owners)
            yield _own_remarks(kind, table, owners)
        for kind in STANDING:
            yield _unconfirmed(kind, owners)
    if (state := _state(actor)) is not None:
        for kind, table in TABLES.items():
            yield _asked(kind, table, state)
    if Role.STEWARD in actor.roles:
        for table in TABLES.values():
            yield select(literal(1)).where(col(table.editorial_state) == EditorialState.SUBMITTED)
        for due in _LATE.values():
            yield _late(due)
    if Role.ADMINISTRATOR in actor.roles:
        yield _without_role()


def _state(actor: Actor) -> str | None:
    return actor.iso3 if Role.FOCAL_POINT in actor.roles else None


def _owners(actor: Actor) -> Select[Any] | None:
    """The numbers of the organizations whose records are the actor's own; None for nobody's."""
    conditions: list[ColumnElement[bool]] = []
    if Role.CONTRIBUTOR in actor.roles and actor.organizations:
        conditions.append(col(Organization.code).in_(actor.organizations))
    if (state := _state(actor)) is not None:
        conditions.append(and_(col(Organization.kind) == OrganizationKind.STATE, col(Organization.iso3) == state))
    return select(col(Organization.id)).where(or_(false(), *conditions)) if conditions else None


def _own_drafts(actor: Actor) -> Select[Any]:
    return select(Draft).join(Person, col(Person.id) == col(Draft.person_id)).where(col(Person.code) == actor.name)


def _returned(table: Any, owners: Select[Any]) -> Select[Any]:
    return select(table).where(
        col(table.editorial_state) == EditorialState.RETURNED, col(table.publisher_id).in_(owners)
    )


def _own_remarks(kind: RecordKind, table: Any, owners: Select[Any]) -> Any:
    """What States say to the author of a record and the author has not dealt with yet."""
    return (
        select(Remark, col(table.code).label("code"), col(table.title).label("title"))
        .join(table, col(table.id) == col(Remark.record_id))
        .where(
            col(Remark.record_kind) == kind,
            col(Remark.kind).in_(list(_REMARKED)),
            col(Remark.settled_at).is_(None),
            col(table.publisher_id).in_(owners),
            col(table.editorial_state).in_(ASKED),
        )
    )


def _unconfirmed(kind: RecordKind, owners: Select[Any]) -> Select[Any]:
    """Own public requests or offers whose owner has said nothing of them for the months after which it is asked."""
    table = STANDING[kind]
    return select(table).where(col(table.publisher_id).in_(owners), is_due(table, Due.RECONFIRM, now().date()))


def _asked(kind: RecordKind, table: Any, state: str) -> Select[Any]:
    return (
        select(col(Consent.changed_at).label("since"))
        .join(table, col(table.id) == col(Consent.record_id))
        .where(
            col(Consent.record_kind) == kind,
            col(Consent.iso3) == state,
            col(Consent.status) == ConsentStatus.AWAITED,
            col(table.editorial_state).in_(ASKED),
        )
    )


def _late(due: Due) -> Select[Any]:
    """Requests of which the last day of a clock has passed."""
    return select(Request).where(is_due(Request, due, now().date()))


def _moment(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def _without_role() -> Select[Any]:
    held = select(col(Membership.person_id))
    return select(Person).where(
        col(Person.id).not_in(held), col(Person.erased_at).is_(None), col(Person.persona).is_(None)
    )


def _drafts(session: Session, actor: Actor) -> Iterator[Waiting]:
    wanted = _own_drafts(actor).order_by(col(Draft.updated_at).desc()).limit(MOST_LINES)
    for row in session.execute(wanted).scalars():
        held = json.loads(row.content)
        title = held.get("title", "") if isinstance(held, dict) else ""
        yield Waiting(Need.DRAFT, row.updated_at, row.kind, row.record_code, row.key, str(title)[:300])


def _own(session: Session, actor: Actor) -> Iterator[Waiting]:
    if (owners := _owners(actor)) is None:
        return
    for kind, table in TABLES.items():
        for row in _first(session, _returned(table, owners), col(table.updated_at)).scalars():
            yield Waiting(
                Need.RETURNED, row.updated_at, kind, row.code, title=row.title, text=_comment(session, kind, row.id)
            )
        for remark, code, title in _first(session, _own_remarks(kind, table, owners), col(Remark.written_at)):
            need = _REMARKED[remark.kind]
            yield Waiting(need, remark.written_at, kind, code, title=title, text=remark.text, by=remark.iso3 or "")
    for kind in STANDING:
        table = STANDING[kind]
        for row in _first(session, _unconfirmed(kind, owners), col(table.updated_at)).scalars():
            yield _unconfirmed_line(kind, row)


def _unconfirmed_line(kind: RecordKind, row: Request | Offer) -> Waiting:
    clocks, word = agreed_clocks(), last_word(row).date()
    need = Need.EXPIRING if clocks.soon_day(word) <= now().date() else Need.CONFIRM
    due = clocks.soon_day(word) if need is Need.EXPIRING else clocks.reconfirm_day(word)
    return Waiting(need, _moment(due), kind, row.code, title=row.title, last_day=clocks.expire_day(word))


def _first(session: Session, wanted: Any, moment: Any) -> Any:
    return session.execute(wanted.order_by(moment.desc()).limit(MOST_LINES))


def _comment(session: Session, kind: RecordKind, number: int | None) -> str:
    """What the steward said of a returned record as a whole, or of its first field."""
    said = session.execute(
        select(col(Remark.text))
        .where(
            col(Remark.kind) == RemarkKind.RETURN,
            col(Remark.record_kind) == kind,
            col(Remark.record_id) == number,
            col(Remark.settled_at).is_(None),
        )
        .order_by(col(Remark.written_at).desc(), col(Remark.field), col(Remark.id))
    ).first()
    return said[0] if said else ""


def _of_the_state(session: Session, actor: Actor) -> Iterator[Waiting]:
    """One line for all records that wait for the State's answer: its desk lists them."""
    if (state := _state(actor)) is None:
        return
    yield from _together(session, Need.ANSWER, [_asked(kind, table, state) for kind, table in TABLES.items()], state)


def _together(session: Session, need: Need, parts: Sequence[Any], by: str = "") -> Iterator[Waiting]:
    """One line for all rows of the selections, since the newest of them; nothing for none."""
    count, newest = 0, None
    for part in parts:
        rows = part.subquery()
        found, last = session.execute(select(func.count(), func.max(rows.c.since)).select_from(rows)).one()
        count += found
        newest = max(filter(None, (newest, last)), default=None)
    if count and newest is not None:
        yield Waiting(need, newest, by=by, count=count)


def _for_stewards(session: Session) -> Iterator[Waiting]:
    handed_in: list[Any] = [
        select(col(table.updated_at).label("since")).where(col(table.editorial_state) == EditorialState.SUBMITTED)
        for table in TABLES.values()
    ]
    yield from _together(session, Need.REVIEW, handed_in)
    for need, due in _LATE.items():
        yield from _together(session, need, [_late(due).with_only_columns(started(Request, due).label("since"))])


def _people(session: Session) -> Iterator[Waiting]:
    yield from _together(
        session, Need.WITHOUT_ROLE, [_without_role().with_only_columns(col(Person.created_at).label("since"))]
    )
