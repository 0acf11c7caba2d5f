"""Words and figures inside pictures: lines that never clip, in the direction of the language, and plotly's templates.

Templates let the browser write the figures of each mark, with the language's own words and separators around them.
"""

import html
import textwrap
from typing import Final

from domain.vocabulary import SupportBand
from languages.names import band_name
from languages.text import _, direction, isolate, number, percent

#: Letters of a label's line; two thirds of a picture on a phone.
LINE: Final = 42
_RIGHT_TO_LEFT: Final = "\u2067"
_END: Final = "\u2069"

#: What the customdata of each mark holds, in this order: key, label, count, whole, hundredfold share or None.
MarkData = tuple[str, str, int, int, float | None]
#: Template of a mark's own share.
_SHARE: Final = "%{customdata[4]:.0f}"


def wrapped(label: str, width: int = LINE) -> str:
    """The label in lines for plotly, which would read marks of HTML in it."""
    lines = [html.escape(line, quote=False) for line in textwrap.wrap(label, width)] or [" "]
    return "<br>".join(map(isolate, lines) if direction() == "rtl" else lines)


def directed(text: str) -> str:
    """Each line of a text for plotly, which draws them all from left to right, in the direction of the language."""
    if direction() == "ltr":
        return text
    return "<br>".join(f"{_RIGHT_TO_LEFT}{line}{_END}" for line in text.split("<br>"))


def separators() -> str:
    """The marks of decimals and thousands in figures that the browser writes."""
    return f".{number(11_111)[2:-3]}"


def share_template() -> str:
    """A mark's share of its whole, as the language writes percentages."""
    return _percentage(_SHARE)


def share_text(share: float) -> str:
    """A hundredfold share as the language writes percentages."""
    return _percentage(f"{share:.0f}")


def _percentage(figure: str) -> str:
    return percent(0.11).replace("11", figure)


def pointer_template(band: SupportBand, *, with_share: bool) -> str:
    """What the pointer tells of a mark: label, band, count of whole, and the share where there is one."""
    count, whole = "%{customdata[2]:,d}", "%{customdata[3]:,d}"
    words = _("{count} of {whole}").format(count=count, whole=whole)
    if with_share:
        words = _("{count} of {whole} ({share})").format(count=count, whole=whole, share=share_template())
    name = html.escape(band_name(band), quote=False)
    return directed(f"<b>%{{customdata[1]}}</b><br>{name}<br>{words}") + "<extra></extra>"
