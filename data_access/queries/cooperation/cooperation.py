"""Who supports what, in which form, and how soon are requests answered?

Each frame counts public records only, the same for every reader. A record stands in exactly one row of a frame, so
that the rows add up: what is of several forms, kinds or themes has a class of its own.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

import numpy as np
import pandas as pd

from data_access.queries.cooperation.cooperation_facts import (
    activity_facts,
    chosen_states,
    fitting,
    linked_recommendations,
    only_form,
    only_kind,
    only_theme,
    request_facts,
    request_fits,
)
from data_access.snapshot import Snapshot, snapshot
from data_access.snapshot.fields import BANDS, MODALITIES, POSITIONS
from data_access.snapshot.filters import in_scope
from domain.cooperation import NONE
from domain.coverage import GapFilters
from domain.records.clocks import Clock, agreed_clocks, timeliness
from domain.vocabulary import SupportBand

#: The bands of recommendations to which activities are linked.
_WITH_ACTIVITIES = frozenset({SupportBand.REPORTED, SupportBand.PLANNED})


def flows(filters: GapFilters) -> pd.DataFrame:
    """Count the recommendations in scope by position, support band, form of support and kind of provider.

    Columns: position, band, modality, provider (codes), recommendations (int64). modality and provider are of the
    public activities linked to the recommendation: a member's value, SEVERAL, or NONE where no activity is linked;
    provider also NOT_NAMED. Each recommendation is in one row.
    """
    current = snapshot()
    return current.cached(("flows", filters), lambda: _flows(current, filters)).copy()


def providers_and_themes(filters: GapFilters) -> pd.DataFrame:
    """Count the activities that fit by kind of provider and theme.

    Columns: kind (OrganizationKind's value, SEVERAL or NOT_NAMED), theme (code, SEVERAL or NONE), activities (int64).
    """
    current = snapshot()
    return current.cached(("providers", filters), lambda: _providers_and_themes(current, filters)).copy()


def modalities_by_year(filters: GapFilters) -> pd.DataFrame:
    """Count the activities that fit by form of support and the year in which they begin.

    Columns: modality (value), year (int64; 0 where no day is recorded), under_way, planned (int64). The actual start
    stands before the planned one.
    """
    current = snapshot()
    return current.cached(("modalities", filters), lambda: _modalities_by_year(current, filters)).copy()


def response_times(filters: GapFilters, at: datetime) -> pd.DataFrame:
    """Count the requests that fit by clock, year of submission and where the clock stands at the moment `at`.

    Columns: clock (Clock's value), year (int64), timeliness (Timeliness's value), requests (int64). Each request
    stands once under each clock, by the time from its submission to the first answer, whatever followed.
    """
    current = snapshot()
    return current.cached(("times", filters, at, agreed_clocks()), lambda: _response_times(current, filters, at)).copy()


def _flows(current: Snapshot, filters: GapFilters) -> pd.DataFrame:
    conditions = in_scope(current.codes, filters)
    query = " ".join(("SELECT id, position, band, modalities FROM recommendation", conditions.where, "ORDER BY id"))
    found = current.columns(query, conditions.parameters)
    numbers = found["id"]
    facts = activity_facts(current)
    kinds = np.zeros(len(numbers), dtype=np.int64)
    if len(numbers):
        place = np.minimum(np.searchsorted(numbers, facts.link_recommendation), len(numbers) - 1)
        here = numbers[place] == facts.link_recommendation
        activity = np.searchsorted(facts.number, facts.link_activity[here])
        np.bitwise_or.at(kinds, place[here], facts.kinds[activity])
    columns = (found["position"], found["band"], found["modalities"], kinds)
    counted = Counter(zip(*(column.tolist() for column in columns), strict=True))
    classed: Counter[tuple[str | int, ...]] = Counter()
    for (position, band, forms, those), count in counted.items():
        linked = BANDS[band] in _WITH_ACTIVITIES
        ends = (only_form(forms), only_kind(those)) if linked else (NONE, NONE)
        classed[(POSITIONS[position].value, BANDS[band].value, *ends)] += count
    return _frame(classed, ["position", "band", "modality", "provider"], "recommendations")


def _providers_and_themes(current: Snapshot, filters: GapFilters) -> pd.DataFrame:
    facts = activity_facts(current)
    those = np.flatnonzero(fitting(current, facts, filters)).tolist()
    counted: Counter[tuple[str | int, ...]] = Counter(
        (only_kind(int(facts.kinds[one])), only_theme(facts.themes[one])) for one in those
    )
    return _frame(counted, ["kind", "theme"], "activities")


def _modalities_by_year(current: Snapshot, filters: GapFilters) -> pd.DataFrame:
    facts = activity_facts(current)
    those = fitting(current, facts, filters)
    columns = (facts.modality[those], facts.year[those], facts.under_way[those])
    counted = Counter(zip(*(column.tolist() for column in columns), strict=True))
    keys = sorted({(form, year) for form, year, _under_way in counted})
    return pd.DataFrame(
        {
            "modality": pd.array([MODALITIES[form].value for form, _year in keys], dtype="str"),
            "year": np.array([year for _form, year in keys], dtype=np.int64),
            "under_way": np.array([counted[(*key, True)] for key in keys], dtype=np.int64),
            "planned": np.array([counted[(*key, False)] for key in keys], dtype=np.int64),
        }
    )


def _response_times(current: Snapshot, filters: GapFilters, at: datetime) -> pd.DataFrame:
    states, linked = chosen_states(current, filters), linked_recommendations(current, filters)
    counted: Counter[tuple[str | int, ...]] = Counter()
    for request in request_facts(current):
        if request_fits(request, states, linked, filters):
            done = {Clock.ACKNOWLEDGED: request.acknowledged, Clock.ANSWERED: request.answered}
            for clock, day in done.items():
                stands = timeliness(agreed_clocks().last_day(clock, request.submitted), day, at.date())
                counted[(clock.value, request.submitted.year, stands.value)] += 1
    return _frame(counted, ["clock", "year", "timeliness"], "requests")


def _frame(counted: Mapping[tuple[str | int, ...], int], names: list[str], unit: str) -> pd.DataFrame:
    """A row for each key, its parts under `names`, its count under `unit`, in the keys' order."""
    rows = sorted(counted.items())
    parts = list(zip(*(key for key, _count in rows), strict=True)) or [()] * len(names)
    columns = {
        name: pd.Series(list(values), dtype="int64" if name == "year" else "str")
        for name, values in zip(names, parts, strict=True)
    }
    return pd.DataFrame(columns | {unit: pd.Series([count for _key, count in rows], dtype="int64")})
