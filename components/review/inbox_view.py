"""An inbox on the screen: each line says what waits, since when, and where it is done."""

import html
from collections.abc import Iterable, Sequence

import streamlit as st

from components.records.cards import request_card
from components.records.record_html import BETWEEN, StateName, anchor, cards
from components.records.record_page import paragraphs
from components.shell.url_state import link
from domain.records.clocks import Due
from domain.records.shown_records import RequestSummary
from domain.review.work_queues import Need, QueueTab, Waiting
from languages.record_names import need_name, record_kind_name
from languages.text import _, date, isolate, number


def show_waiting(lines: Iterable[Waiting], name: StateName) -> None:
    """The lines, in their order."""
    st.html(f'<ul class="inbox">{"".join(f"<li>{_line(line, name)}</li>" for line in lines)}</ul>')


def nothing_waits() -> None:
    """What would be here."""
    st.info(
        _(
            "Nothing waits for you. Drafts, records that were returned, answers of States and questions about your "
            "own records appear here."
        )
    )


def show_shared(requests: Sequence[RequestSummary], name: StateName) -> None:
    """Requests that are not for everyone and that this person may read."""
    st.subheader(_("Requests shared with you"), anchor="shared")
    st.caption(_("They stand in no public list, total or file. Please do not pass them on."))
    st.html(cards(request_card(one, name) for one in requests))


def _line(line: Waiting, name: StateName) -> str:
    # A line without a title says in its link why it waits.
    head = [need_name(line.need)] if line.title or line.need is Need.DRAFT else []
    if line.kind:
        head.append(record_kind_name(line.kind))
    # Of several things that wait together, the day is that of the newest.
    newest = _("the newest since {date}") if line.count > 1 else _("since {date}")
    head.append(newest.format(date=date(line.since)))
    if line.code:
        head.append(line.code)
    if line.by:
        head.append(name(line.by))
    if line.last_day:
        head.append(_("expires on {date}").format(date=date(line.last_day)))
    return (
        f'<p dir="auto"><strong>{anchor(address_of(line), _words(line, name))}</strong></p>'
        f'<p class="record-line">{html.escape(BETWEEN.join(head))}</p>{paragraphs(line.text)}'
    )


def address_of(line: Waiting) -> str:
    """Where it is done."""
    match line.need:
        case Need.DRAFT:
            return link("contribute", draft=line.key)
        case Need.RETURNED | Need.CORRECTION:
            return link("contribute", revise=line.code)
        case Need.ANSWER:
            return link("desk")
        case Need.REVIEW:
            return link("queue")
        case Need.UNACKNOWLEDGED:
            return link("queue", work=QueueTab.ANSWER, due=Due.ACKNOWLEDGE)
        case Need.UNANSWERED:
            return link("queue", work=QueueTab.ANSWER, due=Due.ANSWER)
        case Need.WITHOUT_ROLE:
            return link("people")
        case _:
            return link("record", id=line.code)


def _words(line: Waiting, name: StateName) -> str:
    """What the link says: the record's title, or how many there are."""
    if line.title:
        return line.title
    if line.need is Need.DRAFT:
        return _("Draft without a title")
    told = _("{need}: {count}").format(need=need_name(line.need), count=number(line.count))
    return isolate(told)
