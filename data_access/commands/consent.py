"""A State's answer on a record: granted, withheld, withdrawn. Each takes effect for every reader at once."""

from dataclasses import dataclass
from datetime import date, datetime

from data_access.commands.remarks import write_remark
from data_access.mail.recipients import write_letters
from data_access.models import Consent
from data_access.records.consents import consents, publish_if_agreed
from data_access.records.loading import load
from data_access.records.permission_checks import require_permission
from data_access.records.record_versions import write_history
from data_access.store.engine import writing
from data_access.store.errors import Conflict, Invalid, NotFound
from data_access.store.history import now
from domain.people.letter_occasions import Occasion
from domain.people.permissions import Actor, Role, Verb
from domain.records.limits import LONGEST_LINE
from domain.records.workflow import next_consent
from domain.vocabulary import ConsentBasis, ConsentStatus, RemarkKind, Source

_WRITTEN_OF = {
    ConsentStatus.WITHHELD: Occasion.CONSENT_WITHHELD,
    ConsentStatus.WITHDRAWN: Occasion.CONSENT_WITHDRAWN,
}


@dataclass(frozen=True)
class NoteVerbale:
    """The paper by which a State answered."""

    reference: str
    dated: date


def grant_consent(
    actor: Actor, code: str, iso3: str, version: int, *, note: NoteVerbale | None = None, at: datetime | None = None
) -> str:
    """Record that a State agrees to a record's publication; a reviewed record is published by that.

    version: the record's version that the State read. Who is not that State's focal point gives its note verbale.
    Raises NotFound, NotAllowed, Invalid, Conflict.
    """
    return _answer(actor, Verb.GRANT_CONSENT, ConsentStatus.GRANTED, code, iso3, version, note, at)


def withhold_consent(
    actor: Actor,
    code: str,
    iso3: str,
    version: int,
    *,
    reason: str = "",
    note: NoteVerbale | None = None,
    at: datetime | None = None,
) -> str:
    """Record that a State does not agree to a record's publication. As `grant_consent` otherwise.

    reason: if there is one, the record's author, that State and stewards read it, nobody else.
    """
    with writing() as session:
        told = _answer(actor, Verb.WITHHOLD_CONSENT, ConsentStatus.WITHHELD, code, iso3, version, note, at)
        if reason.strip():
            write_remark(session, actor, load(session, code), RemarkKind.WITHHOLDING, reason, iso3=iso3, at=at)
        return told


def withdraw_consent(
    actor: Actor, code: str, iso3: str, *, note: NoteVerbale | None = None, at: datetime | None = None
) -> str:
    """Record that a State takes its consent back, whatever became of the record since. As `grant_consent` otherwise."""
    return _answer(actor, Verb.WITHDRAW_CONSENT, ConsentStatus.WITHDRAWN, code, iso3, None, note, at)


def _answer(
    actor: Actor,
    verb: Verb,
    status: ConsentStatus,
    code: str,
    iso3: str,
    version: int | None,
    note: NoteVerbale | None,
    at: datetime | None,
) -> str:
    require_permission(actor, verb, iso3=iso3)
    with writing() as session:
        held = load(session, code)
        basis = answer_basis(actor, iso3, note, held.row.source)
        row = consents(session, held).get(iso3)
        if row is None:
            # In the same words as for no record at all: a State learns nothing by answering on codes at random.
            raise NotFound(f"There is no record {code}.")
        if version is not None and held.row.version != version:
            raise Conflict(f"{code} changed since {iso3} read it: it is version {held.row.version} now. Read it again.")
        try:
            row.status = next_consent(row.status, status)
        except ValueError as error:
            raise Conflict(str(error)) from error
        _write_basis(row, basis, note, at)
        session.add(row)
        publish_if_agreed(session, actor, held, at)
        if status in _WRITTEN_OF:
            write_letters(session, actor, _WRITTEN_OF[status], held.row, held.publisher, iso3s=[iso3], at=at)
        return write_history(session, actor, verb, held.kind, code, at=at, detail={"state": iso3, "basis": basis})


def answer_basis(actor: Actor, iso3: str, note: NoteVerbale | None, source: Source) -> ConsentBasis:
    """On what a State's answer rests. Whoever is not its focal point gives reference and date of its note verbale."""
    if source is Source.DEMONSTRATION and Role.OPERATOR in actor.roles:
        return ConsentBasis.DEMONSTRATION
    if note is not None and note.reference.strip():
        if len(note.reference) > LONGEST_LINE:
            raise Invalid(f"A reference has {LONGEST_LINE} characters at most.", "note")
        if note.dated > now().date():
            raise Invalid(f"The note verbale cannot be of {note.dated}, which is to come.", "note")
        return ConsentBasis.NOTE_VERBALE
    if Role.FOCAL_POINT in actor.roles and actor.iso3 == iso3:
        return ConsentBasis.FOCAL_POINT
    raise Invalid(f"Give the reference and date of the note verbale by which {iso3} answered.", "note")


def _write_basis(row: Consent, basis: ConsentBasis, note: NoteVerbale | None, at: datetime | None) -> None:
    row.basis = basis
    row.reference = note.reference.strip() if note else ""
    row.reference_date = note.dated if note else None
    row.changed_at = at or now()
