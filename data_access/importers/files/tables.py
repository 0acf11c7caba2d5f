"""Tables of others' files: which sheets hold the records, where their headings stand, and what was left unread."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from data_access.importers.files.source_files import Cell, Sheet, SheetRow
from data_access.importers.source_records import ImportRefused, Place, Reading
from data_access.importers.values.source_text import one_line

#: Headings stand no further down; covers and descriptions above them are shorter.
FURTHEST_HEADING = 100
_LONGEST_HEADING = 60
_TOO_FEW = "Fill in what was cut off, or take the row out if it is no record"
_TOO_MANY = "Put a text that holds the separator between quotation marks"
_SIGNS = re.compile(r"[^\w/]+|_")

Record = Mapping[str, Cell]


@dataclass(frozen=True)
class Headings:
    """The columns of a kind of file.

    kind: its name in messages. fields: the field of each heading, in the spelling of `plain_heading`. required: fields
    that a sheet needs to be read. advice: what to do where they are missing.
    """

    kind: str
    fields: Mapping[str, str]
    required: Sequence[str]
    advice: str

    def of(self, cells: Sequence[Cell]) -> list[str | None]:
        """The field of each cell of a heading, None for columns that are not read."""
        return [self.fields.get(plain_heading(cell)) for cell in cells]

    def missing(self, fields: Iterable[str | None]) -> list[str]:
        """The required fields that are not among these."""
        present = set(fields)
        return [name for name in self.required if name not in present]


def plain_heading(cell: Cell) -> str:
    """A heading as compared: small letters, single blanks, no signs but "/"; "" for what is too long to be one."""
    text = str(cell).replace("(s)", "")
    return " ".join(_SIGNS.sub(" ", text).casefold().split()) if len(text) <= _LONGEST_HEADING else ""


def table_records(
    path: Path, rows: Iterable[SheetRow], headings: Headings, reading: Reading, seen: str = ""
) -> Iterator[Record]:
    """Each row under a heading by its fields, of all sheets that are shown; `reading` says where it stands.

    Rows of a sheet that lacks a needed column are rejected one by one. Other sheets that hold something, hidden
    sheets, and rows above a heading are named in the notes. Raises ImportRefused where no sheet has the headings;
    seen: what else the message tells about the file.
    """
    tables: list[_Table] = []
    for sheet, row, cells in rows:
        if not tables or tables[-1].sheet is not sheet:
            _end(tables)
            tables.append(_Table(sheet, headings, reading))
        record = tables[-1].record(row, cells)
        if record is not None:
            yield record
    _end(tables)
    reading.sheet = ""
    if not any(table.fields for table in tables):
        raise ImportRefused(path, _without_headings(tables, headings, seen))


def _end(tables: Sequence["_Table"]) -> None:
    if tables:
        tables[-1].end()


@dataclass
class _Table:
    """One sheet while it is read."""

    sheet: Sheet
    headings: Headings
    reading: Reading
    above: list[tuple[int, list[Cell]]] = field(default_factory=list)
    fields: list[str | None] = field(default_factory=list)
    needed: int = 0
    unnamed: Sequence[int] = ()
    rows: int = 0
    unfit: str = ""

    def record(self, row: int, cells: list[Cell]) -> Record | None:
        """The row's record; None for a heading, for what stands above it, and for a row set aside."""
        self.rows += 1
        if self.sheet.hidden:
            return None
        self.reading.sheet, self.reading.row = self.sheet.name, row
        if self.fields and not self._is_heading(cells):
            return self._under_heading(cells)
        if self.unfit:
            self._set_aside(row)
        elif not self.headings.missing(fields := self.headings.of(cells)):
            self._begin(cells, fields)
        elif not self.fields:
            self.above.append((row, cells))
            if len(self.above) == FURTHEST_HEADING:
                self._nearly_has_headings()
        return None

    def end(self) -> None:
        """Account for a sheet that has no heading."""
        if self.sheet.hidden:
            self.reading.say(
                f'sheet "{self.sheet.name}" is hidden and was left unread: it holds {self.rows:,} rows. '
                "Show it in a spreadsheet program and save the file to have it read"
            )
        elif not (self.fields or self.unfit or self._nearly_has_headings()) and self.rows:
            self.reading.say(
                f'sheet "{self.sheet.name}" was left unread: none of its {self.rows:,} rows has the headings'
            )

    def best(self) -> tuple[int, list[Cell], list[str | None]]:
        """The row that has most of the headings, with its cells and their fields; of several the first."""
        looked = [(row, cells, self.headings.of(cells)) for row, cells in self.above]
        return max(looked, key=lambda one: len({*one[2]} - {None}), default=(0, [], []))

    def _is_heading(self, cells: list[Cell]) -> bool:
        """Whether the heading stands again, as where files were put together."""
        return plain_heading(cells[0]) in self.headings.fields and not self.headings.missing(self.headings.of(cells))

    def _begin(self, heading: list[Cell], fields: list[str | None]) -> None:
        self.fields = fields
        self.unnamed = [column for column, cell in enumerate(heading) if str(cell).strip() == ""]
        self.needed = 1 + max(fields.index(name) for name in self.headings.required)
        if self.above:
            first, cells = self.above[0]
            words = next(str(cell) for cell in cells if cell != "")
            self.reading.note(
                f"{len(self.above):,} rows above the headings were left unread, the first says "
                f'"{one_line(words)[:60]}"',
                Place(self.reading.file, self.sheet.name, first),
            )
            self.above = []

    def _under_heading(self, cells: list[Cell]) -> Record | None:
        width = len(self.fields)
        if len(cells) < self.needed or any(cell != "" for cell in cells[width:]):
            self.reading.read += 1
            self.reading.reject(
                f"{len(cells)} cells, where the heading has {width}. " + (_TOO_FEW if len(cells) < width else _TOO_MANY)
            )
            return None
        if any(column < len(cells) and cells[column] != "" for column in self.unnamed):
            self.reading.note("a cell in a column without a heading was not read")
        record: dict[str, Cell] = {}
        for name, cell in zip(self.fields, cells, strict=False):
            if name and record.get(name, "") == "":
                record[name] = cell
        return record

    def _nearly_has_headings(self) -> bool:
        """Whether a row has most of the headings; what stands below it is then set aside."""
        row, cells, fields = self.best()
        missing = self.headings.missing(fields)
        if 2 * len(missing) > len(self.headings.required):
            return False
        hint = _nearest(cells, missing, self.headings)
        self.unfit = f"no column for {', '.join(missing)} beside the others in row {row}{hint}"
        for below, _ in self.above:
            if below > row:
                self._set_aside(below)
        self.above = [(row, cells)]
        return True

    def _set_aside(self, row: int) -> None:
        self.reading.read += 1
        self.reading.reject(self.unfit, Place(self.reading.file, self.sheet.name, row))


