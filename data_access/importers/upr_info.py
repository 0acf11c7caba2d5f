"""UPR Info's database export: CSV as old Macintosh or newer Windows programs write it, or an Excel file.

It has a row for each recommending State: rows of one review with the same text and response are one recommendation.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from data_access.importers.source_files import Cell, is_workbook, workbook_rows
from data_access.importers.source_records import ImportRefused, Reading, RowRejected, SourceRecommendation
from data_access.importers.source_text import shown_name
from data_access.importers.source_values import StateFinder, is_pledge, position_of, session_of, text_of, values_of
from domain.reviews import cycle_of_session, review_code
from domain.search import text_key
from domain.text_language import language_of
from domain.vocabulary import Position, RecommendationKind

#: Sessions 1 to 13 have 6 MB.
LARGEST_CSV = 512 * 1024**2
#: UPR Info's coding: 1 minimal, 2 continuing, 3 considering, 4 general, 5 specific action.
ACTIONS = range(1, 6)

# Headings of the CSV and of the Excel file. Regional groups and organizations stand twice there, under one heading
# each; they are facts on States, which this repository has from the United Nations.
_FIELD_OF_HEADING = {
    **{"to": "to", "sur": "to", "text": "text", "recommendation": "text", "from": "from", "rs": "from"},
    **{"response": "response", "action": "action", "issue": "issue", "session": "session"},
}
REQUIRED_FIELDS = ("to", "text", "from", "response", "issue", "session")

Row = tuple[int, list[Cell]]


def read_upr_info(paths: Sequence[Path], reading: Reading) -> Iterator[SourceRecommendation]:
    """Each recommendation and pledge in the files, rows merged; all are read before the first is handed over.

    Raises ImportRefused for a file that is no export of UPR Info.
    """
    states = StateFinder()
    merged: dict[str, SourceRecommendation] = {}
    for path in paths:
        reading.file = shown_name(path)
        read_before = reading.read
        for row, record in _records(path, reading):
            reading.read += 1
            try:
                found = _recommendation(row, record, states, reading)
            except RowRejected as reason:
                reading.reject(row, str(reason))
                continue
            earlier = merged.get(found.source_key)
            reading.merged += earlier is not None
            merged[found.source_key] = found if earlier is None else _merge(earlier, found)
        if reading.read == read_before:
            raise ImportRefused(path, "the file holds no row under its heading. Download it again.")
    yield from _marked_by_text(merged)


def _recommendation(
    row: int, record: Mapping[str, Cell], states: StateFinder, reading: Reading
) -> SourceRecommendation:
    iso3 = states.under_review(text_of(record["to"], "State under review"))
    session = session_of(text_of(record["session"], "Session"))
    text = text_of(record["text"], "Recommendation")
    if not text:
        raise RowRejected("no text")
    word = text_of(record["response"], "Response", 100)
    pledged = is_pledge(word)
    position = Position.SUPPORTED if pledged else position_of(word)
    key = text_key(text)
    said = RecommendationKind.COMMITMENT if pledged else position
    recommending = [] if pledged else [text_of(record["from"], "Recommending State")]
    return SourceRecommendation(
        file=reading.file,
        row=row,
        iso3=iso3,
        session=session,
        kind=RecommendationKind.COMMITMENT if pledged else RecommendationKind.RECOMMENDATION,
        source_key=f"{review_code(iso3, cycle_of_session(session))} {key} {said}",
        symbol="",
        paragraph="",
        text=text,
        text_key=key,
        language=language_of(text),
        position=position,
        position_word=word,
        action=_action(record.get("action", ""), reading),
        published_on=None,
        recommending=states.recommending(recommending, reading),
        themes=_issues(text_of(record["issue"], "Issue")),
        persons=(),
        sdgs=(),
    )


def _action(value: Cell, reading: Reading) -> int | None:
    text = text_of(value, "Action").removesuffix(".0")
    if text in map(str, ACTIONS):
        return int(text)
    if text:
        reading.note(f'action "{text}" is not one of 1 to 5; left out')
    return None


def _issues(cell: str) -> tuple[str, ...]:
    """The issues of a cell. None of UPR Info's 54 has a comma in its name."""
    return tuple(sorted(values_of(cell.split(","), "Issue")))


