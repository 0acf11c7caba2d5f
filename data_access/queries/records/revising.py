"""What does a record say now, for whoever may revise it, and what was asked of its author?"""

from sqlmodel import Session, col, select

from data_access.models import RecordContact, Remark
from data_access.records.contents import draft_of
from data_access.records.loading import LoadedRecord, load
from data_access.records.permission_checks import state_of
from data_access.store.engine import reading
from data_access.store.errors import NotFound
from domain.people.permissions import Actor, Verb, may
from domain.records.drafts import Contact
from domain.records.own_work import Asked, RevisableRecord
from domain.vocabulary import RemarkKind

_ASKED = (RemarkKind.RETURN, RemarkKind.CORRECTION, RemarkKind.WITHHOLDING)


def record_as_draft(actor: Actor, code: str) -> RevisableRecord:
    """The record's present content as a draft, with its version, contact, and what was asked and is not answered yet.

    Only who may revise the record learns that it exists: NotFound for everybody else.
    """
    with reading() as session:
        loaded = load(session, code)
        publisher = loaded.publisher
        if not may(actor, Verb.REVISE_RECORD, organization=publisher.code, iso3=state_of(publisher)):
            raise NotFound(f"There is no record {code}.")
        contact = session.get(RecordContact, code)
        return RevisableRecord(
            kind=loaded.kind,
            code=code,
            version=loaded.row.version,
            state=loaded.row.editorial_state,
            draft=draft_of(session, loaded.row),
            contact=Contact(contact.name, contact.email, contact.phone) if contact else Contact(),
            asked=_asked(session, loaded),
        )


def _asked(session: Session, loaded: LoadedRecord) -> tuple[Asked, ...]:
    wanted = select(Remark).where(
        Remark.record_kind == loaded.kind,
        Remark.record_id == loaded.id,
        col(Remark.kind).in_(_ASKED),
        col(Remark.settled_at).is_(None),
    )
    rows = session.exec(wanted.order_by(col(Remark.written_at), col(Remark.id)))
    return tuple(Asked(row.kind, row.iso3, row.field, row.text, row.written_at) for row in rows)
