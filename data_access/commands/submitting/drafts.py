"""Keep what somebody is writing, so that it is there again on another machine; only that person ever sees it."""

import json
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import Session, select

from data_access.models import Draft, Person
from data_access.records.permission_checks import require_permission
from data_access.store.engine import Queue, writing
from data_access.store.errors import Conflict, Invalid, NotAllowed, NotFound
from data_access.store.history import now
from domain.people.permissions import Actor, Verb
from domain.records.draft_problems import Flaw, Problem
from domain.vocabulary import RecordKind

#: Characters of a draft as JSON; no form can hold more that is worth keeping.
LONGEST_DRAFT = 400_000
MOST_DRAFTS = 200
#: No store can keep half a character; control characters are escaped in JSON.
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class DraftSaved:
    """Where a draft is kept: its name in addresses, and its version, which the next save names."""

    key: str
    version: int


def save_draft(
    actor: Actor,
    kind: RecordKind,
    content: Mapping[str, object],
    *,
    key: str = "",
    version: int = 0,
    revises: tuple[str, int] | None = None,
) -> DraftSaved:
    """Keep what a form holds. Without a key it is a new draft; with one, the draft in the version that the form read.

    content: what JSON can hold, by field. revises: code and version of the record that it gives new content to; of a
    draft that is kept already, the version that the person has read by now. A draft of a new record may become one
    that revises a record, never the other way round.
    No history is written: a draft is its writer's own. Raises NotAllowed, NotFound, Invalid, and Conflict where the
    draft was saved from elsewhere in the meantime.
    """
    require_permission(actor, Verb.SAVE_DRAFT, person=actor.name)
    written = json.dumps(dict(content), ensure_ascii=False)
    if _HALF_CHARACTER.search(written):
        raise Invalid("This draft holds a character that cannot be written.", "content")
    if len(written) > LONGEST_DRAFT:
        told = f"This draft has {len(written)} characters; {LONGEST_DRAFT} is the most."
        raise Invalid(told, "content", Problem("content", told, Flaw.TOO_LONG, str(LONGEST_DRAFT)))
    with writing(Queue.DRAFTS) as session:
        if not key:
            return _new(session, actor, kind, written, revises)
        row = _own(session, actor, key)
        if row.version != version:
            raise Conflict("This draft was saved from elsewhere in the meantime.")
        row.content, row.version, row.updated_at = written, version + 1, now()
        if revises and row.record_code in {"", revises[0]}:
            row.record_code, row.record_version = revises
        session.add(row)
        return DraftSaved(row.key, row.version)


def discard_draft(actor: Actor, key: str) -> str:
    """Throw a draft away; returns its key. Raises NotAllowed, NotFound."""
    require_permission(actor, Verb.DISCARD_DRAFT, person=actor.name)
    with writing(Queue.DRAFTS) as session:
        session.delete(_own(session, actor, key))
        return key


def end_draft(session: Session, actor: Actor, key: str, version: int) -> None:
    """Put a draft aside that became a record, within an open transaction.

    One that was saved from elsewhere in the meantime stays: what is in it was not handed in.
    """
    wanted = select(Draft).join(Person).where(Draft.key == key, Person.code == actor.name)
    # Waits for whoever saves it just now, and then sees that version.
    row = session.exec(wanted.with_for_update(of=Draft)).one_or_none()
    if row is not None and row.version == version:
        session.delete(row)


def _new(session: Session, actor: Actor, kind: RecordKind, written: str, revises: tuple[str, int] | None) -> DraftSaved:
    person = session.exec(select(Person).where(Person.code == actor.name)).one_or_none()
    if person is None or person.id is None:
        raise NotAllowed("Drafts belong to people; a process has none.")
    held = session.exec(select(Draft.id).where(Draft.person_id == person.id).limit(MOST_DRAFTS)).all()
    if len(held) >= MOST_DRAFTS:
        raise Invalid(f"There are {MOST_DRAFTS} drafts already; send or discard some of them.", "content")
    code, version = revises or ("", 0)
    row = Draft(
        key=secrets.token_urlsafe(16),
        person_id=person.id,
        kind=kind,
        content=written,
        created_at=now(),
        updated_at=now(),
        record_code=code,
        record_version=version,
    )
    session.add(row)
    return DraftSaved(row.key, 1)


def _own(session: Session, actor: Actor, key: str) -> Draft:
    """The actor's draft; anybody else's does not exist."""
    row = session.exec(select(Draft).join(Person).where(Draft.key == key, Person.code == actor.name)).one_or_none()
    if row is None:
        raise NotFound("There is no such draft; it may have been sent or discarded.")
    return row
