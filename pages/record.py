"""What is this record, who agreed to it, what happened to it, and what can the person in front of it do?"""

from datetime import UTC, datetime

import streamlit as st

from components.acts import show_action, show_actions
from components.likenesses import like_record, like_records_heading, merged_line, obstacles_in_words
from components.record import record_address
from components.record_inside import show_history, show_inside, show_standing
from components.record_view import apply_desk_styles, back_to_queue, revise_link, show_record, unknown_record
from components.told import show_told
from components.url_state import read_text
from data_access.errors import NotFound
from data_access.queries.labels import labels
from data_access.queries.likenesses import merged_into, near_duplicates
from data_access.queries.record_page import record_page
from domain.permissions import Verb
from domain.record_pages import Inside, RecordPage
from domain.vocabulary import Breakdown, EditorialState
from languages.text import _, language
from pages._merge_actions import on_records, undoing
from pages._reader import reader
from pages._record_actions import actions_on

name = labels(Breakdown.RECOMMENDING, language()).__getitem__
who = reader()


def duplicates(page: RecordPage, inside: Inside) -> None:
    """Records that may be the same one, for a steward to merge, and merges to undo."""
    if Verb.MERGE_RECORDS not in inside.verbs or inside.editorial_state is EditorialState.WITHDRAWN:
        return
    for pair in merged_into(who.actor, page.code):
        with merged_line(pair):
            show_action(undoing(pair), page.code)
    if like := near_duplicates(who.actor, page.code):
        like_records_heading()
        for other in like:
            with like_record(other):
                refused = [(other.into_this, page.code), (other.into_other, other.code)]
                for against, target in refused:
                    if against:
                        st.caption(obstacles_in_words(against, target, name))
                for action in on_records(page, inside, other):
                    show_action(action, page.code)


def within(page: RecordPage, inside: Inside) -> None:
    """What owner, States concerned and stewards see and do."""
    show_inside(page, inside, name, datetime.now(UTC).date())
    duplicates(page, inside)
    actions = list(actions_on(page, inside, name))
    revisable = Verb.REVISE_RECORD in inside.verbs and inside.editorial_state is not EditorialState.WITHDRAWN
    if actions or revisable:
        st.subheader(_("What you can do"), anchor="actions")
    if revisable:
        revise_link(page.code, public=page.public)
    show_actions(actions, page.code)
    show_history(inside, name)


def show(page: RecordPage) -> None:
    """The record for this reader."""
    inside = page.inside
    if inside and inside.steward:
        back_to_queue()
    if inside:
        show_standing(page, inside, name)
    show_record(page, name)
    if page.public:
        record_address(page.code)
    if inside:
        within(page, inside)


apply_desk_styles()
show_told()
code = read_text("id")
try:
    found = record_page(who.actor, code)
except NotFound:
    unknown_record(code)
else:
    show(found)
