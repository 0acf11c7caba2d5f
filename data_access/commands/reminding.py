"""Remind those on whom one request or offer waits."""

from datetime import datetime, timedelta

from data_access.mail.recipients import Reminded, record_link, write_reminders
from data_access.mail.sending import mail_is_set_up
from data_access.models import Offer, Request
from data_access.records.due import last_reminder, timed, waits_for
from data_access.records.loading import load
from data_access.records.permission_checks import require_permission_on
from data_access.records.record_versions import write_history
from data_access.store.engine import writing
from data_access.store.errors import Invalid
from data_access.store.history import now
from domain.people.permissions import Actor, Verb
from domain.records.clocks import Due, agreed_clocks, clock_start
from languages.letters import AboutRecord

#: So long after a reminder the next one may follow.
BETWEEN_REMINDERS = timedelta(days=1)


def remind_of_record(actor: Actor, code: str, *, at: datetime | None = None) -> int:
    """Queue a letter to each person on whom a request or an offer waits, and return how many letters that are.

    They are those whom the clocks remind, too, without whoever sends it: stewards for an acknowledgement, stewards and
    the asking State's focal points for an answer, the owner's people for a word that it still stands.
    Raises NotFound, NotAllowed, and Invalid where it waits for nobody, was reminded of within a day, no mail server is
    set up, or nobody is there to be written to; `field` says which.
    """
    verb = Verb.REMIND_OF_RECORD
    moment = at or now()
    with writing() as session:
        held = load(session, code)
        require_permission_on(actor, verb, held.publisher)
        row = held.row
        due = waits_for(row) if isinstance(row, Request | Offer) else None
        if due is None or not isinstance(row, Request | Offer):
            raise Invalid(f"{code} waits for nobody.", "nothing_to_remind_of")
        if (last := last_reminder(session, code)) and moment - last < BETWEEN_REMINDERS:
            raise Invalid(f"A reminder of {code} was sent within a day.", "reminded_already")
        if not mail_is_set_up():
            raise Invalid("No mail server is set up.", "no_mail_server")
        clocks = agreed_clocks()
        started = (clock_start(due, timed(row)) or moment).date()
        last_day = clocks.expire_day(started) if due is Due.RECONFIRM else clocks.due_day(due, started)
        about = AboutRecord(code, row.title, started, record_link(code), last_day=last_day)
        one = Reminded(held.publisher, about, last_day, row.iso3 if isinstance(row, Request) else None)
        written = write_reminders(session, due, [one], without=actor.name)
        if not written:
            raise Invalid(f"Nobody who could be reminded of {code} wants mail.", "nobody_to_remind")
        write_history(session, actor, verb, held.kind, code, at=at, detail={"due": due, "letters": written})
        return written
