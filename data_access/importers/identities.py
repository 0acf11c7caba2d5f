"""Which recommendation of the store a record of an import is: by its id, by an earlier id, or by what it says."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, exists, select
from sqlmodel import Session, col

from data_access.importers.source_records import SourceRecommendation
from data_access.models import Recommendation, SourceAlias
from domain.vocabulary import Position, Source

#: The review's number, the symbol, the paragraph and the text's key: where a recommendation stands, and what it says.
Standing = tuple[int | None, str, str, str]
ReviewOf = Callable[[SourceRecommendation], int | None]


class Held(NamedTuple):
    """What the store holds of a recommendation, as far as an import compares it."""

    id: int
    source_key: str
    content_key: str
    position: Position
    position_word: str


class Holdings(NamedTuple):
    """What the store holds of a batch: by the records' ids, and by standing for records whose ids it does not know."""

    by_key: dict[str, Held]
    by_standing: dict[Standing, list[Held]]


class Identities:
    """Looks up what the store holds of one source."""

    def __init__(self, session: Session, source: Source, review_of: ReviewOf) -> None:
        """Prepare to look up; review_of gives the number of a record's review."""
        self._session = session
        self._source = source
        self._review_of = review_of
        self._holds_some = session.scalar(select(exists().where(col(Recommendation.source) == source)))
        self._has_aliases = session.scalar(select(exists().where(col(SourceAlias.source) == source)))

    def standing(self, found: SourceRecommendation) -> Standing:
        """Where the record stands and what it says."""
        return self._review_of(found), found.symbol, found.paragraph, found.text_key

    def held(self, batch: Sequence[SourceRecommendation]) -> Holdings:
        """What the store holds of the batch."""
        if not self._holds_some:
            return Holdings({}, {})
        keys = [found.source_key for found in batch]
        by_key = {row.source_key: _held(row) for row in self._select(col(Recommendation.source_key).in_(keys))}
        if self._has_aliases:
            by_key |= self._by_alias([key for key in keys if key not in by_key])
        unknown = [found for found in batch if found.source_key not in by_key]
        same_text = self._same_text(unknown) if unknown else []
        by_key |= self._by_text([found for found in unknown if found.match_by_text], same_text)
        by_standing: dict[Standing, list[Held]] = defaultdict(list)
        # UPR Info has no ids to change: there a text with another response is another recommendation.
        for row in same_text if self._source is Source.UHRI else ():
            by_standing[row.review_id, row.symbol, row.paragraph, row.text_key].append(_held(row))
        return Holdings(by_key, by_standing)

    def _by_alias(self, keys: Sequence[str]) -> dict[str, Held]:
        """What is held under an earlier id, by the later ones."""
        aliases = select(col(SourceAlias.source_key), col(SourceAlias.recommendation_id)).where(
            col(SourceAlias.source) == self._source, col(SourceAlias.source_key).in_(keys)
        )
        numbers = {row.source_key: row.recommendation_id for row in self._session.connection().execute(aliases)}
        held = {row.id: _held(row) for row in self._select(col(Recommendation.id).in_({*numbers.values()}))}
        return {key: held[number] for key, number in numbers.items()}

    def _same_text(self, batch: Sequence[SourceRecommendation]) -> Sequence[Row[*tuple[Any, ...]]]:
        reviews = {review for found in batch if (review := self._review_of(found)) is not None}
        return self._select(
            col(Recommendation.review_id).in_(reviews),
            col(Recommendation.text_key).in_({found.text_key for found in batch}),
            col(Recommendation.retired_at).is_(None),
        )

    def _by_text(
        self, batch: Sequence[SourceRecommendation], same_text: Sequence[Row[*tuple[Any, ...]]]
    ) -> dict[str, Held]:
        """The one recommendation of the review with the record's text, for records that may be matched by it."""
        if not batch:
            return {}
        by_text = {(row.review_id, row.text_key): row for row in same_text}
        times = Counter((row.review_id, row.text_key) for row in same_text)
        places = {found.source_key: (self._review_of(found), found.text_key) for found in batch}
        return {key: _held(by_text[place]) for key, place in places.items() if times[place] == 1}

    def _select(self, *conditions: ColumnElement[bool]) -> Sequence[Row[*tuple[Any, ...]]]:
        chosen = select(
            col(Recommendation.id),
            col(Recommendation.source_key),
            col(Recommendation.review_id),
            col(Recommendation.symbol),
            col(Recommendation.paragraph),
            col(Recommendation.text_key),
            col(Recommendation.content_key),
            col(Recommendation.position),
            col(Recommendation.position_word),
        ).where(col(Recommendation.source) == self._source, *conditions)
        return self._session.connection().execute(chosen.order_by(col(Recommendation.id))).all()


def _held(row: Row[*tuple[Any, ...]]) -> Held:
    return Held(row.id, row.source_key, row.content_key, row.position, row.position_word)
