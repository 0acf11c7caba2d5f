"""A State in pictures: its supported recommendations one by one, what happened when, and who works on what."""

import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd
import streamlit as st

from components.charts.timeline import timeline_chart
from components.charts.waffle import waffle_chart
from components.charts.who_does_what import who_does_what_chart, with_others
from components.cooperation.words import counted, theme_name
from components.records.record_html import anchor, apply_record_styles, band_in_words
from components.shared.address_codes import chosen_code
from components.shared.chosen_part import choose_code, selectable
from components.shared.picture import Point, Provenance, picture
from components.shared.switches import PART, pager, part_of, switch
from components.shared.tables import Column, paragraph_column
from components.shell.url_state import link
from domain.states import sort_key
from domain.vocabulary import ActivityStatus, RequestStatus, SupportBand
from languages.names import activity_status_name, band_name, request_status_name
from languages.text import N_, _, isolate, language, listing, ngettext, number

#: Providers that one picture of who does what holds, and records of each kind in a timeline; the tables hold all.
ROWS: Final = 25
MOST_DRAWN: Final = 12

PICTURES: Final[Mapping[str, str]] = {
    "recommendations": N_("Recommendations one by one"),
    "timeline": N_("What happened when"),
    "providers": N_("Who does what"),
}


@dataclass(frozen=True)
class StateFrames:
    """What a page asks of the store, picture by picture, as `data_access.queries.states.state_cooperation` gives it.

    themes: name by code.
    """

    recommendations: Callable[[], pd.DataFrame]
    reviews: Callable[[], pd.DataFrame]
    requests: Callable[[], pd.DataFrame]
    activities: Callable[[], pd.DataFrame]
    work: Callable[[], pd.DataFrame]
    themes: Mapping[str, str]


def show_state_pictures(iso3: str, frames: StateFrames, provenance: Provenance) -> None:
    """The picture that the address names; the others are not asked for."""
    options = {code: _(title) for code, title in PICTURES.items()}
    match switch("picture", _("Picture"), options, titled=False):
        case "timeline":
            show_timeline(frames.reviews(), frames.requests(), frames.activities(), provenance)
        case "providers":
            show_who_does_what(frames.work(), frames.themes, provenance)
        case _recommendations:
            show_recommendations(frames.recommendations(), iso3, provenance)


def show_recommendations(recommendations: pd.DataFrame, iso3: str, provenance: Provenance) -> None:
    """Which of the recommendations that the State supported have support, one by one?"""
    if not len(recommendations):
        _nothing(_("No recommendation that this State accepted is recorded here yet. They come with each review."))
        return
    rows = recommendations.assign(
        band_label=recommendations["band"].map(band_name),
        address=[link("recommendation", id=code) for code in recommendations["code"]],
    )
    codes = recommendations["code"].tolist()
    chosen = chosen_code(PART, dict(zip(codes, codes, strict=True)))
    chart = waffle_chart(recommendations, demonstration=provenance.demonstration)
    left, right = st.columns([3, 2], gap="large")
    with left:
        picture(
            selectable(chart, lambda _curve, data: _square(data) is not None and _square(data) == chosen),
            table=rows,
            columns={
                "address": Column(_("Recommendation"), "link", text="code"),
                "cycle": Column(_("Cycle")),
                "paragraph": paragraph_column(),
                "band_label": Column(_("Recorded support")),
                "text": Column(_("Text"), wide=True),
            },
            name="state-recommendations",
            title=_("Each accepted recommendation by recorded support"),
            alt=_waffle_alt(recommendations),
            provenance=provenance,
            note=_("One square is one recommendation. Choose a square to read it; the table links to each."),
            on_select=_choose_square,
        )
    with right:
        _read(chosen, recommendations, iso3)


def _choose_square(points: tuple[Point, ...]) -> None:
    """Let the address hold the recommendation whose square was clicked; a second click takes it back."""
    code = next(filter(None, (_square(point.customdata) for point in points)), "")
    choose_code("" if code == st.query_params.get(PART) else code)


def _square(data: object) -> str | None:
    """The code of the recommendation that a square stands for."""
    return str(data[0]) if isinstance(data, (list, tuple)) and data else None


def show_timeline(
    reviews: pd.DataFrame, requests: pd.DataFrame, activities: pd.DataFrame, provenance: Provenance
) -> None:
    """What happened in the State, and when: reviews, requests, activities and their outcomes?"""
    dated = activities[activities["start"].notna()]
    if not (len(reviews) or len(requests) or len(dated)):
        _nothing(_("No review of a known year, public request or activity with a day is recorded here yet."))
        return
    drawn = (requests.head(MOST_DRAWN), dated.head(MOST_DRAWN))
    picture(
        timeline_chart(reviews, *drawn, provenance.as_of.date(), demonstration=provenance.demonstration),
        table=_timeline_table(reviews, requests, activities),
        columns={
            "kind": Column(_("Kind")),
            "title": Column(_("Title")),
            "status": Column(_("Status")),
            "start": Column(_("From"), "date"),
            "end": Column(_("Until"), "date"),
            "outcome": Column(_("Outcome")),
        },
        name="state-timeline",
        title=_("Reviews, requests, activities and outcomes over time"),
        alt=_timeline_alt(reviews, requests, dated),
        provenance=counted(provenance, _("reviews, public requests and published activities, each once")),
        note=_timeline_note(sum(map(len, drawn)), len(requests) + len(activities)),
    )


