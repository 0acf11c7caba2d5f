"""Files that are cut, mistaken, damaged or meant to harm: one clear line, and the store as it was."""

import json
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from data_access.importers import ImportRefused, import_recommendations
from data_access.importers.files.uhri_files import LARGEST_RECORD
from domain.vocabulary import Source
from tests.data_access.importers.export_files import (
    csv_text,
    only,
    stored,
    uhri_json,
    uhri_record,
    uhri_xlsx,
    upr_info_csv,
    upr_info_row,
    whole_store,
)

pytestmark = [pytest.mark.usefixtures("sqlite_store"), pytest.mark.slow]

Make = Callable[[Path], bytes]


def refusal(source: Source, path: Path) -> str:
    """The line with which the import is refused; the store is as before."""
    before = whole_store()
    with pytest.raises(ImportRefused) as refused:
        import_recommendations(source, [path])
    assert whole_store() == before
    line = str(refused.value)
    assert line.startswith(f"{path.name}: ")
    assert "\n" not in line
    assert len(line) < 400
    return line


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"   \n ", "begins neither like a JSON list nor like a workbook"),
        (b"[]", "holds no record"),
        (b"{}", "begins neither like a JSON list"),
        (b'{"item": [1, 2]}', "begins neither like a JSON list"),
        (b"null", "begins neither like a JSON list"),
        (b"[1, 2, 3]", "not a UHRI export"),
        (b'["text"]', "not a UHRI export"),
        (b'[{"a": 1}]', "not a UHRI export: Text, Countries, Body, AnnotationType, UprSession missing"),
        (b"[[[[", "not whole and valid JSON"),
        (b"[" * 5_000_000, "nests deeper than any real one"),
        (b'[{"a":' * 100_000, "nests deeper than any real one"),
        (b"[" + b'["]]]]]]]]",' * 100_000, "nests deeper than any real one"),
        (b'["' + b"x" * (LARGEST_RECORD + 100_000), "larger than 4 MB"),
        (b"[" + b"9" * (LARGEST_RECORD + 100_000), "larger than 4 MB"),
        (b"[" + b"9" * 5000 + b"]", "integer overflow"),
        (b"[1e999999]", "not"),
        (b'[{"Text": "\xff\xfe"}]', "not whole and valid JSON"),
        ('[{"Text": "x"}]'.encode("utf-16"), "begins neither like a JSON list"),
        (b"<html><body>Not found</body></html>", "begins neither like a JSON list"),
        (b"PK\x03\x04 no archive", "the workbook cannot be read"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 no workbook", "the workbook cannot be read"),
    ],
)
def test_what_is_no_uhri_export_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "uhri.json"
    path.write_bytes(content)
    assert says in refusal(Source.UHRI, path)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "is empty"),
        (b"\r\r\r", "holds no row"),
        (b"a,b,c\r1,2,3\r", "no column for to, text, from, response, issue, session"),
        (b"To,Text,From,Issue,Session\rKenya,Do,Fiji,General,8\r", "no column for response"),
        (csv_text([]).encode(), "holds no row"),
        (csv_text([]).encode() + b'Kenya,,,"' + b"x" * 200_000, "A quotation mark may be missing"),
        (b"PK\x03\x04 no archive", "the workbook cannot be read"),
        (b"\x00" * 1000, "no column for"),
    ],
)
def test_what_is_no_upr_info_export_is_refused(tmp_path: Path, content: bytes, says: str) -> None:
    path = tmp_path / "upr-info.csv"
    path.write_bytes(content)
    assert says in refusal(Source.UPR_INFO, path)


def test_a_file_cut_at_its_end_leaves_no_half_import(tmp_path: Path) -> None:
    whole = uhri_json(tmp_path, *(uhri_record(str(n)) for n in range(6000)))
    whole.write_bytes(whole.read_bytes()[:-20])
    assert "after record 5999" in refusal(Source.UHRI, whole)


def test_a_good_file_is_not_imported_beside_a_bad_one(tmp_path: Path) -> None:
    good = uhri_json(tmp_path, uhri_record())
    bad = tmp_path / "bad.json"
    bad.write_text("[", encoding="utf-8")
    before = whole_store()
    with pytest.raises(ImportRefused, match=r"bad\.json"):
        import_recommendations(Source.UHRI, [good, bad])
    assert whole_store() == before


