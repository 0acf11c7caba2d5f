"""A scene as an SVG file: the whole world with title, legend, source, date, disclaimer and watermark inside."""

import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from components.charts.colours import palette
from components.charts.layout import FONT
from components.maps.bundles import outline
from components.maps.deck import CURVE_OPACITY, HATCH_OPACITY, HEIGHT, LAND_OPACITY, MIDDLE, WIDTH, arc
from components.maps.legend import mark
from components.maps.scene import Point, Scene
from languages.text import direction

_PAGE: Final = 1200.0
_SCALE: Final = _PAGE / WIDTH
_EDGE: Final = 24.0
_TITLE: Final = 64.0
_LINE: Final = 18.0
#: Letters that surely fit into a line.
_LETTERS: Final = 165


@dataclass(frozen=True)
class Lettering:
    """The words of a file: its title, the lines below the map, and the watermark ("" for none)."""

    title: str
    lines: Sequence[str]
    watermark: str = ""


def map_svg(
    scene: Scene, world: Mapping[str, Any], words: Lettering, fonts: Callable[[str], str] = lambda _text: ""
) -> str:
    """Draw a scene over the world. world: the GeoJSON of static/map/world.json.

    fonts: the style rules that hold the fonts of a text, so that the file looks alike where they are not installed.
    """
    colours = palette()
    lines = [part for line in words.lines for part in textwrap.wrap(line, _LETTERS)]
    map_bottom = _TITLE + HEIGHT * _SCALE
    legend_bottom, legend = _legend(scene, map_bottom + 12)
    height = legend_bottom + 12 + _LINE * len(lines)
    middle = f"translate({_PAGE / 2} {_TITLE + (HEIGHT / 2 - MIDDLE[1]) * _SCALE:.1f}) scale({_SCALE:.4f})"
    foot = (_text(_EDGE, legend_bottom + 12 + _LINE * row, line, 13) for row, line in enumerate(lines))
    return "".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_PAGE:.0f} {height:.0f}" ',
            f'width="{_PAGE:.0f}" height="{height:.0f}" font-family="{escape(FONT)}" fill="{colours.ink}">',
            f"<title>{escape(words.title)}</title>",
            f"<style>{fonts(_all_words(scene, words))}</style>",
            f'<rect width="100%" height="100%" fill="{colours.ground}"/>',
            _text(_EDGE, 40, words.title, 24, ' font-weight="600"'),
            f'<g transform="{middle}">{_world(world)}{_drawn(scene)}</g>',
            legend,
            *foot,
            _watermark(words.watermark, map_bottom),
            "</svg>",
        )
    )


def _all_words(scene: Scene, words: Lettering) -> str:
    return "".join((words.title, *words.lines, words.watermark, *(entry.label for entry in scene.legend)))


def _world(world: Mapping[str, Any]) -> str:
    colours = palette()
    looks = {
        "ocean": f'fill="{colours.panel}"',
        "land": f'fill="{colours.muted}" fill-opacity="{LAND_OPACITY}"',
        "disputed": f'fill="{colours.panel}"',
        "hatch": f'fill="{colours.muted}" fill-opacity="{HATCH_OPACITY}"',
    }
    return "".join(
        f'<path d="{_outline(area["geometry"])}" {looks[area["properties"]["kind"]]}/>' for area in world["features"]
    )


def _outline(geometry: Mapping[str, Any]) -> str:
    return "".join(_path(ring) + "Z" for rings in geometry["coordinates"] for ring in rings)


def _path(points: Iterable[Sequence[float]]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points)


def _drawn(scene: Scene) -> str:
    colours = palette()
    parts = [
        f'<path d="{_path([(s.true_x, s.true_y), (s.x, s.y)])}" stroke="{colours.muted}" stroke-width="0.6"/>'
        for s in (symbol.spot for symbol in scene.symbols)
        if s.moved
    ]
    parts += [
        f'<path d="{_path(outline(curve))}Z" fill="{colours.muted if curve.kind == "faded" else scene.fill}" '
        f'fill-opacity="{CURVE_OPACITY[curve.kind]}"/>'
        for curve in sorted(scene.curves, key=lambda curve: list(CURVE_OPACITY).index(curve.kind))
    ]
    rim = f'stroke="{colours.ground}" stroke-width="0.7"'
    parts += [_disc((c.x, c.y), c.radius, f'fill="{scene.fill}" fill-opacity="0.55" {rim}') for c in scene.cells]
    for symbol in scene.symbols:
        place = (symbol.spot.x, symbol.spot.y)
        if symbol.radius:
            parts.append(_disc(place, symbol.radius, f'fill="{scene.fill}" fill-opacity="0.78" {rim}'))
        if symbol.share:
            parts.append(f'<path d="{_path(arc(symbol))}" fill="none" stroke="{scene.fill}" stroke-width="2.4"/>')
        outline = f'fill="{colours.ground}" fill-opacity="0.18" stroke="{colours.muted}" stroke-width="0.7"'
        parts.append(_disc(place, symbol.outline, outline))
    if chosen := scene.selected_symbol:
        look = f'fill="none" stroke="{colours.ink}" stroke-width="2"'
        parts.append(_disc((chosen.spot.x, chosen.spot.y), chosen.outline + 1.5, look))
    return "".join(parts)


def _disc(place: Point, radius: float, look: str) -> str:
    return f'<circle cx="{place[0]:g}" cy="{place[1]:g}" r="{radius:g}" {look}/>'


def _legend(scene: Scene, top: float) -> tuple[float, str]:
    """The legend in rows from the starting edge, and where it ends."""
    mirrored = direction() == "rtl"
    marks = [(entry.label, *mark(entry, scene.fill, _SCALE)) for entry in scene.legend]
    tallest = max([0.0, *(height for _label, _drawn, _width, height in marks)])
    parts, at, row = [], _EDGE, top
    for label, drawn, width, height in marks:
        taken = width + 8 + 7.5 * len(label) + 24
        if at + taken > _PAGE - _EDGE and at > _EDGE:
            at, row = _EDGE, row + tallest + 4
        left = _PAGE - at - width if mirrored else at
        parts.append(f'<g transform="translate({left:.1f} {row + (tallest - height) / 2:.1f})">{drawn}</g>')
        parts.append(_text(at + width + 8, row + tallest / 2 + 5, label, 14))
        at += taken
    return row + tallest + 12, "".join(parts)


def _text(from_edge: float, baseline: float, words: str, size: int, look: str = "") -> str:
    """Words that start at the edge at which the language starts."""
    mirrored = direction() == "rtl"
    left = _PAGE - from_edge if mirrored else from_edge
    way = ' direction="rtl"' if mirrored else ""
    return f'<text x="{left:.1f}" y="{baseline:.1f}" font-size="{size}"{way}{look}>{escape(words)}</text>'


def _watermark(words: str, bottom: float) -> str:
    if not words:
        return ""
    x, y = _PAGE / 2, (bottom + _TITLE) / 2
    return (
        f'<text x="{x}" y="{y:.0f}" font-size="64" text-anchor="middle" fill="{palette().watermark}" '
        f'fill-opacity="0.3" transform="rotate(-24 {x} {y:.0f})">{escape(words)}</text>'
    )
