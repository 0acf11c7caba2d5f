"""A scene as a picture that deck.gl draws in the browser, over the world that it fetches once from this server.

No basemap and no map style, so nothing is asked from outside. Planar coordinates, an orthographic view.
"""

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pydeck
from pydeck.bindings.json_tools import default_serialize

from components.charts.colours import palette
from components.maps.bundles import outline
from components.maps.scene import CurveKind, Point, Scene, Symbol
from components.maps.spots import PAD, Spot
from languages.text import direction

#: Relative, so that it also holds where the application is served under a path.
WORLD: Final = "./app/static/map/world.json"
#: The world's size in units of the map, with a little air.
WIDTH: Final = 1010.0
HEIGHT: Final = 436.0
#: The middle of the world as it is cut: the south ends before Antarctica.
MIDDLE: Final[Point] = (0.0, -30.0)
#: Land is muted ink at this opacity over the ocean.
LAND_OPACITY: Final = 0.26
HATCH_OPACITY: Final = 0.8
#: How much of the ground curves cover, those in the background first.
CURVE_OPACITY: Final[Mapping[CurveKind, float]] = {"faded": 0.16, "leg": 0.4, "own": 0.55, "told": 0.62}
_DEEPEST: Final = 4.0
#: What a click on a State gives: the key of its code in the object.
CODE: Final = "k"
#: The width of a leader in units of the map.
_LEADER: Final = 0.8
_ARC_STEP: Final = 0.35
_RING: Final = PAD + 0.9

Color = list[int]


@dataclass(frozen=True)
class Frame:
    """The part of the map in view: its middle in units of the map, and the pixels of a unit."""

    middle: Point
    scale: float


class CompactDeck:
    """What `st.pydeck_chart` asks of a `pydeck.Deck`, with JSON that holds no blanks: a fifth of the size.

    pydeck's own looks for a notebook's packages several times whenever one is made, which takes longer than drawing.
    """

    def __init__(self, layers: Sequence[pydeck.Layer], view_state: Mapping[str, object], tooltip: dict[str, Any]):
        self.layers = layers
        self.view_state = view_state
        self._tooltip = tooltip

    def to_json(self) -> str:
        """The picture as deck.gl reads it; without map provider and map style, so without a basemap."""
        view = pydeck.View(type="OrthographicView", controller=True)
        picture = {"layers": self.layers, "views": [view], "initialViewState": self.view_state}
        return json.dumps(picture, default=default_serialize, separators=(",", ":"), ensure_ascii=False)


def world_deck(scene: Scene, frame: Frame, *, turn: int) -> CompactDeck:
    """Draw a scene. turn: changes with every click, so that the browser forgets what was clicked before."""
    zoom = round(math.log2(frame.scale), 3)
    view_state = {"target": [*frame.middle, 0], "zoom": zoom, "minZoom": min(zoom, 0) - 1, "maxZoom": _DEEPEST}
    below = [_world(), _leaders(scene), *_curves(scene, turn), _cells(scene, turn), _discs(scene), _arcs(scene)]
    layers = [layer for layer in (*below, _states(scene, turn), _selected(scene)) if layer.data]
    return CompactDeck(layers, view_state, _tooltip())


def rgba(colour: str, opacity: float = 1.0) -> Color:
    """A colour as #rrggbb in the form that deck.gl reads."""
    return [*(int(colour[place : place + 2], 16) for place in (1, 3, 5)), round(255 * opacity)]


def arc(symbol: Symbol) -> list[Point]:
    """A part of a ring around a spot, from the top and with the clock, as long as the share."""
    share = symbol.share or 0.0
    steps = max(2, math.ceil(2 * math.pi * share / _ARC_STEP))
    angles = [2 * math.pi * share * step / steps for step in range(steps + 1)]
    x, y = symbol.spot.x, symbol.spot.y
    return [(round(x + _RING * math.sin(a), 1), round(y - _RING * math.cos(a), 1)) for a in angles]


def leader(spot: Spot) -> list[Point]:
    """The corners of the thin line from a State's place to its symbol."""
    along = math.hypot(spot.x - spot.true_x, spot.y - spot.true_y)
    x, y = ((spot.true_y - spot.y) / along * _LEADER / 2, (spot.x - spot.true_x) / along * _LEADER / 2)
    ends = [(spot.true_x + x, spot.true_y + y), (spot.true_x - x, spot.true_y - y), (spot.x - x, spot.y - y)]
    return [(round(x, 2), round(y, 2)) for x, y in (*ends, (spot.x + x, spot.y + y))]


def _layer(kind: str, name: str, data: object, **settings: object) -> pydeck.Layer:
    return pydeck.Layer(kind, data=data, id=name, **{"pickable": False, **settings})


