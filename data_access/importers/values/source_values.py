"""Single values as sources write them, read into the repository's terms: States, positions, sessions, goals, dates."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain

from data_access.importers.source_records import Reading, RowRejected
from data_access.importers.values.source_text import LONGEST_CELL, plain_text
from data_access.importers.values.state_lists import states_in
from data_access.store.reference import read_state_names, read_states
from domain.positions import position_of
from domain.sdgs import parse_sdg
from domain.states import UNKNOWN_STATE_MARKS, StateKind, normalise_name
from domain.vocabulary import Position

#: As many values as a name for each State; no real cell lists more.
MOST_VALUES = 250
#: The longest name of a theme that the store holds.
LONGEST_NAME = 200

# States in one cell; names have commas of their own, and neither of these.
_NEXT_STATE = re.compile(r"\s*[;|]\s*")
# Goals in one cell; their titles have commas of their own.
_NEXT_GOAL = re.compile(r"\s*[;|,]\s*(?=\d{1,2}(?:\.\w{1,2})?\s+[-–—])")
_ONLY_TEXTS = {str}
_LIST_LINE = re.compile(r"^\s*[-•*–]\s+")
# Excel counts days from here, in files of both Windows and Macintosh as the exports come.
_EXCEL_EPOCH = date(1899, 12, 30)
_EXCEL_DAYS = range(1, 110_000)


class StateFinder:
    """Finds the States that an export names; remembers each spelling, since the same few come again and again."""

    def __init__(self) -> None:
        """Learn every spelling that the reference facts hold."""
        self.find = lru_cache(maxsize=20_000)(read_state_names().resolve)
        self._found = lru_cache(maxsize=20_000)(self._find_all)
        self._reviewed = frozenset(state.iso3 for state in read_states() if state.kind is StateKind.MEMBER)

    def under_review(self, name: str, column: str) -> str:
        """ISO3 of the State under review; RowRejected where the name is no Member State's."""
        iso3 = self.find(name)
        if not name:
            raise RowRejected(f"no country. Name the State in the column {column}")
        if iso3 is None:
            raise RowRejected(
                f'"{name}" is not the name of a State. Write its name in the United Nations, or its ISO3 code, '
                f"in the column {column}"
            )
        if iso3 not in self._reviewed:
            raise RowRejected(f'"{name}" is not one of the {len(self._reviewed)} States under review (column {column})')
        return iso3

    def recommending(self, names: Sequence[str], reading: Reading) -> tuple[str, ...]:
        """ISO3 codes of recommending States and observers, sorted; a name that is no State's is left out and noted."""
        found, unknown = self._found(tuple(names))
        for name in unknown:
            reading.note(f'recommending State "{name}" is not in the list of States; left out')
        return found

    def _find_all(self, names: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Codes, and the names that neither are a State's nor say that none is known."""
        codes: set[str] = set()
        unknown = []
        for name in chain.from_iterable(map(_NEXT_STATE.split, names)):
            if (named := states_in(name, self.find)) is not None:
                codes.update(named)
            elif normalise_name(name) not in UNKNOWN_STATE_MARKS:
                unknown.append(name)
        return tuple(sorted(codes)), tuple(unknown)


def position_said(word: str, reading: Reading) -> Position:
    """The position that a source's word stands for; a word that is not known is noted."""
    position = position_of(word)
    if position is Position.UNKNOWN:
        reading.note(f'position "{word}" is not known: kept as "unknown", which is in no coverage; correct the word')
    return position


def is_pledge(word: str) -> bool:
    """Whether a source's word marks a voluntary pledge or commitment of the State under review."""
    return "pledge" in word.casefold() or "commitment" in word.casefold()


def goals_of(values: tuple[str, ...], reading: Reading) -> tuple[tuple[int, str], ...]:
    """Goals with a target's code or "", sorted; what is no goal is left out and noted."""
    goals, unknown = _goals(values)
    for value in unknown:
        reading.note(f'"{value}" is not a Sustainable Development Goal; left out')
    return goals


@lru_cache(maxsize=20_000)
def _goals(values: tuple[str, ...]) -> tuple[tuple[tuple[int, str], ...], tuple[str, ...]]:
    found, unknown = set(), []
    for value in chain.from_iterable(map(_NEXT_GOAL.split, values)):
        try:
            goal, target = parse_sdg(value)
        except ValueError:
            unknown.append(value)
        else:
            found.add((goal, target or ""))
    return tuple(sorted(found)), tuple(unknown)


def date_of(value: object, reading: Reading) -> date | None:
    """The day in "2015-03-26T00:00:00" or in Excel's serial number 42089; what is neither is left out and noted."""
    if value is None or value == "":
        return None
    if isinstance(value, int | float) and not isinstance(value, bool) and value in _EXCEL_DAYS:
        return _EXCEL_EPOCH + timedelta(days=int(value))
    with suppress(ValueError):
        return date.fromisoformat(str(value)[:10])
    reading.note(f'the publication date "{str(value)[:40]}" cannot be read; left out')
    return None


def text_of(value: object, column: str, longest: int = LONGEST_CELL) -> str:
    """A cell's text, plain; whole numbers without ".0". RowRejected for what is no text, or is too long."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)[:LONGEST_CELL]
    if value is None:
        return ""
    if not isinstance(value, str):
        raise RowRejected(f"{column} is not text")
    if len(value) <= LONGEST_CELL:
        text = plain_text(value)
        if len(text) <= longest:
            return text
    raise RowRejected(f"{column} has {len(value):,} characters, more than {longest:,}")


def values_of(value: object, column: str) -> tuple[str, ...]:
    """The values of a list, or of a cell with one line "- x" for each; each once, plain, in the source's order."""
    if not value:
        return ()
    if isinstance(value, str):
        return _values_of_cell(value, column)
    values = value if isinstance(value, list) else [value]
    if len(values) > MOST_VALUES:
        raise RowRejected(f"{column} lists {len(values):,} values, more than {MOST_VALUES}")
    if {*map(type, values)} != _ONLY_TEXTS:
        values = [text_of(item, column) for item in values]
    return _plain_values(tuple(values), column)


# Few lists are unlike all others: those of States, positions and themes come again and again.
@lru_cache(maxsize=20_000)
def _plain_values(texts: tuple[str, ...], column: str) -> tuple[str, ...]:
    named = (text_of(_LIST_LINE.sub("", text), column, LONGEST_NAME) for text in texts)
    return tuple(dict.fromkeys(filter(None, named)))


@lru_cache(maxsize=20_000)
def _values_of_cell(cell: str, column: str) -> tuple[str, ...]:
    return values_of(_lines(cell) if len(cell) <= LONGEST_CELL else [cell], column)


def _lines(cell: str) -> list[str]:
    """The lines of a cell. Where the first has the mark, a line without it goes on with the line before."""
    marked, lines = bool(_LIST_LINE.match(cell)), list[str]()
    for line in cell.splitlines():
        if marked and lines and not _LIST_LINE.match(line):
            lines[-1] += " " + line
        else:
            lines.append(line)
    return lines
