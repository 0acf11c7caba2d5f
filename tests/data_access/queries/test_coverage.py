"""The rules of coverage, one by one, then all of them at once against the oracle."""

from collections.abc import Mapping

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.queries.coverage.coverage import CoverageTotal, coverage_by, coverage_matrix, coverage_total
from data_access.snapshot import snapshot
from domain.coverage import GapFilters
from domain.vocabulary import (
    ActivityStatus,
    Breakdown,
    ConsentStatus,
    EditorialState,
    Modality,
    Position,
    RecommendationKind,
    RequestStatus,
    SupportBand,
    Visibility,
)
from tests import generated_stores as made_up
from tests import oracle
from tests.builder_rows import MOMENT
from tests.builders import add_activity, add_recommendation, add_request

pytestmark = pytest.mark.usefixtures("store")

ALL = GapFilters()
NOTHING = CoverageTotal(0, 0, 0, 0, 0, 0)


def only_band(band: SupportBand) -> CoverageTotal:
    """One recommendation, in this band."""
    counts = {one.value: int(one is band) for one in SupportBand}
    return CoverageTotal(supported=1, **counts)


def counts_by(breakdown: Breakdown, filters: GapFilters = ALL) -> dict[str, int]:
    frame = coverage_by(breakdown, filters)
    return dict(zip(frame["key"], frame["supported"], strict=True))


# What counts


def test_an_empty_store_has_no_coverage() -> None:
    assert coverage_total(ALL) == NOTHING
    for breakdown in Breakdown:
        assert coverage_by(breakdown, ALL).empty


def test_a_recommendation_with_nothing_recorded_is_counted_and_named_so() -> None:
    add_recommendation()
    assert coverage_total(ALL) == only_band(SupportBand.NONE_RECORDED)


def test_a_recommendation_counts_once_however_many_activities_support_it() -> None:
    recommendation = add_recommendation()
    add_activity([recommendation])
    add_activity([recommendation])
    assert coverage_total(ALL) == only_band(SupportBand.REPORTED)


def test_a_recommendation_counts_once_however_many_states_made_it() -> None:
    add_recommendation(by=["NOR", "FJI", "BRA"])
    assert coverage_total(ALL).supported == 1
    assert counts_by(Breakdown.RECOMMENDING) == {"BRA": 1, "FJI": 1, "NOR": 1}


@pytest.mark.parametrize("position", [Position.NOTED, Position.PENDING, Position.UNKNOWN])
def test_only_supported_recommendations_are_in_scope(position: Position) -> None:
    add_recommendation(position)
    assert coverage_total(GapFilters(with_partly=True)) == NOTHING


def test_partly_supported_recommendations_are_added_on_request() -> None:
    add_recommendation(Position.PARTLY_SUPPORTED)
    assert coverage_total(ALL) == NOTHING
    assert coverage_total(GapFilters(with_partly=True)) == only_band(SupportBand.NONE_RECORDED)


def test_commitments_never_count_as_recommendations() -> None:
    add_recommendation(kind=RecommendationKind.COMMITMENT)
    assert coverage_total(ALL) == NOTHING


def test_retired_recommendations_are_out_of_the_counts() -> None:
    add_activity([add_recommendation(retired_at=MOMENT)])
    assert coverage_total(ALL) == NOTHING


# The bands, the first that fits


@pytest.mark.parametrize("status", [ActivityStatus.IMPLEMENTATION, ActivityStatus.FINALISATION, ActivityStatus.CLOSED])
def test_an_activity_under_way_or_done_is_reported_support(status: ActivityStatus) -> None:
    add_activity([add_recommendation()], status=status)
    assert coverage_total(ALL) == only_band(SupportBand.REPORTED)


def test_only_activities_in_pipeline_is_planned_support() -> None:
    recommendation = add_recommendation()
    add_activity([recommendation], status=ActivityStatus.PIPELINE)
    assert coverage_total(ALL) == only_band(SupportBand.PLANNED)
    add_activity([recommendation])
    assert coverage_total(ALL) == only_band(SupportBand.REPORTED)


