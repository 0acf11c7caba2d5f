"""What is this record, who agreed to it, what happened to it, and what can the person in front of it do?"""

from collections.abc import Sequence
from datetime import UTC, datetime

import streamlit as st

from components.records.record_html import record_address
from components.records.record_inside import show_history, show_inside, show_standing
from components.records.record_page import apply_desk_styles, revise_link, show_heading, show_record, unknown_record
from components.records.record_ways import more_below
from components.review.possible_duplicates import like_record, like_records_heading, merged_line, obstacles_in_words
from components.shared.actions import Action, show_action, show_actions, show_decisions
from components.shared.notices import show_notices
from components.shell.url_state import read_text
from data_access.queries.coverage.labels import labels
from data_access.queries.records.record_page import record_page
from data_access.queries.review.possible_duplicates import merged_into, near_duplicates
from data_access.store.errors import NotFound
from domain.people.permissions import Verb
from domain.records.record_pages import Inside, RecordPage
from domain.vocabulary import Breakdown, EditorialState
from languages.text import _, language
from pages.actions.merging import on_records, undoing
from pages.actions.record import actions_on
from pages.actions.way_back import ways
from pages.session.reader import reader

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


def within(page: RecordPage, inside: Inside, actions: Sequence[Action]) -> None:
    """What owner, States concerned and stewards see and do, beside the decisions at the top."""
    show_inside(page, inside, name, datetime.now(UTC).date())
    duplicates(page, inside)
    if actions or revisable(inside):
        st.subheader(_("What you can do"), anchor="actions")
    if revisable(inside):
        revise_link(page.code, public=page.public)
    show_actions(actions, page.code)
    show_history(inside, name, labels(Breakdown.THEME, language()))


def revisable(inside: Inside) -> bool:
    """Whether this reader may write a new version."""
    return Verb.REVISE_RECORD in inside.verbs and inside.editorial_state is not EditorialState.WITHDRAWN


def show(page: RecordPage) -> None:
    """The record for this reader: where it stands, what is to be decided, what it says, and the rest."""
    inside = page.inside
    actions = list(actions_on(page, inside, name)) if inside else []
    others = [one for one in actions if not one.decides]
    if inside:
        ways(page, inside, who.actor)
    show_heading(page)
    if inside:
        show_standing(page, inside, name)
        show_decisions([one for one in actions if one.decides], page.code)
        if others or revisable(inside):
            more_below()
    show_record(page, name)
    if page.public:
        record_address(page.code)
    if inside:
        within(page, inside, others)


apply_desk_styles()
show_notices()
code = read_text("id")
try:
    found = record_page(who.actor, code)
except NotFound:
    unknown_record(code)
else:
    show(found)
