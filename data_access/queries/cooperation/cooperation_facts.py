"""What the pictures of cooperation need to know of each public activity and request, read once for each data version.

Numbers of States and recommendations are the snapshot's. What is public is for the snapshot's tables and `public` to
say; nothing else is in here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection
from sqlmodel import Session, col, func, select

from data_access.models import (
    Activity,
    ActivityRole,
    ActivityTheme,
    Organization,
    Request,
    RequestTheme,
    Theme,
)
from data_access.records import public
from data_access.snapshot import Snapshot
from data_access.snapshot.fields import MODALITIES
from data_access.snapshot.filters import chosen
from data_access.store.engine import reading
from domain.cooperation import NONE, NOT_NAMED, SEVERAL
from domain.coverage import GapFilters
from domain.vocabulary import Modality, OrganizationKind

Numbers = NDArray[Any]

KINDS = tuple(OrganizationKind)


@dataclass(frozen=True)
class ActivityFacts:
    """Activities that count: public for at least one State, and neither cancelled nor suspended. Sorted by `number`.

    number, modality (place in MODALITIES), under_way, year (of the actual start, else the planned; 0 unknown), kinds
    (bits of KINDS: the providers that may be named) and themes have one entry an activity. for_activity, for_state:
    pairs of an activity and a State for which it is public. link_activity, link_recommendation: links to
    recommendations of such States.
    """

    number: Numbers
    modality: Numbers
    under_way: Numbers
    year: Numbers
    kinds: Numbers
    themes: tuple[frozenset[str], ...]
    for_activity: Numbers
    for_state: Numbers
    link_activity: Numbers
    link_recommendation: Numbers


@dataclass(frozen=True)
class RequestFacts:
    """One public request. state: the snapshot's number. themes: codes.

    recommendations: row numbers of those of its own State that it is linked to.
    """

    code: str
    state: int
    modality: Modality
    submitted: date
    acknowledged: date | None
    answered: date | None
    themes: frozenset[str]
    recommendations: frozenset[int]


def activity_facts(current: Snapshot) -> ActivityFacts:
    """The activities that count."""
    return current.cached("cooperation: activities", lambda: _read_activities(current))


def request_facts(current: Snapshot) -> tuple[RequestFacts, ...]:
    """The public requests that were sent on a known day."""
    return current.cached("cooperation: requests", lambda: _read_requests(current))


def fitting(current: Snapshot, facts: ActivityFacts, filters: GapFilters) -> Numbers:
    """Which activities fit the filters, as a mask.

    An activity fits where it is public for a State that they choose, is of a form and carries a theme that they name,
    and, where they name anything else of recommendations, is linked to one of that State that fits.
    """
    linked = linked_recommendations(current, filters)
    if linked is None:
        those = facts.for_activity[np.isin(facts.for_state, list(chosen_states(current, filters)))]
    else:
        those = facts.link_activity[np.isin(facts.link_recommendation, linked)]
    fits: Numbers = np.isin(facts.number, those)
    if filters.modalities:
        fits &= np.isin(facts.modality, [MODALITIES.index(form) for form in filters.modalities])
    if filters.themes:
        wanted = frozenset(filters.themes)
        fits &= np.fromiter((not wanted.isdisjoint(themes) for themes in facts.themes), bool, len(facts.themes))
    return fits


def request_fits(request: RequestFacts, states: frozenset[int], linked: Numbers | None, filters: GapFilters) -> bool:
    """Whether a request fits the filters, by the same rule. states, linked: as the two functions below give them."""
    return (
        request.state in states
        and (not filters.modalities or request.modality in filters.modalities)
        and (not filters.themes or not request.themes.isdisjoint(filters.themes))
        and (linked is None or bool(np.isin(list(request.recommendations), linked).any()))
    )


def chosen_states(current: Snapshot, filters: GapFilters) -> frozenset[int]:
    """The numbers of the States that the filters choose."""
    only = GapFilters(
        states=filters.states, un_groups=filters.un_groups, regions=filters.regions, groups=filters.groups
    )
    conditions = chosen(current.codes, only)
    query = " ".join(("SELECT state FROM (SELECT number AS state FROM state_code)", conditions.where))
    return frozenset(number for (number,) in current.rows(query, conditions.parameters))


def linked_recommendations(current: Snapshot, filters: GapFilters) -> Numbers | None:
    """Row numbers of the recommendations of which an activity must support one; None where the filters ask for none.

    A form of support and a theme are the activity's own, so that they say nothing here.
    """
    if not (filters.cycles or filters.sessions or filters.sdgs or filters.persons or filters.recommending):
        return None
    conditions = chosen(current.codes, replace(filters, themes=(), modalities=()))
    query = " ".join(("SELECT id FROM recommendation", conditions.where))
    return current.columns(query, conditions.parameters)["id"]


def only_kind(kinds: int) -> str:
    """The code of the only kind in a set of bits of KINDS; SEVERAL, or NOT_NAMED for the empty set."""
    if not kinds:
        return NOT_NAMED
    return SEVERAL if kinds & (kinds - 1) else KINDS[int(kinds).bit_length() - 1].value


def only_form(modalities: int) -> str:
    """The code of the only form in a set of bits of MODALITIES; SEVERAL, or NONE for the empty set."""
    if not modalities:
        return NONE
    return SEVERAL if modalities & (modalities - 1) else MODALITIES[int(modalities).bit_length() - 1].value


def only_theme(themes: frozenset[str]) -> str:
    """The code of the only theme; SEVERAL, or NONE."""
    if not themes:
        return NONE
    return SEVERAL if len(themes) > 1 else next(iter(themes))


def _read_activities(current: Snapshot) -> ActivityFacts:
    public_for = current.columns("SELECT activity, state, under_way, modality FROM activity_for ORDER BY activity")
    links = current.columns(
        "SELECT DISTINCT l.activity, l.recommendation FROM activity_recommendation l JOIN activity_for a "
        "USING (activity) JOIN recommendation r ON r.id = l.recommendation AND r.state = a.state"
    )
    number, first = np.unique(public_for["activity"], return_index=True)
    bits = public_for["modality"][first].astype(np.int64)
    with reading() as session:
        years, kinds, themes = _years(session), _provider_kinds(session), _themes(session.connection())
    return ActivityFacts(
        number=number,
        modality=np.log2(bits).astype(np.int64) if len(bits) else bits,
        under_way=public_for["under_way"][first],
        year=np.fromiter((years.get(one, 0) for one in number.tolist()), np.int64, len(number)),
        kinds=np.fromiter((kinds.get(one, 0) for one in number.tolist()), np.int64, len(number)),
        themes=tuple(themes.get(one, frozenset()) for one in number.tolist()),
        for_activity=public_for["activity"],
        for_state=public_for["state"],
        link_activity=links["activity"],
        link_recommendation=links["recommendation"],
    )


def _years(session: Session) -> dict[int, int]:
    began = func.coalesce(col(Activity.actual_start), col(Activity.planned_start))
    found = session.connection().execute(select(col(Activity.id), began).where(began.is_not(None)))
    return {number: began.year for number, began in found if number is not None}


def _provider_kinds(session: Session) -> dict[int, int]:
    """The kinds of the providers that may be named, as bits, by activity."""
    found = session.connection().execute(
        select(col(ActivityRole.activity_id), col(Organization.kind))
        .join(Organization, col(Organization.id) == col(ActivityRole.organization_id))
        .join(Activity, col(Activity.id) == col(ActivityRole.activity_id))
        .join(public.Publisher, col(public.Publisher.id) == col(Activity.publisher_id))
        .where(public.provider_is_named())
    )
    place = {kind: 1 << number for number, kind in enumerate(KINDS)}
    kinds: dict[int, int] = {}
    for activity, kind in found:
        kinds[activity] = kinds.get(activity, 0) | place[kind]
    return kinds


def _themes(store: Connection) -> dict[int, frozenset[str]]:
    links = select(col(ActivityTheme.activity_id), col(Theme.code)).join(Theme)
    return _gathered(store.execute(links))


def _read_requests(current: Snapshot) -> tuple[RequestFacts, ...]:
    state = {facts.iso3: number for number, facts in enumerate(current.codes.states)}
    linked = _gathered(
        ((request, of_state), recommendation)
        for request, of_state, recommendation in current.rows(
            "SELECT l.request, r.state, l.recommendation FROM request_recommendation l "
            "JOIN recommendation r ON r.id = l.recommendation"
        )
    )
    with reading() as session:
        store = session.connection()
        themes = _gathered(store.execute(select(col(RequestTheme.request_id), col(Theme.code)).join(Theme)))
        found = session.exec(select(Request).where(public.request_is_public()).order_by(col(Request.code))).all()
        return tuple(
            RequestFacts(
                code=row.code,
                state=state[row.iso3],
                modality=row.modality,
                submitted=row.submitted_at.date(),
                acknowledged=day_of(row.acknowledged_at),
                answered=day_of(row.answered_at),
                themes=themes.get(row.id or 0, frozenset()),
                recommendations=linked.get((row.id, state[row.iso3]), frozenset()),
            )
            for row in found
            if row.submitted_at
        )


def day_of(moment: datetime | None) -> date | None:
    """The day of a moment, in UTC."""
    return moment.date() if moment else None


def _gathered(rows: Iterable[Sequence[Any]]) -> dict[Any, frozenset[Any]]:
    """The second values of rows of two by the first."""
    groups: dict[Any, set[Any]] = {}
    for row in rows:
        groups.setdefault(row[0], set()).add(row[1])
    return {owner: frozenset(values) for owner, values in groups.items()}
