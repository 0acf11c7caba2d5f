"""Where does cooperation happen: activities, who provides them, requests and offers, State by State, and where exactly?

All of it is what is public: published, and for each State only while that State consents. Activities that are
cancelled or suspended are not counted, as nowhere else. Filters on cycle, goal and affected persons keep what is linked
to a recommendation that fits them; filters on States speak of recipients.

Answers are remembered for the next reader with the same question: callers must not change the frames.
"""

from dataclasses import replace
from typing import TypedDict

import numpy as np
import pandas as pd

from data_access.snapshot import Snapshot, snapshot
from data_access.snapshot.activity_map import OPEN_END, MapFacts, map_facts
from data_access.snapshot.fields import MODALITIES
from data_access.snapshot.filters import Conditions, chosen, states_chosen
from domain.coverage import GapFilters
from domain.vocabulary import EligibleKind, StateGroup
from domain.years import Years

#: What an offer's eligibility is called where it names no group at all.
EVERY_STATE = "all"


class StateCounts(TypedDict):
    """Public activities of a State, those of them in pipeline, requests that still ask, and offers it can take up."""

    activities: int
    planned: int
    requests: int
    offers: int


def years_known() -> Years | None:
    """From the first year in which a public activity begins to the last that one begins or ends in; None for none."""
    return snapshot().cached("years known", lambda: _years_known())


def _years_known() -> Years | None:
    known = _activities(GapFilters(), None)
    starts = known.loc[known["first"] > 0, "first"]
    if starts.empty:
        return None
    ends = known.loc[known["last"] < OPEN_END, "last"]
    return Years(int(starts.min()), int(max(starts.max(), ends.max() if len(ends) else 0)))


def activities_by_state(filters: GapFilters, years: Years | None = None) -> pd.DataFrame:
    """Public activities of each recipient State that has any.

    Columns: iso3 (str), activities, planned (int64; planned: those of them in pipeline). Ordered by iso3. An activity
    with several recipients counts once for each. years: those in which it runs; None for all, those without a known
    day too.
    """
    return snapshot().cached(("activities by state", filters, years), lambda: _activities_by_state(filters, years))


def _activities_by_state(filters: GapFilters, years: Years | None) -> pd.DataFrame:
    found = _activities(filters, years)
    grouped = found.assign(planned=~found["under_way"]).groupby("iso3")["planned"].agg(["size", "sum"])
    counted = grouped.rename(columns={"size": "activities", "sum": "planned"}).astype("int64")
    return counted.reset_index().astype({"iso3": "str"})


def provider_flows(filters: GapFilters, years: Years | None = None) -> pd.DataFrame:
    """Public activities by providing State and recipient State.

    Columns: provider, recipient (str), activities (int64); the largest first, then by codes. A State stands as provider
    only where it may be named; what it does at home is no flow.
    """
    return snapshot().cached(("provider flows", filters, years), lambda: _provider_flows(filters, years))


def _provider_flows(filters: GapFilters, years: Years | None) -> pd.DataFrame:
    joined = _activities(filters, years).merge(map_facts().providers, on="activity", suffixes=("", "_provider"))
    abroad = joined[joined["iso3"] != joined["iso3_provider"]]
    counted = abroad.groupby(["iso3_provider", "iso3"])["activity"].nunique().reset_index()
    counted.columns = pd.Index(["provider", "recipient", "activities"])
    ordered = counted.sort_values(
        ["activities", "provider", "recipient"], ascending=[False, True, True], ignore_index=True
    )
    return ordered.astype({"provider": "str", "recipient": "str", "activities": "int64"})


def without_providing_state(filters: GapFilters, years: Years | None = None) -> int:
    """Public activities that no State is named as provider of, so that no flow shows them."""
    return snapshot().cached(
        ("without providing state", filters, years), lambda: _without_providing_state(filters, years)
    )


