"""What the commands share: permission, the records that a draft names, a new record's columns, and its history."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, Protocol, TypedDict

from sqlalchemy import insert
from sqlmodel import Session, col, delete, select

from data_access.models import (
    Organization,
    Recommendation,
    RecordVersion,
    Review,
    State,
    StoreFact,
    Table,
    Theme,
)
from data_access.records.draft_json import content_digest, draft_to_json
from data_access.store.codes import next_codes
from data_access.store.errors import Invalid, NotAllowed
from data_access.store.history import Family, now, record_history
from domain.people.permissions import Actor, Role, Verb, may
from domain.records.drafts import AnyDraft, ContributionDraft, Problem, can_be_code, link_problems
from domain.vocabulary import EditorialState, OrganizationKind, RecordKind, Source

LONGEST_SUBMISSION_ID = 60
#: The fact that marks a store with invented content.
DEMONSTRATION = "demonstration"


class Numbered(Protocol):
    """A row with a number of its own."""

    id: int | None


class NewColumns(TypedDict):
    """The columns that every new contribution has."""

    code: str
    title: str
    summary: str
    source: Source
    source_key: str | None
    source_url: str
    publisher_id: int
    editorial_state: EditorialState
    submission_id: str
    version: int
    created_at: datetime
    updated_at: datetime
    published_at: datetime | None


def row_id(row: Numbered) -> int:
    """The number of a row that was written; LookupError before it was."""
    if row.id is None:
        raise LookupError("this row was not written yet")
    return row.id


def require_permission(
    actor: Actor,
    verb: Verb,
    *,
    organization: str | None = None,
    iso3: str | None = None,
    person: str | None = None,
) -> None:
    """Let the actor pass, or raise NotAllowed."""
    if not may(actor, verb, organization=organization, iso3=iso3, person=person):
        raise NotAllowed(f"{actor.name} may not {verb.value.replace('_', ' ')} here.")


def require_permission_on(actor: Actor, verb: Verb, publisher: Organization) -> None:
    """Let the actor pass who may do this to records of that publisher."""
    require_permission(actor, verb, organization=publisher.code, iso3=state_of(publisher))


def raise_first(problems: Iterable[Problem]) -> None:
    """Raise Invalid with the first problem, if there is one."""
    for problem in problems:
        raise Invalid(problem.message, problem.field, problem)


def state_of(organization: Organization) -> str | None:
    """The State that an organization is an institution of; None where it acts for no State."""
    return organization.iso3 if organization.kind is OrganizationKind.STATE else None


def organizations(session: Session, codes: Iterable[str], field: str) -> dict[str, Organization]:
    """Organizations by code, for one that was merged the one that stands for it; Invalid names one that is missing."""
    wanted = _codes(dict.fromkeys(codes), field)
    question = select(Organization).where(col(Organization.code).in_(wanted))
    found = {one.code: one for one in session.exec(question)} if wanted else {}
    for code in wanted:
        if code not in found:
            raise Invalid(f"There is no organization {code}.", field)
    return {code: surviving(session, one) for code, one in found.items()}


def surviving(session: Session, organization: Organization) -> Organization:
    """The organization that stands for this one: itself, or where it was merged, the last that it was merged into."""
    seen: set[str] = set()
    while organization.merged_into and organization.code not in seen:
        seen.add(organization.code)
        into = select(Organization).where(Organization.code == organization.merged_into)
        organization = session.exec(into).one()
    return organization


def organization(session: Session, code: str, field: str) -> Organization:
    """One organization by code; Invalid where it is missing."""
    return organizations(session, [code], field)[code]


def require_states(session: Session, codes: Iterable[str], field: str) -> None:
    """Invalid where a code is not the ISO3 code of a State in the store."""
    wanted = _codes(codes, field)
    known = set(session.exec(select(State.iso3).where(col(State.iso3).in_(wanted)))) if wanted else set()
    for iso3 in wanted:
        if iso3 not in known:
            raise Invalid(f"There is no State {iso3}.", field)


def theme_ids(session: Session, codes: Iterable[str]) -> list[int]:
    """Numbers of themes by code, in that order; Invalid names one that is missing."""
    wanted = _codes(codes, "themes")
    rows = session.exec(select(Theme.code, Theme.id).where(col(Theme.code).in_(wanted))) if wanted else ()
    found = {code: number for code, number in rows if number is not None}
    for code in wanted:
        if code not in found:
            raise Invalid(f"There is no theme {code}.", "themes")
    return [found[code] for code in wanted]


def recommendation_ids(session: Session, codes: Iterable[str], states: Iterable[str]) -> list[int]:
    """Numbers of recommendations by code, in that order.

    Invalid names one that is missing, retired, or to a State that is not among `states`.
    """
    wanted = _codes(codes, "recommendations")
    question = (
        select(Recommendation.code, Recommendation.id, Recommendation.retired_at, Review.iso3)
        .join(Review)
        .where(col(Recommendation.code).in_(wanted))
    )
    rows = session.exec(question) if wanted else ()
    found = {code: (number, retired, iso3) for code, number, retired, iso3 in rows}
    for code in wanted:
        if code not in found:
            raise Invalid(f"There is no recommendation {code}.", "recommendations")
        if found[code][1] is not None:
            raise Invalid(f"{code} was replaced by a newer record of the same review.", "recommendations")
    raise_first(link_problems({code: iso3 for code, (_, _, iso3) in found.items()}, states))
    return [number for code in wanted if (number := found[code][0]) is not None]


def _codes(codes: Iterable[str], field: str) -> list[str]:
    """The codes as a list; Invalid where one of them cannot be a code at all, which not every store can look for."""
    wanted = list(codes)
    if not all(can_be_code(code) for code in wanted):
        raise Invalid("A code is a short text without hidden characters.", field)
    return wanted


def source_of(session: Session, actor: Actor, wanted: Source) -> Source:
    """Where a new record comes from. Only imports say so themselves; in a demonstration all that is entered is one."""
    if wanted is not Source.ENTERED and actor.roles & {Role.OPERATOR, Role.STEWARD}:
        return wanted
    return Source.DEMONSTRATION if session.get(StoreFact, DEMONSTRATION) else Source.ENTERED


def new_columns(
    session: Session,
    actor: Actor,
    kind: RecordKind,
    draft: ContributionDraft,
    publisher: Organization,
    submission_id: str,
    at: datetime | None,
) -> NewColumns:
    """The columns that every new contribution has, with a new code, as submitted."""
    moment = at or now()
    return NewColumns(
        code=next_codes(session, kind, 1)[0],
        title=draft.title.strip(),
        summary=draft.summary.strip(),
        source=source_of(session, actor, draft.source),
        source_key=draft.source_key,
        source_url=draft.source_url,
        publisher_id=row_id(publisher),
        editorial_state=EditorialState.SUBMITTED,
        submission_id=submission_id,
        version=1,
        created_at=moment,
        updated_at=moment,
        published_at=None,
    )


def write_links(
    session: Session, table: type[Table], owner: Mapping[str, int], column: str, values: Iterable[object]
) -> None:
    """Add one row of a link table for each value."""
    insert_rows(session, table, [{**owner, column: value} for value in values])


def insert_rows(session: Session, table: type[Table], rows: list[dict[str, Any]]) -> None:
    """Write rows that nothing in this transaction reads as objects, all at once."""
    if rows:
        session.connection().execute(insert(table), rows)


def delete_links(session: Session, owner: Mapping[str, int], *tables: type[Table]) -> None:
    """Take the owner's rows out of link tables, to write them anew."""
    for table in tables:
        session.execute(delete(table).where(*(getattr(table, column) == value for column, value in owner.items())))


def keep_version(
    session: Session, actor: Actor, kind: RecordKind, code: str, version: int, draft: AnyDraft, at: datetime | None
) -> dict[str, Any]:
    """Keep what a record says in this version; returns what the version's history entry says of it.

    With the digest, the number and the moment there, `verify` finds whatever is changed in the version later.
    """
    content, moment = draft_to_json(kind, draft), (at or now()).astimezone(UTC)
    session.add(RecordVersion(record_code=code, version=version, content=content, actor=actor.name, at=moment))
    return {"content": content_digest(content), "version": version, "written": moment.isoformat()}


def write_history(
    session: Session,
    actor: Actor,
    verb: Verb,
    kind: RecordKind,
    code: str,
    *,
    at: datetime | None,
    detail: Mapping[str, Any] | None = None,
) -> str:
    """Write the command's one history entry and give the record's code back."""
    # While it is public a commitment stands among the recommendations, which readers watch by themselves.
    family = Family.RECOMMENDATIONS if kind is RecordKind.COMMITMENT else Family.CONTRIBUTIONS
    record_history(session, actor.name, verb.value, family, kind=kind, code=code, detail=detail, at=at)
    return code
