"""UHRI's kinds of file, read record by record into the field names of the JSON export."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import IO

import ijson

from data_access.importers.files.csv_files import csv_rows, has_headings
from data_access.importers.files.source_files import is_workbook, workbook_rows
from data_access.importers.files.tables import Headings, table_records
from data_access.importers.source_records import ImportRefused, Reading

#: A real record has under 10 KB. A string or a number without end must not fill the memory.
LARGEST_RECORD = 4 * 1024**2
#: A real record opens about ten. The parser's memory grows with the square of the nesting, so that 100 KB of opening
#: brackets would take all there is; brackets in a piece of the file are counted before the parser sees it.
MOST_BRACKETS = 4_000
_PIECE = 32 * 1024

_BLANKS = b" \t\r\n"
_UTF8_MARK = b"\xef\xbb\xbf"

# The workbook's headings, misspelled as the export has them and as they should be, and the names of JSON's fields.
_HEADINGS_OF_FIELD = {
    "Text": ("text", "recommendation", "recommendations"),
    "Countries": ("countries concerned", "countries", "country concerned", "country", "state under review"),
    "Body": ("reccomending body", "recommending body", "body", "mechanism"),
    "Symbol": ("document symbol", "symbol"),
    "Themes": ("themes", "theme"),
    "AffectedPersons": ("affected persons", "affectedpersons"),
    "Sdgs": ("sdgs", "sdg"),
    "PublicationDate": ("document publication date", "publicationdate", "publication date"),
    "UprRecommendingCountry": (
        *("upr reccomending states", "upr recommending states", "uprrecommendingcountry"),
        *("recommending states", "recommending state"),
    ),
    "UprPositions": ("upr position", "upr positions", "uprpositions", "position"),
    "AnnotationType": ("type", "annotation type", "annotationtype"),
    "AnnotationId": ("ohchr annotation id", "annotation id", "annotationid"),
    "UprSession": ("upr session", "uprsession", "session"),
    "UprCycle": ("upr cycle", "uprcycle", "cycle"),
}
HEADINGS = Headings(
    kind="a UHRI export",
    fields={heading: field for field, headings in _HEADINGS_OF_FIELD.items() for heading in headings},
    required=("Text", "Countries", "Body", "AnnotationType", "UprSession"),
    advice="Download the full export again, as JSON or XLSX.",
)


def uhri_records(path: Path, reading: Reading) -> Iterator[object]:
    """Each record of a file by the names of JSON's fields; `reading` says where it stands.

    Reads JSON, a workbook, and a workbook's sheet saved as CSV. Raises ImportRefused for anything else.
    """
    if is_workbook(path):
        yield from table_records(path, workbook_rows(path, reading), HEADINGS, reading)
    elif not _is_json_list(path) and has_headings(path, HEADINGS):
        rows, dialect = csv_rows(path, HEADINGS, reading)
        yield from table_records(path, rows, HEADINGS, reading, dialect.seen)
    else:
        for row, record in json_records(path, reading):
            reading.row = row
            yield record


class _RecordBytes:
    """A file that counts what is read of it, and refuses to read on within one record without end."""

    def __init__(self, file: IO[bytes], path: Path, reading: Reading) -> None:
        self._file = file
        self._path = path
        self._reading = reading
        self._bytes = self._brackets = 0

    def read(self, size: int = -1) -> bytes:
        """The next bytes, for the parser."""
        piece = self._file.read(size)
        self._reading.done += len(piece)
        self._bytes += len(piece)
        self._brackets += piece.count(b"[") + piece.count(b"{")
        if self._bytes > LARGEST_RECORD or self._brackets > MOST_BRACKETS:
            raise ImportRefused(
                self._path,
                f"after record {self._reading.read} comes one that is larger than {LARGEST_RECORD // 1024**2} MB or "
                "nests deeper than any real one. Download the file again.",
            )
        return piece

    def record_ended(self) -> None:
        """Start counting anew."""
        self._bytes = self._brackets = 0


def json_records(path: Path, reading: Reading) -> Iterator[tuple[int, object]]:
    """Number and value of each member of the file's one list, streamed; numbers count from 1.

    Raises ImportRefused for a file that is not JSON in UTF-8, is cut, or holds something else than UHRI's records.
    """
    if not _is_json_list(path):
        raise ImportRefused(
            path,
            "not a UHRI export: it begins neither like a JSON list nor like a workbook in a form that can be read "
            "(JSON in UTF-8, XLSX, or CSV with its headings). Download the full export again, as JSON or XLSX.",
        )
    with path.open("rb") as file:
        file.seek(len(_UTF8_MARK) if file.read(3) == _UTF8_MARK else 0)
        yield from _list_members(_RecordBytes(file, path, reading), path)


def _is_json_list(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4096).removeprefix(_UTF8_MARK).lstrip(_BLANKS).startswith(b"[")


def _list_members(source: _RecordBytes, path: Path) -> Iterator[tuple[int, object]]:
    row = 0
    try:
        for row, record in enumerate(ijson.items(source, "item", use_float=True, buf_size=_PIECE), start=1):
            source.record_ended()
            if row == 1:
                _require_fields(path, record if isinstance(record, dict) else ())
            yield row, record
    except (ijson.JSONError, ValueError, OverflowError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise ImportRefused(
            path, f"not whole and valid JSON in UTF-8 after record {row} ({reason}). Download the file again."
        ) from error


def _require_fields(path: Path, fields: Collection[str]) -> None:
    if missing := HEADINGS.missing(fields):
        raise ImportRefused(
            path, f"not a UHRI export: {', '.join(missing)} missing in its first record. {HEADINGS.advice}"
        )
