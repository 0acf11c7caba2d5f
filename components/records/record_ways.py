"""From a record back to where its reader came from, and on to the next one that waits."""

import html

import streamlit as st

from components.records.record_html import BETWEEN, anchor, record_link
from components.shell.url_state import link
from languages.text import _


def ways_from_queue(following: tuple[str, str] | None) -> None:
    """For a steward: the review queue, and what has waited there longest beside this record, as code and title."""
    _show(anchor(link("queue"), _("Review queue")), _("Next to review:"), following)


def ways_from_desk(following: tuple[str, str] | None) -> None:
    """For a focal point: its State's desk, and what has waited there longest for an answer beside this record."""
    _show(anchor(link("desk"), _("Desk")), _("Next to answer:"), following)


def more_below() -> None:
    """That there is more to do than what stands at the top."""
    way = anchor("#actions", _("What else you can do"))
    st.html(f'<p class="record-line">{way}</p>')


def _show(back: str, words: str, following: tuple[str, str] | None) -> None:
    ways = back
    if following:
        ways += f'{BETWEEN}{html.escape(words)} <bdi class="next-record">{record_link(*following)}</bdi>'
    st.html(f'<p class="record-line">{ways}</p>')