def _without_providing_state(filters: GapFilters, years: Years | None) -> int:
    found = _activities(filters, years)["activity"].unique()
    return int((~np.isin(found, map_facts().providers["activity"].to_numpy("int64"))).sum())


def activity_places(filters: GapFilters, years: Years | None = None) -> pd.DataFrame:
    """Where public activities happen, a row for each place.

    Columns: activity (int64), iso3 (str), longitude, latitude (degrees; NaN where the place may not be shown and
    the State stands for it), ordered by activity. A shown place stands once, under its first recipient.
    """
    return snapshot().cached(("activity places", filters, years), lambda: _activity_places(filters, years))


def _activity_places(filters: GapFilters, years: Years | None) -> pd.DataFrame:
    found, facts = _activities(filters, years), map_facts()
    shown = facts.places.merge(found.drop_duplicates("activity")[["activity", "iso3"]], on="activity")
    coarse = found[found["activity"].isin(facts.placed["activity"]) & ~found["activity"].isin(shown["activity"])]
    both = [shown, coarse[["activity", "iso3"]]]
    places = pd.concat([part for part in both if len(part)] or both[:1], ignore_index=True)
    places = places.reindex(columns=["activity", "iso3", "longitude", "latitude"])
    return places.sort_values("activity", kind="stable", ignore_index=True)


def requests_by_state(filters: GapFilters) -> pd.DataFrame:
    """Public requests that still ask, of each State that has any. Columns: iso3 (str), requests (int64)."""
    return snapshot().cached(("requests by state", filters), lambda: _requests_by_state(filters))


def _requests_by_state(filters: GapFilters) -> pd.DataFrame:
    current, facts = snapshot(), map_facts()
    conditions = chosen(current.codes, _of_states(filters))
    _add_linked(conditions, current, filters, "request")
    found = _rows(current, "SELECT request, state AS iso3 FROM request_for", conditions)
    if filters.modalities:
        kept = facts.requests[facts.requests["modality"].isin(filters.modalities)]
        found = found[found["request"].isin(kept["request"])]
    if filters.themes:
        kept = facts.request_themes[facts.request_themes["theme"].isin(filters.themes)]
        found = found[found["request"].isin(kept["request"])]
    return found.groupby("iso3").size().rename("requests").reset_index().astype({"iso3": "str"})


def offers_by_group(filters: GapFilters) -> pd.DataFrame:
    """Open offers by whom they are for. Columns: kind (EligibleKind's group, region, un_group; "all"), value, offers.

    An offer to several groups counts in each. Offers to States that are named one by one stand nowhere. Of the
    filters, theme and form of support apply.
    """
    counted = _offers(filters).groupby(["kind", "value"])["offer"].nunique().rename("offers")
    return counted.reset_index()


def offers_by_state(filters: GapFilters) -> pd.DataFrame:
    """Open offers that each chosen State can take up as a member of a group or as any State; each counted once.

    Columns: iso3 (str), offers (int64). Offers that name single States are never counted.
    """
    return snapshot().cached(("offers by state", filters), lambda: _offers_by_state(filters))


def _offers_by_state(filters: GapFilters) -> pd.DataFrame:
    offers, current = _offers(filters), snapshot()
    rows = []
    for number in states_chosen(current.codes, filters):
        facts = current.codes.states[number]
        special = {StateGroup.LDC: facts.ldc, StateGroup.LLDC: facts.lldc, StateGroup.SIDS: facts.sids}
        groups = {(EVERY_STATE, ""), (EligibleKind.UN_GROUP.value, facts.un_group)}
        groups |= {(EligibleKind.REGION.value, facts.region)}
        groups |= {(EligibleKind.GROUP.value, group.value) for group, member in special.items() if member}
        if facts.un_group:
            rows.append((facts.iso3, groups))
    by_group = {key: set(part["offer"]) for key, part in offers.groupby(["kind", "value"])}
    counted = [(iso3, len(set().union(*(by_group.get(group, set()) for group in groups)))) for iso3, groups in rows]
    return pd.DataFrame([row for row in counted if row[1]], columns=["iso3", "offers"])


