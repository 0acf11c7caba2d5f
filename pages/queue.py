"""What waits for stewards, how long has it waited, and what is missing?"""

from datetime import UTC, datetime

import pandas as pd
import streamlit as st

from components.records.record_page import apply_desk_styles
from components.review import queue_view as view
from components.review.desk_files import addresses, offer_list, queue_columns, queue_frame
from components.review.desk_filters import Names, queue_filters
from components.review.possible_duplicates import like_organizations, merged_line
from components.shared.actions import show_action
from components.shared.notices import show_notices
from components.shared.switches import pager, part_of
from components.shell.no_access import closed
from data_access import commands
from data_access.queries.coverage.labels import labels
from data_access.queries.review import possible_duplicates, queue
from data_access.queries.store import store_facts
from domain.people.permissions import Role
from domain.review.work_queues import QueueTab
from domain.vocabulary import Breakdown
from languages.text import _, isolate, language
from pages.actions.acting import act
from pages.actions.merging import on_organizations, undoing
from pages.session.reader import reader, reader_later

names = labels(Breakdown.RECOMMENDING, language())
who = reader()


def show_work(work: QueueTab) -> None:
    """One part of the queue, paged, with what can be done with several at once."""
    filters = queue_filters(work, Names(names, labels(Breakdown.THEME, language())))
    found = queue.review_queue(who.actor, filters, page=view.page_number(queue.PAGE_SIZE))
    if not found.total:
        view.nothing_waits()
        return
    lines, today = {line.code: line for line in found.lines}, datetime.now(UTC).date()
    view.list_head(several=work is QueueTab.REVIEW)
    codes = list(lines)

    def approve(code: str, _reason: str) -> bool:
        version = lines[code].version
        done = _("{code} is approved, and the States concerned are asked.").format(code=isolate(code))
        return act(lambda actor: commands.review_record(actor, code, version), done, code=code, version=version)

    def show(code: str) -> None:
        view.show_line(lines[code], names.__getitem__, today)

    if work is QueueTab.REVIEW:
        view.selectable(codes, show, work)
        if view.ticked(codes, work):
            with st.container(key=f"bulk-bar-{work}"):
                view.bulk_button(_("Approve"), codes, work, approve)
    else:
        for code in codes:
            show(code)
    pager(part_of(found.total, queue.PAGE_SIZE), found.total)

    who_asks, address = reader_later(), addresses()

    def as_table() -> pd.DataFrame:
        return queue_frame(queue.whole_queue(who_asks().actor, filters), names.__getitem__, address, today)

    marked = store_facts().demonstration
    offer_list(as_table, queue_columns, name=f"queue-{work}", title=_("Review queue"), demonstration=marked)


def show_organizations() -> None:
    """Pairs that may be one, and merges that can be undone."""
    st.caption(_("Organizations of one kind and State with nearly the same name."))
    for pair, place in like_organizations(possible_duplicates.organization_pairs(who.actor)):
        with place:
            for action in on_organizations(pair):
                show_action(action, f"{pair.code}-{pair.duplicate}")
    if merges := possible_duplicates.merged_into(who.actor, ""):
        st.subheader(_("Merged organizations"), anchor="merged")
        for merge in merges:
            with merged_line(merge):
                show_action(undoing(merge), merge.kept)


apply_desk_styles()
if not who.has(Role.STEWARD):
    closed(_("Review queue"), _("stewards of OHCHR"), signed_in=who.signed_in)
    st.stop()
show_notices()
st.title(_("Review queue"), anchor=False)
chosen = view.choose_work(queue.work_counts(who.actor))
if chosen == view.ORGANIZATIONS:
    show_organizations()
else:
    show_work(QueueTab(chosen))
