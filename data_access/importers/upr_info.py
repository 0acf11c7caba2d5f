"""UPR Info's database export: CSV in every dialect, or an Excel file, of the old database or of the present site.

It has a row for each recommending State: rows of one review with the same text and response are one recommendation.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from data_access.importers.files.csv_files import csv_rows
from data_access.importers.files.source_files import Cell, SheetRow, is_workbook, workbook_rows
from data_access.importers.files.tables import Headings, table_records
from data_access.importers.source_records import ImportRefused, Reading, RowRejected, SourceRecommendation
from data_access.importers.values.issues import issues_of
from data_access.importers.values.sessions import cycle_said, session_of
from data_access.importers.values.source_text import shown_name
from data_access.importers.values.source_values import StateFinder, is_pledge, position_said, text_of
from domain.reviews import cycle_of_session, review_code
from domain.search.query import text_key
from domain.search.text_language import language_of
from domain.vocabulary import Position, RecommendationKind

#: UPR Info's coding: 1 minimal, 2 continuing, 3 considering, 4 general, 5 specific action.
ACTIONS = range(1, 6)

# Headings of the CSV, of the Excel file and of the present site, and how people change them. Regional groups and
# organizations are facts on States, which this repository has from the United Nations.
_HEADINGS_OF_FIELD = {
    "to": ("to", "sur", "state under review", "state reviewed", "reviewed state", "country under review", "country"),
    "text": ("text", "recommendation", "recommendations", "recommendation text", "text of recommendation"),
    "from": ("from", "rs", "recommending state", "recommending states", "recommending country", "recommended by"),
    "response": ("response", "responses", "position", "state response", "response to recommendation"),
    "action": ("action", "action category", "action level", "action type"),
    "issue": ("issue", "issues", "theme", "themes"),
    "session": ("session", "upr session", "session number", "sessions"),
    "cycle": ("cycle", "upr cycle"),
}
HEADINGS = Headings(
    kind="a UPR Info export",
    fields={heading: field for field, headings in _HEADINGS_OF_FIELD.items() for heading in headings},
    required=("to", "text", "from", "response", "issue", "session"),
    advice="Export the recommendations again, as CSV or Excel, with all columns.",
)


def read_upr_info(paths: Sequence[Path], reading: Reading) -> Iterator[SourceRecommendation]:
    """Each recommendation and pledge in the files, rows merged; all are read before the first is handed over.

    Raises ImportRefused for a file that is no export of UPR Info.
    """
    states = StateFinder()
    merged: dict[str, SourceRecommendation] = {}
    for path in paths:
        reading.file, reading.sheet = shown_name(path), ""
        read_before = reading.read
        for record in _records(path, reading):
            reading.read += 1
            try:
                found = _recommendation(record, states, reading)
            except RowRejected as reason:
                reading.reject(str(reason))
                continue
            earlier = merged.get(found.source_key)
            reading.merged += earlier is not None
            merged[found.source_key] = found if earlier is None else _merge(earlier, found)
        if reading.read == read_before:
            raise ImportRefused(path, "the file holds no row under its heading. Download it again.")
    yield from _marked_by_text(merged)


def _recommendation(record: Mapping[str, Cell], states: StateFinder, reading: Reading) -> SourceRecommendation:
    iso3 = states.under_review(text_of(record["to"], "State under review"), "State under review")
    session = _session(record, reading)
    text = text_of(record["text"], "Recommendation")
    if not text:
        raise RowRejected("no text in the column Recommendation")
    word = text_of(record["response"], "Response", 100)
    pledged = is_pledge(word)
    position = Position.SUPPORTED if pledged else position_said(word, reading)
    key = text_key(text)
    said = RecommendationKind.COMMITMENT if pledged else position
    recommending = [] if pledged else [text_of(record["from"], "Recommending State")]
    return SourceRecommendation(
        place=reading.place,
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
        themes=issues_of(record["issue"], reading),
        persons=(),
        sdgs=(),
    )


def _session(record: Mapping[str, Cell], reading: Reading) -> int:
    """The row's session; a cycle beside it that does not fit is noted."""
    session = session_of(text_of(record["session"], "Session"))
    cycle = cycle_said(text_of(record.get("cycle", ""), "Cycle"))
    if cycle not in (None, cycle_of_session(session)):
        reading.note(
            f"session {session} is in cycle {cycle_of_session(session)}, the file says {cycle}; the session counts"
        )
    return session


def _action(value: Cell, reading: Reading) -> int | None:
    """The action's number, in "5" or "5 - Specific action"."""
    text = text_of(value, "Action").removesuffix(".0")
    number = text.partition(" ")[0].rstrip(".:-–")
    if number in map(str, ACTIONS):
        return int(number)
    if text:
        reading.note(f'action "{text}" is not one of 1 to 5; left out')
    return None


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


def _records(path: Path, reading: Reading) -> Iterator[Mapping[str, Cell]]:
    """The fields of each row under a heading."""
    rows: Iterable[SheetRow]
    if is_workbook(path):
        return table_records(path, workbook_rows(path, reading), HEADINGS, reading)
    rows, dialect = csv_rows(path, HEADINGS, reading)
    return table_records(path, rows, HEADINGS, reading, dialect.seen)
