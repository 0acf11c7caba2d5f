"""What a map shows, in units of the map and before any drawing: symbols of States, curves, cells, and their legend.

x runs to the right and y downwards, as `domain.projection` gives them. Both the picture on the screen (`deck`) and the
file (`svg`) are drawn from one scene, so they cannot differ.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from components.maps.spots import PAD, Spot
from components.maps.symbol_size import SINGLE, disc_radius

#: The side of a square in which places are put together, in units of the map, and from how many places on.
_CELL: Final = 9.0
_MANY_PLACES: Final = 150

Point = tuple[float, float]
Mark = Literal["disc", "ring", "line", "pad", "leader", "hatch"]


@dataclass(frozen=True)
class Symbol:
    """One State: its spot, the radius of its disc (0: none), a share from 0 to 1 for its ring, and words for it."""

    iso3: str
    spot: Spot
    radius: float
    told: str
    share: float | None = None

    @property
    def outline(self) -> float:
        """The radius of the circle that can be pointed at."""
        return max(self.radius, PAD)


#: What a curve is: with words of its own, another in full, one that leads to or from a State, one in the background.
CurveKind = Literal["told", "own", "leg", "faded"]


@dataclass(frozen=True)
class Curve:
    """One flow or several: points of the way, the width where it starts in units of the map, and words for it.

    back: the width of what comes the other way on the same line, where it starts.
    """

    points: tuple[Point, ...]
    width: float
    kind: CurveKind = "own"
    told: str = ""
    back: float = 0.0


@dataclass(frozen=True)
class Cell:
    """A disc that stands for no single State."""

    x: float
    y: float
    radius: float
    told: str


@dataclass(frozen=True)
class LegendEntry:
    """One line of the legend. size: radius or width in units of the map, or a share, as the mark needs."""

    mark: Mark
    label: str
    size: float = 0.0


@dataclass(frozen=True)
class Scene:
    """All that is drawn over the world. fill: the colour of discs, rings, curves and cells."""

    symbols: tuple[Symbol, ...]
    fill: str
    legend: tuple[LegendEntry, ...]
    curves: tuple[Curve, ...] = ()
    cells: tuple[Cell, ...] = ()
    selected: str | None = None

    @property
    def selected_symbol(self) -> Symbol | None:
        """The symbol of the State that the reader chose."""
        return next((symbol for symbol in self.symbols if symbol.iso3 == self.selected), None)


def symbols(
    places: Mapping[str, Spot],
    told: Mapping[str, str],
    counts: Mapping[str, int] | None = None,
    shares: Mapping[str, float | None] | None = None,
    most: int | None = None,
) -> tuple[Symbol, ...]:
    """A symbol for every State, those with large discs first, so that small ones lie over them.

    most: the count that the largest disc stands for, by default the largest of the counts.
    """
    found = counts or {}
    top = most or max([1, *found.values()])
    made = [
        Symbol(iso3, spot, disc_radius(found.get(iso3, 0), top), told[iso3], (shares or {}).get(iso3))
        for iso3, spot in places.items()
    ]
    return tuple(sorted(made, key=lambda symbol: (-symbol.radius, symbol.iso3)))


def gathered(points: Sequence[Point]) -> list[tuple[float, float, int]]:
    """Points as x, y and how many they are: those of one square together at their middle where points are many."""
    side = _CELL if len(points) > _MANY_PLACES else 1.0
    squares: dict[Point, list[Point]] = {}
    for x, y in points:
        squares.setdefault((x // side, y // side), []).append((x, y))
    found = [
        (
            round(sum(x for x, _y in inside) / len(inside), 1),
            round(sum(y for _x, y in inside) / len(inside), 1),
            len(inside),
        )
        for inside in squares.values()
    ]
    return sorted(found, key=lambda cell: -cell[2])


def round_values(most: int) -> list[int]:
    """Up to three values for a legend, the largest first and all of them values that can occur."""
    return sorted({most, max(1, round(most / 4)), 1}, reverse=True)


def disc_legend(most: int, words: Callable[[int], str], single: float = SINGLE) -> tuple[LegendEntry, ...]:
    """Discs of values that occur or can occur, up to `most`; none where there is nothing. words: what a value says."""
    values = round_values(most) if most else []
    return tuple(LegendEntry("disc", words(value), disc_radius(value, most, single)) for value in values)
