"""A State's brief: one HTML file that stands alone, for a meeting, in print on A4 or on a screen without a network."""

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from components.records.cards import eligible_in_words
from components.records.record_html import StateName, in_order, period, review_in_words, swatch
from components.shared.picture import Provenance
from components.shared.tables import Column, html_table
from components.shell.files import offer_file
from components.shell.theme import styles
from components.states.state_profile import (
    PartnerSide,
    RecommendingSide,
    ReviewSide,
    Side,
    band_columns,
    in_band,
    not_counted_in_words,
    partner_headline,
    recommending_headline,
    review_headline,
    side_name,
    supported,
)
from domain.coverage import share
from domain.records.shown_records import ActivitySummary, GoodPracticeSummary, Listing, OfferSummary, RequestSummary
from domain.vocabulary import SupportBand
from languages import disclaimers
from languages.names import (
    activity_status_name,
    band_meaning,
    band_name,
    modality_name,
    offer_status_name,
    request_status_name,
)
from languages.text import _, direction, isolate, joined, language, listing, moment, number

#: Records that a list of the brief holds; it says how many there are in all.
MOST_ROWS: Final = 30


@dataclass(frozen=True)
class Brief:
    """All that a brief tells. facts: group, region and reviews in words. An observer has no `review` side."""

    iso3: str
    facts: Sequence[str]
    review: ReviewSide | None
    recommending: RecommendingSide
    partner: PartnerSide
    provenance: Provenance


def brief_html(brief: Brief, name: StateName) -> str:
    """The brief as one HTML document in the reader's language, without any address that a browser would load."""
    state = name(brief.iso3)
    title = _("Brief on technical cooperation: {state}").format(state=isolate(state))
    sides = (_review(brief.review, state) if brief.review else "") + _recommending(brief.recommending, state, name)
    return (
        f'<!DOCTYPE html><html lang="{language()}" dir="{direction()}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{html.escape(title)}</title><style>{styles('states/brief.css')}</style></head><body>"
        f"{_head(brief, state)}<main>{sides}{_partner(brief.partner, state, name)}{_meanings()}</main>"
        f"{_foot(brief.provenance)}</body></html>"
    )


def offer_brief(iso3: str, collect: Callable[[], Brief], name: StateName) -> None:
    """A button that collects and writes the brief only when it is pressed, in the reader's language."""
    offer_file(
        _("Download a brief to print"),
        lambda: brief_html(collect(), name).encode("utf-8"),
        file_name=f"brief-{iso3.lower()}-{language()}.html",
        mime="text/html",
        key="brief",
    )


def _head(brief: Brief, state: str) -> str:
    facts = "".join(f"<p>{html.escape(fact)}</p>" for fact in brief.facts if fact)
    asked = _("As of {moment}.").format(moment=moment(brief.provenance.as_of))
    notice = mark = ""
    if brief.provenance.demonstration:
        words = _(
            "Demonstration. The States are real; all recommendations, activities, requests and offers are invented."
        )
        notice = f'<p class="notice">{html.escape(words)}</p>'
        word = html.escape(_("Demonstration"))
        mark = f'<div class="watermark" aria-hidden="true">{word}</div>'
    kicker = html.escape(_("UPR Cooperation Repository"))
    return (
        f'{mark}<header><p class="small">{kicker}</p><h1>{html.escape(state)}</h1>{facts}'
        f'<p class="small">{html.escape(asked)}</p>{notice}</header>'
    )


def _foot(provenance: Provenance) -> str:
    lines = (
        provenance.line(),
        _(disclaimers.VOLUNTARY),
        _(disclaimers.OF_A_BRIEF),
    )
    return f'<footer class="small">{"".join(f"<p>{html.escape(line)}</p>" for line in lines)}</footer>'


def _review(side: ReviewSide, state: str) -> str:
    commitments = pd.DataFrame(
        [{"review": review_in_words(line.review), "text": line.text} for line in side.commitments.lines[:MOST_ROWS]]
    )
    return _side(
        Side.REVIEW,
        review_headline(side, state),
        _bands(side.total),
        _coverage(side.by_cycle, _("Cycle"), _("By cycle")),
        _coverage(side.by_theme, _("Theme"), _("By theme; a recommendation counts in each of its themes")),
        _activities(side.activities, _("Activities in this State")),
        _requests(side.requests, _("Requests of this State")),
        _table(
            commitments,
            {"review": Column(_("Review")), "text": Column(_("Commitment"))},
            _("Voluntary commitments"),
            side.commitments.total,
        ),
    )


def _recommending(side: RecommendingSide, state: str, name: StateName) -> str:
    return _side(
        Side.RECOMMENDING,
        recommending_headline(side, state),
        _bands(side.total),
        _requests(side.requests, _("Where help is asked for on these recommendations"), name),
        _coverage(side.by_state, _("State under review"), _("By State under review")),
    )


