"""The pictures of cooperation, told again slowly: plain loops over the store's tables, one rule a function."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlmodel import select

from data_access.models import Activity, ActivityRole, Organization, Request, RequestTheme
from data_access.store.engine import reading
from domain.cooperation import NONE, NOT_NAMED, SEVERAL
from domain.coverage import GapFilters
from domain.records.consent import public_for, states_concerned
from domain.vocabulary import (
    UNDER_WAY,
    ActivityStatus,
    ConsentStatus,
    OrganizationKind,
    RecordKind,
    RequestStatus,
    SupportBand,
    Visibility,
)
from tests import oracle


@dataclass(frozen=True)
class Tables:
    """Whole tables; `common` are those that coverage's oracle reads too."""

    common: oracle.Tables
    organizations: dict[int | None, Organization]
    roles: list[ActivityRole]
    request_themes: list[RequestTheme]


def read_tables() -> Tables:
    """All of them."""
    with reading() as session:
        made = Tables(
            oracle.Tables(session),
            {one.id: one for one in session.exec(select(Organization))},
            list(session.exec(select(ActivityRole))),
            list(session.exec(select(RequestTheme))),
        )
        session.expunge_all()
    return made


def flows(tables: Tables, world: Iterable[oracle.Described], filters: GapFilters) -> Counter[tuple[str, str, str, str]]:
    """Recommendations in scope by position, band, form and kind of provider."""
    counted: Counter[tuple[str, str, str, str]] = Counter()
    for one in oracle.in_scope(world, filters):
        linked = [
            activity
            for activity in tables.common.activities
            if counts(activity)
            and one.state.iso3 in recipients(tables, activity)
            and any(
                link.activity_id == activity.id and link.recommendation_id == one.row.id
                for link in tables.common.supported
            )
        ]
        forms, kinds = {activity.modality.value for activity in linked}, set[str]()
        for activity in linked:
            kinds |= provider_kinds(tables, activity)
        ends = (only(forms, NONE), only(kinds, NOT_NAMED))
        if one.band not in {SupportBand.REPORTED, SupportBand.PLANNED}:
            ends = (NONE, NONE)
        counted[(one.row.position.value, one.band.value, *ends)] += 1
    return counted


def activities(tables: Tables, world: Iterable[oracle.Described], filters: GapFilters) -> list[Activity]:
    """Activities that count and fit the filters."""
    chosen = []
    for activity in tables.common.activities:
        linked = [link.recommendation_id for link in tables.common.supported if link.activity_id == activity.id]
        public = recipients(tables, activity)
        of_them = [one for one in world if one.row.id in linked and one.state.iso3 in public]
        if (
            counts(activity)
            and (not filters.modalities or activity.modality in filters.modalities)
            and (not filters.themes or themes(tables, activity) & set(filters.themes))
            and fits(tables, public, of_them, filters)
        ):
            chosen.append(activity)
    return chosen


def requests(tables: Tables, world: Iterable[oracle.Described], filters: GapFilters) -> list[Request]:
    """Public requests that were sent and fit the filters."""
    chosen = []
    for request in tables.common.requests:
        linked = [link.recommendation_id for link in tables.common.asked_for if link.request_id == request.id]
        carried = {
            tables.common.themes[link.theme_id] for link in tables.request_themes if link.request_id == request.id
        }
        of_it = [one for one in world if one.row.id in linked and one.state.iso3 == request.iso3]
        agreed = public_for(request.editorial_state, consents(tables, RecordKind.REQUEST, request.id))
        if (
            request.visibility is Visibility.PUBLIC
            and request.iso3 in agreed
            and request.status not in {RequestStatus.DRAFT, RequestStatus.WITHDRAWN}
            and (not filters.modalities or request.modality in filters.modalities)
            and (not filters.themes or carried & set(filters.themes))
            and fits(tables, {request.iso3}, of_it, filters)
        ):
            chosen.append(request)
    return chosen


def fits(tables: Tables, public: Iterable[str], linked: list[oracle.Described], filters: GapFilters) -> bool:
    """Whether one of the States is chosen, and where more is asked for, a linked recommendation fits."""
    asked = replace(filters, themes=(), modalities=())
    if asked.cycles or asked.sdgs or asked.persons or asked.recommending or asked.sessions:
        return any(oracle.is_chosen(one, asked) for one in linked)
    states = [tables.common.states[iso3] for iso3 in public]
    return any(
        (not filters.states or state.iso3 in filters.states)
        and (not filters.un_groups or state.un_group in filters.un_groups)
        for state in states
    )


def counts(activity: Activity) -> bool:
    """Neither cancelled nor suspended."""
    return activity.status in UNDER_WAY or activity.status is ActivityStatus.PIPELINE


def recipients(tables: Tables, activity: Activity) -> set[str]:
    """The recipients for which it is public."""
    received = {link.iso3 for link in tables.common.recipients if link.activity_id == activity.id}
    return received & public_for(activity.editorial_state, consents(tables, RecordKind.ACTIVITY, activity.id))


def provider_kinds(tables: Tables, activity: Activity) -> set[str]:
    """The kinds of the providers that may be named."""
    publisher = state_of(tables.organizations[activity.publisher_id])
    answers = consents(tables, RecordKind.ACTIVITY, activity.id)
    kinds = set()
    for role in tables.roles:
        if role.activity_id == activity.id:
            provider = tables.organizations[role.organization_id]
            own = {state for state in [state_of(provider)] if state}
            concerned = states_concerned([], own, publisher)
            if all(answers.get(iso3) is ConsentStatus.GRANTED for iso3 in concerned):
                kinds.add(provider.kind.value)
    return kinds


def kind(tables: Tables, activity: Activity) -> str:
    """The kind of provider that it stands under."""
    return only(provider_kinds(tables, activity), NOT_NAMED)


def themes(tables: Tables, activity: Activity) -> set[str]:
    """Its themes' codes."""
    links = tables.common.activity_themes
    return {tables.common.themes[link.theme_id] for link in links if link.activity_id == activity.id}


def theme(tables: Tables, activity: Activity) -> str:
    """The theme that it stands under."""
    return only(themes(tables, activity), NONE)


def year(activity: Activity) -> int:
    """The year in which it begins; 0 where that is not known."""
    start = activity.actual_start or activity.planned_start
    return start.year if start else 0


def only(found: set[str], nothing: str) -> str:
    """The only one, or the word for several or none."""
    return nothing if not found else SEVERAL if len(found) > 1 else min(found)


def state_of(organization: Organization) -> str | None:
    """The State that it acts for."""
    return organization.iso3 if organization.kind is OrganizationKind.STATE else None


def consents(tables: Tables, kind: RecordKind, number: int | None) -> dict[str, ConsentStatus]:
    """What States said of a record."""
    return {
        one.iso3: one.status for one in tables.common.consents if (one.record_kind, one.record_id) == (kind, number)
    }