def _world() -> pydeck.Layer:
    colours = palette()
    kinds = {"land": rgba(colours.muted, LAND_OPACITY), "hatch": rgba(colours.muted, HATCH_OPACITY)}
    return _layer(
        "GeoJsonLayer",
        "world",
        WORLD,
        get_fill_color=_by_kind(kinds, rgba(colours.panel)),
        # Borders are gaps in the land, hatching is stripes: no line is drawn.
        stroked=False,
    )


def _by_kind(choices: dict[str, Color], otherwise: Color) -> str:
    """An expression that deck.gl evaluates for each area of the world."""
    tests = "".join(f"properties.kind=='{kind}'?{color}:" for kind, color in choices.items())
    return f"{tests}{otherwise}"


def _leaders(scene: Scene) -> pydeck.Layer:
    """Areas like the land, not lines: what draws lines takes a browser without a graphics card long to prepare."""
    rows = [{"p": leader(symbol.spot)} for symbol in scene.symbols if symbol.spot.moved]
    return _layer("SolidPolygonLayer", "leaders", rows, get_polygon="p", get_fill_color=rgba(palette().muted))


def _curves(scene: Scene, turn: int) -> Iterator[pydeck.Layer]:
    """Areas as well. Only those with words can be pointed at."""
    for kind, opacity in CURVE_OPACITY.items():
        told = kind == "told"
        curves = [curve for curve in scene.curves if curve.kind == kind]
        rows = [{"p": outline(curve), **({"t": curve.told} if told else {})} for curve in curves]
        fill = rgba(palette().muted if kind == "faded" else scene.fill, opacity)
        name = f"{kind}-{turn}" if told else kind
        yield _layer("SolidPolygonLayer", name, rows, get_polygon="p", get_fill_color=fill, pickable=told)


def _cells(scene: Scene, turn: int) -> pydeck.Layer:
    rows = [{"p": [round(cell.x, 1), round(cell.y, 1)], "r": cell.radius, "t": cell.told} for cell in scene.cells]
    colors = {"get_fill_color": rgba(scene.fill, 0.55), "get_line_color": rgba(palette().ground)}
    return _circles(f"cells-{turn}", rows, pickable=True, **colors)


def _discs(scene: Scene) -> pydeck.Layer:
    shown = [symbol for symbol in scene.symbols if symbol.radius]
    rows = [{"p": [symbol.spot.x, symbol.spot.y], "r": symbol.radius} for symbol in shown]
    colors = {"get_fill_color": rgba(scene.fill, 0.78), "get_line_color": rgba(palette().ground)}
    return _circles("discs", rows, **colors)


def _arcs(scene: Scene) -> pydeck.Layer:
    rows = [{"p": arc(symbol)} for symbol in scene.symbols if symbol.share]
    settings = {"get_path": "p", "get_color": rgba(scene.fill), "get_width": 2.4, "width_units": "'common'"}
    return _layer("PathLayer", "arcs", rows, **settings)


def _states(scene: Scene, turn: int) -> pydeck.Layer:
    alike = all(symbol.outline == PAD for symbol in scene.symbols)
    rows = [
        {"p": [symbol.spot.x, symbol.spot.y], "t": symbol.told, CODE: symbol.iso3}
        | ({} if alike else {"r": symbol.outline})
        for symbol in scene.symbols
    ]
    radius = {"get_radius": PAD} if alike else {}
    colors = {"get_fill_color": rgba(palette().ground, 0.18), "get_line_color": rgba(palette().muted, 0.9)}
    # No highlight under the pointer: it draws all anew, and where that takes long deck.gl loses the click that follows.
    return _circles(f"states-{turn}", rows, pickable=True, **colors, **radius)


def _selected(scene: Scene) -> pydeck.Layer:
    chosen = scene.selected_symbol
    rows = [{"p": [chosen.spot.x, chosen.spot.y], "r": chosen.outline + 1.5}] if chosen else []
    return _circles("selected", rows, filled=False, get_line_color=rgba(palette().ink), line_width_min_pixels=2.5)


def _circles(name: str, rows: object, **settings: object) -> pydeck.Layer:
    usual: dict[str, object] = {
        "get_position": "p",
        "get_radius": "r",
        "radius_units": "'common'",
        "radius_min_pixels": 1.5,
        "stroked": True,
        "line_width_units": "'pixels'",
        "get_line_width": 0.8,
        "line_width_min_pixels": 0.8,
    }
    return _layer("ScatterplotLayer", name, rows, **(usual | settings))


def _tooltip() -> dict[str, Any]:
    """Words are put in as text, never as HTML."""
    colours = palette()
    style = {
        "background": colours.ground,
        "color": colours.ink,
        "border": f"1px solid {colours.muted}",
        "borderRadius": "4px",
        "padding": "6px 10px",
        "font": "inherit",
        "fontSize": "14px",
        "maxWidth": "260px",
        "whiteSpace": "pre-line",
        "direction": direction(),
        "zIndex": "5",
    }
    return {"text": "{t}", "style": style}
