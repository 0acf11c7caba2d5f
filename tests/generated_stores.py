"""Small stores that hypothesis makes up: every status, position and answer, linked as chance has it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert, update

from data_access import models
from data_access.store.engine import writing
from data_access.store.history import Family, record_history
from domain.coverage import GapFilters
from domain.search.query import search_text, text_key
from domain.vocabulary import (
    ActivityStatus,
    ConsentStatus,
    EditorialState,
    Modality,
    OrganizationKind,
    Position,
    RecommendationKind,
    RecordKind,
    RequestStatus,
    Source,
    Visibility,
)

Value = TypeVar("Value")

MOMENT = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)

#: States of three regions and three groups: one SIDS, one LDC and LLDC. Few, so that records often meet.
STATES = ("FJI", "KEN", "LAO")
REVIEWS = {1: ("FJI", 3, 34), 2: ("KEN", 3, 35), 3: ("KEN", 2, 21), 4: ("LAO", 3, None)}
#: More than one column of bits holds; the generated recommendations use the first, the last and one between.
THEMES = {number: f"theme-{number:03d}" for number in range(1, 131)}
USED_THEMES = (1, 65, 130)
PERSONS = {1: "children", 2: "women"}
#: Two targets of one goal among them.
SDGS = ((5, ""), (5, "5.1"), (5, "5.2"), (16, "16.3"))
WORDS = ["women", "child", "ratify", "training", "rights", "of", "the", "convention"]


@dataclass(frozen=True)
class MadeRecommendation:
    """A recommendation of the review with this number; `themes` and `persons` are row numbers."""

    review: int
    position: Position
    kind: RecommendationKind
    retired: bool
    themes: frozenset[int]
    sdgs: frozenset[tuple[int, str]]
    persons: frozenset[int]
    recommending: frozenset[str]
    text: str


@dataclass(frozen=True)
class MadeActivity:
    """An activity; `supports` are places in the list of recommendations, counted round."""

    status: ActivityStatus
    editorial_state: EditorialState
    modality: Modality
    recipients: frozenset[str]
    consents: Mapping[str, ConsentStatus]
    themes: frozenset[int]
    supports: frozenset[int]


@dataclass(frozen=True)
class MadeRequest:
    """A request; `supports` as in an activity. sent, reopened, confirmed: days before MOMENT, None for never."""

    iso3: str
    status: RequestStatus
    editorial_state: EditorialState
    visibility: Visibility
    consents: Mapping[str, ConsentStatus]
    supports: frozenset[int]
    sent: int | None = None
    reopened: int | None = None
    confirmed: int | None = None


@dataclass(frozen=True)
class MadeStore:
    """All that is written into a store."""

    recommendations: tuple[MadeRecommendation, ...]
    activities: tuple[MadeActivity, ...]
    requests: tuple[MadeRequest, ...]


# What is left to even chances is seldom public: what counts is drawn more often.
_PUBLISHED = st.sampled_from([EditorialState.PUBLISHED] * 12 + list(EditorialState))
_ANSWERS = st.sampled_from([ConsentStatus.GRANTED] * 8 + [*ConsentStatus, None])
_CONSENTS = st.fixed_dictionaries(dict.fromkeys(STATES, _ANSWERS)).map(
    lambda said: {iso3: status for iso3, status in said.items() if status}
)
#: Around the ends of clocks, where a rule is easily wrong by a day.
_AGES = (
    st.none()
    | st.sampled_from([0, 4, 5, 6, 7, 8, 9])
    | st.integers(25, 65)
    | st.integers(175, 190)
    | st.integers(360, 370)
)
_SUPPORTS = st.frozensets(st.integers(0, 11), max_size=4)

RECOMMENDATIONS = st.builds(
    MadeRecommendation,
    review=st.sampled_from(sorted(REVIEWS)),
    position=st.sampled_from([Position.SUPPORTED] * 4 + list(Position)),
    kind=st.sampled_from([RecommendationKind.RECOMMENDATION] * 4 + list(RecommendationKind)),
    retired=st.sampled_from([False] * 5 + [True]),
    themes=st.frozensets(st.sampled_from(USED_THEMES), max_size=2),
    sdgs=st.frozensets(st.sampled_from(SDGS), max_size=3),
    persons=st.frozensets(st.sampled_from(sorted(PERSONS))),
    recommending=st.frozensets(st.sampled_from(STATES), max_size=3),
    text=st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join),
)
ACTIVITIES = st.builds(
    MadeActivity,
    status=st.sampled_from(ActivityStatus),
    editorial_state=_PUBLISHED,
    modality=st.sampled_from(Modality),
    recipients=st.frozensets(st.sampled_from(STATES), min_size=1),
    consents=_CONSENTS,
    themes=st.frozensets(st.sampled_from(USED_THEMES), max_size=2),
    supports=_SUPPORTS,
)
REQUESTS = st.builds(
    MadeRequest,
    iso3=st.sampled_from(STATES),
    status=st.sampled_from([RequestStatus.OPEN] * 4 + list(RequestStatus)),
    editorial_state=_PUBLISHED,
    visibility=st.sampled_from([Visibility.PUBLIC] * 3 + [Visibility.PARTNERS]),
    consents=_CONSENTS,
    supports=_SUPPORTS,
    sent=_AGES,
    reopened=_AGES,
    confirmed=_AGES,
)
STORES = st.builds(
    MadeStore,
    recommendations=st.lists(RECOMMENDATIONS, min_size=6, max_size=12).map(tuple),
    activities=st.lists(ACTIVITIES, min_size=2, max_size=5).map(tuple),
    requests=st.lists(REQUESTS, min_size=1, max_size=4).map(tuple),
)


def _seldom(values: Iterable[Value]) -> st.SearchStrategy[tuple[Value, ...]]:
    """Some of the values one time in five: filters on many properties at once leave nothing to count."""
    chosen = st.lists(st.sampled_from(list(values)), min_size=1, max_size=3).map(tuple)
    return st.integers(0, 4).flatmap(lambda chance: st.just(()) if chance else chosen)


FILTERS = st.builds(
    GapFilters,
    states=_seldom([*STATES, "XXX"]),
    un_groups=_seldom(["AFRICAN", "ASIA_PACIFIC"]),
    regions=_seldom(["002", "009", "142"]),
    groups=_seldom(["LDC", "LLDC", "SIDS"]),
    cycles=_seldom([2, 3, 4]),
    sessions=_seldom([21, 34, 35, 54]),
    themes=_seldom([*(THEMES[number] for number in USED_THEMES), "nobody-uses-this"]),
    sdgs=_seldom([5, 16, 17]),
    persons=_seldom(PERSONS.values()),
    recommending=_seldom(STATES),
    modalities=_seldom(Modality),
    with_partly=st.booleans(),
)


def write_store(made: MadeStore) -> None:
    """Put this in the place of all that the store held."""
    with writing() as session:
        connection = session.connection()
        _empty(connection)
        _write_terms(connection)
        _write_recommendations(connection, made.recommendations)
        for number, activity in enumerate(made.activities, start=1):
            _write_activity(connection, number, activity, len(made.recommendations))
        for number, request in enumerate(made.requests, start=1):
            _write_request(connection, number, request, len(made.recommendations))
        record_history(session, "tests", "fill", Family.RECOMMENDATIONS, detail={"made": repr(made)})
        record_history(session, "tests", "fill", Family.CONTRIBUTIONS)


def replace_activity(number: int, activity: MadeActivity, recommendations: int) -> None:
    """Write another activity under the same number, as a correction, a consent or a new link does."""
    with writing() as session:
        connection = session.connection()
        _erase(connection, number, RecordKind.ACTIVITY)
        _write_activity(connection, number, activity, recommendations)
        code = RecordKind.ACTIVITY.code(number)
        record_history(session, "tests", "replace", Family.CONTRIBUTIONS, kind=RecordKind.ACTIVITY, code=code)


def replace_request(number: int, request: MadeRequest, recommendations: int) -> None:
    """The same for a request."""
    with writing() as session:
        connection = session.connection()
        _erase(connection, number, RecordKind.REQUEST)
        _write_request(connection, number, request, recommendations)
        code = RecordKind.REQUEST.code(number)
        record_history(session, "tests", "replace", Family.CONTRIBUTIONS, kind=RecordKind.REQUEST, code=code)


def _empty(connection: Connection) -> None:
    kept = {"alembic_version", "data_version", "state", "state_name"}
    for table in reversed(models.Table.metadata.sorted_tables):
        if table.name not in kept:
            connection.execute(delete(table))
    connection.execute(update(models.DataVersion).values(number=0))


def _erase(connection: Connection, number: int, kind: RecordKind) -> None:
    links: Mapping[RecordKind, tuple[type[models.Table], ...]] = {
        RecordKind.ACTIVITY: (models.ActivityRecipient, models.ActivityTheme, models.ActivityRecommendation),
        RecordKind.REQUEST: (models.RequestRecommendation,),
    }
    for table in links[kind]:
        owner = models.Table.metadata.tables[str(table.__tablename__)].c[f"{kind.value}_id"]
        connection.execute(delete(table).where(owner == number))
    connection.execute(delete(models.Consent).filter_by(record_kind=kind, record_id=number))
    table = models.Activity if kind is RecordKind.ACTIVITY else models.Request
    connection.execute(delete(table).filter_by(id=number))


def _write_terms(connection: Connection) -> None:
    reviews = [
        {"id": number, "iso3": iso3, "cycle": cycle, "session": session}
        for number, (iso3, cycle, session) in REVIEWS.items()
    ]
    connection.execute(insert(models.Review), reviews)
    for table, codes in ((models.Theme, THEMES), (models.AffectedPersons, PERSONS)):
        connection.execute(insert(table), [{"id": n, "code": code, "name": code} for n, code in codes.items()])
    publisher = {"id": 1, "code": "UPRC-ORG-000001", "name": "One", "source": Source.ENTERED}
    connection.execute(insert(models.Organization), [{**publisher, "kind": OrganizationKind.UN_ENTITY}])


def _write_recommendations(connection: Connection, made: Iterable[MadeRecommendation]) -> None:
    for number, one in enumerate(made, start=1):
        row = {
            "id": number,
            "code": RecordKind.RECOMMENDATION.code(number),
            "review_id": one.review,
            "kind": one.kind,
            "source": Source.UHRI,
            "source_key": str(number),
            "paragraph": str(number),
            "paragraph_sort": f"{number:06d}",
            "text": one.text,
            "text_key": text_key(one.text),
            "search_text": search_text(one.text),
            "position": one.position,
            "added_at": MOMENT,
            "retired_at": MOMENT if one.retired else None,
            "content_key": "",
        }
        connection.execute(insert(models.Recommendation).values(**_complete(models.Recommendation, row)))
        owner = {"recommendation_id": number}
        _link(connection, models.RecommendationTheme, [{**owner, "theme_id": theme} for theme in one.themes])
        _link(connection, models.RecommendationPersons, [{**owner, "persons_id": group} for group in one.persons])
        _link(connection, models.RecommendingState, [{**owner, "iso3": iso3} for iso3 in one.recommending])
        goals = [{**owner, "goal": goal, "target": target} for goal, target in one.sdgs]
        _link(connection, models.RecommendationSdg, goals)


def _write_activity(connection: Connection, number: int, made: MadeActivity, recommendations: int) -> None:
    row = _contribution(RecordKind.ACTIVITY, number, made.editorial_state)
    row |= {"modality": made.modality, "status": made.status}
    connection.execute(insert(models.Activity).values(**_complete(models.Activity, row)))
    owner = {"activity_id": number}
    _link(connection, models.ActivityRecipient, [{**owner, "iso3": iso3} for iso3 in made.recipients])
    _link(connection, models.ActivityTheme, [{**owner, "theme_id": theme} for theme in made.themes])
    supported = {place % recommendations + 1 for place in made.supports}
    _link(connection, models.ActivityRecommendation, [{**owner, "recommendation_id": one} for one in supported])
    _write_consents(connection, RecordKind.ACTIVITY, number, made.consents)


def _write_request(connection: Connection, number: int, made: MadeRequest, recommendations: int) -> None:
    row = _contribution(RecordKind.REQUEST, number, made.editorial_state)
    row |= {"iso3": made.iso3, "modality": Modality.OTHER, "visibility": made.visibility, "status": made.status}
    row |= {"submitted_at": _ago(made.sent), "reopened_at": _ago(made.reopened), "confirmed_at": _ago(made.confirmed)}
    connection.execute(insert(models.Request).values(**_complete(models.Request, row)))
    supported = {place % recommendations + 1 for place in made.supports}
    links = [{"request_id": number, "recommendation_id": one} for one in supported]
    _link(connection, models.RequestRecommendation, links)
    _write_consents(connection, RecordKind.REQUEST, number, made.consents)


def _ago(days: int | None) -> datetime | None:
    return None if days is None else MOMENT - timedelta(days=days)


def _contribution(kind: RecordKind, number: int, editorial_state: EditorialState) -> dict[str, object]:
    return {
        "id": number,
        "code": kind.code(number),
        "title": f"Number {number}",
        "source": Source.ENTERED,
        "publisher_id": 1,
        "editorial_state": editorial_state,
        "submission_id": f"{kind}-{number}",
        "created_at": MOMENT,
        "updated_at": MOMENT,
    }


def _write_consents(
    connection: Connection, kind: RecordKind, number: int, consents: Mapping[str, ConsentStatus]
) -> None:
    owner = {"record_kind": kind, "record_id": number, "reference": "", "changed_at": MOMENT}
    _link(connection, models.Consent, [{**owner, "iso3": iso3, "status": said} for iso3, said in consents.items()])


def _link(connection: Connection, table: type[models.Table], rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        connection.execute(insert(table), list(map(dict, rows)))


def _complete(table: type[models.Table], row: dict[str, object]) -> dict[str, object]:
    """The row with the model's own defaults for what it leaves out."""
    return {name: field.default for name, field in table.model_fields.items() if not field.is_required()} | row
