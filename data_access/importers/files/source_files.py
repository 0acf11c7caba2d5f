"""The files an import is given: whether they can be opened, what they are, and the rows of those that are workbooks."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple

from data_access.importers.files import workbook_reader
from data_access.importers.source_records import ImportRefused, Reading
from data_access.importers.values.source_text import shown_name

Cell = str | int | float | bool


class Sheet(NamedTuple):
    """A sheet of a workbook; name: "" where there is no other, and for the one table of a CSV file."""

    name: str = ""
    hidden: bool = False


#: The sheet, the row's number, and its cells.
SheetRow = tuple[Sheet, int, list[Cell]]

_ARCHIVE_MARKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
#: A sheet's row is at most 16,384 cells of 32,767 characters; no real one comes near a part of that.
_LONGEST_ROW = 4 * 1024**2


def sizes_of(paths: Sequence[Path]) -> dict[str, int]:
    """Bytes of each file by its name. Raises ImportRefused for what is no readable file, or has nothing in it."""
    sizes: dict[str, int] = {}
    for path in paths:
        try:
            with path.open("rb") as file:
                size = file.seek(0, 2)
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
            raise ImportRefused(path, f"cannot be read ({reason}). Check its name and rights.") from error
        if not size:
            raise ImportRefused(path, "the file is empty. Download or save it again.")
        # Two folders can hold files of one name.
        sizes[shown_name(path)] = sizes.get(shown_name(path), 0) + size
    return sizes


def digests_of(paths: Sequence[Path]) -> list[dict[str, str]]:
    """Name and SHA-256 of each file, in the order given; folders are left out, since they say where people work."""
    digests = []
    for path in paths:
        with path.open("rb") as file:
            digests.append({"name": shown_name(path), "sha256": hashlib.file_digest(file, "sha256").hexdigest()})
    return digests


def is_workbook(path: Path) -> bool:
    """Whether the file's first bytes are those of XLSX or XLS, whatever its name says."""
    with path.open("rb") as file:
        return file.read(4).startswith(_ARCHIVE_MARKS)


def workbook_rows(path: Path, reading: Reading) -> Iterator[SheetRow]:
    """Each row with content of each sheet in a workbook, hidden sheets too; moves `reading.done` on.

    Raises ImportRefused for a file that is damaged, protected, or unpacks to more than this program reads.
    """
    command = [sys.executable, "-I", workbook_reader.__file__, str(path.absolute())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        try:
            if process.stdout is not None:
                yield from _rows_from(process.stdout, path, reading)
            ended = process.wait()
        finally:
            process.kill()
    if ended == workbook_reader.REFUSED:
        raise ImportRefused(path, "the workbook unpacks to far more than any real export. It was not read.")
    if ended != 0:
        raise ImportRefused(
            path,
            "the workbook cannot be read: it is damaged, protected by a password, or not Excel. "
            "Open it in a spreadsheet program and save it as .xlsx, or download it again.",
        )


def _rows_from(output: IO[bytes], path: Path, reading: Reading) -> Iterator[SheetRow]:
    before, size = reading.done, path.stat().st_size
    while heading := output.readline(_LONGEST_ROW):
        if not heading.endswith(b"\n"):
            break
        described = json.loads(heading)
        name = described["sheet"] if described["sheets"] > 1 else ""
        sheet, rows = Sheet(name, described["hidden"]), described["rows"]
        for count in range(rows):
            row, line = described["first_row"] + count, output.readline(_LONGEST_ROW)
            if not line.endswith(b"\n"):
                raise ImportRefused(path, f"row {row} cannot be read; it is cut off or longer than any real row.")
            cells: list[Cell] = json.loads(line)
            reading.done = before + size * (described["before"] * rows + count) // (described["sheets"] * rows)
            if any(cell != "" for cell in cells):
                yield sheet, row, cells
    reading.done = before + size
