"""A State's desk on the screen: lines of records, what a standing consent means, own records."""

import html
from collections.abc import Iterable, Mapping
from datetime import date as calendar_date
from typing import Final

import streamlit as st

from components.records.record_html import BETWEEN, record_link
from components.records.record_inside import age_in_words
from components.records.record_page import paragraphs
from domain.review.work_queues import AskedLine, OwnLine, StandingLine
from domain.vocabulary import OfferStatus, OrganizationKind, RequestStatus
from languages.names import offer_status_name, organization_kind_name, request_status_name
from languages.record_names import consent_basis_name, editorial_state_name, record_kind_name
from languages.text import N_, _, date, isolate

VIEWS: Final[Mapping[str, str]] = {
    "answer": N_("To answer"),
    "public": N_("Public about the State"),
    "no": N_("Not agreed"),
    "own": N_("The State's own records"),
    "standing": N_("Standing consent"),
}
#: The parts that filters narrow.
FILTERED: Final = frozenset({"answer", "public", "no"})
_LONGEST_SUMMARY: Final = 400


def views(awaiting: str) -> dict[str, str]:
    """The desk's parts, the first with how many records wait."""
    named = {view: _(words) for view, words in VIEWS.items()}
    return {**named, "answer": f"{named['answer']} ({awaiting})"}


def nothing_here(view: str, *, filtered: bool = False) -> None:
    """What would be on this part of the desk; filtered: that nothing is under the filters."""
    if filtered:
        st.info(_("Nothing here meets these filters."))
        return
    st.info(
        {
            "answer": _("No record waits for your State's answer. One appears here when a steward has approved it."),
            "public": _("No record is public about your State. One appears here when your State has agreed to it."),
            "no": _("Your State has withheld or withdrawn no consent."),
            "own": _("Institutions of your State have logged no record yet. You can log one under Contribute."),
        }[view]
    )


def show_asked(line: AskedLine, today: calendar_date) -> None:
    """A record about the State: what it says, who reports it, and how long it has waited or since when it is public."""
    about = [record_kind_name(line.kind), isolate(line.by), organization_kind_name(line.contributor)]
    if line.basis:
        about += [date(line.since), consent_basis_name(line.basis)]
    else:
        about.append(age_in_words(line.since.date(), today))
    summary = line.summary[:_LONGEST_SUMMARY] + ("…" if len(line.summary) > _LONGEST_SUMMARY else "")
    said = _("Your State says: {words}").format(words=isolate(line.annotation)) if line.annotation else ""
    st.html(
        f'<div class="desk-line"><p class="desk-title" dir="auto">{record_link(line.code, line.title)}</p>'
        f'<p class="record-line">{html.escape(BETWEEN.join((*about, line.code)))}</p>'
        f"{paragraphs(summary, 'record-summary')}{paragraphs(said)}</div>"
    )


def show_own(lines: Iterable[OwnLine]) -> None:
    """Own records with where they stand."""
    entries = "".join(f"<li>{_own(line)}</li>" for line in lines)
    st.html(f'<ul class="inbox">{entries}</ul>')


def _own(line: OwnLine) -> str:
    about = [record_kind_name(line.kind), editorial_state_name(line.editorial_state)]
    if isinstance(line.status, RequestStatus):
        about.append(request_status_name(line.status))
    elif isinstance(line.status, OfferStatus):
        about.append(offer_status_name(line.status))
    about.append(date(line.updated_at))
    return (
        f'<p dir="auto">{record_link(line.code, line.title)}</p>'
        f'<p class="record-line">{html.escape(BETWEEN.join((line.code, *about)))}</p>'
    )


def standing_meaning() -> None:
    """What a standing consent means, before it is given."""
    told = _(
        "With a standing consent, records about your State that this kind of contributor hands in become public as "
        "soon as a steward has approved them, without a question to you. Records that wait already still wait for "
        "your answer. You can withdraw consent to any single record, and end the standing consent, at any time; what "
        "became public by it stays public until you withdraw it."
    )
    st.html(f'<p class="record-line">{html.escape(told)}</p>')


def standing_in_words(kind: OrganizationKind, line: StandingLine | None) -> str:
    """Whether the State agrees ahead of time to this kind of contributor, and since when."""
    if line is None:
        return _("{contributor}: asked each time").format(contributor=organization_kind_name(kind))
    told = _("{contributor}: agreed ahead of time since {date}")
    words = told.format(contributor=organization_kind_name(kind), date=date(line.granted_at))
    return f"{words}{BETWEEN}{line.reference}" if line.reference else words


def standing_line(kind: OrganizationKind, line: StandingLine | None) -> None:
    """One kind of contributor."""
    st.html(f'<p class="desk-line">{html.escape(standing_in_words(kind, line))}</p>')
