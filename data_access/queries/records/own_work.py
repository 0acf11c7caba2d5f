"""What does this person have under way: drafts, and records to follow and revise?"""

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, or_, select

from data_access.models import Draft, Organization, Person
from data_access.records.tables import TABLES
from data_access.store.engine import reading
from data_access.store.errors import NotFound
from domain.people.permissions import Actor, Role
from domain.records.own_work import KeptDraft, OwnRecord
from domain.vocabulary import OrganizationKind, RecordKind


def drafts_of(actor: Actor) -> tuple[KeptDraft, ...]:
    """The drafts that the person keeps, the last changed first."""
    wanted = select(Draft).join(Person).where(Person.code == actor.name)
    with reading() as session:
        return tuple(map(_kept, session.exec(wanted.order_by(col(Draft.updated_at).desc(), col(Draft.id).desc()))))


def draft_with_key(actor: Actor, key: str) -> KeptDraft:
    """One draft of the person; NotFound where there is none, or it is somebody else's."""
    with reading() as session:
        row = session.exec(select(Draft).join(Person).where(Draft.key == key, Person.code == actor.name)).one_or_none()
        if row is None:
            raise NotFound("There is no such draft; it may have been sent or discarded.")
        return _kept(row)


def draft_revising(actor: Actor, code: str) -> KeptDraft | None:
    """The person's draft that gives a record new content, the last changed; None where there is none."""
    return next((one for one in drafts_of(actor) if one.record_code == code), None)


def own_records(actor: Actor, *, limit: int = 50) -> tuple[OwnRecord, ...]:
    """The records of the organizations that the person contributes for, or of the State, the last changed first."""
    condition = _own(actor)
    if condition is None:
        return ()
    with reading() as session:
        found = [line for kind in TABLES for line in _records(session, kind, condition, limit)]
    return tuple(sorted(found, key=lambda line: (line.updated_at, line.code), reverse=True)[:limit])


def _own(actor: Actor) -> ColumnElement[bool] | None:
    """Which publishers are the actor's own, as `domain.people.permissions.may` says; None for none."""
    owned: list[ColumnElement[bool]] = []
    if Role.CONTRIBUTOR in actor.roles and actor.organizations:
        owned.append(col(Organization.code).in_(sorted(actor.organizations)))
    if Role.FOCAL_POINT in actor.roles and actor.iso3:
        owned.append(and_(col(Organization.kind) == OrganizationKind.STATE, col(Organization.iso3) == actor.iso3))
    return or_(*owned) if owned else None


def _records(session: Session, kind: RecordKind, condition: ColumnElement[bool], limit: int) -> list[OwnRecord]:
    table = TABLES[kind]
    wanted = select(table).join(Organization).where(condition, table.merged_into == "")
    rows = session.exec(wanted.order_by(col(table.updated_at).desc(), col(table.code).desc()).limit(limit))
    return [OwnRecord(kind, row.code, row.title, row.editorial_state, row.updated_at) for row in rows]


def _kept(row: Draft) -> KeptDraft:
    return KeptDraft(row.key, row.kind, row.content, row.version, row.updated_at, row.record_code, row.record_version)
