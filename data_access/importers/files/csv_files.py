"""CSV as spreadsheets write it: with commas, semicolons, tabs or bars, in the encodings of every program."""

import csv
import io
import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from data_access.importers.files.source_files import Cell, Sheet, SheetRow
from data_access.importers.files.tables import FURTHEST_HEADING, Headings
from data_access.importers.source_records import ImportRefused, Place, Reading
from data_access.importers.values.source_values import StateFinder

#: Sessions 1 to 13 of UPR Info have 6 MB.
LARGEST_CSV = 512 * 1024**2
#: Headings stand within so many bytes.
_START = 256 * 1024

_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_SEPARATOR_LINE = re.compile(r'\ufeff?"?sep=(.)"?[,;\t|]*(?:\r\n|\r|\n)', re.IGNORECASE)
_MARKS = {
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
}
_CELL = re.compile(r'[,;|\t"]')
_LONGEST_NAME = 80


@dataclass(frozen=True)
class Dialect:
    """How a CSV file is written. skipped: lines before the first row, which say the delimiter."""

    encoding: str
    delimiter: str
    skipped: int
    is_json: bool = False

    @property
    def seen(self) -> str:
        """What a message tells of the file."""
        if self.is_json:
            return ", which is JSON as UHRI exports it"
        return f", read as {self.encoding} with {_DELIMITERS.get(self.delimiter, self.delimiter)} between cells"


def has_headings(path: Path, headings: Headings) -> bool:
    """Whether the file begins like CSV with these headings, in any dialect."""
    with path.open("rb") as file:
        text, encoding = decoded(file.read(_START))
    dialect = dialect_of(text, encoding, headings)
    return _best(text, dialect.delimiter, headings) == len({*headings.required})


def csv_rows(path: Path, headings: Headings, reading: Reading) -> tuple[Iterator[SheetRow], Dialect]:
    """The rows with content, numbered as a spreadsheet numbers them, and how the file is written."""
    size = path.stat().st_size
    if size > LARGEST_CSV:
        raise ImportRefused(path, f"{size // 1024**2} MB is far more than any {headings.kind}. It was not read.")
    text, encoding = decoded(path.read_bytes())
    dialect = dialect_of(text, encoding, headings)
    return _rows(path, text, dialect, reading), dialect


def decoded(content: bytes) -> tuple[str, str]:
    """The text, and the encoding it is in.

    A mark or the zeros of UTF-16 tell it, else UTF-8 where it is valid, else the old encoding in which more States'
    names can be read. Where no name tells, carriage returns alone tell a Macintosh.
    """
    for mark, encoding in _MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding, errors="replace"), encoding.removesuffix("-sig").upper()
    start = content[:2000]
    if start.count(0) * 3 > len(start) and start.count(0) * 2 <= len(start) + 2:
        encoding = "utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"
        return content.decode(encoding, errors="replace"), encoding.upper()
    try:
        return content.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError as error:
        if len(content) == _START and error.start > _START - 4:
            return content[: error.start].decode("utf-8"), "UTF-8"
    mac, windows = content.decode("mac_roman"), content.decode("cp1252", errors="replace")
    read_mac, read_windows = _names_read(mac), _names_read(windows)
    is_mac = read_mac > read_windows if read_mac != read_windows else b"\n" not in content
    return (mac, "Mac Roman") if is_mac else (windows, "Windows-1252")


def dialect_of(text: str, encoding: str, headings: Headings) -> Dialect:
    """The delimiter that the file names in a first line "sep=;", else the one that shows most of the headings."""
    named = _SEPARATOR_LINE.match(text)
    if named and named[1] not in '"\r\n':
        return Dialect(encoding, named[1], 1)
    best = max(_DELIMITERS, key=lambda delimiter: _best(text, delimiter, headings))
    return Dialect(encoding, best, 0, is_json=text[:100].lstrip().startswith(("[{", "{")))


def _best(text: str, delimiter: str, headings: Headings) -> int:
    """How many of the required headings the best of the first rows shows."""
    best = 0
    lines = csv.reader(io.StringIO(text[:_START], newline=""), delimiter=delimiter)
    try:
        for cells in islice(lines, FURTHEST_HEADING):
            best = max(best, len({*headings.required}.intersection(headings.of(cells))))
    except csv.Error:
        pass
    return best


def _rows(path: Path, text: str, dialect: Dialect, reading: Reading) -> Iterator[SheetRow]:
    sheet, row = Sheet(), dialect.skipped
    # Without newline="" a carriage return inside a cell would be changed.
    lines = _Lines(islice(io.StringIO(text, newline=""), dialect.skipped, None))
    try:
        while (cells := next(csv.reader(lines, delimiter=dialect.delimiter), None)) is not None:
            row += 1
            taken = lines.taken()
            if len(taken) > 1 and not _is_well_quoted(taken, dialect.delimiter):
                # The lines after the first are rows of their own that a stray quotation mark drew in.
                lines.give_back(taken[1:])
                reading.read += 1
                reading.reject(
                    "a quotation mark in this row is not closed, or one too many", Place(reading.file, "", row)
                )
            elif any(cells):
                yield sheet, row, list[Cell](cells)
    except csv.Error as error:
        raise ImportRefused(
            path, f"cannot be read as CSV after row {row} ({error}). A quotation mark may be missing there."
        ) from error
    reading.done += path.stat().st_size


class _Lines:
    """The lines of a file for a CSV reader, which can be given back to be read otherwise."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._back: deque[str] = deque()
        self._taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else next(self._lines)
        self._taken.append(line)
        return line

    def taken(self) -> list[str]:
        """The lines since this was asked last."""
        taken, self._taken = self._taken, []
        return taken

    def give_back(self, lines: Sequence[str]) -> None:
        """Let these lines come again, before all others."""
        self._back.extendleft(reversed(lines))


def _is_well_quoted(lines: Sequence[str], delimiter: str) -> bool:
    """Whether each quotation mark that opens a cell of these lines closes it at the cell's end."""
    try:
        return len(list(csv.reader(lines, delimiter=delimiter, strict=True))) == 1
    except csv.Error:
        return False


def _names_read(text: str) -> int:
    """How many different short cells outside of ASCII name a State."""
    find = StateFinder().find
    cells = {cell for line in io.StringIO(text, newline=None) if not line.isascii() for cell in _CELL.split(line)}
    return sum(find(cell) is not None for cell in cells if len(cell) <= _LONGEST_NAME and not cell.isascii())
