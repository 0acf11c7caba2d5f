"""What are the rows of a breakdown called: States by the UN's names, themes and persons as translated?"""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from data_access.queries.coverage.choices import choices
from data_access.queries.states.states import states
from data_access.snapshot import snapshot
from domain.states import StateKind, sort_key
from domain.vocabulary import Breakdown
from languages.source_terms import term_name
from languages.text import speaking

_NO_NAMES: Mapping[str, str] = MappingProxyType({})


def labels(breakdown: Breakdown, language: str) -> Mapping[str, str]:
    """The name of each code of a breakdown, in the alphabetical order of the language (ISO 639-1).

    States under review are the 193 Member States; recommending States also observers and the European Union.
    Themes and affected persons without a translation keep the words of their source. Breakdowns whose codes are
    words or numbers of the program itself (goals, groups, regions, cycles, sessions, total) have no names here:
    screens name those.
    """
    if breakdown is Breakdown.STATE:
        return _state_labels(language, members_only=True)
    if breakdown is Breakdown.RECOMMENDING:
        return _state_labels(language, members_only=False)
    if breakdown is Breakdown.THEME:
        return _terms(choices().themes, language)
    if breakdown is Breakdown.PERSONS:
        return _terms(choices().persons, language)
    return _NO_NAMES


def theme_names(language: str) -> Mapping[str, str]:
    """The name of each theme's code, also of those that only contributions have."""
    codes = snapshot().codes
    return _terms(dict(zip(codes.theme.codes, codes.theme_names, strict=True)), language)


def _terms(words: Mapping[str, str], language: str) -> Mapping[str, str]:
    """The translated names, in their order. words: of the source, by code."""
    with speaking(language):
        return _sorted(tuple((code, term_name(term)) for code, term in words.items()), language)


@lru_cache(maxsize=16)
def _state_labels(language: str, *, members_only: bool) -> Mapping[str, str]:
    named = tuple(
        (state.iso3, state.name(language))
        for state in states().values()
        if state.kind is StateKind.MEMBER or not members_only
    )
    return _sorted(named, language)


@lru_cache(maxsize=32)
def _sorted(named: tuple[tuple[str, str], ...], language: str) -> Mapping[str, str]:
    return MappingProxyType(dict(sorted(named, key=lambda pair: sort_key(pair[1], language))))
