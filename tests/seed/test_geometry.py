"""The world's outline: planar, on the map, without Antarctica, disputed areas apart and hatched."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from components.shell.serving import STATIC
from domain.projection import HALF_WIDTH, equal_earth, on_map

pytestmark = pytest.mark.slow

WORLD = STATIC / "map" / "world.json"
BOUNDARIES = Path(__file__).parents[3] / "shared" / "reference" / "un-world-50m.topo.json"


@pytest.fixture(scope="module")
def world() -> dict[str, dict[str, Any]]:
    areas = json.loads(WORLD.read_text(encoding="utf-8"))["features"]
    return {area["properties"]["kind"]: area["geometry"] for area in areas}


def lines(geometry: dict[str, Any]) -> Iterator[list[list[float]]]:
    for part in geometry["coordinates"]:
        yield from part


def test_the_world_is_ocean_land_disputed_areas_and_their_hatching_and_nothing_with_a_name(
    world: dict[str, dict[str, Any]],
) -> None:
    assert list(world) == ["ocean", "land", "disputed", "hatch"]
    assert all(geometry["coordinates"] for geometry in world.values())


def test_every_point_lies_on_the_map_and_no_line_streaks_over_it(world: dict[str, dict[str, Any]]) -> None:
    top, bottom = on_map(0, 90)[1], on_map(0, -58)[1]
    for kind, geometry in world.items():
        for line in lines(geometry):
            assert all(abs(x) <= HALF_WIDTH + 0.1 and top - 0.1 <= y <= bottom + 0.1 for x, y in line)
            if kind != "ocean":
                assert max(abs(after[0] - before[0]) for before, after in pairwise(line)) < 50


def test_rings_are_closed(world: dict[str, dict[str, Any]]) -> None:
    for kind in ("ocean", "land", "disputed", "hatch"):
        assert all(ring[0] == ring[-1] and len(ring) > 3 for ring in lines(world[kind]))


def test_antarctica_is_left_out(world: dict[str, dict[str, Any]]) -> None:
    southernmost = max(y for ring in lines(world["land"]) for _x, y in ring)
    assert southernmost < on_map(0, -57)[1]


def test_the_file_is_light() -> None:
    assert WORLD.stat().st_size < 400_000


def test_areas_of_equal_size_are_equal_on_the_map() -> None:
    def area(latitude: float) -> float:
        """Of a narrow cell of one degree, which on the sphere is in proportion to the cosine of its latitude."""
        corners = [on_map(x, y) for x, y in ((0, latitude), (1, latitude), (1, latitude + 0.1), (0, latitude + 0.1))]
        pairs = zip(corners, corners[1:] + corners[:1], strict=True)
        return abs(sum(one[0] * other[1] - other[0] * one[1] for one, other in pairs)) / 2

    assert area(60) / area(0) == pytest.approx(0.5, rel=0.01)


def test_the_map_is_cut_where_no_land_is() -> None:
    assert equal_earth(11, 0) == pytest.approx((0, 0))
    assert equal_earth(-168.9, 0)[0] == pytest.approx(-HALF_WIDTH, abs=1)
    assert equal_earth(-169.1, 0)[0] == pytest.approx(HALF_WIDTH, abs=1)


def test_the_file_is_what_the_boundaries_give(world: dict[str, dict[str, Any]]) -> None:
    if not BOUNDARIES.is_file():
        pytest.skip("the UN-derived boundaries are not beside this checkout")
    pytest.importorskip("shapely", reason="shapely is not installed")
    from seed.making.make_geometry import geometry

    made = geometry(json.loads(BOUNDARIES.read_text(encoding="utf-8")))
    assert json.loads(json.dumps(made)) == json.loads(WORLD.read_text(encoding="utf-8"))
