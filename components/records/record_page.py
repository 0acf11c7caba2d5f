"""A record's own page, the public's part: what it says, its links and what States say beside it. All is escaped."""

import html
from collections.abc import Callable, Iterable, Mapping
from datetime import date as calendar_date
from decimal import Decimal
from typing import Final

import streamlit as st

from components.records.record_html import (
    BETWEEN,
    StateName,
    anchor,
    band_in_words,
    facts,
    in_order,
    lines_of,
    outside,
    period,
    terms_in_words,
)
from components.shell.sign_in_links import sign_in_address
from components.shell.theme import styles
from components.shell.url_state import link
from domain.records.drafts import ActivityDraft, Amount, CommitmentDraft, GoodPracticeDraft, OfferDraft, RequestDraft
from domain.records.record_pages import LinkedRecommendation, RecordPage
from domain.vocabulary import OfferStatus, RequestStatus, Visibility
from languages.names import (
    activity_status_name,
    fund_name,
    modality_name,
    offer_status_name,
    organization_kind_name,
    organization_role_name,
    request_status_name,
    source_name,
)
from languages.record_names import group_name, money_kind_name, record_kind_name
from languages.text import _, babel_locale, date, isolate, listing, money, percent

_LONGEST_CODE: Final = 40
Rows = list[tuple[str, str]]


def apply_desk_styles() -> None:
    """Send the styles of records' own pages and of desks; once a page."""
    st.html(f"<style>{styles('records/records.css')}{styles('review/desks.css')}</style>")


def unknown_record(code: str) -> None:
    """The same words for a code without a record and for a record that this reader may not know of."""
    st.title(_("There is no such record"), anchor=False)
    told = _("The address of this page names no record. A record's code looks like UPRC-ACT-000123.")
    if code:
        told = _("This repository has no public record with the code {code}. A code looks like UPRC-ACT-000123.")
    st.text(told.format(code=isolate(code[:_LONGEST_CODE])))
    st.text(_("A record is public while the States concerned consent to it."))
    ways = (
        anchor(link("recommendations"), _("Search all recommendations")),
        anchor(link("state"), _("Choose a State")),
        anchor(sign_in_address(), _("Sign in, if the record is yours")),
    )
    st.html(f"<ul>{''.join(f'<li>{way}</li>' for way in ways)}</ul>")


def revise_link(code: str, *, public: bool) -> None:
    """The way to a new version, and what that means for a public record."""
    told = _("Everybody looks at a revised record anew.")
    if public:
        told = _("A public record leaves the public until it is reviewed and consented to anew.")
    way = anchor(link("contribute", revise=code), _("Revise this record"))
    st.html(f'<p class="record-line">{way}{BETWEEN}{html.escape(told)}</p>')


def show_heading(page: RecordPage) -> None:
    """What the record is, and its title."""
    st.html(_merged(page) + _heading(page))


def show_record(page: RecordPage, name: StateName) -> None:
    """Summary, facts, what it is linked to, and what States say beside it; below its heading."""
    st.html(_summary(page) + facts(record_rows(page, name)))
    _annotations(page, name)
    _recommendations(page.recommendations, name)


def _merged(page: RecordPage) -> str:
    if not page.asked_for:
        return ""
    told = _("{code} told of the same and was merged into this record.").format(code=isolate(page.asked_for))
    return f'<p class="notice-line" role="note">{html.escape(told)}</p>'


def _heading(page: RecordPage) -> str:
    line = BETWEEN.join(filter(None, (record_kind_name(page.kind), status_of(page), page.code)))
    return (
        f'<p class="record-line">{html.escape(line)}</p>'
        f'<h1 class="record-heading" dir="auto">{html.escape(page.content.title)}</h1>'
    )


def status_of(page: RecordPage) -> str:
    """Where an activity, a request or an offer stands, in words."""
    if isinstance(page.content, ActivityDraft):
        return activity_status_name(page.content.status)
    if isinstance(page.status, RequestStatus):
        return request_status_name(page.status)
    return offer_status_name(page.status) if isinstance(page.status, OfferStatus) else ""


def _summary(page: RecordPage) -> str:
    return paragraphs(page.content.summary, "record-lead") if page.content.summary else ""


def paragraphs(text: str, css: str = "record-said") -> str:
    """What a person wrote, line by line."""
    return "".join(f'<p class="{css}" dir="auto">{html.escape(line)}</p>' for line in text.splitlines() if line.strip())


