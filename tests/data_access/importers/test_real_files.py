"""Real exports, where ../shared has them: the importers find what a plain reading of the same files finds."""

import csv
import io
import json
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from data_access.importers import import_recommendations
from data_access.store.reference import read_state_names
from domain.vocabulary import Position, Source
from tests.data_access.importers.export_files import SHARED, Stored, stored

UPR_INFO = SHARED / "real-data" / "upr-info"
MAKE_UHRI = SHARED / "tools" / "make_uhri_export.py"

pytestmark = [
    pytest.mark.skipif(not UPR_INFO.exists(), reason="../shared with the real files is absent"),
    pytest.mark.usefixtures("sqlite_store"),
    pytest.mark.slow,
]


def rows_of_the_csv_files() -> Iterator[dict[str, str]]:
    for path in sorted(UPR_INFO.glob("*.csv")):
        text = path.read_bytes().decode("mac_roman").replace("\r", "\n")
        yield from csv.DictReader(io.StringIO(text))


def plainly(text: str) -> str:
    """Letters and digits alone."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[\W_]+", "", "".join(c for c in decomposed if not unicodedata.combining(c)))


def test_upr_infos_files_give_each_distinct_recommendation_once() -> None:
    expected: dict[tuple[str | None, int, str, str], set[str | None]] = {}
    names = read_state_names()
    for row in rows_of_the_csv_files():
        cycle = 1 if int(row["Session"]) <= 12 else 2
        key = (names.resolve(row["To"]), cycle, plainly(row["Text"]), row["Response"])
        expected.setdefault(key, set()).add(names.resolve(row["From"]))
    report = import_recommendations(Source.UPR_INFO, sorted(UPR_INFO.glob("*.csv")))
    assert (report.read, report.added, report.rejected, report.notes) == (23_484, len(expected), 0, ())
    assert report.merged == report.read - report.added
    word = {Position.SUPPORTED: "Accepted", Position.NOTED: "Noted"}
    found = {
        (one.review[:3], int(one.review[-1]), plainly(one.text), word[one.position]): set(one.recommending)
        for one in stored()
    }
    assert found == {key: states - {None} for key, states in expected.items()}
    again = import_recommendations(Source.UPR_INFO, [UPR_INFO / "sessions-1-5.xls"])
    assert (again.read, again.added, again.updated, again.rejected) == (6_094, 0, 0, 0)


@pytest.mark.parametrize("kind", ["json", "xlsx"])
def test_a_uhri_file_holds_what_its_maker_says(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"uhri.{kind}"
    command = [sys.executable, str(MAKE_UHRI), "--rows", "4000", "--out", str(path), "--totals", "--defects"]
    totals = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    report = import_recommendations(Source.UHRI, [path])
    # Of the six defects one is a treaty body's and one a reply, one names no country; three are repaired.
    assert (report.read, report.added, report.skipped, report.rejected) == (4006, 4003, 2, 1)
    found = stored()
    real = [one for one in found if one not in repaired(found)]
    words = Counter(one.position_word or "(none)" for one in real)
    assert words == totals["positions"]
    resolve = read_state_names().resolve
    by_state = Counter(one.review[:3] for one in real)
    assert by_state == {resolve(name): count for name, count in totals["by_state"].items()}
    assert {one.review[:3] for one in repaired(found)} == {"PAK", "SDN", "TUR"}
    assert not [one for one in real if not one.paragraph or one.text.startswith("<") or "&#" in one.text]


def repaired(found: list[Stored]) -> list[Stored]:
    """The three recommendations of the defects, which stand last."""
    return found[-3:]
