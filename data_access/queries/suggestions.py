"""Which recommendations may a record be about, judged by its States, its themes and the words of its text?"""

from collections.abc import Collection, Iterable, Sequence

from sqlmodel import col, select

from data_access.analytics import Snapshot, snapshot
from data_access.analytics.fields import KINDS, POSITIONS
from data_access.analytics.filters import Conditions
from data_access.engine import reading
from data_access.models import Recommendation, Review
from domain.records import LinkableRecommendation, ReviewFact, Suggestion
from domain.vocabulary import Position, RecommendationKind
from domain.words import located_words

#: The words of a text that are looked for: the longest, which say most.
MOST_WORDS = 12
#: What one shared theme weighs against a shared word; a word that one in a hundred has weighs ln(100), about 4.6.
_THEME_WEIGHT = 4.0
#: Of two alike, the recommendation that the State supported comes first.
_SUPPORTED_WEIGHT = 1.0
#: A word in more than this share of the texts says nothing.
_COMMON = 0.25
_SHORTEST_WORD = 4
#: Of more States than this, only what shares a theme is rated by its words, or, without themes, by the two longest:
#: looking for twelve words in every recommendation of the world takes 300 ms.
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
    if len(numbers) > _MANY_STATES and not themes:
        written = dict(list(written.items())[:2])
    if not numbers or not (themes or written):
        return ()
    question = ("suggested", tuple(numbers), tuple(sorted(themes)), tuple(written), limit + len(without))
    rows = current.remembered(question, lambda: _rated(current, numbers, themes, list(written), limit + len(without)))
    described = _with_ids([row[0] for row in rows])
    made = (_suggestion(current, row, described, themes, written) for row in rows if row[0] in described)
    return tuple(one for one in made if one.recommendation.code not in without)[:limit]


def linkable(codes: Collection[str]) -> tuple[LinkableRecommendation, ...]:
    """The recommendations with these codes, in that order; a code that names none is left out."""
    wanted = select(Recommendation, Review).join(Review).where(col(Recommendation.code).in_(list(codes)))
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
    flags = [f"w{place}" for place in range(len(words))]
    looked = "".join(f", contains(search_text, ?)::INTEGER AS {flag}" for flag in flags)
    frequent = "".join(f", sum({flag}) AS s{flag}" for flag in flags)
    # A word that is nowhere, or nearly everywhere among many texts, weighs nothing.
    weights = [
        f"{flag} * CASE WHEN s{flag} = 0 OR (total > 40 AND s{flag} > {_COMMON} * total) THEN 0 "
        f"ELSE 1 + ln(total / s{flag}) END"
        for flag in flags
    ]
    telling = [f"({weight} > 0)::INTEGER" for weight in weights]
    supported = POSITIONS.index(Position.SUPPORTED)
    sql = " ".join(
        (
            f"WITH hit AS MATERIALIZED (SELECT id, n, position, theme, ({shared}) AS themes{looked}",
            f"FROM recommendation {conditions.where}),",
            f"frequency AS (SELECT count(*) AS total{frequent}",
            "FROM hit)",
            f"SELECT id, theme{''.join(f', {flag}' for flag in flags)}",
            "FROM hit, frequency",
            f"WHERE themes > 0 OR {' + '.join(telling) or '0'} >= 2",
            f"ORDER BY {_THEME_WEIGHT} * least(themes, 2) + {' + '.join(weights) or '0'}",
            f"+ {_SUPPORTED_WEIGHT} * (position = {supported})::INTEGER DESC, n LIMIT ?",
        )
    )
    return current.rows(sql, [*bits, *(f" {word} " for word in words), *conditions.parameters, limit])


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
