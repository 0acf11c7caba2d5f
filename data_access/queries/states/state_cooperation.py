"""What happened in one State, who works there on what, and which recommendations it supported, as frames."""

from collections import Counter
from datetime import date, datetime
from itertools import product

import numpy as np
import pandas as pd
from sqlmodel import col, select

from data_access.models import Activity, ActivityTheme, Request, Theme
from data_access.queries.cooperation.cooperation_facts import day_of
from data_access.queries.recommendations.search import LONGEST_PAGE, RecommendationQuery, search_recommendations
from data_access.queries.states.contributions import activities_in
from data_access.queries.states.states import reviews_of
from data_access.records import public
from data_access.records.due import timed
from data_access.store.engine import reading
from domain.cooperation import NONE
from domain.coverage import GapFilters
from domain.records.clocks import answer_clock_start, is_unanswered
from domain.records.shown_records import ActivitySummary
from domain.vocabulary import COUNTED, Position, RecommendationKind

#: No State's page draws more activities than this; the newest come first.
MOST_ACTIVITIES = 500


def reviews_by_year(iso3: str) -> pd.DataFrame:
    """The State's reviews of a known year: cycle, session (Int64), year."""
    known = [review for review in reviews_of(iso3) if review.year]
    return pd.DataFrame(
        {
            "cycle": np.array([review.cycle for review in known], dtype=np.int64),
            "session": pd.array([review.session for review in known], dtype="Int64"),
            "year": np.array([review.year for review in known], dtype=np.int64),
        }
    )


def requests_in_time(iso3: str) -> pd.DataFrame:
    """The State's public requests that were sent on a known day, the newest first.

    Columns: code, title, status (value), submitted, acknowledged, answered, waiting_since (date or None). answered: the
    first answer. waiting_since: from when it waits to be taken up, where it does.
    """
    with reading() as session:
        rows = session.exec(
            select(Request)
            .where(public.request_is_public(), col(Request.iso3) == iso3, col(Request.submitted_at).is_not(None))
            .order_by(col(Request.submitted_at).desc(), col(Request.code).desc())
        ).all()
        told = [
            (
                row.code,
                row.title,
                row.status.value,
                *map(day_of, (row.submitted_at, row.acknowledged_at, row.answered_at, _waiting_since(row))),
            )
            for row in rows
        ]
    return pd.DataFrame(
        told,
        columns=["code", "title", "status", "submitted", "acknowledged", "answered", "waiting_since"],
        dtype=object,
    )


def _waiting_since(row: Request) -> datetime | None:
    return answer_clock_start(timed(row)) if is_unanswered(timed(row)) else None


def activities_in_time(iso3: str) -> pd.DataFrame:
    """Activities that the State receives and consents to, neither cancelled nor suspended, the newest first.

    Columns: code, title, status (value), start, end (date or None), outcome. Those without any day are there, too.
    """
    told = [(line.code, line.title, line.status.value, line.start, line.end, line.outcome) for line in _counting(iso3)]
    return pd.DataFrame(told, columns=["code", "title", "status", "start", "end", "outcome"], dtype=object)


def who_does_what(iso3: str, today: date) -> pd.DataFrame:
    """In which years does each provider work on each theme in a State?

    Columns: theme (code, or NONE), provider (name; "" where none may be named), year, activities (int64). An activity
    runs from the year of its first day to that of its last; without a last day it runs until `today`, or only in its
    first year where that is later. It counts in each row of its providers, themes and years. Without a first day it
    is in none.
    """
    lines = [line for line in _counting(iso3) if line.start]
    themes = _themes_of([line.code for line in lines])
    counted: Counter[tuple[str, str, int]] = Counter()
    for line in lines:
        counted.update(product(sorted(themes.get(line.code, {NONE})), line.providers or ("",), _years(line, today)))
    rows = sorted(counted.items())
    return pd.DataFrame(
        {
            "theme": pd.array([theme for (theme, _provider, _year), _count in rows], dtype="str"),
            "provider": pd.array([provider for (_theme, provider, _year), _count in rows], dtype="str"),
            "year": np.array([year for (_theme, _provider, year), _count in rows], dtype=np.int64),
            "activities": np.array([count for _key, count in rows], dtype=np.int64),
        }
    )


def supported_recommendations(iso3: str) -> pd.DataFrame:
    """Every recommendation that the State supported, by cycle and paragraph, with the columns of `SearchPage.rows`."""
    pages: list[pd.DataFrame] = []
    total = 1
    while LONGEST_PAGE * len(pages) < total:
        found = search_recommendations(
            RecommendationQuery(
                filters=GapFilters(states=(iso3,)),
                positions=(Position.SUPPORTED,),
                kinds=(RecommendationKind.RECOMMENDATION,),
                page=len(pages) + 1,
                page_size=LONGEST_PAGE,
            )
        )
        pages.append(found.rows)
        total = found.total
    return pd.concat(pages, ignore_index=True)


def _counting(iso3: str) -> list[ActivitySummary]:
    return [line for line in activities_in(iso3, limit=MOST_ACTIVITIES).lines if line.status in COUNTED]


def _years(line: ActivitySummary, today: date) -> range:
    first = line.start.year if line.start else today.year
    last = line.end.year if line.end else today.year
    return range(first, max(first, last) + 1)


def _themes_of(codes: list[str]) -> dict[str, set[str]]:
    with reading() as session:
        found = session.exec(
            select(Activity.code, Theme.code)
            .join(ActivityTheme, col(ActivityTheme.activity_id) == col(Activity.id))
            .join(Theme, col(Theme.id) == col(ActivityTheme.theme_id))
            .where(col(Activity.code).in_(codes))
        ).all()
    themes: dict[str, set[str]] = {}
    for activity, theme in found:
        themes.setdefault(activity, set()).add(theme)
    return themes