def _without_headings(tables: Sequence[_Table], headings: Headings, seen: str) -> str:
    """Why nothing of a file can be read: what is missing, what was seen instead, and what to do."""
    shown = [table for table in tables if not table.sheet.hidden and table.rows]
    if not shown:
        hidden = [f'"{table.sheet.name}"' for table in tables if table.rows]
        return (
            f"only hidden sheets hold something ({', '.join(hidden)}). Show them and save the file."
            if hidden
            else ("the file holds no row. Download it again.")
        )
    table = min(shown, key=lambda one: len(headings.missing(one.best()[2])))
    row, cells, fields = table.best()
    missing = headings.missing(fields)
    where = f' of sheet "{table.sheet.name}"' if table.sheet.name else ""
    words = ", ".join(f'"{one_line(str(cell))[:25]}"' for cell in cells[:6] if cell != "")
    return (
        f"not {headings.kind}: no column for {', '.join(missing)}{_nearest(cells, missing, headings)}. "
        f"Row {row}{where} says {words}{seen}. {headings.advice}"
    )


def _nearest(cells: Sequence[Cell], missing: Sequence[str], headings: Headings) -> str:
    """Headings of the file that resemble a missing one, as a hint."""
    unread = {plain_heading(cell): str(cell) for cell in cells if plain_heading(cell) not in headings.fields}
    unread.pop("", None)
    hints = []
    for name in missing:
        wanted = [heading for heading, its in headings.fields.items() if its == name]
        near = next((match for one in wanted if (match := get_close_matches(one, unread, 1, 0.75))), None)
        if near:
            hints.append(f'{name} may be "{one_line(unread[near[0]])[:25]}"')
    return f" ({', '.join(hints)})" if hints else ""
