"""What owner, States concerned and stewards see of a record beside the public's part."""

import html
from collections.abc import Iterable, Mapping
from datetime import date as calendar_date

import streamlit as st

from components.records.change_words import ChangeNames
from components.records.record_history import history
from components.records.record_html import BETWEEN, StateName, anchor, facts, states_in_words
from components.records.record_page import paragraphs
from components.shell.url_state import link
from domain.records.clocks import Clock, Timeliness, agreed_clocks, timeliness, working_days
from domain.records.record_pages import ClockFacts, ConsentAnswer, Inside, RecordPage, RemarkLine
from domain.vocabulary import ConsentStatus, EditorialState
from languages.names import consent_status_name
from languages.record_names import consent_basis_name, editorial_state_name, field_name, remark_kind_name
from languages.text import N_, _, date, isolate, ngettext, number

_NEXT = {
    EditorialState.SUBMITTED: N_("A steward reads it next, and then the States concerned are asked for consent."),
    EditorialState.RETURNED: N_("It waits for its author, who revises it and hands it in again."),
    EditorialState.REVIEWED: N_("It becomes public for each State concerned as soon as that State consents."),
    EditorialState.PUBLISHED: N_("Everyone reads it for the States that consent, and for no other."),
    EditorialState.WITHDRAWN: N_("It was taken back for good; its history stays."),
}


def show_standing(page: RecordPage, inside: Inside, name: StateName) -> None:
    """Where the record stands, in a box above it: the state, and what comes next."""
    told = standing_in_words(inside, name)
    following = _(_NEXT.get(inside.editorial_state, ""))
    if inside.suspended:
        told = _("Taken out of the public")
        following = _("It is in no page and no total until a State concerned agrees anew, or a steward puts it back.")
    merged = ""
    if inside.merged_into:
        words = _("It was merged into another record:")
        merged = f"<p>{html.escape(words)} {anchor(link('record', id=inside.merged_into), inside.merged_into)}</p>"
    st.html(
        f'<div class="standing"><p><strong>{html.escape(told)}</strong>{BETWEEN}{html.escape(following)}</p>'
        f"{merged}{_remarks(inside.remarks, name)}</div>"
    )


def show_inside(page: RecordPage, inside: Inside, name: StateName, today: calendar_date) -> None:
    """Consent, clocks and contact, with the version."""
    st.subheader(_("For those concerned"), anchor="inside")
    st.caption(_("The public does not see this part."))
    st.html(
        facts(
            [
                (_("Consent"), _consents(inside.consents, name)),
                *clock_rows(inside.clocks, today),
                (_("Contact"), _contact(inside)),
                (_("Reason for closing"), paragraphs(inside.closing_reason)),
                (_("Version"), html.escape(number(inside.version))),
                (_("Handed in"), html.escape(date(inside.created_at))),
                (_("Last change"), html.escape(date(inside.updated_at))),
            ]
        )
    )


def show_history(inside: Inside, name: StateName, themes: Mapping[str, str]) -> None:
    """Every step, the newest first. themes: names by code."""
    st.subheader(_("History"), anchor="history")
    if inside.steps:
        st.html(history(inside.steps, ChangeNames(name, themes, inside.organizations)))
    else:
        st.caption(_("No single steps are kept of this record: it was written together with others."))


def standing_in_words(inside: Inside, name: StateName) -> str:
    """Where the record stands; of a public one for which States it is, and whose answer is awaited.

    Only what this reader may know: a State reads of its own answer and of those that everybody sees.
    """
    if inside.editorial_state is not EditorialState.PUBLISHED or not inside.consents:
        return editorial_state_name(inside.editorial_state)
    granted, awaited = (
        states_in_words([one.iso3 for one in inside.consents if one.status is status], name)
        for status in (ConsentStatus.GRANTED, ConsentStatus.AWAITED)
    )
    if not granted:
        return editorial_state_name(inside.editorial_state)
    if awaited:
        return _("Public for {states}; awaited is the answer of: {awaited}").format(states=granted, awaited=awaited)
    return _("Public for {states}").format(states=granted)


def _remarks(remarks: Iterable[RemarkLine], name: StateName) -> str:
    """What is asked of the author, open first."""
    entries = sorted(remarks, key=lambda one: one.settled_at is not None)
    return "".join(_remark(one, name) for one in entries)


