"""What stands around every page: language, styles, masthead, notice of a demonstration, and whose data it is.

The only script that Streamlit runs; it runs first for every page. The masthead's links carry language and filters in
their own addresses (see components.shell.url_state), so Streamlit's navigation, which drops them, stays hidden.
"""

import streamlit as st

from components.shell import frame
from components.shell.serving import STATIC, settle_memory
from components.shell.sign_in_links import where_to_go_on
from components.shell.theme import apply_styles, describe_document, settle_run
from components.shell.url_state import carry_over, hold
from data_access.queries.store import store_facts
from data_access.snapshot import one_version
from data_access.store.errors import StoreNotReady
from domain.people.persons import ANYBODY
from languages.text import _
from pages.session.entry_links import further_pages, own_links
from pages.session.reader import reader

settle_run()
st.set_page_config(page_icon=str(STATIC / "favicon.png"), layout="wide", initial_sidebar_state="collapsed")
pages = [
    st.Page("overview.py", title=_("Overview"), default=True),
    st.Page("coverage_gaps.py", title=_("Coverage gaps"), url_path="gaps"),
    st.Page("map.py", title=_("Map"), url_path="map"),
    st.Page("cooperation.py", title=_("Cooperation"), url_path="cooperation"),
    st.Page("recommendations.py", title=_("Recommendations"), url_path="recommendations"),
    st.Page("state.py", title=_("State"), url_path="state"),
    st.Page("contribute.py", title=_("Contribute"), url_path="contribute"),
    st.Page("about.py", title=_("About"), url_path="about"),
]
account = st.Page("account.py", title=_("Account"), url_path="account", visibility="hidden")
further = further_pages()
page = st.navigation([*pages, account, *further.values()], position="hidden")
frame.name_page(page.title if page.url_path else "")

apply_styles()
carry_over(page.url_path)
try:
    facts = store_facts()
except StoreNotReady:
    frame.masthead(pages, [], account, ANYBODY)
    describe_document(page.url_path)
    frame.opening(demonstration=False)
    frame.store_missing()
    st.stop()
who = reader()
masthead = frame.masthead(pages, own_links(who, further), account, who, going_on=where_to_go_on())
describe_document(page.url_path, signed_in=who.signed_in)
frame.opening(demonstration=facts.demonstration, sources=facts.sources)
try:
    with one_version():
        page.run()
finally:
    hold()
    masthead.refresh()
    frame.footer(sources=facts.sources, as_of=facts.as_of, demonstration=facts.demonstration)
    settle_memory(page.url_path)
