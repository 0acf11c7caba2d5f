"""What every reader of recommendations hands over: one shape of record, and an account of the rows that it read."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from data_access.importers.values.source_text import one_line, shown_name
from data_access.store.errors import Refused
from domain.vocabulary import Position, RecommendationKind

#: How many rows a note names; the count tells of the others.
_ROWS_NAMED = 3


class ImportRefused(Refused):
    """A file cannot be read as a whole; nothing was changed. One line says what, where and what to do."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{shown_name(path)}: {one_line(reason)}")


class RowRejected(ValueError):
    """One row cannot be read; the message is its reason. The rows around it can."""


class Rejection(NamedTuple):
    """A row that was not imported. Rows count from 1; in tables the heading is row 1."""

    row: int
    reason: str


class Place(NamedTuple):
    """Where a row stands: the file's name, the sheet's in a workbook of several, the row's number from 1."""

    file: str
    sheet: str
    row: int


class SourceRecommendation(NamedTuple):
    """One recommendation or commitment as a source gives it, cleaned, with all names resolved.

    place: where it stands, for messages. session: 1 to 54. source_key: as in `Recommendation.source_key`.
    recommending: ISO3 codes; themes, persons: names; sdgs: goals with a target's code or "". All four sorted,
    each value once. match_by_text: the source has no ids and has this text once in the review, so that a record
    with this text and another position is the same recommendation, answered since.
    """

    place: Place
    iso3: str
    session: int
    kind: RecommendationKind
    source_key: str
    symbol: str
    paragraph: str
    text: str
    text_key: str
    language: str
    position: Position
    position_word: str
    action: int | None
    published_on: date | None
    recommending: tuple[str, ...]
    themes: tuple[str, ...]
    persons: tuple[str, ...]
    sdgs: tuple[tuple[int, str], ...]
    match_by_text: bool = False


@dataclass
class Noted:
    """How many rows a note is about, and the first of them."""

    rows: int = 0
    first: list[str] = field(default_factory=list)


@dataclass
class Reading:
    """The account of one import's reading, which its reader keeps.

    Each row read ends as a record handed over, or in exactly one of skipped (not a recommendation of a review),
    merged (a part of a record handed over), or rejections. file, sheet, row: where the reader is. done, total: bytes,
    for progress. notes: what was left out or read otherwise than it stands, with its rows. skips: why rows were
    skipped, with their number.
    """

    file_sizes: Mapping[str, int]
    file: str = ""
    sheet: str = ""
    row: int = 0
    done: int = 0
    read: int = 0
    merged: int = 0
    rejections: list[Rejection] = field(default_factory=list)
    notes: dict[str, Noted] = field(default_factory=dict)
    skips: Counter[str] = field(default_factory=Counter)

    @cached_property
    def total(self) -> int:
        """Bytes of all files."""
        return sum(self.file_sizes.values())

    @property
    def place(self) -> Place:
        """Where the reader is."""
        return Place(self.file, self.sheet, self.row)

    @property
    def skipped(self) -> int:
        """How many rows were skipped."""
        return self.skips.total()

    def reject(self, reason: str, place: Place | None = None) -> None:
        """Set aside the row that is being read, or another. Of several files and sheets the reason names its own."""
        place = place or self.place
        self.rejections.append(Rejection(place.row, self._where(place) + one_line(reason)))

    def skip(self, why: str) -> None:
        """Leave out the row that is being read: it is no recommendation of a review."""
        self.skips[one_line(why)] += 1

    def note(self, what: str, place: Place | None = None) -> None:
        """Remember what was left out of, or changed in, a row that is imported."""
        place = place or self.place
        noted = self.notes.setdefault(one_line(what), Noted())
        noted.rows += 1
        if len(noted.first) < _ROWS_NAMED:
            noted.first.append(f"{self._where(place)}row {place.row}")

    def say(self, what: str) -> None:
        """Remember what concerns no single row."""
        where = f"{self.file}: " if len(self.file_sizes) > 1 else ""
        self.notes.setdefault(one_line(where + what), Noted())

    def sentences(self) -> list[str]:
        """The notes, each with how many rows it is about and the first of these; then what was skipped."""
        return [*(_sentence(what, noted) for what, noted in sorted(self.notes.items())), *self._skipped()]

    def _skipped(self) -> list[str]:
        return [f"skipped {rows:,} of {why}" for why, rows in sorted(self.skips.items())]

    def _where(self, place: Place) -> str:
        file = f"{place.file}: " if len(self.file_sizes) > 1 else ""
        return f'{file}sheet "{place.sheet}": ' if place.sheet else file


def _sentence(what: str, noted: Noted) -> str:
    if not noted.rows:
        return what
    if noted.rows == 1:
        return f"{what} ({noted.first[0]})"
    return f"{what} ({noted.rows:,} rows, first {', '.join(noted.first)})"
