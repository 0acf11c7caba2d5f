"""What an import does to a store that holds something already: on both engines."""

import json
from pathlib import Path

import pytest
from sqlmodel import col, select

from data_access.importers import ImportReport, import_recommendations
from data_access.models import DataVersion, HistoryEntry, PositionChange, Recommendation, Review
from data_access.store.engine import reading, writing
from data_access.store.history import Family, broken_links
from domain.vocabulary import Position, Source
from tests.builders import add_recommendation
from tests.data_access.importers.export_files import (
    only,
    stored,
    uhri_json,
    uhri_record,
    upr_info_csv,
    upr_info_row,
    whole_store,
)

pytestmark = pytest.mark.usefixtures("store")


def import_uhri(path: Path, *, dry_run: bool = False) -> ImportReport:
    return import_recommendations(Source.UHRI, [path], dry_run=dry_run)


def import_upr_info(path: Path) -> ImportReport:
    return import_recommendations(Source.UPR_INFO, [path])


def counts(report: ImportReport) -> dict[str, int]:
    names = ("read", "added", "updated", "unchanged", "merged", "retired", "skipped", "rejected")
    return {name: value for name in names if (value := getattr(report, name))}


def last_entry() -> HistoryEntry:
    with reading() as session:
        return session.exec(select(HistoryEntry).order_by(col(HistoryEntry.number).desc()).limit(1)).one()


def test_importing_the_same_file_twice_changes_nothing_at_all(tmp_path: Path) -> None:
    path = uhri_json(tmp_path, *(uhri_record(str(n)) for n in range(5)))
    assert counts(import_uhri(path)) == {"read": 5, "added": 5}
    before = whole_store()
    assert counts(import_uhri(path)) == {"read": 5, "unchanged": 5}
    assert whole_store() == before


def test_a_dry_run_reports_the_same_and_changes_nothing(tmp_path: Path) -> None:
    add_recommendation(source=Source.UPR_INFO, state="KEN", cycle=3)
    path = uhri_json(tmp_path, uhri_record("a"), uhri_record("b", Countries=[]))
    before = whole_store()
    tried = import_uhri(path, dry_run=True)
    assert whole_store() == before
    done = import_uhri(path)
    assert counts(tried) == counts(done) == {"read": 2, "added": 1, "retired": 1, "rejected": 1}
    assert (tried.rejections, tried.unmatched, tried.notes) == (done.rejections, done.unmatched, done.notes)


def test_a_changed_position_is_updated_and_the_old_one_kept_with_its_date(tmp_path: Path) -> None:
    import_uhri(uhri_json(tmp_path, uhri_record(UprPositions=[])))
    code = only(stored()).code
    assert counts(import_uhri(uhri_json(tmp_path, uhri_record(UprPositions=["Noted"])))) == {"read": 1, "updated": 1}
    found = only(stored())
    assert (found.code, found.position, found.position_word) == (code, Position.NOTED, "Noted")
    with reading() as session:
        change = session.exec(select(PositionChange)).one()
        assert (change.position, change.position_word) == (Position.PENDING, "")
        assert change.replaced_at == last_entry().at


def test_changed_words_states_themes_and_goals_replace_the_old_ones(tmp_path: Path) -> None:
    import_uhri(uhri_json(tmp_path, uhri_record()))
    changed = uhri_record(
        Text="<p>142.8 Train prosecutors too</p>",
        UprRecommendingCountry=["Fiji", "Brazil"],
        Themes=["Right to health"],
        Sdgs=["5 - GENDER EQUALITY"],
        AffectedPersons=[],
    )
    assert import_uhri(uhri_json(tmp_path, changed)).updated == 1
    found = only(stored())
    assert (found.paragraph, found.text) == ("142.8", "Train prosecutors too")
    assert (found.recommending, found.themes) == (("BRA", "FJI"), ("Right to health",))
    assert (found.sdgs, found.persons) == (((5, ""),), ())
    with reading() as session:
        assert session.exec(select(PositionChange)).all() == []
        assert session.exec(select(Recommendation.search_text)).one() == " train prosecutor too "


def test_a_changed_response_without_an_id_is_an_update_and_no_second_recommendation(tmp_path: Path) -> None:
    import_upr_info(upr_info_csv(tmp_path, upr_info_row(Response="Pending"), upr_info_row("Other")))
    newer = upr_info_csv(tmp_path, upr_info_row(Response="Supported"), upr_info_row("Other"))
    assert counts(import_upr_info(newer)) == {"read": 2, "updated": 1, "unchanged": 1}
    assert {found.position for found in stored()} == {Position.SUPPORTED}
    with reading() as session:
        assert session.exec(select(PositionChange.position)).all() == [Position.PENDING]
    assert counts(import_upr_info(newer)) == {"read": 2, "unchanged": 2}


