"""Which names of States, themes and affected persons stand in a reader's words, and what would their filters find?

Texts seldom name the State that they address, and themes are assigned by the source: a search of words alone misses
both.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sqlalchemy import func, select
from sqlmodel import col

from data_access.models import Recommendation
from data_access.queries.coverage.labels import labels
from data_access.queries.recommendations.search import RecommendationQuery, search_recommendations
from data_access.snapshot import Snapshot, snapshot
from data_access.store.engine import reading
from data_access.store.reference import read_spellings, read_states
from domain.coverage import GapFilters
from domain.search.hints import Named, SearchHint
from domain.search.query import And, Query, Reference, Words, parse_query
from domain.search.words import words_of
from domain.vocabulary import Breakdown

MOST_HINTS = 4
#: Nobody names a State or a theme in a longer search; each part of it is looked up.
_MOST_PARTS = 12
_LONGEST_CODE = 3
#: Of names of which the search is only a part, few are shown.
_MOST_PARTIAL = 3
_SHORTEST_PART = 4

_Phrase = tuple[str, ...]
_Filter = tuple[Named, str]
_Names = Mapping[_Phrase, tuple[_Filter, ...]]


def search_hints(query: RecommendationQuery) -> tuple[SearchHint, ...]:
    """Filters for the names in the query's words that find something and are not set; those of longer names first.

    Names are known in English and in the query's language. Of a search with operators nothing is told. Raises
    QueryError for words that cannot be read.
    """
    if not _is_plain(parse_query(query.words)):
        return ()
    current = snapshot()
    names = current.cached(("names in searches", query.language), lambda: _names(query.language))
    hints = []
    for (named, code), words in _candidates(query.words, names):
        filters = _narrowed(query.filters, named, code)
        if filters is not None and (
            total := search_recommendations(replace(query, words=words, filters=filters)).total
        ):
            hints.append(SearchHint(named, code, words, total))
        if len(hints) == MOST_HINTS:
            break
    return tuple(hints)


def _total(query: RecommendationQuery) -> int:
    return search_recommendations(query).total


def texts_are_mostly_english() -> bool:
    """Whether more than half of all texts are in English."""
    current = snapshot()
    return current.cached("mostly English", lambda: _mostly_english(current))


def _mostly_english(current: Snapshot) -> bool:
    row = Recommendation
    counted = select(col(row.language), func.count()).where(col(row.retired_at).is_(None)).group_by(col(row.language))
    with reading() as session:
        found = session.connection().execute(counted).all()
    return 2 * sum(count for language, count in found if language == "en") > sum(count for _, count in found)


def _is_plain(query: Query) -> bool:
    """Whether there are only words and phrases that must all occur."""
    if isinstance(query, And):
        return bool(query.parts) and all(isinstance(part, Words | Reference) for part in query.parts)
    return isinstance(query, Words)


def _candidates(text: str, names: _Names) -> Iterator[tuple[_Filter, str]]:
    """Filters whose names are a part of the text, with the rest of the text; longer parts first, then whole names."""
    parts = text.replace('"', " ").replace("“", " ").replace("”", " ").split()[:_MOST_PARTS]
    used: set[int] = set()
    for length in range(len(parts), 0, -1):
        for start in range(len(parts) - length + 1):
            places = set(range(start, start + length))
            found = () if places & used else names.get(words_of(" ".join(parts[start : start + length])), ())
            if found:
                used |= places
                yield from ((each, " ".join([*parts[:start], *parts[start + length :]])) for each in found)
    whole = words_of(text)
    if not used and any(len(word) >= _SHORTEST_PART for word in whole):
        yield from ((each, "") for each in _partly_named(whole, names))
    code = text.strip()
    if 1 < len(code) <= _LONGEST_CODE and code.isupper():
        yield from ((each, "") for each in names.get((code,), ()))


def _partly_named(whole: _Phrase, names: _Names) -> list[_Filter]:
    """Themes and persons in whose names the words stand one after the other."""
    wanted = f" {' '.join(whole)} "
    return [
        each
        for phrase, filters in names.items()
        if wanted in f" {' '.join(phrase)} "
        for each in filters
        if each[0] in {Named.THEME, Named.PERSONS}
    ][:_MOST_PARTIAL]


def _names(language: str) -> _Names:
    """The filters of each name, by its reduced words; codes of States as they are written, in capitals."""
    found: dict[_Phrase, dict[_Filter, None]] = {}
    members = labels(Breakdown.STATE, language)
    for name, iso3 in _state_names(language):
        is_code = len(name) <= _LONGEST_CODE and name.isupper()
        known = found.setdefault((name,) if is_code else words_of(name), {})
        if iso3 in members:
            known[Named.STATE, iso3] = None
        known[Named.RECOMMENDING, iso3] = None
    for spoken in dict.fromkeys((language, "en")):
        for named, breakdown in ((Named.THEME, Breakdown.THEME), (Named.PERSONS, Breakdown.PERSONS)):
            for code, name in labels(breakdown, spoken).items():
                found.setdefault(words_of(name), {})[named, code] = None
    return {phrase: tuple(filters) for phrase, filters in found.items() if phrase}


def _state_names(language: str) -> Iterable[tuple[str, str]]:
    """Pairs of name and ISO3: short and formal names in English and the language, and the spellings of sources."""
    for state in read_states():
        for spoken in ("en", language):
            yield state.name(spoken), state.iso3
            yield state.formal.get(spoken, state.name(spoken)), state.iso3
    yield from read_spellings()


def _narrowed(filters: GapFilters, named: Named, code: str) -> GapFilters | None:
    """The filters with this one in place of its like; None where it is set already."""
    match named:
        case Named.STATE:
            return None if code in filters.states else replace(filters, states=(code,))
        case Named.RECOMMENDING:
            return None if code in filters.recommending else replace(filters, recommending=(code,))
        case Named.THEME:
            return None if code in filters.themes else replace(filters, themes=(code,))
        case Named.PERSONS:
            return None if code in filters.persons else replace(filters, persons=(code,))
