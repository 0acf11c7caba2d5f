"""What a scene holds: areas in proportion, places put together where they are many."""

import pytest

from components.maps.scene import Symbol, disc_legend, gathered, round_values, symbols
from components.maps.spots import PAD, Spot
from components.maps.symbol_size import LARGEST, disc_radius

PLACES = {"KEN": Spot(0, 0, 0, 0), "NOR": Spot(10, -90, 10, -90), "TUV": Spot(400, 20, 404, 22)}
TOLD = {iso3: iso3 for iso3 in PLACES}


@pytest.mark.parametrize("most", [4, 90, 5_000])
def test_areas_stand_to_each_other_as_counts_do(most: int) -> None:
    one, four = disc_radius(1, most), disc_radius(4, most)
    assert four**2 / one**2 == pytest.approx(4, rel=0.1)
    assert disc_radius(most, most) <= LARGEST
    assert disc_radius(0, most) == 0


def test_every_state_has_a_symbol_that_can_be_pointed_at_even_with_nothing_to_show() -> None:
    found = {symbol.iso3: symbol for symbol in symbols(PLACES, TOLD, {"KEN": 900})}
    assert found.keys() == PLACES.keys()
    assert found["TUV"].radius == 0
    assert all(symbol.outline >= PAD for symbol in found.values())


def test_small_discs_lie_over_large_ones() -> None:
    order = [symbol.iso3 for symbol in symbols(PLACES, TOLD, {"KEN": 2, "NOR": 90, "TUV": 1})]
    assert order == ["NOR", "KEN", "TUV"]


def test_few_places_stay_apart_and_many_share_cells_without_losing_one() -> None:
    assert len(gathered([(0.0, 0.0), (5.0, 5.0)])) == 2
    many = [(x * 1.5, y * 1.5) for x in range(40) for y in range(40)]
    found = gathered(many)
    assert len(found) < len(many) / 20
    assert sum(count for _x, _y, count in found) == len(many)


def test_a_legend_shows_values_that_can_occur() -> None:
    assert round_values(1) == [1]
    assert round_values(80) == [80, 20, 1]
    assert disc_legend(0, str) == ()
    entries = disc_legend(80, str)
    assert [entry.label for entry in entries] == ["80", "20", "1"]
    assert [entry.size for entry in entries] == [disc_radius(value, 80) for value in (80, 20, 1)]


def test_a_symbol_without_a_share_has_no_ring() -> None:
    assert Symbol("KEN", PLACES["KEN"], 0, "").share is None
