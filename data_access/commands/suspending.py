"""Take a record out of the public until its States agree anew, and put it back."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from data_access.commands.remarks import write_remark
from data_access.mail.recipients import write_letters
from data_access.models import Commitment, Consent, HistoryEntry
from data_access.records.consents import consents, settle_suspension
from data_access.records.loading import LoadedRecord, load_for_update, save_change
from data_access.records.permission_checks import raise_first
from data_access.records.shown_commitments import show_or_hide
from data_access.store.engine import writing
from data_access.store.errors import Conflict
from data_access.store.history import now
from domain.people.letter_occasions import Occasion
from domain.people.permissions import Actor, Verb
from domain.records.draft_problems import remark_problems
from domain.vocabulary import ConsentBasis, ConsentStatus, EditorialState, RemarkKind


def suspend_publication(actor: Actor, code: str, version: int, reason: str, *, at: datetime | None = None) -> str:
    """Take a public record out of the public until its States agree anew; each that had agreed is asked again.

    It is in no page, total, search or file of the public meanwhile. A record that concerns no State stays out until it
    is put back. reason: its author, the States asked and stewards read it; it names no person.
    Raises NotFound, NotAllowed, Invalid, and Conflict for a record that is not public.
    """
    verb = Verb.SUSPEND_PUBLICATION
    raise_first(remark_problems("suspension", reason))
    with writing() as session:
        loaded = load_for_update(session, actor, verb, code, version)
        if loaded.row.editorial_state is not EditorialState.PUBLISHED:
            raise Conflict(f"{code} is not public.")
        agreed = {iso3: row for iso3, row in consents(session, loaded).items() if row.status is ConsentStatus.GRANTED}
        before = {iso3: _as_json(row) for iso3, row in agreed.items()}
        for row in agreed.values():
            _ask_anew(row, at)
        loaded.step(EditorialState.REVIEWED)
        _follow(session, loaded, at)
        write_remark(session, actor, loaded, RemarkKind.SUSPENSION, reason, at=at)
        write_letters(session, actor, Occasion.SUSPENDED, loaded.row, loaded.publisher, at=at)
        write_letters(session, actor, Occasion.CONSENT_ASKED, loaded.row, loaded.publisher, iso3s=sorted(agreed), at=at)
        detail = {"reason": reason.strip(), "asked": sorted(agreed), "consents": before}
        return save_change(session, actor, verb, loaded, at=at, detail=detail)


def restore_publication(actor: Actor, code: str, version: int, *, at: datetime | None = None) -> str:
    """Put a record back into the public as it was before it was taken out.

    The consent of each State that has not answered meanwhile holds again; an answer that a State gave since stays.
    Raises NotFound, NotAllowed, and Conflict where the record was not taken out, or its States answered no meanwhile.
    """
    verb = Verb.RESTORE_PUBLICATION
    with writing() as session:
        loaded = load_for_update(session, actor, verb, code, version)
        if not settle_suspension(session, loaded, at):
            raise Conflict(f"{code} was not taken out of the public, or is public again.")
        before = _consents_before(session, code)
        answers = consents(session, loaded)
        for iso3, row in answers.items():
            if row.status is ConsentStatus.AWAITED and iso3 in before:
                _agree_again(row, before[iso3])
        if answers and not any(row.status is ConsentStatus.GRANTED for row in answers.values()):
            raise Conflict(f"{code} stays out of the public: its States do not agree any more.")
        loaded.step(EditorialState.PUBLISHED)
        _follow(session, loaded, at)
        write_letters(session, actor, Occasion.RESTORED, loaded.row, loaded.publisher, at=at)
        return save_change(session, actor, verb, loaded, at=at)


def _follow(session: Session, loaded: LoadedRecord, at: datetime | None) -> None:
    """Let the recommendation that stands for a commitment follow it."""
    if isinstance(loaded.row, Commitment):
        session.flush()
        show_or_hide(session, loaded.row, at)


def _ask_anew(row: Consent, at: datetime | None) -> None:
    row.status, row.basis = ConsentStatus.AWAITED, None
    row.reference, row.reference_date, row.changed_at = "", None, at or now()


def _as_json(row: Consent) -> dict[str, Any]:
    """What a consent rested on, for the history."""
    return {
        "basis": row.basis,
        "reference": row.reference,
        "dated": row.reference_date.isoformat() if row.reference_date else None,
        "since": row.changed_at.isoformat(),
    }


def _agree_again(row: Consent, before: Mapping[str, Any]) -> None:
    row.status = ConsentStatus.GRANTED
    row.basis = ConsentBasis(before["basis"]) if before["basis"] else None
    row.reference = before["reference"]
    row.reference_date = date.fromisoformat(before["dated"]) if before["dated"] else None
    row.changed_at = datetime.fromisoformat(before["since"])


def _consents_before(session: Session, code: str) -> Mapping[str, Mapping[str, Any]]:
    """What each State's consent rested on when the record was last taken out, as the history keeps it."""
    entry = session.exec(
        select(HistoryEntry.detail)
        .where(HistoryEntry.record_code == code, HistoryEntry.action == Verb.SUSPEND_PUBLICATION.value)
        .order_by(col(HistoryEntry.number).desc())
    ).first()
    told: Mapping[str, Mapping[str, Any]] = json.loads(entry)["consents"] if entry else {}
    return told
