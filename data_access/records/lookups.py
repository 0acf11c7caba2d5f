"""What a draft names, found in the store: organizations, States, themes, recommendations."""

from collections.abc import Iterable
from typing import Protocol

from sqlmodel import Session, col, select

from data_access.models import (
    Organization,
    Recommendation,
    Review,
    State,
    Theme,
)
from data_access.records.permission_checks import raise_first
from data_access.store.errors import Invalid
from domain.records.draft_problems import can_be_code, link_problems


class Numbered(Protocol):
    """A row with a number of its own."""

    id: int | None


def row_id(row: Numbered) -> int:
    """The number of a row that was written; LookupError before it was."""
    if row.id is None:
        raise LookupError("this row was not written yet")
    return row.id


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