def show_who_does_what(work: pd.DataFrame, themes: Mapping[str, str], provenance: Provenance) -> None:
    """Who works on which theme in the State, and in which years do several work on the same?"""
    if not len(work):
        _nothing(_("No activity with a day is recorded here yet. One appears when this State consents to it."))
        return
    rows = _named_work(work, themes)
    pairs = list(zip(rows["theme_label"], rows["provider_label"], strict=True))
    keys = list(dict.fromkeys(pairs))
    shown = part_of(len(keys), ROWS)
    visible = frozenset(keys[shown])
    picture(
        who_does_what_chart(rows[[pair in visible for pair in pairs]], demonstration=provenance.demonstration),
        table=rows,
        columns=_work_columns(),
        name="state-who-does-what",
        title=_("Providers on each theme, year by year"),
        alt=_work_alt(rows),
        provenance=counted(
            provenance, _("published activities that run in a year; one stands in each row of its providers and themes")
        ),
        note=_(
            "A figure in a cell says how many activities where there are several. Rows can't be added up: an activity "
            "with two providers stands in two of them. Several providers on one theme may be an occasion to "
            "coordinate, or already work together."
        ),
    )
    pager(shown, len(keys))


def _read(code: str | None, recommendations: pd.DataFrame, iso3: str) -> None:
    """The chosen recommendation's own words, or where to click."""
    apply_record_styles()
    chosen = recommendations[recommendations["code"] == code]
    if chosen.empty:
        everything = anchor(link("recommendations", state=iso3), _("Read all of them as a list"))
        with st.container(key="screen-column"):
            st.caption(_("Choose a square to read the recommendation."))
            st.html(f"<p>{everything}</p>")
        return
    row = chosen.iloc[0]
    title = _("Cycle {cycle}, paragraph {paragraph}").format(
        cycle=row["cycle"], paragraph=isolate(str(row["paragraph"] or "–"))
    )
    whole = anchor(link("recommendation", id=str(row["code"])), _("Open this recommendation"))
    st.html(
        f'<h3 class="part-title">{html.escape(title)}</h3><p>{band_in_words(row["band"])}</p>'
        f'<blockquote class="record-text" dir="auto">{html.escape(str(row["text"]))}</blockquote>'
        f"<p>{whole}</p>"
    )


def _work_columns() -> dict[str, Column]:
    return {
        "theme_label": Column(_("Theme")),
        "provider_label": Column(_("Provider")),
        "year": Column(_("Year")),
        "activities": Column(_("Activities"), "count"),
        "others": Column(_("Other providers on the theme in the year"), "count"),
    }


def _named_work(work: pd.DataFrame, themes: Mapping[str, str]) -> pd.DataFrame:
    """The rows with names and `others`, by theme, provider and year, in the alphabetical order of the language."""
    rows = with_others(work)
    rows["theme_label"] = [theme_name(code, themes) for code in rows["theme"]]
    rows["provider_label"] = [provider or _("Provider not named") for provider in rows["provider"]]
    names = zip(rows["theme_label"].tolist(), rows["provider_label"].tolist(), rows["year"].tolist(), strict=True)
    keys = [(sort_key(theme, language()), sort_key(provider, language()), year) for theme, provider, year in names]
    return rows.take(sorted(range(len(keys)), key=keys.__getitem__)).reset_index(drop=True)


def _timeline_table(reviews: pd.DataFrame, requests: pd.DataFrame, activities: pd.DataFrame) -> pd.DataFrame:
    rows: list[tuple[str, str, str, date | None, date | None, str]] = [
        (_("Review"), _("Cycle {number}").format(number=cycle), str(year), None, None, "")
        for cycle, year in zip(reviews["cycle"].tolist(), reviews["year"].tolist(), strict=True)
    ]
    for row in requests.to_dict("records"):
        status = request_status_name(RequestStatus(row["status"]))
        rows.append((_("Request"), str(row["title"]), status, row["submitted"], row["answered"], ""))
    for row in activities.to_dict("records"):
        status = activity_status_name(ActivityStatus(row["status"]))
        rows.append((_("Activity"), str(row["title"]), status, row["start"], row["end"], str(row["outcome"])))
    return pd.DataFrame(rows, columns=["kind", "title", "status", "start", "end", "outcome"], dtype=object)


def _timeline_note(drawn: int, whole: int) -> str:
    told = _(
        "The dotted line is the day of the figures. Reviews whose year is not recorded, and cancelled and suspended "
        "activities, are left out."
    )
    if drawn == whole:
        return told
    newest = _("The newest {shown} of {all} requests and activities are drawn; the table holds all.")
    return f"{newest.format(shown=number(drawn), all=number(whole))} {told}"


def _timeline_alt(reviews: pd.DataFrame, requests: pd.DataFrame, activities: pd.DataFrame) -> str:
    held, sent, made = len(reviews), len(requests), len(activities)
    parts = [
        ngettext("{count} review", "{count} reviews", held).format(count=number(held)),
        ngettext("{count} request", "{count} requests", sent).format(count=number(sent)),
        ngettext("{count} activity", "{count} activities", made).format(count=number(made)),
    ]
    return _("Bars along the years: {parts}.").format(parts=listing(parts))


def _waffle_alt(recommendations: pd.DataFrame) -> str:
    counts = recommendations["band"].value_counts()
    parts = [f"{band_name(band)} {number(int(counts[band]))}" for band in SupportBand if band in counts.index]
    return _("A square for each accepted recommendation: {parts}.").format(parts=listing(parts))


def _work_alt(rows: pd.DataFrame) -> str:
    shared = rows.loc[rows["others"] > 0, "theme"].nunique()
    return _(
        "A grid of {themes} themes with their {providers} providers by year, {first} to {last}. Several providers "
        "work in the same year on {shared} of the themes."
    ).format(
        themes=number(rows["theme"].nunique()),
        providers=number(rows["provider"].nunique()),
        first=rows["year"].min(),
        last=rows["year"].max(),
        shared=number(shared),
    )


def _nothing(words: str) -> None:
    st.info(words)
