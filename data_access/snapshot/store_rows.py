"""What the snapshot reads from the store: versions, changes, and whole tables in large pieces."""

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
import pyarrow as pa
from sqlalchemy import ColumnElement, Connection, SQLColumnExpression, and_, select
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlmodel import col

from data_access.models import (
    Activity,
    ActivityRecipient,
    ActivityRecommendation,
    ActivityTheme,
    AffectedPersons,
    Consent,
    DataVersion,
    HistoryEntry,
    Request,
    RequestRecommendation,
    Review,
    State,
    Theme,
)
from data_access.snapshot.fields import Codes, StateFacts, make_codes
from data_access.store.engine import engine
from data_access.store.errors import StoreNotReady
from data_access.store.history import Family
from data_access.store.store_errors import what_is_wrong
from domain.vocabulary import (
    ASKING,
    COUNTED,
    ActivityStatus,
    ConsentStatus,
    EditorialState,
    Modality,
    RecordKind,
    Visibility,
)

#: Rows held as Python objects at a time: they take about ten times the room of their columns.
PIECE = 50_000

#: The large tables, in the driver's own SQL. Columns are named where they are read.
RECOMMENDATIONS = (
    "SELECT id, review_id, kind, position, paragraph_sort, search_text, paragraph, symbol FROM recommendation "
    "WHERE retired_at IS NULL"
)
LINKS = {
    "theme": "SELECT recommendation_id, theme_id FROM recommendation_theme",
    "persons": "SELECT recommendation_id, persons_id FROM recommendation_persons",
    # Two targets of one goal are one link to that goal.
    "sdg": "SELECT DISTINCT recommendation_id, goal FROM recommendation_sdg",
    "recommending": "SELECT recommendation_id, iso3 FROM recommending_state",
}


@dataclass(frozen=True)
class StoreVersion:
    """How far the store is: the last history entry's number and digest, which no other history shares."""

    number: int
    digest: str | None


@dataclass(frozen=True)
class Changes:
    """What changed since a version. recommendations: any of them, or what they are about; contributions: any of them.

    Where both are False, only the activities and requests with these codes changed.
    """

    recommendations: bool = False
    contributions: bool = False
    activities: frozenset[str] = frozenset()
    requests: frozenset[str] = frozenset()


@contextmanager
def one_moment() -> Iterator[Connection]:
    """A connection whose reads all see the store as of one moment. Raises StoreNotReady where there is no store."""
    try:
        with engine().connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection
    except (OperationalError, ProgrammingError) as error:
        raise StoreNotReady("The store cannot be read. Run: python -m data_access init") from error
    except sqlite3.Error as error:
        # From the driver itself, see _driver_rows.
        raise StoreNotReady(what_is_wrong(error) or "The store cannot be read.") from error


_VERSION = (
    select(col(DataVersion.number), col(HistoryEntry.digest))
    .join(HistoryEntry, col(HistoryEntry.number) == col(DataVersion.number), isouter=True)
    .where(col(DataVersion.family) == Family.HISTORY.value)
)


def store_version(connection: Connection) -> StoreVersion:
    """The store's present version; one row by its key."""
    found = connection.execute(_VERSION).one_or_none()
    return StoreVersion(found[0], found[1]) if found else StoreVersion(0, None)


def changes_since(connection: Connection, version: StoreVersion, most: int) -> Changes:
    """What changed since a version; everything where the store's history does not continue from it.

    With more than `most` changed records, or a change that names none, any contribution may have changed.
    """
    digest = select(col(HistoryEntry.digest)).where(col(HistoryEntry.number) == version.number)
    if connection.execute(digest).scalar_one_or_none() != version.digest:
        return Changes(recommendations=True)
    moved = select(col(DataVersion.number)).where(col(DataVersion.family) == Family.RECOMMENDATIONS.value)
    if (connection.execute(moved).scalar_one_or_none() or 0) > version.number:
        return Changes(recommendations=True)
    changed = select(col(HistoryEntry.record_kind), col(HistoryEntry.record_code)).distinct()
    entries = connection.execute(changed.where(col(HistoryEntry.number) > version.number).limit(most + 1)).all()
    if len(entries) > most or any(kind in (None, RecordKind.RECOMMENDATION) or not code for kind, code in entries):
        return Changes(contributions=True)
    return Changes(
        activities=frozenset(code for kind, code in entries if kind is RecordKind.ACTIVITY),
        requests=frozenset(code for kind, code in entries if kind is RecordKind.REQUEST),
    )


def read_codes(connection: Connection) -> Codes:
    """The States, themes and groups of persons of the store."""
    states = select(
        col(State.iso3), col(State.un_group), col(State.region), col(State.ldc), col(State.lldc), col(State.sids)
    )
    themes = select(col(Theme.id), col(Theme.code), col(Theme.name))
    persons = select(col(AffectedPersons.id), col(AffectedPersons.code), col(AffectedPersons.name))
    return make_codes(
        [StateFacts(*row) for row in connection.execute(states)],
        [(number, code, name) for number, code, name in connection.execute(themes) if number is not None],
        [(number, code, name) for number, code, name in connection.execute(persons) if number is not None],
    )


