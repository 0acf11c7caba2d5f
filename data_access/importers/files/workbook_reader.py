"""Writes the sheets of an Excel file (XLSX or XLS) to the standard output, each row as one line of JSON.

    python workbook_reader.py FILE

Before the rows of each sheet stands an object with `sheet`, its name, `hidden`, `first_row`, the number of the first
row with content, `rows`, how many lines follow, `before`, how many sheets were written, and `sheets`, of how many.
Sheets of charts and macros have no rows and are left out.
It runs as a process of its own, with limits: on a crafted workbook the native reader can panic, abort, or ask for
more memory than there is, which no exception handler can contain. It ends with REFUSED for an archive that unpacks
to too much, and in any other way but success for what is no workbook.
"""

import contextlib
import json
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

REFUSED = 3
#: The whole UHRI export of 267,548 records unpacks to about a quarter of this.
LARGEST_UNPACKED = 2 * 1024**3
#: Sheets of real exports pack to between a fifth and a fortieth.
HIGHEST_RATIO = 250
SMALL = 50 * 1024**2
MEMORY_BYTES = 4 * 1024**3
PROCESSOR_SECONDS = 600


def main(path: Path) -> int:
    """Write the sheets; formulas come as the values that the file holds, nothing is computed."""
    limit_resources()
    if zipfile.is_zipfile(path) and unpacks_to_too_much(path):
        return REFUSED
    workbook = load_workbook(path)
    sheets = [sheet for sheet in workbook.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
    for before, described in enumerate(sheets):
        sheet = workbook.get_sheet_by_name(described.name)
        rows = sheet.to_python()
        heading = {
            "sheet": described.name,
            "hidden": described.visible is not SheetVisibleEnum.Visible,
            "first_row": sheet.start[0] + 1 if sheet.start else 1,
            "rows": len(rows),
            "before": before,
            "sheets": len(sheets),
        }
        print(json.dumps(heading))
        for cells in rows:
            print(json.dumps([written(cell) for cell in cells]))
    return 0


def written(cell: object) -> str | int | float | bool:
    """A cell as JSON can hold it; moments in ISO 8601."""
    if isinstance(cell, str | int | float | bool):
        return cell
    return cell.isoformat() if isinstance(cell, date | datetime) else str(cell)


def unpacks_to_too_much(path: Path) -> bool:
    """Whether the archive's own directory tells of a zip bomb."""
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
    return unpacked > LARGEST_UNPACKED or unpacked > max(SMALL, HIGHEST_RATIO * path.stat().st_size)


def limit_resources() -> None:
    """Keep memory and time within bounds, where the system can."""
    if sys.platform != "win32":
        import resource

        limits = {resource.RLIMIT_AS: MEMORY_BYTES, resource.RLIMIT_CPU: PROCESSOR_SECONDS, resource.RLIMIT_CORE: 0}
        for kind, limit in limits.items():
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, (limit, limit))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
