"""Submit a request for support; say where it stands."""

from datetime import date, datetime
from typing import TypedDict

from sqlmodel import Session, col, func, select

from data_access.commands.submitting.handing_in import NOTHING, WithIt, store_with_it, submitted_before
from data_access.mail.recipients import write_letters
from data_access.models import (
    Activity,
    ActivityRecommendation,
    Consent,
    Organization,
    Request,
    RequestNamedOrganization,
    RequestNamedState,
    RequestRecommendation,
    RequestTheme,
)
from data_access.records.loading import LoadedRecord, as_request, load_for_update, save_change
from data_access.records.lookups import (
    organization,
    organizations,
    recommendation_ids,
    require_states,
    row_id,
    theme_ids,
)
from data_access.records.new_records import new_columns, write_links
from data_access.records.permission_checks import raise_first, require_permission_on
from data_access.records.record_versions import keep_version, write_history
from data_access.store.engine import writing
from data_access.store.errors import Conflict, Invalid, NotAllowed
from data_access.store.history import now
from domain.people.letter_occasions import Occasion
from domain.people.permissions import Actor, Role, Verb
from domain.records.clocks import ANSWERED, is_reopened
from domain.records.draft_problems import request_problems
from domain.records.drafts import RequestDraft
from domain.records.workflow import next_request_status
from domain.vocabulary import (
    UNDER_WAY,
    ConsentStatus,
    EditorialState,
    Modality,
    RecordKind,
    RequestStatus,
    Visibility,
)

#: The tables of what hangs on a request.
REQUEST_LINKS = (RequestRecommendation, RequestTheme, RequestNamedState, RequestNamedOrganization)


def submit_request(
    actor: Actor,
    draft: RequestDraft,
    submission_id: str,
    *,
    with_it: WithIt = NOTHING,
    at: datetime | None = None,
) -> str:
    """Hand a State's request in for review and return its code; the same content again stores nothing.

    The publisher is an institution of that State. Raises NotAllowed, Invalid, and
    SubmittedBefore where the submission id stands for other content. with_it: stored in the same transaction.
    """
    with writing() as session:
        publisher = organization(session, draft.publisher, "publisher")
        require_permission_on(actor, Verb.SUBMIT_REQUEST, publisher)
        if code := submitted_before(session, actor, Request, draft, submission_id, with_it):
            return code
        row = Request(
            **new_columns(session, actor, RecordKind.REQUEST, draft, publisher, submission_id, at),
            **request_columns(session, draft, publisher),
            status=RequestStatus.SUBMITTED,
            submitted_at=at or now(),
        )
        session.add(row)
        session.flush()
        write_request_links(session, row_id(row), draft)
        write_letters(session, actor, Occasion.SUBMITTED, row, publisher, at=at)
        kept = keep_version(session, actor, RecordKind.REQUEST, row.code, 1, draft, at)
        write_history(session, actor, Verb.SUBMIT_REQUEST, RecordKind.REQUEST, row.code, at=at, detail=kept)
        store_with_it(session, actor, LoadedRecord(RecordKind.REQUEST, row, publisher), with_it, at)
        return row.code


class RequestColumns(TypedDict):
    """The columns that only requests have, those of their progress left out."""

    iso3: str
    modality: Modality
    languages: str
    window_start: date | None
    window_end: date | None
    visibility: Visibility
    contact_role: str


def request_columns(session: Session, draft: RequestDraft, publisher: Organization) -> RequestColumns:
    """The columns of a request as the draft says them; Invalid where it cannot be."""
    raise_first(request_problems(draft))
    require_states(session, [draft.iso3], "iso3")
    if publisher.iso3 != draft.iso3:
        raise Invalid(f"Only an institution of {draft.iso3} can make a request of that State.", "publisher")
    return RequestColumns(
        iso3=draft.iso3,
        modality=draft.modality,
        languages=",".join(draft.languages),
        window_start=draft.window_start,
        window_end=draft.window_end,
        visibility=draft.visibility,
        contact_role=draft.contact_role.strip(),
    )


def write_request_links(session: Session, request_id: int, draft: RequestDraft) -> None:
    """Write all that hangs on a request on which nothing hangs yet."""
    owner = {"request_id": request_id}
    recommended = recommendation_ids(session, draft.recommendations, [draft.iso3])
    write_links(session, RequestRecommendation, owner, "recommendation_id", recommended)
    write_links(session, RequestTheme, owner, "theme_id", theme_ids(session, draft.themes))
    require_states(session, draft.named_states, "named_states")
    write_links(session, RequestNamedState, owner, "iso3", draft.named_states)
    named = organizations(session, draft.named_organizations, "named_organizations")
    write_links(session, RequestNamedOrganization, owner, "organization_id", [row_id(one) for one in named.values()])


def set_request_status(
    actor: Actor, code: str, version: int, status: RequestStatus, *, reason: str = "", at: datetime | None = None
) -> str:
    """Take a request to a status that may follow its own.

    Fulfilled needs a public activity for one of its recommendations; closed without match needs the reason, which is
    kept for no other status. Set back to open, it waits for an answer from that day; the first answer's time stays.
    Raises NotFound, NotAllowed, Invalid, Conflict.
    """
    verb = Verb.SET_REQUEST_STATUS
    with writing() as session:
        loaded = load_for_update(session, actor, verb, code, version)
        row, before = as_request(loaded), as_request(loaded).status
        if status is RequestStatus.ACKNOWLEDGED and not actor.roles & {Role.STEWARD, Role.OPERATOR}:
            raise NotAllowed(f"{code} is acknowledged by a steward, not by the State that asks.")
        if status is RequestStatus.OPEN and row.editorial_state is not EditorialState.PUBLISHED:
            raise Conflict(f"{code} becomes open when it is published.")
        try:
            row.status = next_request_status(
                before, status, linked_activities=_activities_for(session, row), reason=reason
            )
        except ValueError as error:
            raise Conflict(str(error)) from error
        row.closing_reason = reason.strip() if status is RequestStatus.CLOSED_WITHOUT_MATCH else ""
        if status is RequestStatus.ACKNOWLEDGED:
            row.acknowledged_at = at or now()
        if status in ANSWERED and row.answered_at is None:
            row.answered_at = at or now()
        if is_reopened(before, status):
            row.reopened_at = at or now()
        return save_change(session, actor, verb, loaded, at=at, detail={"from": before, "to": status})


def _activities_for(session: Session, request: Request) -> int:
    """How many public activities of that State, under way or done, support a recommendation of the request."""
    return session.exec(
        select(func.count(func.distinct(Activity.id)))
        .select_from(Activity)
        .join(ActivityRecommendation)
        .join(
            RequestRecommendation,
            col(RequestRecommendation.recommendation_id) == col(ActivityRecommendation.recommendation_id),
        )
        .join(Consent, (col(Consent.record_id) == col(Activity.id)) & (col(Consent.record_kind) == RecordKind.ACTIVITY))
        .where(
            RequestRecommendation.request_id == request.id,
            Consent.iso3 == request.iso3,
            Consent.status == ConsentStatus.GRANTED,
            Activity.editorial_state == EditorialState.PUBLISHED,
            col(Activity.status).in_(UNDER_WAY),
        )
    ).one()
