"""What a State concerned says about a record: an annotation beside it, or the wish for a correction."""

from datetime import datetime

from sqlmodel import Session, col, select

from data_access.mail.recipients import write_letters
from data_access.models import Remark
from data_access.records.consents import concerned
from data_access.records.loading import LoadedRecord, load
from data_access.records.permission_checks import raise_first, require_permission
from data_access.records.record_versions import write_history
from data_access.store.engine import writing
from data_access.store.errors import NotFound
from data_access.store.history import now
from domain.people.letter_occasions import Occasion
from domain.people.permissions import Actor, Verb
from domain.records.draft_problems import remark_problems
from domain.vocabulary import EditorialState, RemarkKind


def annotate_record(actor: Actor, code: str, iso3: str, text: str, *, at: datetime | None = None) -> str:
    """Let a State concerned say something beside a record, in place of what it said before.

    Everyone reads it where the record is public for that State. Raises NotFound, NotAllowed, Invalid.
    """
    verb = Verb.ANNOTATE_RECORD
    require_permission(actor, verb, iso3=iso3)
    raise_first(remark_problems("annotation", text))
    with writing() as session:
        loaded = hold_concerning(session, code, iso3)
        _settle_annotations(session, loaded, iso3, at)
        write_remark(session, actor, loaded, RemarkKind.ANNOTATION, text, iso3=iso3, at=at)
        return write_history(session, actor, verb, loaded.kind, code, at=at, detail={"state": iso3})


def withdraw_annotation(actor: Actor, code: str, iso3: str, *, at: datetime | None = None) -> str:
    """Take back what a State said beside a record. Raises NotFound, NotAllowed."""
    verb = Verb.WITHDRAW_ANNOTATION
    require_permission(actor, verb, iso3=iso3)
    with writing() as session:
        loaded = hold_concerning(session, code, iso3)
        if not _settle_annotations(session, loaded, iso3, at):
            raise NotFound(f"{iso3} has said nothing beside {code}.")
        return write_history(session, actor, verb, loaded.kind, code, at=at, detail={"state": iso3})


def request_correction(
    actor: Actor, code: str, iso3: str, text: str, *, field: str = "", at: datetime | None = None
) -> str:
    """Let a State concerned ask a record's author for a correction; what it answered on consent stays as it is.

    field: the draft's field that it is about, empty for the whole. Raises NotFound, NotAllowed, Invalid.
    """
    verb = Verb.REQUEST_CORRECTION
    require_permission(actor, verb, iso3=iso3)
    raise_first(remark_problems("correction", text))
    with writing() as session:
        loaded = hold_concerning(session, code, iso3)
        write_letters(session, actor, Occasion.CORRECTION_ASKED, loaded.row, loaded.publisher, iso3s=[iso3], at=at)
        write_remark(session, actor, loaded, RemarkKind.CORRECTION, text, iso3=iso3, field=field, at=at)
        return write_history(session, actor, verb, loaded.kind, code, at=at, detail={"state": iso3, "field": field})


def hold_concerning(session: Session, code: str, iso3: str) -> LoadedRecord:
    """A record that concerns the State and has passed review; for any other the State learns that there is none."""
    loaded = load(session, code)
    if loaded.row.editorial_state not in {EditorialState.REVIEWED, EditorialState.PUBLISHED}:
        raise NotFound(f"There is no record {code} that concerns {iso3}.")
    if iso3 not in concerned(session, loaded):
        raise NotFound(f"There is no record {code} that concerns {iso3}.")
    return loaded


def write_remark(
    session: Session,
    actor: Actor,
    loaded: LoadedRecord,
    kind: RemarkKind,
    text: str,
    *,
    iso3: str | None = None,
    field: str = "",
    at: datetime | None = None,
) -> None:
    """Add one remark within the open transaction; Invalid for a text that cannot be kept."""
    raise_first(remark_problems(kind.value, text))
    session.add(
        Remark(
            kind=kind,
            record_kind=loaded.kind,
            record_id=loaded.id,
            iso3=iso3,
            field=field[:40],
            text=text.strip(),
            author=actor.name,
            written_at=at or now(),
        )
    )


def _settle_annotations(session: Session, loaded: LoadedRecord, iso3: str, at: datetime | None) -> int:
    """Take back what the State said before; how many annotations that was."""
    standing = session.exec(
        select(Remark).where(
            Remark.kind == RemarkKind.ANNOTATION,
            Remark.record_kind == loaded.kind,
            Remark.record_id == loaded.id,
            Remark.iso3 == iso3,
            col(Remark.settled_at).is_(None),
        )
    ).all()
    for remark in standing:
        remark.settled_at = at or now()
    return len(standing)
