"""Make static/map/world.json from the UN-derived boundaries: planar Equal Earth coordinates, ready to be drawn.

    python -m seed.making.make_geometry --source ../shared/reference/un-world-50m.topo.json

Needs shapely (in requirements-dev.txt). Antarctica is left out, and the ocean ends south of Cape Horn. Neighbours keep
their common line when it is simplified. Areas whose status is disputed are kept apart with the kind "disputed", and
get hatching; no area ever carries data.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, MultiPolygon, Polygon
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from domain.projection import CENTRAL_MERIDIAN, on_map

OUT = Path(__file__).resolve().parents[2] / "static" / "map" / "world.json"
#: Degrees by which a simplified line may leave the true one: a pixel or two at the zoom of a region.
TOLERANCE = 0.18
#: Square degrees under which an island is a dot of less than a pixel; States have symbols in any case.
SMALLEST = 0.03
#: The southern edge of the ocean, in degrees. Land reaches to 55.98° S.
SOUTHERN_EDGE = -58.0
#: Degrees between two lines of the hatching, and their width in units of the map.
HATCH_STEP = 0.9
HATCH_WIDTH = 0.8
#: Longer edges would show as straight lines where meridians bend.
LONGEST_EDGE = 2.0
#: The width of the strip between two neighbours, in units of the map.
FRONTIER = 0.6
#: Of a closed ring, whose first point is its last.
FEWEST_POINTS = 3
WITHOUT = {"ATA"}
#: Areas that the source gives codes of their own because their status is disputed, and others whose final status has
#: not been determined in the United Nations' maps.
DISPUTED = {"XAP", "XAC", "XBT", "XHT", "XIT", "XJK", "ESH", "FLK"}

Point = tuple[float, float]


def main() -> None:
    """Read the boundaries and write the file."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--source", type=Path, required=True)
    ask.add_argument("--out", type=Path, default=OUT)
    options = ask.parse_args()
    topology = json.loads(options.source.read_text(encoding="utf-8"))
    world = geometry(topology)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(world, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{options.out.name}: {len(world['features'])} features, {options.out.stat().st_size / 1000:.0f} kB")


def geometry(topology: Mapping[str, Any]) -> dict[str, Any]:
    """The file's content, a GeoJSON feature collection. topology: TopoJSON with an object `countries`, ids in ISO3."""
    return {"type": "FeatureCollection", "features": list(features(topology))}


def features(topology: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The ocean, all land area by area, the disputed areas and their hatching, in drawing order."""
    areas = simplified(countries(topology))
    gaps = frontiers(list(areas.values()))
    disputed = [areas[code] for code in sorted(DISPUTED & areas.keys())]
    yield feature("ocean", [projected(sphere())])
    yield feature("land", [projected(areas[code]).difference(gaps) for code in sorted(areas.keys() - DISPUTED)])
    yield feature("disputed", [projected(area).difference(gaps) for area in disputed])
    yield feature("hatch", [hatching(area) for area in disputed])


def countries(topology: Mapping[str, Any]) -> dict[str, BaseGeometry]:
    """ISO3 (or the source's X… code) -> area in degrees from the central meridian, cut at the map's edge."""
    arcs = decoded_arcs(topology)
    parts: dict[str, list[BaseGeometry]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = geometry.get("id", "")
        if code not in WITHOUT:
            rings = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
            parts.setdefault(code, []).extend(polygon(arcs, indices) for indices in rings)
    return {code: centred(unary_union(found)) for code, found in parts.items()}


def decoded_arcs(topology: Mapping[str, Any]) -> list[list[Point]]:
    """TopoJSON's delta-coded arcs as degrees."""
    (scale_x, scale_y), (move_x, move_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    decoded = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + move_x, y * scale_y + move_y))
        decoded.append(points)
    return decoded


def polygon(arcs: Sequence[list[Point]], rings: Sequence[Sequence[int]]) -> BaseGeometry:
    """A polygon from indices of arcs (~i: arc i backwards), unwound where it runs over the antimeridian."""
    outer, *holes = [unwound(joined(arcs, ring)) for ring in rings]
    return shapely.make_valid(Polygon(outer, holes))


def joined(arcs: Sequence[list[Point]], ring: Sequence[int]) -> list[Point]:
    """One closed ring."""
    points: list[Point] = []
    for index in ring:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def unwound(points: Sequence[Point]) -> list[Point]:
    """The ring without jumps from one edge of the world to the other: longitudes may leave -180 to 180."""
    turned, shift = [points[0]], 0.0
    for (before, _), (x, y) in pairwise(points):
        shift += 360 if x - before < -180 else -360 if x - before > 180 else 0
        turned.append((x + shift, y))
    return turned


def centred(area: BaseGeometry) -> BaseGeometry:
    """The area in degrees from the central meridian, its parts brought between -180 and 180."""
    moved = [translate(area, shift - CENTRAL_MERIDIAN) for shift in (-360, 0, 360)]
    world = shapely.box(-180, -90, 180, 90)
    return unary_union([part.intersection(world) for part in moved])


def simplified(areas: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """Fewer points, common borders still common; specks left out unless they are all there is of an area."""
    codes = list(areas)
    lean = shapely.coverage_simplify([areas[code] for code in codes], TOLERANCE)
    result: dict[str, BaseGeometry] = {}
    for code, area in zip(codes, lean, strict=True):
        parts = sorted(polygons(area), key=lambda part: part.area, reverse=True)
        kept = [part for part in parts if part.area >= SMALLEST] or parts[:1]
        result[code] = MultiPolygon(kept)
    return result


def polygons(area: BaseGeometry) -> list[Polygon]:
    """The polygons of an area."""
    return [part for part in shapely.get_parts(area) if isinstance(part, Polygon) and not part.is_empty]


def sphere() -> Polygon:
    """The world without Antarctica's waters, as the map's outline."""
    return shapely.box(-180, SOUTHERN_EDGE, 180, 90)


def hatching(area: BaseGeometry) -> BaseGeometry:
    """Slanted stripes over the area, on the map.

    Areas and no lines: a browser without a graphics card spends half a second on its first line, of whatever length.
    """
    west, south, east, north = area.bounds
    height = north - south
    starts = [west - height + step * HATCH_STEP for step in range(int((east - west + height) / HATCH_STEP) + 2)]
    strokes = unary_union([LineString([(x, south), (x + height, north)]).intersection(area) for x in starts])
    stripes = projected(strokes).buffer(HATCH_WIDTH / 2, quad_segs=1, cap_style="flat", join_style="mitre")
    return stripes.intersection(projected(area))


def frontiers(areas: Sequence[BaseGeometry]) -> BaseGeometry:
    """Narrow strips, on the map, along the lines that two areas share.

    Left out of both, they show as lines: a browser without a graphics card draws those five times as slowly as areas.
    """
    one, other = shapely.STRtree(areas).query(areas, predicate="intersects")
    shared = [areas[i].intersection(areas[j]) for i, j in zip(one, other, strict=True) if i < j]
    strokes = [line for found in shared for line in shapely.get_parts(found) if isinstance(line, LineString)]
    return projected(unary_union(strokes)).buffer(FRONTIER / 2, quad_segs=1, cap_style="flat", join_style="mitre")


def projected(shape: BaseGeometry) -> BaseGeometry:
    """A shape in degrees from the central meridian as it lies on the map."""

    def onto_map(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.array([on_map(x, y) for x, y in points]).reshape(-1, 2)

    moved: BaseGeometry = shapely.transform(shapely.segmentize(shape, LONGEST_EDGE), onto_map)
    return shapely.make_valid(moved)


def feature(kind: str, areas: Iterable[BaseGeometry]) -> dict[str, Any]:
    """A GeoJSON feature of areas on the map; parts and holes of less than a pixel are left out."""
    parts = [part for area in areas for part in polygons(area)]
    coordinates = [[planar(ring.coords) for ring in (part.exterior, *part.interiors)] for part in parts]
    kept = [[ring for ring in rings if len(ring) > FEWEST_POINTS] for rings in coordinates]
    shape = {"type": "MultiPolygon", "coordinates": [rings for rings in kept if rings]}
    return {"type": "Feature", "properties": {"kind": kind}, "geometry": shape}


def planar(points: Iterable[Sequence[float]]) -> list[list[float]]:
    """Points to a tenth of a unit, without repetitions."""
    found: list[list[float]] = []
    for x, y, *_ in points:
        place = [round(float(x), 1), round(float(y), 1)]
        if not found or found[-1] != place:
            found.append(place)
    return found


if __name__ == "__main__":
    main()
