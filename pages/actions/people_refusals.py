"""What a command about people refused, in the reader's language."""

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from data_access.store.errors import Conflict, Invalid, NotAllowed, NotFound, Refused, StoreNotReady
from languages.text import _

T = TypeVar("T")


def tried(change: Callable[[], T], conflict: str) -> T | None:
    """What a command gives, or None after its refusal was said. conflict: what it means that things are in the way."""
    try:
        return change()
    except Refused as refusal:
        st.error(refused(refusal, conflict))
        return None


def refused(refusal: Refused, conflict: str) -> str:
    """A refusal in the reader's language."""
    match refusal:
        case NotAllowed():
            return _("You may not do this. A persona of a demonstration decides about other personas only.")
        case Invalid(field="email"):
            return _("This is not an e-mail address, as in name@example.org.")
        case Invalid(field="iso3"):
            return _("A focal point answers for one State: please choose it.")
        case Invalid(field="organization"):
            return _("A contributor acts for an organization: please choose it.")
        case StoreNotReady():
            return _("Nothing was changed: the repository cannot store anything just now. Please try again later.")
        case NotFound():
            return _("This person or role is no longer there. The list is up to date now.")
        case Conflict():
            return conflict
    return _("This was not taken. Please check what you entered.")