def test_a_text_with_two_responses_stays_two_recommendations(tmp_path: Path) -> None:
    both = upr_info_csv(tmp_path, upr_info_row(), upr_info_row(Response="Noted"))
    import_upr_info(both)
    assert counts(import_upr_info(both)) == {"read": 2, "unchanged": 2}
    third = upr_info_csv(tmp_path, upr_info_row(Response="Pending"))
    assert counts(import_upr_info(third)) == {"read": 1, "added": 1}


def test_what_a_file_does_not_hold_stays(tmp_path: Path) -> None:
    import_uhri(uhri_json(tmp_path, uhri_record("a"), uhri_record("b")))
    assert counts(import_uhri(uhri_json(tmp_path, uhri_record("a")))) == {"read": 1, "unchanged": 1}
    assert [found.retired for found in stored()] == [False, False]


def test_an_import_is_one_entry_in_the_history(tmp_path: Path) -> None:
    before = last_entry().number
    import_uhri(uhri_json(tmp_path, uhri_record("a"), uhri_record("b"), uhri_record("c", Countries=[])))
    entry = last_entry()
    assert (entry.number, entry.action, entry.record_code) == (before + 1, "import_recommendations", "")
    detail = json.loads(entry.detail)
    assert detail["source"] == "uhri"
    assert [file["name"] for file in detail["files"]] == ["uhri.json"]
    assert len(detail["files"][0]["sha256"]) == 64
    assert detail["counts"]["added"] == 2
    assert str(tmp_path) not in entry.detail
    with reading() as session:
        assert list(broken_links(session)) == []
        assert session.get_one(DataVersion, Family.RECOMMENDATIONS.value).number == entry.number
        assert session.get_one(DataVersion, Family.CONTRIBUTIONS.value).number <= before


def test_a_review_gets_its_session_year_and_source_of_record(tmp_path: Path) -> None:
    import_uhri(uhri_json(tmp_path, uhri_record(Countries=["Fiji"], UprSession=["34 - November"])))
    with reading() as session:
        review = session.exec(select(Review).where(Review.iso3 == "FJI", Review.cycle == 3)).one()
        assert (review.session, review.year, review.source_of_record) == (34, 2019, Source.UHRI)


def test_a_session_on_record_is_kept_and_the_files_other_one_noted(tmp_path: Path) -> None:
    import_uhri(uhri_json(tmp_path, uhri_record("a")))
    report = import_uhri(uhri_json(tmp_path, uhri_record("b", UprSession=["36 - May"])))
    assert report.notes == ("KEN-3: session 35 is kept, the file says 36 (row 1)",)
    assert {found.session for found in stored()} == {35}


def test_records_made_after_an_import_get_numbers_of_their_own(tmp_path: Path) -> None:
    import_uhri(uhri_json(tmp_path, uhri_record("a"), uhri_record("b")))
    add_recommendation()
    assert [found.code for found in stored()] == ["UPRC-REC-000001", "UPRC-REC-000002", "UPRC-REC-000003"]


def test_an_import_joins_the_work_around_it(tmp_path: Path) -> None:
    class Stopped(Exception):
        """The work around the import ends otherwise."""

    before = whole_store()
    path = uhri_json(tmp_path, uhri_record("a"))

    def work() -> None:
        with writing():
            import_uhri(path)
            raise Stopped

    with pytest.raises(Stopped):
        work()
    assert whole_store() == before


def test_progress_grows_to_the_whole(tmp_path: Path) -> None:
    path = uhri_json(tmp_path, *(uhri_record(str(n)) for n in range(20)))
    seen: list[tuple[int, int]] = []
    import_recommendations(Source.UHRI, [path], progress=lambda done, total: seen.append((done, total)))
    assert seen == sorted(seen)
    assert seen[-1] == (path.stat().st_size, path.stat().st_size)


def test_signs_that_no_store_can_hold_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "uhri.json"
    record = json.dumps(uhri_record(Text="<p>Do\u0000 this\u0007 &#0; now</p>", Themes=["Right\u0000 to health"]))
    path.write_text(f"[{record}]".replace("now", "now \\ud83d"), encoding="utf-8")
    assert import_uhri(path).added == 1
    found = only(stored())
    assert (found.text[:8], found.themes) == ("Do this ", ("Right to health",))
    found.text.encode("utf-8")
