"""The links of whoever signed in: to the inbox, and to the desks that the person's roles have."""

import html
from collections.abc import Callable
from typing import Final

import streamlit as st

from components.record import anchor
from components.url_state import link
from domain.people import Reader
from domain.permissions import Role
from languages.text import _, isolate, number

#: More than this is said as "99+".
_MOST: Final = 99
_STYLE: Final = (
    ".stHtml nav.person-links { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; font-size: .9375rem; } "
    ".person-links a { padding-block: .375rem; display: inline-block; }"
)


def person_links(reader: Reader, waiting: int, name: Callable[[str], str]) -> None:
    """Draw them in one line. waiting: how many things wait in the inbox. name: of a State by its ISO3."""
    ways = [anchor(link("inbox"), inbox_in_words(waiting))]
    if reader.has(Role.STEWARD):
        ways.append(anchor(link("queue"), _("Review queue")))
    if reader.has(Role.FOCAL_POINT) and reader.actor.iso3:
        ways.append(anchor(link("desk"), _("Desk of {state}").format(state=isolate(name(reader.actor.iso3)))))
    if reader.has(Role.ADMINISTRATOR):
        ways.append(anchor(link("people"), _("People")))
    label = html.escape(_("What you can do"))
    st.html(f'<style>{_STYLE}</style><nav class="person-links" aria-label="{label}">{"".join(ways)}</nav>')


def inbox_in_words(waiting: int) -> str:
    """The inbox with how much waits there; without a number where nothing does."""
    if not waiting:
        return _("Inbox")
    shown = number(waiting) if waiting <= _MOST else f"{number(_MOST)}+"
    return _("Inbox ({count})").format(count=shown)
