"""One review has one source of record: a higher-ranking source retires what lower ones gave, and takes their links."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Row, bindparam, delete, insert, select, update
from sqlmodel import Session, col

from data_access import models
from data_access.importers.reviews import lower_ranking
from data_access.models import Recommendation
from domain.vocabulary import RecordKind, Source

_REVIEWS_AT_ONCE = 200
_NUMBERS_AT_ONCE = 5_000

_tables = models.Table.metadata.tables
#: Columns that name the contribution in each table that links contributions to recommendations.
_OWNERS: tuple[Column[int], ...] = (
    _tables["activity_recommendation"].c.activity_id,
    _tables["request_recommendation"].c.request_id,
    _tables["good_practice_recommendation"].c.good_practice_id,
)

#: Numbers of a contribution and of a recommendation.
Link = tuple[int, int]


class Supersession:
    """What became of lower-ranking sources' recommendations in one import.

    retired: how many were retired. unmatched: codes of those that keep links because the new source does not hold
    their text. links_moved: how many links went over to a matching recommendation.
    """

    def __init__(self, session: Session, source: Source, at: datetime) -> None:
        """Prepare to let `source` supersede, at the moment `at`."""
        self._connection = session.connection()
        self._source = source
        self._at = at
        self.retired = 0
        self.unmatched: list[str] = []
        self.links_moved = 0

    def supersede(self, reviews: Sequence[int]) -> None:
        """Retire the lower-ranking sources' recommendations of these reviews, which `source` has landed in.

        Those that an earlier import retired without finding their text are looked for again.
        """
        unsettled = col(Recommendation.superseded_by).is_(None)
        counting = col(Recommendation.retired_at).is_(None)
        for chunk in _chunks(reviews, _REVIEWS_AT_ONCE):
            old = self._recommendations(chunk, lower_ranking(self._source), unsettled)
            if old:
                self._retire(old, _first_by_text(self._recommendations(chunk, (self._source,), counting)))

    def _recommendations(
        self, reviews: Sequence[int], sources: Sequence[Source], condition: ColumnElement[bool]
    ) -> Sequence[Row[*tuple[Any, ...]]]:
        """Recommendations of these reviews and sources, in the order of their paragraphs."""
        chosen = (
            select(
                col(Recommendation.id),
                col(Recommendation.code),
                col(Recommendation.review_id),
                col(Recommendation.text_key),
                col(Recommendation.retired_at),
            )
            .where(
                col(Recommendation.review_id).in_(reviews),
                col(Recommendation.source).in_(sources),
                condition,
                # What a State committed itself to here belongs to no source's list of a review.
                col(Recommendation.source_key).not_like(f"{RecordKind.COMMITMENT.code_prefix}-%"),
            )
            .order_by(col(Recommendation.paragraph_sort), col(Recommendation.id))
        )
        return self._connection.execute(chosen).all()

    def _retire(self, old: Sequence[Row[*tuple[Any, ...]]], new: Mapping[tuple[int, str], int]) -> None:
        successors: dict[int, int | None] = {row.id: new.get((row.review_id, row.text_key)) for row in old}
        written = [
            {"number": row.id, "successor": successors[row.id], "at": row.retired_at or self._at}
            for row in old
            if row.retired_at is None or successors[row.id] is not None
        ]
        if written:
            self._connection.execute(
                update(Recommendation)
                .where(col(Recommendation.id) == bindparam("number"))
                .values(retired_at=bindparam("at"), superseded_by=bindparam("successor")),
                written,
            )
        linked = self._hand_on_links(successors)
        retired_now = [row for row in old if row.retired_at is None]
        self.retired += len(retired_now)
        self.unmatched += [row.code for row in retired_now if row.id in linked and successors[row.id] is None]

    def _hand_on_links(self, successors: Mapping[int, int | None]) -> set[int]:
        """Give links to the successors, each once; returns the numbers of all that had links."""
        linked: set[int] = set()
        matched = {number: successor for number, successor in successors.items() if successor is not None}
        for owner in _OWNERS:
            for numbers in _chunks(list(successors), _NUMBERS_AT_ONCE):
                held = self._links(owner, numbers)
                linked.update(number for _, number in held)
                moving = [link for link in held if link[1] in matched]
                wanted = {(contribution, matched[number]) for contribution, number in moving}
                there = self._links(owner, {number for _, number in wanted})
                self._replace_links(owner, moving, sorted(wanted.difference(there)))
        return linked

    def _links(self, owner: Column[int], numbers: Collection[int]) -> list[Link]:
        recommendation: Column[int] = owner.table.c.recommendation_id
        found = self._connection.execute(select(owner, recommendation).where(recommendation.in_(numbers)))
        return [(contribution, number) for contribution, number in found]

    def _replace_links(self, owner: Column[int], old: Sequence[Link], new: Sequence[Link]) -> None:
        table = owner.table
        if old:
            this = (owner == bindparam("contribution")) & (table.c.recommendation_id == bindparam("number"))
            self._connection.execute(delete(table).where(this), [{"contribution": c, "number": n} for c, n in old])
        if new:
            rows = [{owner.name: contribution, "recommendation_id": number} for contribution, number in new]
            self._connection.execute(insert(table), rows)
        self.links_moved += len(old)


def _first_by_text(rows: Sequence[Row[*tuple[Any, ...]]]) -> dict[tuple[int, str], int]:
    """The first recommendation of each review and text."""
    first: dict[tuple[int, str], int] = {}
    for row in rows:
        first.setdefault((row.review_id, row.text_key), row.id)
    return first


def _chunks(values: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]
