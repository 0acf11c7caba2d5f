"""Which recommendations may a record be about, judged by its States, its themes and the words of its text?"""

from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from sqlmodel import col, select

from data_access.models import Recommendation, Review
from data_access.records import public
from data_access.snapshot import Snapshot, snapshot
from data_access.snapshot.fields import KINDS, POSITIONS
from data_access.snapshot.filters import Conditions
from data_access.snapshot.store_snapshot import Columns
from data_access.store.engine import reading
from domain.records.shown_records import LinkableRecommendation, ReviewFact, Suggestion
from domain.search.words import located_words
from domain.vocabulary import Position, RecommendationKind

#: The words of a text that are looked for: the longest, which say most.
MOST_WORDS = 12
#: What one shared theme weighs against a shared word; a word that one in a hundred has weighs ln(100), about 4.6.
_THEME_WEIGHT = 4.0
#: Of two alike, the recommendation that the State supported comes first.
_SUPPORTED_WEIGHT = 1.0
#: A word in more than this share of the texts says nothing.
_COMMON = 0.25
_FEW_TEXTS = 40
_SHORTEST_WORD = 4
#: Of more States than this, only what shares a theme is rated, by the four longest words, or, without themes, by the
#: two longest: looking for twelve words in every recommendation of the world takes 300 ms.
_MANY_STATES = 12


def suggested_recommendations(
    states: Collection[str],
    themes: Collection[str],
    words: str,
    limit: int = 6,
    *,
    without: Collection[str] = (),
) -> tuple[Suggestion, ...]:
    """Recommendations to these States that share a theme or at least two telling words, the likest first.

    states: ISO3; none gives nothing. themes, without: codes. words: title and summary as they were written.
    """
    current = snapshot()
    numbers = [number for number, state in enumerate(current.codes.states) if state.iso3 in states]
    written = _telling(words)
    if len(numbers) > _MANY_STATES:
        written = dict(list(written.items())[: 4 if themes else 2])
    if not numbers or not (themes or written):
        return ()
    question = ("suggested", tuple(numbers), tuple(sorted(themes)), tuple(written), limit + len(without))
    rows = current.cached(question, lambda: _rated(current, numbers, themes, list(written), limit + len(without)))
    described = _with_ids([row[0] for row in rows])
    made = (_suggestion(current, row, described, themes, written) for row in rows if row[0] in described)
    return tuple(one for one in made if one.recommendation.code not in without)[:limit]


def linkable(codes: Collection[str]) -> tuple[LinkableRecommendation, ...]:
    """The recommendations with these codes, in that order; a code that names none is left out."""
    known = (col(Recommendation.code).in_(list(codes)), public.recommendation_may_be_read())
    wanted = select(Recommendation, Review).join(Review).where(*known)
    with reading() as session:
        found = {row.code: _linkable(row, review) for row, review in session.exec(wanted)}
    return tuple(found[code] for code in codes if code in found)


def _telling(text: str) -> dict[str, str]:
    """The reduced words that can tell something, each with its first written form; the longest first."""
    found: dict[str, str] = {}
    for start, end, word in located_words(text[:5_000]):
        if len(word) >= _SHORTEST_WORD or not word.isascii():
            found.setdefault(word, text[start:end])
    return dict(sorted(found.items(), key=lambda pair: -len(pair[0]))[:MOST_WORDS])


def _rated(
    current: Snapshot, states: Sequence[int], themes: Collection[str], words: list[str], limit: int
) -> list[tuple[object, ...]]:
    """Rows of id, list of theme numbers and a flag for each word, the best first."""
    conditions = Conditions()
    conditions.one_of("state", states)
    conditions.one_of("kind", [KINDS.index(RecommendationKind.RECOMMENDATION)])
    carrying = current.codes.theme.numbers(themes)
    bits = current.codes.theme.bits(carrying)
    if len(states) > _MANY_STATES and carrying:
        conditions.any_bit(current.codes.theme.columns, bits)
    shared = " + ".join(f"bit_count({column} & ?::UBIGINT)" for column in current.codes.theme.columns)
    looked = "".join(f", contains(search_text, ?) AS w{place}" for place in range(len(words)))
    sql = " ".join(
        (
            f"SELECT id, n, position, ({shared})::INTEGER AS themes{looked}",
            f"FROM recommendation {conditions.where}",
        )
    )
    found = current.columns(sql, [*bits, *(f" {word} " for word in words), *conditions.parameters])
    hits = np.array([found[f"w{place}"] for place in range(len(words))], dtype=bool).reshape(
        len(words), len(found["n"])
    )
    best = _best(found, hits, limit)
    rows = [(int(found["id"][place]), int(found["n"][place]), *hits[:, place].tolist()) for place in best]
    # Lists of the few that were found, not of all that were rated.
    carried = " ".join(("SELECT n, theme", "FROM recommendation WHERE n IN (SELECT unnest(?::INTEGER[]))"))
    lists = dict(current.rows(carried, [[row[1] for row in rows]])) if rows else {}
    return [(number, lists[place], *found) for number, place, *found in rows]


def _best(found: Columns, hits: NDArray[np.bool_], limit: int) -> list[int]:
    """The places of the best rated rows. hits: a row for each word, a column for each recommendation."""
    total, frequency = hits.shape[1], hits.sum(axis=1)
    if not total:
        return []
    # A word that is nowhere, or nearly everywhere among many texts, weighs nothing.
    tells = (frequency > 0) & ((total <= _FEW_TEXTS) | (frequency <= _COMMON * total))
    weights = np.where(tells, 1 + np.log(total / np.maximum(frequency, 1)), 0.0)
    score = weights @ hits + _THEME_WEIGHT * np.minimum(found["themes"], 2)
    score = score + _SUPPORTED_WEIGHT * (found["position"] == POSITIONS.index(Position.SUPPORTED))
    fits = np.flatnonzero((found["themes"] > 0) | (tells.astype(int) @ hits >= 2))
    order = np.lexsort((found["n"][fits], -score[fits]))
    places: list[int] = fits[order[:limit]].tolist()
    return places


def _with_ids(numbers: Iterable[object]) -> dict[object, LinkableRecommendation]:
    wanted = select(Recommendation, Review).join(Review).where(col(Recommendation.id).in_(list(numbers)))
    with reading() as session:
        return {row.id: _linkable(row, review) for row, review in session.exec(wanted)}


def _linkable(row: Recommendation, review: Review) -> LinkableRecommendation:
    return LinkableRecommendation(
        code=row.code,
        iso3=review.iso3,
        review=ReviewFact(review.cycle, review.session, review.year),
        paragraph=row.paragraph,
        text=row.text,
        position=row.position,
        retired=row.retired_at is not None,
    )


def _suggestion(
    current: Snapshot,
    row: tuple[object, ...],
    described: dict[object, LinkableRecommendation],
    themes: Collection[str],
    written: dict[str, str],
) -> Suggestion:
    number, carried, *flags = row
    known = current.codes.theme.codes
    codes = (known[place] for place in carried) if isinstance(carried, list) else ()
    words = (form for form, flag in zip(written.values(), flags, strict=True) if flag)
    return Suggestion(described[number], tuple(sorted(code for code in codes if code in themes)), tuple(words))
