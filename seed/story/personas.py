"""The demonstration's personas: one of each kind of user, with something to do."""

from datetime import datetime
from typing import Final

from sqlmodel import Session

from data_access.commands import grant_role
from data_access.models import Person
from data_access.store.codes import next_codes
from data_access.store.history import now
from domain.people.permissions import Role
from domain.people.personas import Persona
from domain.vocabulary import RecordKind
from seed.story.actors import ACTOR
from seed.story.context import Cast

#: In English as all invented content is; screens name personas in the reader's language.
_NAMES: Final = {
    Persona.DELEGATE: "Delegate (demonstration)",
    Persona.STEWARD: "Steward (demonstration)",
    Persona.CONTRIBUTOR: "Contributor (demonstration)",
    Persona.FACILITATOR: "Facilitator (demonstration)",
}


def write_personas(session: Session, cast: Cast | None = None, *, at: datetime | None = None) -> None:
    """Add the personas, in the open transaction of `writing()`, when the records are there.

    cast: for whom delegate and contributor act; without it, these two have no role. at: since when, now if left out.
    """
    moment = at or now()
    codes = dict(zip(Persona, next_codes(session, RecordKind.PERSON, len(Persona)), strict=True))
    session.add_all(
        Person(code=codes[persona], name=_NAMES[persona], persona=persona, created_at=moment) for persona in Persona
    )
    session.flush()
    if cast:
        organization = cast.contributor.code
        grant_role(ACTOR, codes[Persona.DELEGATE], Role.FOCAL_POINT, iso3=cast.state, at=moment)
        grant_role(ACTOR, codes[Persona.CONTRIBUTOR], Role.CONTRIBUTOR, organization=organization, at=moment)
    grant_role(ACTOR, codes[Persona.STEWARD], Role.STEWARD, at=moment)
    for role in (Role.STEWARD, Role.ADMINISTRATOR):
        grant_role(ACTOR, codes[Persona.FACILITATOR], role, at=moment)
