"""The map without geography: one equal tile a State, in groups, alphabetical within; links that anything can follow."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from components.charts.colours import palette

#: Steps of shade from the lowest to the highest value.
_STEPS: Final = 5


@dataclass(frozen=True)
class Tile:
    """One State: its code, its name, what its figure says in words, the figure as shown, and how high it is."""

    iso3: str
    name: str
    told: str
    figure: str
    value: float | None


def tile_grid(
    groups: Mapping[str, Sequence[Tile]], address: Callable[[str], str], most: float, selected: str | None
) -> str:
    """Groups of tiles as HTML, in their order. most: the value of the darkest shade. address: of a State's tile."""
    return "".join(
        f'<section class="tile-group"><h3>{escape(title)}</h3><ul>'
        + "".join(_tile(tile, address(tile.iso3), most, chosen=tile.iso3 == selected) for tile in tiles)
        + "</ul></section>"
        for title, tiles in groups.items()
    )


def shade(value: float | None, most: float) -> int:
    """The step of a value from 0 (none) to _STEPS; equal spans of values have equal shades."""
    if not value or most <= 0:
        return 0
    return min(_STEPS, max(1, -int(-value * _STEPS // most)))


def shade_spans(most: int) -> list[tuple[int, int, int]]:
    """Each step with the lowest and highest whole number that it stands for; steps without any are left out."""
    spans: list[tuple[int, int, int]] = []
    for value in range(1, most + 1) if most <= 1000 else ():
        step = shade(value, most)
        if spans and spans[-1][0] == step:
            spans[-1] = (step, spans[-1][1], value)
        else:
            spans.append((step, value, value))
    if most > 1000:
        edges = [most * step // _STEPS for step in range(_STEPS + 1)]
        spans = [(step, edges[step - 1] + 1, edges[step]) for step in range(1, _STEPS + 1)]
    return spans


def shade_style(step: int) -> str:
    """The colours of a step: ground and the ink that reads on it."""
    # One of the scale's seven lies in the middle between both inks, where neither reads well.
    hardest = min(palette().sequential, key=lambda fill: contrast(fill, _ink_on(fill)))
    fill = [fill for fill in palette().sequential if fill != hardest][step]
    return f"background:{fill};color:{_ink_on(fill)}"


def _ink_on(fill: str) -> str:
    return max((palette().ink, palette().ground), key=lambda ink: contrast(fill, ink))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21, after WCAG 2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _tile(tile: Tile, address: str, most: float, *, chosen: bool) -> str:
    current = ' aria-current="true"' if chosen else ""
    return (
        f'<li><a href="{escape(address)}" target="_self" title="{escape(tile.told)}"'
        f'{current} style="{shade_style(shade(tile.value, most))}">'
        f"<span>{escape(tile.iso3)}</span> <b>{escape(tile.figure)}</b>"
        f' <span class="tile-words">{escape(tile.told)}</span></a></li>'
    )