@pytest.mark.parametrize("status", [ActivityStatus.CANCELLED, ActivityStatus.SUSPENDED])
def test_cancelled_and_suspended_activities_never_count(status: ActivityStatus) -> None:
    add_activity([add_recommendation(themes=["Torture"])], status=status, themes=["Torture"])
    assert coverage_total(ALL) == only_band(SupportBand.NONE_RECORDED)


@pytest.mark.parametrize("status", RequestStatus)
def test_a_request_counts_only_while_it_asks(status: RequestStatus) -> None:
    add_request([add_recommendation()], status=status)
    asks = {RequestStatus.OPEN, RequestStatus.IN_DIALOGUE, RequestStatus.AGREED, RequestStatus.DELIVERING}
    band = SupportBand.REQUESTED if status in asks else SupportBand.NONE_RECORDED
    assert coverage_total(ALL) == only_band(band)


def test_planned_support_comes_before_a_request() -> None:
    recommendation = add_recommendation()
    add_request([recommendation])
    add_activity([recommendation], status=ActivityStatus.PIPELINE)
    assert coverage_total(ALL) == only_band(SupportBand.PLANNED)


def test_a_request_comes_before_an_activity_on_the_same_theme() -> None:
    add_request([add_recommendation(themes=["Torture"])])
    add_activity(themes=["Torture"], recipients=["KEN"])
    assert coverage_total(ALL) == only_band(SupportBand.REQUESTED)


def test_an_activity_of_the_state_on_the_same_theme_is_theme_only() -> None:
    add_recommendation(themes=["Torture", "Education"])
    add_activity(themes=["Education"], recipients=["KEN"])
    assert coverage_total(ALL) == only_band(SupportBand.THEME_ONLY)


def test_an_activity_of_another_state_on_the_same_theme_says_nothing() -> None:
    add_recommendation(themes=["Education"], state="KEN")
    add_activity(themes=["Education"], recipients=["FJI"])
    assert coverage_total(ALL) == only_band(SupportBand.NONE_RECORDED)


def test_a_planned_activity_on_the_same_theme_says_nothing() -> None:
    add_recommendation(themes=["Education"])
    add_activity(themes=["Education"], recipients=["KEN"], status=ActivityStatus.PIPELINE)
    assert coverage_total(ALL) == only_band(SupportBand.NONE_RECORDED)


# Consent and publication


@pytest.mark.parametrize(
    "editorial_state", [state for state in EditorialState if state is not EditorialState.PUBLISHED]
)
def test_only_published_records_count(editorial_state: EditorialState) -> None:
    recommendation = add_recommendation()
    add_activity([recommendation], editorial_state=editorial_state)
    add_request([recommendation], editorial_state=editorial_state)
    assert coverage_total(ALL) == only_band(SupportBand.NONE_RECORDED)


@pytest.mark.parametrize("consent", [status for status in ConsentStatus if status is not ConsentStatus.GRANTED])
def test_without_the_states_consent_a_record_counts_nowhere(consent: ConsentStatus) -> None:
    recommendation = add_recommendation(themes=["Torture"])
    add_activity([recommendation], themes=["Torture"], consent=consent)
    add_request([recommendation], consent=consent)
    assert coverage_total(ALL) == only_band(SupportBand.NONE_RECORDED)


def test_a_withheld_consent_of_one_recipient_leaves_the_other_counted() -> None:
    both = [add_recommendation(state="KEN"), add_recommendation(state="FJI")]
    add_activity(both, consent={"KEN": ConsentStatus.GRANTED, "FJI": ConsentStatus.WITHHELD})
    reported = coverage_by(Breakdown.STATE, ALL).set_index("key")["reported"]
    assert reported.to_dict() == {"FJI": 0, "KEN": 1}


def test_a_state_that_was_never_asked_has_not_consented() -> None:
    add_activity([add_recommendation()], consent={})
    assert coverage_total(ALL) == only_band(SupportBand.NONE_RECORDED)


def test_an_activity_counts_only_for_its_recipients() -> None:
    add_activity([add_recommendation(state="KEN")], recipients=["FJI"])
    assert coverage_total(ALL) == only_band(SupportBand.NONE_RECORDED)


