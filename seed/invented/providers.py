"""Who is behind an invented activity: who reports it, who pays, which institutions of the recipients take part."""

from collections.abc import Sequence
from random import Random

from domain.vocabulary import OrganizationKind
from seed.invented.world import Organization, World

_KIND_WEIGHTS = {
    OrganizationKind.UN_ENTITY: 32,
    OrganizationKind.STATE: 28,
    OrganizationKind.REGIONAL_ORGANIZATION: 12,
    OrganizationKind.INTERNATIONAL_ORGANIZATION: 9,
    OrganizationKind.REGIONAL_MECHANISM: 4,
    OrganizationKind.NHRI: 4,
    OrganizationKind.PARLIAMENT: 2,
    OrganizationKind.CIVIL_SOCIETY: 6,
    OrganizationKind.PRIVATE_SECTOR: 3,
}


def publisher_for(
    rng: Random, world: World, recipients: Sequence[str], *, but: Organization | None = None
) -> Organization:
    """Who reports an activity: an organization of any kind but `but`, of another State, often of the same region."""
    kind = rng.choices(list(_KIND_WEIGHTS), list(_KIND_WEIGHTS.values()))[0]
    able = [one for one in world.by_kind[kind] if one.iso3 not in recipients and one != but]
    able = able or world.by_kind[OrganizationKind.UN_ENTITY]
    home = world.region(recipients[0])
    near = [one for one in able if one.iso3 and world.region(one.iso3) == home]
    return rng.choice(near if near and rng.random() < 0.6 else able)


def funder_beside(rng: Random, world: World, publisher: Organization) -> Organization | None:
    """Another organization that pays, for a third of the activities."""
    if rng.random() > 0.35:
        return None
    kinds = (
        OrganizationKind.STATE,
        OrganizationKind.INTERNATIONAL_ORGANIZATION,
        OrganizationKind.REGIONAL_ORGANIZATION,
    )
    chosen = rng.choice(world.by_kind[rng.choice(kinds)])
    return None if chosen is publisher else chosen


def partners_in(world: World, recipients: Sequence[str], others: Sequence[Organization | None]) -> tuple[str, ...]:
    """Institutions of the recipients that take part, up to two each."""
    local = [one for iso3 in recipients for one in world.in_state.get(iso3, [])[:2]]
    return tuple(one.code for one in local if one not in others)
