"""Make static/map/world.json from the UN-derived boundaries: planar Equal Earth coordinates, ready to be drawn.

    python -m seed.make_geometry --source ../shared/reference/un-world-50m.topo.json

Needs shapely (in requirements-dev.txt). Antarctica is left out. Neighbours keep their common line when it is simplified.
Areas whose status is disputed are kept apart with the kind "disputed", and get hatching; no area ever carries data.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import shapely
from shapely import Geometry, LineString, MultiPolygon, Polygon
from shapely.affinity import translate
from shapely.ops import unary_union

from domain.projection import CENTRAL_MERIDIAN, on_map

OUT = Path(__file__).resolve().parent.parent / "static" / "map" / "world.json"
#: In degrees: what a pixel shows at the deepest zoom that the map page allows.
TOLERANCE = 0.06
#: Square degrees under which an island is a dot of less than a pixel; States have symbols in any case.
SMALLEST = 0.004
HATCH_STEP = 2.2
#: Longer edges would show as straight lines where meridians bend.
LONGEST_EDGE = 2.0
WITHOUT = {"ATA"}
#: Areas that the source gives codes of their own because their status is disputed, and non-self-governing or other areas
#: whose final status has not been determined in the United Nations' maps.
DISPUTED = {"XAP", "XAC", "XBT", "XHT", "XIT", "XJK", "ESH", "FLK"}

Point = tuple[float, float]


def main() -> None:
    """Read the boundaries and write the file."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--source", type=Path, required=True)
    ask.add_argument("--out", type=Path, default=OUT)
    options = ask.parse_args()
    topology = json.loads(options.source.read_text(encoding="utf-8"))
    world = {"type": "FeatureCollection", "features": list(features(topology))}
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(world, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{options.out.name}: {len(world['features'])} features, {options.out.stat().st_size / 1000:.0f} kB")


def features(topology: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The ocean, the land with a feature for each area, the disputed areas and their hatching, in drawing order."""
    yield feature("ocean", "", [sphere()])
    areas = simplified(countries(topology))
    for code, area in sorted(areas.items()):
        yield feature("disputed" if code in DISPUTED else "land", code, polygons(area))
    for code in sorted(DISPUTED & areas.keys()):
        yield {"type": "Feature", "properties": {"kind": "hatch"}, "geometry": lines(hatching(areas[code]))}


def countries(topology: Mapping[str, Any]) -> dict[str, Geometry]:
    """ISO3 (or the source's X… code) -> area in degrees from the central meridian, cut at the map's edge."""
    arcs = decoded_arcs(topology)
    parts: dict[str, list[Polygon]] = {}
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


def polygon(arcs: Sequence[list[Point]], rings: Sequence[Sequence[int]]) -> Geometry:
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
    for (before, _), (x, y) in zip(points, points[1:], strict=False):
        shift += 360 if x - before < -180 else -360 if x - before > 180 else 0
        turned.append((x + shift, y))
    return turned


def centred(area: Geometry) -> Geometry:
    """The area in degrees from the central meridian, its parts brought between -180 and 180."""
    moved = [translate(area, shift - CENTRAL_MERIDIAN) for shift in (-360, 0, 360)]
    world = shapely.box(-180, -90, 180, 90)
    return unary_union([part.intersection(world) for part in moved])


def simplified(areas: Mapping[str, Geometry]) -> dict[str, Geometry]:
    """Fewer points, common borders still common; specks left out unless they are all there is of an area."""
    codes = list(areas)
    lean = shapely.coverage_simplify([areas[code] for code in codes], TOLERANCE)
    result = {}
    for code, area in zip(codes, lean, strict=True):
        parts = sorted(polygons(area), key=lambda part: part.area, reverse=True)
        kept = [part for part in parts if part.area >= SMALLEST] or parts[:1]
        result[code] = MultiPolygon(kept)
    return result


def polygons(area: Geometry) -> list[Polygon]:
    """The polygons of an area."""
    return [part for part in shapely.get_parts(area) if isinstance(part, Polygon) and not part.is_empty]


def sphere() -> Polygon:
    """The whole world, as the map's outline."""
    return shapely.box(-180, -90, 180, 90)


def hatching(area: Geometry) -> list[LineString]:
    """Slanted lines over the area."""
    west, south, east, north = area.bounds
    height = north - south
    starts = [west - height + step * HATCH_STEP for step in range(int((east - west + height) / HATCH_STEP) + 2)]
    strokes = [LineString([(x, south), (x + height, north)]).intersection(area) for x in starts]
    return [line for stroke in strokes for line in shapely.get_parts(stroke) if isinstance(line, LineString)]


def feature(kind: str, code: str, parts: Iterable[Polygon]) -> dict[str, Any]:
    """A GeoJSON feature with planar coordinates."""
    coordinates = []
    for part in parts:
        dense = shapely.segmentize(part, LONGEST_EDGE)
        coordinates.append([planar(ring.coords) for ring in (dense.exterior, *dense.interiors)])
    geometry = {"type": "MultiPolygon", "coordinates": coordinates}
    return {"type": "Feature", "properties": {"kind": kind, "code": code}, "geometry": geometry}


def lines(strokes: Iterable[LineString]) -> dict[str, Any]:
    """A GeoJSON geometry of planar lines."""
    dense = (shapely.segmentize(stroke, LONGEST_EDGE) for stroke in strokes)
    return {"type": "MultiLineString", "coordinates": [planar(stroke.coords) for stroke in dense]}


def planar(points: Iterable[Sequence[float]]) -> list[list[float]]:
    """Projected points to a tenth of a unit, without repetitions."""
    found: list[list[float]] = []
    for x, y, *_ in points:
        place = [round(value, 1) for value in on_map(x, y)]
        if not found or found[-1] != place:
            found.append(place)
    return found


if __name__ == "__main__":
    main()
