"""Themes and groups of affected persons as a reader sees them; the store keeps the words of their source."""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from domain.themes import theme_code
from languages.source_words import AFFECTED_PERSONS, INDEX_THEMES, UPR_INFO_ISSUES
from languages.text import SOURCE_LANGUAGE, _, language

#: The message of each code, so that capitals, signs and spaces of a source's spelling make no difference.
_MESSAGES: Final[Mapping[str, str]] = MappingProxyType(
    {theme_code(words): words for words in (*INDEX_THEMES, *UPR_INFO_ISSUES, *AFFECTED_PERSONS)}
)


def term_name(words: str) -> str:
    """A theme or a group of persons in the reader's language; the source's words where they have no translation."""
    message = _message(words)
    translated = _(message)
    return words if translated == message else translated


def term_of_code(code: str) -> str:
    """The name of a theme or a group of persons by its code; the code itself where no list names it."""
    return _(_MESSAGES[code]) if code in _MESSAGES else code


def term_lang(words: str) -> str:
    """The language (ISO 639-1) that `term_name` gives the term in."""
    return SOURCE_LANGUAGE if term_name(words) == words else language()


@lru_cache(maxsize=4096)
def _message(words: str) -> str:
    return _MESSAGES.get(theme_code(words), "")
