"""What the public will see of a draft: its card, and the facts beside it. Every value is escaped."""

import html
from datetime import UTC, date, datetime

from components.forms.services import Services
from components.records.cards import activity_card, commitment_card, good_practice_card, offer_card, request_card
from components.records.record_html import lines_of, outside, period
from domain.records.drafts import (
    ActivityDraft,
    Amount,
    AnyDraft,
    CommitmentDraft,
    GoodPracticeDraft,
    OfferDraft,
    RequestDraft,
)
from domain.records.shown_records import (
    ActivitySummary,
    CommitmentSummary,
    GoodPracticeSummary,
    OfferSummary,
    RequestSummary,
    ReviewFact,
)
from domain.vocabulary import EligibleKind, OfferStatus, RequestStatus
from languages.names import fund_name, organization_role_name
from languages.record_names import money_kind_name
from languages.text import _, isolate, language_name, listing, number
from languages.text import date as day_in_words


def card_of(draft: AnyDraft, services: Services) -> str:
    """The record as lists will show it."""
    now, by = datetime.now(UTC), name_of(draft.publisher, services)
    match draft:
        case ActivityDraft():
            providers = tuple(dict.fromkeys(name_of(one.organization, services) for one in draft.providers))
            return activity_card(
                ActivitySummary(
                    code="",
                    title=draft.title,
                    summary=draft.summary,
                    modality=draft.modality,
                    status=draft.status,
                    start=draft.actual_start or draft.planned_start,
                    end=draft.actual_end or draft.planned_end,
                    recipients=tuple(one.iso3 for one in draft.recipients),
                    providers=providers,
                    fund=draft.fund,
                    outcome=draft.outcome,
                    source=services.source,
                    source_url=draft.source_url,
                    published_at=now,
                ),
                services.state_name,
            )
        case RequestDraft():
            return request_card(
                RequestSummary(
                    code="",
                    title=draft.title,
                    summary=draft.summary,
                    iso3=draft.iso3,
                    by=by,
                    modality=draft.modality,
                    status=RequestStatus.OPEN,
                    start=draft.window_start,
                    end=draft.window_end,
                    source=services.source,
                    published_at=now,
                ),
                services.state_name,
            )
        case OfferDraft():
            groups = tuple((one.kind, one.value) for one in draft.eligible if one.kind is not EligibleKind.STATE)
            return offer_card(
                OfferSummary(
                    code="",
                    title=draft.title,
                    summary=draft.summary,
                    by=by,
                    modalities=draft.modalities,
                    eligible=groups,
                    to_named_states=len(groups) < len(draft.eligible),
                    status=OfferStatus.OPEN,
                    start=draft.window_start,
                    end=draft.window_end,
                    source=services.source,
                    published_at=now,
                )
            )
        case GoodPracticeDraft():
            return good_practice_card(
                GoodPracticeSummary(
                    code="",
                    title=draft.title,
                    summary=draft.summary,
                    iso3=draft.iso3,
                    by=by,
                    result=draft.result,
                    peer_support=draft.peer_support,
                    source=services.source,
                    published_at=now,
                )
            )
        case CommitmentDraft():
            review = ReviewFact(draft.cycle, None, None)
            return commitment_card(CommitmentSummary("", draft.summary, "", review), "#step")


def public_facts(draft: AnyDraft, services: Services) -> list[tuple[str, str]]:
    """What the record's own page tells beside the card: terms and HTML."""
    themes = listing(isolate(services.themes.get(code, code)) for code in draft.themes)
    rows = [(_("Published by"), html.escape(name_of(draft.publisher, services))), (_("Themes"), html.escape(themes))]
    match draft:
        case ActivityDraft():
            rows += _activity_facts(draft, services)
        case RequestDraft() | OfferDraft():
            languages = listing(map(language_name, draft.languages))
            rows += [
                (_("Languages"), html.escape(languages)),
                (_("Whom to turn to"), html.escape(draft.contact_role)),
            ]
            if isinstance(draft, OfferDraft):
                rows.append((_("Capacity"), html.escape(draft.capacity)))
        case GoodPracticeDraft():
            evidence = f'<span dir="auto">{html.escape(draft.evidence)}</span>' if draft.evidence else ""
            rows += [
                (_("Done in"), html.escape(services.state_name(draft.iso3))),
                (_("Evidence"), evidence),
                (_("Link to the evidence"), outside(draft.evidence_url, draft.evidence_url)),
            ]
        case CommitmentDraft():
            rows += [
                (_("Title"), html.escape(draft.title)),
                (_("State"), html.escape(services.state_name(draft.iso3))),
                (_("Made on"), html.escape(_day(draft.made_on))),
            ]
    return [*rows, (_("Link"), outside(draft.source_url, draft.source_url) if draft.source_url else "")]


def _activity_facts(draft: ActivityDraft, services: Services) -> list[tuple[str, str]]:
    roles = [
        _("{organization} ({role})").format(
            organization=isolate(name_of(one.organization, services)), role=organization_role_name(one.role)
        )
        for one in draft.providers
    ]
    shown = () if draft.sensitive else draft.places
    places = [isolate(one.name or f"{one.latitude}, {one.longitude}") for one in shown]
    amounts = [
        _("{kind}: {amount}").format(kind=money_kind_name(one.kind), amount=_exactly(one)) for one in draft.money
    ]
    shares = [
        _("{state}: {percentage} percent").format(
            state=isolate(services.state_name(one.iso3)), percentage=one.percentage
        )
        for one in draft.recipients
        if one.percentage is not None
    ]
    return [
        (_("Provided by"), _lines(roles)),
        (_("National partners"), _lines([isolate(name_of(code, services)) for code in draft.partners])),
        (_("Planned period"), html.escape(period(draft.planned_start, draft.planned_end))),
        (_("Took place"), html.escape(period(draft.actual_start, draft.actual_end))),
        (_("Places"), _lines(places)),
        (_("Money"), _lines(amounts)),
        (_("Each State's part"), _lines(shares)),
        (_("Source of funds"), html.escape(fund_name(draft.fund)) if draft.fund else ""),
    ]


def name_of(code: str, services: Services) -> str:
    """The organization's name; the code where it is not known any more."""
    known = services.named.get(code)
    return known.name if known else code


def _exactly(money: Amount) -> str:
    """The amount to the last of its decimals; pictures round it."""
    decimals = max(0, -int(money.amount.as_tuple().exponent)) if money.amount % 1 else 0
    return f"{money.currency} {number(money.amount, decimals)}"


def _lines(parts: list[str]) -> str:
    return lines_of([html.escape(part) for part in parts])


def _day(day: date | None) -> str:
    return day_in_words(day) if day else ""
