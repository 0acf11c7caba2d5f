"""Files for spreadsheets: texts stay texts, the first row is the heading, and what they are about stands by itself."""

import csv
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import openpyxl
import pandas as pd
import pytest

from components.shared.picture import Provenance
from components.shared.table_files import FileNotes, about_text, table_csv, table_xlsx
from components.shared.tables import Column, paragraph_column
from languages.text import set_language

COLUMNS = {
    "label": Column("Theme", meaning="As the source assigned it."),
    "supported": Column("Accepted", "count"),
    "share": Column("Share", "share"),
    "day": Column("Day", "date"),
}
NOTES = FileNotes("Support by theme", (("As of", "2026-05-12"), ("Source", "UPR Info")))


@pytest.fixture(params=["en", "ar"])
def spoken(request: pytest.FixtureRequest) -> Iterator[str]:
    yield set_language(request.param)
    set_language("en")


def frame(label: str = "Education") -> pd.DataFrame:
    return pd.DataFrame({"label": [label], "supported": [12345], "share": [0.5], "day": [date(2026, 5, 12)]})


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def book(
    frames: list[pd.DataFrame], columns: dict[str, Column] = COLUMNS, notes: FileNotes = NOTES
) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(table_xlsx(frames, columns=columns, notes=notes)))


def read_csv(frames: list[pd.DataFrame], columns: dict[str, Column], *, demonstration: bool = False) -> pd.DataFrame:
    return pd.read_csv(BytesIO(table_csv(frames, columns=columns, demonstration=demonstration)))


def about(found: openpyxl.Workbook) -> dict[object, object]:
    return {row[0].value: row[1].value for row in found.worksheets[1].iter_rows(min_row=2)}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "\u200b+", "\uff1d", "\u3000\uff20", "\n="])
def test_a_cell_of_a_csv_never_starts_a_formula_in_a_spreadsheet(start: str) -> None:
    content = table_csv([frame(f"{start}HYPERLINK(1)")], columns=COLUMNS, demonstration=False)
    assert f"'{start}HYPERLINK(1)".encode() in content


@pytest.mark.parametrize(
    "text", ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "{=1}", "https://example.org", "26.10", "007", "1E5"]
)
def test_a_text_of_a_workbook_is_the_same_text_and_no_formula_link_or_number(text: str) -> None:
    cell = book([frame(text)]).worksheets[0]["A2"]
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_a_negative_number_stays_a_number() -> None:
    content = table_csv([pd.DataFrame({"n": [-5]})], columns={"n": Column("N", "count")}, demonstration=False)
    assert rows(content) == [["N"], ["-5"]]


def test_a_csv_begins_with_its_titles_and_has_raw_figures_and_iso_dates() -> None:
    content = table_csv([frame(), frame("Torture")], columns=COLUMNS, demonstration=False)
    assert content.startswith(b"\xef\xbb\xbf")
    assert rows(content) == [
        ["Theme", "Accepted", "Share", "Day"],
        ["Education", "12345", "0.5", "2026-05-12"],
        ["Torture", "12345", "0.5", "2026-05-12"],
    ]


def test_paragraphs_stay_apart_in_a_csv_and_in_a_workbook(spoken: str) -> None:
    numbers = ["26.10", "26.1", "079", "1E5", "79(a)", ""]
    columns = {"paragraph": paragraph_column()}
    table = pd.DataFrame({"paragraph": numbers})
    read = pd.read_csv(BytesIO(table_csv([table], columns=columns, demonstration=False)), skip_blank_lines=False)
    assert list(read.iloc[:, 0].fillna("")) == [
        "para. 26.10",
        "para. 26.1",
        "para. 079",
        "para. 1E5",
        "para. 79(a)",
        "",
    ]
    sheet = book([table], columns).worksheets[0]
    assert [sheet.cell(row, 1).value or "" for row in range(2, 8)] == numbers


