"""The part of a picture that a reader chose, and the first of the recommendations behind it."""

import html
import textwrap
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.picture import Point
from components.record import StateName, anchor, apply_record_styles, band_in_words, cards, swatch
from components.session import Key
from components.theme import styles
from components.url_state import link
from domain.vocabulary import SupportBand
from languages.names import band_meaning, band_name
from languages.text import _, isolate, ngettext, number

#: Recommendations that are shown beside the picture; the rest is one link away.
SHOWN: Final = 5
_LETTERS: Final = 150
#: How often this tab's reader closed the panel. A chart forgets what was chosen in it only when its figure changes.
_CLOSINGS: Final = Key("chosen-part.closings", 0)


@dataclass(frozen=True)
class Part:
    """One band of one row: the row's key and its name as shown."""

    key: str
    label: str
    band: SupportBand


def selectable(figure: go.Figure) -> go.Figure:
    """The figure with parts that can be chosen; once the reader has closed a part, a chart where nothing is chosen."""
    return figure.update_layout(selectionrevision=_CLOSINGS.get())


def chosen_part(points: tuple[Point, ...], names: Mapping[str, str]) -> Part | None:
    """The part that was chosen in bars whose customdata starts with the row's key, one trace a band.

    names: the rows' keys with their names. None where nothing is chosen, or the row is not there any more.
    """
    return next((part for point in points if (part := _part(point, names))), None)


def _part(point: Point, names: Mapping[str, str]) -> Part | None:
    bands = list(SupportBand)
    told = point.customdata
    if not isinstance(told, (list, tuple)) or not told or point.curve >= len(bands) or told[0] not in names:
        return None
    return Part(told[0], names[told[0]], bands[point.curve])


def apply_part_styles() -> None:
    """Send the styles of the panel beside a picture; once a page."""
    apply_record_styles()
    st.html(f"<style>{styles('chosen_part.css')}</style>")


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
        st.button(_("Close"), key="close-part", on_click=_close)


def _close() -> None:
    _CLOSINGS.set(_CLOSINGS.get() + 1)


def _entry(row: Mapping[Hashable, object], name: StateName) -> str:
    place = _("{state}, paragraph {paragraph}").format(
        state=name(str(row["iso3"])), paragraph=isolate(str(row["paragraph"]))
    )
    lang = f' lang="{html.escape(str(row["language"]))}"' if row.get("language") else ""
    text = textwrap.shorten(str(row["text"]), _LETTERS, placeholder="…")
    head = anchor(link("recommendation", id=str(row["code"])), place if row["paragraph"] else name(str(row["iso3"])))
    return f'<p class="record-line">{head}</p><p class="record-summary"{lang} dir="auto">{html.escape(text)}</p>'
