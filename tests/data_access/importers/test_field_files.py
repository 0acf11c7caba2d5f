"""Files as the field writes them: every row is read, or set aside with a reason that lets somebody mend it."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from data_access.importers import ImportRefused, ImportReport, import_recommendations
from domain.vocabulary import Position, Source
from tests.data_access.importers.export_files import (
    UHRI_HEADINGS,
    UPR_INFO_HEADING,
    UPR_INFO_WORKBOOK_HEADING,
    csv_text,
    only,
    stored,
    uhri_json,
    uhri_record,
    upr_info_csv,
    upr_info_row,
)

pytestmark = pytest.mark.usefixtures("sqlite_store")

PRESENT_SITE = (
    *("Title", "Date added", "Template", "Recommendation", "State under review", "Recommending State", "Response"),
    *("Issues", "Cycle", "Session", "Action category", "Published"),
)

Rows = Sequence[Sequence[object]]


def upr_info(*paths: Path) -> ImportReport:
    return accounted(import_recommendations(Source.UPR_INFO, paths))


def uhri(*paths: Path) -> ImportReport:
    return accounted(import_recommendations(Source.UHRI, paths))


def accounted(report: ImportReport) -> ImportReport:
    """The report, whose rows read are all accounted for."""
    parts = (report.added, report.updated, report.unchanged, report.merged, report.skipped, report.rejected)
    assert report.read == sum(parts)
    assert report.rejected == len(report.rejections)
    return report


def workbook(folder: Path, sheets: Mapping[str, Rows], hidden: Sequence[str] = ()) -> Path:
    """A workbook with these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if name in hidden else "visible"
    path = folder / "book.xlsx"
    book.save(path)
    return path


def cells(text: str = "Train judges", **changes: str) -> list[str]:
    row = upr_info_row(text, **changes)
    return [row[heading] for heading in UPR_INFO_HEADING]


