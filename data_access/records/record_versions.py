"""What is kept of each change: the record's content in that version, and one entry of history."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session

from data_access.models import (
    RecordVersion,
)
from data_access.records.draft_json import content_digest, draft_to_json
from data_access.store.history import Family, now, record_history
from domain.people.permissions import Actor, Verb
from domain.records.drafts import AnyDraft
from domain.vocabulary import RecordKind


def keep_version(
    session: Session, actor: Actor, kind: RecordKind, code: str, version: int, draft: AnyDraft, at: datetime | None
) -> dict[str, Any]:
    """Keep what a record says in this version; returns what the version's history entry says of it.

    With the digest, the number and the moment there, `verify` finds whatever is changed in the version later.
    """
    content, moment = draft_to_json(kind, draft), (at or now()).astimezone(UTC)
    session.add(RecordVersion(record_code=code, version=version, content=content, actor=actor.name, at=moment))
    return {"content": content_digest(content), "version": version, "written": moment.isoformat()}


def write_history(
    session: Session,
    actor: Actor,
    verb: Verb,
    kind: RecordKind,
    code: str,
    *,
    at: datetime | None,
    detail: Mapping[str, Any] | None = None,
) -> str:
    """Write the command's one history entry and give the record's code back."""
    # While it is public a commitment stands among the recommendations, which readers watch by themselves.
    family = Family.RECOMMENDATIONS if kind is RecordKind.COMMITMENT else Family.CONTRIBUTIONS
    record_history(session, actor.name, verb.value, family, kind=kind, code=code, detail=detail, at=at)
    return code
