"""Importing a UHRI file of 127,625 rows, against a bare parse-and-insert of the same rows into SQLite.

    python -m tests.benchmarks.bench_import [--rows N]

Prints their ratio, measured in the same run on the same file, and the import's peak memory. Each runs in a
process of its own. The file is made from real texts by ../shared/tools where that is present, else from our own.
"""

import argparse
import json
import os
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO

import ijson

from data_access.importers import import_recommendations
from data_access.store.reference import read_states
from data_access.store.setup import init_store
from domain.vocabulary import Source
from tests.benchmarks.measuring import TINY, exit_code

ROWS, ROUNDS = (500, 1) if TINY else (127_625, 3)
HIGHEST_RATIO = 6.0
HIGHEST_MEMORY_MB = 700

MAKE_UHRI = Path(__file__).parents[3] / "shared" / "tools" / "make_uhri_export.py"


def main() -> int:
    """Measure all in turn, and say whether the targets are met."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=ROWS)
    options.add_argument(
        "--only", choices=["floor", "one-table", "import"], help="run one of them once, in this process"
    )
    options.add_argument("--file", type=Path)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if chosen.only:
            print(json.dumps(MEASURES[chosen.only](chosen.file, Path(folder))))
            return 0
        path = Path(folder) / "uhri.json"
        write_file(path, chosen.rows)
        return compare(path)


def compare(path: Path) -> int:
    """Run each several times in turn; the best of each counts, since other work on the machine only adds."""
    runs: dict[str, list[dict[str, float]]] = {what: [] for what in MEASURES}
    for _ in range(ROUNDS):
        for what, done in runs.items():
            done.append(in_its_own_process(what, path))
    best = {what: min(run["seconds"] for run in done) for what, done in runs.items()}
    ratio, memory = best["import"] / best["floor"], max(run["memory_mb"] for run in runs["import"])
    print(f"{runs['import'][0]['rows']:,.0f} rows, {path.stat().st_size / 1024**2:.0f} MB, best of {ROUNDS}")
    print(f"import {best['import']:.2f} s; peak memory {memory:.0f} MB (under {HIGHEST_MEMORY_MB} MB)")
    print(
        f"bare parse and insert of the same rows {best['floor']:.2f} s: ratio {ratio:.2f} (target: {HIGHEST_RATIO:.0f})"
    )
    print(f"into one table, lists as text {best['one-table']:.2f} s: ratio {best['import'] / best['one-table']:.2f}")
    return exit_code(met=ratio <= HIGHEST_RATIO and memory < HIGHEST_MEMORY_MB)


def in_its_own_process(what: str, path: Path) -> dict[str, float]:
    """Run one measurement in a fresh interpreter."""
    command = [sys.executable, "-m", "tests.benchmarks.bench_import", "--only", what, "--file", str(path)]
    measured: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return measured


def floor(path: Path, folder: Path) -> dict[str, float]:
    """Parse the list and insert the same rows: each record, and a row for each of its States, themes, groups and goals.

    In one durable transaction, with keys, without any other index, check or cleaning.
    """
    return bare_insert(path, folder / "floor.db", FIELDS, LISTS)


def one_table(path: Path, folder: Path) -> dict[str, float]:
    """The least that one could do: each record in one table, lists joined to text."""
    return bare_insert(path, folder / "one-table.db", FIELDS + LISTS, ())


def bare_insert(path: Path, store: Path, fields: tuple[str, ...], lists: tuple[str, ...]) -> dict[str, float]:
    """Insert `fields` of each record into one table, and each of `lists` into a table of its own."""
    started = time.perf_counter()
    links: dict[str, list[tuple[int, str]]] = {name: [] for name in lists}

    def records(file: IO[bytes]) -> Iterator[list[str | int]]:
        for row, record in enumerate(ijson.items(file, "item")):
            for name, pairs in links.items():
                pairs += [(row, value) for value in dict.fromkeys(record[name])]
            yield [row, *(as_text(record[field]) for field in fields)]

    with closing(sqlite3.connect(store, isolation_level=None)) as connection, path.open("rb") as file:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute(f"CREATE TABLE record (row INTEGER PRIMARY KEY, {', '.join(fields)}, UNIQUE (AnnotationId))")
        connection.execute("BEGIN IMMEDIATE")
        marks = ", ".join("?" * (len(fields) + 1))
        connection.executemany(f"INSERT INTO record VALUES ({marks})", records(file))
        for name, pairs in links.items():
            connection.execute(f"CREATE TABLE {name} (record, value, PRIMARY KEY (record, value)) WITHOUT ROWID")
            connection.executemany(f"INSERT INTO {name} VALUES (?, ?)", pairs)
        connection.execute("COMMIT")
        rows = connection.execute("SELECT count(*) FROM record").fetchone()[0]
    return measured(started, rows)


FIELDS = ("AnnotationId", "Text", "Symbol", "Countries", "PublicationDate", "UprPositions", "UprSession")
LISTS = ("UprRecommendingCountry", "Themes", "AffectedPersons", "Sdgs")


def as_text(value: str | list[str]) -> str:
    """A field's text, or its list as one."""
    return value if isinstance(value, str) else "\n".join(value)


def whole_import(path: Path, folder: Path) -> dict[str, float]:
    """Import into a fresh store."""
    os.environ["DATABASE_URL"] = f"sqlite:///{folder / 'store.db'}"
    init_store()
    started = time.perf_counter()
    report = import_recommendations(Source.UHRI, [path])
    return measured(started, report.added)


def measured(started: float, rows: int) -> dict[str, float]:
    """Seconds since `started`, rows, and this process's peak memory."""
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"seconds": time.perf_counter() - started, "rows": rows, "memory_mb": kilobytes / 1024}


MEASURES: dict[str, Callable[[Path, Path], dict[str, float]]] = {
    "floor": floor,
    "one-table": one_table,
    "import": whole_import,
}


def write_file(path: Path, rows: int) -> None:
    """Make the file: real texts where their tool is, else texts of our own of the same length."""
    if MAKE_UHRI.exists():
        subprocess.run([sys.executable, str(MAKE_UHRI), "--rows", str(rows), "--out", str(path)], check=True)
        return
    names = sorted(state.names["en"] for state in read_states() if state.un_group)
    with path.open("w", encoding="utf-8") as file:
        for row in range(rows):
            file.write("[" if row == 0 else ",\n")
            file.write(json.dumps(own_record(row, names)))
        file.write("]\n")


def own_record(row: int, names: list[str]) -> dict[str, object]:
    """A record of our own: as long, and with as many themes and States, as a real one on average."""
    session = row % 54 + 1
    words = " ".join(f"measure {(row * step) % 997} for persons and their rights," for step in (1, 3, 7, 11))
    return {
        **{
            "AnnotationId": f"own-{row}",
            "AnnotationType": "- Recommendations",
            "Body": "- UPR",
            "DocumentId": str(row),
        },
        "Text": f"<p>{100 + session}.{row % 300} Continue &amp; strengthen {words} ({names[row % 193]});</p>",
        **{"Symbol": f"A/HRC/{session}/{row % 18}", "Countries": [names[row // 700 % 193]], "Regions": []},
        **{"Themes": [f"Theme {row % 106}", f"Theme {row % 37}"], "AffectedPersons": [f"Group {row % 30}"]},
        **{"Sdgs": ["5 - GENDER EQUALITY"], "PublicationDate": "2020-03-20T00:00:00", "UprCycle": []},
        **{"UprPositions": ["Supported"], "UprRecommendingCountry": [names[row % 193]], "UprSession": [str(session)]},
    }


if __name__ == "__main__":
    sys.exit(main())
