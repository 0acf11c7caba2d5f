"""Where the stories of a demonstration happen: its chance, its world, its day, and for whom personas act."""

from dataclasses import dataclass
from random import Random

from domain.vocabulary import OrganizationKind
from seed.invented.recommendations import Target
from seed.invented.world import Organization, World
from seed.reference_day import ReferenceDay


@dataclass(frozen=True)
class Cast:
    """For whom personas act. state: the delegate's; office: its institution; contributor: an organization's records."""

    state: str
    office: Organization
    contributor: Organization


@dataclass(frozen=True)
class Context:
    """What every plan of stories draws on."""

    rng: Random
    world: World
    present: ReferenceDay
    cast: Cast


def make_cast(world: World, supported: dict[str, list[Target]]) -> Cast:
    """A State that has an office and much to ask support for, the first in turn among equals; a UN entity."""
    turn = {iso3: place for place, iso3 in enumerate(world.in_turns)}
    state = min(world.offices, key=lambda iso3: (-len(supported[iso3]), turn[iso3]))
    return Cast(state, world.offices[state], world.by_kind[OrganizationKind.UN_ENTITY][-1])
