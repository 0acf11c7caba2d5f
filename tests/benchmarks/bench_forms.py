"""Handing an activity in, against a bare insert of the same rows, with its history entry and its version.

    python -m tests.benchmarks.bench_forms

On a store of scale 1. Each commits each record durably, one after the other; they take turns, and what the fastest
tenth of each stays under counts, since other work on the machine only adds.
"""

import os
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, update
from sqlmodel import Session, col, select

from data_access import commands
from data_access.models import CodeCounter, DataVersion, Recommendation, Review, Table, Theme
from data_access.store.codes import next_codes
from data_access.store.engine import engine, reading, writing
from data_access.store.setup import init_store
from domain.people.permissions import OPERATOR
from domain.records.drafts import ActivityDraft, OrganizationDraft, Provider, Recipient
from domain.vocabulary import ActivityStatus, Modality, OrganizationKind, RecordKind
from tests.benchmarks.benchmark_store import benchmark_store
from tests.benchmarks.measuring import TINY, exit_code

ROUNDS = 10 if TINY else 200
HIGHEST_RATIO = 3.0
_ROWS = {
    "activity": "code",
    "record_version": "record_code",
    "history_entry": "record_code",
}
_HANGING = ("activity_recipient", "activity_role", "activity_theme", "activity_recommendation")


def main() -> int:
    """Measure both, each on a copy of its own, and say whether the target is met."""
    with tempfile.TemporaryDirectory() as folder:
        url = own_copy(Path(folder) / "store.db")
        draft = a_draft()
        code = commands.submit_activity(OPERATOR, draft, "form")
        engine().dispose()
        shutil.copyfile(url.removeprefix("sqlite:///"), Path(folder) / "floor.db")
        with closing(sqlite3.connect(Path(folder) / "floor.db", isolation_level=None)) as connection:
            return compare(draft, Floor(connection, code))


def own_copy(path: Path) -> str:
    """The address of a copy of the benchmarks' store, which the program works on, at the program's schema."""
    shutil.copyfile(benchmark_store(1).removeprefix("sqlite:///"), path)
    os.environ["DATABASE_URL"] = f"sqlite:///{path}"
    init_store()
    with writing() as session:
        for kind in (RecordKind.ORGANIZATION, RecordKind.ACTIVITY):
            next_codes(session, kind, 900_000)
    return os.environ["DATABASE_URL"]


def compare(draft: ActivityDraft, floor: "Floor") -> int:
    """Let all take turns, and compare what the fastest tenth of each stays under."""
    with closing(engine().connect().execution_options(writes=True)) as connection:
        works: dict[str, Callable[[int], object]] = {
            "submit_activity": lambda number: commands.submit_activity(OPERATOR, draft, f"form-{number}"),
            "bare insert through SQLAlchemy": lambda number: floor.insert_through(connection, number),
            "bare insert through sqlite3": lambda _: floor.insert(),
        }
        taken: dict[str, list[float]] = {name: [] for name in works}
        for number in range(ROUNDS):
            for name, work in works.items():
                started = time.perf_counter()
                work(number)
                taken[name].append(1000 * (time.perf_counter() - started))
    best = {name: statistics.quantiles(times, n=10)[0] for name, times in taken.items()}
    print(f"{ROUNDS} activities with {floor.rows} rows each")
    ours, library, least = best.values()
    for name, milliseconds in best.items():
        print(f"{name} {milliseconds:.2f} ms; ratio {ours / milliseconds:.2f}")
    print(f"target: under {HIGHEST_RATIO:.0f} times a bare insert through the same library")
    return exit_code(met=ours / library < HIGHEST_RATIO and bool(least))


def a_draft() -> ActivityDraft:
    """An activity as a contributor enters it: two themes, three recommendations, a page of text."""
    name = f"Benchmark {time.time_ns()}"
    agency = commands.log_organization(OPERATOR, OrganizationDraft(name=name, kind=OrganizationKind.UN_ENTITY))
    with reading() as session:
        iso3, recommended = recommendations(session)
        themes = session.exec(select(Theme.code).order_by(Theme.code).limit(2)).all()
        return ActivityDraft(
            title="Training for labour inspectors in three districts",
            publisher=agency,
            summary="Inspectors learn to find and record forced labour. " * 30,
            modality=Modality.TRAINING,
            status=ActivityStatus.IMPLEMENTATION,
            recipients=(Recipient(iso3),),
            providers=(Provider(agency),),
            themes=tuple(themes),
            recommendations=tuple(recommended),
        )


