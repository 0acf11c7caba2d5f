"""Contributions of all kinds as one list in SQL: what each kind has in common, for desks that show them together."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, literal, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import col

from data_access.models import (
    Activity,
    ActivityRecipient,
    ActivityTheme,
    Commitment,
    CommitmentTheme,
    GoodPractice,
    GoodPracticeTheme,
    OfferTheme,
    Organization,
    Request,
    RequestTheme,
    State,
    Theme,
)
from data_access.records.public import consented
from data_access.records.tables import TABLES
from domain.review.work_queues import DeskFilters
from domain.vocabulary import EditorialState, OrganizationKind, RecordKind

#: The tables of each kind's themes, with the column of the record.
THEMED: dict[RecordKind, Any] = {
    RecordKind.ACTIVITY: (ActivityTheme, ActivityTheme.activity_id),
    RecordKind.REQUEST: (RequestTheme, RequestTheme.request_id),
    RecordKind.OFFER: (OfferTheme, OfferTheme.offer_id),
    RecordKind.GOOD_PRACTICE: (GoodPracticeTheme, GoodPracticeTheme.good_practice_id),
    RecordKind.COMMITMENT: (CommitmentTheme, CommitmentTheme.commitment_id),
}


def common_columns(kind: RecordKind, since: Any, *conditions: ColumnElement[bool]) -> Select[Any]:
    """kind, id, since and code of the records of one kind that meet the conditions; `Organization` is the publisher."""
    table = TABLES[kind]
    return (
        select(literal(kind.value).label("kind"), col(table.id).label("id"), since.label("since"), col(table.code))
        .select_from(table)
        .join(Organization, col(Organization.id) == col(table.publisher_id))
        .where(*conditions)
    )


def about(kind: RecordKind, iso3: str) -> ColumnElement[bool]:
    """Whether a record is about the State: as recipient, as its own, or, for an offer, as its publisher's."""
    return about_any(kind, select(col(State.iso3)).where(col(State.iso3) == iso3))


def about_any(kind: RecordKind, states: Select[str], *, seen_by: str | None = None) -> ColumnElement[bool]:
    """Whether a record is about one of the States, as `about` says. states: a selection of ISO3 codes.

    seen_by: a State at its desk, which learns of another recipient beside itself only what is public.
    """
    match kind:
        case RecordKind.ACTIVITY:
            received = select(col(ActivityRecipient.activity_id)).where(col(ActivityRecipient.iso3).in_(states))
            if seen_by:
                received = received.where(_may_learn(seen_by))
            return col(Activity.id).in_(received)
        case RecordKind.REQUEST:
            return col(Request.iso3).in_(states)
        case RecordKind.GOOD_PRACTICE:
            return col(GoodPractice.iso3).in_(states)
        case RecordKind.COMMITMENT:
            return col(Commitment.iso3).in_(states)
        case _:
            return and_(col(Organization.kind) == OrganizationKind.STATE, col(Organization.iso3).in_(states))


def _may_learn(iso3: str) -> ColumnElement[bool]:
    """Whether a State that is asked about an activity learns of this recipient: as `record_reach.narrowed` tells it."""
    own = aliased(ActivityRecipient)
    receives = select(col(own.iso3)).where(
        col(own.activity_id) == col(ActivityRecipient.activity_id), col(own.iso3) == iso3
    )
    published = aliased(Activity)
    public = select(col(published.id)).where(col(published.editorial_state) == EditorialState.PUBLISHED)
    return or_(
        col(ActivityRecipient.iso3) == iso3,
        ~receives.exists(),
        and_(
            col(ActivityRecipient.activity_id).in_(public),
            consented(RecordKind.ACTIVITY, col(ActivityRecipient.activity_id), col(ActivityRecipient.iso3)),
        ),
    )


def narrowing(kind: RecordKind, filters: DeskFilters, *, seen_by: str | None = None) -> list[ColumnElement[bool]]:
    """The conditions that a record of one kind meets under the filters; seen_by: as `about_any` says."""
    conditions: list[ColumnElement[bool]] = []
    places = (
        (col(State.iso3), filters.states),
        (col(State.un_group), filters.un_groups),
        (col(State.region), filters.regions),
    )
    if any(wanted for _column, wanted in places):
        met = [column.in_(wanted) for column, wanted in places if wanted]
        conditions.append(about_any(kind, select(col(State.iso3)).where(*met), seen_by=seen_by))
    if filters.contributor:
        conditions.append(col(Organization.kind) == filters.contributor)
    if filters.themes:
        table, owner = THEMED[kind]
        themed = select(owner).join(Theme, col(Theme.id) == col(table.theme_id))
        conditions.append(col(TABLES[kind].id).in_(themed.where(col(Theme.code).in_(filters.themes))))
    return conditions


def kinds(wanted: RecordKind | None) -> Sequence[RecordKind]:
    """The kinds to look at."""
    return [wanted] if wanted and wanted in TABLES else list(TABLES)


def skipped(total: int, page: int, limit: int) -> int:
    """How many records stand before a page of a list; a page after the last one is the last one."""
    pages = max(1, -(-total // limit))
    return (min(max(page, 1), pages) - 1) * limit
