"""Who reads a published request, by the level that its owner chose. Its owner and the stewards always do."""

from collections.abc import Collection

from domain.people.permissions import Actor, Role
from domain.vocabulary import Visibility


def signed_in_for(actor: Actor) -> tuple[frozenset[str], str | None]:
    """For whom somebody is signed in: codes of organizations, and the State whose focal point it is."""
    organizations = actor.organizations if Role.CONTRIBUTOR in actor.roles else frozenset[str]()
    return organizations, actor.iso3 if Role.FOCAL_POINT in actor.roles else None


def may_read_request(
    actor: Actor, visibility: Visibility, *, states: Collection[str], organizations: Collection[str]
) -> bool:
    """Whether the level lets somebody read it who neither owns it nor is a steward.

    states, organizations: codes of those that the request names.
    """
    own_organizations, own_state = signed_in_for(actor)
    match visibility:
        case Visibility.PUBLIC:
            return True
        case Visibility.PARTNERS:
            return bool(own_organizations) or own_state is not None
        case Visibility.NAMED:
            return not own_organizations.isdisjoint(organizations) or own_state in states
