"""The person to turn to about a record: personal data beside it, never in it."""

from datetime import datetime

from sqlmodel import Session

from data_access.models import RecordContact
from data_access.records.loading import LoadedRecord, load
from data_access.records.permission_checks import raise_first, require_permission_on
from data_access.records.record_versions import write_history
from data_access.store.engine import writing
from domain.people.permissions import Actor, Verb
from domain.records.draft_problems import contact_problems
from domain.records.drafts import Contact


def set_contact(actor: Actor, code: str, contact: Contact, *, at: datetime | None = None) -> str:
    """Say whom to turn to about a record, in place of whom it was; an empty contact takes it away.

    The history keeps that it changed, never who it is. Raises NotFound, NotAllowed, Invalid.
    """
    with writing() as session:
        return put_contact(session, actor, load(session, code), contact, at)


def put_contact(session: Session, actor: Actor, loaded: LoadedRecord, contact: Contact, at: datetime | None) -> str:
    """As `set_contact`, within an open transaction; where nothing changes, nothing is written."""
    require_permission_on(actor, Verb.SET_CONTACT, loaded.publisher)
    raise_first(contact_problems(contact))
    code = loaded.row.code
    row, wanted = session.get(RecordContact, code), _plain(contact)
    if wanted == (Contact(row.name, row.email, row.phone) if row else Contact()):
        return code
    if wanted == Contact():
        session.delete(row)
    else:
        row = row or RecordContact(record_code=code)
        row.name, row.email, row.phone = wanted.name, wanted.email, wanted.phone
        session.add(row)
    return write_history(session, actor, Verb.SET_CONTACT, loaded.kind, code, at=at)


def _plain(contact: Contact) -> Contact:
    return Contact(contact.name.strip(), contact.email.strip().lower(), contact.phone.strip())
