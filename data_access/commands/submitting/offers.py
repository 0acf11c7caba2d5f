"""Submit an offer of support; say where it stands."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypedDict

from sqlmodel import Session, select

from data_access.commands.submitting.handing_in import NOTHING, WithIt, store_with_it, submitted_before
from data_access.mail.recipients import write_letters
from data_access.models import Offer, OfferEligible, OfferModality, OfferTheme, State
from data_access.records.loading import LoadedRecord, as_offer, load_for_update, save_change
from data_access.records.lookups import organization, require_states, row_id, theme_ids
from data_access.records.new_records import new_columns, write_links
from data_access.records.permission_checks import raise_first, require_permission_on
from data_access.records.record_versions import keep_version, write_history
from data_access.store.engine import writing
from data_access.store.errors import Conflict, Invalid
from domain.people.letter_occasions import Occasion
from domain.people.permissions import Actor, Verb
from domain.records.draft_problems import offer_problems
from domain.records.drafts import Eligible, OfferDraft
from domain.records.workflow import next_offer_status
from domain.states import UnGroup
from domain.vocabulary import EditorialState, EligibleKind, OfferStatus, RecordKind, StateGroup

#: The tables of what hangs on an offer.
OFFER_LINKS = (OfferModality, OfferTheme, OfferEligible)


def submit_offer(
    actor: Actor,
    draft: OfferDraft,
    submission_id: str,
    *,
    with_it: WithIt = NOTHING,
    at: datetime | None = None,
) -> str:
    """Hand an offer in for review and return its code; the same content again stores nothing.

    Raises NotAllowed, Invalid, and
    SubmittedBefore where the submission id stands for other content. with_it: stored in the same transaction.
    """
    with writing() as session:
        publisher = organization(session, draft.publisher, "publisher")
        require_permission_on(actor, Verb.SUBMIT_OFFER, publisher)
        if code := submitted_before(session, actor, Offer, draft, submission_id, with_it):
            return code
        row = Offer(
            **new_columns(session, actor, RecordKind.OFFER, draft, publisher, submission_id, at),
            **offer_columns(session, draft),
            status=OfferStatus.SUBMITTED,
        )
        session.add(row)
        session.flush()
        write_offer_links(session, row_id(row), draft)
        write_letters(session, actor, Occasion.SUBMITTED, row, publisher, at=at)
        kept = keep_version(session, actor, RecordKind.OFFER, row.code, 1, draft, at)
        write_history(session, actor, Verb.SUBMIT_OFFER, RecordKind.OFFER, row.code, at=at, detail=kept)
        store_with_it(session, actor, LoadedRecord(RecordKind.OFFER, row, publisher), with_it, at)
        return row.code


class OfferColumns(TypedDict):
    """The columns that only offers have, that of their progress left out."""

    capacity: str
    languages: str
    window_start: date | None
    window_end: date | None
    contact_role: str


def offer_columns(session: Session, draft: OfferDraft) -> OfferColumns:
    """The columns of an offer as the draft says them; Invalid where it cannot be."""
    raise_first(offer_problems(draft))
    _require_known(session, draft.eligible)
    return OfferColumns(
        capacity=draft.capacity.strip(),
        languages=",".join(draft.languages),
        window_start=draft.window_start,
        window_end=draft.window_end,
        contact_role=draft.contact_role.strip(),
    )


def write_offer_links(session: Session, offer_id: int, draft: OfferDraft) -> None:
    """Write all that hangs on an offer on which nothing hangs yet."""
    owner = {"offer_id": offer_id}
    write_links(session, OfferModality, owner, "modality", draft.modalities)
    write_links(session, OfferTheme, owner, "theme_id", theme_ids(session, draft.themes))
    session.add_all(OfferEligible(**owner, kind=one.kind, value=one.value) for one in draft.eligible)


def set_offer_status(actor: Actor, code: str, version: int, status: OfferStatus, *, at: datetime | None = None) -> str:
    """Take an offer to a status that may follow its own. Raises NotFound, NotAllowed, Invalid, Conflict."""
    verb = Verb.SET_OFFER_STATUS
    with writing() as session:
        loaded = load_for_update(session, actor, verb, code, version)
        row, before = as_offer(loaded), as_offer(loaded).status
        if status is OfferStatus.OPEN and row.editorial_state is not EditorialState.PUBLISHED:
            raise Conflict(f"{code} becomes open when it is published.")
        try:
            row.status = next_offer_status(before, status)
        except ValueError as error:
            raise Conflict(str(error)) from error
        return save_change(session, actor, verb, loaded, at=at, detail={"from": before, "to": status})


def _require_known(session: Session, eligible: Iterable[Eligible]) -> None:
    for one in eligible:
        if one.kind is EligibleKind.STATE:
            require_states(session, [one.value], "eligible")
        elif one.value not in _values(session, one.kind):
            raise Invalid(f"{one.value} is no {one.kind.value.replace('_', ' ')} that an offer can be for.", "eligible")


def _values(session: Session, kind: EligibleKind) -> set[str]:
    if kind is EligibleKind.GROUP:
        return set(StateGroup)
    if kind is EligibleKind.UN_GROUP:
        return set(UnGroup)
    return {code for code in session.exec(select(State.region).distinct()) if code}
