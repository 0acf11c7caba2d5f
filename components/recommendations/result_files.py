"""The whole result of a search as a file: every row, and with each row all that is known of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final, TypeVar

import pandas as pd

from components.coverage.breakdowns import Names
from components.records.record_html import StateName, in_order
from components.shared.picture import Provenance
from components.shared.table_files import MOST_SHEET_ROWS, FileNotes, offer_table
from components.shared.tables import Column, paragraph_column
from domain.sdgs import GOALS
from domain.vocabulary import Breakdown, Position, RecommendationKind, Source, SupportBand
from languages.names import band_name, goal_name, position_name, recommendation_kind_name, source_name
from languages.text import _, language, language_name, listing

Code = TypeVar("Code")

#: Between the values of a cell that holds several.
BETWEEN: Final = "; "


@dataclass(frozen=True)
class ResultSource:
    """Where a file of the result comes from.

    pieces: collects the rows, as `whole_result` of data_access.queries.recommendations gives them. names: of States,
    themes and affected persons. address: that of a record's page, up to its code. notes: what the file says of itself.
    """

    pieces: Callable[[], Iterable[pd.DataFrame]]
    names: Names
    address: str
    notes: Callable[[], FileNotes]


def offer_result(total: int, source: ResultSource) -> None:
    """Buttons for all `total` rows; they are collected only when one is pressed. A longer result than a sheet holds
    is offered without one.
    """
    offer_table(
        lambda: result_frames(source),
        columns=result_columns,
        name="recommendations",
        notes=source.notes,
        key="result",
        sheet=total <= MOST_SHEET_ROWS,
    )


def result_notes(
    sources: Iterable[Source],
    as_of: datetime,
    total: int,
    chosen: Iterable[tuple[str, str]],
    *,
    demonstration: bool,
) -> FileNotes:
    """What the file says about itself. chosen: words and filters, as pairs of title and words."""
    made_of = Provenance(
        unit=_("recommendations and commitments"),
        source=listing(map(source_name, sources)),
        as_of=as_of,
        demonstration=demonstration,
        filters=tuple(chosen),
        counted=total,
    )
    return made_of.notes(_("Result of a search for recommendations"))


def result_columns() -> Mapping[str, Column]:
    """The columns of the file in their order, with what they mean."""
    return {
        "code": Column(_("Record"), meaning=_("The code of the recommendation or commitment in this repository.")),
        "state": Column(_("State under review")),
        "iso3": Column(_("ISO 3166 code"), meaning=_("Of the State under review, in three letters.")),
        "cycle": Column(_("Cycle"), "count"),
        "session": Column(_("Session"), "count", meaning=_("Of the Working Group on the UPR.")),
        "paragraph": paragraph_column(),
        "symbol": Column(_("Document"), meaning=_("The symbol of the report in which it stands.")),
        "text": Column(_("Text"), wide=True),
        "language": Column(_("Language of the text"), meaning=_("Empty where it is not known.")),
        "kind": Column(_("Kind of record")),
        "position": Column(_("Position")),
        "position_word": Column(_("Position in the source's words")),
        "recommending": Column(_("Recommended by")),
        "themes": Column(_("Themes"), meaning=_("As the source assigned them.")),
        "sdgs": Column(_("Sustainable Development Goals"), meaning=_("As the source assigned them.")),
        "persons": Column(_("Affected persons"), meaning=_("As the source assigned them.")),
        "band": Column(_("Support"), meaning=_("Of recommendations that were accepted; empty for all other records.")),
        "source": Column(_("Source")),
        "published_on": Column(_("Published on"), "date", meaning=_("The day on which the document was published.")),
        "address": Column(_("Address"), meaning=_("The page of the record.")),
    }


def result_frames(source: ResultSource) -> Iterator[pd.DataFrame]:
    """The rows piece by piece with names and words in the reader's language, the texts as they came in."""
    words = _Words(source)
    return map(words.spoken, source.pieces())


class _Words:
    """The names of codes, each looked up once for a file."""

    def __init__(self, source: ResultSource) -> None:
        self._address = source.address
        self._states = source.names(Breakdown.RECOMMENDING, language())
        self._names: dict[str, StateName] = {
            "recommending": self._states.__getitem__,
            "themes": _name_or_code(source.names(Breakdown.THEME, language())),
            "persons": _name_or_code(source.names(Breakdown.PERSONS, language())),
        }
        self._goals = {goal: goal_name(goal) for goal in GOALS}
        self._listed = cache(self._list)

    def spoken(self, rows: pd.DataFrame) -> pd.DataFrame:
        """One piece in words."""
        lists = {field: [self._listed(field, tuple(codes)) for codes in rows[field]] for field in self._names}
        bands = _each(SupportBand, band_name)
        return rows.assign(
            state=rows["iso3"].map(self._states),
            language=rows["language"].map({code: language_name(code) for code in {*rows["language"]} if code}),
            kind=rows["kind"].map(_each(RecommendationKind, recommendation_kind_name)),
            position=rows["position"].map(_each(Position, position_name)),
            source=rows["source"].map(_each(Source, source_name)),
            band=[bands.get(band, "") for band in rows["band"]],
            sdgs=[BETWEEN.join(self._goals[goal] for goal in goals) for goals in rows["sdgs"]],
            address=[f"{self._address}{code}" for code in rows["code"]],
            **lists,
        )

    def _list(self, field: str, codes: tuple[str, ...]) -> str:
        return BETWEEN.join(in_order(map(self._names[field], codes)))


def _each(codes: Iterable[Code], name: Callable[[Code], str]) -> dict[Code, str]:
    return {code: name(code) for code in codes}


def _name_or_code(names: Mapping[str, str]) -> StateName:
    return lambda code: names.get(code, code)
