"""The part of a picture that a reader chose, and the first of the recommendations behind it."""

import html
import textwrap
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.records.record_html import StateName, anchor, apply_record_styles, band_in_words, cards, swatch
from components.shared.address_codes import chosen_code
from components.shared.picture import Point
from components.shared.switches import PART
from components.shell.session import Key
from components.shell.theme import styles
from components.shell.url_state import link, write_text
from domain.vocabulary import SupportBand
from languages.names import band_meaning, band_name
from languages.text import _, isolate, ngettext, number

#: Recommendations that are shown beside the picture; the rest is one link away.
SHOWN: Final = 5
_LETTERS: Final = 150
#: How often this tab's reader chose or closed a part. A chart forgets what was clicked only when its figure changes.
_CLOSINGS: Final = Key("chosen-part.closings", 0)


@dataclass(frozen=True)
class Part:
    """One band of one row: the row's key and its name as shown."""

    key: str
    label: str
    band: SupportBand


def selectable(figure: go.Figure, chosen: Callable[[int, object], bool]) -> go.Figure:
    """The figure with the chosen marks in full colour and the others faded; all in full where none is chosen.

    chosen: of a trace's position and a mark's customdata. Without a change of `selectionrevision` a chart would go on
    showing what was clicked in it before, whatever the address says.
    """
    marked = [
        [place for place, data in enumerate(_marks(trace)) if chosen(curve, data)]
        for curve, trace in enumerate(figure.data)
    ]
    if any(marked):
        for trace, places in zip(figure.data, marked, strict=True):
            if _marks(trace):
                trace.selectedpoints = places
    return figure.update_layout(selectionrevision=f"{_CLOSINGS.get()} {st.query_params.get(PART, '')}")


def _marks(trace: go.Bar) -> Sequence[object]:
    marks = trace.customdata
    return () if marks is None else marks


def choose_part(points: tuple[Point, ...]) -> None:
    """Let the address hold the part of bars that was clicked; a second click on it takes it back."""
    part = next(filter(None, map(_code_of, points)), "")
    choose_code("" if part == st.query_params.get(PART) else part)


def choose_code(code: str) -> None:
    """Let the address hold what was chosen in a picture; nothing for none."""
    _CLOSINGS.set(_CLOSINGS.get() + 1)
    write_text(PART, code)


def chosen_part(names: Mapping[str, str]) -> Part | None:
    """The part of bars that the address names; None where it names none.

    names: the rows' keys with their names.
    """
    options = {_code(band, key): f"{name}: {band_name(band)}" for key, name in names.items() for band in SupportBand}
    code = chosen_code(PART, options)
    if code is None:
        return None
    band, _dot, key = code.partition(".")
    return Part(key, names[key], SupportBand(band))


def is_part(part: Part | None) -> Callable[[int, object], bool]:
    """Whether a mark of bars with one trace a band, its customdata starting with the row's key, is this part."""
    bands = list(SupportBand)

    def chosen(curve: int, data: object) -> bool:
        if part is None or not isinstance(data, (list, tuple)) or not data or curve >= len(bands):
            return False
        return (bands[curve], data[0]) == (part.band, part.key)

    return chosen


def _code_of(point: Point) -> str | None:
    bands, data = list(SupportBand), point.customdata
    if not isinstance(data, (list, tuple)) or not data or point.curve >= len(bands):
        return None
    return _code(bands[point.curve], str(data[0]))


def _code(band: SupportBand, key: str) -> str:
    return f"{band}.{key}"


def apply_part_styles() -> None:
    """Send the styles of the panel beside a picture; once a page."""
    apply_record_styles()
    st.html(f"<style>{styles('shared/chosen_part.css')}</style>")


def band_key() -> None:
    """What the bands mean, and that parts of bars can be chosen; shown while none is."""
    with st.container(key="on-screen"):
        st.caption(_("Choose a part of a bar to see the recommendations behind it."))
    entries = "".join(
        f"<dt>{swatch(band)}{html.escape(band_name(band))}</dt><dd>{html.escape(band_meaning(band))}</dd>"
        for band in SupportBand
    )
    st.html(f'<dl class="band-key">{entries}</dl>')


def show_part(part: Part, *, total: int, rows: pd.DataFrame, name: StateName, address: str) -> None:
    """The first recommendations of a part, and the link to all of them.

    rows: code, iso3, paragraph, text and language of the first SHOWN.
    """
    with st.container(key="chosen-part"):
        st.html(f'<h3 class="part-title">{html.escape(part.label)}</h3>{band_in_words(part.band)}')
        st.html(cards(_entry(row, name) for row in rows.to_dict("records")))
        words = ngettext("Open this {count} recommendation", "Open all {count} recommendations", total)
        st.html(f"<p>{anchor(address, words.format(count=number(total)))}</p>")
        st.button(_("Close"), key="close-part", on_click=choose_code, args=("",))


def _entry(row: Mapping[Hashable, object], name: StateName) -> str:
    place = _("{state}, paragraph {paragraph}").format(
        state=name(str(row["iso3"])), paragraph=isolate(str(row["paragraph"]))
    )
    lang = f' lang="{html.escape(str(row["language"]))}"' if row.get("language") else ""
    text = textwrap.shorten(str(row["text"]), _LETTERS, placeholder="…")
    head = anchor(link("recommendation", id=str(row["code"])), place if row["paragraph"] else name(str(row["iso3"])))
    return f'<p class="record-line">{head}</p><p class="record-summary"{lang} dir="auto">{html.escape(text)}</p>'
