"""Tables as files for spreadsheets and programs: CSV that begins with its heading, XLSX with a sheet about it.

Texts stay texts and numbers numbers, no cell is a formula, and what a reader must know about the figures (their day,
source, filters, unit) stands in a sheet or a file of its own, so that every program finds the heading in the first row.
"""

import csv
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date as calendar_date
from datetime import datetime
from io import BytesIO, StringIO
from typing import Any, Final

import pandas as pd
import streamlit as st
import xlsxwriter

from components.shared.tables import Column, is_missing
from components.shell.files import offer_file
from languages.text import _, direction

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: What a sheet and a cell hold at most, by the file format.
MOST_SHEET_ROWS: Final = 1_048_575
LONGEST_CELL: Final = 32_767
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
#: What some spreadsheets pass over before they look whether a cell is a formula. Full-width signs are one to them, too.
_PASSED_OVER: Final = " \u200b\u200c\u200d\u200e\u200f\u202a\u202b\u2060\u2066\u2067\u2068\ufeff"
_WIDTHS: Final = {"text": 28, "link": 28, "count": 14, "share": 12, "date": 12}
_WIDE: Final = 80


@dataclass(frozen=True)
class FileNotes:
    """What a file says about itself: its title, pairs of term and words, and whether the store is a demonstration."""

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    demonstration: bool = False


def download_table(frame: pd.DataFrame, *, columns: Mapping[str, Column], name: str, notes: FileNotes) -> None:
    """Buttons for the whole table as XLSX and CSV and for what the CSV does not say; written when one is pressed."""
    offer_table(lambda: [frame], columns=lambda: columns, name=name, notes=lambda: notes, key=name)


def offer_table(
    frames: Callable[[], Iterable[pd.DataFrame]],
    *,
    columns: Callable[[], Mapping[str, Column]],
    name: str,
    notes: Callable[[], FileNotes],
    key: str,
    sheet: bool = True,
) -> None:
    """The same for a table that is collected, piece by piece, only when a button is pressed. sheet: offer XLSX."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"{key}-table-files"):
        if sheet:
            offer_file(
                _("Table (XLSX)"),
                lambda: table_xlsx(frames(), columns=columns(), notes=notes()),
                file_name=f"{name}.xlsx",
                mime=XLSX,
                key=f"{key}-xlsx",
            )
        offer_file(
            _("Table (CSV)"),
            lambda: table_csv(frames(), columns=columns(), demonstration=notes().demonstration),
            file_name=f"{name}.csv",
            mime="text/csv",
            key=f"{key}-csv",
        )
        offer_file(
            _("About the table (TXT)"),
            lambda: about_text(columns=columns(), notes=notes()),
            file_name=f"{name}-about.txt",
            mime="text/plain",
            key=f"{key}-about",
        )


def table_csv(frames: Iterable[pd.DataFrame], *, columns: Mapping[str, Column], demonstration: bool) -> bytes:
    """The table as CSV: UTF-8 with a byte order mark, titles in the first line, raw figures, ISO dates.

    A text cell that a spreadsheet would take for a formula gets an apostrophe in front, and one that it would take for
    a number the column's `before`. On a demonstration the last column of every row says so.
    """
    written = StringIO(newline="")
    writer = csv.writer(written)
    marked = [_("invented content")] if demonstration else []
    writer.writerow([_harmless(title) for title in _titles(columns, demonstration=demonstration)])
    befores = [column.before for column in columns.values()]
    for row in _rows(frames, columns):
        writer.writerow([*map(_raw, row, befores), *marked])
    return written.getvalue().encode("utf-8-sig", "replace")


def table_xlsx(frames: Iterable[pd.DataFrame], *, columns: Mapping[str, Column], notes: FileNotes) -> bytes:
    """The table as a workbook: texts as texts, typed figures and dates, a frozen heading, and a sheet about it."""
    written = BytesIO()
    with tempfile.TemporaryDirectory() as folder:
        book = xlsxwriter.Workbook(
            written,
            {
                "constant_memory": True,
                "tmpdir": folder,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        book.set_properties({"title": notes.title})
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        _write_table(book, heading, frames, columns, demonstration=notes.demonstration)
        _write_about(book, heading, columns, notes)
        book.close()
    return written.getvalue()


def about_text(*, columns: Mapping[str, Column], notes: FileNotes) -> bytes:
    """What the workbook's second sheet says, as a text."""
    lines = [notes.title, "", *(f"{term}: {said}" for term, said in _about(columns, notes))]
    return "\r\n".join(lines).encode("utf-8-sig", "replace")