def test_a_rejected_row_names_its_file_where_there_are_several(tmp_path: Path) -> None:
    good = uhri_json(tmp_path, uhri_record("a"))
    bad = uhri_json(tmp_path, uhri_record("b", Countries=[]), name="other.json")
    assert import_recommendations(Source.UHRI, [good, bad]).rejections == (
        (1, "other.json: no country. Name the State in the column Countries"),
    )


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    assert "directory" in refusal(Source.UHRI, tmp_path).lower()
    assert "No such file" in refusal(Source.UHRI, tmp_path / "missing.json")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="this user may read every file")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = uhri_json(tmp_path, uhri_record())
    path.chmod(0)
    assert "Permission denied" in refusal(Source.UHRI, path)


def test_a_cell_too_large_rejects_its_row_alone(tmp_path: Path) -> None:
    records = [uhri_record("a"), uhri_record("b", Text="x" * 100_001), uhri_record("c", Themes=["t"] * 251)]
    report = import_recommendations(Source.UHRI, [uhri_json(tmp_path, *records)])
    assert report.added == 1
    assert report.rejections == (
        (2, "Text has 100,001 characters, more than 100,000"),
        (3, "Themes lists 251 values, more than 250"),
    )
    rows = [upr_info_row("Other"), upr_info_row("x" * 100_001)]
    report = import_recommendations(Source.UPR_INFO, [upr_info_csv(tmp_path, *rows)])
    assert report.rejections == ((3, "Recommendation has 100,001 characters, more than 100,000"),)


def test_a_text_of_markup_without_end_is_read_in_a_moment(tmp_path: Path) -> None:
    # Python's own HTML parser takes more than a minute over each of these.
    hostile = ["<a " * 33_000, '<a x="' * 16_000, "<!--" * 25_000, "(Norway)" * 12_000, "()" * 49_000, "&#" * 49_000]
    path = uhri_json(tmp_path, *(uhri_record(str(n), Text=f"Do {text}") for n, text in enumerate(hostile)))
    report = import_recommendations(Source.UHRI, [path])
    assert report.added + report.rejected == len(hostile)
    assert report.seconds < 20


def test_scripts_in_a_text_are_left_out(tmp_path: Path) -> None:
    text = "<p>Do <b>this</b><script>alert(1)</script> and<br>that<style>p{}</style> &lt;now&gt;</p>"
    import_recommendations(Source.UHRI, [uhri_json(tmp_path, uhri_record(Text=text))])
    assert only(stored()).text == "Do this and that <now>"


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", b"\0" * (30 * 1024**2))
    assert "unpacks to far more" in refusal(Source.UHRI, path)


def _workbook_with_cells(folder: Path, cells: str) -> Path:
    """A workbook whose sheet is written by hand."""
    real = uhri_xlsx(folder, uhri_record(), name="real.xlsx")
    crafted = folder / "crafted.xlsx"
    with zipfile.ZipFile(real) as source, zipfile.ZipFile(crafted, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = (
                    content[: content.index(b"<sheetData>")] + f"<sheetData>{cells}</sheetData></worksheet>".encode()
                )
            target.writestr(name, content)
    return crafted


def test_a_sheet_that_claims_more_cells_than_memory_holds_is_refused(tmp_path: Path) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert "the workbook cannot be read" in refusal(Source.UHRI, _workbook_with_cells(tmp_path, cells))


def test_formulas_come_as_the_values_they_had_and_nothing_is_computed(tmp_path: Path) -> None:
    headings = {"A": "Text", "B": "Countries Concerned", "C": "Reccomending Body", "D": "Type", "E": "UPR Session"}
    heading = "".join(
        f'<c r="{column}1" t="str"><f>WEBSERVICE("http://example.org")</f><v>{name}</v></c>'
        for column, name in headings.items()
    )
    cells = (
        f'<row r="1">{heading}</row><row r="2"><c r="A2" t="str"><f>1+1</f><v>=1+1 is what this text says</v></c>'
        '<c r="B2" t="str"><v>Kenya</v></c><c r="C2" t="str"><v>UPR</v></c><c r="D2" t="str"><v>Recommendations</v></c>'
        '<c r="E2"><f>30+5</f><v>35</v></c></row>'
    )
    report = import_recommendations(Source.UHRI, [_workbook_with_cells(tmp_path, cells)])
    assert (report.added, report.rejections) == (1, ())
    assert only(stored()).text == "=1+1 is what this text says"


def test_a_name_that_is_no_text_does_not_break_the_message(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\n.json"))
    path.write_text(json.dumps([1]), encoding="utf-8")
    with pytest.raises(ImportRefused) as refused:
        import_recommendations(Source.UHRI, [path])
    str(refused.value).encode("utf-8")
    assert "\n" not in str(refused.value)
