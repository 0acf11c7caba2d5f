"""The history is append-only and chained: whatever is changed behind the program's back is found."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import select

from data_access.models import DataVersion, HistoryEntry
from data_access.store.engine import reading, writing
from data_access.store.history import Family, broken_links, record_history
from domain.vocabulary import RecordKind


def record_three() -> None:
    for number in range(3):
        with writing() as session:
            record_history(
                session, "tests", "note", Family.CONTRIBUTIONS, kind=RecordKind.ACTIVITY, detail={"number": number}
            )


def write_and_fail() -> None:
    with writing() as session:
        record_history(session, "tests", "note", Family.CONTRIBUTIONS)
        raise RuntimeError


def write_inside_and_fail() -> None:
    with writing() as outer:
        with writing() as inner:
            assert inner is outer
            record_history(inner, "tests", "note", Family.CONTRIBUTIONS)
        raise RuntimeError


def found() -> list[str]:
    with reading() as session:
        return list(broken_links(session))


def test_entries_are_numbered_without_gaps_and_the_chain_holds(store: str) -> None:
    record_three()
    with reading() as session:
        numbers = [entry.number for entry in session.exec(select(HistoryEntry))]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert found() == []


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE history_entry SET detail = '{}' WHERE number = 2",
        "UPDATE history_entry SET actor = 'someone else' WHERE number = 3",
        "DELETE FROM history_entry WHERE number = 2",
        "DELETE FROM history_entry WHERE number = 4",
        "UPDATE history_entry SET digest = previous_digest WHERE number = 4",
    ],
)
def test_a_tampered_history_is_found(store: str, tampering: str) -> None:
    record_three()
    with writing() as session:
        session.execute(text(tampering))
    assert found() != []


def test_a_refused_transaction_leaves_no_entry_and_no_version(store: str) -> None:
    with reading() as session:
        before = session.get_one(DataVersion, Family.HISTORY.value).number
    with pytest.raises(RuntimeError):
        write_and_fail()
    with reading() as session:
        assert session.get_one(DataVersion, Family.HISTORY.value).number == before


def test_a_transaction_inside_another_joins_it(store: str) -> None:
    with pytest.raises(RuntimeError):
        write_inside_and_fail()
    with reading() as session:
        assert session.exec(select(HistoryEntry).where(HistoryEntry.action == "note")).all() == []


def test_an_own_version_moves_only_for_its_family(store: str) -> None:
    with reading() as session:
        before = session.get_one(DataVersion, Family.RECOMMENDATIONS.value).number
    record_three()
    with reading() as session:
        assert session.get_one(DataVersion, Family.RECOMMENDATIONS.value).number == before
        last = session.get_one(DataVersion, Family.HISTORY.value).number
        assert session.get_one(DataVersion, Family.CONTRIBUTIONS.value).number == last


def test_sqlite_keeps_what_it_acknowledged(sqlite_store: str) -> None:
    with reading() as session:
        connection = session.connection()
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    assert Path(sqlite_store.removeprefix("sqlite:///")).exists()
