"""What stands on a page that this person may not see: why, and how to get in."""

import html

import streamlit as st

from components.records.record_html import anchor
from components.shell.sign_in_links import sign_in_address
from components.shell.url_state import link
from languages.text import _


def closed(title: str, who: str, *, signed_in: bool) -> None:
    """Say for whom the page is. who: as part of a sentence."""
    st.title(title, anchor=False)
    told = _("This page is for {who}.").format(who=who)
    if signed_in:
        words = _("Your account does not have this role. Your account shows the roles that you have:")
        way = anchor(link("account"), _("Your account"))
    else:
        words = _("Sign in to see it:")
        way = anchor(sign_in_address(), _("Sign in"))
    st.html(f'<p class="lead">{html.escape(told)}</p><p>{html.escape(words)} {way}</p>')