def record_rows(page: RecordPage, name: StateName) -> Rows:
    """The facts of any kind of record, in the order of reading."""
    return [*_of_its_kind(page, name), *_common(page)]


def _of_its_kind(page: RecordPage, name: StateName) -> Rows:
    match page.content:
        case ActivityDraft() as draft:
            return _activity(draft, page, name)
        case RequestDraft() as draft:
            return _request(draft, page.names.organizations, name)
        case OfferDraft() as draft:
            return _offer(draft, page, name)
        case GoodPracticeDraft() as draft:
            return _good_practice(draft, name)
        case CommitmentDraft() as draft:
            return _commitment(draft, page, name)


def _common(page: RecordPage) -> Rows:
    content = page.content
    publisher = page.names.organizations.get(content.publisher, "")
    return [
        (_("Themes"), terms_in_words(page.names.themes, "theme")),
        (
            _("Published by"),
            _named(publisher, organization_kind_name(page.publisher_kind)) if publisher else "",
        ),
        (_("Link"), outside(content.source_url, content.source_url) if content.source_url else ""),
        (_("Source"), html.escape(source_name(content.source))),
        (_("Public since"), html.escape(date(page.published_at)) if page.published_at else ""),
        (_("Record"), html.escape(page.code)),
    ]


def _activity(draft: ActivityDraft, page: RecordPage, name: StateName) -> Rows:
    organizations = page.names.organizations
    roles: dict[str, list[str]] = {}
    for provider in draft.providers:
        roles.setdefault(provider.organization, []).append(organization_role_name(provider.role))
    providers = [_named(organizations.get(code, code), listing(held)) for code, held in roles.items()]
    recipients = [
        _state(one.iso3, name) + (f" ({html.escape(_share(one.percentage))})" if one.percentage is not None else "")
        for one in sorted(draft.recipients, key=lambda one: name(one.iso3))
    ]
    return [
        (_("For"), lines_of(recipients)),
        (_("Form of support"), html.escape(modality_name(draft.modality))),
        (_("Took place"), html.escape(period(draft.actual_start, draft.actual_end))),
        (_("Planned period"), html.escape(period(draft.planned_start, draft.planned_end))),
        (_("Provided by"), lines_of(providers)),
        (_("National partners"), lines_of([_said(organizations.get(code, code)) for code in draft.partners])),
        (_("Places"), lines_of([_said(one.name) for one in draft.places if one.name])),
        (_("Money"), _amounts(draft.money, shared=page.money_shared)),
        (_("Source of funds"), html.escape(fund_name(draft.fund)) if draft.fund else ""),
        (_("Outcome"), paragraphs(draft.outcome)),
        (_("Part of"), anchor(link("record", id=draft.parent), draft.parent) if draft.parent else ""),
    ]


def _share(percentage: Decimal) -> str:
    """A State's part of the money with as many decimals as it was given with."""
    return percent(percentage / 100, max(0, -int(percentage.normalize().as_tuple().exponent)))


def _amounts(amounts: Iterable[Amount], *, shared: bool = False) -> str:
    """Each kind and currency by itself; that no amount is known is said, since it is not the same as none.

    shared: whether others have a part in each amount, and how large it is, is not known.
    """
    told = []
    for one in sorted(amounts, key=lambda one: (one.kind, one.currency, one.on or calendar_date.min)):
        words = _("{kind}: {amount}").format(kind=money_kind_name(one.kind), amount=money(one.amount, one.currency))
        words += f" ({date(one.on)})" if one.on else ""
        told.append(html.escape(_("{amount}, shared with others").format(amount=words) if shared else words))
    return lines_of(told) if told else html.escape(_("Not known"))


def _readers(draft: RequestDraft, organizations: Mapping[str, str], name: StateName) -> str:
    """For whom a request is that is not for everyone; of those named, the ones that the reader may know."""
    match draft.visibility:
        case Visibility.PUBLIC:
            return ""
        case Visibility.PARTNERS:
            return html.escape(_("Everybody signed in for an organization or a State, and stewards"))
        case Visibility.NAMED:
            named = [_said(organizations.get(code, code)) for code in draft.named_organizations]
            told = html.escape(_("Only those whom it names, its institution and stewards"))
            return lines_of([told, *named, *(html.escape(name(iso3)) for iso3 in draft.named_states)])


