"""Brings recommendations into the store in batches: adds the new, updates the changed, leaves the rest alone."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import bindparam, delete, func, insert, select, text, update
from sqlmodel import Session, col

from data_access.importers.bulk_insert import Values, insert_rows
from data_access.importers.identities import Held, Holdings, Identities, Standing
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
from data_access.store.codes import next_codes
from domain.reviews import paragraph_sort_key
from domain.search.query import search_text
from domain.vocabulary import RecordKind, Source

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


_STANDS_TWICE = (
    "the same symbol, paragraph and text stand in an earlier row under another id, with another position, "
    "other States or other themes; both are kept, correct one of them"
)


class _Upserted(NamedTuple):
    """A recommendation on its way into the store."""

    found: SourceRecommendation
    id: int
    review_id: int | None
    content_key: str
    before: Held | None


class _Twin(NamedTuple):
    """The first record of this import that stands somewhere and says something, under its first id."""

    source_key: str
    content_key: str
    id: int


class RecommendationUpsert:
    """Lands the recommendations of one import; the caller is inside `writing()`, which keeps other writers out."""

    def __init__(self, session: Session, source: Source, reading: Reading, at: datetime) -> None:
        """Prepare to land what `source` gives, all of it at the moment `at`."""
        self._session = session
        self._source = source
        self._reading = reading
        self._at = at
        self._reviews = Reviews(session, source)
        self._identities = Identities(session, source, self._reviews.landing_in)
        self._themes = Terms(session, Theme, reading)
        self._persons = Terms(session, AffectedPersons, reading)
        self._last_id = session.scalar(select(func.max(col(Recommendation.id)))) or 0
        self._content_keys: dict[str, str] = {}
        self._twins: dict[Standing, _Twin] = {}
        self._taken: set[int] = set()
        self._reissued: list[SourceRecommendation] = []
        self._aliases: list[Values] = []
        self.counts: Counter[str] = Counter()

    @property
    def reviews(self) -> list[int]:
        """Numbers of the reviews that recommendations were landed in."""
        return self._reviews.landed

    def apply(self, batch: Sequence[SourceRecommendation]) -> None:
        """Land one batch. Rows of a review that a higher-ranking source has taken over are skipped."""
        batch = [found for found in batch if self._is_first(found)]
        held = self._identities.held(batch)
        self._write([one for found in batch if (one := self._compare(found, held)) is not None])

    def finish(self) -> None:
        """Land what waited for all ids to be known, and let PostgreSQL's own numbering go on after these numbers."""
        for start in range(0, len(self._reissued), BATCH):
            batch = self._reissued[start : start + BATCH]
            held = self._identities.held(batch)
            self._write([one for found in batch if (one := self._settle(found, held)) is not None])
        if self._session.connection().dialect.name == "postgresql":
            self._session.execute(
                text("SELECT setval(pg_get_serial_sequence('recommendation', 'id'), :last)"),
                {"last": max(self._last_id, 1)},
            )

    def _is_first(self, found: SourceRecommendation) -> bool:
        """Whether the record is to be landed: not of another source's review, and not a repetition."""
        if conflict := self._reviews.conflict(found):
            if self._reviews.landing_in(found) is None:
                self._reading.skip(conflict)
                return False
            self._reading.note(conflict, found.place)
        content_key = _digest(found)
        earlier = self._content_keys.setdefault(found.source_key, content_key)
        if earlier is content_key:
            return True
        if earlier == content_key:
            self._reading.merged += 1
        else:
            reason = f"{found.source_key} stands in an earlier row too, and says something else. Give each its own id"
            self._reading.reject(reason, found.place)
        return False

    def _compare(self, found: SourceRecommendation, held: Holdings) -> _Upserted | None:
        """What is to be written of a record; None where nothing is, or where it waits for the end."""
        standing = self._identities.standing(found)
        before = held.by_key.get(found.source_key)
        if self._is_twin(found, standing, before):
            return None
        if before is None and (same := held.by_standing.get(standing)):
            before = next((one for one in same if found.paragraph and _says_the_same(found, one)), None)
            if before is None:
                # Only the end of the import tells whether the one on record stands in it under its own id.
                self._reissued.append(found)
                return None
            return self._landed(found, standing, before, reissued=True)
        return self._landed(found, standing, before)

    def _settle(self, found: SourceRecommendation, held: Holdings) -> _Upserted | None:
        """What is to be written of a record with a new id that stands, and says, where and what one on record does."""
        standing = self._identities.standing(found)
        if self._is_twin(found, standing, None):
            return None
        same = held.by_standing.get(standing, [])
        free = (one for one in same if one.source_key not in self._content_keys and one.id not in self._taken)
        return self._landed(found, standing, next(free, None), reissued=True)

    def _is_twin(self, found: SourceRecommendation, standing: Standing, before: Held | None) -> bool:
        """Whether another record of this import stands there and says the same; it is counted once, and noted."""
        twin = self._twins.get(standing) if found.paragraph else None
        if twin is None:
            return False
        if _digest(found._replace(source_key=twin.source_key)) != twin.content_key:
            if before is None or before.id != twin.id:
                self._reading.note(_STANDS_TWICE, found.place)
            return False
        if before is not None and before.id != twin.id:
            self._reading.note("stands in an earlier row too, under another id; both are on record", found.place)
            return False
        self._reading.merged += 1
        self._reading.note("stands in an earlier row too, under another id; counted once", found.place)
        if before is None:
            self._aliases.append((self._source, found.source_key, twin.id))
        return True

    def _landed(
        self, found: SourceRecommendation, standing: Standing, before: Held | None, *, reissued: bool = False
    ) -> _Upserted | None:
        """What is to be written of a record; None where it is as the store holds it."""
        review_id, content_key = standing[0], self._content_keys[found.source_key]
        if before is None:
            self._last_id += 1
        elif before.source_key != found.source_key and not found.match_by_text:
            if reissued:
                self._aliases.append((self._source, found.source_key, before.id))
                self._reading.note("stands in the store under another id; taken for the same", found.place)
            # It keeps the id under which it came first, so that files with either id find it unchanged.
            found = found._replace(source_key=before.source_key)
            content_key = _digest(found)
            self._taken.add(before.id)
        number = self._last_id if before is None else before.id
        if found.paragraph:
            self._twins.setdefault(standing, _Twin(found.source_key, content_key, number))
        if before is not None and before.content_key == content_key:
            self.counts["unchanged"] += 1
            return None
        return _Upserted(found, number, review_id, content_key, before)

    def _write(self, landed: Sequence[_Upserted]) -> None:
        added = [one for one in landed if one.before is None]
        changed = [one for one in landed if one.before is not None]
        self._add(added)
        self._change(changed)
        self._link(landed)
        self.counts["added"] += len(added)
        self.counts["updated"] += len(changed)
        columns = ("source", "source_key", "recommendation_id")
        insert_rows(self._session.connection(), _tables["source_alias"], columns, self._aliases)
        self._aliases = []

    def _add(self, added: Sequence[_Upserted]) -> None:
        codes = next_codes(self._session, RecordKind.RECOMMENDATION, len(added)) if added else []
        columns = ("id", "code", "added_at", *_COLUMNS)
        rows = [(one.id, code, self._at, *self._values(one)) for one, code in zip(added, codes, strict=True)]
        insert_rows(self._session.connection(), _tables["recommendation"], columns, rows)

    def _change(self, changed: Sequence[_Upserted]) -> None:
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

    def _values(self, one: _Upserted) -> Values:
        """The values of _COLUMNS."""
        found = one.found
        return (
            *(one.review_id, self._source, one.content_key),
            *(paragraph_sort_key(found.paragraph), search_text(found.text)),
            *_copied(found),
        )

    def _link(self, landed: Sequence[_Upserted]) -> None:
        """Write recommending States, themes, affected persons and goals, each table in the order of its key."""
        self._themes.learn(one.found.themes for one in landed)
        self._persons.learn(one.found.persons for one in landed)
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


def _says_the_same(found: SourceRecommendation, held: Held) -> bool:
    """Whether a record says what the store holds, but for its id."""
    return _digest(found._replace(source_key=held.source_key)) == held.content_key


def _digest(found: SourceRecommendation) -> str:
    """A digest of all that the source says; where it stands in a file is no part of it."""
    said = "\x1f".join(map(str, _copied(found)))
    lists = "\x1f".join(map("\x1e".join, (found.recommending, found.themes, found.persons)))
    whole = f"{found.iso3}\x1f{found.session}\x1f{said}\x1f{lists}\x1f{found.sdgs}"
    return hashlib.sha1(whole.encode(), usedforsecurity=False).hexdigest()
