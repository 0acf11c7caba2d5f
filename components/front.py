"""What the front page is made of: figures with their units, doors to the rest, and lines of the latest records."""

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import streamlit as st

from components.record import StateName, anchor, states_in_words
from components.text import N_, _, date, number
from components.theme import styles
from domain.records import PublishedLine
from domain.vocabulary import RecordKind

_BETWEEN: Final = " · "
KINDS: Final[Mapping[RecordKind, str]] = {
    RecordKind.ACTIVITY: N_("Activity"),
    RecordKind.REQUEST: N_("Request"),
    RecordKind.OFFER: N_("Offer"),
    RecordKind.GOOD_PRACTICE: N_("Good practice"),
}


@dataclass(frozen=True)
class Figure:
    """A number with the words that say what it counts, and where the records behind it are."""

    value: int
    unit: str
    address: str | None = None


@dataclass(frozen=True)
class Door:
    """A way into the repository: what a reader wants, what they find, and the link with its words."""

    title: str
    text: str
    address: str
    link: str


def apply_front_styles() -> None:
    """Send the styles of the front page; once a page."""
    st.html(f"<style>{styles('front.css')}</style>")


def figures(shown: Iterable[Figure], as_of: datetime) -> None:
    """Figures side by side, and the day they stand for."""
    cells = "".join(
        f"<div><dt>{_linked(figure)}</dt><dd>{html.escape(number(figure.value))}</dd></div>" for figure in shown
    )
    line = _("As of {date}.").format(date=date(as_of))
    st.html(f'<dl class="front-figures">{cells}</dl><p class="picture-line">{html.escape(line)}</p>')


def _linked(figure: Figure) -> str:
    return anchor(figure.address, figure.unit) if figure.address else html.escape(figure.unit)


def doors(shown: Iterable[Door]) -> None:
    """Ways into the repository, side by side."""
    st.html(
        '<ul class="doors">'
        + "".join(
            f"<li><h3>{html.escape(door.title)}</h3><p>{html.escape(door.text)}</p>"
            f"<p>{anchor(door.address, door.link)}</p></li>"
            for door in shown
        )
        + "</ul>"
    )


def latest(lines: Iterable[PublishedLine], name: StateName) -> None:
    """Records as a list: day and kind, title, the States they are about, and who published them."""
    st.html(f'<ul class="latest">{"".join(f"<li>{_line(line, name)}</li>" for line in lines)}</ul>')


def _line(line: PublishedLine, name: StateName) -> str:
    head = _BETWEEN.join((date(line.published_at), _(KINDS[line.kind])))
    about = [states_in_words(line.iso3s, name)] if line.iso3s else []
    foot = _BETWEEN.join([*about, *line.by])
    return (
        f'<p class="latest-head">{html.escape(head)}</p>'
        f'<p class="latest-title" dir="auto">{html.escape(line.title)}</p>'
        f'<p class="latest-head">{html.escape(foot)}</p>'
    )
