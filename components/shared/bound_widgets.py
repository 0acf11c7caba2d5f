"""Widgets that show what the address says: they take their value from it in each run and write a choice back to it."""

import streamlit as st

from components.shell.session import LAST_PAGE
from languages.text import language


def widget_key(parameter: str) -> str:
    """The key of a parameter's widget, of one page and language.

    A browser goes on showing the words in which a choice was made, and Streamlit takes a widget of another page under
    the same key for one that already shows its value.
    """
    return f"{parameter}-{LAST_PAGE.get() or 'overview'}-{language()}"


def holding(parameter: str, value: object) -> str:
    """The key of a parameter's widget, which now holds this value."""
    key = widget_key(parameter)
    st.session_state[key] = value
    return key
