"""The Universal Human Rights Index: OHCHR's full export, as one JSON list or as a workbook."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from data_access.importers.files.uhri_files import uhri_records
from data_access.importers.source_records import ImportRefused, Reading, RowRejected, SourceRecommendation
from data_access.importers.values.mechanisms import kind_of
from data_access.importers.values.paragraphs import split_paragraph
from data_access.importers.values.sessions import cycle_said, session_of
from data_access.importers.values.source_text import shown_name
from data_access.importers.values.source_values import (
    StateFinder,
    date_of,
    goals_of,
    is_pledge,
    position_said,
    text_of,
    values_of,
)
from data_access.importers.values.state_lists import split_recommending
from domain.reviews import cycle_of_session, review_code
from domain.search.query import text_key
from domain.search.text_language import language_of
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
        reading.file, reading.sheet = shown_name(path), ""
        read_before = reading.read
        for record in uhri_records(path, reading):
            reading.read += 1
            try:
                found = _recommendation(record, states, reading)
            except RowRejected as reason:
                reading.reject(str(reason))
                continue
            if found is not None:
                yield found
        if reading.read == read_before:
            raise ImportRefused(path, "the file holds no record. Download it again.")


def _recommendation(record: object, states: StateFinder, reading: Reading) -> SourceRecommendation | None:
    """The record's recommendation; None for a record of another mechanism or of another type."""
    if not isinstance(record, dict):
        raise RowRejected("not a record with named fields")
    symbol = text_of(record.get("Symbol"), "Symbol", LONGEST_SYMBOL)
    kind = kind_of(_values(record, "Body"), _values(record, "AnnotationType"), symbol, record, reading)
    if kind is None:
        return None
    paragraph, text = split_paragraph(text_of(record.get("Text"), "Text"))
    if _RESPONSE.match(text):
        reading.skip('replies of States: the text begins with "Response of"')
        return None
    recommending = states.recommending(_values(record, "UprRecommendingCountry"), reading)
    text, named = split_recommending(text, states.find, recommending)
    if not text:
        raise RowRejected("no text in the column Text")
    iso3 = _under_review(_values(record, "Countries"), symbol, states)
    session = _session(record, reading)
    word = "/".join(_values(record, "UprPositions"))[:LONGEST_WORD]
    pledged = kind is RecommendationKind.COMMITMENT or is_pledge(word)
    position = Position.SUPPORTED if pledged else position_said(word, reading)
    recommending = recommending or named
    key = text_key(text)
    without_id = f"{review_code(iso3, cycle_of_session(session))} {key} {position}"
    return SourceRecommendation(
        place=reading.place,
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


def _session(record: Mapping[str, object], reading: Reading) -> int:
    """The record's one session; a cycle beside it that does not fit is noted."""
    sessions = {session_of(said, "UprSession") for said in _values(record, "UprSession") or ("",)}
    if len(sessions) > 1:
        raise RowRejected(f"{len(sessions)} sessions: {', '.join(map(str, sorted(sessions)))}. Leave one in UprSession")
    session = sessions.pop()
    cycle = cycle_of_session(session)
    for said in _values(record, "UprCycle"):
        if cycle_said(said) not in (None, cycle):
            reading.note(f'session {session} is in cycle {cycle}, UprCycle says "{said}"; the session counts')
    return session


def _under_review(names: Sequence[str], symbol: str, states: StateFinder) -> str:
    """ISO3 of the one State under review; RowRejected where there is none, or more than one."""
    found = sorted({states.under_review(name, "Countries") for name in names or ("",)})
    if len(found) == 1:
        return found[0]
    if symbol == _SUDAN_BEFORE_SECESSION and found == [_SUDAN, _SOUTH_SUDAN]:
        return _SUDAN
    raise RowRejected(f"{len(found)} States under review: {'; '.join(names)}. Leave one in Countries")


def _source_key(record: Mapping[str, object], symbol: str, paragraph: str) -> str:
    """The source's id, else symbol and paragraph, else nothing."""
    annotation = text_of(record.get("AnnotationId"), "AnnotationId", LONGEST_KEY)
    return annotation or (f"{symbol} {paragraph}" if symbol and paragraph else "")
