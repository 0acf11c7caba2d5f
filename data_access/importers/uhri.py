"""The Universal Human Rights Index: OHCHR's full export, as one JSON list or as a workbook."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from data_access.importers.source_files import is_workbook
from data_access.importers.source_records import ImportRefused, Reading, RowRejected, SourceRecommendation
from data_access.importers.source_text import shown_name, split_paragraph, split_recommending
from data_access.importers.source_values import (
    StateFinder,
    date_of,
    goals_of,
    is_pledge,
    position_of,
    session_of,
    text_of,
    values_of,
)
from data_access.importers.uhri_files import json_records, workbook_records
from domain.reviews import cycle_of_session, review_code
from domain.search import text_key
from domain.text_language import language_of
from domain.vocabulary import Position, RecommendationKind

LONGEST_KEY = 200
LONGEST_SYMBOL = 100
LONGEST_WORD = 100

# The joint record of the review of the Sudan. It was held on 10 May 2011, two months before South Sudan became
# independent and a Member State; the report, its recommendations and the replies are the Sudan's. South Sudan has
# had reviews of its own since.
_SUDAN_BEFORE_SECESSION = "A/HRC/18/16"
_SUDAN, _SOUTH_SUDAN = "SDN", "SSD"

_RESPONSE = re.compile(r"Responses?\s+of\b", re.IGNORECASE)


def read_uhri(paths: Sequence[Path], reading: Reading) -> Iterator[SourceRecommendation]:
    """Each recommendation and voluntary commitment of the UPR in the files, one record at a time.

    Skips records of treaty bodies and special procedures, and replies of States. Raises ImportRefused for a file
    that is no export of UHRI.
    """
    states = StateFinder()
    for path in paths:
        reading.file = shown_name(path)
        read_before = reading.read
        for row, record in (workbook_records if is_workbook(path) else json_records)(path, reading):
            reading.read += 1
            try:
                found = _recommendation(row, record, states, reading)
            except RowRejected as reason:
                reading.reject(row, str(reason))
                continue
            if found is None:
                reading.skipped += 1
            else:
                yield found
        if reading.read == read_before:
            raise ImportRefused(path, "the file holds no record. Download it again.")


def _recommendation(row: int, record: object, states: StateFinder, reading: Reading) -> SourceRecommendation | None:
    """The record's recommendation; None for a record of another mechanism or of another type."""
    if not isinstance(record, dict):
        raise RowRejected("not a record with named fields")
    kind = _kind(record)
    if kind is None:
        return None
    paragraph, text = split_paragraph(text_of(record.get("Text"), "Text"))
    if _RESPONSE.match(text):
        return None
    text, named = split_recommending(text, states.find)
    if not text:
        raise RowRejected("no text")
    symbol = text_of(record.get("Symbol"), "Symbol", LONGEST_SYMBOL)
    iso3 = _under_review(_values(record, "Countries"), symbol, states)
    session = session_of(next(iter(_values(record, "UprSession")), ""))
    word = "/".join(_values(record, "UprPositions"))[:LONGEST_WORD]
    pledged = kind is RecommendationKind.COMMITMENT or is_pledge(word)
    position = Position.SUPPORTED if pledged else position_of(word)
    recommending = states.recommending(_values(record, "UprRecommendingCountry"), reading) or named
    key = text_key(text)
    without_id = f"{review_code(iso3, cycle_of_session(session))} {key} {position}"
    return SourceRecommendation(
        file=reading.file,
        row=row,
        iso3=iso3,
        session=session,
        kind=RecommendationKind.COMMITMENT if pledged else kind,
        source_key=_source_key(record, symbol, paragraph) or without_id,
        symbol=symbol,
        paragraph=paragraph,
        text=text,
        text_key=key,
        language=language_of(text),
        position=position,
        position_word=word,
        action=None,
        published_on=date_of(record.get("PublicationDate"), reading),
        recommending=() if pledged else recommending,
        themes=tuple(sorted(_values(record, "Themes"))),
        persons=tuple(sorted(_values(record, "AffectedPersons"))),
        sdgs=goals_of(_values(record, "Sdgs"), reading),
    )


def _values(record: Mapping[str, object], field: str) -> tuple[str, ...]:
    return values_of(record.get(field), field)


def _kind(record: Mapping[str, object]) -> RecommendationKind | None:
    """Whether the record is a recommendation or a commitment of a review, or None for all else."""
    body, types = _values(record, "Body"), _values(record, "AnnotationType")
    if len(body) != 1 or body[0].casefold() != "upr":
        return None
    if any(map(is_pledge, types)):
        return RecommendationKind.COMMITMENT
    return RecommendationKind.RECOMMENDATION if any("recommendation" in word.casefold() for word in types) else None


def _under_review(names: Sequence[str], symbol: str, states: StateFinder) -> str:
    """ISO3 of the one State under review; RowRejected where there is none, or more than one."""
    if not names:
        raise RowRejected("no country")
    found = sorted({states.under_review(name) for name in names})
    if len(found) == 1:
        return found[0]
    if symbol == _SUDAN_BEFORE_SECESSION and found == [_SUDAN, _SOUTH_SUDAN]:
        return _SUDAN
    raise RowRejected(f"{len(found)} States under review: {'; '.join(names)}")


def _source_key(record: Mapping[str, object], symbol: str, paragraph: str) -> str:
    """The source's id, else symbol and paragraph, else nothing."""
    annotation = text_of(record.get("AnnotationId"), "AnnotationId", LONGEST_KEY)
    return annotation or (f"{symbol} {paragraph}" if symbol and paragraph else "")
