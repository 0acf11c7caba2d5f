"""All that a search finds, for a file: everything that is known of each recommendation, some thousands at a time."""

from collections.abc import Iterator
from datetime import date

import pandas as pd
from sqlalchemy import select
from sqlmodel import col

from data_access.models import Recommendation
from data_access.queries.recommendations.search import RecommendationQuery, matching_places
from data_access.snapshot import Snapshot, snapshot
from data_access.snapshot.fields import BANDS, KINDS, POSITIONS
from data_access.store.engine import reading
from domain.search.query import parse_query
from domain.vocabulary import Source

#: Rows that are held at a time.
PIECE = 5_000

COLUMNS = [
    "code",
    "paragraph",
    "symbol",
    "text",
    "language",
    "position_word",
    "source",
    "published_on",
    "iso3",
    "cycle",
    "session",
    "kind",
    "position",
    "band",
    "recommending",
    "themes",
    "persons",
    "sdgs",
]
_Written = tuple[str, str, str, str, str, str, Source, date | None]


def whole_result(query: RecommendationQuery) -> Iterator[pd.DataFrame]:
    """The rows of all pages in their order, in frames of at most PIECE rows with COLUMNS; `page` says nothing here.

    published_on: the day on which the source published the document, None where it names none. position_word: the
    source's own. recommending: ISO3 codes; themes, persons: codes; sdgs: numbers of goals; each a sorted list. The
    others are as in `search_recommendations`. Raises QueryError at once for words that cannot be read.
    """
    words = parse_query(query.words)
    current = snapshot()
    places = matching_places(current, query, words)
    pieces = range(0, len(places), PIECE)
    return (_piece(current, places[start : start + PIECE].tolist()) for start in pieces)


def _piece(current: Snapshot, places: list[int]) -> pd.DataFrame:
    codes = current.codes
    columns = "n, id, state, cycle, session, kind, position, band, recommending, theme, persons, sdg"
    query = " ".join((f"SELECT {columns}", "FROM recommendation WHERE n IN (SELECT unnest(?::INTEGER[]))"))
    found = {row[0]: row[1:] for row in current.rows(query, [places])}
    written = _written([row[0] for row in found.values()])
    rows = []
    for number, state, cycle, session, kind, position, band, makers, themes, persons, goals in map(
        found.__getitem__, places
    ):
        if number not in written:
            continue
        rows.append(
            (
                *(*written[number], codes.states[state].iso3, cycle, session, KINDS[kind], POSITIONS[position]),
                None if band is None else BANDS[band],
                sorted(codes.states[maker].iso3 for maker in makers or ()),
                sorted(codes.theme.codes[theme] for theme in themes or ()),
                sorted(codes.persons.codes[group] for group in persons or ()),
                sorted(int(codes.sdg.codes[goal]) for goal in goals or ()),
            )
        )
    return pd.DataFrame(rows, columns=COLUMNS, dtype=object)


def _written(numbers: list[int]) -> dict[int | None, _Written]:
    """What the store itself holds of recommendations, by row number: the first eight of COLUMNS."""
    row = Recommendation
    columns = (row.code, row.paragraph, row.symbol, row.text, row.language, row.position_word, row.source)
    wanted = select(col(row.id), *map(col, columns), col(row.published_on)).where(col(row.id).in_(numbers))
    with reading() as session:
        return {number: (*told,) for number, *told in session.connection().execute(wanted)}
