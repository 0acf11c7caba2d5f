"""A State's sides on the screen."""

import html
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import pandas as pd
import streamlit as st

from components.charts.gaps import gap_chart
from components.coverage.words import behind, coverage_columns, gap_alt, linked_rows, overlap_note
from components.records.cards import (
    activity_card,
    card_section,
    commitment_card,
    good_practice_card,
    offer_card,
    request_card,
)
from components.records.record_html import StateName, anchor, in_order, swatch
from components.shared.address_codes import chosen_code
from components.shared.bound_widgets import holding
from components.shared.picture import Provenance, picture
from components.shared.table_files import download_table
from components.shared.tables import show_table
from components.shell.url_state import link, write_codes, write_text
from components.states.state_profile import (
    PartnerSide,
    RecommendingSide,
    ReviewSide,
    Side,
    in_band,
    not_counted_in_words,
    partner_headline,
    recommending_headline,
    review_headline,
    side_name,
    supported,
)
from domain.coverage import GapFilters
from domain.states import State
from domain.vocabulary import Breakdown, SupportBand
from languages.names import band_name, breakdown_name, region_name
from languages.text import _, number

#: Themes in the picture; its table holds all.
MOST_THEMES: Final = 12


def show_review(side: ReviewSide, iso3: str, name: StateName, provenance: Provenance) -> None:
    """The State under review: coverage by theme and cycle, activities, requests, commitments."""
    _lead(review_headline(side, name(iso3)))
    if supported(side.total):
        scope = GapFilters(states=(iso3,))
        _bands(side.total, scope)
        everything = anchor(link("recommendations", state=iso3), _("All recommendations to it, whatever its position"))
        st.html(f'<p class="record-line">{everything}</p>')
        _by_theme(side.by_theme, scope, provenance, supported(side.total))
        _by_cycle(side.by_cycle, scope, provenance)
    card_section(
        _("Activities in this State"),
        side.activities.total,
        [activity_card(line) for line in side.activities.lines],
        _("No activity is recorded here yet. One appears when a partner has logged it and the State consents to it."),
        not_counted_in_words(side.activities.not_counted),
    )
    card_section(
        _("Requests of this State"),
        side.requests.total,
        [request_card(line) for line in side.requests.lines],
        _("No public request is recorded here yet. One appears when the State has sent it and it was published."),
    )
    card_section(
        _("Voluntary commitments"),
        side.commitments.total,
        [commitment_card(line, link("recommendation", id=line.code)) for line in side.commitments.lines],
        _("No voluntary commitment is recorded here yet. They come with the outcome of a review."),
    )


def show_recommending(side: RecommendingSide, iso3: str, name: StateName, provenance: Provenance) -> None:
    """The State's recommendations to others: the support they have, and where its help is asked for."""
    _lead(recommending_headline(side, name(iso3)))
    if not supported(side.total):
        return
    scope = GapFilters(recommending=(iso3,))
    _bands(side.total, scope)
    card_section(
        _("Where help is asked for on these recommendations"),
        side.requests.total,
        [request_card(line, name) for line in side.requests.lines],
        _(
            "No State asks in public for support on them at present. "
            "A request appears here while it is open and linked to one of them."
        ),
    )
    if in_band(side.total, SupportBand.REQUESTED):
        words = _("See the recommendations that wait for support")
        st.html(f'<p class="record-line">{anchor(behind(scope, SupportBand.REQUESTED), words)}</p>')
    _by_state(side.by_state, scope, provenance)


def show_partner(side: PartnerSide, iso3: str, name: StateName) -> None:
    """The State as partner: activities it provides, offers, good practices."""
    _lead(partner_headline(side, name(iso3)))
    card_section(
        _("Activities that its institutions provide"),
        side.activities.total,
        [activity_card(line, name) for line in side.activities.lines],
        _("None is recorded here yet. One appears when it is logged and a State that receives it consents."),
        not_counted_in_words(side.activities.not_counted),
    )
    card_section(
        _("Offers"),
        side.offers.total,
        [offer_card(line) for line in side.offers.lines],
        _("No offer is recorded here yet. An offer says what its owner can give, to whom and when."),
    )
    card_section(
        _("Good practices"),
        side.good_practices.total,
        [good_practice_card(line) for line in side.good_practices.lines],
        _("No good practice is recorded here yet. One tells what was done and what came of it, for others to learn."),
    )


def _lead(words: str) -> None:
    st.html(f'<p class="lead">{html.escape(words)}</p>')


