"""The snapshot is never older than the store, never half new, and reaches for nothing but the store."""

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from sqlmodel import col, delete, select

from data_access.models import Consent, DataVersion, HistoryEntry, Recommendation
from data_access.queries.coverage.coverage import coverage_total
from data_access.snapshot import one_version, snapshot, warm_up
from data_access.snapshot.answer_size import size_of
from data_access.snapshot.current_snapshot import forget_snapshot
from data_access.store.engine import engine, writing
from data_access.store.errors import StoreNotReady
from data_access.store.history import Family, record_history
from domain.coverage import GapFilters
from domain.vocabulary import ActivityStatus, ConsentStatus, Position, RecommendationKind
from tests.builders import (
    add_activity,
    add_offer,
    add_recommendation,
    set_activity_status,
    set_consent,
    withdraw,
)
from tests.generated_stores import MadeRecommendation, MadeStore, write_store

ALL = GapFilters()
ROOT = Path(__file__).parents[3]


def supported() -> int:
    """How many recommendations are in scope."""
    return coverage_total(ALL).supported


def test_a_consent_withdrawn_in_another_process_leaves_the_next_total(store: str) -> None:
    activity = add_activity([add_recommendation(state="KEN")])
    assert coverage_total(ALL).reported == 1
    elsewhere = (
        "from tests.builders import set_consent; from domain.vocabulary import ConsentStatus; "
        f"set_consent('{activity}', 'KEN', ConsentStatus.WITHDRAWN)"
    )
    subprocess.run([sys.executable, "-c", elsewhere], cwd=ROOT, check=True)
    assert coverage_total(ALL).reported == 0


def test_single_changes_are_taken_over_without_a_reload(store: str) -> None:
    recommendation = add_recommendation()
    activity = add_activity([recommendation])
    loaded = snapshot()
    set_activity_status(activity, ActivityStatus.PIPELINE)
    assert coverage_total(ALL).planned == 1
    withdraw(activity)
    assert coverage_total(ALL).none_recorded == 1
    add_activity([recommendation])
    assert coverage_total(ALL).reported == 1
    assert snapshot().database is loaded.database


def test_a_change_that_counts_nowhere_moves_the_version_only(store: str) -> None:
    add_recommendation()
    loaded, before = snapshot(), snapshot().version
    add_offer()
    assert snapshot().database is loaded.database
    assert snapshot().version.number > before.number


def test_a_change_of_many_records_that_names_none_is_taken_over(store: str) -> None:
    add_activity([add_recommendation()])
    add_activity([add_recommendation()])
    loaded = snapshot()
    with writing() as session:
        for consent in session.exec(select(Consent).where(col(Consent.iso3) == "KEN")):
            consent.status = ConsentStatus.WITHDRAWN
        record_history(session, "tests", "end_standing_consent", Family.CONTRIBUTIONS)
    assert coverage_total(ALL).none_recorded == 2
    assert snapshot().database is loaded.database


def test_more_single_changes_than_are_read_one_by_one_are_taken_over(
    store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data_access.snapshot.store_snapshot.MOST_SINGLE_CHANGES", 2)
    activities = [add_activity([add_recommendation()]) for _ in range(4)]
    assert coverage_total(ALL).reported == 4
    for activity in activities:
        set_consent(activity, "KEN", ConsentStatus.WITHDRAWN)
    assert coverage_total(ALL).none_recorded == 4


def test_new_recommendations_with_new_themes_are_seen(store: str) -> None:
    add_recommendation(themes=["Torture"])
    assert supported() == 1
    add_recommendation(themes=["A theme that nobody used before"])
    assert supported() == 2


def test_another_history_with_the_same_number_of_entries_is_noticed(store: str) -> None:
    one = MadeRecommendation(
        review=2,
        position=Position.SUPPORTED,
        kind=RecommendationKind.RECOMMENDATION,
        retired=False,
        themes=frozenset(),
        sdgs=frozenset(),
        persons=frozenset(),
        recommending=frozenset(),
        text="women",
    )
    write_store(MadeStore((one,), (), ()))
    assert supported() == 1
    before = snapshot().version
    write_store(MadeStore((one, one), (), ()))
    assert supported() == 2
    assert snapshot().version.number == before.number


def test_a_store_set_back_to_an_earlier_state_is_noticed(store: str) -> None:
    add_recommendation()
    with writing() as session:
        versions = {row.family: row.number for row in session.exec(select(DataVersion))}
    later = add_recommendation(by=())
    assert supported() == 2
    with writing() as session:
        session.exec(delete(Recommendation).where(col(Recommendation.code) == later))
        session.exec(delete(HistoryEntry).where(col(HistoryEntry.number) > versions[Family.HISTORY.value]))
        for row in session.exec(select(DataVersion)):
            row.number = versions[row.family]
    assert supported() == 1


def test_two_stores_in_one_process_do_not_mix(
    sqlite_store: str, empty_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_recommendation()
    assert supported() == 1
    shutil.copyfile(empty_sqlite, tmp_path / "other.db")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'other.db'}")
    assert supported() == 0
    engine().dispose()
    monkeypatch.setenv("DATABASE_URL", sqlite_store)
    assert supported() == 1


def test_a_store_that_was_never_set_up_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'nothing.db'}")
    with pytest.raises(StoreNotReady, match="init"):
        snapshot()
    engine().dispose()