def recommendations(session: Session) -> tuple[str, list[str]]:
    """A State, and three recommendations to it."""
    iso3 = session.exec(select(Review.iso3).join(Recommendation).limit(1)).one()
    found = (
        select(Recommendation.code).join(Review).where(Review.iso3 == iso3, col(Recommendation.retired_at).is_(None))
    )
    return iso3, list(session.exec(found.limit(3)))


class Floor:
    """Inserts the rows that a command wrote again, under new keys, with nothing else around them."""

    def __init__(self, connection: sqlite3.Connection, code: str) -> None:
        """Read the rows of the record with this code."""
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "cache_size=-65536"):
            connection.execute(f"PRAGMA {pragma}")
        connection.row_factory = sqlite3.Row
        self._connection, self._number = connection, time.time_ns() % 10**12
        self._owner = connection.execute("SELECT id FROM activity WHERE code = ?", [code]).fetchone()[0]
        self._rows = {
            table: dict(connection.execute(f"SELECT * FROM {table} WHERE {key} = ?", [code]).fetchone())
            for table, key in _ROWS.items()
        }
        self._hanging = {
            table: [
                dict(row)
                for row in connection.execute(f"SELECT * FROM {table} WHERE activity_id = ?", [self._owner]).fetchall()
            ]
            for table in _HANGING
        }
        tables = Table.metadata.tables
        with reading() as session:
            read = session.connection()
            self._typed = {
                name: dict(read.execute(tables[name].select().where(tables[name].c[key] == code)).mappings().one())
                for name, key in _ROWS.items()
            }

            def hanging(table: Any) -> Any:
                return table.select().where(table.c.activity_id == self._owner)

            self._typed_hanging = {
                name: [
                    dict(row)
                    for row in read.execute(
                        tables[name].select().where(tables[name].c.activity_id == self._owner)
                    ).mappings()
                ]
                for name in _HANGING
            }
        self.rows = len(self._rows) + sum(map(len, self._hanging.values()))

    def insert(self) -> None:
        """Insert them once more, in one durable transaction, and move the counters on as every transaction does."""
        self._number += 1
        code = f"BARE-{self._number}"
        connection = self._connection
        connection.execute("BEGIN IMMEDIATE")
        number = connection.execute("SELECT number FROM data_version WHERE family = 'history'").fetchone()[0]
        activity = {**self._rows["activity"], "id": None, "code": code, "submission_id": code, "source_key": None}
        owner = self._insert("activity", activity)
        for table, rows in self._hanging.items():
            for row in rows:
                self._insert(table, {**row, "activity_id": owner})
        self._insert("record_version", {**self._rows["record_version"], "record_code": code})
        entry = {**self._rows["history_entry"], "record_code": code, "number": number + 1}
        self._insert("history_entry", entry)
        connection.execute("UPDATE data_version SET number = ? WHERE family = 'history'", [number + 1])
        connection.execute("UPDATE data_version SET number = ? WHERE family = 'contributions'", [number + 1])
        connection.execute("UPDATE code_counter SET last = last + 1 WHERE kind = 'activity'")
        connection.execute("COMMIT")

    def insert_through(self, connection: Connection, number: int) -> None:
        """The same through SQLAlchemy, into the store that the commands write to, and taken away again unmeasured."""
        code, tables = f"BARE-{number}", Table.metadata.tables
        with connection.begin():
            moved = connection.execute(select(DataVersion.number).where(DataVersion.family == "history")).scalar_one()
            owner = self._number + number
            activity = {**self._typed["activity"], "id": owner, "code": code, "submission_id": code}
            connection.execute(insert(tables["activity"]), [activity])
            for name, rows in self._typed_hanging.items():
                connection.execute(insert(tables[name]), [{**row, "activity_id": owner} for row in rows])
            connection.execute(
                insert(tables["record_version"]), [{**self._typed["record_version"], "record_code": code}]
            )
            entry = {**self._typed["history_entry"], "record_code": code, "number": 10**9 + number}
            connection.execute(insert(tables["history_entry"]), [entry])
            families = col(DataVersion.family).in_(["history", "contributions"])
            connection.execute(update(DataVersion).where(families).values(number=moved))
            counting = update(CodeCounter).where(col(CodeCounter.kind) == RecordKind.ACTIVITY)
            connection.execute(counting.values(last=CodeCounter.last))

    def _insert(self, table: str, row: dict[str, object]) -> int:
        columns = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        made = self._connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", list(row.values()))
        return made.lastrowid or 0


if __name__ == "__main__":
    sys.exit(main())
