"""May this actor do this? Commands ask before they change anything."""

from collections.abc import Iterable

from data_access.models import (
    Organization,
)
from data_access.store.errors import Invalid, NotAllowed
from domain.people.permissions import Actor, Verb, may
from domain.records.draft_problems import Problem
from domain.vocabulary import OrganizationKind


def require_permission(
    actor: Actor,
    verb: Verb,
    *,
    organization: str | None = None,
    iso3: str | None = None,
    person: str | None = None,
) -> None:
    """Let the actor pass, or raise NotAllowed."""
    if not may(actor, verb, organization=organization, iso3=iso3, person=person):
        raise NotAllowed(f"{actor.name} may not {verb.value.replace('_', ' ')} here.")


def require_permission_on(actor: Actor, verb: Verb, publisher: Organization) -> None:
    """Let the actor pass who may do this to records of that publisher."""
    require_permission(actor, verb, organization=publisher.code, iso3=state_of(publisher))


def raise_first(problems: Iterable[Problem]) -> None:
    """Raise Invalid with the first problem, if there is one."""
    for problem in problems:
        raise Invalid(problem.message, problem.field, problem)


def state_of(organization: Organization) -> str | None:
    """The State that an organization is an institution of; None where it acts for no State."""
    return organization.iso3 if organization.kind is OrganizationKind.STATE else None