def test_warming_up_loads_the_snapshot_of_an_empty_store(store: str) -> None:
    warm_up()
    assert supported() == 0


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM read_csv('/etc/hostname')",
        "SELECT * FROM '/etc/hostname'",
        "COPY recommendation TO 'out.csv'",
        "ATTACH 'other.db'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
    ],
)
def test_no_query_reaches_beyond_the_snapshot(sqlite_store: str, query: str) -> None:
    add_recommendation()
    with pytest.raises(duckdb.Error):
        snapshot().rows(query)


def test_readers_see_a_change_as_a_whole_or_not_at_all(sqlite_store: str) -> None:
    recommendations = [add_recommendation() for _ in range(40)]
    activity = add_activity(recommendations)
    seen: set[int] = set()
    failures: list[BaseException] = []
    done = threading.Event()

    def read() -> None:
        seen.add(coverage_total(ALL).reported)

    readers = [threading.Thread(target=until, args=(done, read, failures)) for _ in range(4)]
    for reader in readers:
        reader.start()
    for _ in range(10):
        set_consent(activity, "KEN", ConsentStatus.WITHDRAWN)
        assert coverage_total(ALL).reported == 0
        set_consent(activity, "KEN", ConsentStatus.GRANTED)
        assert coverage_total(ALL).reported == 40
    done.set()
    for reader in readers:
        reader.join()
    assert not failures
    assert seen <= {0, 40}


def until(done: threading.Event, work: Callable[[], None], failures: list[BaseException]) -> None:
    """Work over and over; keep what went wrong."""
    try:
        while not done.is_set():
            work()
    except Exception as failure:
        failures.append(failure)


def test_an_answer_is_kept_until_the_store_moves_on(sqlite_store: str) -> None:
    asked: list[int] = []

    def answer() -> pd.DataFrame:
        asked.append(1)
        return pd.DataFrame({"count": [len(asked)]})

    assert snapshot().cached("question", answer) is snapshot().cached("question", answer)
    add_offer()
    assert snapshot().cached("question", answer)["count"].item() == 2


def test_answers_take_no_more_room_than_agreed_and_those_used_longest_ago_go_first(
    sqlite_store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = pd.DataFrame({"n": np.arange(50_000)})  # 400 kB
    monkeypatch.setattr("data_access.snapshot.store_snapshot.MOST_BYTES_OF_ANSWERS", 1_000_000)
    forget_snapshot()
    kept = snapshot()
    for question in ("often used", "once used", "often used", "new"):
        kept.cached(question, large.copy)
    again: list[str] = []

    def ask(question: str) -> None:
        def answer() -> pd.DataFrame:
            again.append(question)
            return large

        kept.cached(question, answer)

    ask("often used")
    ask("once used")
    assert again == ["once used"]
    forget_snapshot()


def test_an_answer_larger_than_all_that_is_kept_is_given_and_not_kept(
    sqlite_store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data_access.snapshot.store_snapshot.MOST_BYTES_OF_ANSWERS", 1_000)
    forget_snapshot()
    large = pd.DataFrame({"n": np.arange(50_000)})
    assert len(snapshot().cached("large", lambda: large)) == 50_000
    assert len(snapshot().cached("large", lambda: large.head(1))) == 1
    forget_snapshot()


@pytest.mark.parametrize(
    ("answer", "least"),
    [
        (pd.DataFrame({"text": ["a" * 1_000] * 100}), 100_000),
        (pd.Series(range(1_000)), 8_000),
        ({"KEN": np.zeros(1_000)}, 8_000),
        (("a" * 500, ["b" * 500]), 1_000),
        (GapFilters(states=("KEN",) * 100), 800),
        (None, 1),
    ],
)
def test_the_size_of_an_answer_is_that_of_what_it_consists_of(answer: object, least: int) -> None:
    assert least <= size_of(answer) < 20 * least + 1_000


def test_a_page_reads_one_version_whatever_others_store_meanwhile(store: str) -> None:
    activity = add_activity([add_recommendation(state="KEN")])
    counted: list[int] = []

    def elsewhere() -> None:
        set_activity_status(activity, ActivityStatus.PIPELINE)
        counted.append(coverage_total(ALL).reported)

    with one_version():
        assert coverage_total(ALL).reported == 1
        another = threading.Thread(target=elsewhere)
        another.start()
        another.join()
        assert counted == [0]
        assert coverage_total(ALL).reported == 1
        assert coverage_total(GapFilters(states=("KEN",))).reported == 1
    assert coverage_total(ALL).reported == 0


def test_what_a_run_wrote_itself_it_also_reads(store: str) -> None:
    activity = add_activity([add_recommendation(state="KEN")])
    with one_version():
        assert coverage_total(ALL).reported == 1
        withdraw(activity)
        assert coverage_total(ALL).reported == 0


def test_the_next_page_reads_without_what_was_withdrawn_meanwhile(store: str) -> None:
    activity = add_activity([add_recommendation(state="KEN")])
    with one_version():
        assert coverage_total(ALL).reported == 1
        another = threading.Thread(target=withdraw, args=(activity,))
        another.start()
        another.join()
    with one_version():
        assert coverage_total(ALL).reported == 0


def test_a_version_is_held_fast_over_a_whole_reload(store: str) -> None:
    add_recommendation()
    with one_version():
        assert supported() == 1
        another = threading.Thread(target=lambda: (add_recommendation(), coverage_total(ALL)))
        another.start()
        another.join()
        assert supported() == 1
    assert supported() == 2
