"""May personas sign in here? Only while the store is a demonstration and holds nothing and nobody real."""

import os
from dataclasses import dataclass
from typing import Any, Final

from sqlmodel import Session, col, select

from data_access.models import (
    Activity,
    Commitment,
    DataVersion,
    GoodPractice,
    Membership,
    Offer,
    Organization,
    Person,
    Recommendation,
    Request,
    StoreFact,
)
from data_access.store.engine import database_url, reading
from data_access.store.errors import Refused
from data_access.store.history import Family
from data_access.store.setup import require_ready_store
from domain.people.permissions import Role
from domain.people.personas import Persona
from domain.people.persons import OrganizationOf
from domain.vocabulary import Source

#: The fact that marks a store with invented content.
DEMONSTRATION: Final = "demonstration"
_WITH_SOURCE: Final[tuple[Any, ...]] = (
    Recommendation,
    Organization,
    Activity,
    Request,
    Offer,
    GoodPractice,
    Commitment,
)

# Keyed by store: the answer can change only when the history grows, and every run of every persona asks.
_known: dict[str, tuple[int, bool]] = {}


class PersonasRefused(Refused):
    """DEMO_PERSONAS asks for personas beside real data, or says neither on nor off."""


@dataclass(frozen=True)
class PersonaLine:
    """A persona that can be tried out, with what it acts for.

    organization: of the persona that contributes; None for the others. iso3: of the persona that answers for a State.
    """

    persona: Persona
    roles: frozenset[Role]
    iso3: str | None
    organization: OrganizationOf | None


def personas_allowed() -> bool:
    """Whether the store is a demonstration without any real record or person; one tiny read while nothing changes."""
    url = database_url()
    with reading() as session:
        version = session.get(DataVersion, Family.HISTORY.value)
        number = version.number if version else 0
        known = _known.get(url)
        if known is None or known[0] != number:
            known = (number, _nothing_is_real(session))
            _known[url] = known
    return known[1]


def _nothing_is_real(session: Session) -> bool:
    if session.get(StoreFact, DEMONSTRATION) is None:
        return False
    real = [select(table.id).where(table.source != Source.DEMONSTRATION) for table in _WITH_SOURCE]
    real.append(select(Person.id).where(col(Person.persona).is_(None), col(Person.erased_at).is_(None)))
    return all(session.exec(question.limit(1)).first() is None for question in real)


def personas_offered() -> bool:
    """Whether personas can sign in now: they are allowed, and the operator does not hide them."""
    return os.environ.get("DEMO_PERSONAS", "").strip().lower() != "off" and personas_allowed()


def require_sound_personas() -> None:
    """Refuse, before the first reader comes, a DEMO_PERSONAS that this store must not grant."""
    setting = os.environ.get("DEMO_PERSONAS", "").strip().lower()
    if setting not in {"", "on", "off"}:
        raise PersonasRefused(f"DEMO_PERSONAS is {setting!r}; it can be on or off. Left out, it is on where allowed.")
    if setting != "on":
        return
    require_ready_store()
    if not personas_allowed():
        raise PersonasRefused(
            "DEMO_PERSONAS is on, and this store is not a demonstration alone: personas would let anybody act on real "
            "records. Unset DEMO_PERSONAS, or name a store in DATABASE_URL that holds demonstration data and nothing "
            "and nobody else."
        )


def personas() -> tuple[PersonaLine, ...]:
    """The personas that can be tried out, in the order of `Persona`; none where they are not offered."""
    if not personas_offered():
        return ()
    with reading() as session:
        rows = session.exec(
            select(Person.persona, Membership, Organization)
            .join(Membership, col(Membership.person_id) == col(Person.id))
            .join(Organization, col(Organization.id) == col(Membership.organization_id), isouter=True)
            .where(col(Person.persona).is_not(None))
            .order_by(col(Organization.name))
        ).all()
    found: dict[Persona, list[tuple[Membership, Organization | None]]] = {}
    for persona, membership, organization in rows:
        if persona is not None:
            found.setdefault(Persona(persona), []).append((membership, organization))
    return tuple(_line(persona, found[persona]) for persona in Persona if persona in found)


def _line(persona: Persona, held: list[tuple[Membership, Organization | None]]) -> PersonaLine:
    organizations = [OrganizationOf(one.code, one.name) for _, one in held if one is not None]
    return PersonaLine(
        persona=persona,
        roles=frozenset(row.role for row, _ in held),
        iso3=next((row.iso3 for row, _ in held if row.iso3), None),
        organization=organizations[0] if organizations else None,
    )
