"""Contributions of all kinds as one list in SQL: what each kind has in common, for desks that show them together."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, literal, select
from sqlmodel import col

from data_access.models import (
    Activity,
    ActivityRecipient,
    Commitment,
    GoodPractice,
    Offer,
    Organization,
    Request,
)
from domain.vocabulary import OrganizationKind, RecordKind

#: The tables of the kinds; without types, since what is asked of them is what they have in common.
TABLES: dict[RecordKind, Any] = {
    RecordKind.ACTIVITY: Activity,
    RecordKind.REQUEST: Request,
    RecordKind.OFFER: Offer,
    RecordKind.GOOD_PRACTICE: GoodPractice,
    RecordKind.COMMITMENT: Commitment,
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
    match kind:
        case RecordKind.ACTIVITY:
            received = select(col(ActivityRecipient.activity_id)).where(col(ActivityRecipient.iso3) == iso3)
            return col(Activity.id).in_(received)
        case RecordKind.REQUEST:
            return col(Request.iso3) == iso3
        case RecordKind.GOOD_PRACTICE:
            return col(GoodPractice.iso3) == iso3
        case RecordKind.COMMITMENT:
            return col(Commitment.iso3) == iso3
        case _:
            return and_(col(Organization.kind) == OrganizationKind.STATE, col(Organization.iso3) == iso3)


def kinds(wanted: RecordKind | None) -> Sequence[RecordKind]:
    """The kinds to look at."""
    return [wanted] if wanted in TABLES else list(TABLES)


def skipped(total: int, page: int, limit: int) -> int:
    """How many records stand before a page of a list; a page after the last one is the last one."""
    pages = max(1, -(-total // limit))
    return (min(max(page, 1), pages) - 1) * limit
