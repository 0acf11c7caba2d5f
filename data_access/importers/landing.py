"""Brings recommendations into the store in batches: adds the new, updates the changed, leaves the rest alone."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Row, bindparam, delete, exists, func, insert, select, text, update
from sqlmodel import Session, col

from data_access.codes import next_codes
from data_access.importers.bulk_insert import Values, insert_rows
from data_access.importers.reviews import Reviews
from data_access.importers.source_records import Reading, SourceRecommendation
from data_access.importers.terms import Terms
from data_access.models import (
    AffectedPersons,
    PositionChange,
    Recommendation,
    Table,
    Theme,
)
from domain.reviews import paragraph_sort_key
from domain.search import search_text
from domain.vocabulary import Position, RecordKind, Source

#: Rows that go to the store in one statement.
BATCH = 5_000

_tables = Table.metadata.tables
_LINK_TABLES = ("recommending_state", "recommendation_theme", "recommendation_persons", "recommendation_sdg")
# Columns that hold what the record says as it says it, and before them those that are made from it.
_COPIED = (
    *("kind", "source_key", "symbol", "paragraph", "text", "text_key", "language"),
    *("position", "position_word", "action", "published_on"),
)
_copied = attrgetter(*_COPIED)
_COLUMNS = ("review_id", "source", "content_key", "paragraph_sort", "search_text", *_COPIED)


class _Held(NamedTuple):
    """What the store holds of a recommendation, as far as an import compares it."""

    id: int
    content_key: str
    position: Position
    position_word: str


class _Landed(NamedTuple):
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
        self._holds_some = session.scalar(select(exists().where(col(Recommendation.source) == source)))
        self._content_keys: dict[str, str] = {}
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
        earlier = self._content_keys.setdefault(found.source_key, content_key)
        if earlier is not content_key:
            self._repeated(found, earlier == content_key)
            return None
        before = held.get(found.source_key)
        if before is None:
            self._last_id += 1
            return _Landed(found, self._last_id, review_id, content_key, None)
        if before.content_key == content_key:
            self.counts["unchanged"] += 1
            return None
        return _Landed(found, before.id, review_id, content_key, before)

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
        if not self._holds_some:
            return {}
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
        codes = next_codes(self._session, RecordKind.RECOMMENDATION, len(added)) if added else []
        columns = ("id", "code", "added_at", *_COLUMNS)
        rows = [(one.id, code, self._at, *self._values(one)) for one, code in zip(added, codes, strict=True)]
        insert_rows(self._session.connection(), _tables["recommendation"], columns, rows)

    def _change(self, changed: Sequence[_Landed]) -> None:
        """Write what changed, with the positions that were replaced; links are taken away, to be made anew."""
        if not changed:
            return
        connection = self._session.connection()
        of_one = update(Recommendation).where(col(Recommendation.id) == bindparam("number"))
        connection.execute(
            of_one, [dict(zip(_COLUMNS, self._values(one), strict=True), number=one.id) for one in changed]
        )
        for table in map(_tables.__getitem__, _LINK_TABLES):
            connection.execute(delete(table).where(table.c.recommendation_id.in_([one.id for one in changed])))
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

    def _values(self, one: _Landed) -> Values:
        """The values of _COLUMNS."""
        found = one.found
        return (
            *(one.review_id, self._source, one.content_key),
            *(paragraph_sort_key(found.paragraph), search_text(found.text)),
            *_copied(found),
        )

    def _link(self, landed: Sequence[_Landed]) -> None:
        """Write recommending States, themes, affected persons and goals, each table in the order of its key."""
        states: list[Values] = []
        themes: list[Values] = []
        persons: list[Values] = []
        goals: list[Values] = []
        for one in landed:
            found, number = one.found, one.id
            states += [(number, iso3) for iso3 in found.recommending]
            themes += [(number, theme) for theme in self._themes.numbers(found.themes)]
            persons += [(number, group) for group in self._persons.numbers(found.persons)]
            goals += [(number, goal, target) for goal, target in found.sdgs]
        connection = self._session.connection()
        insert_rows(connection, _tables["recommending_state"], ("recommendation_id", "iso3"), states)
        insert_rows(connection, _tables["recommendation_theme"], ("recommendation_id", "theme_id"), themes)
        insert_rows(connection, _tables["recommendation_persons"], ("recommendation_id", "persons_id"), persons)
        insert_rows(connection, _tables["recommendation_sdg"], ("recommendation_id", "goal", "target"), goals)


def _as_held(row: Row[*tuple[Any, ...]]) -> _Held:
    return _Held(row.id, row.content_key, row.position, row.position_word)


def _digest(found: SourceRecommendation) -> str:
    """A digest of all that the source says; where it stands in a file is no part of it."""
    said = "\x1f".join(map(str, _copied(found)))
    lists = "\x1f".join(map("\x1e".join, (found.recommending, found.themes, found.persons)))
    whole = f"{found.iso3}\x1f{found.session}\x1f{said}\x1f{lists}\x1f{found.sdgs}"
    return hashlib.sha1(whole.encode(), usedforsecurity=False).hexdigest()
