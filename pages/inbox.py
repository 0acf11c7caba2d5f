"""What waits for this person, and where is it done?"""

import streamlit as st

from components.records.record_html import apply_record_styles
from components.records.record_page import apply_desk_styles
from components.review.inbox_view import nothing_waits, show_shared, show_waiting
from components.shell.no_access import closed
from data_access.queries.coverage.labels import labels
from data_access.queries.review.inbox import waiting
from data_access.queries.review.shared_requests import shared_requests
from domain.vocabulary import Breakdown
from languages.text import _, language
from pages.session.reader import reader

apply_desk_styles()
apply_record_styles()
who = reader()
if not who.signed_in:
    closed(_("Inbox"), _("people with an account"), signed_in=False)
    st.stop()
st.title(_("Inbox"), anchor=False)
name = labels(Breakdown.RECOMMENDING, language()).__getitem__
if lines := waiting(who.actor):
    show_waiting(lines, name)
else:
    nothing_waits()
if shared := shared_requests(who.actor):
    show_shared(shared, name)
