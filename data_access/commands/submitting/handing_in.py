"""What comes with a record that a form hands in: whom to turn to, and the kept draft that ends in the same transaction.

A submission id stands for one content. The same content under it again stores nothing and gives the same code, however
often a button is pressed; another content under it is refused, and whoever wrote it decides what becomes of it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlmodel import Session, select

from data_access.commands.submitting.contacts import put_contact
from data_access.commands.submitting.drafts import end_draft
from data_access.models import RecordVersion
from data_access.records.draft_json import draft_from_json
from data_access.records.loading import LoadedRecord, load
from data_access.records.new_records import LONGEST_SUBMISSION_ID
from data_access.store.errors import Conflict, Invalid, SubmittedBefore
from domain.people.permissions import Actor
from domain.records.draft_problems import can_be_code
from domain.records.drafts import AnyDraft, Contact


@dataclass(frozen=True)
class WithIt:
    """contact: whom to turn to; None leaves it as it is. draft, draft_version: the kept draft that was read."""

    contact: Contact | None = None
    draft: str = ""
    draft_version: int = 0


NOTHING: Final = WithIt()


def submitted_before(
    session: Session, actor: Actor, codes_of: Any, draft: AnyDraft, submission_id: str, with_it: WithIt
) -> str | None:
    """The code of the record that this submission already became, if it did. codes_of: the contribution's table.

    Raises Invalid for what can be no submission id, SubmittedBefore where the record was handed in with other content.
    """
    if not can_be_code(submission_id) or len(submission_id) > LONGEST_SUBMISSION_ID:
        raise Invalid(f"A submission id has 1 to {LONGEST_SUBMISSION_ID} characters.", "submission_id")
    code: str | None = session.exec(select(codes_of.code).where(codes_of.submission_id == submission_id)).first()
    if code is None:
        return None
    loaded, first = load(session, code), session.get(RecordVersion, (code, 1))
    if first is not None and first.actor != actor.name:
        raise Conflict("This submission id stands for a record of somebody else.")
    if first is not None and draft_from_json(loaded.kind, first.content) != draft:
        raise SubmittedBefore(f"This form was handed in before, with other content: it is {code}.", code)
    store_with_it(session, actor, loaded, with_it, None)
    return code


def revised_before(session: Session, actor: Actor, loaded: LoadedRecord, version: int, draft: AnyDraft) -> bool:
    """Whether this very revision, of that version of the record, was handed in already by this actor."""
    if loaded.row.version != version + 1:
        return False
    kept = session.get(RecordVersion, (loaded.row.code, version + 1))
    return kept is not None and kept.actor == actor.name and draft_from_json(loaded.kind, kept.content) == draft


def store_with_it(session: Session, actor: Actor, loaded: LoadedRecord, with_it: WithIt, at: datetime | None) -> None:
    """Write the contact and end the draft, in the transaction in which the record is written."""
    if with_it.contact is not None:
        put_contact(session, actor, loaded, with_it.contact, at)
    if with_it.draft:
        end_draft(session, actor, with_it.draft, with_it.draft_version)
