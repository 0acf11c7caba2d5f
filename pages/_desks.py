"""The pages on which things wait, for everybody to register, and the links of whoever signed in."""

import streamlit as st
from streamlit.navigation.page import Page

from components.person_links import person_links
from data_access.queries.inbox import waiting_count
from data_access.queries.labels import labels
from domain.vocabulary import Breakdown
from languages.text import _, language
from pages._reader import reader


def desk_pages() -> list[Page]:
    """A record's own page and the desks; each refuses by itself whoever may not see it."""
    return [
        st.Page("record.py", title=_("Record"), url_path="record", visibility="hidden"),
        st.Page("queue.py", title=_("Review queue"), url_path="queue", visibility="hidden"),
        st.Page("desk.py", title=_("Desk of a State"), url_path="desk", visibility="hidden"),
        st.Page("inbox.py", title=_("Inbox"), url_path="inbox", visibility="hidden"),
    ]


def show_person_links() -> None:
    """Under the masthead, for whoever signed in: what this person can do, and how much waits."""
    who = reader()
    if who.signed_in:
        name = labels(Breakdown.RECOMMENDING, language()).__getitem__
        person_links(who, waiting_count(who.actor), name)
