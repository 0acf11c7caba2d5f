"""The world in which the demonstration happens: States in an even order over regions, and invented organizations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from random import Random

from data_access.store.reference import read_regions, read_states
from domain.records.drafts import OrganizationDraft
from domain.states import State, StateKind
from domain.vocabulary import OrganizationKind, RecordKind, Source
from seed.sizes import Size

_OTHERS: tuple[tuple[OrganizationKind, tuple[str, ...]], ...] = (
    (
        OrganizationKind.UN_ENTITY,
        (
            "UN country team (demonstration)",
            "UN fund for local services (demonstration)",
            "UN human rights advisers' network (demonstration)",
            "UN programme for legal assistance (demonstration)",
            "UN regional office for human rights (demonstration)",
            "UN training unit (demonstration)",
        ),
    ),
    (
        OrganizationKind.INTERNATIONAL_ORGANIZATION,
        (
            "Intergovernmental Centre for Legal Exchange (demonstration)",
            "Intergovernmental Facility for Small States (demonstration)",
            "International Network of Public Service Academies (demonstration)",
        ),
    ),
    (
        OrganizationKind.REGIONAL_MECHANISM,
        (
            "Regional Mechanism for Peer Learning on Human Rights (demonstration)",
            "Regional Network of Rapporteurs (demonstration)",
        ),
    ),
    (OrganizationKind.PARLIAMENT, ("Network of Parliamentary Human Rights Committees (demonstration)",)),
    (
        OrganizationKind.CIVIL_SOCIETY,
        (
            "Alliance for Accessible Towns (demonstration)",
            "Community Radio Partnership (demonstration)",
            "Demonstration Association for Legal Aid",
            "Demonstration University for Public Administration",
            "Federation of Village Water Committees (demonstration)",
        ),
    ),
    (
        OrganizationKind.PRIVATE_SECTOR,
        ("Demonstration Chamber for Responsible Business", "Open Registers Cooperative (demonstration)"),
    ),
)


@dataclass(frozen=True)
class Organization:
    """An organization of the demonstration, and the code that it gets in an empty store."""

    code: str
    draft: OrganizationDraft

    @property
    def kind(self) -> OrganizationKind:
        """What kind of contributor it is."""
        return self.draft.kind

    @property
    def iso3(self) -> str | None:
        """The State that it acts for or sits in."""
        return self.draft.iso3

    @property
    def own_state(self) -> str | None:
        """The State that it is an institution of, whose own record needs no further consent."""
        return self.iso3 if self.kind is OrganizationKind.STATE else None


@dataclass(frozen=True)
class World:
    """Member States by ISO3, their ISO3 codes taking turns by M49 region, and the organizations."""

    states: dict[str, State]
    in_turns: tuple[str, ...]
    organizations: tuple[Organization, ...]

    @cached_property
    def by_kind(self) -> dict[OrganizationKind, list[Organization]]:
        """Organizations of each kind."""
        return {kind: [one for one in self.organizations if one.kind is kind] for kind in OrganizationKind}

    @cached_property
    def in_state(self) -> dict[str, list[Organization]]:
        """Organizations that sit in each State that has any."""
        homes = {one.iso3 for one in self.organizations}
        return {
            iso3: [one for one in self.organizations if one.iso3 == iso3] for iso3 in self.in_turns if iso3 in homes
        }

    @cached_property
    def offices(self) -> dict[str, Organization]:
        """The office for international cooperation of each State that has one."""
        return {one.iso3: one for one in self.by_kind[OrganizationKind.STATE] if one.iso3}

    @cached_property
    def by_region(self) -> dict[str, list[str]]:
        """ISO3 codes by M49 region."""
        regions = dict.fromkeys(self.region(iso3) for iso3 in self.in_turns)
        return {region: [iso3 for iso3 in self.in_turns if self.region(iso3) == region] for region in regions}

    def region(self, iso3: str) -> str:
        """The M49 region of a State."""
        return self.states[iso3].region or ""


def make_world(rng: Random, size: Size) -> World:
    """The States and organizations of a demonstration of this size."""
    states = {state.iso3: state for state in read_states() if state.kind is StateKind.MEMBER}
    in_turns = _in_turns(rng, states)
    drafts = list(_organizations(size, states, in_turns))
    codes = (RecordKind.ORGANIZATION.code(number) for number in range(1, len(drafts) + 1))
    return World(states, in_turns, tuple(Organization(*pair) for pair in zip(codes, drafts, strict=True)))


def _in_turns(rng: Random, states: dict[str, State]) -> tuple[str, ...]:
    """All States, shuffled within their regions, the regions taking turns."""
    shuffled = list(states)
    rng.shuffle(shuffled)
    regions = sorted({state.region or "" for state in states.values()})
    rows = ([iso3 for iso3 in shuffled if states[iso3].region == region] for region in regions)
    return tuple(iso3 for turn in zip_longest(*rows) for iso3 in turn if iso3 is not None)


def _organizations(size: Size, states: dict[str, State], in_turns: Sequence[str]) -> Iterable[OrganizationDraft]:
    regions = [region for region in read_regions() if region.parent is None]
    turns = len(regions)
    offices = in_turns if size.offices is None else in_turns[: size.offices * turns]
    rest = in_turns if size.mechanisms is None else in_turns[len(offices) : len(offices) + size.mechanisms * turns]
    for iso3 in sorted(offices, key=lambda code: states[code].names["en"]):
        yield _of_state(states[iso3], OrganizationKind.STATE, "international cooperation office")
    for iso3 in sorted(rest, key=lambda code: states[code].names["en"]):
        yield _of_state(states[iso3], OrganizationKind.NMIRF, "national mechanism for follow-up")
    for iso3 in sorted(in_turns[:turns], key=lambda code: states[code].names["en"]):
        yield _of_state(states[iso3], OrganizationKind.NHRI, "national human rights institution")
    yield _of_state(states[in_turns[turns]], OrganizationKind.PARLIAMENT, "parliamentary human rights committee")
    for region in regions:
        name = f"Regional Centre for Treaty Reporting, {region.names['en']} (demonstration)"
        yield OrganizationDraft(name=name, kind=OrganizationKind.REGIONAL_ORGANIZATION, source=Source.DEMONSTRATION)
    for kind, names in _OTHERS:
        for name in names:
            yield OrganizationDraft(name=name, kind=kind, source=Source.DEMONSTRATION)


def _of_state(state: State, kind: OrganizationKind, what: str) -> OrganizationDraft:
    name = f"{state.names['en']}: {what} (demonstration)"
    return OrganizationDraft(name=name, kind=kind, iso3=state.iso3, source=Source.DEMONSTRATION)
