"""What happened to a record: each step with who, when and what changed, as far as one reader may know."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlmodel import Session, col, func, select

from data_access.models import HistoryEntry, Membership, Organization, Person, RecordVersion
from data_access.records.loading import LoadedRecord
from data_access.records.visibility import Scope
from domain.people.permissions import Role, Verb
from domain.records.record_pages import FieldChange, Step, Who, WhoKind

#: No page shows more steps; the newest come first.
MOST_STEPS = 200
#: What these say of States and of the record's reach is told to owner and stewards only.
_KEPT_FROM_STATES = frozenset(
    {"recipients", "providers", "partners", "places", "recommendations", "eligible", "parent", "named_states"}
    | {"named_organizations"}
)
#: Fields that the program fills in by itself.
_OURS = frozenset({"source", "source_key"})
#: Steps that are between author and stewards.
_ABOUT_ANOTHER = frozenset({Verb.MERGE_RECORDS, Verb.UNDO_MERGE, Verb.SAY_NOT_THE_SAME})
_NOT_FOR_STATES = frozenset({Verb.RETURN_RECORD, Verb.SET_CONTACT, Verb.LINK_RECOMMENDATIONS}) | _ABOUT_ANOTHER
_STATES_OWN = frozenset({Verb.ANNOTATE_RECORD, Verb.WITHDRAW_ANNOTATION, Verb.REQUEST_CORRECTION})
_REVIEWING = _ABOUT_ANOTHER | frozenset(
    {
        Verb.REVIEW_RECORD,
        Verb.RETURN_RECORD,
        Verb.SUSPEND_PUBLICATION,
        Verb.RESTORE_PUBLICATION,
        Verb.REMIND_OF_RECORD,
    }
)
_ANSWERS = frozenset({Verb.GRANT_CONSENT, Verb.WITHHOLD_CONSENT, Verb.WITHDRAW_CONSENT})

Detail = Mapping[str, Any]


def steps_of(session: Session, loaded: LoadedRecord, scope: Scope) -> tuple[Step, ...]:
    """The record's steps, the newest first. A State sees none of another State's, and nothing of the review's talk."""
    code = loaded.row.code
    entries = session.exec(
        select(HistoryEntry)
        .where(HistoryEntry.record_code == code)
        .order_by(col(HistoryEntry.number).desc())
        .limit(MOST_STEPS)
    ).all()
    versions = {
        row.version: json.loads(row.content)
        for row in session.exec(select(RecordVersion).where(RecordVersion.record_code == code))
    }
    people = _people(session, {entry.actor for entry in entries})
    shown = []
    # Versions were kept in the order in which the entries that carry a digest were written.
    numbers = sorted(versions, reverse=True)
    for entry in entries:
        detail = json.loads(entry.detail)
        version = numbers.pop(0) if "content" in detail and numbers else None
        if not _may_know(entry, detail, scope):
            continue
        before = versions.get(numbers[0]) if version is not None and numbers else None
        after = versions.get(version) if version is not None else None
        who = _who(entry, detail, loaded, people, scope)
        shown.append(_step(entry, detail, who, _changes(before, after, scope), scope))
    return tuple(shown)


def _may_know(entry: HistoryEntry, detail: Detail, scope: Scope) -> bool:
    if scope.whole:
        return True
    if entry.action in _NOT_FOR_STATES:
        return False
    return "state" not in detail or detail["state"] == scope.concerned


def _step(entry: HistoryEntry, detail: Detail, who: Who, changes: tuple[FieldChange, ...], scope: Scope) -> Step:
    merged = entry.action in _ABOUT_ANOTHER
    return Step(
        number=entry.number,
        at=entry.at,
        action=entry.action,
        who=who,
        iso3=detail.get("state"),
        status="" if merged else str(detail.get("to", "")),
        before="" if merged else str(detail.get("from", "")),
        reason=str(detail.get("reason", "")),
        basis=str(detail.get("basis", "")),
        other=str(detail.get("into") or detail.get("from") or detail.get("other", "")) if merged else "",
        fields=tuple(field for field in detail.get("fields", ()) if field and _told(field, scope)),
        changes=changes,
    )


