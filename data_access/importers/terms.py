"""Themes and groups of affected persons in the words of their sources, each once."""

from functools import lru_cache
from typing import Generic, TypeVar

from sqlmodel import Session, select

from data_access.models import AffectedPersons, Theme
from domain.themes import theme_code

Term = TypeVar("Term", Theme, AffectedPersons)


class Terms(Generic[Term]):
    """Numbers of themes, or of groups of affected persons, by name; a new name is added to the store."""

    def __init__(self, session: Session, table: type[Term]) -> None:
        """Load those on record: about a hundred."""
        self._session = session
        self._table: type[Term] = table
        self._by_code = {term.code: term.id for term in session.exec(select(table))}
        self.numbers = lru_cache(maxsize=20_000)(self._numbers)

    def _numbers(self, names: tuple[str, ...]) -> tuple[int | None, ...]:
        """The numbers of these names, each once. Two spellings with one code are one; the first one's words stay."""
        return tuple(dict.fromkeys(map(self._find, names)))

    def _find(self, name: str) -> int | None:
        code = theme_code(name)
        if code not in self._by_code:
            term = self._table(code=code, name=name)
            self._session.add(term)
            self._session.flush()
            self._by_code[code] = term.id
        return self._by_code[code]