def read_reviews(connection: Connection) -> list[tuple[int | None, str, int, int | None]]:
    """Row number, ISO3, cycle and session of each review."""
    query = select(col(Review.id), col(Review.iso3), col(Review.cycle), col(Review.session))
    return [(number, iso3, cycle, session) for number, iso3, cycle, session in connection.execute(query)]


def pieces(connection: Connection, query: str, names: Sequence[str]) -> Iterator[pa.Table]:
    """The rows of a query without parameters, as Arrow tables of at most PIECE rows with these column names."""
    for rows in _driver_rows(connection, query):
        yield pa.table(dict(zip(names, map(pa.array, zip(*rows, strict=True)), strict=True)))


def pieces_of_pairs(connection: Connection, query: str, names: tuple[str, str]) -> Iterator[pa.Table]:
    """The same for rows of two integers each, in a third of the time."""
    for rows in _driver_rows(connection, query):
        pairs = np.fromiter(chain.from_iterable(rows), np.int64, 2 * len(rows)).reshape(-1, 2)
        yield pa.table({name: pairs[:, place] for place, name in enumerate(names)})


def _driver_rows(connection: Connection, query: str) -> Iterator[list[tuple[Any, ...]]]:
    """Lists of at most PIECE rows from the driver itself: SQLAlchemy's rows take several times as long to read."""
    driver = connection.connection.driver_connection
    if driver is None:
        raise StoreNotReady("The connection to the store was lost.")
    # Without a name, PostgreSQL's driver would hold the whole result in memory.
    cursor = driver.cursor("snapshot") if connection.dialect.name == "postgresql" else driver.cursor()
    try:
        cursor.execute(query)
        while rows := cursor.fetchmany(PIECE):
            yield rows
    finally:
        cursor.close()


def numbers_of(connection: Connection, table: type[Activity] | type[Request], codes: Collection[str]) -> list[int]:
    """The row numbers of activities or requests by their codes, public or not."""
    found = connection.execute(select(col(table.id)).where(col(table.code).in_(codes)))
    return [number for (number,) in found if number is not None]


def public_activities(
    connection: Connection, among: Collection[int] | None
) -> list[tuple[int | None, str, ActivityStatus, Modality]]:
    """Activities that count, a row for each State for which one is public; all, or those with these row numbers.

    Row number, ISO3, status and modality.
    """
    query = (
        select(col(Activity.id), col(ActivityRecipient.iso3), col(Activity.status), col(Activity.modality))
        .join(ActivityRecipient, col(ActivityRecipient.activity_id) == col(Activity.id))
        .join(Consent, _granted(RecordKind.ACTIVITY, col(Activity.id), col(ActivityRecipient.iso3)))
        .where(col(Activity.editorial_state) == EditorialState.PUBLISHED)
        .where(col(Activity.status).in_(COUNTED))
    )
    chosen = query if among is None else query.where(col(Activity.id).in_(among))
    return [(number, iso3, status, form) for number, iso3, status, form in connection.execute(chosen)]


def public_requests(connection: Connection, among: Collection[int] | None) -> list[tuple[int | None, str]]:
    """Row number and ISO3 of requests that are public and still ask; all, or those with these row numbers."""
    query = (
        select(col(Request.id), col(Request.iso3))
        .join(Consent, _granted(RecordKind.REQUEST, col(Request.id), col(Request.iso3)))
        .where(col(Request.editorial_state) == EditorialState.PUBLISHED)
        .where(col(Request.visibility) == Visibility.PUBLIC, col(Request.status).in_(ASKING))
    )
    chosen = query if among is None else query.where(col(Request.id).in_(among))
    return [(number, iso3) for number, iso3 in connection.execute(chosen)]


def activity_themes(connection: Connection, among: Collection[int] | None) -> list[tuple[int, int]]:
    """Row numbers of activities and of their themes; of all activities, or of these."""
    return _links(connection, col(ActivityTheme.activity_id), col(ActivityTheme.theme_id), among)


def activity_recommendations(connection: Connection, among: Collection[int] | None) -> list[tuple[int, int]]:
    """Row numbers of activities and of their recommendations; of all activities, or of these."""
    links = ActivityRecommendation
    return _links(connection, col(links.activity_id), col(links.recommendation_id), among)


def request_recommendations(connection: Connection, among: Collection[int] | None) -> list[tuple[int, int]]:
    """Row numbers of requests and of their recommendations; of all requests, or of these."""
    links = RequestRecommendation
    return _links(connection, col(links.request_id), col(links.recommendation_id), among)


def _granted(
    kind: RecordKind, record: SQLColumnExpression[int | None], iso3: SQLColumnExpression[str]
) -> ColumnElement[bool]:
    return and_(
        col(Consent.record_kind) == kind,
        col(Consent.record_id) == record,
        col(Consent.iso3) == iso3,
        col(Consent.status) == ConsentStatus.GRANTED,
    )


def _links(
    connection: Connection,
    owner: SQLColumnExpression[int],
    linked: SQLColumnExpression[int],
    among: Collection[int] | None,
) -> list[tuple[int, int]]:
    query = select(owner, linked)
    chosen = query if among is None else query.where(owner.in_(among))
    return [(number, other) for number, other in connection.execute(chosen)]
