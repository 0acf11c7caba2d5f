"""Who is in front of this screen? The store answers anew in each run; no address and no widget can say it."""

import streamlit as st

from data_access.queries.people import reader_of_claims, reader_of_token
from domain.people import ANYBODY, Reader

#: The cookie of a local account's or a persona's session; only the server reads and writes it.
SESSION_COOKIE = "uprc_session"


def session_token() -> str:
    """The token in this browser's cookie, as it was when the tab connected; empty where there is none."""
    token: object = st.context.cookies.get(SESSION_COOKIE, "")
    # Streamlit's own test harness has cookies that are no text.
    return token if isinstance(token, str) else ""


def reader() -> Reader:
    """The person in front of this screen. Ask again before each command: a role may have ended meanwhile."""
    token = session_token()
    found = reader_of_token(token) if token else ANYBODY
    if found is ANYBODY and st.user.get("is_logged_in"):
        return reader_of_claims(st.user.to_dict())
    return found
