"""The stewards' queue on the screen: what part of it, its lines with their age and what is missing, several at once."""

import html
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date as calendar_date
from typing import Final

import streamlit as st

from components.records.record_html import BETWEEN, StateName, record_link, states_in_words
from components.records.record_inside import age_in_words, clock_in_words, reopened_in_words
from components.shared.address_codes import chosen_code
from components.shared.bound_widgets import holding
from components.shared.switches import PAGE, part_of
from components.shell.url_state import write_text
from domain.records.clocks import Clock
from domain.review.work_queues import QueueLine, QueueTab
from languages.record_names import lacking_name, record_kind_name, work_name
from languages.text import _, isolate, joined, ngettext, number

WORK: Final = "work"
#: No list has so many pages.
_LONGEST: Final = 100_000
ORGANIZATIONS: Final = "organizations"


def choose_work(counts: Mapping[QueueTab, int]) -> str:
    """Which work: a member of `Work`, or the organizations that may be here twice."""
    options = {
        work.value: _("{work} ({count})").format(work=work_name(work), count=number(counts[work])) for work in QueueTab
    }
    options[ORGANIZATIONS] = _("Organizations")
    chosen = chosen_code(WORK, options) or QueueTab.REVIEW.value
    key = holding(WORK, chosen)
    st.segmented_control(
        _("Work"),
        list(options),
        format_func=options.__getitem__,
        key=key,
        required=True,
        on_change=_keep,
        args=(WORK, key),
        label_visibility="collapsed",
    )
    return chosen


def _keep(parameter: str, key: str) -> None:
    write_text(parameter, st.session_state[key] or "")
    write_text(PAGE, "")


def page_number(size: int) -> int:
    """The page that the address names."""
    stop: int = part_of(_LONGEST * size, size).stop
    return stop // size


def nothing_waits() -> None:
    """What would be here."""
    st.info(_("Nothing waits here under these filters. Records appear here as soon as somebody hands them in."))


def show_line(line: QueueLine, name: StateName, today: calendar_date) -> None:
    """One record: title, kind, who reports it, on whom, how long it has waited, and what is missing."""
    about = [record_kind_name(line.kind), states_in_words(line.states, name) if line.states else "", isolate(line.by)]
    # A request's clocks say how long it has waited.
    waits = [] if line.submitted_on else [age_in_words(line.since.date(), today)]
    if line.lacking:
        missing = joined(map(lacking_name, line.lacking), ",")
        waits.append(_("missing: {what}").format(what=missing))
    if line.awaiting:
        waits.append(_("not answered yet: {states}").format(states=states_in_words(line.awaiting, name)))
    st.html(
        f'<div class="desk-line"><p class="desk-title" dir="auto">{record_link(line.code, line.title)}</p>'
        f'<p class="record-line">{html.escape(BETWEEN.join(filter(None, (*about, line.code))))}</p>'
        f'<p class="record-line">{html.escape(BETWEEN.join(waits))}</p>{_clocks(line, today)}</div>'
    )


def _clocks(line: QueueLine, today: calendar_date) -> str:
    if line.submitted_on is None:
        return ""
    since = line.waiting_since or line.submitted_on
    answer = clock_in_words(Clock.ANSWERED, since, None, today)
    told = _("Acknowledgement: {first}. Answer: {second}.").format(
        first=clock_in_words(Clock.ACKNOWLEDGED, line.submitted_on, line.acknowledged_on, today),
        second=answer if since == line.submitted_on else reopened_in_words(since, today),
    )
    return f'<p class="record-line">{html.escape(told)}</p>'


def selectable(codes: Sequence[str], show: Callable[[str], None], place: str) -> None:
    """Each record with a box to tick. show: draws the record with a code."""
    for code in codes:
        with st.container(horizontal=True, vertical_alignment="top", gap="small", key=f"row-{place}-{code}"):
            st.checkbox(
                _("Select {code}").format(code=code), key=f"tick-{place}-{code}", label_visibility="collapsed", width=28
            )
            with st.container(width="stretch", key=f"line-{place}-{code}"):
                show(code)


def list_head(*, newest: bool = False, several: bool = False) -> None:
    """In what order the list is; several: how one record is read, and how several are answered at once."""
    told = [_("What was answered last comes first.") if newest else _("What has waited longest comes first.")]
    if several:
        told.append(_("Open a record to read all of it and to answer. Tick several to answer them at once."))
    st.caption(" ".join(told))


def ticked(codes: Iterable[str], place: str) -> tuple[str, ...]:
    """The records that are ticked now."""
    return tuple(code for code in codes if st.session_state.get(f"tick-{place}-{code}"))


def bulk_button(
    words: str, codes: Sequence[str], place: str, run: Callable[[str, str], bool], *, reason: str = ""
) -> None:
    """A button for all that is ticked. run: is handed each code and the reason that stands in the box `reason`."""
    chosen = ticked(codes, place)
    count = ngettext("{count} selected", "{count} selected", len(chosen)).format(count=number(len(chosen)))
    st.button(
        f"{words} · {count}",
        key=f"bulk-{place}-{words}",
        disabled=not chosen,
        on_click=_for_each,
        args=(chosen, place, run, reason),
    )


def _for_each(chosen: Sequence[str], place: str, run: Callable[[str, str], bool], reason: str) -> None:
    typed = str(st.session_state.get(reason) or "") if reason else ""
    done = [code for code in chosen if run(code, typed)]
    for code in done:
        st.session_state[f"tick-{place}-{code}"] = False
    if reason and len(done) == len(chosen):
        st.session_state[reason] = ""
