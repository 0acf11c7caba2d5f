"""Revise a record: its author corrects it, and everybody who looks at it does so anew."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session, col, select

from data_access.commands.submitting.activities import ACTIVITY_LINKS, activity_columns, write_activity_links
from data_access.commands.submitting.commitments import (
    COMMITMENT_LINKS,
    commitment_columns,
    write_commitment_links,
)
from data_access.commands.submitting.good_practices import (
    GOOD_PRACTICE_LINKS,
    good_practice_columns,
    write_good_practice_links,
)
from data_access.commands.submitting.handing_in import NOTHING, WithIt, revised_before, store_with_it
from data_access.commands.submitting.offers import OFFER_LINKS, offer_columns, write_offer_links
from data_access.commands.submitting.requests import REQUEST_LINKS, request_columns, write_request_links
from data_access.mail.recipients import write_letters
from data_access.models import Activity, Commitment, GoodPractice, Offer, Organization, Remark, Request
from data_access.records.contents import draft_of
from data_access.records.loading import LoadedRecord, load, load_for_update, save_change
from data_access.records.lookups import organization, row_id
from data_access.records.new_records import delete_links
from data_access.records.permission_checks import require_permission_on
from data_access.records.record_versions import keep_version
from data_access.records.shown_commitments import show_or_hide
from data_access.store.engine import writing
from data_access.store.errors import Invalid
from data_access.store.history import now
from domain.people.letter_occasions import Occasion
from domain.people.permissions import Actor, Verb
from domain.records.drafts import (
    ActivityDraft,
    AnyDraft,
    CommitmentDraft,
    GoodPracticeDraft,
    OfferDraft,
    RequestDraft,
    changed_fields,
)
from domain.vocabulary import EditorialState, RemarkKind


def revise_record(
    actor: Actor, code: str, version: int, draft: AnyDraft, *, with_it: WithIt = NOTHING, at: datetime | None = None
) -> str:
    """Give a record new content and hand it in again, whatever it was; a public record leaves the public by that.

    It is reviewed anew, and the States concerned are asked anew. version: the one that the actor read.
    The same revision of that version again stores nothing. with_it: stored in the same transaction.
    Raises NotFound, NotAllowed, Invalid, and Conflict where the record moved on in the meantime.
    """
    verb = Verb.REVISE_RECORD
    with writing() as session:
        loaded = load(session, code)
        if revised_before(session, actor, loaded, version, draft):
            store_with_it(session, actor, loaded, with_it, None)
            return code
        loaded = load_for_update(session, actor, verb, code, version)
        publisher = organization(session, draft.publisher, "publisher")
        require_permission_on(actor, verb, publisher)
        before = draft_of(session, loaded.row)
        _write(session, loaded, draft, publisher)
        row = loaded.row
        row.title, row.summary = draft.title.strip(), draft.summary.strip()
        row.source_url, row.publisher_id = draft.source_url, row_id(publisher)
        loaded.step(EditorialState.SUBMITTED)
        row.published_at = None
        if isinstance(row, Commitment):
            show_or_hide(session, row, at)
        _settle(session, loaded, at)
        write_letters(session, actor, Occasion.SUBMITTED, row, publisher, at=at)
        kept = keep_version(session, actor, loaded.kind, code, version + 1, draft, at)
        detail = {**kept, "fields": list(changed_fields(before, draft))}
        save_change(session, actor, verb, loaded, at=at, detail=detail)
        store_with_it(session, actor, LoadedRecord(loaded.kind, row, publisher), with_it, at)
        return code


def _write(session: Session, loaded: LoadedRecord, draft: AnyDraft, publisher: Organization) -> None:
    """Write columns and links of the record's kind; Invalid for a draft of another kind."""
    match loaded.row, draft:
        case Activity() as row, ActivityDraft():
            _set(row, activity_columns(session, draft))
            delete_links(session, {"activity_id": loaded.id}, *ACTIVITY_LINKS)
            write_activity_links(session, loaded.id, draft)
        case Request() as row, RequestDraft():
            _set(row, request_columns(session, draft, publisher))
            delete_links(session, {"request_id": loaded.id}, *REQUEST_LINKS)
            write_request_links(session, loaded.id, draft)
        case Offer() as row, OfferDraft():
            _set(row, offer_columns(session, draft))
            delete_links(session, {"offer_id": loaded.id}, *OFFER_LINKS)
            write_offer_links(session, loaded.id, draft)
        case GoodPractice() as row, GoodPracticeDraft():
            _set(row, good_practice_columns(session, draft))
            delete_links(session, {"good_practice_id": loaded.id}, *GOOD_PRACTICE_LINKS)
            write_good_practice_links(session, loaded.id, draft)
        case Commitment() as row, CommitmentDraft():
            _set(row, commitment_columns(session, draft, publisher))
            delete_links(session, {"commitment_id": loaded.id}, *COMMITMENT_LINKS)
            write_commitment_links(session, loaded.id, draft)
        case _:
            raise Invalid(f"{loaded.row.code} is no record of the kind that this draft is for.", "code")
    session.flush()


def _set(row: object, columns: Mapping[str, object]) -> None:
    for name, value in columns.items():
        setattr(row, name, value)


def _settle(session: Session, loaded: LoadedRecord, at: datetime | None) -> None:
    """What was asked of the author is answered by the revision; whoever asked looks at it anew."""
    open_remarks = select(Remark).where(
        Remark.record_kind == loaded.kind,
        Remark.record_id == loaded.id,
        col(Remark.kind).in_([RemarkKind.RETURN, RemarkKind.CORRECTION, RemarkKind.WITHHOLDING, RemarkKind.SUSPENSION]),
        col(Remark.settled_at).is_(None),
    )
    for remark in session.exec(open_remarks):
        remark.settled_at = at or now()
