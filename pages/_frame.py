"""What stands around every page: language, styles, masthead, notice of a demonstration, and whose data it is.

The only script that Streamlit runs; it runs first for every page. The masthead's links carry language and filters in
their own addresses (see components.url_state), so Streamlit's navigation, which drops them, stays hidden.
"""

import streamlit as st

from components import frame
from components.serving import STATIC, settle_memory
from components.theme import apply_styles, describe_document, settle_language, settle_scheme
from components.url_state import carry_over, hold
from data_access.errors import StoreNotReady
from data_access.queries.store import store_facts
from languages.text import _
from pages._desks import desk_pages, show_person_links

settle_language()
settle_scheme()
st.set_page_config(
    page_title=_("UPR Cooperation Repository"),
    page_icon=str(STATIC / "favicon.png"),
    layout="wide",
    initial_sidebar_state="collapsed",
)
pages = [
    st.Page("overview.py", title=_("Overview"), default=True),
    st.Page("coverage_gaps.py", title=_("Coverage gaps"), url_path="gaps"),
    st.Page("map.py", title=_("Map"), url_path="map"),
    st.Page("cooperation.py", title=_("Cooperation"), url_path="cooperation"),
    st.Page("recommendations.py", title=_("Recommendations"), url_path="recommendations"),
    st.Page("state.py", title=_("State"), url_path="state"),
    st.Page("about.py", title=_("About"), url_path="about"),
]
record_pages = [st.Page("recommendation.py", title=_("Recommendation"), url_path="recommendation", visibility="hidden")]
record_pages += desk_pages()
page = st.navigation([*pages, *record_pages], position="hidden")

apply_styles()
carry_over(page.url_path)
masthead = frame.masthead(pages)
describe_document(page.url_path)
try:
    facts = store_facts()
except StoreNotReady:
    frame.opening(demonstration=False)
    frame.store_missing()
    st.stop()
show_person_links()
frame.opening(demonstration=facts.demonstration)
try:
    page.run()
finally:
    hold()
    masthead.refresh()
    frame.footer(sources=facts.sources, as_of=facts.as_of, demonstration=facts.demonstration)
    settle_memory(page.url_path)
