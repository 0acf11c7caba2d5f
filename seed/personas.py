"""The demonstration's personas: one of each kind of user, with something to do."""

from typing import Final

from sqlmodel import Session, col, func, select

from data_access.codes import next_codes
from data_access.commands import grant_role
from data_access.models import Consent, Organization, Person, Request
from data_access.verify_records import CONTRIBUTIONS
from domain.permissions import Role
from domain.personas import Persona
from domain.vocabulary import ConsentStatus, OrganizationKind, RecordKind
from seed.playing import ACTOR
from seed.sizes import AS_OF, OPENED

#: In English as all invented content is; screens name personas in the reader's language.
_NAMES: Final = {
    Persona.DELEGATE: "Delegate (demonstration)",
    Persona.STEWARD: "Steward (demonstration)",
    Persona.CONTRIBUTOR: "Contributor (demonstration)",
    Persona.FACILITATOR: "Facilitator (demonstration)",
}


def write_personas(session: Session) -> None:
    """Add the personas, in the open transaction of `writing()`, when the records are there."""
    codes = dict(zip(Persona, next_codes(session, RecordKind.PERSON, len(Persona)), strict=True))
    session.add_all(
        Person(code=codes[persona], name=_NAMES[persona], persona=persona, created_at=OPENED) for persona in Persona
    )
    session.flush()
    iso3, organization = _state_that_is_asked(session), _organization_with_records(session)
    if iso3:
        grant_role(ACTOR, codes[Persona.DELEGATE], Role.FOCAL_POINT, iso3=iso3, at=AS_OF)
    if organization:
        grant_role(ACTOR, codes[Persona.CONTRIBUTOR], Role.CONTRIBUTOR, organization=organization, at=AS_OF)
    grant_role(ACTOR, codes[Persona.STEWARD], Role.STEWARD, at=AS_OF)
    for role in (Role.STEWARD, Role.ADMINISTRATOR):
        grant_role(ACTOR, codes[Persona.FACILITATOR], role, at=AS_OF)


def _state_that_is_asked(session: Session) -> str | None:
    """The State with the most records that wait for its consent, the first by code among equals.

    A State that asked for support itself comes before the others: its delegate sees both sides.
    """
    counted = session.exec(
        select(Consent.iso3, func.count()).where(Consent.status == ConsentStatus.AWAITED).group_by(col(Consent.iso3))
    ).all()
    asking = set(session.exec(select(Request.iso3).distinct()))
    waiting = {iso3: (iso3 not in asking, -count, iso3) for iso3, count in counted}
    return min(waiting, key=waiting.__getitem__, default=None)


def _organization_with_records(session: Session) -> str | None:
    """The organization with the most records of its own that no State's institution is, the first by code."""
    counts: dict[str, int] = {}
    for table in CONTRIBUTIONS.values():
        published = (
            select(Organization.code, func.count())
            .join(table, col(table.publisher_id) == col(Organization.id))
            .where(Organization.kind != OrganizationKind.STATE)
            .group_by(Organization.code)
        )
        for code, count in session.exec(published):
            counts[code] = counts.get(code, 0) + count
    return min(counts, key=lambda code: (-counts[code], code), default=None)
