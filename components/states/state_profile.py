"""The three sides of a State, as a page and a brief tell them: under review, as recommending State, as partner."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import pandas as pd

from components.records.record_html import review_in_words
from components.shared.tables import Column
from domain.records.shown_records import (
    ActivitySummary,
    CommitmentSummary,
    GoodPracticeSummary,
    Listing,
    OfferSummary,
    RequestSummary,
    ReviewFact,
)
from domain.states import State, StateKind
from domain.vocabulary import StateGroup, SupportBand
from languages.names import band_name, region_group_name, region_name, state_group_name
from languages.text import N_, _, isolate, joined, ngettext, number


class Side(StrEnum):
    """The sides by their word in the address."""

    REVIEW = "review"
    RECOMMENDING = "recommending"
    PARTNER = "partner"
    PICTURES = "pictures"


_NAMES: Final[Mapping[Side, str]] = {
    Side.REVIEW: N_("Under review"),
    Side.RECOMMENDING: N_("As recommending State"),
    Side.PARTNER: N_("As partner"),
    Side.PICTURES: N_("In pictures"),
}


@dataclass(frozen=True)
class ReviewSide:
    """A State under review. Each frame holds key, label, supported and a column for each band; `total` has one row."""

    total: pd.DataFrame
    by_theme: pd.DataFrame
    by_cycle: pd.DataFrame
    activities: Listing[ActivitySummary]
    requests: Listing[RequestSummary]
    commitments: Listing[CommitmentSummary]


@dataclass(frozen=True)
class RecommendingSide:
    """The recommendations that a State made and others supported, by those others, and who asks for support on them."""

    total: pd.DataFrame
    by_state: pd.DataFrame
    requests: Listing[RequestSummary]


@dataclass(frozen=True)
class PartnerSide:
    """What a State's institutions provide and offer to others, and good practices from there."""

    activities: Listing[ActivitySummary]
    offers: Listing[OfferSummary]
    good_practices: Listing[GoodPracticeSummary]


def side_name(side: Side) -> str:
    """The side as its tab says it."""
    return _(_NAMES[side])


def described(state: State, reviews: Iterable[ReviewFact]) -> list[str]:
    """What the United Nations files the State under, and its reviews: cycle, session and year, as far as known."""
    parts = [_("Observer State")] if state.kind is StateKind.OBSERVER else []
    parts += [region_group_name(state.un_group)] if state.un_group else []
    parts += [region_name(state.region)] if state.region else []
    groups = {StateGroup.LDC: state.ldc, StateGroup.LLDC: state.lldc, StateGroup.SIDS: state.sids}
    parts += [state_group_name(group) for group, member in groups.items() if member]
    told = [" · ".join(parts)] if parts else []
    if held := [review_in_words(review) for review in reviews]:
        told.append(_("Reviews: {reviews}").format(reviews=joined(held)))
    return told


def review_headline(side: ReviewSide, name: str) -> str:
    """What the State supported, and the support that is recorded for it, in two sentences."""
    count = supported(side.total)
    if not count:
        return _("No recommendation that {state} accepted is recorded here yet.").format(state=isolate(name))
    made = ngettext(
        "{state} accepted {count} recommendation.", "{state} accepted {count} recommendations.", count
    ).format(state=isolate(name), count=number(count))
    return f"{made} {_support(side.total)}"


def recommending_headline(side: RecommendingSide, name: str) -> str:
    """How many recommendations of the State others supported, and the support recorded for those."""
    count = supported(side.total)
    if not count:
        return _(
            "No recommendation that {state} made to another State and that was accepted is recorded here yet."
        ).format(state=isolate(name))
    made = ngettext(
        "{count} recommendation that {state} made was accepted.",
        "{count} recommendations that {state} made were accepted.",
        count,
    ).format(state=isolate(name), count=number(count))
    return f"{made} {_support(side.total)}"


def not_counted_in_words(count: int) -> str:
    """How many activities of a list no figure counts, and why; nothing for none."""
    if not count:
        return ""
    return ngettext(
        "{count} of them is cancelled or suspended, and counts in no figure.",
        "{count} of them are cancelled or suspended, and count in no figure.",
        count,
    ).format(count=number(count))


def partner_headline(side: PartnerSide, name: str) -> str:
    """How much the State provides, offers and tells, in one sentence."""
    activities, offers, practices = side.activities, side.offers.total, side.good_practices.total
    counted = activities.total - activities.not_counted
    return _("Recorded for {state} as partner: {activities}, {offers} and {practices}.").format(
        state=isolate(name),
        activities=ngettext("{count} activity", "{count} activities", counted).format(count=number(counted)),
        offers=ngettext("{count} offer", "{count} offers", offers).format(count=number(offers)),
        practices=ngettext("{count} good practice", "{count} good practices", practices).format(
            count=number(practices)
        ),
    )


def supported(total: pd.DataFrame) -> int:
    """The supported recommendations of a total's frame; 0 where it has no row."""
    return int(total["supported"].sum())


def in_band(total: pd.DataFrame, band: SupportBand) -> int:
    """The recommendations of a total's frame in one band."""
    return int(total[band.value].sum())


def band_columns(rows: str) -> dict[str, Column]:
    """The columns of a frame of bands; `rows` is the heading over the labels."""
    counts = {band.value: Column(band_name(band), "count") for band in SupportBand}
    return {"label": Column(rows), "supported": Column(_("Accepted recommendations"), "count"), **counts}


def _support(total: pd.DataFrame) -> str:
    return _(
        "Support is reported for {reported}, planned for {planned}, and requested but not yet received for {requested}."
    ).format(
        reported=number(in_band(total, SupportBand.REPORTED)),
        planned=number(in_band(total, SupportBand.PLANNED)),
        requested=number(in_band(total, SupportBand.REQUESTED)),
    )
