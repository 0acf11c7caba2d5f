"""Who is this browser's reader, and what may that person do? Asked in each run, so a revoked role ends at once."""

import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime

from sqlmodel import Session, col, select

from data_access.engine import reading
from data_access.history import now
from data_access.models import Membership, Organization, Person, SignIn
from domain.people import ANYBODY, OrganizationOf, Reader
from domain.permissions import Actor, Role


def digest_of(secret: str) -> str:
    """SHA-256 of a token or code: the store never holds the secret itself."""
    return hashlib.sha256(secret.encode()).hexdigest()


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
        return _reader(session, found) if found else ANYBODY


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
    held = session.exec(
        select(Membership, Organization)
        .join(Organization, col(Organization.id) == col(Membership.organization_id), isouter=True)
        .where(Membership.person_id == person.id)
    ).all()
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
