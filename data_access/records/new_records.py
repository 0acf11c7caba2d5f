"""A new record's columns, and the rows that hang on it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypedDict

from sqlalchemy import insert
from sqlmodel import Session, delete

from data_access.models import (
    Organization,
    StoreFact,
    Table,
)
from data_access.records.lookups import row_id
from data_access.store.codes import next_codes
from data_access.store.history import now
from domain.people.permissions import Actor, Role
from domain.records.drafts import ContributionDraft
from domain.vocabulary import EditorialState, RecordKind, Source

LONGEST_SUBMISSION_ID = 60
#: The fact that marks a store with invented content.
DEMONSTRATION = "demonstration"


class NewColumns(TypedDict):
    """The columns that every new contribution has."""

    code: str
    title: str
    summary: str
    source: Source
    source_key: str | None
    source_url: str
    publisher_id: int
    editorial_state: EditorialState
    submission_id: str
    version: int
    created_at: datetime
    updated_at: datetime
    published_at: datetime | None


def source_of(session: Session, actor: Actor, wanted: Source) -> Source:
    """Where a new record comes from. Only imports say so themselves; in a demonstration all that is entered is one."""
    if wanted is not Source.ENTERED and actor.roles & {Role.OPERATOR, Role.STEWARD}:
        return wanted
    return Source.DEMONSTRATION if session.get(StoreFact, DEMONSTRATION) else Source.ENTERED


def new_columns(
    session: Session,
    actor: Actor,
    kind: RecordKind,
    draft: ContributionDraft,
    publisher: Organization,
    submission_id: str,
    at: datetime | None,
) -> NewColumns:
    """The columns that every new contribution has, with a new code, as submitted."""
    moment = at or now()
    return NewColumns(
        code=next_codes(session, kind, 1)[0],
        title=draft.title.strip(),
        summary=draft.summary.strip(),
        source=source_of(session, actor, draft.source),
        source_key=draft.source_key,
        source_url=draft.source_url,
        publisher_id=row_id(publisher),
        editorial_state=EditorialState.SUBMITTED,
        submission_id=submission_id,
        version=1,
        created_at=moment,
        updated_at=moment,
        published_at=None,
    )


def write_links(
    session: Session, table: type[Table], owner: Mapping[str, int], column: str, values: Iterable[object]
) -> None:
    """Add one row of a link table for each value."""
    insert_rows(session, table, [{**owner, column: value} for value in values])


def insert_rows(session: Session, table: type[Table], rows: list[dict[str, Any]]) -> None:
    """Write rows that nothing in this transaction reads as objects, all at once."""
    if rows:
        session.connection().execute(insert(table), rows)


def delete_links(session: Session, owner: Mapping[str, int], *tables: type[Table]) -> None:
    """Take the owner's rows out of link tables, to write them anew."""
    for table in tables:
        session.execute(delete(table).where(*(getattr(table, column) == value for column, value in owner.items())))
