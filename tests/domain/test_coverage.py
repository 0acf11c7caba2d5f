"""Which band one recommendation falls in, and when a share may be told."""

from itertools import combinations

import pytest

from domain.coverage import SMALLEST_DENOMINATOR, GapFilters, share, support_band
from domain.vocabulary import ActivityStatus, Position, RequestStatus, SupportBand

NO_ACTIVITY: list[ActivityStatus] = []
NO_REQUEST: list[RequestStatus] = []


@pytest.mark.parametrize(
    ("activities", "requests", "same_theme", "band"),
    [
        ([ActivityStatus.CLOSED, ActivityStatus.PIPELINE], NO_REQUEST, NO_ACTIVITY, SupportBand.REPORTED),
        ([ActivityStatus.PIPELINE], [RequestStatus.OPEN], NO_ACTIVITY, SupportBand.PLANNED),
        (NO_ACTIVITY, [RequestStatus.AGREED], [ActivityStatus.CLOSED], SupportBand.REQUESTED),
        (NO_ACTIVITY, [RequestStatus.EXPIRED], [ActivityStatus.CLOSED], SupportBand.THEME_ONLY),
        ([ActivityStatus.CANCELLED], NO_REQUEST, [ActivityStatus.PIPELINE], SupportBand.NONE_RECORDED),
        (NO_ACTIVITY, NO_REQUEST, NO_ACTIVITY, SupportBand.NONE_RECORDED),
    ],
)
def test_the_first_band_that_fits_is_the_band(
    activities: list[ActivityStatus],
    requests: list[RequestStatus],
    same_theme: list[ActivityStatus],
    band: SupportBand,
) -> None:
    assert support_band(activities, requests, same_theme) is band


def test_a_cancelled_or_suspended_activity_changes_no_band() -> None:
    for statuses in combinations(ActivityStatus, 2):
        counted = support_band(statuses, NO_REQUEST, statuses)
        for stopped in (ActivityStatus.CANCELLED, ActivityStatus.SUSPENDED):
            assert support_band([*statuses, stopped], NO_REQUEST, [*statuses, stopped]) is counted


def test_a_share_of_fewer_than_ten_is_not_told() -> None:
    assert share(1, SMALLEST_DENOMINATOR - 1) is None
    assert share(0, 0) is None
    assert share(1, SMALLEST_DENOMINATOR) == 0.1


def test_partly_supported_is_in_scope_only_when_asked_for() -> None:
    assert GapFilters().positions == (Position.SUPPORTED,)
    assert GapFilters(with_partly=True).positions == (Position.SUPPORTED, Position.PARTLY_SUPPORTED)


def test_adding_partly_supported_narrows_nothing() -> None:
    assert not GapFilters(with_partly=True).narrowed
    assert GapFilters(cycles=(3,)).narrowed
