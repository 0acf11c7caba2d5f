"""Where symbols stand: on the map, near their State, and never on top of each other."""

from itertools import combinations
from math import hypot

import pytest

from components.maps.spots import PAD, Spot, spots
from data_access.queries.states.states import states
from domain.projection import HALF_WIDTH, on_map
from domain.states import StateKind


@pytest.fixture(scope="module")
def members() -> dict[str, tuple[float, float]]:
    found = [state for state in states().values() if state.kind is StateKind.MEMBER]
    return {state.iso3: (state.longitude or 0.0, state.latitude or 0.0) for state in found}


def test_each_of_the_193_states_has_a_spot_inside_the_map(members: dict[str, tuple[float, float]]) -> None:
    found = spots(members)
    assert len(found) == 193
    for iso3, spot in found.items():
        edge = on_map(180, members[iso3][1])[0]
        assert abs(spot.x) + PAD <= min(edge, HALF_WIDTH) + 0.1
        assert on_map(0, 90)[1] < spot.y < on_map(0, -58)[1]


def test_no_two_symbols_touch(members: dict[str, tuple[float, float]]) -> None:
    for one, other in combinations(spots(members).values(), 2):
        assert hypot(one.x - other.x, one.y - other.y) >= 2 * PAD


def test_no_symbol_is_far_from_its_state(members: dict[str, tuple[float, float]]) -> None:
    assert max(hypot(spot.x - spot.true_x, spot.y - spot.true_y) for spot in spots(members).values()) < 8


def test_a_line_leads_only_to_symbols_that_were_moved() -> None:
    assert not Spot(1.0, 1.0, 1.0, 1.0).moved
    assert Spot(5.0, 1.0, 1.0, 1.0).moved


def test_two_states_at_one_point_part() -> None:
    found = spots({"AAA": (20.0, 10.0), "BBB": (20.0, 10.0)})
    assert hypot(found["AAA"].x - found["BBB"].x, found["AAA"].y - found["BBB"].y) >= 2 * PAD
