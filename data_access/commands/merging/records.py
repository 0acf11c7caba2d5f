"""Merge two records that tell of the same, undo that, and say that two that look alike are not the same."""

import json
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from data_access.commands.merging.links import move_links, remember_merge, take_links_back
from data_access.commands.merging.organizations import undo_organization_merge
from data_access.commands.review import take_back
from data_access.models import Commitment, Merge, NotTheSame, Offer, Request
from data_access.records.consents import consents, publish_if_agreed
from data_access.records.loading import LoadedRecord, load, load_for_update, save_change
from data_access.records.lookups import organization
from data_access.records.merge_sides import side_of
from data_access.records.permission_checks import require_permission
from data_access.records.record_versions import write_history
from data_access.records.shown_commitments import show_or_hide
from data_access.store.engine import writing
from data_access.store.errors import Conflict, Invalid, NotFound
from data_access.store.history import now
from domain.people.permissions import Actor, Verb
from domain.records.draft_problems import can_be_code
from domain.records.merging import obstacles
from domain.vocabulary import ConsentStatus, EditorialState, OfferStatus, RecordKind, RequestStatus


def merge_records(
    actor: Actor, code: str, version: int, duplicate: str, duplicate_version: int, *, at: datetime | None = None
) -> str:
    """Let one record stand for two of the same kind: the duplicate is withdrawn and leads to the record that stays.

    Nothing becomes less public by it, as `domain.records.merging.obstacles` says, else Conflict. Links to
    recommendations go over where the State that they are about consented to both, so that nothing becomes public that
    it has not seen. `undo_merge` takes all of it back. Raises NotFound, NotAllowed, Invalid, Conflict.
    """
    verb = Verb.MERGE_RECORDS
    with writing() as session:
        kept = load_for_update(session, actor, verb, code, version)
        dropped = load_for_update(session, actor, verb, duplicate, duplicate_version)
        if code == duplicate or kept.kind is not dropped.kind:
            raise Invalid("A record is merged with another one of the same kind.", "duplicate")
        if found := obstacles(side_of(session, kept), side_of(session, dropped)):
            raise Conflict(f"{duplicate} cannot be merged into {code}: {', '.join(one.hindrance for one in found)}.")
        stood = _where_it_stands(dropped)
        moved = move_links(session, kept, dropped)
        take_back(session, dropped, at)
        dropped.row.merged_into = code
        remember_merge(session, actor, kept.kind, code, duplicate, {**stood, **moved}, at)
        save_change(session, actor, verb, dropped, at=at, detail={"into": code})
        return save_change(session, actor, verb, kept, at=at, detail={"from": duplicate, **moved})


def undo_merge(actor: Actor, duplicate: str, *, at: datetime | None = None) -> str:
    """Let a merged record, or organization, stand by itself again, with all that had gone over.

    A consent that its State took back from the record that stayed is not given back to the other one.
    Raises NotAllowed, NotFound where this one is not merged, or not by a merge that can be undone, and Conflict where
    the one that stayed was merged into a third since.
    """
    verb = Verb.UNDO_MERGE
    require_permission(actor, verb)
    with writing() as session:
        merge = _last_merge(session, duplicate)
        moved: dict[str, Any] = json.loads(merge.moved)
        merge.undone_at = at or now()
        if merge.kind is RecordKind.ORGANIZATION:
            undo_organization_merge(session, merge.kept, duplicate, moved)
        else:
            kept, dropped = load(session, merge.kept), load(session, duplicate)
            if kept.row.merged_into:
                raise Conflict(f"{merge.kept} was merged itself since; undo that first.")
            taken = take_links_back(session, kept, dropped, moved)
            dropped.row.merged_into = ""
            _stand_again(session, actor, kept, dropped, moved, at)
            save_change(session, actor, verb, kept, at=at, detail={"from": duplicate, **taken})
            return save_change(session, actor, verb, dropped, at=at, detail={"into": merge.kept})
        write_history(session, actor, verb, merge.kind, merge.kept, at=at, detail={"from": duplicate})
        return write_history(session, actor, verb, merge.kind, duplicate, at=at, detail={"into": merge.kept})


def say_not_the_same(actor: Actor, code: str, other: str, *, at: datetime | None = None) -> str:
    """Remember that two records of a kind, or two organizations, are two; the pair is proposed no more.

    Saying it again changes nothing. Raises NotFound, NotAllowed, Invalid.
    """
    verb = Verb.SAY_NOT_THE_SAME
    require_permission(actor, verb)
    with writing() as session:
        kind = _kind_of(session, code)
        if code == other or kind is not _kind_of(session, other):
            raise Invalid("Two of the same kind can be told apart, no others.", "other")
        first, second = sorted((code, other))
        if session.get(NotTheSame, (first, second)) is None:
            session.add(NotTheSame(first=first, second=second, actor=actor.name, said_at=at or now()))
            for one, another in ((other, code), (code, other)):
                write_history(session, actor, verb, kind, one, at=at, detail={"other": another})
        return code


def _kind_of(session: Session, code: str) -> RecordKind:
    if code.startswith(f"{RecordKind.ORGANIZATION.code_prefix}-"):
        organization(session, code, "code")
        return RecordKind.ORGANIZATION
    return load(session, code).kind


def _where_it_stands(loaded: LoadedRecord) -> dict[str, Any]:
    row = loaded.row
    return {
        "editorial_state": row.editorial_state.value,
        "published_at": row.published_at.isoformat() if row.published_at else "",
        "status": row.status.value if isinstance(row, Request | Offer) else "",
    }


def _last_merge(session: Session, duplicate: str) -> Merge:
    wanted = select(Merge).where(Merge.duplicate == duplicate, col(Merge.undone_at).is_(None))
    found = session.exec(wanted.order_by(col(Merge.id).desc())).first() if can_be_code(duplicate) else None
    if found is None:
        raise NotFound(f"{duplicate} is not merged, or was before merges could be undone.")
    return found


def _stand_again(
    session: Session,
    actor: Actor,
    kept: LoadedRecord,
    dropped: LoadedRecord,
    moved: dict[str, Any],
    at: datetime | None,
) -> None:
    """Bring a record back to where it stood, as far as the States concerned still agree."""
    row = dropped.row
    row.editorial_state = EditorialState(moved["editorial_state"])
    row.published_at = datetime.fromisoformat(moved["published_at"]) if moved["published_at"] else None
    match row:
        case Request():
            row.status = RequestStatus(moved["status"])
        case Offer():
            row.status = OfferStatus(moved["status"])
    now_said = consents(session, kept)
    for iso3, answer in consents(session, dropped).items():
        since = now_said.get(iso3)
        if answer.status is ConsentStatus.GRANTED and since and since.status is not ConsentStatus.GRANTED:
            answer.status, answer.basis, answer.changed_at = since.status, None, at or now()
    session.flush()
    if row.editorial_state is EditorialState.PUBLISHED:
        publish_if_agreed(session, actor, dropped, at)
    elif isinstance(row, Commitment):
        show_or_hide(session, row, at)
