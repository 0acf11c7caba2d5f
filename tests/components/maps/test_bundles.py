"""Flows on their way: one by one while they are few, together where they are many, and none left out."""

import math

import pytest

from components.maps.bundles import MOST_SINGLE, THINNEST, Flow, Ways, bundled, outline, trunks, ways
from components.maps.scene import Curve, Point
from components.maps.spots import Spot

LANDS = {
    "NOR": ("150", "154"),
    "SWE": ("150", "154"),
    "ITA": ("150", "039"),
    "KEN": ("002", "014"),
    "UGA": ("002", "014"),
    "GHA": ("002", "011"),
}
AT = {"NOR": (-10, -90), "SWE": (10, -90), "ITA": (0, -60), "KEN": (30, 10), "UGA": (20, 10), "GHA": (-20, 0)}
MAP = ways({iso3: Spot(x, y, x, y) for iso3, (x, y) in AT.items()}, LANDS)


def told(start: str, end: str, count: int) -> str:
    return f"{start}-{end}: {count}"


def many() -> list[Flow]:
    """More flows than are drawn one by one: every pair of States, as often as it takes."""
    pairs = [(start, end, 1) for start in LANDS for end in LANDS if start != end]
    return pairs * (MOST_SINGLE // len(pairs) + 1)


def test_a_route_leads_over_the_lands_of_both_states_and_no_farther_than_they_differ() -> None:
    assert MAP.route("NOR", "KEN") == ("NOR", "154", "150", "002", "014", "KEN")
    assert MAP.route("NOR", "ITA") == ("NOR", "154", "150", "039", "ITA")
    assert MAP.route("NOR", "SWE") == ("NOR", "154", "SWE")
    assert MAP.route("NOR", "KEN", "NOR") == ("NOR", "002", "014", "KEN")


def test_a_hub_lies_between_its_states_even_where_one_is_across_the_date_line() -> None:
    places = {"WSM": Spot(-480, 40, -480, 40), "TON": Spot(-470, 60, -470, 60), "TUV": Spot(470, 20, 470, 20)}
    found = ways(places, dict.fromkeys(places, ("009", "061")))
    assert found.places["061"] == (-470, 40)


def test_a_state_without_a_region_is_reached_all_the_same() -> None:
    lone = Ways({"NOR": (0, 0), "KEN": (9, 9)}, {"NOR": ("", ""), "KEN": ("", "")})
    assert lone.route("NOR", "KEN") == ("NOR", "KEN")


def test_few_flows_have_a_curve_each_from_provider_to_recipient_as_wide_as_their_count() -> None:
    bundle = bundled([("NOR", "KEN", 6), ("GHA", "KEN", 3)], MAP, told, None)
    wide, narrow = bundle.curves
    assert bundle.single
    assert (wide.points[0], wide.points[-1]) == (AT["NOR"], AT["KEN"])
    assert wide.width == pytest.approx(2 * narrow.width, rel=0.01)
    assert wide.told == "NOR-KEN: 6"


def test_flows_there_and_back_do_not_cover_each_other() -> None:
    there, back = bundled([("NOR", "KEN", 1), ("KEN", "NOR", 1)], MAP, told, None).curves
    middle = len(there.points) // 2
    assert math.dist(there.points[middle], back.points[-1 - middle]) > 10


def test_curves_of_one_region_come_nearer_on_their_way() -> None:
    one, other = bundled([("NOR", "KEN", 1), ("ITA", "UGA", 1)], MAP, told, None).curves
    ways_apart = [math.dist(a, b) for a, b in zip(one.points, other.points, strict=True)]
    assert min(ways_apart) < min(ways_apart[0], ways_apart[-1])


def test_of_many_flows_none_is_left_out_and_a_stream_is_as_wide_as_all_that_pass() -> None:
    flows = many()
    bundle = bundled(flows, MAP, told, None)
    assert not bundle.single
    passing = sum(count for start, end, count in flows if (LANDS[start][0], LANDS[end][0]) == ("150", "002"))
    stream = next(curve for curve in bundle.curves if curve.told.startswith("150-002"))
    assert stream.told == f"150-002: {passing}"
    assert stream.width == pytest.approx(bundle.unit * passing, abs=0.01)
    touched = {point for curve in bundle.curves for point in (curve.points[0], curve.points[-1])}
    assert touched >= set(AT.values())


def test_what_comes_to_a_state_and_what_goes_share_a_line() -> None:
    legs = [curve for curve in bundled(many(), MAP, told, None).curves if curve.kind == "leg"]
    assert len(legs) == len(LANDS)
    assert all(leg.back for leg in legs)


def test_nothing_is_too_thin_to_be_seen() -> None:
    bundle = bundled([("NOR", "KEN", 5_000), ("KEN", "NOR", 1)], MAP, told, None)
    assert min(curve.width for curve in bundle.curves) == THINNEST


def test_behind_a_chosen_state_only_streams_between_regions_stay() -> None:
    found = trunks(many(), MAP)
    assert {curve.kind for curve in found} == {"faded"}
    assert len(found) == 2


def test_no_flow_at_all_is_no_curve() -> None:
    assert bundled([], MAP, told, None).curves == ()
    assert trunks([], MAP) == ()


def test_a_curve_is_wide_where_it_starts_and_a_point_where_it_ends() -> None:
    points: tuple[Point, ...] = ((0, 0), (10, 0), (20, 0), (30, 0), (40, 0))
    area = outline(Curve(points, 4.0))
    assert area == [(0, -2), (10, -2), (20, -2), (30, -1), (40, 0), (30, 1), (20, 2), (10, 2), (0, 2)]


def test_a_line_of_both_directions_is_as_wide_at_each_end_as_what_starts_there() -> None:
    assert outline(Curve(((0, 0), (10, 0)), 4.0, back=2.0)) == [(0, -2), (10, -1), (10, 1), (0, 2)]
    assert outline(Curve(((0, 0), (10, 0)), 4.0)) == [(0, -2), (10, 0), (0, 2)]
