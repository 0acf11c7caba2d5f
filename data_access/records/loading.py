"""Contributions that a command changes: found by code, checked for the version that the actor read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from data_access.models import Activity, Commitment, GoodPractice, Offer, Organization, Request
from data_access.records.lookups import row_id
from data_access.records.permission_checks import require_permission_on, state_of
from data_access.records.record_versions import write_history
from data_access.records.tables import KIND_BY_PREFIX, TABLES
from data_access.store.errors import Conflict, Invalid, NotFound
from data_access.store.history import now
from domain.people.permissions import Actor, Verb
from domain.records.draft_problems import can_be_code
from domain.records.workflow import next_editorial_state
from domain.vocabulary import EditorialState, RecordKind

Contribution = Activity | Request | Offer | GoodPractice | Commitment


@dataclass(frozen=True)
class LoadedRecord:
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


def load(session: Session, code: str) -> LoadedRecord:
    """The contribution with this code; NotFound where there is none."""
    kind = KIND_BY_PREFIX.get(code.rpartition("-")[0])
    row: Contribution | None = None
    if kind and can_be_code(code):
        row = session.exec(select(TABLES[kind]).where(TABLES[kind].code == code)).one_or_none()
    if kind is None or row is None:
        raise NotFound(f"There is no record {code}.")
    return LoadedRecord(kind, row, session.get_one(Organization, row.publisher_id))


def load_for_update(session: Session, actor: Actor, verb: Verb, code: str, version: int) -> LoadedRecord:
    """The contribution that the actor may change, in the version that the actor read.

    Raises NotFound, NotAllowed, and Conflict where the record moved on in the meantime.
    """
    loaded = load(session, code)
    require_permission_on(actor, verb, loaded.publisher)
    if loaded.row.version != version:
        raise Conflict(
            f"{code} changed since you read it: it is version {loaded.row.version} now, not {version}. Read it again."
        )
    return loaded


def as_activity(loaded: LoadedRecord) -> Activity:
    """The row of an activity; Invalid for any other kind."""
    if isinstance(loaded.row, Activity):
        return loaded.row
    raise Invalid(f"{loaded.row.code} is not an activity.", "code")


def as_request(loaded: LoadedRecord) -> Request:
    """The row of a request; Invalid for any other kind."""
    if isinstance(loaded.row, Request):
        return loaded.row
    raise Invalid(f"{loaded.row.code} is not a request.", "code")


def as_offer(loaded: LoadedRecord) -> Offer:
    """The row of an offer; Invalid for any other kind."""
    if isinstance(loaded.row, Offer):
        return loaded.row
    raise Invalid(f"{loaded.row.code} is not an offer.", "code")


def save_change(
    session: Session,
    actor: Actor,
    verb: Verb,
    loaded: LoadedRecord,
    *,
    at: datetime | None,
    detail: Mapping[str, Any] | None = None,
) -> str:
    """Move the record's version on, write the history entry, and give the code back."""
    loaded.row.version += 1
    loaded.row.updated_at = at or now()
    return write_history(session, actor, verb, loaded.kind, loaded.row.code, at=at, detail=detail)
