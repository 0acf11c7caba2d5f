"""Who reads and writes here: what a screen knows of the person in front of it, and of others."""

from dataclasses import dataclass
from datetime import datetime

from domain.people.permissions import VISITOR, Actor, Role
from domain.people.personas import Persona


@dataclass(frozen=True)
class OrganizationOf:
    """An organization that a contributor acts for."""

    code: str
    name: str


@dataclass(frozen=True)
class Reader:
    """The person in front of a screen, as the store says in this very run.

    actor: what commands and queries ask for. name, email: the person's own, for the person's own eyes.
    organizations: those that the person contributes for, by name. persona: set in a demonstration only.
    local: signed in with a local account or as a persona, not by an identity provider.
    """

    actor: Actor = VISITOR
    name: str = ""
    email: str = ""
    language: str = "en"
    wants_mail: bool = True
    organizations: tuple[OrganizationOf, ...] = ()
    persona: Persona | None = None
    local: bool = False

    @property
    def signed_in(self) -> bool:
        """Whether this is somebody whom the store knows."""
        return self.actor is not VISITOR

    def has(self, role: Role) -> bool:
        """Whether the person has this role."""
        return role in self.actor.roles


#: Whoever did not sign in.
ANYBODY = Reader()


@dataclass(frozen=True)
class RoleHeld:
    """A role that somebody has; iso3 of a focal point's State, organization of a contributor."""

    role: Role
    iso3: str | None = None
    organization: OrganizationOf | None = None


@dataclass(frozen=True)
class KnownPerson:
    """Somebody as administrators see them.

    last_change: of the person's roles or invitation, UTC. invited_until: the end of an open invitation.
    has_password: a local account exists.
    """

    code: str
    name: str
    email: str
    roles: tuple[RoleHeld, ...]
    last_change: datetime
    invited_until: datetime | None
    has_password: bool
    persona: Persona | None = None
