"""UPR Info's export: old CSV files, newer ones, and Excel files; a row for each recommending State."""

from collections.abc import Callable
from pathlib import Path

import pytest

from data_access.importers import ImportReport, import_recommendations
from domain.vocabulary import Position, RecommendationKind, Source
from tests.data_access.importers.export_files import (
    SAMPLES,
    only,
    stored,
    upr_info_csv,
    upr_info_row,
    upr_info_workbook,
)

Write = Callable[..., Path]

pytestmark = pytest.mark.usefixtures("sqlite_store")


@pytest.fixture(params=[upr_info_csv, upr_info_workbook], ids=["csv", "workbook"])
def write(request: pytest.FixtureRequest) -> Write:
    """Writes the same rows as CSV and as a workbook: both must be read alike."""
    writer: Write = request.param
    return writer


def import_upr_info(*paths: Path) -> ImportReport:
    return import_recommendations(Source.UPR_INFO, paths)


def test_rows_with_the_same_text_are_one_recommendation_of_several_states(tmp_path: Path, write: Write) -> None:
    rows = [
        upr_info_row("Ratify the Convention, soon", **{"From": "Norway", "Issue": "Justice"}),
        upr_info_row("Ratify the Convention, soon", **{"From": "Brazil", "Issue": "Justice,General"}),
        upr_info_row("  ratify the CONVENTION soon. ", **{"From": "Norway", "Issue": "Justice"}),
    ]
    report = import_upr_info(write(tmp_path, *rows))
    assert (report.read, report.added, report.merged) == (3, 1, 2)
    found = only(stored())
    assert (found.review, found.session, found.position) == ("KEN-1", 8, Position.SUPPORTED)
    assert found.recommending == ("BRA", "NOR")
    assert found.themes == ("General", "Justice")
    assert found.action == 5


def test_another_response_or_another_review_is_another_recommendation(tmp_path: Path, write: Write) -> None:
    rows = [
        upr_info_row(),
        upr_info_row(Response="Noted"),
        upr_info_row(Session="21"),
        upr_info_row(To="Fiji"),
    ]
    assert import_upr_info(write(tmp_path, *rows)).added == 4
    assert {found.review for found in stored()} == {"KEN-1", "KEN-2", "FJI-1"}


@pytest.mark.parametrize(
    ("response", "position", "kind"),
    [
        ("Accepted", Position.SUPPORTED, RecommendationKind.RECOMMENDATION),
        ("Supported", Position.SUPPORTED, RecommendationKind.RECOMMENDATION),
        ("Noted", Position.NOTED, RecommendationKind.RECOMMENDATION),
        ("Not Supported", Position.NOTED, RecommendationKind.RECOMMENDATION),
        ("Rejected", Position.NOTED, RecommendationKind.RECOMMENDATION),
        ("Pending", Position.PENDING, RecommendationKind.RECOMMENDATION),
        ("", Position.PENDING, RecommendationKind.RECOMMENDATION),
        ("No clear position", Position.UNKNOWN, RecommendationKind.RECOMMENDATION),
        ("Voluntary Pledge", Position.SUPPORTED, RecommendationKind.COMMITMENT),
    ],
)
def test_responses_become_positions_and_keep_their_word(
    tmp_path: Path, write: Write, response: str, position: Position, kind: RecommendationKind
) -> None:
    import_upr_info(write(tmp_path, upr_info_row(Response=response)))
    found = only(stored())
    assert (found.position, found.kind, found.position_word) == (position, kind, response)
    assert found.recommending == (() if kind is RecommendationKind.COMMITMENT else ("NOR",))


@pytest.mark.parametrize("name", ["&#40;Unknown&#41;", "Observer", "", "(Unknown)"])
def test_an_unnamed_recommending_state_is_nothing_to_report(tmp_path: Path, write: Write, name: str) -> None:
    report = import_upr_info(write(tmp_path, upr_info_row(From=name)))
    assert (report.added, report.rejected, report.notes) == (1, 0, ())
    assert only(stored()).recommending == ()


