"""The pictures of cooperation with what steers them: flows, providers and themes, forms over years, response times."""

from collections.abc import Mapping
from typing import Final

import pandas as pd
import streamlit as st

from components.charts.flows import Column as FlowColumn
from components.charts.flows import band_names, flow_chart
from components.charts.modalities import modality_chart
from components.charts.providers import provider_chart
from components.charts.response_times import response_chart
from components.cooperation.words import (
    activities_finding,
    activities_unit,
    class_alt,
    clock_titles,
    counted,
    flow_alt,
    flow_finding,
    flow_titles,
    form_names,
    kind_names,
    no_activity_fits,
    no_request_fits,
    position_names,
    response_finding,
    theme_name,
    timeliness_names,
)
from components.shared.picture import Provenance, picture
from components.shared.switches import switch
from components.shared.tables import Column
from domain.cooperation import NONE
from domain.states import sort_key
from languages.text import N_, _, language, ngettext, number

VIEWS: Final[Mapping[str, str]] = {
    "flows": N_("From recommendation to provider"),
    "providers": N_("Providers and themes"),
    "forms": N_("Forms of support over the years"),
    "times": N_("Response times"),
}


def choose_view() -> str:
    """Which of VIEWS the reader looks at."""
    return switch("view", _("Picture"), {code: _(title) for code, title in VIEWS.items()}, titled=False)


def flow_view(flows: pd.DataFrame, provenance: Provenance) -> None:
    """Through which band, form of support and kind of provider do recommendations go?

    flows: as `data_access.queries.cooperation.cooperation.flows` gives, not empty.
    """
    names = {"position": position_names(), "band": band_names(), "modality": form_names(), "provider": kind_names()}
    columns = [FlowColumn(field, each, NONE) for field, each in names.items()]
    titles = flow_titles()
    st.markdown(flow_finding(flows))
    table = flows.assign(**{field: flows[field].map(each).fillna("–") for field, each in names.items()})
    picture(
        flow_chart(flows, columns, demonstration=provenance.demonstration),
        table=table,
        columns={**{f: Column(title) for f, title in titles.items()}, "recommendations": _count(_("Recommendations"))},
        name="flows",
        title=_("From recommendation to recorded support, its form and its provider"),
        alt=flow_alt(flows, names),
        provenance=provenance,
        note=_(
            "Each recommendation is counted once in each column. One that activities of several forms, or of several "
            "kinds of provider, are linked to stands in a class of its own. A providing State is named, and its kind "
            "counted, where it published the activity or consents."
        ),
    )


def provider_view(providers: pd.DataFrame, themes: Mapping[str, str], provenance: Provenance) -> None:
    """What kinds of provider work on which themes?

    providers: as `data_access.queries.cooperation.cooperation.providers_and_themes` gives. themes: name by code.
    """
    if not len(providers):
        no_activities()
        return
    names = kind_names()
    rows = _labelled(providers, "kind", names)
    rows["theme_label"] = [theme_name(code, themes) for code in rows["theme"]]
    rows = rows.assign(order=[sort_key(label, language()) for label in rows["theme_label"]])
    rows = rows.sort_values(["place", "order"], ignore_index=True)
    st.markdown(activities_finding(int(rows["activities"].sum())))
    shape = _("A row for each theme, a column for each kind of provider, and the number of activities in each cell.")
    picture(
        provider_chart(rows, demonstration=provenance.demonstration),
        table=rows,
        columns={
            "kind_label": Column(_("Kind of provider")),
            "theme_label": Column(_("Theme")),
            "activities": _count(_("Activities")),
        },
        name="providers-and-themes",
        title=_("Activities by kind of provider and theme"),
        alt=class_alt(
            rows,
            "kind",
            names,
            "activities",
            shape,
        ),
        provenance=counted(provenance, activities_unit()),
        note=_classes_note(),
    )


