"""Submit an activity; say where it stands."""

from datetime import date, datetime
from typing import TypedDict

from sqlmodel import Session, select

from data_access.commands.submitting.handing_in import NOTHING, WithIt, store_with_it, submitted_before
from data_access.mail.recipients import write_letters
from data_access.models import (
    Activity,
    ActivityMoney,
    ActivityPartner,
    ActivityPlace,
    ActivityRecipient,
    ActivityRecommendation,
    ActivityRole,
    ActivityTheme,
)
from data_access.records.loading import LoadedRecord, as_activity, load_for_update, save_change
from data_access.records.lookups import (
    organization,
    organizations,
    recommendation_ids,
    require_states,
    row_id,
    theme_ids,
)
from data_access.records.new_records import insert_rows, new_columns, write_links
from data_access.records.permission_checks import raise_first, require_permission_on
from data_access.records.record_versions import keep_version, write_history
from data_access.store.engine import writing
from data_access.store.errors import Conflict, Invalid
from domain.people.letter_occasions import Occasion
from domain.people.permissions import Actor, Verb
from domain.records.draft_problems import activity_problems, can_be_code
from domain.records.drafts import ActivityDraft
from domain.vocabulary import ActivityStatus, Fund, Modality, RecordKind

#: The tables of what hangs on an activity.
ACTIVITY_LINKS = (
    ActivityRecipient,
    ActivityRole,
    ActivityPartner,
    ActivityTheme,
    ActivityRecommendation,
    ActivityPlace,
    ActivityMoney,
)


def submit_activity(
    actor: Actor,
    draft: ActivityDraft,
    submission_id: str,
    *,
    with_it: WithIt = NOTHING,
    at: datetime | None = None,
) -> str:
    """Hand an activity in for review and return its code; the same content again stores nothing.

    Raises NotAllowed, Invalid, and
    SubmittedBefore where the submission id stands for other content. with_it: stored in the same transaction.
    """
    with writing() as session:
        publisher = organization(session, draft.publisher, "publisher")
        require_permission_on(actor, Verb.SUBMIT_ACTIVITY, publisher)
        if code := submitted_before(session, actor, Activity, draft, submission_id, with_it):
            return code
        row = Activity(
            **new_columns(session, actor, RecordKind.ACTIVITY, draft, publisher, submission_id, at),
            **activity_columns(session, draft),
        )
        session.add(row)
        session.flush()
        write_activity_links(session, row_id(row), draft)
        write_letters(session, actor, Occasion.SUBMITTED, row, publisher, at=at)
        kept = keep_version(session, actor, RecordKind.ACTIVITY, row.code, 1, draft, at)
        write_history(session, actor, Verb.SUBMIT_ACTIVITY, RecordKind.ACTIVITY, row.code, at=at, detail=kept)
        store_with_it(session, actor, LoadedRecord(RecordKind.ACTIVITY, row, publisher), with_it, at)
        return row.code


class ActivityColumns(TypedDict):
    """The columns that only activities have."""

    modality: Modality
    status: ActivityStatus
    planned_start: date | None
    planned_end: date | None
    actual_start: date | None
    actual_end: date | None
    fund: Fund | None
    outcome: str
    sensitive: bool
    parent_id: int | None


def activity_columns(session: Session, draft: ActivityDraft) -> ActivityColumns:
    """The columns of an activity as the draft says them; Invalid where it cannot be."""
    raise_first(activity_problems(draft))
    return ActivityColumns(
        modality=draft.modality,
        status=draft.status,
        planned_start=draft.planned_start,
        planned_end=draft.planned_end,
        actual_start=draft.actual_start,
        actual_end=draft.actual_end,
        fund=draft.fund,
        outcome=draft.outcome.strip(),
        sensitive=draft.sensitive,
        parent_id=_activity_id(session, draft.parent),
    )


def write_activity_links(session: Session, activity_id: int, draft: ActivityDraft) -> None:
    """Write all that hangs on an activity on which nothing hangs yet."""
    _link_to_records(session, {"activity_id": activity_id}, draft)
    _add_places_and_money(session, activity_id, draft)


def set_activity_status(
    actor: Actor, code: str, version: int, status: ActivityStatus, *, at: datetime | None = None
) -> str:
    """Say where an activity stands now; any status may follow any other. Raises NotFound, NotAllowed, Conflict."""
    verb = Verb.SET_ACTIVITY_STATUS
    with writing() as session:
        loaded = load_for_update(session, actor, verb, code, version)
        row = as_activity(loaded)
        if row.status is status:
            raise Conflict(f"{code} is {status.value} already.")
        before, row.status = row.status, status
        return save_change(session, actor, verb, loaded, at=at, detail={"from": before, "to": status})


def _activity_id(session: Session, code: str | None) -> int | None:
    if code is None:
        return None
    known = can_be_code(code)
    number = session.exec(select(Activity.id).where(Activity.code == code)).first() if known else None
    if number is None:
        raise Invalid(f"There is no activity {code}.", "parent")
    return number


def _link_to_records(session: Session, owner: dict[str, int], draft: ActivityDraft) -> None:
    states = [one.iso3 for one in draft.recipients]
    require_states(session, states, "recipients")
    providing = organizations(session, [one.organization for one in draft.providers], "providers")
    partners = organizations(session, draft.partners, "partners")
    recommended = recommendation_ids(session, draft.recommendations, states)
    insert_rows(
        session,
        ActivityRecipient,
        [{**owner, "iso3": one.iso3, "percentage": one.percentage} for one in draft.recipients],
    )
    # Two that a draft names may have become one since.
    roles = dict.fromkeys((row_id(providing[one.organization]), one.role) for one in draft.providers)
    insert_rows(
        session,
        ActivityRole,
        [{**owner, "organization_id": number, "role": role} for number, role in roles],
    )
    partnering = dict.fromkeys(row_id(partners[code]) for code in draft.partners)
    write_links(session, ActivityPartner, owner, "organization_id", partnering)
    write_links(session, ActivityTheme, owner, "theme_id", theme_ids(session, draft.themes))
    write_links(session, ActivityRecommendation, owner, "recommendation_id", recommended)


def _add_places_and_money(session: Session, activity_id: int, draft: ActivityDraft) -> None:
    session.add_all(
        ActivityPlace(activity_id=activity_id, name=one.name, longitude=one.longitude, latitude=one.latitude)
        for one in draft.places
    )
    session.add_all(
        ActivityMoney(activity_id=activity_id, kind=one.kind, amount=one.amount, currency=one.currency, on=one.on)
        for one in draft.money
    )