def _bands(total: pd.DataFrame, scope: GapFilters) -> None:
    """The five bands with their counts, each leading to the recommendations in it."""
    entries = ""
    for band in SupportBand:
        count = in_band(total, band)
        name = anchor(behind(scope, band), band_name(band)) if count else html.escape(band_name(band))
        entries += f'<li><span class="figure">{number(count)}</span><span>{swatch(band)}{name}</span></li>'
    st.html(f'<ul class="bands">{entries}</ul>')


def _by_theme(by_theme: pd.DataFrame, scope: GapFilters, provenance: Provenance, whole: int) -> None:
    if by_theme.empty:
        return
    shown = by_theme.loc[sorted(by_theme["supported"].nlargest(MOST_THEMES).index)].reset_index(drop=True)
    note = overlap_note(Breakdown.THEME, whole) or ""
    if len(by_theme) > len(shown):
        largest = _("The {shown} themes with most recommendations of {all} are drawn; the table holds all.")
        note = f"{largest.format(shown=number(len(shown)), all=number(len(by_theme)))} {note}"
    picture(
        gap_chart(shown, demonstration=provenance.demonstration),
        table=linked_rows(by_theme, Breakdown.THEME, scope),
        columns=coverage_columns(breakdown_name(Breakdown.THEME)),
        name="state-by-theme",
        title=_("Accepted recommendations by theme and support"),
        alt=gap_alt(shown, Breakdown.THEME),
        provenance=provenance,
        note=note,
    )


def _by_cycle(by_cycle: pd.DataFrame, scope: GapFilters, provenance: Provenance) -> None:
    picture(
        gap_chart(by_cycle, demonstration=provenance.demonstration),
        table=linked_rows(by_cycle, Breakdown.CYCLE, scope),
        columns=coverage_columns(breakdown_name(Breakdown.CYCLE)),
        name="state-by-cycle",
        title=_("Accepted recommendations by cycle and support"),
        alt=gap_alt(by_cycle, Breakdown.CYCLE),
        provenance=provenance,
    )


def _by_state(by_state: pd.DataFrame, scope: GapFilters, provenance: Provenance) -> None:
    """Bands by State under review, alphabetical, each State leading to this State's recommendations to it."""
    title = _("By State under review")
    st.subheader(title, anchor="by-state")
    rows, columns = linked_rows(by_state, Breakdown.STATE, scope), coverage_columns(breakdown_name(Breakdown.STATE))
    caption = _("Recommendations that were accepted, by State under review and recorded support")
    show_table(rows, columns=columns, name="state-by-state", caption=caption)
    download_table(rows, columns=columns, name="state-by-state", notes=provenance.notes(caption))


def show_description(lines: Iterable[str]) -> None:
    """The lines under a State's name, where there are any."""
    told = "".join(f'<p class="record-line">{html.escape(line)}</p>' for line in lines)
    if told:
        st.html(told)


def choose_state(chosen: str | None, names: Mapping[str, str]) -> None:
    """Let the reader choose or change the State; the address holds it. names: by ISO3, in alphabetical order."""
    key = holding("state", chosen)
    st.selectbox(
        _("State"),
        list(names),
        format_func=names.__getitem__,
        key=key,
        on_change=lambda: write_codes("state", filter(None, [st.session_state[key]])),
        placeholder=_("Choose a State"),
        width=420,
    )


def first_visit(members: Mapping[str, State], names: Mapping[str, str]) -> None:
    """What the page tells of a State, and the ways to one."""
    st.markdown(_("One page for each State, with three sides: under review, as recommending State, as partner."))
    choose_state(None, names)
    list_states(members, names)


def list_states(members: Mapping[str, State], names: Mapping[str, str]) -> None:
    """All States under their regions, each leading to its page. names: by ISO3, in alphabetical order."""
    regions: dict[str, list[str]] = {}
    for iso3, name in names.items():
        region = members[iso3].region
        title = region_name(region) if region else _("Other participants")
        regions.setdefault(title, []).append(f"<li>{anchor(link('state', state=iso3), name)}</li>")
    for title in in_order(regions):
        st.html(f'<h2 class="region">{html.escape(title)}</h2><ul class="state-choice">{"".join(regions[title])}</ul>')


def choose_side(sides: Sequence[Side]) -> Side:
    """Show the sides and return the one that the address names, the first where it names none of them."""
    named = {side.value: side_name(side) for side in sides}
    chosen = Side(chosen_code("side", named) or sides[0])
    key = holding("side", chosen)
    st.segmented_control(
        _("Side"),
        list(sides),
        format_func=side_name,
        key=key,
        on_change=lambda: write_text("side", st.session_state[key] or ""),
        label_visibility="collapsed",
    )
    return chosen