def lines(path: Path, *rows: Sequence[str], delimiter: str = ",") -> Path:
    """Write rows as CSV."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8")
    return path


def refusal(source: Source, path: Path) -> str:
    with pytest.raises(ImportRefused) as refused:
        import_recommendations(source, [path])
    return str(refused.value)


# Workbooks


def test_all_sheets_with_the_headings_are_read(tmp_path: Path) -> None:
    heading = UPR_INFO_WORKBOOK_HEADING
    sheets: dict[str, Rows] = {"S8": [heading, cells("One")], "S9": [heading, cells("Two"), cells("Three", To="x")]}
    report = upr_info(workbook(tmp_path, sheets))
    assert (report.read, report.added) == (3, 2)
    [rejection] = report.rejections
    assert rejection.row == 3
    assert rejection.reason.startswith('sheet "S9": "x" is not the name of a State')


def test_a_cover_is_named_and_headings_are_found_below_a_cover_text(tmp_path: Path) -> None:
    cover = ["Prepared by the ministry"]
    sheets: dict[str, Rows] = {"Read me": [cover], "Data": [cover, [], UPR_INFO_HEADING, cells()], "Empty": []}
    report = upr_info(workbook(tmp_path, sheets))
    assert report.added == 1
    assert report.notes == (
        '1 rows above the headings were left unread, the first says "Prepared by the ministry" (sheet "Data": row 1)',
        'sheet "Read me" was left unread: none of its 1 rows has the headings',
    )


def test_a_hidden_sheet_is_left_unread_and_named(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {"Old": [UPR_INFO_HEADING, cells("Old")], "New": [UPR_INFO_HEADING, cells("New")]}
    report = upr_info(workbook(tmp_path, sheets, hidden=["Old"]))
    assert only(stored()).text == "New"
    assert 'sheet "Old" is hidden and was left unread: it holds 2 rows' in report.notes[0]


def test_a_workbook_of_hidden_sheets_alone_is_refused_as_such(tmp_path: Path) -> None:
    sheets: dict[str, Rows] = {"Old": [UPR_INFO_HEADING, cells("Old")], "Blank": []}
    assert 'only hidden sheets hold something ("Old")' in refusal(
        Source.UPR_INFO, workbook(tmp_path, sheets, hidden=["Old"])
    )


def test_rows_of_a_sheet_that_lacks_a_column_are_set_aside_one_by_one(tmp_path: Path) -> None:
    lacking = ["Responce" if heading == "Response" else heading for heading in UPR_INFO_HEADING]
    sheets: dict[str, Rows] = {"A": [UPR_INFO_HEADING, cells("A")], "B": [lacking, cells("B"), cells("C")]}
    report = upr_info(workbook(tmp_path, sheets))
    assert (report.read, report.added) == (3, 1)
    reason = 'sheet "B": no column for response beside the others in row 1 (response may be "Responce")'
    assert report.rejections == ((2, reason), (3, reason))


def test_headings_that_come_again_are_no_row(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.csv", UPR_INFO_HEADING, cells("A"), UPR_INFO_HEADING, cells("B"))
    assert (upr_info(path).read, len(stored())) == (2, 2)


def test_uhris_sheets_are_all_read_too(tmp_path: Path) -> None:
    def row(identifier: str) -> list[object]:
        values = [uhri_record(identifier)[field] for field in UHRI_HEADINGS.values()]
        return [f"- {value[0]}" if isinstance(value, list) else value for value in values]

    sheets: dict[str, Rows] = {"1": [[*UHRI_HEADINGS], row("a")], "2": [["Notes"], [*UHRI_HEADINGS], row("b")]}
    assert uhri(workbook(tmp_path, sheets)).added == 2


# CSV


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"])
def test_every_dialect_of_spreadsheets_is_read(tmp_path: Path, delimiter: str, encoding: str) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(
        [UPR_INFO_HEADING, cells("Continue; go on, “soon”", To="Côte d'Ivoire")]
    )
    path = tmp_path / "a.csv"
    path.write_bytes(out.getvalue().encode(encoding))
    assert upr_info(path).rejections == ()
    found = only(stored())
    assert (found.review, found.text) == ("CIV-1", "Continue; go on, “soon”")


def test_a_line_that_names_the_separator_is_obeyed(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.csv", UPR_INFO_HEADING, cells("Good"), cells("Bad", Session="x"), delimiter=";")
    path.write_text("sep=;\r\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    report = upr_info(path)
    assert (report.added, [rejection.row for rejection in report.rejections]) == (1, [4])


def test_a_refusal_names_what_was_seen(tmp_path: Path) -> None:
    heading = ["Land" if name == "To" else name for name in UPR_INFO_HEADING]
    said = refusal(Source.UPR_INFO, lines(tmp_path / "a.csv", ["List of 2020"], heading[:-2], delimiter=";"))
    assert "no column for to, issue, session" in said
    assert "read as UTF-8 with semicolons between cells" in said
    assert '"Land"' in said


def test_a_quotation_mark_too_many_loses_no_other_row(tmp_path: Path) -> None:
    text = csv_text(
        [upr_info_row("One"), upr_info_row("Two"), upr_info_row("Three, with Fiji"), upr_info_row("Four")], "\n"
    )
    path = tmp_path / "a.csv"
    path.write_text(text.replace("Two", '"Two'), encoding="utf-8")
    report = upr_info(path)
    assert (report.read, report.added) == (4, 3)
    assert report.rejections == ((3, "a quotation mark in this row is not closed, or one too many"),)
    assert {found.text for found in stored()} == {"One", "Three, with Fiji", "Four"}


def test_a_cell_of_several_lines_is_one_cell(tmp_path: Path) -> None:
    upr_info(upr_info_csv(tmp_path, upr_info_row("One\nand, with commas, a, b, c, d, e, f, g, h, two"), end="\r\n"))
    assert only(stored()).text == "One and, with commas, a, b, c, d, e, f, g, h, two"


def test_a_uhri_sheet_saved_as_csv_is_read(tmp_path: Path) -> None:
    values = [uhri_record()[field] for field in UHRI_HEADINGS.values()]
    row = [f"- {value[0]}" if isinstance(value, list) else str(value) for value in values]
    assert uhri(lines(tmp_path / "a.csv", [*UHRI_HEADINGS], row, delimiter=";")).added == 1


# UPR Info's present export, and its issues


def test_the_present_sites_export_is_read(tmp_path: Path) -> None:
    row = ["Train judges", "2023-04-02", "Recommendation", "Train judges", "Kenya", "Norway|Fiji", "Supported"]
    path = lines(
        tmp_path / "a.csv",
        PRESENT_SITE,
        [*row, "Justice|Labour", "Cycle 3", "35 - January 2020", "5 - Specific action", "Published"],
    )
    assert upr_info(path).notes == ()
    found = only(stored())
    assert (found.review, found.session, found.position, found.action) == ("KEN-3", 35, Position.SUPPORTED, 5)
    assert (found.recommending, found.themes) == (("FJI", "NOR"), ("Justice", "Labour"))


def test_a_cycle_that_does_not_fit_the_session_is_noted(tmp_path: Path) -> None:
    heading, row = [*UPR_INFO_HEADING, "Cycle"], [*cells(), "2"]
    report = upr_info(lines(tmp_path / "a.csv", heading, row))
    assert report.notes == ("session 8 is in cycle 1, the file says 2; the session counts (row 2)",)


@pytest.mark.parametrize(
    ("cell", "themes", "noted"),
    [
        ("Justice;Labour", ("Justice", "Labour"), False),
        ("Justice | Labour", ("Justice", "Labour"), False),
        ("Justice\nLabour", ("Justice", "Labour"), False),
        ("Justice/Labour", ("Justice", "Labour"), False),
        ("Justice,Labour", ("Justice", "Labour"), False),
        ("Women&#39;s rights;Justice", ("Justice", "Women's rights"), False),
        ("Asylum-seekers - refugees", ("Asylum-seekers - refugees",), False),
        ("Cruel, inhuman treatment", ("Cruel, inhuman treatment",), True),
        ("Land, Water|Justice", ("Justice", "Land, Water"), True),
        ("Sports", ("Sports",), True),
    ],
)
def test_issues_are_parted_where_they_join_known_names(
    tmp_path: Path, cell: str, themes: tuple[str, ...], noted: bool
) -> None:
    report = upr_info(upr_info_csv(tmp_path, upr_info_row(Issue=cell), end="\r\n"))
    assert only(stored()).themes == themes
    assert bool(report.notes) is noted


def test_a_theme_that_joins_names_on_record_is_parted_and_a_name_with_a_semicolon_stays_whole(tmp_path: Path) -> None:
    whole = "Children: definition; general principles"
    records = [
        uhri_record("a", Themes=["Right to health; Right to food"]),
        uhri_record("b", Themes=["Right to health"]),
        uhri_record("c", Themes=["Right to food|Minorities"]),
        uhri_record("d", Themes=[whole]),
    ]
    report = uhri(uhri_json(tmp_path, *records))
    assert [found.themes for found in stored()] == [
        ("Right to food", "Right to health"),
        ("Right to health",),
        ("Minorities", "Right to food"),
        (whole,),
    ]
    assert report.notes == (f'"{whole}" is read as one new name; if it joins several, put each on a line of its own',)


# UHRI: whose record it is


@pytest.mark.parametrize("kind", ["", "- 0b7d4f6e-55aa-4c1e-9d3b-2f60a1c4e8d7", "- Rec", "- Typo"])
def test_a_record_of_the_upr_without_a_usable_type_is_imported_and_noted(tmp_path: Path, kind: str) -> None:
    report = uhri(
        uhri_json(tmp_path, uhri_record("a"), uhri_record("b", AnnotationType=kind, Text="<p>142.8 Go on</p>"))
    )
    assert report.added == 2
    assert "type (AnnotationType)" in report.notes[0]
    assert "(row 2)" in report.notes[0]


@pytest.mark.parametrize(
    "body",
    [
        "- UPR",
        "UPR",
        "- Universal Periodic Review",
        "Working Group on the UPR",
        "U.P.R.",
        "Examen Périodique Universel (EPU)",
    ],
)
def test_the_reviews_body_is_read_in_every_spelling(tmp_path: Path, body: str) -> None:
    report = uhri(uhri_json(tmp_path, uhri_record(Body=body)))
    assert (report.added, report.notes) == (1, ())


@pytest.mark.parametrize("body", ["", "- 0b7d4f6e-55aa-4c1e-9d3b-2f60a1c4e8d7", "- Human Rights Council"])
def test_a_record_without_a_known_body_is_judged_by_the_fields_of_the_upr(tmp_path: Path, body: str) -> None:
    empty: dict[str, object] = {"UprPositions": [], "UprSession": [], "UprRecommendingCountry": [], "UprCycle": []}
    report = uhri(uhri_json(tmp_path, uhri_record("a", Body=body), uhri_record("b", Body=body, **empty)))
    assert (report.added, [rejection.row for rejection in report.rejections]) == (1, [2])
    assert "read as the UPR since UprPositions is filled in" in report.notes[0]


def test_what_is_skipped_is_counted_by_body_and_type(tmp_path: Path) -> None:
    other: dict[str, object] = {"Body": "- CERD", "AnnotationType": "- Concerns/Observations", "UprSession": []}
    records = [
        uhri_record("a", **other),
        uhri_record("b", **other),
        uhri_record("c", Body="- SR Torture"),
        uhri_record("d"),
    ]
    report = uhri(uhri_json(tmp_path, *records, uhri_record("e", Text="<p>Response of Kenya</p>")))
    assert (report.added, report.skipped) == (1, 4)
    assert report.notes == (
        'skipped 2 of another mechanism: body "CERD", type "Concerns/Observations"',
        'skipped 1 of another mechanism: body "SR Torture", type "Recommendations"',
        'skipped 1 of replies of States: the text begins with "Response of"',
    )


def test_an_unknown_position_is_named_with_its_rows(tmp_path: Path) -> None:
    records = [uhri_record(str(n), UprPositions=["Deferred"], Text=f"<p>142.{n} Go on</p>") for n in range(1, 6)]
    report = uhri(uhri_json(tmp_path, *records))
    assert {found.position for found in stored()} == {Position.UNKNOWN}
    assert 'position "Deferred" is not known' in report.notes[0]
    assert "(5 rows, first row 1, row 2, row 3)" in report.notes[0]


def test_several_sessions_are_rejected_and_goals_in_one_text_are_parted(tmp_path: Path) -> None:
    goals = ["5 - GENDER EQUALITY; 16.3 - Promote the rule of law, and justice"]
    records = [uhri_record("a", UprSession=["20 - November", "21 - January"]), uhri_record("b", Sdgs=goals)]
    report = uhri(uhri_json(tmp_path, *records))
    assert report.rejections == ((1, "2 sessions: 20, 21. Leave one in UprSession"),)
    assert only(stored()).sdgs == ((5, ""), (16, "16.3"))
