"""Every colour of a picture, light and dark. No other module names one.

The support bands are one family: they step in lightness, so they differ in grey print and to colour-blind eyes, and
two carry a pattern. No red and no green, which would read as a verdict on a State.
"""

from dataclasses import dataclass
from typing import Final

from domain.vocabulary import SupportBand
from languages.run_context import Scheme, run_context, settle_context


@dataclass(frozen=True)
class Band:
    """How one support band is drawn: fill, ink that reads on it, pattern ("" for none) and the pattern's ink."""

    fill: str
    text: str
    pattern: str
    pattern_ink: str


@dataclass(frozen=True)
class Palette:
    """The colours of one scheme. `sequential` runs from nothing to most.

    `classes` tell classes apart that have no order, such as kinds of provider.
    """

    ink: str
    muted: str
    ground: str
    panel: str
    grid: str
    accent: str
    watermark: str
    sequential: tuple[str, ...]
    bands: dict[SupportBand, Band]
    classes: tuple[Band, ...]


# Slate, violet, ochre and their tints: neighbours differ in lightness, so that grey print and colour-blind eyes tell
# them apart, and the second round of hues carries patterns.
LIGHT: Final = Palette(
    ink="#16181d",
    muted="#565c66",
    ground="#ffffff",
    panel="#f4f6f8",
    grid="#e2e6ea",
    accent="#005b96",
    watermark="#8a929d",
    sequential=("#f4f6f8", "#d6e6f2", "#a9cde4", "#6fa9d0", "#3381b5", "#005b96", "#003f69"),
    bands={
        SupportBand.REPORTED: Band("#00446f", "#ffffff", "", "#00446f"),
        SupportBand.PLANNED: Band("#2e7ab2", "#ffffff", "", "#2e7ab2"),
        SupportBand.REQUESTED: Band("#f2b134", "#16181d", "/", "#8a5a00"),
        SupportBand.THEME_ONLY: Band("#bcd9ec", "#16181d", ".", "#5d93b8"),
        SupportBand.NONE_RECORDED: Band("#e3e5e8", "#16181d", "", "#e3e5e8"),
    },
    classes=(
        Band("#2f4a6b", "#ffffff", "", "#2f4a6b"),
        Band("#b9c7d9", "#16181d", "", "#b9c7d9"),
        Band("#6b5b95", "#ffffff", "", "#6b5b95"),
        Band("#dcd3ea", "#16181d", "", "#dcd3ea"),
        Band("#7a5c2e", "#ffffff", "", "#7a5c2e"),
        Band("#e6d3ac", "#16181d", "", "#e6d3ac"),
        Band("#4f6d94", "#ffffff", "/", "#8fa9c9"),
        Band("#d5dfeb", "#16181d", "/", "#a9bbd1"),
        Band("#a094c6", "#16181d", "\\", "#7f70ab"),
        Band("#ece6f4", "#16181d", "\\", "#cfc2e2"),
        Band("#b08d57", "#16181d", ".", "#7a5c2e"),
        Band("#f1e7d2", "#16181d", ".", "#cdb27d"),
    ),
)
DARK: Final = Palette(
    ink="#eceff3",
    muted="#a9b2bd",
    ground="#12161c",
    panel="#1b212a",
    grid="#303844",
    accent="#7cbcec",
    watermark="#737d8a",
    sequential=("#1b212a", "#1d3d57", "#22587f", "#2f78aa", "#4f9bd0", "#86c2ec", "#c4e2f8"),
    bands={
        SupportBand.REPORTED: Band("#a8d5f5", "#12161c", "", "#a8d5f5"),
        SupportBand.PLANNED: Band("#4a94cb", "#12161c", "", "#4a94cb"),
        SupportBand.REQUESTED: Band("#e0a032", "#12161c", "/", "#5c3d00"),
        SupportBand.THEME_ONLY: Band("#2f5878", "#eceff3", ".", "#7fa9c9"),
        SupportBand.NONE_RECORDED: Band("#3a424d", "#eceff3", "", "#3a424d"),
    },
    classes=(
        Band("#8fb1da", "#12161c", "", "#8fb1da"),
        Band("#3a4a5f", "#eceff3", "", "#3a4a5f"),
        Band("#b7a6e0", "#12161c", "", "#b7a6e0"),
        Band("#4b4163", "#eceff3", "", "#4b4163"),
        Band("#d9b978", "#12161c", "", "#d9b978"),
        Band("#57482c", "#eceff3", "", "#57482c"),
        Band("#6f92bd", "#12161c", "/", "#4f7099"),
        Band("#2c3948", "#eceff3", "/", "#43566d"),
        Band("#9585c2", "#12161c", "\\", "#75659f"),
        Band("#3a334d", "#eceff3", "\\", "#554a70"),
        Band("#b7975a", "#12161c", ".", "#8a6f3d"),
        Band("#443a26", "#eceff3", ".", "#6a5a39"),
    ),
)
_PALETTES: Final[dict[Scheme, Palette]] = {"light": LIGHT, "dark": DARK}


def use_scheme(scheme: Scheme) -> None:
    """Set the colour scheme of this run."""
    settle_context(scheme=scheme)


def scheme() -> Scheme:
    """The colour scheme in use."""
    return run_context().scheme


def palette() -> Palette:
    """The colours of the scheme in use."""
    return _PALETTES[scheme()]


def band_colour(band: SupportBand) -> str:
    """The fill of a support band."""
    return palette().bands[band].fill


def band_text_colour(band: SupportBand) -> str:
    """The ink for a label inside a band's fill."""
    return palette().bands[band].text


def class_look(place: int) -> Band:
    """How the class at this place, from 0, is drawn; after the last the looks start again."""
    looks = palette().classes
    return looks[place % len(looks)]


def sequential() -> list[tuple[float, str]]:
    """A plotly colour scale from nothing (near the ground) to most, monotonous in lightness."""
    steps = palette().sequential
    return [(index / (len(steps) - 1), colour) for index, colour in enumerate(steps)]