def test_requests_for_partners_only_never_enter_public_figures() -> None:
    add_request([add_recommendation()], visibility=Visibility.PARTNERS)
    assert coverage_total(ALL) == only_band(SupportBand.NONE_RECORDED)


# Breakdowns and filters


def test_two_targets_of_one_goal_count_once_in_that_goal() -> None:
    add_recommendation(sdgs=["5.1", "5.2", 16])
    assert counts_by(Breakdown.SDG) == {"5": 1, "16": 1}


def test_a_recommendation_counts_in_each_of_its_themes_and_once_in_the_total() -> None:
    add_recommendation(themes=["Torture", "Education"], persons=["Children", "Women"])
    assert counts_by(Breakdown.THEME) == {"education": 1, "torture": 1}
    assert counts_by(Breakdown.PERSONS) == {"children": 1, "women": 1}
    assert counts_by(Breakdown.TOTAL) == {"total": 1}


def test_numbers_are_ordered_by_size_and_codes_by_letters() -> None:
    add_recommendation(state="NOR", cycle=1, session=6, sdgs=[10])
    add_recommendation(state="FJI", cycle=4, session=48, sdgs=[5])
    add_recommendation(state="KEN", cycle=2, session=21, sdgs=[16])
    assert list(counts_by(Breakdown.SDG)) == ["5", "10", "16"]
    assert list(counts_by(Breakdown.SESSION)) == ["6", "21", "48"]
    assert list(counts_by(Breakdown.CYCLE)) == ["1", "2", "4"]
    assert list(counts_by(Breakdown.STATE)) == ["FJI", "KEN", "NOR"]
    assert list(counts_by(Breakdown.REGION)) == ["002", "009", "150"]
    assert list(counts_by(Breakdown.GROUP)) == ["AFRICAN", "ASIA_PACIFIC", "WEOG"]


def test_several_values_of_one_filter_mean_any_and_several_filters_mean_all() -> None:
    add_recommendation(state="KEN", themes=["Torture"])
    add_recommendation(state="FJI", themes=["Education"])
    add_recommendation(state="NOR", themes=["Education"])
    assert counts_by(Breakdown.STATE, GapFilters(states=("KEN", "FJI"))) == {"FJI": 1, "KEN": 1}
    assert counts_by(Breakdown.STATE, GapFilters(states=("KEN", "FJI"), themes=("education",))) == {"FJI": 1}
    assert counts_by(Breakdown.STATE, GapFilters(groups=("SIDS",))) == {"FJI": 1}


@pytest.mark.parametrize(
    "filters",
    [
        GapFilters(states=("XXX",)),
        GapFilters(themes=("'; DROP TABLE recommendation; --",)),
        GapFilters(persons=("nobody",)),
        GapFilters(groups=("G7",)),
        GapFilters(sdgs=(99,)),
        GapFilters(cycles=(-1, 1000)),
        GapFilters(sessions=(10**40,)),
    ],
)
def test_a_value_that_nothing_has_matches_nothing_and_harms_nothing(filters: GapFilters) -> None:
    add_recommendation(themes=["Torture"])
    assert coverage_total(filters) == NOTHING
    assert coverage_total(ALL).supported == 1


def test_themes_past_the_first_sixty_four_stay_apart() -> None:
    many = [f"Theme {number:03}" for number in range(130)]
    add_recommendation(Position.NOTED, state="NOR", themes=many)
    add_recommendation(themes=[many[0]])
    add_activity(themes=[many[64], many[128]], recipients=["KEN"])
    assert coverage_total(ALL) == only_band(SupportBand.NONE_RECORDED)
    assert coverage_total(GapFilters(themes=("theme-064", "theme-128"))) == NOTHING
    add_activity(themes=[many[129]], recipients=["KEN"])
    add_recommendation(themes=[many[129]])
    assert coverage_total(GapFilters(themes=("theme-129",))) == only_band(SupportBand.THEME_ONLY)


