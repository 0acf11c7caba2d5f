"""Who is written to on which occasion: letters queued in the transaction of what happened, sent later by the clocks.

A letter that is queued belongs to what it tells of: where that is rolled back, nobody hears of it. No letter is queued
where no mail server is set up, nor for the person who acted, nor for those who want no mail.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

from sqlalchemy import ColumnElement, and_, false, or_
from sqlmodel import Session, col, select

from data_access.mail.sending import mail_is_set_up
from data_access.models import Letter, Membership, Organization, Person, State, StoreFact
from data_access.models.contributions import Contribution
from data_access.store.demonstration import DEMONSTRATION
from data_access.store.history import now
from data_access.store.settings import public_address, public_link
from domain.people.letter_occasions import AUDIENCES, Audience, Occasion
from domain.people.permissions import Actor, Role
from domain.records.clocks import Due
from domain.vocabulary import OrganizationKind
from languages.letters import AboutRecord, letter, reminder
from languages.text import language, speaking

#: Whom a reminder goes to.
REMINDED: Mapping[Due, Sequence[Audience]] = {
    Due.ACKNOWLEDGE: (Audience.STEWARDS,),
    Due.ANSWER: (Audience.STEWARDS, Audience.FOCAL_POINTS),
    Due.RECONFIRM: (Audience.OWNERS,),
}
#: The languages in which the store knows the States' names.
_NAMED_IN = frozenset({"en", "fr", "es", "ru", "zh", "ar"})


@dataclass(frozen=True)
class Reminded:
    """A record that somebody is reminded of. last_day: of the clock. iso3: the State that made a request."""

    publisher: Organization
    about: AboutRecord
    last_day: date
    iso3: str | None = None


def write_letters(
    session: Session,
    actor: Actor,
    occasion: Occasion,
    row: Contribution,
    publisher: Organization,
    *,
    iso3s: Iterable[str | None] = (None,),
    at: datetime | None = None,
) -> None:
    """Queue the letters on what the open transaction does to a record; iso3s: the States that it is about."""
    if not mail_is_set_up():
        return
    moment, demonstration = at or now(), _is_demonstration(session)
    for iso3 in iso3s:
        for person in _receivers(session, AUDIENCES[occasion], publisher, iso3):
            if person.code == actor.name:
                continue
            with speaking(person.language):
                about = AboutRecord(
                    row.code, row.title, moment.date(), record_link(row.code), _state_name(session, iso3)
                )
                _queue(session, person, *letter(occasion, about, demonstration=demonstration))


def write_reminders(session: Session, due: Due, records: Iterable[Reminded], *, without: str = "") -> int:
    """Queue one letter to each person about all of these records that the person is to be reminded of; how many.

    without: the name of the actor who sends them, and needs none.
    """
    if not mail_is_set_up():
        return 0
    post: dict[int, _Post] = {}
    known: dict[tuple[Audience, int | None, str | None], list[Person]] = {}
    for one in records:
        for audience in REMINDED[due]:
            key = (audience, one.publisher.id, one.iso3)
            if key not in known:
                known[key] = _receivers(session, audience, one.publisher, one.iso3)
            for person in known[key]:
                if person.code != without:
                    post.setdefault(person.id or 0, _Post(person)).records[one.about.code] = one.about
    demonstration = _is_demonstration(session)
    for letters in post.values():
        with speaking(letters.person.language):
            said = reminder(due, list(letters.records.values()), demonstration=demonstration)
            _queue(session, letters.person, *said)
    return len(post)


@dataclass
class _Post:
    """What one person is reminded of, by code."""

    person: Person
    records: dict[str, AboutRecord] = field(default_factory=dict)


def record_link(code: str) -> str:
    """The address of a record's page; empty where nobody said at which address the instance is reached."""
    return public_link(f"record?id={code}") if public_address() else ""


def _queue(session: Session, person: Person, subject: str, body: str) -> None:
    moment = now()
    session.add(Letter(person_id=person.id or 0, subject=subject[:300], body=body, queued_at=moment, due_at=moment))


def _receivers(session: Session, audience: Audience, publisher: Organization, iso3: str | None) -> list[Person]:
    """Those of an audience who have an address and want mail, in the order of their codes."""
    member = {
        Audience.STEWARDS: partial(_is_role, Role.STEWARD),
        Audience.OWNERS: partial(_owns, publisher),
        Audience.FOCAL_POINTS: partial(_answers_for, iso3),
    }[audience]()
    wanted = (
        select(Person)
        .where(
            col(Person.id).in_(select(Membership.person_id).where(member)),
            col(Person.wants_mail).is_(True),
            col(Person.email).is_not(None),
            col(Person.erased_at).is_(None),
        )
        .order_by(Person.code)
    )
    return list(session.exec(wanted))


def _is_role(role: Role) -> ColumnElement[bool]:
    return col(Membership.role) == role


def _owns(publisher: Organization) -> ColumnElement[bool]:
    members = and_(_is_role(Role.CONTRIBUTOR), col(Membership.organization_id) == publisher.id)
    state = publisher.iso3 if publisher.kind is OrganizationKind.STATE else None
    return or_(members, _answers_for(state))


def _answers_for(iso3: str | None) -> ColumnElement[bool]:
    return and_(_is_role(Role.FOCAL_POINT), col(Membership.iso3) == iso3) if iso3 else false()


def _state_name(session: Session, iso3: str | None) -> str:
    """The State's name in the language that is spoken."""
    state = session.get(State, iso3) if iso3 else None
    spoken = language() if language() in _NAMED_IN else "en"
    return str(getattr(state, f"name_{spoken}")) if state else ""


def _is_demonstration(session: Session) -> bool:
    return session.get(StoreFact, DEMONSTRATION) is not None