def _write_table(
    book: Any,
    heading: Any,
    frames: Iterable[pd.DataFrame],
    columns: Mapping[str, Column],
    *,
    demonstration: bool,
) -> None:
    sheet = _new_sheet(book, _("Table"))
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    formats = {"date": book.add_format({"num_format": "yyyy-mm-dd"}), "share": book.add_format({"num_format": "0.0%"})}
    kinds = [column.kind for column in columns.values()]
    for place, column in enumerate(columns.values()):
        sheet.set_column(place, place, _WIDE if column.wide else _WIDTHS[column.kind])
    titles = _titles(columns, demonstration=demonstration)
    sheet.write_row(0, 0, list(map(_fitting, titles)), heading)
    sheet.freeze_panes(1, 0)
    mark, last = _("invented content"), 0
    for last, row in enumerate(_rows(frames, columns), start=1):
        if last > MOST_SHEET_ROWS:
            break
        for place, value in enumerate(row):
            _write_cell(sheet, last, place, value, formats.get(kinds[place]))
        if demonstration:
            sheet.write_string(last, len(kinds), mark)
    sheet.autofilter(0, 0, min(last, MOST_SHEET_ROWS), len(titles) - 1)


def _write_cell(sheet: Any, row: int, place: int, value: object, style: Any) -> None:
    if isinstance(value, str):
        if value:
            sheet.write_string(row, place, _fitting(value))
    elif is_missing(value):
        return
    elif isinstance(value, bool):
        sheet.write_boolean(row, place, value)
    elif isinstance(value, calendar_date):
        # A sheet knows no time zones; the frames hold UTC, as every file of ours.
        plain = value.replace(tzinfo=None) if isinstance(value, datetime) else value
        sheet.write_datetime(row, place, plain, style)
    elif isinstance(value, (int, float)) or hasattr(value, "__float__"):
        sheet.write_number(row, place, float(value), style)
    else:
        sheet.write_string(row, place, _fitting(str(value)))


def _write_about(book: Any, heading: Any, columns: Mapping[str, Column], notes: FileNotes) -> None:
    sheet = _new_sheet(book, _("About"))
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 100)
    sheet.write_string(0, 0, _fitting(notes.title), heading)
    for row, (term, said) in enumerate(_about(columns, notes), start=1):
        sheet.write_string(row, 0, _fitting(term), wrapped)
        sheet.write_string(row, 1, _fitting(said), wrapped)


def _new_sheet(book: Any, title: str) -> Any:
    sheet = book.add_worksheet(title)
    if direction() == "rtl":
        sheet.right_to_left()
    return sheet


def _about(columns: Mapping[str, Column], notes: FileNotes) -> Iterator[tuple[str, str]]:
    """Pairs of term and words: what holds for the file, then what stands in its columns."""
    if notes.demonstration:
        yield _("Demonstration"), _("Holds invented content; it says nothing about any State.")
    yield from notes.facts
    for column in columns.values():
        if column.meaning:
            yield _("Column “{title}”").format(title=column.title), column.meaning
        elif column.before:
            words = _("Written with “{sign}” before it in the CSV, so that no program reads 26.10 as the number 26.1.")
            yield _("Column “{title}”").format(title=column.title), words.format(sign=column.before.strip())


def _titles(columns: Mapping[str, Column], *, demonstration: bool) -> list[str]:
    titles = [column.title for column in columns.values()]
    return [*titles, _("Demonstration")] if demonstration else titles


def _rows(frames: Iterable[pd.DataFrame], columns: Mapping[str, Column]) -> Iterator[tuple[object, ...]]:
    """The cells of each row. An address of a page says nothing in a file: the words that it stands under do."""
    shown = [column.text or name for name, column in columns.items()]
    for frame in frames:
        yield from frame[shown].itertuples(index=False, name=None)


def _raw(value: object, before: str) -> object:
    """One cell of a CSV: figures as they are, days as ISO, and a text that no spreadsheet reads as something else."""
    # Texts first and in few steps: a file can hold millions of them.
    if isinstance(value, str):
        if before and value:
            return before + value
        first = value[:1]
        return value if first.isalnum() and first.isascii() else _harmless(value)
    if is_missing(value):
        return ""
    return value.isoformat() if isinstance(value, calendar_date) else value


def _harmless(text: str) -> str:
    """The text so that it never starts a formula."""
    plain = unicodedata.normalize("NFKC", text).lstrip(_PASSED_OVER)
    return f"'{text}" if plain.startswith(_FORMULA_STARTS) else text


def _fitting(text: str) -> str:
    """The text as a cell can hold it: no halves of characters, and cut with a mark where it is too long."""
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"
