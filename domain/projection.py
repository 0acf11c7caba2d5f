"""Equal Earth: a world map on which equal areas look equal, after Šavrič, Patterson and Jenny (2018)."""

import math

#: The meridian in the middle of the map. At 11° E the map's edge runs through the Bering Strait and cuts no land.
CENTRAL_MERIDIAN = 11.0
#: Half the width of the map, in its own units; a screen pixel at zoom 0.
HALF_WIDTH = 500.0

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_M = math.sqrt(3) / 2
# The equator's end before scaling: x at longitude π, latitude 0.
_SCALE = HALF_WIDTH / (math.pi / (_M * _A1))


def equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """Where a point in degrees (WGS 84) lies on the map: x to the right, y downwards, (0, 0) in the middle.

    x runs from -HALF_WIDTH to HALF_WIDTH at the equator.
    """
    from_middle = (longitude - CENTRAL_MERIDIAN + 180) % 360 - 180
    return on_map(from_middle, latitude)


def on_map(from_middle: float, latitude: float) -> tuple[float, float]:
    """As `equal_earth`, for degrees counted from the central meridian, -180 and 180 being the two edges."""
    theta = math.asin(_M * math.sin(math.radians(latitude)))
    square = theta * theta
    sixth = square**3
    slope = _A1 + 3 * _A2 * square + sixth * (7 * _A3 + 9 * _A4 * square)
    x = math.radians(from_middle) * math.cos(theta) / (_M * slope)
    y = theta * (_A1 + _A2 * square + sixth * (_A3 + _A4 * square))
    return x * _SCALE, -y * _SCALE
