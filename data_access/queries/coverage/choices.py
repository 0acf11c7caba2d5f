"""What can a reader choose in the filters, so that no choice matches nothing?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data_access.snapshot import Snapshot, snapshot
from domain.states import sort_key


@dataclass(frozen=True)
class Choices:
    """Values that at least one recommendation or commitment has.

    states: ISO3 codes of States under review, in their order. themes, persons: name by code, in the names' order.
    cycles, sessions, sdgs: in rising order. recommending: ISO3 codes of recommending States, in their order.
    """

    states: tuple[str, ...]
    themes: Mapping[str, str]
    persons: Mapping[str, str]
    cycles: tuple[int, ...]
    sessions: tuple[int, ...]
    sdgs: tuple[int, ...]
    recommending: tuple[str, ...]


def choices() -> Choices:
    """The present choices."""
    current = snapshot()
    return current.cached("choices", lambda: _choices(current))


def _choices(current: Snapshot) -> Choices:
    codes = current.codes
    return Choices(
        states=tuple(codes.states[number].iso3 for number in _used(current, "state")),
        themes=_named(_used(current, "unnest(theme)"), codes.theme.codes, codes.theme_names),
        persons=_named(_used(current, "unnest(persons)"), codes.persons.codes, codes.persons_names),
        cycles=tuple(_used(current, "cycle")),
        sessions=tuple(_used(current, "session")),
        sdgs=tuple(number + 1 for number in _used(current, "unnest(sdg)")),
        recommending=tuple(codes.states[number].iso3 for number in _used(current, "unnest(recommending)")),
    )


def _used(current: Snapshot, column: str) -> list[int]:
    query = " ".join((f"SELECT DISTINCT {column} AS number", "FROM recommendation"))
    return sorted(number for (number,) in current.rows(query) if number is not None)


def _named(numbers: Sequence[int], codes: Sequence[str], names: Sequence[str]) -> Mapping[str, str]:
    ordered = sorted(numbers, key=lambda number: sort_key(names[number], "en"))
    return {codes[number]: names[number] for number in ordered}