def test_a_demonstration_is_told_in_each_row_of_its_files_and_never_above_the_heading(spoken: str) -> None:
    word = {"en": "Demonstration", "ar": "بيانات توضيحية"}[spoken]
    read = read_csv([frame(), frame()], COLUMNS, demonstration=True)
    assert list(read.columns[:4]) == [column.title for column in COLUMNS.values()]
    assert read.columns[4] == word
    assert read[word].notna().all()
    found = book([frame()], notes=FileNotes("T", (), demonstration=True))
    assert found.worksheets[0]["E1"].value == word
    assert found.worksheets[0]["E2"].value
    assert word in about(found)


def test_a_workbook_has_typed_cells_a_frozen_heading_and_a_sheet_about_it(spoken: str) -> None:
    found = book([frame()])
    sheet = found.worksheets[0]
    values = [cell.value for cell in sheet[2]]
    assert values[:3] == ["Education", 12345, 0.5]
    assert isinstance(values[3], datetime)
    assert values[3].date() == date(2026, 5, 12)
    assert sheet.freeze_panes == "A2"
    assert bool(sheet.sheet_view.rightToLeft) is (spoken == "ar")
    assert found.worksheets[1]["A1"].value == "Support by theme"
    assert about(found)["As of"] == "2026-05-12"
    assert "As the source assigned it." in about(found).values()


def test_the_text_about_a_csv_says_what_the_sheet_about_a_workbook_says(spoken: str) -> None:
    text = about_text(columns=COLUMNS, notes=NOTES).decode("utf-8-sig").split("\r\n")
    assert text == [NOTES.title, "", *(f"{term}: {said}" for term, said in about(book([frame()])).items())]


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NaT, pd.NA])
def test_a_missing_value_is_an_empty_cell(nothing: object) -> None:
    table, columns = pd.DataFrame({"n": [nothing], "t": ["x"]}, dtype=object), {"n": Column("N"), "t": Column("T")}
    assert rows(table_csv([table], columns=columns, demonstration=False))[1] == ["", "x"]
    assert book([table], columns).worksheets[0]["A2"].value is None


def test_a_file_holds_the_words_of_a_link_and_not_its_address() -> None:
    table = pd.DataFrame({"address": ["./state?state=KEN"], "name": ["Kenya"]})
    columns = {"address": Column("State", kind="link", text="name")}
    assert rows(table_csv([table], columns=columns, demonstration=False)) == [["State"], ["Kenya"]]
    assert book([table], columns).worksheets[0]["A2"].value == "Kenya"


def test_a_text_that_no_cell_can_hold_is_cut_with_a_mark_in_a_workbook_alone() -> None:
    long = "x" * 40_000
    assert len(book([frame(long)]).worksheets[0]["A2"].value) == 32_767
    assert read_csv([frame(long)], COLUMNS).iloc[0, 0] == long


def test_an_empty_table_is_a_file_with_its_heading() -> None:
    assert rows(table_csv([], columns=COLUMNS, demonstration=False)) == [["Theme", "Accepted", "Share", "Day"]]
    assert book([]).worksheets[0]["A1"].value == "Theme"


def test_a_picture_says_its_filters_unit_day_source_and_total_in_its_files() -> None:
    made_of = Provenance(
        "recommendations", "UPR Info", datetime(2026, 5, 12, tzinfo=UTC), 3, filters=(("Cycle", "Cycle 3"),), counted=41
    )
    told = dict(made_of.notes("Support", "Read it so.").facts[:6])
    assert told["Counted"] == "recommendations"
    assert told["In all, each counted once"] == "41"
    assert told["Cycle"] == "Cycle 3"
    assert told["As of"] == "2026-05-12"
    assert told["Source"] == "UPR Info"
    assert told["Not counted"].startswith("3 records await")
    unfiltered = Provenance("recommendations", "UPR Info", datetime(2026, 5, 12, tzinfo=UTC)).notes("Support").facts
    assert ("Filters", "None") in unfiltered
