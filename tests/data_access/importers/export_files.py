"""Files in the shapes of UHRI's and UPR Info's exports, with text of our own, and a look at what they left behind."""

import csv
import io
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import sqlalchemy
from openpyxl import Workbook
from sqlmodel import Session, col, select

from data_access import models
from data_access.store.engine import reading
from domain.vocabulary import Position, RecommendationKind, Source

SAMPLES = Path(__file__).parents[2] / "data"
SHARED = Path(__file__).parents[4] / "shared"

UPR_INFO_HEADING = (
    *("To", "To-Rgrp", "To-Org", "Text", "From", "From-Rgrp", "From-Org"),
    *("Response", "Action", "Issue", "Session"),
)
UPR_INFO_WORKBOOK_HEADING = (
    *("SuR", "Rgrp", "Org", "Recommendation", "RS", "Rgrp", "Org"),
    *("Response", "Action", "Issue", "Session"),
)
# As they stand in the export, misspellings and all.
UHRI_HEADINGS = {
    "Text": "Text",
    "Countries Concerned": "Countries",
    "Reccomending Body": "Body",
    "Document Symbol": "Symbol",
    "Themes": "Themes",
    "Affected Persons": "AffectedPersons",
    "Sdgs": "Sdgs",
    "Document Publication Date": "PublicationDate",
    "UPR Reccomending States": "UprRecommendingCountry",
    "UPR Position": "UprPositions",
    "Type": "AnnotationType",
    "OHCHR Annotation Id": "AnnotationId",
    "UPR Session": "UprSession",
    "Regions Concerned": "Regions",
    "Recommending Regions": "UprRecommendingRegions",
    "Date of publication on UHRI": "PublicationDateOnUhri",
}


def uhri_record(identifier: str = "one", **changes: object) -> dict[str, object]:
    """A record of UHRI's export: Kenya's review in session 35, a supported recommendation of Norway."""
    return {
        "AnnotationId": identifier,
        "AnnotationType": "- Recommendations",
        "Text": f"<p>142.7 Continue the training of judges, part {identifier} (Norway);</p>",
        "Symbol": "A/HRC/44/9",
        "Body": "- UPR",
        "DocumentId": "d",
        "Countries": ["Kenya"],
        "Regions": ["Africa"],
        "Themes": ["Administration of justice & fair trial"],
        "AffectedPersons": ["Judges, lawyers and prosecutors"],
        "Sdgs": ["16 - PEACE, JUSTICE AND STRONG INSTITUTIONS"],
        "PublicationDate": "2020-03-20T00:00:00",
        "PublicationDateOnUhri": "2020-05-02T00:00:00",
        "UprCycle": ["3"],
        "UprPositions": ["Supported"],
        "UprRecommendingCountry": ["Norway"],
        "UprRecommendingRegions": ["Western Europe & Others"],
        "UprSession": ["35 - January"],
        **changes,
    }


def uhri_json(folder: Path, *records: object, name: str = "uhri.json") -> Path:
    """Write records as UHRI's JSON export."""
    path = folder / name
    path.write_text(json.dumps(records), encoding="utf-8")
    return path


def uhri_xlsx(folder: Path, *records: Mapping[str, object], name: str = "uhri.xlsx") -> Path:
    """Write records as UHRI's workbook: lists as lines with a mark, dates as Excel's serial numbers."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    sheet.append(list(UHRI_HEADINGS))
    for record in records:
        sheet.append([_cell(record.get(field, "")) for field in UHRI_HEADINGS.values()])
    path = folder / name
    book.save(path)
    return path


def _cell(value: object) -> object:
    if isinstance(value, list):
        return "\n".join(f"- {item}" for item in value)
    if isinstance(value, str) and value.endswith("T00:00:00"):
        return (date.fromisoformat(value[:10]) - date(1899, 12, 30)).days
    return value


def upr_info_row(text: str = "Ratify the Convention", **changes: str) -> dict[str, str]:
    """A row of UPR Info's export: Kenya's review in session 8, an accepted recommendation of Norway."""
    row = dict.fromkeys(UPR_INFO_HEADING, "")
    row |= {"To": "Kenya", "Text": text, "From": "Norway", "Response": "Accepted", "Action": "5", "Session": "8"}
    return {**row, "Issue": "International instruments", **{name.title(): value for name, value in changes.items()}}


def upr_info_csv(
    folder: Path, *rows: Mapping[str, str], name: str = "upr-info.csv", encoding: str = "mac_roman", end: str = "\r"
) -> Path:
    """Write rows as UPR Info's CSV, by default as the old files are: Macintosh encoding and line ends."""
    path = folder / name
    path.write_bytes(csv_text(rows, end).encode(encoding))
    return path


