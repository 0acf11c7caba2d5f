"""What the front page is made of: figures with their units, doors to the rest, and lines of the latest records."""

import html
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

import streamlit as st

from components.coverage.words import behind
from components.records.record_html import StateName, anchor, states_in_words
from components.shell.theme import styles
from components.shell.url_state import link
from domain.coverage import GapFilters
from domain.records.shown_records import PublishedSummary
from domain.vocabulary import RecordKind, SupportBand
from languages.text import N_, _, date, isolate, number

_BETWEEN: Final = " · "
KINDS: Final[Mapping[RecordKind, str]] = {
    RecordKind.ACTIVITY: N_("Activity"),
    RecordKind.REQUEST: N_("Request"),
    RecordKind.OFFER: N_("Offer"),
    RecordKind.GOOD_PRACTICE: N_("Good practice"),
}


def apply_front_styles() -> None:
    """Send the styles of the front page; once a page."""
    st.html(f"<style>{styles('overview/front.css')}</style>")


def figures(*, supported: int, reported: int, requested: int, activities: int, as_of: datetime) -> None:
    """The four figures with what each counts, linked to the recommendations behind it, and the day they stand for."""
    everything = GapFilters()
    cells = (
        (supported, anchor(behind(everything), _("accepted recommendations"))),
        (
            reported,
            anchor(behind(everything, SupportBand.REPORTED), _("recommendations with at least one reported activity")),
        ),
        (
            requested,
            anchor(
                behind(everything, SupportBand.REQUESTED),
                _("recommendations with support requested, not yet received"),
            ),
        ),
        (activities, html.escape(_("published activities in planning, under way or finished"))),
    )
    shown = "".join(f"<div><dt>{unit}</dt><dd>{html.escape(number(value))}</dd></div>" for value, unit in cells)
    line = _("As of {date}.").format(date=date(as_of))
    st.html(f'<dl class="front-figures">{shown}</dl><p class="picture-line">{html.escape(line)}</p>')


def doors() -> None:
    """The three ways into the repository, side by side."""
    explore = _door(
        _("Explore"),
        _("See for any State, theme or goal what support is reported, and what is asked for and not yet received."),
        anchor(link("gaps"), _("Open coverage gaps")),
    )
    coordinate = _door(
        _("Coordinate"),
        _("Read the recommendations for which a State asks for support, and what partners already do there."),
        anchor(behind(GapFilters(), SupportBand.REQUESTED), _("Open recommendations for which support is requested")),
    )
    contribute = _door(
        _("Contribute"),
        _(
            "States, United Nations entities, regional bodies, national institutions and civil society fill this "
            "repository with what they do, need and offer. A record that names a State appears once that State "
            "consents."
        ),
        anchor(link("about") + "#consent", _("Read how contributions work")),
    )
    st.html(f'<ul class="doors">{explore}{coordinate}{contribute}</ul>')


def _door(title: str, text: str, way_in: str) -> str:
    return f"<li><h3>{html.escape(title)}</h3><p>{html.escape(text)}</p><p>{way_in}</p></li>"


def latest(lines: Iterable[PublishedSummary], name: StateName) -> None:
    """Records as a list: day and kind, title, the States they are about, and who published them."""
    st.html(f'<ul class="latest">{"".join(f"<li>{_line(line, name)}</li>" for line in lines)}</ul>')


def _line(line: PublishedSummary, name: StateName) -> str:
    head = _BETWEEN.join((date(line.published_at), _(KINDS[line.kind])))
    about = [states_in_words(line.iso3s, name)] if line.iso3s else []
    foot = _BETWEEN.join([*about, *map(isolate, line.by)])
    return (
        f'<p class="latest-head">{html.escape(head)}</p>'
        f'<p class="latest-title" dir="auto">{anchor(link("record", id=line.code), line.title)}</p>'
        f'<p class="latest-head">{html.escape(foot)}</p>'
    )
