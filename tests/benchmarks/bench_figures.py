"""How long do the pictures of cooperation take? `python -m tests.benchmarks.bench_figures`.

Figures from frames of 127,625 recommendations, 20,000 activities and 4,000 requests; floor: an empty figure with the
same layout. Queries on the same store, asked anew of a loaded snapshot; floor: one count in that snapshot.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go

from components.charts.drawing import drawn
from components.charts.flows import Column, band_names, flow_chart
from components.charts.layout import house_layout
from components.charts.modalities import modality_chart
from components.charts.providers import provider_chart
from components.charts.response_times import response_chart
from components.charts.timeline import timeline_chart
from components.charts.waffle import waffle_chart
from components.charts.who_does_what import who_does_what_chart, with_others
from components.cooperation.words import clock_titles, form_names, kind_names, position_names, timeliness_names
from components.states.state_pictures import MOST_DRAWN, ROWS
from data_access.queries.cooperation import cooperation
from data_access.queries.cooperation.cooperation_facts import activity_facts, request_facts
from data_access.queries.states import state_cooperation
from data_access.snapshot import snapshot
from domain.cooperation import NONE
from domain.coverage import GapFilters
from domain.vocabulary import OrganizationKind
from tests.benchmarks.benchmark_store import benchmark_store, is_ready
from tests.benchmarks.measuring import Measured, milliseconds, print_table

MOST = 50.0
ALL = GapFilters()
AT = datetime(2026, 9, 30, tzinfo=UTC)
STATE = "KEN"


def run() -> None:
    """Measure and print."""
    store_with_providers()
    current = snapshot()
    bare = milliseconds(lambda: current.columns("SELECT count(*) AS n FROM recommendation"))
    lines = [Measured(f"query: {name}", asked(query), bare, MOST) for name, query in queries().items()]
    for name, read in (("activities", activity_facts), ("requests", request_facts)):
        lines.append(Measured(f"once a data version: {name}", asked(partial(read, current), anew=True), bare, None))
    floor = milliseconds(lambda: drawn([], house_layout(demonstration=True), {}))
    lines += [Measured(f"figure: {name}", milliseconds(draw), floor, MOST) for name, draw in figures().items()]
    print_table("pictures of cooperation", lines)


def asked(query: Callable[[], object], *, anew: bool = False) -> float:
    """The time of a question that nobody asked before, its facts known already unless `anew`."""
    current = snapshot()

    def question() -> None:
        current.database.forget()
        if not anew:
            current.cached("cooperation: activities", lambda: known[0])
            current.cached("cooperation: requests", lambda: known[1])
        query()

    known = (activity_facts(current), request_facts(current))
    return milliseconds(question, 5)


def queries() -> dict[str, Callable[[], object]]:
    """The questions of the pages."""
    some = GapFilters(un_groups=("AFRICAN",), cycles=(3,), themes=("theme-001", "theme-070"))
    return {
        "flows": partial(cooperation.flows, ALL),
        "flows, filtered": partial(cooperation.flows, some),
        "providers and themes": partial(cooperation.providers_and_themes, ALL),
        "providers, filtered": partial(cooperation.providers_and_themes, some),
        "forms by year": partial(cooperation.modalities_by_year, ALL),
        "response times": partial(cooperation.response_times, ALL, AT),
        "response times, filtered": partial(cooperation.response_times, some, AT),
        "a State's activities": partial(state_cooperation.activities_in_time, STATE),
        "a State's requests": partial(state_cooperation.requests_in_time, STATE),
        "who does what": partial(state_cooperation.who_does_what, STATE, AT.date()),
        "a State's recommendations": partial(state_cooperation.supported_recommendations, STATE),
    }


def figures() -> dict[str, Callable[[], go.Figure]]:
    """The charts on what the questions answer."""
    names = {"position": position_names(), "band": band_names(), "modality": form_names(), "provider": kind_names()}
    columns = [Column(field, each, NONE) for field, each in names.items()]
    providers = cooperation.providers_and_themes(ALL)
    providers = providers.assign(kind_label=providers["kind"], theme_label=providers["theme"])
    forms = cooperation.modalities_by_year(ALL)
    forms = forms[forms["year"] > 0].assign(modality_label=forms["modality"])
    activities, requests = state_cooperation.activities_in_time(STATE), state_cooperation.requests_in_time(STATE)
    reviews = state_cooperation.reviews_by_year(STATE)
    told = (reviews, requests.head(MOST_DRAWN), activities[activities["start"].notna()].head(MOST_DRAWN))
    return {
        "flows": partial(flow_chart, cooperation.flows(ALL), columns),
        "providers": partial(provider_chart, providers),
        "forms": partial(modality_chart, forms),
        "response times": partial(
            response_chart, cooperation.response_times(ALL, AT), clock_titles(), timeliness_names()
        ),
        "timeline": partial(timeline_chart, *told, AT.date()),
        "who does what": partial(who_does_what_chart, work()),
        "waffle": partial(waffle_chart, state_cooperation.supported_recommendations(STATE)),
    }


def work() -> pd.DataFrame:
    """As many rows of who does what as one picture holds."""
    rows = with_others(state_cooperation.who_does_what(STATE, AT.date()))
    rows = rows.assign(theme_label=rows["theme"], provider_label=rows["provider"])
    keys = list(dict.fromkeys(zip(rows["theme"], rows["provider"], strict=True)))[:ROWS]
    return rows[[pair in keys for pair in zip(rows["theme"], rows["provider"], strict=True)]]


def store_with_providers() -> None:
    """The benchmarks' store with providers, days of activities and moments of requests, in a copy of its own."""
    plain = Path(benchmark_store(1).removeprefix("sqlite:///"))
    path = plain.with_name(f"{plain.stem}-providers.db")
    os.environ["DATABASE_URL"] = f"sqlite:///{path}"
    if path.exists() and is_ready():
        return
    making = path.with_suffix(".making.db")
    making.unlink(missing_ok=True)
    shutil.copyfile(plain, making)
    kinds = [
        (1 + place, f"UPRC-ORG-9{place:05d}", f"Provider {place}", kind)
        for place, kind in enumerate(OrganizationKind, 1)
    ]
    with closing(sqlite3.connect(making)) as store, store:
        store.executemany(
            "INSERT INTO organization (id, code, name, kind, source) VALUES (?, ?, ?, ?, 'entered')", kinds
        )
        store.executescript(
            """
            INSERT INTO activity_role SELECT id, 2 + id % 10, 'implementing' FROM activity;
            INSERT INTO activity_role SELECT id, 2 + id / 7 % 10, 'funding' FROM activity WHERE id % 3 = 0;
            UPDATE activity SET actual_start = date('2012-01-01', '+' || (id % 5000) || ' days');
            UPDATE request SET submitted_at = created_at, acknowledged_at = updated_at;
            """
        )
    making.replace(path)


if __name__ == "__main__":
    run()
