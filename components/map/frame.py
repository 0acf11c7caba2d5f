"""How large the map is drawn, and which part of the world fits into it.

deck.gl can't fit a planar view by itself, so the window's size is asked for: static/map.js leaves it in cookies.
"""

import re
from collections.abc import Mapping
from typing import Final

import streamlit as st

from components.maps.deck import HEIGHT, MIDDLE, WIDTH, Frame
from domain.projection import equal_earth
from languages.names import region_name
from languages.text import _

_WIDTH_COOKIE: Final = "window_width"
_HEIGHT_COOKIE: Final = "window_height"
_SIZE: Final = re.compile(r"[1-9][0-9]{2,3}")
_USUAL_WIDTH: Final = 1280
_USUAL_HEIGHT: Final = 900
#: What stands above the map on a wide window, in pixels; the map takes what is left of the first screen.
_ABOVE: Final = 400
#: Streamlit puts columns under each other below this width of the window.
_NARROW: Final = 640
#: The page's width at most, its edges on wide and narrow windows, and the gap between map and panel, in pixels.
_PAGE: Final = 1248
_EDGES: Final = 64
_NARROW_EDGES: Final = 32
_GAP: Final = 32
_MAP_SHARE: Final = 7 / 9
_LOWEST: Final = 200
_LOWEST_BESIDE_PANEL: Final = 280
_HIGHEST: Final = 560

#: The part of the world that is no region.
WHOLE_WORLD: Final = "world"
#: Middle of each region in degrees, and how wide and high it is in units of the map.
_EXTENTS: Final[Mapping[str, tuple[float, float, float, float]]] = {
    "002": (18.0, 2.0, 250.0, 215.0),
    "019": (-82.0, 8.0, 420.0, 400.0),
    "142": (88.0, 28.0, 330.0, 190.0),
    "150": (22.0, 54.0, 210.0, 120.0),
    "009": (158.0, -20.0, 250.0, 150.0),
}


def area_names() -> dict[str, str]:
    """The parts of the world that the map can show, M49 regions but for the first."""
    return {WHOLE_WORLD: _("World"), **{code: region_name(code) for code in _EXTENTS}}


def on_a_phone() -> bool:
    """Whether the window is so narrow that everything stands in one column."""
    return _window_width() <= _NARROW


def map_size() -> tuple[int, int]:
    """Width and height in pixels at which the map is drawn."""
    return size_in_window(_window_width(), _told(_HEIGHT_COOKIE, _USUAL_HEIGHT))


def size_in_window(width: int, height: int) -> tuple[int, int]:
    """The map's width and height in a window of this size: the whole map in the first screen where it fits."""
    if width <= _NARROW:
        return width - _NARROW_EDGES, _height_of(width - _NARROW_EDGES, _HIGHEST)
    wide = int((min(width, _PAGE) - _EDGES - _GAP) * _MAP_SHARE)
    return wide, _height_of(wide, max(height - _ABOVE, _LOWEST_BESIDE_PANEL))


def _height_of(width: int, most: int) -> int:
    return min(max(round(width * HEIGHT / WIDTH) + 8, _LOWEST), most, _HIGHEST)


def frame_of(area: str, size: tuple[int, int]) -> Frame:
    """What of the world a map of this width and height shows, and at which scale."""
    width, height = size
    if area not in _EXTENTS:
        return Frame(MIDDLE, min(width / WIDTH, height / HEIGHT))
    longitude, latitude, wide, high = _EXTENTS[area]
    x, y = equal_earth(longitude, latitude)
    return Frame((round(x, 1), round(y, 1)), min(width / wide, height / high))


def _window_width() -> int:
    return _told(_WIDTH_COOKIE, _USUAL_WIDTH)


def _told(cookie: str, usual: int) -> int:
    size = str(st.context.cookies.get(cookie, ""))
    return int(size) if _SIZE.fullmatch(size) else usual
