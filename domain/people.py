"""Who reads and writes here: what a screen knows of the person in front of it."""

from dataclasses import dataclass

from domain.permissions import VISITOR, Actor, Role
from domain.personas import Persona


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
    """

    actor: Actor = VISITOR
    name: str = ""
    email: str = ""
    language: str = "en"
    wants_mail: bool = True
    organizations: tuple[OrganizationOf, ...] = ()
    persona: Persona | None = None

    @property
    def signed_in(self) -> bool:
        """Whether this is somebody whom the store knows."""
        return self.actor is not VISITOR

    def has(self, role: Role) -> bool:
        """Whether the person has this role."""
        return role in self.actor.roles


#: Whoever did not sign in.
ANYBODY = Reader()
