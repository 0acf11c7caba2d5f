"""Who has which role: invite, grant, revoke, erase. The history says that it happened to a code, never who that is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from data_access.accounts.tokens import digest_of, digest_of_code, new_code
from data_access.models import (
    Draft,
    Invitation,
    Letter,
    Membership,
    Organization,
    Person,
    RecordContact,
    SignIn,
    SignInAttempt,
)
from data_access.records.lookups import require_states, row_id, surviving
from data_access.records.permission_checks import require_permission
from data_access.store.codes import next_codes
from data_access.store.engine import writing
from data_access.store.errors import Conflict, Invalid, NotAllowed, NotFound
from data_access.store.history import Family, now, record_history
from domain.people.accounts import INVITATION_LIFETIME, LONGEST_NAME, plain_email
from domain.people.permissions import PERSONAL_ROLES, Actor, Role, Verb
from domain.vocabulary import RecordKind


@dataclass(frozen=True)
class Invited:
    """An invitation to hand over. code: shown this once, and valid once, until `expires_at`. person: their code."""

    person: str
    code: str
    expires_at: datetime


def invite_person(
    actor: Actor, email: str, name: str = "", *, language: str = "en", at: datetime | None = None
) -> Invited:
    """Let somebody choose a password, whom the store may know already; an earlier invitation ends.

    language: of letters to a person who is new. Raises NotAllowed, Invalid.
    """
    require_permission(actor, Verb.INVITE_PERSON)
    address = _address(email)
    words = " ".join(name.split())
    if len(words) > LONGEST_NAME or not words.isprintable():
        raise Invalid(f"A name has at most {LONGEST_NAME} characters, on one line.", "name")
    moment = at or now()
    with writing() as session:
        _refuse_personas(session, actor)
        person = _with_email(session, address) or _new_person(session, address, language, moment)
        if words:
            person.name = words
        session.execute(delete(Invitation).where(col(Invitation.person_id) == row_id(person)))
        code, expires = new_code(), moment + INVITATION_LIFETIME
        session.add(
            Invitation(person_id=row_id(person), digest=digest_of_code(code), created_at=moment, expires_at=expires)
        )
        _tell(session, actor, Verb.INVITE_PERSON, person, at=at)
        return Invited(person.code, code, expires)


def grant_role(
    actor: Actor,
    email_or_code: str,
    role: Role,
    *,
    iso3: str | None = None,
    organization: str | None = None,
    at: datetime | None = None,
) -> str:
    """Give somebody a role and return the person's code; an e-mail address that is new makes a person.

    iso3: the State of a focal point, who has exactly one. organization: code or name, for a contributor. A role that
    the person has already changes nothing. Raises NotAllowed, Invalid, NotFound, Conflict.
    """
    require_permission(actor, Verb.GRANT_ROLE)
    with writing() as session:
        scope = _scope(session, role, iso3, organization)
        person = _wanted(session, actor, email_or_code, make_at=at or now())
        held = _held(session, person)
        if any(_is(row, role, scope) for row in held):
            return person.code
        other = next((row.iso3 for row in held if role is row.role is Role.FOCAL_POINT), None)
        if other:
            raise Conflict(f"{person.code} is focal point of {other}; revoke that first.")
        session.add(
            Membership(
                person_id=row_id(person),
                role=role,
                iso3=scope.iso3,
                organization_id=scope.organization_id,
                granted_at=at or now(),
                granted_by=actor.name,
            )
        )
        return _tell(session, actor, Verb.GRANT_ROLE, person, detail=scope.told(role), at=at)


def revoke_role(
    actor: Actor,
    email_or_code: str,
    role: Role,
    *,
    iso3: str | None = None,
    organization: str | None = None,
    at: datetime | None = None,
) -> str:
    """Take a role away, at once and everywhere, and return the person's code. As `grant_role` otherwise.

    NotFound where the person does not have it; Conflict where nobody would be left to administer.
    """
    require_permission(actor, Verb.REVOKE_ROLE)
    with writing() as session:
        scope = _scope(session, role, iso3, organization)
        person = _wanted(session, actor, email_or_code)
        row = next((row for row in _held(session, person) if _is(row, role, scope)), None)
        if row is None:
            raise NotFound(f"{person.code} does not have this role.")
        if role is Role.ADMINISTRATOR:
            _keep_an_administrator(session, actor, person)
        session.delete(row)
        return _tell(session, actor, Verb.REVOKE_ROLE, person, detail=scope.told(role), at=at)


def erase_person(actor: Actor, email_or_code: str, *, at: datetime | None = None) -> str:
    """Erase all personal data of somebody, and end what the person could do; returns the code, which history keeps.

    What the person submitted stays: it belongs to the State or organization. Raises NotAllowed, NotFound, Conflict.
    """
    require_permission(actor, Verb.ERASE_PERSON)
    moment = at or now()
    with writing() as session:
        _refuse_personas(session, actor)
        person = _wanted(session, actor, email_or_code)
        if person.persona is not None:
            raise Conflict(f"{person.code} is invented and belongs to the demonstration.")
        if any(row.role is Role.ADMINISTRATOR for row in _held(session, person)):
            _keep_an_administrator(session, actor, person)
        _erase_rows(session, person)
        person.email, person.password, person.name = None, None, ""
        person.language, person.wants_mail = "en", False
        person.signed_out_at = person.erased_at = moment
        return _tell(session, actor, Verb.ERASE_PERSON, person, at=at)


@dataclass(frozen=True)
class _Scope:
    """What a role is for: a State, an organization, or everything."""

    iso3: str | None = None
    organization_id: int | None = None
    organization: str | None = None

    def told(self, role: Role) -> Mapping[str, str]:
        """The same for the history."""
        said = {"role": role.value, "iso3": self.iso3, "organization": self.organization}
        return {name: value for name, value in said.items() if value}


def _scope(session: Session, role: Role, iso3: str | None, organization: str | None) -> _Scope:
    if role not in PERSONAL_ROLES:
        raise Invalid(f"{role.value} is no role that a person can have.", "role")
    if role is Role.FOCAL_POINT:
        if not iso3 or organization:
            raise Invalid("A focal point is one of exactly one State: give its ISO3 code, and no organization.", "iso3")
        require_states(session, [iso3], "iso3")
        return _Scope(iso3=iso3)
    if role is Role.CONTRIBUTOR:
        if not organization or iso3:
            raise Invalid(
                "A contributor acts for an organization: give its code or name, and no State.", "organization"
            )
        found = session.exec(
            select(Organization).where((Organization.code == organization) | (Organization.name == organization))
        ).first()
        if found is None:
            raise Invalid(f"There is no organization {organization}.", "organization")
        found = surviving(session, found)
        return _Scope(organization_id=row_id(found), organization=found.code)
    if iso3 or organization:
        raise Invalid(f"A {role.value} acts for the repository: give neither State nor organization.", "role")
    return _Scope()


def _is(row: Membership, role: Role, scope: _Scope) -> bool:
    return (row.role, row.iso3, row.organization_id) == (role, scope.iso3, scope.organization_id)


def _held(session: Session, person: Person) -> list[Membership]:
    return list(session.exec(select(Membership).where(Membership.person_id == row_id(person))))


def _address(email: str) -> str:
    address = plain_email(email)
    if address is None:
        raise Invalid("This is not an e-mail address, as in name@example.org.", "email")
    return address


def _with_email(session: Session, address: str) -> Person | None:
    return session.exec(select(Person).where(Person.email == address)).one_or_none()


def _new_person(session: Session, address: str, language: str, moment: datetime) -> Person:
    code = next_codes(session, RecordKind.PERSON, 1)[0]
    person = Person(code=code, email=address, language=language, created_at=moment)
    session.add(person)
    session.flush()
    return person


def _wanted(session: Session, actor: Actor, email_or_code: str, *, make_at: datetime | None = None) -> Person:
    """The person who is meant, whom the actor may change; made where `make_at` says so and the address is new."""
    said = email_or_code.strip()
    by_code = said.upper().startswith(RecordKind.PERSON.code_prefix)
    if by_code:
        question = select(Person).where(Person.code == said.upper(), col(Person.erased_at).is_(None))
        person = session.exec(question).one_or_none()
    else:
        person = _with_email(session, _address(said))
    if person is None or person.persona is None:
        _refuse_personas(session, actor)
    if person is None and make_at is not None and not by_code:
        person = _new_person(session, _address(said), "en", make_at)
    if person is None:
        raise NotFound("Nobody here has this code." if by_code else "Nobody here has this e-mail address.")
    return person


def _refuse_personas(session: Session, actor: Actor) -> None:
    """Let no persona decide about real people: whoever tries out a demonstration would stay when it becomes real."""
    acting = session.exec(select(Person).where(Person.code == actor.name)).one_or_none()
    if acting is not None and acting.persona is not None:
        raise NotAllowed("A persona of the demonstration may give roles to personas, and decides about nobody else.")


def _keep_an_administrator(session: Session, actor: Actor, leaving: Person) -> None:
    if Role.OPERATOR in actor.roles:
        return
    others = select(Membership.id).where(
        Membership.role == Role.ADMINISTRATOR, col(Membership.person_id) != row_id(leaving)
    )
    if session.exec(others.limit(1)).first() is None:
        raise Conflict("This is the last administrator. Make somebody else administrator first.")


def _erase_rows(session: Session, person: Person) -> None:
    number = row_id(person)
    for table in (Invitation, SignIn, Membership, Draft, Letter):
        session.execute(delete(table).where(col(table.person_id) == number))
    if person.email:
        session.execute(delete(RecordContact).where(func.lower(col(RecordContact.email)) == person.email))
        session.execute(delete(SignInAttempt).where(col(SignInAttempt.subject) == digest_of(person.email)))
    if person.name:
        nameless = (col(RecordContact.name) == person.name, col(RecordContact.email) == "")
        session.execute(delete(RecordContact).where(*nameless))


def _tell(
    session: Session,
    actor: Actor,
    verb: Verb,
    person: Person,
    *,
    detail: Mapping[str, str] | None = None,
    at: datetime | None,
) -> str:
    record_history(
        session,
        actor.name,
        verb.value,
        Family.PEOPLE,
        kind=RecordKind.PERSON,
        code=person.code,
        detail=detail,
        at=at,
    )
    return person.code
