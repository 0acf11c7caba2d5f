"""A form's first run in a tab: after a restart of the server the browser sends along what was typed meanwhile.

The store's draft does not know that text yet, so in the first run each widget starts with what the store kept but is
not set to it: what the browser holds wins, and is kept at once.
"""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from components.forms.open_form import OpenForm

Value = TypeVar("Value")


def opening(form: OpenForm, key: str, value: Value) -> Value | None:
    """What a widget starts with in the form's first run; None later, when it holds what the form holds."""
    if form.fresh and key not in st.session_state:
        return value
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return None


def take_over(form: OpenForm, shown: object, value: object, keep: Callable[..., object], *args: object) -> None:
    """Keep what the browser held, where it is something else than the store's. keep: what a change calls."""
    if form.fresh and shown != value:
        form.caught_up = True
        keep(*args)


def pressed(form: OpenForm, clicked: bool, follow: Callable[..., object], *args: object) -> None:
    """Do what a button does where the server that knew it is gone. clicked: what the button gave in this run."""
    if form.fresh and clicked:
        form.caught_up = True
        follow(*args)


def end_first_run(form: OpenForm) -> None:
    """From now on the form leads; what was taken over is shown everywhere."""
    form.fresh = False
    if form.newest and not form.caught_up:
        form.version = form.newest
    form.newest = 0
    if form.caught_up:
        form.caught_up = False
        st.rerun()
