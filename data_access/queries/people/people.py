"""Who is this browser's reader, and what may that person do? Asked in each run, so a revoked role ends at once.

And for administrators, and for people about themselves: who is known here, and what is kept of whom?
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, func, select

from data_access.accounts.tokens import digest_of
from data_access.models import (
    Draft,
    HistoryEntry,
    Invitation,
    Letter,
    Membership,
    Organization,
    Person,
    RecordContact,
    SignIn,
)
from data_access.store.demonstration import personas_offered
from data_access.store.engine import reading
from data_access.store.errors import NotAllowed, NotFound
from data_access.store.history import now
from domain.people.permissions import Actor, Role, Verb, may
from domain.people.persons import ANYBODY, KnownPerson, OrganizationOf, Reader, RoleHeld
from domain.vocabulary import RecordKind


def reader_of_token(token: str) -> Reader:
    """The reader whose browser holds this token of a local account or persona; anybody where it is not valid now."""
    with reading() as session:
        found = session.exec(
            select(Person)
            .join(SignIn)
            .where(
                SignIn.digest == digest_of(token),
                col(SignIn.ended_at).is_(None),
                col(SignIn.expires_at) > now(),
                col(Person.erased_at).is_(None),
            )
        ).one_or_none()
        if found is None or (found.persona is not None and not personas_offered()):
            return ANYBODY
        return replace(_reader(session, found), local=True)


def reader_of_claims(claims: Mapping[str, object]) -> Reader:
    """The reader whom an identity provider vouches for; anybody where the claims do not hold now.

    claims: of OpenID Connect. They hold until `exp`, with a verified e-mail address that the store knows, and where
    they were issued (`iat`) after the person last signed out.
    """
    email, expires, issued = claims.get("email"), _moment(claims.get("exp")), _moment(claims.get("iat"))
    verified = claims.get("email_verified", False) in (True, "true")
    if not isinstance(email, str) or not verified or expires is None or issued is None or expires <= now():
        return ANYBODY
    with reading() as session:
        found = session.exec(
            select(Person).where(Person.email == email.strip().lower(), col(Person.erased_at).is_(None))
        ).one_or_none()
        if found is None or (found.signed_out_at is not None and issued <= found.signed_out_at):
            return ANYBODY
        return _reader(session, found)


def _moment(seconds: object) -> datetime | None:
    """A moment that a claim gives in seconds; None where it gives none."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float | str):
        return None
    try:
        return datetime.fromtimestamp(float(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _reader(session: Session, person: Person) -> Reader:
    held = _memberships(session, person.id)
    states = sorted(row.iso3 for row, _ in held if row.role is Role.FOCAL_POINT and row.iso3)
    own = sorted(
        (OrganizationOf(one.code, one.name) for row, one in held if row.role is Role.CONTRIBUTOR and one is not None),
        key=lambda one: one.name,
    )
    actor = Actor(
        name=person.code,
        roles=frozenset({Role.VISITOR, *(row.role for row, _ in held)}),
        iso3=states[0] if states else None,
        organizations=frozenset(one.code for one in own),
    )
    return Reader(
        actor=actor,
        name=person.name,
        email=person.email or "",
        language=person.language,
        wants_mail=person.wants_mail,
        organizations=tuple(own),
        persona=person.persona,
    )


def people_known(actor: Actor) -> tuple[KnownPerson, ...]:
    """Everybody who can sign in or was given a role, by name, for those who may give roles; NotAllowed for others."""
    if not may(actor, Verb.GRANT_ROLE):
        raise NotAllowed(f"{actor.name} may not see who the people are.")
    with reading() as session:
        people = session.exec(select(Person).where(col(Person.erased_at).is_(None))).all()
        held: dict[int, list[RoleHeld]] = {}
        for row, organization in _memberships(session):
            held.setdefault(row.person_id, []).append(_role_held(row, organization))
        invited = session.exec(
            select(Invitation.person_id, Invitation.expires_at).where(
                col(Invitation.used_at).is_(None), col(Invitation.expires_at) > now()
            )
        ).all()
        changed = session.exec(
            select(HistoryEntry.record_code, func.max(HistoryEntry.at))
            .where(HistoryEntry.record_kind == RecordKind.PERSON)
            .group_by(HistoryEntry.record_code)
        ).all()
        open_until, last = dict(invited), dict(changed)
        known = [
            KnownPerson(
                code=person.code,
                name=person.name,
                email=person.email or "",
                roles=tuple(sorted(held.get(person.id or 0, []), key=_order)),
                last_change=last.get(person.code, person.created_at),
                invited_until=open_until.get(person.id or 0),
                has_password=person.password is not None,
                persona=person.persona,
            )
            for person in people
        ]
    return tuple(sorted(known, key=lambda one: ((one.name or one.email).casefold(), one.code)))


def organization_names() -> Mapping[str, str]:
    """All organizations, name by code, in the names' order: whom a contributor can act for."""
    with reading() as session:
        rows = session.exec(select(Organization.code, Organization.name)).all()
    return dict(sorted(rows, key=lambda row: row[1].casefold()))


def personal_data(actor: Actor, email_or_code: str) -> dict[str, Any]:
    """All that the store keeps of one person, as JSON knows it: for the person, and for those who may erase it.

    Neither the password nor codes and tokens, of which there are digests only. Raises NotAllowed, NotFound.
    """
    said = email_or_code.strip()
    if said != actor.name and not may(actor, Verb.ERASE_PERSON):
        raise NotAllowed(f"{actor.name} may not see what is kept of others.")
    with reading() as session:
        person = session.exec(
            select(Person).where((Person.code == said.upper()) | (Person.email == said.lower()))
        ).one_or_none()
        if person is None or person.erased_at is not None:
            raise NotFound("Nobody here has this code or e-mail address.")
        return {**_about(person), "roles": _roles_told(session, person), **_left_behind(session, person)}


def _about(person: Person) -> dict[str, Any]:
    return {
        "code": person.code,
        "name": person.name,
        "email": person.email,
        "language_of_letters": person.language,
        "wants_letters": person.wants_mail,
        "has_password": person.password is not None,
        "persona": person.persona,
        "known_since": person.created_at.isoformat(),
        "signed_out_everywhere_at": _said(person.signed_out_at),
    }


def _roles_told(session: Session, person: Person) -> list[dict[str, Any]]:
    return [
        {
            "role": row.role.value,
            "state": row.iso3,
            "organization": organization.name if organization else None,
            "granted_at": row.granted_at.isoformat(),
            "granted_by": row.granted_by,
        }
        for row, organization in _memberships(session, person.id)
    ]


def _left_behind(session: Session, person: Person) -> dict[str, Any]:
    """What the person wrote, got and did."""
    own = person.id
    drafts = session.exec(select(Draft).where(Draft.person_id == own).order_by(col(Draft.created_at)))
    letters = session.exec(select(Letter).where(Letter.person_id == own).order_by(col(Letter.queued_at)))
    sign_ins = session.exec(select(SignIn).where(SignIn.person_id == own).order_by(col(SignIn.began_at)))
    invitations = session.exec(select(Invitation).where(Invitation.person_id == own))
    contacts = session.exec(select(RecordContact).where(func.lower(col(RecordContact.email)) == person.email))
    actions = session.exec(
        select(HistoryEntry).where(HistoryEntry.actor == person.code).order_by(col(HistoryEntry.number))
    )
    return {
        "drafts": [
            {"kind": one.kind.value, "content": one.content, "updated_at": one.updated_at.isoformat()} for one in drafts
        ],
        "letters": [
            {
                "subject": one.subject,
                "body": one.body,
                "queued_at": one.queued_at.isoformat(),
                "sent_at": _said(one.sent_at),
            }
            for one in letters
        ],
        "sign_ins": [{"began_at": one.began_at.isoformat(), "ended_at": _said(one.ended_at)} for one in sign_ins],
        "invitations": [
            {"created_at": one.created_at.isoformat(), "used_at": _said(one.used_at)} for one in invitations
        ],
        "contact_of": [
            {"record": one.record_code, "name": one.name, "email": one.email, "phone": one.phone} for one in contacts
        ],
        "actions": [
            {"number": one.number, "at": one.at.isoformat(), "action": one.action, "record": one.record_code}
            for one in actions
        ],
    }


def _said(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _memberships(session: Session, person: int | None = None) -> list[tuple[Membership, Organization | None]]:
    """Roles with the organization that each is for, of one person or of all."""
    question = select(Membership, Organization).join(
        Organization, col(Organization.id) == col(Membership.organization_id), isouter=True
    )
    if person is not None:
        question = question.where(Membership.person_id == person)
    return [(row, organization) for row, organization in session.exec(question)]


def _role_held(row: Membership, organization: Organization | None) -> RoleHeld:
    named = OrganizationOf(organization.code, organization.name) if organization else None
    return RoleHeld(row.role, row.iso3, named)


def _order(held: RoleHeld) -> tuple[int, str, str]:
    return list(Role).index(held.role), held.iso3 or "", held.organization.name if held.organization else ""
