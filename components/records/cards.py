"""Linked records as cards: an activity, a request, an offer, a good practice, a commitment. Every value is escaped."""

import html
from collections.abc import Iterable, Sequence
from typing import Final

import streamlit as st

from components.records.record_html import (
    BETWEEN,
    StateName,
    anchor,
    cards,
    in_order,
    outside,
    period,
    review_in_words,
    states_in_words,
)
from components.shell.url_state import link
from domain.records.shown_records import (
    ActivitySummary,
    CommitmentSummary,
    GoodPracticeSummary,
    OfferSummary,
    RequestSummary,
)
from domain.vocabulary import Fund, Source
from languages.names import (
    activity_status_name,
    fund_name,
    modality_name,
    offer_status_name,
    request_status_name,
    source_name,
)
from languages.record_names import group_name
from languages.text import _, isolate, joined, listing, ngettext, number

#: Cards that are open; the others wait behind a line.
_OPEN_CARDS: Final = 5


def card_section(title: str, total: int, entries: Sequence[str], empty: str = "", note: str = "") -> None:
    """A heading with the number of records, the first cards, the others behind a line; what would be here if none.

    total: records in all, of which `entries` may be the first. note: what has to be known of that number.
    """
    st.subheader(f"{title} ({number(total)})" if total else title, anchor=False)
    if not entries:
        st.html(_teaching(empty))
        return
    if note:
        st.caption(note)
    hidden = entries[_OPEN_CARDS:]
    more = ""
    if hidden:
        count = ngettext("Show {count} more", "Show {count} more", len(hidden)).format(count=number(len(hidden)))
        more = f'<details class="more-records"><summary>{html.escape(count)}</summary>{cards(hidden)}</details>'
    st.html(cards(entries[:_OPEN_CARDS]) + more)
    if total > len(entries):
        newest = _("The newest {shown} of {all} are listed here.")
        st.caption(newest.format(shown=number(len(entries)), all=number(total)))


def nothing_linked() -> None:
    """What would stand on a recommendation's page once something is linked to it."""
    st.subheader(_("Linked records"), anchor=False)
    told = _(
        "Nothing is linked to this record yet. Activities, requests and good practices appear here when their owners "
        "link them and the State under review consents."
    )
    st.html(_teaching(told))


def _teaching(words: str) -> str:
    how = anchor(link("about"), _("How records get here"))
    return f'<p class="record-line">{html.escape(words)} {how}</p>'


def activity_card(line: ActivitySummary, name: StateName | None = None) -> str:
    """One activity; with `name`, also for which States it is."""
    foot = []
    if name:
        foot.append(_("For {states}.").format(states=states_in_words(line.recipients, name)))
    if line.providers:
        foot.append(_("Provided by {organizations}.").format(organizations=listing(map(isolate, line.providers))))
    if line.fund and line.fund is not Fund.OTHER:
        foot.append(_("Financed by: {fund}.").format(fund=fund_name(line.fund)))
    meta = (activity_status_name(line.status), modality_name(line.modality), period(line.start, line.end))
    outcome = _("Outcome: {outcome}").format(outcome=line.outcome) if line.outcome else ""
    return _card(line.title, meta, (line.summary, outcome), foot, (line.source, line.code, line.source_url))


def request_card(line: RequestSummary, name: StateName | None = None) -> str:
    """One request; with `name`, also of which State."""
    foot = [_("Asked by {organization}.").format(organization=isolate(line.by))]
    if name:
        foot.insert(0, _("For {states}.").format(states=isolate(name(line.iso3))))
    meta = (request_status_name(line.status), modality_name(line.modality), period(line.start, line.end))
    return _card(line.title, meta, (line.summary,), foot, (line.source, line.code, ""))


def offer_card(line: OfferSummary) -> str:
    """One offer, and for whom it is."""
    meta = (offer_status_name(line.status), listing(map(modality_name, line.modalities)), period(line.start, line.end))
    foot = [_("Offered by {organization}.").format(organization=isolate(line.by)), eligible_in_words(line)]
    return _card(line.title, meta, (line.summary,), foot, (line.source, line.code, ""))


def good_practice_card(line: GoodPracticeSummary) -> str:
    """One good practice, and whether its owner helps others to do the same."""
    foot = [_("Told by {organization}.").format(organization=isolate(line.by))]
    if line.peer_support:
        foot.append(_("Its owner offers peer support."))
    result = _("Result: {result}").format(result=line.result) if line.result else ""
    return _card(line.title, (), (line.summary, result), foot, (line.source, line.code, ""))


def commitment_card(line: CommitmentSummary, address: str) -> str:
    """One voluntary commitment with the review it was made in."""
    lang = f' lang="{html.escape(line.language)}"' if line.language else ""
    review = review_in_words(line.review)
    return (
        f'<p class="record-summary"{lang} dir="auto">{html.escape(line.text)}</p>'
        f'<p class="record-line">{html.escape(review)}{BETWEEN}{anchor(address, line.code)}</p>'
    )


def eligible_in_words(offer: OfferSummary) -> str:
    """For whom an offer is, in one sentence; single States are never named."""
    groups = [group_name(kind, value, str) for kind, value in offer.eligible]
    if groups:
        return _("For: {groups}.").format(groups=joined(in_order(groups)))
    return _("For States that its owner has named.") if offer.to_named_states else _("For all States.")


def _card(
    title: str, meta: Iterable[str], texts: Iterable[str], foot: Iterable[str], from_: tuple[Source, str, str]
) -> str:
    """One card, whose title leads to the record's own page.

    from_: source, code and address of the original; the code is empty where a record is not stored yet.
    """
    source, code, url = from_
    told = BETWEEN.join(html.escape(part) for part in meta if part)
    paragraphs = "".join(f'<p class="record-summary" dir="auto">{html.escape(text)}</p>' for text in texts if text)
    origin = BETWEEN.join(filter(None, (outside(url, source_name(source)), html.escape(code))))
    named = anchor(link("record", id=code), title) if code else html.escape(title)
    return (
        f'<p class="record-title" dir="auto">{named}</p>'
        + (f'<p class="record-line">{told}</p>' if told else "")
        + paragraphs
        + f'<p class="record-line">{html.escape(" ".join(foot))}</p><p class="record-line">{origin}</p>'
    )
