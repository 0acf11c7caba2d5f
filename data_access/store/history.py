"""Append-only history: each transaction's entries, chained by digest, and the data versions that they move on."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import insert, update
from sqlmodel import Session, col, select

from data_access.models import DataVersion, HistoryEntry
from domain.vocabulary import RecordKind

#: What stands before the first entry.
GENESIS = "0" * 64


class Family(StrEnum):
    """Families of tables whose version readers watch."""

    #: The history itself: the number of the last entry of all.
    HISTORY = "history"
    #: Reviews, recommendations, themes.
    RECOMMENDATIONS = "recommendations"
    #: Organizations, activities, requests, offers, good practices, consent.
    CONTRIBUTIONS = "contributions"
    #: People, their roles and their accounts; no figure depends on them.
    PEOPLE = "people"


#: Where the history stands: the number of the last entry, and its digest, None before the first.
_LAST_ENTRY = (
    select(DataVersion.number, HistoryEntry.digest)
    .join(HistoryEntry, col(HistoryEntry.number) == col(DataVersion.number), isouter=True)
    .where(DataVersion.family == Family.HISTORY.value)
)


def now() -> datetime:
    """The present moment in UTC, to the second, as history writes it."""
    return datetime.now(UTC).replace(microsecond=0)


def record_history(
    session: Session,
    actor: str,
    action: str,
    family: Family,
    *,
    kind: RecordKind | None = None,
    code: str = "",
    detail: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> HistoryEntry:
    """Add one entry to the open write transaction and move the family's data version on.

    detail must be JSON; it never holds personal data. The caller is inside `writing()`.
    """
    connection = session.connection()
    last, digest = connection.execute(_LAST_ENTRY).one()
    entry = HistoryEntry(
        number=last + 1,
        at=at or now(),
        actor=actor,
        action=action,
        record_kind=kind,
        record_code=code,
        detail=json.dumps(detail or {}, sort_keys=True, ensure_ascii=False, default=str),
        previous_digest=digest or GENESIS,
        digest="",
    )
    entry.digest = entry_digest(entry)
    session.flush()
    connection.execute(insert(HistoryEntry), [entry.model_dump()])
    moved = col(DataVersion.family).in_([Family.HISTORY.value, family.value])
    connection.execute(update(DataVersion).where(moved).values(number=entry.number))
    return entry


def entry_digest(entry: HistoryEntry) -> str:
    """SHA-256 of all that the entry says and of the digest before it."""
    kind = entry.record_kind.value if entry.record_kind else ""
    said = [entry.number, entry.at.astimezone(UTC).isoformat(), entry.actor, entry.action, kind, entry.record_code]
    return hashlib.sha256(json.dumps([*said, entry.detail, entry.previous_digest]).encode()).hexdigest()


def broken_links(session: Session) -> Iterator[str]:
    """Say each place where the history's chain does not hold: a changed, missing or added entry."""
    expected_number, previous = 1, GENESIS
    for entry in session.exec(select(HistoryEntry).order_by(col(HistoryEntry.number))).yield_per(1000):
        if entry.number != expected_number:
            yield f"history entry {expected_number} is missing"
        if entry.previous_digest != previous or entry.digest != entry_digest(entry):
            yield f"history entry {entry.number} was changed after it was written"
        expected_number, previous = entry.number + 1, entry.digest
    version = session.get(DataVersion, Family.HISTORY.value)
    if version is None or version.number != expected_number - 1:
        yield f"the history ends at entry {expected_number - 1}, not where the data version says"
