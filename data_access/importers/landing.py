"""Brings recommendations into the store in batches: adds the new, updates the changed, leaves the rest alone."""

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, delete, func, insert, select, text, update
from sqlmodel import Session, col

from data_access.codes import next_codes
from data_access.importers.reviews import Reviews
from data_access.importers.source_records import Reading, SourceRecommendation
from data_access.importers.terms import Terms
from data_access.models import (
    AffectedPersons,
    PositionChange,
    Recommendation,
    RecommendationPersons,
    RecommendationSdg,
    RecommendationTheme,
    RecommendingState,
    Table,
    Theme,
)
from domain.reviews import paragraph_sort_key
from domain.search import search_text
from domain.vocabulary import Position, RecordKind, Source

#: Rows that go to the store in one statement.
BATCH = 5_000

_LINK_TABLES = (RecommendingState, RecommendationTheme, RecommendationPersons, RecommendationSdg)
# All that the source says of the recommendation; where it stands in a file is no part of it.
_said = attrgetter(*(f.name for f in fields(SourceRecommendation) if f.name not in ("file", "row", "match_by_text")))


@dataclass(frozen=True, slots=True)
class _Held:
    """What the store holds of a recommendation, as far as an import compares it."""

    id: int
    content_key: str
    position: Position
    position_word: str


@dataclass(frozen=True, slots=True)
class _Landed:
    """A recommendation on its way into the store."""

    found: SourceRecommendation
    id: int
    review_id: int
    content_key: str
    before: _Held | None


