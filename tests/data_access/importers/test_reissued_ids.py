"""Exports give out new ids for what they gave before: the recommendation stays one, in whatever order files come."""

from itertools import permutations
from pathlib import Path

import pytest

from data_access.importers import ImportReport, import_recommendations
from domain.vocabulary import Position, Source
from tests.data_access.importers.export_files import only, stored, uhri_json, uhri_record, whole_store

pytestmark = pytest.mark.usefixtures("store")


def uhri(path: Path) -> ImportReport:
    report = import_recommendations(Source.UHRI, [path])
    parts = (report.added, report.updated, report.unchanged, report.merged, report.skipped, report.rejected)
    assert report.read == sum(parts)
    return report


def record(identifier: str, number: int = 1, **changes: object) -> dict[str, object]:
    return uhri_record(identifier, **{"Text": f"<p>142.{number} Train judges, part {number} (Norway);</p>", **changes})


def test_new_ids_make_no_second_recommendation_in_whatever_order_files_come(tmp_path: Path) -> None:
    files = [
        uhri_json(tmp_path, *(record(f"{start}-{n}", n) for n in range(1, 4)), name=f"{start}.json")
        for start in ("a", "b", "c")
    ]
    assert uhri(files[0]).added == 3
    for path in files[1:]:
        report = uhri(path)
        assert (report.added, report.updated, report.unchanged) == (0, 0, 3)
        assert "stands in the store under another id; taken for the same" in report.notes[0]
    before = whole_store()
    for order in permutations(files):
        for path in order:
            report = uhri(path)
            assert (report.unchanged, report.notes) == (3, ())
    assert whole_store() == before


def test_a_new_id_with_a_new_position_updates_the_recommendation(tmp_path: Path) -> None:
    uhri(uhri_json(tmp_path, record("a", UprPositions=[])))
    assert uhri(uhri_json(tmp_path, record("b"))).updated == 1
    assert only(stored()).position is Position.SUPPORTED
    assert uhri(uhri_json(tmp_path, record("b"))).unchanged == 1


def test_a_text_corrected_under_a_later_id_stays_the_same_recommendation(tmp_path: Path) -> None:
    uhri(uhri_json(tmp_path, record("a")))
    uhri(uhri_json(tmp_path, record("b")))
    assert uhri(uhri_json(tmp_path, record("b", Text="<p>142.1 Train all judges (Norway);</p>"))).updated == 1
    assert only(stored()).text == "Train all judges"


def test_two_ids_for_one_content_in_one_file_count_once_and_are_noted(tmp_path: Path) -> None:
    for records in ([record("a"), record("b")], [record("b"), record("a")]):
        report = uhri(uhri_json(tmp_path, *records))
        assert (report.merged, len(stored())) == (1, 1)
        assert report.notes == ("stands in an earlier row too, under another id; counted once (row 2)",)


def test_two_ids_with_different_positions_in_one_file_are_both_kept_and_noted(tmp_path: Path) -> None:
    path = uhri_json(tmp_path, record("a"), record("b", UprPositions=["Noted"]))
    assert uhri(path).added == 2
    report = uhri(path)
    assert report.unchanged == 2
    assert "both are kept" in report.notes[0]


def test_ids_without_a_paragraph_are_matched_where_the_old_ones_are_gone(tmp_path: Path) -> None:
    def imported(*ids: str) -> ImportReport:
        return uhri(uhri_json(tmp_path, *(record(each, Text="<p>Train judges</p>") for each in ids)))

    assert imported("a", "b").added == 2
    report = imported("c", "d")
    assert (report.added, report.unchanged) == (0, 2)
    assert imported("a", "b", "e").added == 1


def test_the_same_text_in_another_paragraph_document_or_review_is_another_recommendation(tmp_path: Path) -> None:
    records = [
        record("a"),
        record("b", Text="<p>142.2 Train judges, part 1</p>"),
        record("c", Symbol="A/HRC/44/10"),
        record("d", Countries=["Fiji"]),
    ]
    assert uhri(uhri_json(tmp_path, *records)).added == 4
