"""Flows on their way over the map: a curve for each while they are few, and streams of many that share their way.

Every flow takes a route over hubs: its provider's subregion and region, the recipient's region and subregion. A few
flows are drawn one by one, each drawn towards its hubs. Of many, those that share a piece of the way are put together
there, so that the width of a piece is the sum of all flows that pass, and none is left out.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import Final

from components.maps.scene import Curve, CurveKind, Point
from components.maps.spots import Spot

#: So many flows at most are drawn one by one.
MOST_SINGLE: Final = 50
#: The widths in units of the map: of the widest curve, of one activity at most, and of what would be too thin to see.
_WIDEST_SINGLE: Final = 7.0
_WIDEST_STREAM: Final = 18.0
_ONE: Final = 1.6
THINNEST: Final = 0.9
#: How far a single curve leaves the straight line for its hubs, from 0 (not at all) to 1.
_TENSION: Final = 0.55
#: How far a curve swings to the right as a part of its length: so there and back do not cover each other.
_BEND: Final = 0.13
_SINGLE_STEPS: Final = 9
_TRUNK_STEPS: Final = 8
_BRANCH_STEPS: Final = 4

#: M49 region and subregion of a State.
Land = tuple[str, str]
#: Provider, recipient, activities.
Flow = tuple[str, str, int]
#: Where a piece of the way starts and ends.
Piece = tuple[str, str]
#: Words for a curve between two States or two regions, by their codes and activities.
Told = Callable[[str, str, int], str]


@dataclass(frozen=True)
class Ways:
    """Where States and the hubs of their subregions and regions are, by code; and in which lands States lie."""

    places: Mapping[str, Point]
    lands: Mapping[str, Land]

    @cached_property
    def regions(self) -> frozenset[str]:
        """The codes of regions."""
        return frozenset(region for region, _part in self.lands.values())

    def ends(self, piece: Piece) -> tuple[Point, Point]:
        """Where a piece of the way starts and ends."""
        return self.places[piece[0]], self.places[piece[1]]

    def route(self, start: str, end: str, chosen: str | None = None) -> tuple[str, ...]:
        """The codes on the way. The chosen State is a hub itself: its flows pass none of its own lands."""
        passed = self.hubs(self.lands[start], self.lands[end])
        if chosen:
            passed = [code for code in passed if code not in self.lands[chosen]]
        return (start, *passed, end)

    def hubs(self, start: Land, end: Land) -> list[str]:
        """The codes of the hubs between States of two lands, or of one."""
        between: tuple[str, ...] = (start[1], start[0], end[0], end[1])
        if start == end:
            between = (start[1],)
        elif start[0] == end[0]:
            between = (start[1], start[0], end[1])
        return [code for code in between if code in self.places]


@dataclass(frozen=True)
class Bundle:
    """Curves, the widest first, and the widths that they stand for. unit: of one activity, in units of the map."""

    curves: tuple[Curve, ...]
    unit: float
    most: int
    single: bool


def ways(spots: Mapping[str, Spot], lands: Mapping[str, Land]) -> Ways:
    """The hubs of subregions and regions, each in the middle of its States: half of them lie to each side."""
    places: dict[str, Point] = {iso3: (spot.x, spot.y) for iso3, spot in spots.items()}
    members: dict[str, list[Spot]] = {}
    for iso3, spot in spots.items():
        for code in filter(None, lands.get(iso3, ())):
            members.setdefault(code, []).append(spot)
    for code, inside in members.items():
        places[code] = (median(spot.true_x for spot in inside), median(spot.true_y for spot in inside))
    return Ways(places, {iso3: lands.get(iso3, ("", "")) for iso3 in spots})


def bundled(flows: Sequence[Flow], ways: Ways, told: Told, chosen: str | None) -> Bundle:
    """The flows as curves, of one State where the reader chose one."""
    known = [flow for flow in flows if flow[0] in ways.lands and flow[1] in ways.lands]
    if len(known) <= MOST_SINGLE:
        most = max([0, *(count for _start, _end, count in known)])
        unit = min(_WIDEST_SINGLE / most, _ONE) if most else 0.0
        singles = [_single(flow, ways, unit, told) for flow in sorted(known, key=lambda flow: -flow[2])]
        return Bundle(tuple(singles), unit, most, single=True)
    pieces = _pieces(known, ways, chosen)
    most = max(pieces.values())
    unit = _WIDEST_STREAM / most
    curves = [*_legs(pieces, unit, ways), *_streams(pieces, unit, ways, told)]
    return Bundle(tuple(sorted(curves, key=lambda curve: -curve.width)), unit, most, single=False)


def trunks(flows: Sequence[Flow], ways: Ways) -> tuple[Curve, ...]:
    """Only the streams between regions, faded: what stays to be seen of all flows while one State's are in front."""
    pieces = _pieces([flow for flow in flows if flow[0] in ways.lands and flow[1] in ways.lands], ways, None)
    wide = {piece: count for piece, count in pieces.items() if ways.regions.issuperset(piece)}
    unit = _WIDEST_STREAM / max([1, *pieces.values()])
    return tuple(
        Curve(_bow(*ways.ends(piece), _BRANCH_STEPS), _width(count, unit), "faded") for piece, count in wide.items()
    )