def csv_text(rows: Iterable[Mapping[str, str]], end: str = "\r") -> str:
    """The rows under UPR Info's heading."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=end)
    writer.writerow(UPR_INFO_HEADING)
    writer.writerows([[row[name] for name in UPR_INFO_HEADING] for row in rows])
    return out.getvalue()


def upr_info_workbook(folder: Path, *rows: Mapping[str, str], name: str = "upr-info.xlsx") -> Path:
    """Write rows as UPR Info's Excel file, with its duplicate headings."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("UPR Info database export")
    sheet.append(
        ["SuR", "Rgrp", "Org", "Recommendation", "RS", "Rgrp", "Org", "Response", "Action", "Issue", "Session"]
    )
    for row in rows:
        cells = [row[heading] for heading in UPR_INFO_HEADING]
        sheet.append([float(cell) if cell.isdigit() else cell for cell in cells])
    path = folder / name
    book.save(path)
    return path


@dataclass(frozen=True)
class Stored:
    """A recommendation with all that hangs on it, as the store holds it."""

    code: str
    review: str
    session: int | None
    kind: RecommendationKind
    source: Source
    paragraph: str
    text: str
    position: Position
    position_word: str
    action: int | None
    published_on: date | None
    recommending: tuple[str, ...]
    themes: tuple[str, ...]
    persons: tuple[str, ...]
    sdgs: tuple[tuple[int, str], ...]
    retired: bool
    superseded_by: str | None


def stored() -> list[Stored]:
    """All recommendations, in the order of their codes."""
    with reading() as session:
        rows = session.exec(
            select(models.Recommendation, models.Review).join(models.Review).order_by(col(models.Recommendation.code))
        ).all()
        codes = {row.id: row.code for row, _ in rows}
        states = _linked(session, "recommending_state", "iso3")
        themes = _linked(session, "recommendation_theme", "name", of="theme")
        persons = _linked(session, "recommendation_persons", "name", of="affected_persons")
        goals: dict[int | None, list[tuple[int, str]]] = defaultdict(list)
        for goal in session.exec(select(models.RecommendationSdg)):
            goals[goal.recommendation_id].append((goal.goal, goal.target))
        return [
            Stored(
                code=row.code,
                review=f"{review.iso3}-{review.cycle}",
                session=review.session,
                kind=row.kind,
                source=row.source,
                paragraph=row.paragraph,
                text=row.text,
                position=row.position,
                position_word=row.position_word,
                action=row.action,
                published_on=row.published_on,
                recommending=tuple(sorted(states[row.id])),
                themes=tuple(sorted(themes[row.id])),
                persons=tuple(sorted(persons[row.id])),
                sdgs=tuple(sorted(goals[row.id])),
                retired=row.retired_at is not None,
                superseded_by=codes.get(row.superseded_by),
            )
            for row, review in rows
        ]


def _linked(session: Session, links: str, column: str, of: str = "") -> dict[int | None, list[str]]:
    """A column of the link table, or of the table that it links to, by the number of the recommendation."""
    tables = models.Table.metadata.tables
    joined = tables[links].join(tables[of]) if of else tables[links]
    wanted = sqlalchemy.select(tables[links].c.recommendation_id, tables[of or links].c[column]).select_from(joined)
    linked: dict[int | None, list[str]] = defaultdict(list)
    for recommendation, text in session.connection().execute(wanted):
        linked[recommendation].append(text)
    return linked


def whole_store() -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, to compare a store before and after."""
    with reading() as session:
        connection = session.connection()
        return {
            name: sorted((tuple(row) for row in connection.execute(table.select())), key=repr)
            for name, table in models.Table.metadata.tables.items()
        }


def only(values: Sequence[Stored]) -> Stored:
    """The one recommendation that there is."""
    (one,) = values
    return one
