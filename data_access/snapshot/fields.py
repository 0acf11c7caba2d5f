"""How the snapshot writes codes: as small numbers, and sets of them as bits, so that any filter is one comparison.

A code's number is its place in a tuple that the snapshot holds. A set of up to 64 numbers is one UBIGINT; larger
sets take several columns, `theme_bits_0`, `theme_bits_1` and so on. Lists stand beside the bits because a breakdown
counts a recommendation once in each of its values.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.sdgs import GOALS
from domain.vocabulary import Modality, Position, RecommendationKind, SupportBand

#: Codes that never change while the program runs; their numbers are their places here.
POSITIONS = tuple(Position)
KINDS = tuple(RecommendationKind)
BANDS = tuple(SupportBand)
MODALITIES = tuple(Modality)

_BITS = 64


@dataclass(frozen=True)
class StateFacts:
    """What filters and breakdowns need of a State: its groups and its M49 region, empty where it is in none."""

    iso3: str
    un_group: str
    region: str
    ldc: bool
    lldc: bool
    sids: bool


@dataclass(frozen=True)
class Field:
    """A property of which a recommendation can have several values. `codes`: the value of each number."""

    name: str
    codes: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of bits."""
        return tuple(f"{self.name}_bits_{place}" for place in range(-(-max(len(self.codes), 1) // _BITS)))

    def numbers(self, codes: Iterable[str]) -> list[int]:
        """The numbers of codes; a code that nobody uses has none."""
        known = {code: number for number, code in enumerate(self.codes)}
        return [known[code] for code in codes if code in known]

    def bits(self, numbers: Iterable[int]) -> list[int]:
        """A set of numbers as one integer for each of `columns`."""
        words = [0] * len(self.columns)
        for number in numbers:
            words[number // _BITS] |= 1 << number % _BITS
        return words

    def bits_of(self, number: str) -> Sequence[str]:
        """SQL for each of `columns`: the bits of the values in `number`, a column of the rows that are grouped."""
        return [
            f"bit_or(CASE WHEN {number} // {_BITS} = {place} THEN 1::UBIGINT << ({number} % {_BITS})::UBIGINT "
            "ELSE 0::UBIGINT END)"
            for place in range(len(self.columns))
        ]


@dataclass(frozen=True)
class Codes:
    """What the snapshot's numbers stand for. Names are English or the source's own, for themes and persons only."""

    states: tuple[StateFacts, ...]
    theme: Field
    persons: Field
    sdg: Field
    recommending: Field
    theme_names: tuple[str, ...]
    persons_names: tuple[str, ...]
    #: The store's row numbers of themes and groups of persons, in the order of their codes here.
    theme_ids: tuple[int, ...]
    persons_ids: tuple[int, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        """All fields with several values."""
        return (self.theme, self.persons, self.sdg, self.recommending)


def make_codes(
    states: Iterable[StateFacts], themes: Iterable[tuple[int, str, str]], persons: Iterable[tuple[int, str, str]]
) -> Codes:
    """Give numbers to what the store holds. themes, persons: row number, code, name."""
    facts = tuple(sorted(states, key=lambda state: state.iso3))
    theme_rows = sorted(themes, key=lambda row: row[1])
    persons_rows = sorted(persons, key=lambda row: row[1])
    return Codes(
        states=facts,
        theme=Field("theme", tuple(code for _, code, _ in theme_rows)),
        persons=Field("persons", tuple(code for _, code, _ in persons_rows)),
        sdg=Field("sdg", tuple(map(str, GOALS))),
        recommending=Field("recommending", tuple(state.iso3 for state in facts)),
        theme_names=tuple(name for _, _, name in theme_rows),
        persons_names=tuple(name for _, _, name in persons_rows),
        theme_ids=tuple(number for number, _, _ in theme_rows),
        persons_ids=tuple(number for number, _, _ in persons_rows),
    )
