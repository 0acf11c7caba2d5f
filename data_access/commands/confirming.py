"""The owner of a request or an offer says that it still stands; where nobody does, it expires."""

from datetime import datetime

from data_access.mail.recipients import write_letters
from data_access.models import Offer, Request
from data_access.records.due import last_word, timed
from data_access.records.loading import LoadedRecord, load, load_for_update, save_change
from data_access.records.record_versions import write_history
from data_access.store.engine import writing
from data_access.store.errors import Conflict, Invalid, NotAllowed
from data_access.store.history import now
from domain.people.letter_occasions import Occasion
from domain.people.permissions import Actor, Verb, may
from domain.records.clocks import agreed_clocks, needs_word
from domain.vocabulary import OfferStatus, RequestStatus


def confirm_record(actor: Actor, code: str, version: int, *, at: datetime | None = None) -> str:
    """Say that a request or an offer still stands: its clock starts anew, and one that expired is open again.

    A request that is open again waits for an answer from that day.

    Raises NotFound, NotAllowed, Invalid for another kind of record, Conflict for one that stands no more.
    """
    verb = Verb.CONFIRM_RECORD
    with writing() as session:
        loaded = load_for_update(session, actor, verb, code, version)
        match loaded.row:
            case Request(status=RequestStatus.EXPIRED) as row:
                row.status, row.reopened_at = RequestStatus.OPEN, at or now()
            case Offer(status=OfferStatus.EXPIRED) as row:
                row.status = OfferStatus.OPEN
        row = _waiting(loaded)
        row.confirmed_at = at or now()
        return save_change(session, actor, verb, loaded, at=at)


def expire_record(actor: Actor, code: str, *, at: datetime | None = None) -> str:
    """Let a request or an offer expire whose owner has not confirmed it in time. Raises NotFound, NotAllowed,

    Invalid for another kind of record, and Conflict where its day has not come or it stands no more.
    """
    verb = Verb.EXPIRE_RECORD
    if not may(actor, verb):
        raise NotAllowed(f"{actor.name} may not let records expire.")
    moment = at or now()
    with writing() as session:
        loaded = load(session, code)
        row = _waiting(loaded)
        last_day = agreed_clocks().expire_day(last_word(row).date())
        if moment.date() <= last_day:
            raise Conflict(f"{code} stands until {last_day}.")
        if isinstance(row, Request):
            row.status = RequestStatus.EXPIRED
        else:
            row.status = OfferStatus.EXPIRED
        write_letters(session, actor, Occasion.EXPIRED, row, loaded.publisher, at=last_word(row))
        loaded.row.version += 1
        loaded.row.updated_at = moment
        return write_history(session, actor, verb, loaded.kind, code, at=at, detail={"last_day": last_day})


def _waiting(loaded: LoadedRecord) -> Request | Offer:
    """The row of a public request or offer that waits; Invalid or Conflict for any other record."""
    row = loaded.row
    if not isinstance(row, Request | Offer):
        raise Invalid(f"{row.code} is neither a request nor an offer.", "code")
    if not needs_word(timed(row)):
        raise Conflict(f"{row.code} is {row.status.value.replace('_', ' ')}; there is nothing to confirm.")
    return row