def _request(draft: RequestDraft, organizations: Mapping[str, str], name: StateName) -> Rows:
    return [
        (_("State"), _state(draft.iso3, name)),
        (_("Form of support"), html.escape(modality_name(draft.modality))),
        (_("Needed"), html.escape(period(draft.window_start, draft.window_end))),
        (_("Languages"), html.escape(languages_in_words(draft.languages))),
        (_("Whom to turn to"), _said(draft.contact_role)),
        (_("Who sees it"), _readers(draft, organizations, name)),
    ]


def _offer(draft: OfferDraft, page: RecordPage, name: StateName) -> Rows:
    groups = in_order(group_name(one.kind, one.value, name) for one in draft.eligible)
    if page.to_named_states:
        groups.append(_("States that its owner has named"))
    return [
        (_("Forms of support"), html.escape(listing(map(modality_name, draft.modalities)))),
        (_("For whom"), lines_of([html.escape(one) for one in groups]) or html.escape(_("All States"))),
        (_("Capacity"), _said(draft.capacity)),
        (_("Offered"), html.escape(period(draft.window_start, draft.window_end))),
        (_("Languages"), html.escape(languages_in_words(draft.languages))),
        (_("Whom to turn to"), _said(draft.contact_role)),
    ]


def _good_practice(draft: GoodPracticeDraft, name: StateName) -> Rows:
    evidence = paragraphs(draft.evidence)
    if draft.evidence_url:
        evidence += f"<p>{outside(draft.evidence_url, draft.evidence_url)}</p>"
    return [
        (_("Done in"), _state(draft.iso3, name)),
        (_("Result"), paragraphs(draft.result)),
        (_("Evidence"), evidence),
        (_("Peer support"), html.escape(_("Its owner offers peer support.")) if draft.peer_support else ""),
    ]


def _commitment(draft: CommitmentDraft, page: RecordPage, name: StateName) -> Rows:
    standing = anchor(link("recommendation", id=page.standing), page.standing) if page.standing else ""
    return [
        (_("State"), _state(draft.iso3, name)),
        (_("Review"), html.escape(_("Cycle {cycle}").format(cycle=draft.cycle))),
        (_("Made on"), html.escape(date(draft.made_on)) if draft.made_on else ""),
        (_("Among the recommendations"), standing),
    ]


def languages_in_words(codes: Iterable[str]) -> str:
    """The names of languages in the reader's, alphabetically."""
    known: Callable[[str], str | None] = babel_locale().languages.get
    return listing(in_order(known(code) or code for code in codes))


def _state(iso3: str, name: StateName) -> str:
    return anchor(link("state", state=iso3), name(iso3))


def _named(name: str, what: str) -> str:
    """An organization's name in its own direction, and what it is or does in the reader's."""
    return f"{_said(name)} ({html.escape(what)})"


def _said(text: str) -> str:
    return f'<span dir="auto">{html.escape(text)}</span>' if text else ""


def _annotations(page: RecordPage, name: StateName) -> None:
    for one in page.annotations:
        told = _("{state} says beside this record, {date}:").format(
            state=isolate(name(one.iso3)), date=date(one.written_at)
        )
        st.html(
            f'<aside class="annotation"><p class="record-line">{html.escape(told)}</p>{paragraphs(one.text)}</aside>'
        )


def _recommendations(linked: Iterable[LinkedRecommendation], name: StateName) -> None:
    entries = "".join(f"<li>{_recommendation(one, name)}</li>" for one in linked)
    if entries:
        st.subheader(_("Linked recommendations"), anchor=False)
        st.html(f'<ul class="records">{entries}</ul>')


def _recommendation(one: LinkedRecommendation, name: StateName) -> str:
    lang = f' lang="{html.escape(one.language)}"' if one.language else ""
    place = _("Cycle {cycle}").format(cycle=one.cycle)
    if one.paragraph:
        place = _("{review}, paragraph {paragraph}").format(review=place, paragraph=isolate(one.paragraph))
    band = f"{BETWEEN}{band_in_words(one.band)}" if one.band else ""
    address = anchor(link("recommendation", id=one.code), name(one.iso3))
    return (
        f'<p class="record-line">{address}{BETWEEN}{html.escape(place)}{band}</p>'
        f'<p class="record-summary"{lang} dir="auto">{html.escape(one.text)}</p>'
    )
