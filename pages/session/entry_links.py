"""The pages that stand in no list of main pages, and the links of whoever signed in to those that are theirs."""

import streamlit as st
from streamlit.navigation.page import Page

from components.shell.person_links import own_ways
from data_access.queries.review.inbox import waiting_count
from domain.people.persons import Reader
from languages.text import _


def further_pages() -> dict[str, Page]:
    """Pages of a record, of the desks and of the people, by address; each refuses by itself whoever may not see it."""
    titles = {
        "recommendation": _("Recommendation"),
        "record": _("Record"),
        "inbox": _("Inbox"),
        "queue": _("Review queue"),
        "desk": _("Desk of a State"),
        "people": _("People"),
    }
    return {
        address: st.Page(f"{address}.py", title=title, url_path=address, visibility="hidden")
        for address, title in titles.items()
    }


def own_links(reader: Reader, pages: dict[str, Page]) -> list[tuple[Page, str]]:
    """What this person can do, with what each link says; nothing for a visitor."""
    if not reader.signed_in:
        return []
    return [(pages[address], words) for address, words in own_ways(reader, waiting_count(reader.actor)).items()]
