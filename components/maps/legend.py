"""The marks of a legend, drawn to the map's own scale, as SVG that a page and a file share."""

import math
from html import escape
from typing import Final

from components.charts.colours import palette
from components.charts.html_legend import svg_address, svg_image
from components.maps.scene import LegendEntry, Scene
from components.maps.spots import PAD

_AIR: Final = 2.0
_LINE: Final = 22.0
_STREAM: Final = 40.0


def legend_html(scene: Scene, scale: float) -> str:
    """The legend for the page. scale: pixels of a unit of the map."""
    entries = "".join(
        f"<li>{svg_image(*mark(entry, scene.fill, scale))}<span>{escape(entry.label)}</span></li>"
        for entry in scene.legend
    )
    return f'<ul class="map-legend">{entries}</ul>'


def watermark_html(words: str) -> str:
    """Words over the whole picture, as an image: they are no text to be read."""
    drawn = (
        f'<text x="300" y="130" font-size="42" text-anchor="middle" fill="{palette().ink}" '
        f'font-family="sans-serif" transform="rotate(-20 300 130)">{escape(words)}</text>'
    )
    address = svg_address('viewBox="0 0 600 260"', drawn)
    return f'<img class="map-watermark" alt="" src="{address}">'


def mark(entry: LegendEntry, fill: str, scale: float) -> tuple[str, float, float]:
    """The SVG of an entry's mark with its width and height in pixels."""
    colours = palette()
    if entry.mark == "disc":
        radius = entry.size * scale
        return _circle(radius, f'fill="{fill}" fill-opacity="0.78"')
    if entry.mark == "pad":
        return _circle(PAD * scale, f'fill="none" stroke="{colours.muted}"')
    if entry.mark == "ring":
        return _ring(entry.size, fill, scale)
    if entry.mark == "hatch":
        strokes = "".join(f'<path d="M{x} 14L{x + 14} 0" stroke="{colours.muted}"/>' for x in (-8, -2, 4, 10, 16))
        ground = f'<rect width="{_LINE}" height="14" fill="{colours.panel}"/>'
        return f'<svg width="{_LINE}" height="14">{ground}{strokes}</svg>', _LINE, 14.0
    if entry.mark == "line":
        return _stream(entry.size * scale, fill)
    return f'<path d="M0 7H{_LINE}" stroke="{colours.muted}" stroke-opacity="0.7"/>', _LINE, 14.0


def _stream(width: float, fill: str) -> tuple[str, float, float]:
    """A curve that is straight: wide where it starts and a point where it ends."""
    height = max(width + _AIR, 14.0)
    top, middle, bottom = height / 2 - width / 2, height / 2, height / 2 + width / 2
    area = f"M0 {top:.1f}H{_STREAM / 2}L{_STREAM} {middle:.1f}L{_STREAM / 2} {bottom:.1f}H0Z"
    return f'<path d="{area}" fill="{fill}" fill-opacity="0.62"/>', _STREAM, height


def _circle(radius: float, look: str) -> tuple[str, float, float]:
    side = 2 * (radius + _AIR)
    return f'<circle cx="{side / 2:.1f}" cy="{side / 2:.1f}" r="{radius:.1f}" {look}/>', side, side


def _ring(share: float, fill: str, scale: float) -> tuple[str, float, float]:
    """An outline with an arc around it, as the map's symbols have."""
    radius = (PAD + 0.9) * scale
    side = 2 * (radius + _AIR + scale)
    inner, middle = _circle(PAD * scale, f'fill="none" stroke="{palette().muted}"')[0], side / 2
    shift = middle - PAD * scale - _AIR
    angle = 2 * math.pi * min(share, 0.99)
    x, y = middle + radius * math.sin(angle), middle - radius * math.cos(angle)
    path = f"M{middle:.1f} {middle - radius:.1f}A{radius:.1f} {radius:.1f} 0 {int(share > 0.5)} 1 {x:.1f} {y:.1f}"
    drawn = f'<path d="{path}" fill="none" stroke="{fill}" stroke-width="{2.4 * scale:.1f}"/>'
    return f'<g transform="translate({shift:.1f} {shift:.1f})">{inner}</g>{drawn}', side, side