def state_figures(iso3: str, filters: GapFilters, years: Years | None = None) -> StateCounts:
    """What is public of one State under the filters, whichever States these choose; see the layers' own queries."""
    alone = of_one_state(filters, iso3)
    activities = activities_by_state(alone, years)
    return StateCounts(
        activities=int(activities["activities"].sum()),
        planned=int(activities["planned"].sum()),
        requests=int(requests_by_state(alone)["requests"].sum()),
        offers=int(offers_by_state(alone)["offers"].sum()),
    )


def of_one_state(filters: GapFilters, iso3: str) -> GapFilters:
    """The same filters for one State, whichever States they choose."""
    return replace(filters, states=(iso3,), un_groups=(), regions=(), groups=())


def _activities(filters: GapFilters, years: Years | None) -> pd.DataFrame:
    """Columns: activity, iso3, under_way, first, last; a row for each recipient State for which it is public."""
    current = snapshot()
    found = current.cached(("map activities", filters), lambda: _fitting(current, map_facts(), filters))
    if years is None:
        return found
    return found[(found["first"] > 0) & (found["first"] <= years.last) & (found["last"] >= years.first)]


def _fitting(current: Snapshot, facts: MapFacts, filters: GapFilters) -> pd.DataFrame:
    conditions = chosen(current.codes, _of_states(filters))
    if filters.modalities:
        bits = sum(1 << MODALITIES.index(form) for form in set(filters.modalities))
        conditions.any_bit(["modality"], [bits])
    if filters.themes:
        numbers = current.codes.theme.numbers(filters.themes)
        conditions.add(
            "activity IN (SELECT activity FROM activity_theme WHERE theme IN (SELECT unnest(?::USMALLINT[])))", numbers
        )
    _add_linked(conditions, current, filters, "activity")
    found = _rows(current, "SELECT activity, state AS iso3, under_way FROM activity_for", conditions)
    return found.merge(facts.years, on="activity")


def _add_linked(conditions: Conditions, current: Snapshot, filters: GapFilters, owner: str) -> None:
    """Keep what is linked to a recommendation of the same State that fits the filters on recommendations, if any."""
    linked = GapFilters(
        cycles=filters.cycles,
        sessions=filters.sessions,
        sdgs=filters.sdgs,
        persons=filters.persons,
        recommending=filters.recommending,
    )
    if linked == GapFilters():
        return
    wanted = chosen(current.codes, linked)
    pairs = f"l.{owner}, r.state FROM {owner}_recommendation l JOIN recommendation r ON r.id = l.recommendation"
    conditions.add(" ".join((f"({owner}, state) IN (SELECT", pairs, f"{wanted.where})")), *wanted.parameters)


def _rows(current: Snapshot, query: str, conditions: Conditions) -> pd.DataFrame:
    """The rows with `iso3`, which the query gives as a State's number; ordered by it and the record."""
    owner = query.split()[1].rstrip(",")
    found = current.columns(" ".join((query, conditions.where, f"ORDER BY state, {owner}")), conditions.parameters)
    codes = np.array([state.iso3 for state in current.codes.states])
    return pd.DataFrame({**found, "iso3": codes[found["iso3"]]})


def _offers(filters: GapFilters) -> pd.DataFrame:
    facts = map_facts()
    found = facts.offers
    for wanted, frame, column in (
        (filters.themes, facts.offer_themes, "theme"),
        (filters.modalities, facts.offer_modalities, "modality"),
    ):
        if wanted:
            found = found[found["offer"].isin(frame.loc[frame[column].isin(wanted), "offer"])]
    return found


def _of_states(filters: GapFilters) -> GapFilters:
    return GapFilters(
        states=filters.states, un_groups=filters.un_groups, regions=filters.regions, groups=filters.groups
    )
