"""Contributions that a command changes: found by code, checked for the version that the actor read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from data_access.models import Activity, Commitment, GoodPractice, Offer, Organization, Request
from data_access.records.new_records import allow_on, row_id, state_of, tell
from data_access.records.tables import KIND_BY_PREFIX, TABLES
from data_access.store.errors import Conflict, Invalid, NotFound
from data_access.store.history import now
from domain.people.permissions import Actor, Verb
from domain.records.drafts import can_be_code
from domain.records.workflow import next_editorial_state
from domain.vocabulary import EditorialState, RecordKind

Contribution = Activity | Request | Offer | GoodPractice | Commitment


@dataclass(frozen=True)
class Held:
    """A contribution in the open transaction, with the organization that publishes it."""

    kind: RecordKind
    row: Contribution
    publisher: Organization

    @property
    def id(self) -> int:
        """The row's number."""
        return row_id(self.row)

    @property
    def own_state(self) -> str | None:
        """The State that publishes the record; None where the publisher is no State's institution."""
        return state_of(self.publisher)

    def step(self, wanted: EditorialState) -> None:
        """Take the record to an editorial state that may follow its own; Conflict otherwise."""
        try:
            self.row.editorial_state = next_editorial_state(self.row.editorial_state, wanted)
        except ValueError as error:
            raise Conflict(str(error)) from error


def hold(session: Session, code: str) -> Held:
    """The contribution with this code; NotFound where there is none."""
    kind = KIND_BY_PREFIX.get(code.rpartition("-")[0])
    row: Contribution | None = None
    if kind and can_be_code(code):
        row = session.exec(select(TABLES[kind]).where(TABLES[kind].code == code)).one_or_none()
    if kind is None or row is None:
        raise NotFound(f"There is no record {code}.")
    return Held(kind, row, session.get_one(Organization, row.publisher_id))


def hold_to_change(session: Session, actor: Actor, verb: Verb, code: str, version: int) -> Held:
    """The contribution that the actor may change, in the version that the actor read.

    Raises NotFound, NotAllowed, and Conflict where the record moved on in the meantime.
    """
    held = hold(session, code)
    allow_on(actor, verb, held.publisher)
    if held.row.version != version:
        raise Conflict(
            f"{code} changed since you read it: it is version {held.row.version} now, not {version}. Read it again."
        )
    return held


def hold_activity(held: Held) -> Activity:
    """The row of an activity; Invalid for any other kind."""
    if isinstance(held.row, Activity):
        return held.row
    raise Invalid(f"{held.row.code} is not an activity.", "code")


def hold_request(held: Held) -> Request:
    """The row of a request; Invalid for any other kind."""
    if isinstance(held.row, Request):
        return held.row
    raise Invalid(f"{held.row.code} is not a request.", "code")


def hold_offer(held: Held) -> Offer:
    """The row of an offer; Invalid for any other kind."""
    if isinstance(held.row, Offer):
        return held.row
    raise Invalid(f"{held.row.code} is not an offer.", "code")


def changed(
    session: Session,
    actor: Actor,
    verb: Verb,
    held: Held,
    *,
    at: datetime | None,
    detail: Mapping[str, Any] | None = None,
) -> str:
    """Move the record's version on, write the history entry, and give the code back."""
    held.row.version += 1
    held.row.updated_at = at or now()
    return tell(session, actor, verb, held.kind, held.row.code, at=at, detail=detail)
