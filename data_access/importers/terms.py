"""Themes and groups of affected persons in the words of their sources, each once."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

from sqlmodel import Session, select

from data_access.importers.source_records import Reading
from data_access.models import AffectedPersons, Theme
from domain.themes import theme_code

Term = TypeVar("Term", Theme, AffectedPersons)

# No name has a bar in it. Semicolons, slashes and commas stand within names too, as in "Women & girls; Children".
_BAR = re.compile(r"\s*\|\s*")
_SEPARATORS = (re.compile(r"\s*;\s*"), re.compile(r"\s*/\s*"), re.compile(r"\s*,\s*"))
_DOUBTFUL = re.compile("[;/,]")


class Terms(Generic[Term]):
    """Numbers of themes, or of groups of affected persons, by name; a new name is added to the store."""

    def __init__(self, session: Session, table: type[Term], reading: Reading) -> None:
        """Load those on record: about a hundred."""
        self._session = session
        self._table: type[Term] = table
        self._reading = reading
        self._by_code = {term.code: term.id for term in session.exec(select(table))}
        self.numbers = lru_cache(maxsize=20_000)(self._numbers)

    def learn(self, lists: Iterable[Sequence[str]]) -> None:
        """Add the names that are surely one each, so that lists of them in one name are told from new names."""
        names = {part for names in {*lists} for name in names for part in _BAR.split(name)}
        for name in sorted(name for name in names if name and not _DOUBTFUL.search(name)):
            self._number(name)

    def _numbers(self, names: tuple[str, ...]) -> tuple[int | None, ...]:
        """The numbers of these names, each once. Two spellings with one code are one; the first one's words stay."""
        return tuple(dict.fromkeys(number for name in names for number in self._find(name)))

    def _find(self, name: str) -> list[int | None]:
        """The name's number; several where it joins names on record."""
        if theme_code(name) in self._by_code:
            return [self._number(name)]
        for separator in _SEPARATORS:
            parts = [part for part in separator.split(name) if part]
            if len(parts) > 1 and all(theme_code(part) in self._by_code for part in parts):
                return list(map(self._number, parts))
        if len(parts := [part for part in _BAR.split(name) if part]) > 1:
            return [number for part in parts for number in self._find(part)]
        if ";" in name:
            self._reading.say(f'"{name}" is read as one new name; if it joins several, put each on a line of its own')
        return [self._number(name)]

    def _number(self, name: str) -> int | None:
        code = theme_code(name)
        if code not in self._by_code:
            term = self._table(code=code, name=name)
            self._session.add(term)
            self._session.flush()
            self._by_code[code] = term.id
        return self._by_code[code]
