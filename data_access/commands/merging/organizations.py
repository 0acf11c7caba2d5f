"""Merge two organizations that are one, and give back what went over when that is undone."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from data_access.commands.merging.links import remember_merge
from data_access.models import (
    ActivityPartner,
    ActivityRole,
    Membership,
    Organization,
    RequestNamedOrganization,
)
from data_access.records.lookups import organization, row_id
from data_access.records.permission_checks import require_permission
from data_access.records.record_versions import write_history
from data_access.records.tables import TABLES
from data_access.store.engine import writing
from data_access.store.errors import Conflict, Invalid
from domain.people.permissions import Actor, Role, Verb
from domain.vocabulary import OrganizationRole, RecordKind

_PUBLISHED: Mapping[str, Any] = {kind.value: table for kind, table in TABLES.items()}
_NAMED: Mapping[str, tuple[Any, str]] = {
    "partners": (ActivityPartner, "activity_id"),
    "readers": (RequestNamedOrganization, "request_id"),
}


def merge_organizations(actor: Actor, code: str, duplicate: str, *, at: datetime | None = None) -> str:
    """Let one organization stand for two of the same kind and State; records and members of the other go over.

    Raises NotAllowed, Invalid where there is no such organization, Conflict where they differ in kind or State.
    """
    verb = Verb.MERGE_ORGANIZATIONS
    require_permission(actor, verb)
    with writing() as session:
        kept, dropped = organization(session, code, "code"), organization(session, duplicate, "duplicate")
        # Whoever was merged before is not the one that was found under its code.
        if code == duplicate or (kept.code, dropped.code) != (code, duplicate):
            raise Invalid("An organization is merged with another one that still stands.", "duplicate")
        if (kept.kind, kept.iso3) != (dropped.kind, dropped.iso3):
            raise Conflict("Organizations of different kinds or States are not the same one.")
        moved = _hand_over(session, row_id(kept), row_id(dropped))
        dropped.merged_into = code
        remember_merge(session, actor, RecordKind.ORGANIZATION, code, duplicate, moved, at)
        session.flush()
        write_history(session, actor, verb, RecordKind.ORGANIZATION, duplicate, at=at, detail={"into": code})
        return write_history(session, actor, verb, RecordKind.ORGANIZATION, code, at=at, detail={"from": duplicate})


def undo_organization_merge(session: Session, kept_code: str, duplicate: str, moved: Mapping[str, Any]) -> None:
    """Give the duplicate back what went over, as far as it is still there, within an open transaction.

    Conflict where the one that stayed was merged into a third since.
    """
    rows = {
        row.code: row
        for row in session.exec(select(Organization).where(col(Organization.code).in_((kept_code, duplicate))))
    }
    kept, dropped = rows[kept_code], rows[duplicate]
    if kept.merged_into:
        raise Conflict(f"{kept_code} was merged itself since; undo that first.")
    to, back = row_id(kept), row_id(dropped)
    dropped.merged_into = ""
    for name, table in _PUBLISHED.items():
        mine = col(table.id).in_(moved["records"][name]) & (col(table.publisher_id) == to)
        session.execute(update(table).where(mine).values(publisher_id=back))
    for activity, role, new in moved["roles"]:
        row = session.get(ActivityRole, (activity, to, OrganizationRole(role)))
        if row is not None:
            session.add(ActivityRole(activity_id=activity, organization_id=back, role=OrganizationRole(role)))
            if new:
                session.delete(row)
    for name, (table, column) in _NAMED.items():
        for number, new in moved[name]:
            row = session.exec(_link_of(table, column, number, to)).one_or_none()
            if row is not None:
                session.add(table(**{column: number, "organization_id": back}))
                if new:
                    session.delete(row)
    _return_members(session, to, back, moved["members"])
    session.flush()


def _hand_over(session: Session, kept: int, dropped: int) -> dict[str, Any]:
    """Let records, roles, links and members of one organization be the other's; returns what was whose."""
    records = {}
    for name, table in _PUBLISHED.items():
        theirs = col(table.publisher_id) == dropped
        records[name] = sorted(session.exec(select(table.id).where(theirs)))
        session.execute(update(table).where(theirs).values(publisher_id=kept))
    roles = []
    for role in session.exec(select(ActivityRole).where(ActivityRole.organization_id == dropped)).all():
        new = session.get(ActivityRole, (role.activity_id, kept, role.role)) is None
        if new:
            session.add(ActivityRole(activity_id=role.activity_id, organization_id=kept, role=role.role))
        roles.append([role.activity_id, role.role.value, new])
        session.delete(role)
    moved = {name: _hand_over_links(session, *_NAMED[name], kept, dropped) for name in _NAMED}
    return {"records": records, "roles": roles, **moved, "members": _hand_over_members(session, kept, dropped)}


def _link_of(table: Any, column: str, number: int, organization_id: int) -> Any:
    return select(table).where(getattr(table, column) == number, table.organization_id == organization_id)


def _hand_over_links(session: Session, table: Any, column: str, kept: int, dropped: int) -> list[tuple[int, bool]]:
    moved = []
    for row in session.exec(select(table).where(table.organization_id == dropped)).all():
        number = getattr(row, column)
        new = session.exec(_link_of(table, column, number, kept)).one_or_none() is None
        if new:
            session.add(table(**{column: number, "organization_id": kept}))
        moved.append((number, new))
        session.delete(row)
    return moved


def _hand_over_members(session: Session, kept: int, dropped: int) -> list[tuple[int, str, bool]]:
    """Persons by number, with the role, and whether the role at the one that stays is new to them."""
    there = {
        (one.person_id, one.role) for one in session.exec(select(Membership).where(Membership.organization_id == kept))
    }
    moved = []
    for one in session.exec(select(Membership).where(Membership.organization_id == dropped)).all():
        new = (one.person_id, one.role) not in there
        moved.append((one.person_id, one.role.value, new))
        if new:
            one.organization_id = kept
        else:
            session.delete(one)
    return moved


def _return_members(session: Session, kept: int, dropped: int, moved: list[tuple[int, str, bool]]) -> None:
    """Whose role was taken away since the merge does not get it back."""
    for person, role, new in moved:
        mine = select(Membership).where(
            Membership.person_id == person, Membership.role == Role(role), Membership.organization_id == kept
        )
        held = session.exec(mine).first()
        if held is None:
            continue
        if new:
            held.organization_id = dropped
        else:
            copied = held.model_dump(exclude={"id", "organization_id"})
            session.add(Membership(**copied, organization_id=dropped))
