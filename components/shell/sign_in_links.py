"""The way to sign in, and back to where one was."""

from typing import Final
from urllib.parse import quote, urlencode

import streamlit as st

from components.shell.plain_pages import NEXT_FIELD, safe_next
from components.shell.session import LAST_PAGE
from components.shell.url_state import LANGUAGE_PARAMETER, link

ACCOUNT: Final = "account"
_NOT_OF_THE_VIEW: Final = frozenset({LANGUAGE_PARAMETER, NEXT_FIELD})


def where_to_go_on() -> str:
    """The screen to go on to after signing in: this one with what its address holds, or the one that it names."""
    if LAST_PAGE.get() == ACCOUNT:
        return safe_next(st.query_params.get(NEXT_FIELD, ""))
    held = {name: value for name, value in st.query_params.to_dict().items() if name not in _NOT_OF_THE_VIEW}
    query = urlencode(held, safe=",:", quote_via=quote)
    return safe_next(f"{LAST_PAGE.get()}?{query}" if query else LAST_PAGE.get())


def sign_in_address() -> str:
    """The address of the account's page, from which a visitor signs in and comes back here."""
    return link(ACCOUNT, **{NEXT_FIELD: where_to_go_on()})
