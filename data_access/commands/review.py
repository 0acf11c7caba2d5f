"""What a steward does with a record that was handed in, and how a record is taken back."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from sqlmodel import Session

from data_access.mail.recipients import write_letters
from data_access.models import Commitment, Offer, Remark, Request
from data_access.records.consents import ask_states_concerned, publish_if_agreed, settle_suspension
from data_access.records.loading import LoadedRecord, load_for_update, save_change
from data_access.records.permission_checks import raise_first
from data_access.records.shown_commitments import show_or_hide
from data_access.store.engine import writing
from data_access.store.errors import Conflict, Invalid
from data_access.store.history import now
from domain.people.letter_occasions import Occasion
from domain.people.permissions import Actor, Verb
from domain.records.draft_problems import remark_problems
from domain.vocabulary import EditorialState, OfferStatus, RemarkKind, RequestStatus


def review_record(actor: Actor, code: str, version: int, *, at: datetime | None = None) -> str:
    """Approve a record: each State concerned is asked for consent, and it is published once one of them agrees.

    A State that publishes a record about itself agrees by that; a record that concerns no State is published at
    once. To review a request is to acknowledge it. Raises NotFound, NotAllowed, Conflict.
    """
    verb = Verb.REVIEW_RECORD
    with writing() as session:
        loaded = load_for_update(session, actor, verb, code, version)
        if loaded.row.editorial_state is EditorialState.PUBLISHED:
            raise Conflict(f"{code} is published; it was reviewed before that.")
        loaded.step(EditorialState.REVIEWED)
        if isinstance(loaded.row, Request) and loaded.row.status is RequestStatus.SUBMITTED:
            loaded.row.status, loaded.row.acknowledged_at = RequestStatus.ACKNOWLEDGED, at or now()
        asked = ask_states_concerned(session, loaded, at)
        write_letters(session, actor, Occasion.CONSENT_ASKED, loaded.row, loaded.publisher, iso3s=asked, at=at)
        publish_if_agreed(session, actor, loaded, at)
        return save_change(session, actor, verb, loaded, at=at, detail={"asked": asked})


def return_record(
    actor: Actor,
    code: str,
    version: int,
    comment: str,
    *,
    fields: Mapping[str, str] = MappingProxyType({}),
    at: datetime | None = None,
) -> str:
    """Send a record back to its author with a comment, and a comment on each of `fields`, by the draft's field names.

    A comment names no person; the history says which fields it is about. At least one comment is needed.
    Raises NotFound, NotAllowed, Invalid, Conflict.
    """
    verb = Verb.RETURN_RECORD
    said = {field: text.strip() for field, text in {"": comment, **fields}.items() if text.strip()}
    if not said:
        raise Invalid("Say in a comment what has to change.", "comment")
    raise_first(problem for text in said.values() for problem in remark_problems("comment", text))
    with writing() as session:
        loaded = load_for_update(session, actor, verb, code, version)
        loaded.step(EditorialState.RETURNED)
        write_letters(session, actor, Occasion.RETURNED, loaded.row, loaded.publisher, at=at)
        session.add_all(
            Remark(
                kind=RemarkKind.RETURN,
                record_kind=loaded.kind,
                record_id=loaded.id,
                field=field,
                text=text,
                author=actor.name,
                written_at=at or now(),
            )
            for field, text in said.items()
        )
        return save_change(
            session, actor, verb, loaded, at=at, detail={"comment": said.get("", ""), "fields": sorted(fields)}
        )


def withdraw_record(actor: Actor, code: str, version: int, *, at: datetime | None = None) -> str:
    """Take a record back: it leaves every total and list at once, and its history stays.

    Raises NotFound, NotAllowed, Conflict.
    """
    verb = Verb.WITHDRAW_RECORD
    with writing() as session:
        loaded = load_for_update(session, actor, verb, code, version)
        take_back(session, loaded, at)
        return save_change(session, actor, verb, loaded, at=at)


def take_back(session: Session, loaded: LoadedRecord, at: datetime | None) -> None:
    """Take a record out of the public for good."""
    loaded.step(EditorialState.WITHDRAWN)
    settle_suspension(session, loaded, at)
    match loaded.row:
        case Request() as row:
            row.status = RequestStatus.WITHDRAWN
        case Offer() as row:
            row.status = OfferStatus.WITHDRAWN
        case Commitment() as row:
            show_or_hide(session, row, at)
