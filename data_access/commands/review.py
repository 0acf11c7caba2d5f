"""What a steward does with a record that was handed in, and how a record is taken back."""

from datetime import datetime

from data_access.commands.asking import ask_states_concerned, publish_if_agreed
from data_access.commands.records import changed, hold_to_change
from data_access.engine import writing
from data_access.errors import Conflict, Invalid
from data_access.history import now
from data_access.models import Offer, Request
from domain.permissions import Actor, Verb
from domain.vocabulary import EditorialState, OfferStatus, RequestStatus


def review_record(actor: Actor, code: str, version: int, *, at: datetime | None = None) -> str:
    """Approve a record: each State concerned is asked for consent, and it is published once one of them agrees.

    A State that publishes a record about itself agrees by that; a record that concerns no State is published at
    once. To review a request is to acknowledge it. Raises NotFound, NotAllowed, Conflict.
    """
    verb = Verb.REVIEW_RECORD
    with writing() as session:
        held = hold_to_change(session, actor, verb, code, version)
        if held.row.editorial_state is EditorialState.PUBLISHED:
            raise Conflict(f"{code} is published; it was reviewed before that.")
        held.step(EditorialState.REVIEWED)
        if isinstance(held.row, Request) and held.row.status is RequestStatus.SUBMITTED:
            held.row.status, held.row.acknowledged_at = RequestStatus.ACKNOWLEDGED, at or now()
        asked = ask_states_concerned(session, held, at)
        publish_if_agreed(session, held, at)
        return changed(session, actor, verb, held, at=at, detail={"asked": asked})


def return_record(actor: Actor, code: str, version: int, comment: str, *, at: datetime | None = None) -> str:
    """Send a record back to its author with a comment, which the history keeps and which names no person.

    Raises NotFound, NotAllowed, Invalid, Conflict.
    """
    verb = Verb.RETURN_RECORD
    if not comment.strip():
        raise Invalid("Say in a comment what has to change.", "comment")
    with writing() as session:
        held = hold_to_change(session, actor, verb, code, version)
        held.step(EditorialState.RETURNED)
        return changed(session, actor, verb, held, at=at, detail={"comment": comment.strip()})


def withdraw_record(actor: Actor, code: str, version: int, *, at: datetime | None = None) -> str:
    """Take a record back: it leaves every total and list at once, and its history stays.

    Raises NotFound, NotAllowed, Conflict.
    """
    verb = Verb.WITHDRAW_RECORD
    with writing() as session:
        held = hold_to_change(session, actor, verb, code, version)
        held.step(EditorialState.WITHDRAWN)
        if isinstance(held.row, Request):
            held.row.status = RequestStatus.WITHDRAWN
        elif isinstance(held.row, Offer):
            held.row.status = OfferStatus.WITHDRAWN
        return changed(session, actor, verb, held, at=at)
