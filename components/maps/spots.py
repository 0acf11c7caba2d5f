"""Where each State's symbol stands: at the State's place, or beside it where States crowd; always the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from domain.projection import HALF_WIDTH, equal_earth, on_map

#: The radius, in units of the map, that every symbol has at least; two symbols of this radius never touch.
PAD: Final = 4.0
_APART: Final = 2 * PAD + 0.4
_ROUNDS: Final = 400
#: How strongly a symbol is drawn back to its State in each round.
_PULL: Final = 0.02
#: Rounds at the end without that pull, so that nothing touches.
_SETTLING: Final = 200
#: A symbol within this distance needs no line to its place.
_NEAR: Final = 2.2
_NEIGHBOURS: Final = 45.0


@dataclass(frozen=True)
class Spot:
    """Where a symbol stands (x, y) and where its State's place is; units of the map, y downwards."""

    x: float
    y: float
    true_x: float
    true_y: float

    @property
    def moved(self) -> bool:
        """Whether a thin line must lead from the place to the symbol."""
        return bool(np.hypot(self.x - self.true_x, self.y - self.true_y) > _NEAR)


def spots(places: Mapping[str, tuple[float, float]]) -> Mapping[str, Spot]:
    """A spot for each State. places: longitude and latitude in degrees by ISO3."""
    return _spots(tuple(sorted(places.items())))


@lru_cache(maxsize=4)
def _spots(places: tuple[tuple[str, tuple[float, float]], ...]) -> Mapping[str, Spot]:
    true = np.array([equal_earth(*place) for _, place in places]).reshape(-1, 2)
    limit = np.array([min(on_map(180, place[1])[0], HALF_WIDTH) for _, place in places]) - PAD
    stand, one, other = true.copy(), *_neighbours(true)
    for turn in range(_ROUNDS):
        _part(stand, one, other)
        if turn < _ROUNDS - _SETTLING:
            stand += _PULL * (true - stand)
        stand[:, 0] = np.clip(stand[:, 0], -limit, limit)
    rounded = np.round(stand, 1)
    return {
        iso3: Spot(float(x), float(y), float(round(true_x, 1)), float(round(true_y, 1)))
        for (iso3, _), (x, y), (true_x, true_y) in zip(places, rounded, true, strict=True)
    }


def _neighbours(true: NDArray[np.float64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The pairs of States that can come near each other."""
    one, other = np.triu_indices(len(true), 1)
    near = np.hypot(*(true[one] - true[other]).T) < _NEIGHBOURS
    return one[near], other[near]


def _part(stand: NDArray[np.float64], one: NDArray[np.intp], other: NDArray[np.intp]) -> None:
    """Move each pair that is too near apart; two at one point part sideways."""
    away = stand[one] - stand[other]
    distance = np.hypot(*away.T)
    direction = np.where(distance[:, None] > 0, away / np.maximum(distance, 1e-9)[:, None], [1.0, 0.0])
    step = direction * (np.clip(_APART - distance, 0, None) * 0.4)[:, None]
    np.add.at(stand, one, step)
    np.add.at(stand, other, -step)
