"""Which recommendations and commitments match a reader's words and filters?"""

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from sqlalchemy import select
from sqlmodel import col

from data_access.models import Recommendation
from data_access.snapshot import Snapshot, snapshot
from data_access.snapshot.fields import BANDS, KINDS, POSITIONS
from data_access.snapshot.filters import add_bands, add_kinds, add_positions, add_words, chosen, words_condition
from data_access.store.engine import reading
from data_access.store.reference import read_states
from domain.coverage import GapFilters
from domain.search.query import Query, has_alternatives, is_wordless, parse_query, wanted_terms
from domain.states import sort_key
from domain.vocabulary import Position, RecommendationKind, SupportBand

#: No page is longer, whatever an address asks for.
LONGEST_PAGE = 500
#: Ranking looks at each text once more for each word; past the first few, more words change the order little.
MOST_RANKED_TERMS = 3

_EVERYTHING = GapFilters()


class Sort(StrEnum):
    """The order of what was found."""

    #: By the State's name in the reader's language, then cycle and paragraph.
    STATE = "state"
    #: The last session first, then by State and paragraph.
    NEWEST = "newest"
    #: Of words joined by OR, the texts with more of the first three of them first; then the shorter texts first.
    RELEVANCE = "relevance"


@dataclass(frozen=True)
class RecommendationQuery:
    """What a reader looks for. words: as `domain.search.query.parse_query` reads them; empty finds everything,
    and what is not empty but has no word in it finds nothing.

    positions, bands, kinds: empty means any. `filters.with_partly` says nothing here; `positions` does.
    language: the one whose alphabet orders the States' names. page: from 1.
    """

    words: str = ""
    filters: GapFilters = _EVERYTHING
    positions: tuple[Position, ...] = ()
    bands: tuple[SupportBand, ...] = ()
    kinds: tuple[RecommendationKind, ...] = ()
    sort: Sort = Sort.STATE
    language: str = "en"
    page: int = 1
    page_size: int = 25


@dataclass(frozen=True)
class SearchPage:
    """One page of what was found. total: how many there are on all pages.

    rows has the columns code, iso3, cycle, session, paragraph, symbol, text, language (ISO 639-1 of the text, empty
    where unknown), position (Position), kind (RecommendationKind), band (SupportBand; None where out of coverage's
    scope), recommending (list of ISO3), themes (list of codes).
    """

    total: int
    rows: pd.DataFrame


def search_recommendations(query: RecommendationQuery) -> SearchPage:
    """Find recommendations; retired ones are left out. A page after the last has no rows.

    Raises QueryError for words that cannot be read.
    """
    words = parse_query(query.words)
    current = snapshot()
    found = current.cached(query, lambda: _search(current, query, words))
    return replace(found, rows=found.rows.copy())


def _search(current: Snapshot, query: RecommendationQuery, words: Query) -> SearchPage:
    places = matching_places(current, query, words)
    size = max(1, min(query.page_size, LONGEST_PAGE))
    start = (max(1, query.page) - 1) * size
    return SearchPage(len(places), _page(current, places[start : start + size].tolist()))


def matching_places(current: Snapshot, query: RecommendationQuery, words: Query) -> NDArray[np.int32]:
    """The places `n` in the snapshot of all that match, in the order asked for. words: the query's, read."""
    conditions = chosen(current.codes, query.filters)
    if query.positions:
        add_positions(conditions, query.positions)
    if query.kinds:
        add_kinds(conditions, query.kinds)
    if query.bands:
        add_bands(conditions, query.bands)
    add_words(conditions, words)
    if is_wordless(query.words):
        conditions.add("false")
    keys, parameters = _sort_keys(query.sort, words)
    columns = current.columns(
        " ".join((f"SELECT {', '.join(('n', 'state', *keys))}", f"FROM recommendation {conditions.where}")),
        [*parameters, *conditions.parameters],
    )
    # Within a State, places follow cycle and paragraph.
    by_name = current.cached(("names", query.language), lambda: _name_ranks(current, query.language))
    ranks = by_name[columns["state"]]
    order = np.lexsort([columns["n"], ranks, *(columns[f"key_{place}"] for place in reversed(range(len(keys))))])
    return columns["n"][order].astype(np.int32)


def _name_ranks(current: Snapshot, language: str) -> NDArray[np.int16]:
    """The place of each State, by its number, in the order of the States' names."""
    names = {state.iso3: state.name(language) for state in read_states()}
    order = sorted(
        range(len(current.codes.states)), key=lambda n: sort_key(names[current.codes.states[n].iso3], language)
    )
    ranks = np.empty(len(order), dtype=np.int16)
    ranks[order] = np.arange(len(order))
    return ranks


def _sort_keys(sort: Sort, words: Query) -> tuple[list[str], list[str]]:
    """Columns to sort by before the place, smallest first, and their parameters."""
    match sort:
        case Sort.STATE:
            return [], []
        case Sort.NEWEST:
            return ["-coalesce(session, 0)::INTEGER AS key_0"], []
        case Sort.RELEVANCE:
            # Without OR every text found has all the words.
            ranked = islice(wanted_terms(words), MOST_RANKED_TERMS) if has_alternatives(words) else ()
            terms = [words_condition(term) for term in ranked]
            hits = " + ".join(f"({sql})::INTEGER" for sql, _ in terms) or "0"
            parameters = [value for _, values in terms for value in values]
            return [f"-({hits})::INTEGER AS key_0", "strlen(search_text)::INTEGER AS key_1"], parameters


def _page(current: Snapshot, places: list[int]) -> pd.DataFrame:
    """The rows at these places, in this order; their texts come from the store itself."""
    codes = current.codes
    columns = "n, id, state, cycle, session, position, kind, band, recommending, theme"
    query = " ".join((f"SELECT {columns}", "FROM recommendation WHERE n IN (SELECT unnest(?::INTEGER[]))"))
    found = {row[0]: row[1:] for row in current.rows(query, [places])}
    written = _written([row[0] for row in found.values()])
    rows = []
    for number, state, cycle, session, position, kind, band, recommending, themes in map(found.__getitem__, places):
        code, *told = written[number]
        rows.append(
            (
                *(code, codes.states[state].iso3, cycle, session, *told, POSITIONS[position], KINDS[kind]),
                None if band is None else BANDS[band],
                sorted(codes.states[maker].iso3 for maker in recommending or ()),
                sorted(codes.theme.codes[theme] for theme in themes or ()),
            )
        )
    # Left to itself, pandas would turn the codes into plain text and an absent band into a number.
    return pd.DataFrame(rows, columns=_PAGE_COLUMNS, dtype=object).astype({"cycle": "int64", "session": "Int64"})


_PAGE_COLUMNS = [
    "code",
    "iso3",
    "cycle",
    "session",
    "paragraph",
    "symbol",
    "text",
    "language",
    "position",
    "kind",
    "band",
    "recommending",
    "themes",
]


def _written(numbers: list[int]) -> dict[int | None, tuple[str, ...]]:
    """Code, paragraph, symbol, text and language of recommendations by row number."""
    row = Recommendation
    columns = (row.code, row.paragraph, row.symbol, row.text, row.language)
    wanted = select(col(row.id), *map(col, columns)).where(col(row.id).in_(numbers))
    with reading() as session:
        return {number: (*told,) for number, *told in session.connection().execute(wanted)}
