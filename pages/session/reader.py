"""Who is in front of this screen? The store answers anew in each run; no address and no widget can say it."""

from collections.abc import Callable, Mapping

import streamlit as st

from components.shell.identity_providers import vouches_for_email
from data_access.queries.people.people import reader_of_claims, reader_of_token
from domain.people.persons import ANYBODY, Reader

#: The cookie of a local account's or a persona's session; only the server reads and writes it.
SESSION_COOKIE = "uprc_session"


def session_token() -> str:
    """The token in this browser's cookie, as it was when the tab connected; empty where there is none."""
    token: object = st.context.cookies.get(SESSION_COOKIE, "")
    # Streamlit's own test harness has cookies that are no text.
    return token if isinstance(token, str) else ""


def reader() -> Reader:
    """The person in front of this screen. Ask again before each command: a role may have ended meanwhile."""
    return reader_later()()


def reader_later() -> Callable[[], Reader]:
    """What asks who the person in front of this screen is, later and in another thread, as for a file that is made."""
    token, said = session_token(), claims()

    def again() -> Reader:
        found = reader_of_token(token) if token else ANYBODY
        return reader_of_claims(said) if found is ANYBODY and said else found

    return again


def claims() -> Mapping[str, object]:
    """What an identity provider said of the person in this browser; empty where none did.

    A provider that never says whether an address is verified, and whom the operator trusts in that, is taken at its
    word. One that says "not verified" is not.
    """
    if not st.user.get("is_logged_in"):
        return {}
    said: dict[str, object] = {**st.user.to_dict()}
    if said.get("email_verified") is None and vouches_for_email(said.get("provider")):
        said["email_verified"] = True
    return said
