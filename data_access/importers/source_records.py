"""What every reader of recommendations hands over: one shape of record, and an account of the rows that it read."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from data_access.errors import Refused
from data_access.importers.source_text import one_line, shown_name
from domain.vocabulary import Position, RecommendationKind


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


class SourceRecommendation(NamedTuple):
    """One recommendation or commitment as a source gives it, cleaned, with all names resolved.

    file, row: where it stands, for messages. session: 1 to 54. source_key: as in `Recommendation.source_key`.
    recommending: ISO3 codes; themes, persons: names; sdgs: goals with a target's code or "". All four sorted,
    each value once. match_by_text: the source has no ids and has this text once in the review, so that a record
    with this text and another position is the same recommendation, answered since.
    """

    file: str
    row: int
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
class Reading:
    """The account of one import's reading, which its reader keeps.

    Each row read ends as a record handed over, or in exactly one of skipped (not a recommendation of a review),
    merged (a part of a record handed over), or rejections. file: name of the file being read. done, total: bytes,
    for progress. notes: what was left out of rows that were imported, with the number of rows.
    """

    file_sizes: Mapping[str, int]
    file: str = ""
    done: int = 0
    read: int = 0
    skipped: int = 0
    merged: int = 0
    rejections: list[Rejection] = field(default_factory=list)
    notes: Counter[str] = field(default_factory=Counter)

    @cached_property
    def total(self) -> int:
        """Bytes of all files."""
        return sum(self.file_sizes.values())

    def reject(self, row: int, reason: str, file: str | None = None) -> None:
        """Set aside a row of the file being read, or of another. Where there are several, the reason names it."""
        where = f"{file or self.file}: " if len(self.file_sizes) > 1 else ""
        self.rejections.append(Rejection(row, where + one_line(reason)))

    def note(self, what: str) -> None:
        """Remember that something was left out of a row that is imported."""
        self.notes[one_line(what)] += 1
