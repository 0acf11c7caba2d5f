"""UHRI's export, in both of its kinds of file, with the defects that the real one has."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data_access.importers import ImportReport, import_recommendations
from domain.vocabulary import Position, RecommendationKind, Source
from tests.data_access.importers.export_files import (
    SAMPLES,
    Stored,
    only,
    stored,
    uhri_json,
    uhri_record,
    uhri_xlsx,
)

Write = Callable[..., Path]

pytestmark = pytest.mark.usefixtures("sqlite_store")


@pytest.fixture(params=[uhri_json, uhri_xlsx], ids=["json", "xlsx"])
def write(request: pytest.FixtureRequest) -> Write:
    """Writes the same records as JSON and as a workbook: both must be read alike."""
    writer: Write = request.param
    return writer


def import_uhri(*paths: Path) -> ImportReport:
    return import_recommendations(Source.UHRI, paths)


def imported(path: Path) -> Stored:
    report = import_uhri(path)
    assert (report.read, report.added, report.rejections) == (1, 1, ())
    return only(stored())


def test_a_record_becomes_a_recommendation(tmp_path: Path, write: Write) -> None:
    assert imported(write(tmp_path, uhri_record())) == Stored(
        code="UPRC-REC-000001",
        review="KEN-3",
        session=35,
        kind=RecommendationKind.RECOMMENDATION,
        source=Source.UHRI,
        paragraph="142.7",
        text="Continue the training of judges, part one",
        position=Position.SUPPORTED,
        position_word="Supported",
        action=None,
        published_on=date(2020, 3, 20),
        recommending=("NOR",),
        themes=("Administration of justice & fair trial",),
        persons=("Judges, lawyers and prosecutors",),
        sdgs=((16, ""),),
        retired=False,
        superseded_by=None,
    )


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("PK", "PAK"),
        ("MY", "MYS"),
        ("ID", "IDN"),
        ("IQ", "IRQ"),
        ("AU", "AUS"),
        ("Timor-Leste", "TLS"),
        ("Côte d’Ivoire", "CIV"),
    ],
)
def test_states_are_found_in_every_spelling(tmp_path: Path, write: Write, name: str, iso3: str) -> None:
    assert imported(write(tmp_path, uhri_record(Countries=[name]))).review == f"{iso3}-3"


def test_names_with_hyphens_and_stars_recommend(tmp_path: Path, write: Write) -> None:
    names = ["State of Palestine*", "Timor-Leste", "Guinea-Bissau", "European Union*", "Holy See"]
    assert imported(write(tmp_path, uhri_record(UprRecommendingCountry=names))).recommending == (
        *("EUE", "GNB", "PSE", "TLS", "VAT"),
    )


def test_a_recommending_name_that_is_no_state_is_noted_and_the_record_kept(tmp_path: Path, write: Write) -> None:
    report = import_uhri(write(tmp_path, uhri_record(UprRecommendingCountry=["Kosovo*", "France"])))
    row = 1 if write is uhri_json else 2
    assert (report.added, report.rejected) == (1, 0)
    assert report.notes == (f'recommending State "Kosovo*" is not in the list of States; left out (row {row})',)
    assert only(stored()).recommending == ("FRA",)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"Countries": []}, "no country"),
        ({"Countries": ["Atlantis"]}, '"Atlantis" is not the name of a State'),
        ({"Countries": ["Kosovo*"]}, '"Kosovo*" is not the name of a State'),
        ({"Countries": ["Holy See"]}, '"Holy See" is not one of the 193 States under review'),
        ({"Countries": ["Kenya", "Fiji"]}, "2 States under review: Kenya; Fiji"),
        ({"UprSession": []}, "no session"),
        ({"UprSession": ["55 - May"]}, "session 55 is not one of 1 to 54"),
        ({"UprSession": ["0"]}, "session 0 is not one of 1 to 54"),
        ({"UprSession": ["May"]}, 'the session "May" cannot be read'),
        ({"Text": "<p>142.7 (Norway);</p>"}, "no text"),
        ({"Text": ""}, "no text"),
        ({"Themes": ["x" * 201]}, "Themes has 201 characters, more than 200"),
        ({"Symbol": "x" * 101}, "Symbol has 101 characters, more than 100"),
    ],
)
def test_a_row_that_cannot_be_read_is_rejected_with_its_number(
    tmp_path: Path, write: Write, changes: dict[str, Any], reason: str
) -> None:
    report = import_uhri(write(tmp_path, uhri_record("good"), uhri_record("bad", **changes)))
    row = 2 if write is uhri_json else 3
    assert (report.read, report.added, report.rejected) == (2, 1, 1)
    [rejection] = report.rejections
    assert rejection.row == row
    assert rejection.reason.startswith(reason)


@pytest.mark.parametrize("field", ["Text", "Countries", "Themes", "UprSession", "AnnotationId", "Symbol", "Sdgs"])
@pytest.mark.parametrize("value", [{"a": 1}, [[1]], True, [None, {"b": []}]])
def test_a_value_of_the_wrong_type_rejects_its_row_alone(tmp_path: Path, field: str, value: object) -> None:
    report = import_uhri(uhri_json(tmp_path, uhri_record("good"), uhri_record("bad", **{field: value})))
    assert (report.added, [rejection.row for rejection in report.rejections]) == (1, [2])


@pytest.mark.parametrize(
    "changes",
    [
        {"Body": "- CERD", "AnnotationType": "- Concerns/Observations", "UprSession": [], "Countries": []},
        {"Body": "- SR Torture"},
        {"AnnotationType": "- Concerns/Observations"},
        {"Text": "<p>Response of the State under review</p>"},
        {"Text": "<p>142.7 Response of Kenya: supported</p>"},
    ],
)
def test_what_is_no_recommendation_of_a_review_is_skipped(
    tmp_path: Path, write: Write, changes: dict[str, Any]
) -> None:
    report = import_uhri(write(tmp_path, uhri_record(**changes)))
    assert (report.read, report.skipped, report.rejected, report.added) == (1, 1, 0, 0)


def test_the_joint_record_of_2011_is_the_review_of_the_sudan(tmp_path: Path, write: Write) -> None:
    both: dict[str, object] = {
        "Symbol": "A/HRC/18/16",
        "Countries": ["Sudan", "South Sudan"],
        "UprSession": ["11 - May"],
    }
    assert imported(write(tmp_path, uhri_record("joint", **both))).review == "SDN-1"


@pytest.mark.parametrize(
    ("words", "position", "word"),
    [
        (["Supported"], Position.SUPPORTED, "Supported"),
        (["Noted"], Position.NOTED, "Noted"),
        (["Supported/Noted"], Position.PARTLY_SUPPORTED, "Supported/Noted"),
        (["Supported", "Noted"], Position.PARTLY_SUPPORTED, "Supported/Noted"),
        ([], Position.PENDING, ""),
        (["Deferred"], Position.UNKNOWN, "Deferred"),
    ],
)
def test_positions_keep_the_sources_own_word(
    tmp_path: Path, write: Write, words: list[str], position: Position, word: str
) -> None:
    found = imported(write(tmp_path, uhri_record(UprPositions=words)))
    assert (found.position, found.position_word) == (position, word)


def test_a_voluntary_commitment_has_no_recommending_state(tmp_path: Path, write: Write) -> None:
    found = imported(write(tmp_path, uhri_record(AnnotationType="- Voluntary commitments", UprPositions=[])))
    assert (found.kind, found.position) == (RecommendationKind.COMMITMENT, Position.SUPPORTED)
    assert found.recommending == ()


def test_the_cycle_follows_from_the_session_and_not_from_the_record(tmp_path: Path) -> None:
    assert imported(uhri_json(tmp_path, uhri_record(UprSession=["20 - November"], UprCycle=["4"]))).review == "KEN-2"


def test_stray_blanks_make_no_second_theme(tmp_path: Path, write: Write) -> None:
    import_uhri(write(tmp_path, uhri_record("a", Themes=["Minorities "]), uhri_record("b", Themes=[" Minorities"])))
    assert [found.themes for found in stored()] == [("Minorities",), ("Minorities",)]


def test_goals_and_targets_are_read_and_what_is_none_is_noted(tmp_path: Path, write: Write) -> None:
    values = ["5 - GENDER EQUALITY", "16.3 - Promote the rule of law", "16.a - Strengthen", "99 - NOTHING"]
    report = import_uhri(write(tmp_path, uhri_record(Sdgs=values)))
    assert only(stored()).sdgs == ((5, ""), (16, "16.3"), (16, "16.a"))
    row = 1 if write is uhri_json else 2
    assert report.notes == (f'"99 - NOTHING" is not a Sustainable Development Goal; left out (row {row})',)


def test_recommending_states_at_the_end_of_the_text_count_where_the_field_is_empty(
    tmp_path: Path, write: Write
) -> None:
    text = "<p>79(a) Train the police (Austria; C&ocirc;te d&#x27;Ivoire);</p>"
    found = imported(write(tmp_path, uhri_record(Text=text, UprRecommendingCountry=[])))
    assert (found.paragraph, found.text, found.recommending) == ("79(a)", "Train the police", ("AUT", "CIV"))


def test_equal_texts_under_different_ids_are_different_recommendations(tmp_path: Path, write: Write) -> None:
    same: dict[str, object] = {"Text": "<p>Train the police</p>"}
    assert import_uhri(write(tmp_path, uhri_record("a", **same), uhri_record("b", **same))).added == 2


def test_without_an_id_symbol_and_paragraph_tell_recommendations_apart(tmp_path: Path, write: Write) -> None:
    path = write(tmp_path, *(uhri_record("", Text=f"<p>142.{n} Train the police</p>") for n in (1, 10)))
    assert import_uhri(path).added == 2
    assert import_uhri(path).unchanged == 2


def test_an_id_that_stands_twice_counts_once(tmp_path: Path, write: Write) -> None:
    report = import_uhri(write(tmp_path, uhri_record("a"), uhri_record("a"), uhri_record("a", Text="<p>Other</p>")))
    assert (report.read, report.added, report.merged, report.rejected) == (3, 1, 1, 1)
    assert "stands in an earlier row too" in report.rejections[0].reason


def test_both_kinds_of_file_give_the_same_recommendations(tmp_path: Path) -> None:
    records = [uhri_record(str(n), Text=f"<p>{n}.1 Do this, in part {n} (Norway; Fiji);</p>") for n in range(1, 9)]
    assert import_uhri(uhri_json(tmp_path, *records)).added == 8
    assert import_uhri(uhri_xlsx(tmp_path, *records)).unchanged == 8
    assert import_uhri(uhri_json(tmp_path, *records), uhri_xlsx(tmp_path, *records)).merged == 8


def test_the_sample_is_read_as_its_records_say() -> None:
    report = import_uhri(SAMPLES / "uhri-sample.json")
    assert (report.read, report.added, report.skipped, report.rejected) == (12, 8, 2, 2)
    assert report.read == report.added + report.skipped + report.rejected + report.merged
