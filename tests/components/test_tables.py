"""Tables: formatted for people, harmless for spreadsheets, readable to a screen reader."""

import csv
from datetime import date

import pandas as pd
import pytest

from components.tables import Column, format_value, html_table, table_csv

COLUMNS = {
    "label": Column("Theme"),
    "supported": Column("Supported", "count"),
    "share": Column("Share", "share"),
    "day": Column("Day", "date"),
}


def frame(label: str = "Education") -> pd.DataFrame:
    return pd.DataFrame({"label": [label], "supported": [12345], "share": [0.5], "day": [date(2026, 5, 12)]})


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(content.decode("utf-8-sig").splitlines()))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "\u200b+", "\uff1d", "\u3000\uff20", "\n="])
def test_a_cell_never_starts_a_formula_in_a_spreadsheet(start: str) -> None:
    content = table_csv(frame(f"{start}HYPERLINK(1)"), columns=COLUMNS, demonstration=False)
    assert f"'{start}HYPERLINK(1)".encode() in content


def test_a_negative_number_stays_a_number() -> None:
    content = table_csv(pd.DataFrame({"n": [-5]}), columns={"n": Column("N", "count")}, demonstration=False)
    assert rows(content) == [["N"], ["-5"]]


def test_a_file_has_titles_raw_figures_and_iso_dates() -> None:
    content = table_csv(frame(), columns=COLUMNS, demonstration=False)
    assert content.startswith(b"\xef\xbb\xbf")
    assert rows(content) == [["Theme", "Supported", "Share", "Day"], ["Education", "12345", "0.5", "2026-05-12"]]


def test_a_demonstration_says_so_in_the_first_line_of_its_file() -> None:
    assert rows(table_csv(frame(), columns=COLUMNS, demonstration=True))[0][0].startswith("Demonstration")


def test_a_table_has_a_caption_and_scoped_headings_and_formats_figures() -> None:
    table = html_table(frame(), columns=COLUMNS, caption="Themes")
    assert "<caption>Themes</caption>" in table
    assert table.count('scope="col"') == 4
    assert '<th scope="row">Education</th>' in table
    assert '<td class="figure">12,345</td>' in table
    assert '<td class="figure">50%</td>' in table
    assert "<td>12 May 2026</td>" in table


def test_a_table_escapes_every_value() -> None:
    evil = '<script>alert("x")</script>'
    columns = {"label": Column(evil), "to": Column("Link", "link", text="label"), "text": Column("T", lang='"><b>')}
    table = html_table(pd.DataFrame({"label": [evil], "to": ['"><i>'], "text": [evil]}), columns=columns, caption=evil)
    assert "<script>" not in table
    assert "<i>" not in table
    assert "<b>" not in table


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NaT, pd.NA])
def test_a_missing_value_is_a_dash_on_the_page_and_empty_in_the_file(nothing: object) -> None:
    assert format_value(nothing, "count") == "–"
    content = table_csv(pd.DataFrame({"n": [nothing]}, dtype=object), columns={"n": Column("N")}, demonstration=False)
    assert rows(content)[1] == [""] or rows(content)[1] == []


def test_a_file_holds_the_words_of_a_link_and_not_its_address() -> None:
    frame = pd.DataFrame({"address": ["./state?state=KEN"], "name": ["Kenya"]})
    columns = {"address": Column("State", kind="link", text="name")}
    written = table_csv(frame, columns=columns, demonstration=False).decode("utf-8-sig")
    assert written.splitlines() == ["State", "Kenya"]