class Landing:
    """Lands the recommendations of one import; the caller is inside `writing()`, which keeps other writers out."""

    def __init__(self, session: Session, source: Source, reading: Reading, at: datetime) -> None:
        """Prepare to land what `source` gives, all of it at the moment `at`."""
        self._session = session
        self._source = source
        self._reading = reading
        self._at = at
        self._reviews = Reviews(session, source, reading)
        self._themes = Terms(session, Theme)
        self._persons = Terms(session, AffectedPersons)
        self._last_id = session.scalar(select(func.max(col(Recommendation.id)))) or 0
        self._touched: set[int] = set()
        self.counts: Counter[str] = Counter()

    @property
    def landed_reviews(self) -> list[int]:
        """Numbers of the reviews that recommendations were landed in."""
        return self._reviews.landed

    def land(self, batch: Sequence[SourceRecommendation]) -> None:
        """Land one batch. Rows of a review that a higher-ranking source has taken over are skipped."""
        held = self._held(batch)
        landed = [one for found in batch if (one := self._compare(found, held)) is not None]
        added = [one for one in landed if one.before is None]
        changed = [one for one in landed if one.before is not None]
        self._add(added)
        self._change(changed)
        self._link(landed)
        self.counts["added"] += len(added)
        self.counts["updated"] += len(changed)

    def finish(self) -> None:
        """Let PostgreSQL's own numbering go on after the numbers given here."""
        if self._session.connection().dialect.name == "postgresql":
            self._session.execute(
                text("SELECT setval(pg_get_serial_sequence('recommendation', 'id'), :last)"),
                {"last": max(self._last_id, 1)},
            )

    def _compare(self, found: SourceRecommendation, held: dict[str, _Held]) -> _Landed | None:
        """What is to be written of a record; None where nothing is."""
        review_id = self._reviews.landing_in(found)
        if review_id is None:
            self._reading.skipped += 1
            return None
        content_key = _digest(found)
        before = held.get(found.source_key)
        if before is not None and before.id in self._touched:
            self._repeated(found, before.content_key == content_key)
            return None
        if before is None:
            self._last_id += 1
        number = before.id if before else self._last_id
        self._touched.add(number)
        held[found.source_key] = _Held(number, content_key, found.position, found.position_word)
        if before is not None and before.content_key == content_key:
            self.counts["unchanged"] += 1
            return None
        return _Landed(found, number, review_id, content_key, before)

    def _repeated(self, found: SourceRecommendation, same: bool) -> None:
        """Account for a record that this import has landed before, from another row."""
        if same:
            self._reading.merged += 1
        else:
            self._reading.reject(
                found.row, f"{found.source_key} stands in an earlier row too, and says something else", found.file
            )

    def _held(self, batch: Sequence[SourceRecommendation]) -> dict[str, _Held]:
        """What the store holds of the batch, by source key; first by that key, then by text where that is allowed."""
        keys = [found.source_key for found in batch]
        held = {row.source_key: _as_held(row) for row in self._select(col(Recommendation.source_key).in_(keys))}
        unheld = {
            (self._reviews.landing_in(found), found.text_key): found.source_key
            for found in batch
            if found.match_by_text and found.source_key not in held
        }
        if unheld:
            same_text = self._select(
                col(Recommendation.review_id).in_({review for review, _ in unheld if review is not None}),
                col(Recommendation.text_key).in_({key for _, key in unheld}),
                col(Recommendation.retired_at).is_(None),
            )
            by_text = {(row.review_id, row.text_key): row for row in same_text}
            times = Counter((row.review_id, row.text_key) for row in same_text)
            held |= {key: _as_held(by_text[place]) for place, key in unheld.items() if times[place] == 1}
        return held

    def _select(self, *conditions: ColumnElement[bool]) -> Sequence[Row[*tuple[Any, ...]]]:
        return (
            self._session.connection()
            .execute(
                select(
                    col(Recommendation.id),
                    col(Recommendation.source_key),
                    col(Recommendation.review_id),
                    col(Recommendation.text_key),
                    col(Recommendation.content_key),
                    col(Recommendation.position),
                    col(Recommendation.position_word),
                ).where(col(Recommendation.source) == self._source, *conditions)
            )
            .all()
        )

    def _add(self, added: Sequence[_Landed]) -> None:
        if added:
            codes = next_codes(self._session, RecordKind.RECOMMENDATION, len(added))
            rows = [
                {**self._columns(one), "id": one.id, "code": code, "added_at": self._at}
                for one, code in zip(added, codes, strict=True)
            ]
            self._session.connection().execute(insert(Recommendation), rows)

    def _change(self, changed: Sequence[_Landed]) -> None:
        """Write what changed, with the positions that were replaced; links are taken away, to be made anew."""
        if not changed:
            return
        connection = self._session.connection()
        of_one = update(Recommendation).where(col(Recommendation.id) == bindparam("number"))
        connection.execute(of_one, [{**self._columns(one), "number": one.id} for one in changed])
        for table in _LINK_TABLES:
            connection.execute(delete(table).where(col(table.recommendation_id).in_([one.id for one in changed])))
        replaced = [
            {
                "recommendation_id": one.id,
                "position": one.before.position,
                "position_word": one.before.position_word,
                "replaced_at": self._at,
            }
            for one in changed
            if one.before and one.before.position != one.found.position
        ]
        if replaced:
            connection.execute(insert(PositionChange), replaced)

    def _columns(self, one: _Landed) -> dict[str, object]:
        found = one.found
        return {
            "review_id": one.review_id,
            "kind": found.kind,
            "source": self._source,
            "source_key": found.source_key,
            "symbol": found.symbol,
            "paragraph": found.paragraph,
            "paragraph_sort": paragraph_sort_key(found.paragraph),
            "text": found.text,
            "text_key": found.text_key,
            "search_text": search_text(found.text),
            "language": found.language,
            "position": found.position,
            "position_word": found.position_word,
            "action": found.action,
            "published_on": found.published_on,
            "content_key": one.content_key,
        }

    def _link(self, landed: Sequence[_Landed]) -> None:
        """Write recommending States, themes, affected persons and goals, each table in the order of its key."""
        links: dict[type[Table], list[dict[str, object]]] = {table: [] for table in _LINK_TABLES}
        for one in landed:
            of_one, found = {"recommendation_id": one.id}, one.found
            links[RecommendingState] += [{**of_one, "iso3": iso3} for iso3 in found.recommending]
            links[RecommendationTheme] += [{**of_one, "theme_id": n} for n in self._themes.numbers(found.themes)]
            links[RecommendationPersons] += [{**of_one, "persons_id": n} for n in self._persons.numbers(found.persons)]
            links[RecommendationSdg] += [{**of_one, "goal": goal, "target": target} for goal, target in found.sdgs]
        for table, rows in links.items():
            if rows:
                self._session.connection().execute(insert(table), rows)


def _as_held(row: Row[*tuple[Any, ...]]) -> _Held:
    return _Held(row.id, row.content_key, row.position, row.position_word)


def _digest(found: SourceRecommendation) -> str:
    said = json.dumps(_said(found), default=str)
    return hashlib.sha1(said.encode(), usedforsecurity=False).hexdigest()
