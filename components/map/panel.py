"""The panel beside the map: one State's figures and where they lead; and the list that chooses it without a mouse."""

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final

import streamlit as st

from components.coverage.words import behind
from components.map.words import activities_in_words, offers_in_words, requests_in_words
from components.records.record_html import anchor
from components.shared.address_codes import chosen_code
from components.shared.bound_widgets import holding
from components.shell.url_state import link, write_text
from domain.coverage import GapFilters
from domain.vocabulary import SupportBand
from languages.text import _, isolate, ngettext, number

AT: Final = "at"
#: Stands for a code while an address is made once for all States.
_ANY: Final = "987654321"


@dataclass(frozen=True)
class StateFigures:
    """What the panel tells of one State, under the page's filters."""

    activities: int
    planned: int
    requests: int
    offers: int
    supported: int
    reported: int
    requested: int


def read_state(names: Mapping[str, str]) -> str | None:
    """The State that the address names, if there is one."""
    return chosen_code(AT, names)


def choose_state(selected: str | None, names: Mapping[str, str]) -> None:
    """A list of all States. names: code to name, in alphabetical order."""
    key = holding(AT, selected)
    st.selectbox(
        _("State"),
        list(names),
        format_func=names.__getitem__,
        index=None,
        key=key,
        placeholder=_("Choose a State"),
        on_change=lambda: select_state(st.session_state[key]),
    )


def select_state(iso3: str | None) -> None:
    """Let the address hold the State, or none."""
    write_text(AT, iso3 or "")


def state_addresses() -> Callable[[str], str]:
    """The address of the present view with another State chosen, by its code."""
    pattern = link("map", **{**st.query_params.to_dict(), AT: _ANY})
    return lambda iso3: pattern.replace(_ANY, iso3)


def no_state() -> None:
    """What would stand here, and how to get it."""
    with st.container(key="screen-column"):
        st.caption(_("Choose a State on the map, in this list or in the table: its figures and links appear here."))


def show_state(iso3: str, name: str, figures: StateFigures, filters: GapFilters) -> None:
    """One State's figures, each with where it leads. filters: those of the page, which also hold here."""
    planned = _("{count} of them planned").format(count=number(figures.planned)) if figures.planned else ""
    here = replace(filters, states=(iso3,), un_groups=(), regions=(), groups=())
    supported = ngettext(
        "{count} accepted recommendation", "{count} accepted recommendations", figures.supported
    ).format(count=number(figures.supported))
    if filters.with_partly:
        supported = ngettext(
            "{count} recommendation accepted, or accepted in part",
            "{count} recommendations accepted, or accepted in part",
            figures.supported,
        ).format(count=number(figures.supported))
    lines = [
        f"{html.escape(activities_in_words(figures.activities))} <small>{html.escape(planned)}</small>",
        anchor(behind(here), supported),
        _band(here, SupportBand.REPORTED, figures.reported, _("{count} with support reported")),
        _band(here, SupportBand.REQUESTED, figures.requested, _("{count} with support requested, not yet received")),
        html.escape(requests_in_words(figures.requests)),
        _offers(figures.offers),
    ]
    page = _("Open the page of {state}").format(state=isolate(name))
    with st.container(key="map-panel"):
        under = html.escape(_("Under the filters of this page.")) if here != GapFilters(states=(iso3,)) else ""
        entries = "".join(f"<li>{line}</li>" for line in lines)
        st.html(
            f"<h3>{html.escape(name)}</h3><p class='picture-line'>{under}</p><ul class='map-figures'>{entries}</ul>"
            f"<p>{anchor(link('state', state=iso3), page)}</p>"
        )
        st.button(_("Close"), key="map-close", on_click=select_state, args=(None,))


def _band(here: GapFilters, band: SupportBand, count: int, words: str) -> str:
    told = words.format(count=number(count))
    return anchor(behind(here, band), told) if count else html.escape(told)


def _offers(count: int) -> str:
    told = _("{offers} for a group that it belongs to, or for all States").format(offers=offers_in_words(count))
    return html.escape(told)