def _changes(before: Detail | None, after: Detail | None, scope: Scope) -> tuple[FieldChange, ...]:
    """What a version says differently from the one before it."""
    if before is None or after is None:
        return ()
    return tuple(
        FieldChange(field, before.get(field), said)
        for field, said in after.items()
        if before.get(field) != said and _told(field, scope)
    )


def organizations_in(session: Session, steps: Iterable[Step]) -> dict[str, str]:
    """The names of the organizations that the changes of these steps speak of, by code."""
    codes: set[str] = set()
    for change in (change for step in steps for change in step.changes):
        for side in (change.before, change.after):
            codes.update(_organizations(change.field, side))
    wanted = select(Organization.code, Organization.name).where(col(Organization.code).in_(codes))
    return dict(session.exec(wanted).all()) if codes else {}


def _organizations(field: str, said: object) -> Iterator[str]:
    if field == "publisher" and isinstance(said, str):
        yield said
    elif field == "partners" and isinstance(said, list):
        yield from map(str, said)
    elif field == "providers" and isinstance(said, list):
        yield from (str(one["organization"]) for one in said)


def _told(field: str, scope: Scope) -> bool:
    # The whole sum would tell of others' parts in it.
    kept = field in _KEPT_FROM_STATES or (field == "money" and bool(scope.hidden))
    return field not in _OURS and (scope.whole or not kept)


#: A person's name, and the roles with State and code of the organization.
_People = Mapping[str, tuple[str, tuple[tuple[Role, str | None, str], ...]]]


def _people(session: Session, codes: set[str]) -> _People:
    names = session.exec(select(Person.code, Person.name).where(col(Person.code).in_(codes))).all()
    loaded = session.exec(
        select(Person.code, Membership, func.coalesce(Organization.code, ""))
        .join(Person, col(Person.id) == col(Membership.person_id))
        .join(Organization, col(Organization.id) == col(Membership.organization_id), isouter=True)
        .where(col(Person.code).in_(codes))
    ).all()
    roles: dict[str, tuple[tuple[Role, str | None, str], ...]] = {}
    for person, membership, organization in loaded:
        roles[person] = (*roles.get(person, ()), (membership.role, membership.iso3, organization))
    return {code: (name, roles.get(code, ())) for code, name in names}


def _who(entry: HistoryEntry, detail: Detail, loaded: LoadedRecord, people: _People, scope: Scope) -> Who:
    """As what somebody acted: told by the step where that says it, else by the person's roles now."""
    if entry.actor not in people:
        return Who(WhoKind.REPOSITORY)
    name, roles = people[entry.actor]
    person = name if scope.steward else ""
    held_roles = {role for role, _, _ in roles}
    if entry.action in _STATES_OWN or (entry.action in _ANSWERS and detail.get("basis") != "note_verbale"):
        return Who(WhoKind.STATE, iso3=detail.get("state"), person=person)
    if entry.action in _REVIEWING:
        return Who(WhoKind.STEWARD, person=person)
    if any(code and code == loaded.publisher.code for _, _, code in roles) or (
        loaded.own_state and (Role.FOCAL_POINT, loaded.own_state) in {(role, iso3) for role, iso3, _ in roles}
    ):
        return Who(WhoKind.ORGANIZATION, organization=loaded.publisher.name, person=person)
    if Role.STEWARD in held_roles:
        return Who(WhoKind.STEWARD, person=person)
    if Role.ADMINISTRATOR in held_roles:
        return Who(WhoKind.ADMINISTRATOR, person=person)
    # Whoever wrote it has left; the record is still its publisher's.
    return Who(WhoKind.ORGANIZATION, organization=loaded.publisher.name, person=person)
