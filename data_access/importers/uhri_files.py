"""UHRI's two kinds of file, read record by record into the field names of the JSON export."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import IO

import ijson

from data_access.importers.source_files import workbook_rows
from data_access.importers.source_records import ImportRefused, Reading

#: A real record has under 10 KB. A string or a number without end must not fill the memory.
LARGEST_RECORD = 4 * 1024**2
#: A real record opens about ten. The parser's memory grows with the square of the nesting, so that 100 KB of opening
#: brackets would take all there is; brackets in a piece of the file are counted before the parser sees it.
MOST_BRACKETS = 4_000
_PIECE = 32 * 1024

REQUIRED_FIELDS = ("Text", "Countries", "Body", "AnnotationType", "UprSession")

_BLANKS = b" \t\r\n"
_UTF8_MARK = b"\xef\xbb\xbf"

# The workbook's headings as the export spells them, in small letters; "reccomending" is read as both spellings.
_FIELD_OF_HEADING = {
    "text": "Text",
    "countries concerned": "Countries",
    "recommending body": "Body",
    "document symbol": "Symbol",
    "themes": "Themes",
    "affected persons": "AffectedPersons",
    "sdgs": "Sdgs",
    "document publication date": "PublicationDate",
    "upr recommending states": "UprRecommendingCountry",
    "upr position": "UprPositions",
    "type": "AnnotationType",
    "ohchr annotation id": "AnnotationId",
    "upr session": "UprSession",
}


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
    with path.open("rb") as file:
        start = file.read(4096)
        mark = len(_UTF8_MARK) if start.startswith(_UTF8_MARK) else 0
        if not start[mark:].lstrip(_BLANKS).startswith(b"["):
            raise ImportRefused(
                path,
                "not a UHRI export: it begins neither like a JSON list nor like a workbook. "
                "Download the full export again, as JSON or XLSX.",
            )
        file.seek(mark)
        yield from _list_members(_RecordBytes(file, path, reading), path)


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


def workbook_records(path: Path, reading: Reading) -> Iterator[tuple[int, Mapping[str, object]]]:
    """Row number and fields of each row under the heading. Raises ImportRefused where a needed column is missing."""
    fields: list[str | None] = []
    for row, cells in workbook_rows(path, reading):
        if fields:
            yield row, {field: cell for field, cell in zip(fields, cells, strict=False) if field}
        else:
            fields = [_field_of(str(cell)) for cell in cells]
            _require_fields(path, fields)


def _field_of(heading: str) -> str | None:
    words = heading.casefold().replace("reccomending", "recommending").split()
    return _FIELD_OF_HEADING.get(" ".join(words))


def _require_fields(path: Path, fields: Collection[str | None]) -> None:
    missing = [field for field in REQUIRED_FIELDS if field not in fields]
    if missing:
        raise ImportRefused(
            path,
            f"not a UHRI export: {', '.join(missing)} missing in its first record or heading. "
            "Download the full export again, as JSON or XLSX.",
        )