def test_a_recommending_name_that_is_no_state_is_noted(tmp_path: Path, write: Write) -> None:
    report = import_upr_info(write(tmp_path, upr_info_row(From="Atlantis"), upr_info_row("Other", From="Atlantis")))
    assert (report.added, report.rejected) == (2, 0)
    assert report.notes == (
        'recommending State "Atlantis" is not in the list of States; left out (2 rows, first row 2, row 3)',
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"To": "Atlantis"}, '"Atlantis" is not the name of a State'),
        ({"To": "State of Palestine"}, '"State of Palestine" is not one of the 193 States under review'),
        ({"Session": "77"}, "session 77 is not one of 1 to 54"),
        ({"Session": ""}, "no session"),
        ({"Session": "x"}, 'the session "x" cannot be read'),
        ({"Text": "  "}, "no text"),
        ({"Response": "x" * 101}, "Response has 101 characters, more than 100"),
    ],
)
def test_a_row_that_cannot_be_read_is_rejected_with_its_number(
    tmp_path: Path, write: Write, changes: dict[str, str], reason: str
) -> None:
    report = import_upr_info(write(tmp_path, upr_info_row("Good"), upr_info_row(**{"text": "Bad", **changes})))
    assert (report.read, report.added) == (2, 1)
    [rejection] = report.rejections
    assert rejection.row == 3
    assert rejection.reason.startswith(reason)


def test_a_row_of_another_width_is_rejected(tmp_path: Path) -> None:
    path = upr_info_csv(tmp_path, upr_info_row())
    path.write_bytes(path.read_bytes() + b"Kenya,,,Cut off\r")
    [rejection] = import_upr_info(path).rejections
    assert rejection.row == 3
    assert rejection.reason.startswith("4 cells, where the heading has 11")


@pytest.mark.parametrize(
    ("encoding", "end"),
    [("mac_roman", "\r"), ("mac_roman", "\n"), ("utf-8", "\r\n"), ("utf-8-sig", "\r\n"), ("cp1252", "\r\n")],
)
def test_every_encoding_of_the_exports_is_told_from_the_others(tmp_path: Path, encoding: str, end: str) -> None:
    rows = [upr_info_row("Poursuivre la coopération", To="Côte d'Ivoire", From="São Tomé and Príncipe", Session="6")]
    report = import_upr_info(upr_info_csv(tmp_path, *rows, encoding=encoding, end=end))
    assert (report.rejections, report.notes) == ((), ())
    found = only(stored())
    assert (found.review, found.text, found.recommending) == ("CIV-1", "Poursuivre la coopération", ("STP",))


@pytest.mark.parametrize(("encoding", "end"), [("mac_roman", "\r"), ("cp1252", "\r\n")])
def test_line_ends_tell_the_encoding_where_no_name_does(tmp_path: Path, encoding: str, end: str) -> None:
    path = upr_info_csv(tmp_path, upr_info_row("Ratify the “Convention”"), encoding=encoding, end=end)
    import_upr_info(path)
    assert only(stored()).text == "Ratify the “Convention”"


def test_files_that_hold_the_same_rows_count_once(tmp_path: Path) -> None:
    rows = [upr_info_row(f"Do this, in part {n}") for n in range(4)]
    report = import_upr_info(upr_info_csv(tmp_path, *rows), upr_info_workbook(tmp_path, *reversed(rows)))
    assert (report.read, report.added, report.merged) == (8, 4, 4)
    assert import_upr_info(upr_info_workbook(tmp_path, *rows)).unchanged == 4


def test_the_order_of_rows_makes_no_difference(tmp_path: Path) -> None:
    rows = [
        upr_info_row("Do this", From="Fiji", Action="2"),
        upr_info_row("do This.", From="Norway", Action="4", Issue="Justice"),
    ]
    import_upr_info(upr_info_csv(tmp_path, *rows))
    assert import_upr_info(upr_info_csv(tmp_path, *reversed(rows))).unchanged == 1


def test_the_text_keeps_formulas_as_text(tmp_path: Path, write: Write) -> None:
    import_upr_info(write(tmp_path, upr_info_row("'=cmd|' /C calc'!A0")))
    assert only(stored()).text == "'=cmd|' /C calc'!A0"


def test_the_sample_is_read_as_its_rows_say() -> None:
    report = import_upr_info(SAMPLES / "upr-info-sample.csv")
    assert (report.read, report.added, report.merged, report.rejected) == (9, 5, 2, 2)
    by_text = {found.text: found for found in stored()}
    assert by_text["Continue the training of judges and report on it."].recommending == ("BRA", "CIV", "NOR")
    assert by_text["Open three more legal aid offices"].kind is RecommendationKind.COMMITMENT