def _merge(one: SourceRecommendation, other: SourceRecommendation) -> SourceRecommendation:
    """Two rows of one recommendation, so that neither their order nor the order of files makes a difference."""
    return one._replace(
        text=min(one.text, other.text),
        position_word=min(one.position_word, other.position_word),
        action=max(filter(None, (one.action, other.action)), default=None),
        session=min(one.session, other.session),
        recommending=tuple(sorted({*one.recommending, *other.recommending})),
        themes=tuple(sorted({*one.themes, *other.themes})),
    )


def _marked_by_text(merged: Mapping[str, SourceRecommendation]) -> Iterator[SourceRecommendation]:
    """The recommendations; those whose text stands once in their review are marked to be matched by it."""
    once: dict[str, bool] = {}
    for key in merged:
        review_and_text = key.rpartition(" ")[0]
        once[review_and_text] = review_and_text not in once
    for key, found in merged.items():
        yield found._replace(match_by_text=True) if once[key.rpartition(" ")[0]] else found


def _records(path: Path, reading: Reading) -> Iterator[tuple[int, Mapping[str, Cell]]]:
    """Row number and fields of each row under the heading, which is row 1."""
    rows = workbook_rows(path, reading) if is_workbook(path) else _csv_rows(path, reading)
    fields: list[str | None] = []
    for row, cells in rows:
        if not fields:
            fields = [_FIELD_OF_HEADING.get(str(cell).strip().casefold()) for cell in cells]
            _require_fields(path, fields)
        elif len(cells) == len(fields):
            yield row, {field: cell for field, cell in zip(fields, cells, strict=True) if field}
        else:
            reading.read += 1
            reading.reject(row, f"{len(cells)} cells, where the heading has {len(fields)}")


def _require_fields(path: Path, fields: Sequence[str | None]) -> None:
    missing = [field for field in REQUIRED_FIELDS if field not in fields]
    if missing:
        raise ImportRefused(
            path,
            f"not a UPR Info export: no column for {', '.join(missing)} in its first row. "
            "Export the recommendations again, as CSV or Excel, with all columns.",
        )


def _csv_rows(path: Path, reading: Reading) -> Iterator[Row]:
    size = path.stat().st_size
    if size > LARGEST_CSV:
        raise ImportRefused(path, f"{size // 1024**2} MB is far more than any UPR Info export. It was not read.")
    row = 0
    try:
        # Without newline="" a carriage return inside a cell would be changed.
        for row, cells in enumerate(csv.reader(io.StringIO(_decoded(path.read_bytes()), newline="")), start=1):
            if any(cells):
                yield row, list[Cell](cells)
    except csv.Error as error:
        raise ImportRefused(
            path, f"cannot be read as CSV after row {row} ({error}). A quotation mark may be missing there."
        ) from error
    reading.done += size


def _decoded(content: bytes) -> str:
    """The text, in UTF-8 where it is valid, else in the old encoding in which more States' names can be read.

    Where no name tells, carriage returns alone tell a Macintosh.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        mac, windows = content.decode("mac_roman"), content.decode("cp1252", errors="replace")
    unread = {text: _names_unread(text) for text in (mac, windows)}
    if unread[mac] != unread[windows]:
        return min(unread, key=unread.__getitem__)
    return windows if b"\n" in content else mac


def _names_unread(text: str) -> int:
    """How many different first cells outside of ASCII name no State."""
    find = StateFinder().find
    starts = {line.partition(",")[0].strip('"') for line in io.StringIO(text, newline=None)}
    return sum(find(start) is None for start in starts if not start.isascii())