def _partner(side: PartnerSide, state: str, name: StateName) -> str:
    return _side(
        Side.PARTNER,
        partner_headline(side, state),
        _activities(side.activities, _("Activities that its institutions provide"), name),
        _offers(side.offers),
        _practices(side.good_practices),
    )


def _offers(found: Listing[OfferSummary]) -> str:
    rows = [
        {
            "title": line.title,
            "status": offer_status_name(line.status),
            "form": listing(map(modality_name, line.modalities)),
            "for": eligible_in_words(line),
            "when": period(line.start, line.end),
        }
        for line in found.lines[:MOST_ROWS]
    ]
    columns = {
        "title": Column(_("Offer")),
        "status": Column(_("Status")),
        "form": Column(_("Form of support")),
        "for": Column(_("For whom")),
        "when": Column(_("When")),
    }
    return _table(pd.DataFrame(rows), columns, _("Offers"), found.total)


def _practices(found: Listing[GoodPracticeSummary]) -> str:
    rows = [
        {"title": line.title, "by": line.by, "peer": _("Yes") if line.peer_support else _("No")}
        for line in found.lines[:MOST_ROWS]
    ]
    columns = {"title": Column(_("Good practice")), "by": Column(_("Told by")), "peer": Column(_("Peer support"))}
    return _table(pd.DataFrame(rows), columns, _("Good practices"), found.total)


def _side(side: Side, headline: str, *parts: str) -> str:
    return (
        f'<section><h2>{html.escape(side_name(side))}</h2><p class="lead">{html.escape(headline)}</p>'
        f"{''.join(parts)}</section>"
    )


def _bands(total: pd.DataFrame) -> str:
    whole = supported(total)
    if not whole:
        return ""
    frame = pd.DataFrame(
        [
            {"band": band_name(band), "count": in_band(total, band), "share": share(in_band(total, band), whole)}
            for band in SupportBand
        ]
    )
    columns = {"band": Column(_("Support")), "count": Column(_("Recommendations"), "count")}
    if frame["share"].notna().all():
        columns["share"] = Column(_("Share"), "share")
    return html_table(frame, columns=columns, caption=_("Each accepted recommendation is in one band"))


def _coverage(frame: pd.DataFrame, rows: str, title: str) -> str:
    return _table(frame, band_columns(rows), title, len(frame))


def _activities(found: Listing[ActivitySummary], title: str, name: StateName | None = None) -> str:
    rows = [
        {
            "title": line.title,
            "states": joined(in_order(map(name, line.recipients)), ",") if name else "",
            "status": activity_status_name(line.status),
            "form": modality_name(line.modality),
            "when": period(line.start, line.end),
            "by": joined(line.providers, ","),
        }
        for line in found.lines[:MOST_ROWS]
    ]
    columns = {
        "title": Column(_("Activity")),
        **({"states": Column(_("For"))} if name else {}),
        "status": Column(_("Status")),
        "form": Column(_("Form of support")),
        "when": Column(_("When")),
        "by": Column(_("Provided by")),
    }
    note = not_counted_in_words(found.not_counted)
    told = f'<p class="small">{html.escape(note)}</p>' if note else ""
    return _table(pd.DataFrame(rows), columns, title, found.total) + told


def _requests(found: Listing[RequestSummary], title: str, name: StateName | None = None) -> str:
    rows = [
        {
            "title": line.title,
            "state": name(line.iso3) if name else "",
            "status": request_status_name(line.status),
            "form": modality_name(line.modality),
            "when": period(line.start, line.end),
            "by": line.by,
        }
        for line in found.lines[:MOST_ROWS]
    ]
    columns = {
        "title": Column(_("Request")),
        **({"state": Column(_("State"))} if name else {}),
        "status": Column(_("Status")),
        "form": Column(_("Form of support")),
        "when": Column(_("When")),
        "by": Column(_("Asked by")),
    }
    return _table(pd.DataFrame(rows), columns, title, found.total)


def _table(frame: pd.DataFrame, columns: dict[str, Column], title: str, total: int) -> str:
    """A titled table of the first rows, or a line that there are none."""
    if frame.empty:
        nothing = html.escape(_("Nothing recorded."))
        return f'<h3>{html.escape(title)}</h3><p class="small">{nothing}</p>'
    if total > len(frame):
        part = _("{title}: the first {shown} of {all}")
        title = part.format(title=title, shown=number(len(frame)), all=number(total))
    return html_table(frame, columns=columns, caption=title)


def _meanings() -> str:
    terms = "".join(
        f"<dt>{swatch(band)}{html.escape(band_name(band))}</dt><dd>{html.escape(band_meaning(band))}</dd>"
        for band in SupportBand
    )
    title = html.escape(_("What the words mean"))
    return f"<section><h2>{title}</h2><dl>{terms}</dl></section>"
