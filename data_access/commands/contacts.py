"""The person to turn to about a record: personal data beside it, never in it."""

from datetime import datetime

from data_access.commands.landing import allow_on, refuse, tell
from data_access.commands.records import hold
from data_access.engine import writing
from data_access.models import RecordContact
from domain.drafts import Contact, contact_problems
from domain.permissions import Actor, Verb


def set_contact(actor: Actor, code: str, contact: Contact, *, at: datetime | None = None) -> str:
    """Say whom to turn to about a record, in place of whom it was; an empty contact takes it away.

    The history keeps that it changed, never who it is. Raises NotFound, NotAllowed, Invalid.
    """
    verb = Verb.SET_CONTACT
    with writing() as session:
        held = hold(session, code)
        allow_on(actor, verb, held.publisher)
        refuse(contact_problems(contact))
        row = session.get(RecordContact, code)
        if contact == Contact():
            if row is not None:
                session.delete(row)
        else:
            row = row or RecordContact(record_code=code)
            row.name, row.email, row.phone = contact.name.strip(), contact.email.strip().lower(), contact.phone.strip()
            session.add(row)
        return tell(session, actor, verb, held.kind, code, at=at)
