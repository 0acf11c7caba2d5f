"""Colours: readable, without blame, the same in the theme and in the pictures."""

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from components.charts.colours import DARK, LIGHT, Palette
from components.shell.theme import styles
from domain.vocabulary import SupportBand

CONFIG = tomllib.loads((Path(__file__).resolve().parents[3] / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
SCHEMES = [("light", LIGHT), ("dark", DARK)]


def luminance(colour: str) -> float:
    """Relative luminance after WCAG 2.2."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio after WCAG 2.2."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("name", "palette"), SCHEMES)
def test_the_theme_has_the_colours_of_the_pictures(name: str, palette: Palette) -> None:
    theme = CONFIG["theme"][name]
    assert theme["backgroundColor"] == palette.ground
    assert theme["secondaryBackgroundColor"] == palette.panel
    assert theme["textColor"] == palette.ink
    assert theme["primaryColor"] == palette.accent


@pytest.mark.parametrize(("name", "palette"), SCHEMES)
def test_words_stand_out_from_their_ground(name: str, palette: Palette) -> None:
    for words in (palette.ink, palette.muted, palette.accent):
        assert contrast(words, palette.ground) >= 4.5
        assert contrast(words, palette.panel) >= 4.5


@pytest.mark.parametrize(("name", "palette"), SCHEMES)
def test_a_label_can_be_read_inside_each_band(name: str, palette: Palette) -> None:
    for band in palette.bands.values():
        assert contrast(band.fill, band.text) >= 4.5, band


@pytest.mark.parametrize(("name", "palette"), SCHEMES)
def test_bands_differ_in_lightness_or_pattern_as_in_a_grey_print(name: str, palette: Palette) -> None:
    bands = [palette.bands[band] for band in SupportBand]
    assert all(a.pattern != b.pattern or contrast(a.fill, b.fill) >= 1.5 for a, b in pairwise(bands))


@pytest.mark.parametrize(("name", "palette"), SCHEMES)
def test_no_band_is_red_or_green(name: str, palette: Palette) -> None:
    for band in palette.bands.values():
        red, green, blue = (int(band.fill[start : start + 2], 16) for start in (1, 3, 5))
        assert not (red > 1.8 * green and red > 1.8 * blue)
        assert not (green > 1.2 * red and green > 1.2 * blue)


@pytest.mark.parametrize(("name", "palette"), SCHEMES)
def test_the_scale_of_shares_runs_one_way_in_lightness(name: str, palette: Palette) -> None:
    steps = [contrast(colour, palette.ground) for colour in palette.sequential]
    assert steps == sorted(steps)


def test_styles_travel_light() -> None:
    assert len(styles("shell/theme.css")) + len(styles("shell/theme_rtl.css")) < 10_000


def test_no_line_of_the_masthead_cuts_the_dots_below_an_arabic_letter() -> None:
    rules = styles("shell/theme_rtl.css")
    assert ".st-key-wordmark [data-testid=stPageLink-NavLink] p{line-height: 1.6;" in rules
    assert "[data-testid=stPageLink-NavLink] > span{overflow: visible;}" in rules