def _remark(one: RemarkLine, name: StateName) -> str:
    head = remark_kind_name(one.kind)
    if one.iso3:
        head = _("{remark}, by {state}").format(remark=head, state=isolate(name(one.iso3)))
    if one.field:
        head += BETWEEN + field_name(one.field)
    head += BETWEEN + date(one.written_at)
    if one.settled_at:
        head += BETWEEN + _("settled {date}").format(date=date(one.settled_at))
    css = "remark settled" if one.settled_at else "remark"
    return f'<div class="{css}"><p class="record-line">{html.escape(head)}</p>{paragraphs(one.text)}</div>'


def _consents(answers: Iterable[ConsentAnswer], name: StateName) -> str:
    told = []
    for one in sorted(answers, key=lambda one: name(one.iso3)):
        words = _("{state}: {answer}").format(state=isolate(name(one.iso3)), answer=consent_status_name(one.status))
        if one.basis:
            words += f" {consent_basis_name(one.basis)}"
        words += BETWEEN + date(one.changed_at)
        if one.reference:
            letter = _("note verbale {reference}").format(reference=isolate(one.reference))
            words += BETWEEN + letter + (f", {date(one.reference_date)}" if one.reference_date else "")
        told.append(f"<li>{html.escape(words)}</li>")
    return f"<ul>{''.join(told)}</ul>" if told else html.escape(_("Not asked yet, or no State is concerned."))


def _contact(inside: Inside) -> str:
    if inside.contact is None:
        return html.escape(_("None given"))
    parts = (inside.contact.name, inside.contact.email, inside.contact.phone)
    return "<br>".join(f"<bdi>{html.escape(part)}</bdi>" for part in parts if part)


def clock_rows(clocks: ClockFacts | None, today: calendar_date) -> list[tuple[str, str]]:
    """The clocks of a request or an offer, each with how long it has run or when it stopped."""
    if clocks is None:
        return []
    rows = []
    if clocks.submitted_at:
        sent = clocks.submitted_at.date()
        for clock, done, title in (
            (Clock.ACKNOWLEDGED, clocks.acknowledged_at, _("Acknowledgement")),
            (Clock.ANSWERED, clocks.answered_at, _("Answer")),
        ):
            told = clock_in_words(clock, sent, done.date() if done else None, today)
            rows.append((title, html.escape(told)))
        if clocks.waiting_since and clocks.waiting_since != clocks.submitted_at:
            rows.append((_("New answer"), html.escape(reopened_in_words(clocks.waiting_since.date(), today))))
    if clocks.last_word_at and clocks.needs_word:
        word = clocks.last_word_at.date()
        told = _("Last confirmed {date}; it expires on {last_day} unless its owner says that it still stands.")
        words = told.format(date=date(word), last_day=date(agreed_clocks().expire_day(word)))
        rows.append((_("Confirmation"), html.escape(words)))
    return rows


def clock_in_words(clock: Clock, sent: calendar_date, done: calendar_date | None, today: calendar_date) -> str:
    """Where a clock stands: done when, or waiting for how long and until when."""
    last = agreed_clocks().last_day(clock, sent)
    match timeliness(last, done, today):
        case Timeliness.IN_TIME if done:
            return _("{date}, in time").format(date=date(done))
        case Timeliness.LATER if done:
            return _("{date}; it was due by {last_day}").format(date=date(done), last_day=date(last))
        case Timeliness.PASSED:
            return _("{age}; it was due by {last_day}").format(age=age_in_words(sent, today), last_day=date(last))
        case _:
            return _("{age}; due by {last_day}").format(age=age_in_words(sent, today), last_day=date(last))


def reopened_in_words(since: calendar_date, today: calendar_date) -> str:
    """That a request was set back to open, and where its clock stands since then."""
    told = _("open again since {date}: {clock}")
    return told.format(date=date(since), clock=clock_in_words(Clock.ANSWERED, since, None, today))


def age_in_words(since: calendar_date, today: calendar_date) -> str:
    """How long something has waited, in days and working days."""
    days, working = max(0, (today - since).days), working_days(since, today)
    if not days:
        return _("since today")
    told = ngettext("waits for {count} day", "waits for {count} days", days).format(count=number(days))
    of_these = ngettext("{count} working day", "{count} working days", working).format(count=number(working))
    return f"{told} ({of_these})"