def _pieces(flows: Iterable[Flow], ways: Ways, chosen: str | None) -> dict[Piece, int]:
    """The activities that pass each piece of the way.

    Without a chosen State, flows are first put together by lands: they are thousands, and lands a few.
    """
    alike: dict[Piece, int] = {}
    if chosen:
        for start, end, count in flows:
            _pass(alike, ways.route(start, end, chosen), count)
        return alike
    gone: dict[str, dict[Land, int]] = {}
    come: dict[str, dict[Land, int]] = {}
    lands = ways.lands
    for start, end, count in flows:
        there, here = gone.setdefault(start, {}), come.setdefault(end, {})
        there[lands[end]] = there.get(lands[end], 0) + count
        here[lands[start]] = here.get(lands[start], 0) + count
    for start, by_land in gone.items():
        for land, count in by_land.items():
            _pass(alike, (start, *ways.hubs(lands[start], land)), count)
    for end, by_land in come.items():
        for land, count in by_land.items():
            _pass(alike, (*ways.hubs(land, lands[end])[-1:], end), count)
    return alike


def _pass(passing: dict[Piece, int], route: Sequence[str], count: int) -> None:
    for piece in pairwise(route):
        passing[piece] = passing.get(piece, 0) + count


def _legs(pieces: Mapping[Piece, int], unit: float, ways: Ways) -> Iterator[Curve]:
    """Straight lines that begin or end at a State; what comes and what goes share one."""
    for (start, end), count in pieces.items():
        back = pieces.get((end, start), 0)
        if not {start, end} & ways.lands.keys() or (back and start > end):
            continue
        kind: CurveKind = "own" if {start, end} <= ways.lands.keys() else "leg"
        yield Curve(ways.ends((start, end)), _width(count, unit), kind, back=_width(back, unit) if back else 0.0)


def _streams(pieces: Mapping[Piece, int], unit: float, ways: Ways, told: Told) -> Iterator[Curve]:
    """Curves between hubs; those between regions have words."""
    for piece, count in pieces.items():
        if ways.regions.issuperset(piece):
            yield Curve(_bow(*ways.ends(piece), _TRUNK_STEPS), _width(count, unit), "told", told(*piece, count))
        elif not set(piece) & ways.lands.keys():
            yield Curve(_bow(*ways.ends(piece), _BRANCH_STEPS), _width(count, unit), "own")


def _single(flow: Flow, ways: Ways, unit: float, told: Told) -> Curve:
    """A curve that its hubs draw towards themselves."""
    hubs = [ways.places[code] for code in ways.route(flow[0], flow[1])]
    start, end = hubs[0], hubs[-1]
    across = (start[1] - end[1]) * _BEND, (end[0] - start[0]) * _BEND
    drawn = [start]
    for place, hub in enumerate(hubs[1:-1], 1):
        part = place / (len(hubs) - 1)
        straight = [start[axis] + (end[axis] - start[axis]) * part + 2 * across[axis] for axis in (0, 1)]
        x, y = (_TENSION * hub[axis] + (1 - _TENSION) * straight[axis] for axis in (0, 1))
        drawn.append((x, y))
    if len(drawn) == 1:
        return Curve(_bow(start, end, _SINGLE_STEPS), _width(flow[2], unit), "told", told(*flow))
    points = tuple(_on_bezier([*drawn, end], step / _SINGLE_STEPS) for step in range(_SINGLE_STEPS + 1))
    return Curve(points, _width(flow[2], unit), "told", told(*flow))


def _width(count: int, unit: float) -> float:
    return max(round(unit * count, 2), THINNEST)


def _bow(start: Point, end: Point, steps: int) -> tuple[Point, ...]:
    """A curve that swings to the right, as one looks from its start."""
    x = (start[0] + end[0]) / 2 + (start[1] - end[1]) * 2 * _BEND
    y = (start[1] + end[1]) / 2 + (end[0] - start[0]) * 2 * _BEND
    return tuple(_on_bezier([start, (x, y), end], step / steps) for step in range(steps + 1))


def _on_bezier(controls: Sequence[Point], part: float) -> Point:
    """The point of a Bézier curve, after de Casteljau."""
    points = list(controls)
    while len(points) > 1:
        points = [(a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part) for a, b in pairwise(points)]
    return points[0]


def outline(curve: Curve) -> list[Point]:
    """The area of a curve: as wide as it says where it starts, from its middle on ever narrower, a point where it ends.

    A straight one narrows all the way, to the width of what comes back, if anything does.
    """
    points, last = curve.points, len(curve.points) - 1
    left, right = [], []
    for place, point in enumerate(points):
        before, after = points[max(place - 1, 0)], points[min(place + 1, last)]
        length = math.hypot(after[0] - before[0], after[1] - before[1]) or 1.0
        across = (before[1] - after[1]) / length, (after[0] - before[0]) / length
        half = curve.width / 2 * min(1.0, 2 * (1 - place / last)) if place < last else curve.back / 2
        left.append(_beside(point, across, -half))
        right.append(_beside(point, across, half))
    return [*left, *reversed(right if curve.back else right[:-1])]


def _beside(point: Point, across: Point, distance: float) -> Point:
    return (round(point[0] + across[0] * distance, 1), round(point[1] + across[1] * distance, 1))