def test_a_modality_keeps_what_an_activity_in_it_that_counts_is_linked_to() -> None:
    trained, advised, neither = add_recommendation(), add_recommendation(), add_recommendation()
    add_activity([trained], modality=Modality.TRAINING)
    add_activity([advised], modality=Modality.ADVISORY_SERVICES, status=ActivityStatus.PIPELINE)
    add_activity([neither], modality=Modality.TRAINING, status=ActivityStatus.CANCELLED)
    assert coverage_total(GapFilters(modalities=(Modality.TRAINING,))).supported == 1
    assert coverage_total(GapFilters(modalities=(Modality.TRAINING, Modality.ADVISORY_SERVICES))).supported == 2


def test_a_matrix_counts_a_recommendation_once_in_each_pair() -> None:
    add_recommendation(state="KEN", themes=["Torture", "Education"], sdgs=[5, 16])
    pairs = coverage_matrix(Breakdown.THEME, Breakdown.SDG, ALL)
    assert list(zip(pairs["row"], pairs["column"], pairs["supported"], strict=True)) == [
        ("education", "5", 1),
        ("education", "16", 1),
        ("torture", "5", 1),
        ("torture", "16", 1),
    ]


def test_what_a_caller_does_to_its_frame_stays_with_that_caller() -> None:
    add_recommendation()
    frame = coverage_by(Breakdown.STATE, ALL)
    frame["supported"] = 99
    assert counts_by(Breakdown.STATE) == {"KEN": 1}


# All rules at once


def as_counted(frame: pd.DataFrame, keys: list[str]) -> dict[object, Mapping[SupportBand, int]]:
    """A frame of coverage in the oracle's form; its own sums are checked on the way."""
    counted: dict[object, Mapping[SupportBand, int]] = {}
    for line in frame.to_dict("records"):
        bands = {band: int(line[band.value]) for band in SupportBand}
        assert line["supported"] == sum(bands.values()) > 0
        key = line[keys[0]] if len(keys) == 1 else tuple(line[key] for key in keys)
        counted[key] = {band: count for band, count in bands.items() if count}
    return counted


def assert_same_as_oracle(filters: GapFilters, rows: Breakdown, columns: Breakdown) -> None:
    world = oracle.described()
    for breakdown in Breakdown:
        assert as_counted(coverage_by(breakdown, filters), ["key"]) == oracle.coverage_by(world, breakdown, filters)
    matrix = coverage_matrix(rows, columns, filters)
    assert as_counted(matrix, ["row", "column"]) == oracle.coverage_matrix(world, rows, columns, filters)
    total: Mapping[SupportBand, int] = oracle.coverage_by(world, Breakdown.TOTAL, filters).get("total", {})
    counts = {band.value: total.get(band, 0) for band in SupportBand}
    assert coverage_total(filters) == CoverageTotal(supported=sum(counts.values()), **counts)


@pytest.mark.slow
@settings(max_examples=25)
@given(
    made=made_up.STORES,
    filters=made_up.FILTERS,
    rows=st.sampled_from(Breakdown),
    columns=st.sampled_from(Breakdown),
    activities=st.lists(st.tuples(st.integers(1, 7), made_up.ACTIVITIES), max_size=3),
    requests=st.lists(st.tuples(st.integers(1, 5), made_up.REQUESTS), max_size=2),
)
def test_every_breakdown_under_any_filter_counts_as_the_oracle_does_before_and_after_changes(
    made: made_up.MadeStore,
    filters: GapFilters,
    rows: Breakdown,
    columns: Breakdown,
    activities: list[tuple[int, made_up.MadeActivity]],
    requests: list[tuple[int, made_up.MadeRequest]],
) -> None:
    made_up.write_store(made)
    assert_same_as_oracle(filters, rows, columns)
    assert_same_as_oracle(ALL, columns, rows)
    loaded = snapshot()
    for number, activity in activities:
        made_up.replace_activity(number, activity, len(made.recommendations))
        assert_same_as_oracle(filters, rows, columns)
    for number, request in requests:
        made_up.replace_request(number, request, len(made.recommendations))
    assert_same_as_oracle(ALL, rows, columns)
    assert snapshot().database is loaded.database, "a change to single contributions must not reload everything"