def modality_view(activities: pd.DataFrame, provenance: Provenance) -> None:
    """Which forms does support take, and how does that change over the years?

    activities: as `data_access.queries.cooperation.cooperation.modalities_by_year` gives.
    """
    dated = activities[activities["year"] > 0]
    if not len(dated):
        no_activities()
        return
    names = form_names()
    rows = _labelled(dated, "modality", names)
    rows["activities"] = rows["under_way"] + rows["planned"]
    st.markdown(activities_finding(int(rows["activities"].sum())))
    picture(
        modality_chart(rows, demonstration=provenance.demonstration),
        table=rows,
        columns={
            "modality_label": Column(_("Form of support")),
            "year": Column(_("Year")),
            "under_way": _count(_("Under way or finished")),
            "planned": _count(_("In planning")),
        },
        name="forms-over-years",
        title=_("Activities by form of support and the year in which they begin"),
        alt=class_alt(rows, "modality", names, "activities", _("A row of columns by year for each form of support.")),
        provenance=counted(provenance, activities_unit()),
        note=_years_note(activities),
    )


def response_view(times: pd.DataFrame, provenance: Provenance) -> None:
    """Are requests acknowledged and answered in good time?

    times: as `data_access.queries.cooperation.cooperation.response_times` gives.
    """
    if not len(times):
        no_requests()
        return
    names, clocks = timeliness_names(), clock_titles()
    table = _named_times(times)
    shape = _("A bar for each year under each of two clocks, split by where the requests stand.")
    st.markdown(response_finding(times))
    picture(
        response_chart(times, clocks, names, demonstration=provenance.demonstration),
        table=table,
        columns={
            "clock": Column(_("Clock")),
            "year": Column(_("Year of the request")),
            "timeliness": Column(_("Where it stands")),
            "requests": _count(_("Requests")),
        },
        name="response-times",
        title=_("Requests by the time until they were acknowledged and answered"),
        alt=class_alt(table, "timeliness", {name: name for name in names.values()}, "requests", shape),
        provenance=counted(provenance, _("public requests, each once under each clock")),
        note=_(
            "Working days are Monday to Friday. A request is answered when a partner takes it up or its State is told "
            "that none was found. Requests for partners only are not counted."
        ),
    )


def no_activities() -> None:
    """Say why the picture is empty, and what would fill it."""
    st.info(no_activity_fits())


def no_requests() -> None:
    """The same of requests."""
    st.info(no_request_fits())


def _named_times(times: pd.DataFrame) -> pd.DataFrame:
    """The rows in words."""
    names, clocks = timeliness_names(), clock_titles()
    return times.assign(
        clock=times["clock"].map({clock.value: title for clock, title in clocks.items()}),
        timeliness=times["timeliness"].map({stands.value: name for stands, name in names.items()}),
    )


def _years_note(activities: pd.DataFrame) -> str:
    """In which year an activity counts, and how many count in none."""
    note = _("Each activity is counted once, in the year in which it began or is planned to begin.")
    undated = activities[activities["year"] == 0]
    left_out = int((undated["under_way"] + undated["planned"]).sum())
    if not left_out:
        return note
    more = ngettext(
        "{count} activity without a day is left out.", "{count} activities without a day are left out.", left_out
    )
    return f"{note} {more.format(count=number(left_out))}"


def _classes_note() -> str:
    """That cells add up, how they are shaded, and which themes have no row of their own."""
    once = _(
        "Each activity is counted once. One of several kinds of provider, or on several themes, stands in a class of "
        "its own."
    )
    most = _(
        "The darker a cell, the more activities. The themes with most have a row of their own; the table holds all."
    )
    return f"{once} {most}"


def _labelled(frame: pd.DataFrame, field: str, names: Mapping[str, str]) -> pd.DataFrame:
    """The frame with `<field>_label`, and `place`, by which it is sorted: the order of `names`."""
    order = {code: place for place, code in enumerate(names)}
    made = frame.assign(place=frame[field].map(order), **{f"{field}_label": frame[field].map(names)})
    return made.sort_values("place", kind="stable", ignore_index=True)


def _count(title: str) -> Column:
    return Column(title, "count")
