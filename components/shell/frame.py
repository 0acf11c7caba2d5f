"""The parts that every page shows: masthead with navigation and language, notice of a demonstration, footer."""

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import Page

from components.shell.url_state import LANGUAGE_PARAMETER, kept_parameters, link
from domain.people.persons import Reader
from domain.vocabulary import Source
from languages import disclaimers
from languages.names import source_name
from languages.people import persona_name
from languages.text import LANGUAGES, _, date, isolate, language, listing, offered_languages

#: The addresses of all pages; "" is the overview.
PAGE_ADDRESSES: Final = (
    *("", "gaps", "map", "cooperation", "recommendations", "recommendation", "state", "about"),
    *("record", "contribute", "inbox", "queue", "desk", "account", "people"),
)
_PICKER: Final = "language_choice"
#: What Markdown would read as a mark.
_MARKS: Final = re.compile(r"[\\`*_{}\[\]()#+\-.!$:~|<>^]")


@dataclass
class Masthead:
    """The masthead's links; drawn before the page, and again if the page changed what the links must carry.

    going_on: the screen that a visitor comes back to after signing in.
    """

    pages: Sequence[Page]
    personal: Sequence[tuple[Page, str]]
    account: Page
    reader: Reader
    wordmark: DeltaGenerator
    navigation: DeltaGenerator
    own: DeltaGenerator
    going_on: str = ""
    drawn: dict[str, dict[str, str]] = field(default_factory=dict)

    def draw(self) -> None:
        """Draw wordmark and links for the parameters of the present address."""
        self.drawn = {page.url_path: kept_parameters(page.url_path) for page in self._targets()}
        home = self.pages[0]
        self.wordmark.page_link(home, label=_("UPR Cooperation Repository"), query_params=self.drawn[home.url_path])
        with self.navigation.container(horizontal=True, gap=None):
            for page in self.pages:
                st.page_link(page, query_params=self.drawn[page.url_path])
        with self.own.container(horizontal=True, gap=None):
            for page, words in self.personal:
                st.page_link(page, label=words, query_params=self.drawn[page.url_path])
            going_on = {"next": self.going_on} if self.going_on and not self.reader.signed_in else {}
            kept = self.drawn[self.account.url_path]
            st.page_link(self.account, label=_account_label(self.reader), query_params={**kept, **going_on})

    def refresh(self) -> None:
        """Draw the links again if the page has changed filters meanwhile."""
        if any(kept_parameters(path) != drawn for path, drawn in self.drawn.items()):
            self.draw()

    def _targets(self) -> list[Page]:
        return [*self.pages, *(page for page, _words in self.personal), self.account]


def name_page(title: str) -> None:
    """Let the browser's tab, history and bookmarks say which page this is. An empty title is the overview's."""
    repository = _("UPR Cooperation Repository")
    st.set_page_config(page_title=f"{title} – {repository}" if title else repository)


def masthead(
    pages: Sequence[Page],
    personal: Sequence[tuple[Page, str]],
    account: Page,
    reader: Reader,
    *,
    going_on: str = "",
) -> Masthead:
    """Show wordmark, language picker and the reader's own links, and below them the links to `pages`.

    pages: the first is the overview. personal: what the reader may do or must see, with what its link says. account:
    stands under the reader's name. going_on: the screen that a visitor comes back to after signing in.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="masthead"):
        wordmark = st.container(key="wordmark", width="stretch").empty()
        _language_picker()
        own = st.container(key="personal", width="content").empty()
        navigation = st.container(key="navigation", width="stretch").empty()
        bar = Masthead(pages, personal, account, reader, wordmark, navigation, own, going_on)
        bar.draw()
    return bar


def _account_label(reader: Reader) -> str:
    """Whom the account belongs to."""
    if not reader.signed_in:
        return _("Sign in")
    if reader.persona:
        return _("Persona: {name}").format(name=persona_name(reader.persona))
    return plain(reader.name or reader.email)


def plain(text: str) -> str:
    """Somebody's own words for where Streamlit reads Markdown."""
    return _MARKS.sub(r"\\\g<0>", text)


def _language_picker() -> None:
    """The languages by their own names; a choice goes into the address, beside page and filters."""
    if len(offered_languages()) < 2:
        return
    st.session_state[_PICKER] = language()
    st.selectbox(
        _("Language"),
        offered_languages(),
        format_func=lambda code: LANGUAGES[code],
        key=_PICKER,
        label_visibility="collapsed",
        on_change=_keep_choice,
        filter_mode=None,
        width=150,
    )


def _keep_choice() -> None:
    st.query_params[LANGUAGE_PARAMETER] = st.session_state[_PICKER]


def opening(*, demonstration: bool, sources: Iterable[Source] = ()) -> None:
    """Where the skip link leads, and on a demonstration the notice of what is invented here.

    sources: of the recommendations; real ones may have been imported into a demonstration.
    """
    st.html('<div id="content" tabindex="-1"></div>')
    if demonstration:
        words = _(
            "Demonstration. The States are real; all recommendations, activities, requests and offers are invented."
        )
        if set(sources) - {Source.DEMONSTRATION}:
            words = _(
                "Demonstration. The States are real, and recommendations were imported; what is recorded as "
                "activities, requests and offers is invented."
            )
        st.html(f'<p class="notice-line" role="note">{html.escape(words)}</p>')


def explain_failure(_problem: Exception) -> bool:
    """Say in the reader's language that a page failed; Streamlit has written the cause to the server's log."""
    st.error(
        _(
            "This page could not be shown. Nothing was changed. Please try again; if it happens again, tell the "
            "people who run this repository."
        )
    )
    return True


def store_missing() -> None:
    """Say that there is nothing to show yet, and what to do about it."""
    st.title(_("The repository is not ready"))
    st.info(
        _(
            "Its store does not exist yet, cannot be reached, or belongs to another version of the program. "
            "The people who run this repository can set it up with: {command}"
        ).format(command="`python -m data_access init`")
    )


def footer(*, sources: Iterable[Source], as_of: datetime, demonstration: bool) -> None:
    """Whose data this is, of which day, and what it does not mean."""
    lines = [
        _("Source: {source}.").format(source=isolate(listing(map(source_name, sources))))
        + " "
        + _("As of {date}.").format(date=date(as_of)),
        _(disclaimers.VOLUNTARY),
    ]
    if demonstration:
        lines.insert(0, _("Demonstration: holds invented content; it says nothing about any State."))
    links = (
        (link("about"), _("Method and definitions")),
        (link("about") + "#disclaimer", _("Disclaimer")),
    )
    paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in lines)
    anchors = " · ".join(f'<a href="{html.escape(url)}" target="_self">{html.escape(name)}</a>' for url, name in links)
    st.html(f'<footer class="footer">{paragraphs}<p>{anchors}</p></footer>')
