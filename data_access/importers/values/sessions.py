"""The session of a review, as sources write it: read where it is named, never the first number of a cell."""

import re
from functools import lru_cache

from data_access.importers.source_records import RowRejected
from domain.reviews import CYCLE_SESSIONS, cycle_of_session

LAST_SESSION = CYCLE_SESSIONS[4][1]

_MONTHS = "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
_MONTH = rf"(?:{_MONTHS}|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_MONTHS_AND_YEAR = rf"(?:{_MONTH}(?:\s*[-/–]\s*{_MONTH})?(?:,?\s+(?:19|20)\d\d)?|(?:19|20)\d\d)"
_WHEN = rf"(?:\s*\(\s*{_MONTHS_AND_YEAR}\s*\)|\s+[-–—]\s+{_MONTHS_AND_YEAR}|\s*,\s*{_MONTHS_AND_YEAR})?"
_ORDINAL = r"(?:st|nd|rd|th|e|ª|º|a)?"
_SESSION_WORD = r"(?:session|sesión|sesion|сессия|الدورة)"
_CYCLE_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_ORDINAL_OR_WORD = rf"(?:(\d){_ORDINAL}|({'|'.join(_CYCLE_ORDINALS)}))"
_CYCLE = re.compile(rf"\b(?:{_ORDINAL_OR_WORD}\s+(?:upr\s+)?cycle|cycle\s*(\d)|c(\d)(?=\s*[-–,/.]?\s*s\d))\b")

_NUMBER = r"\d{1,4}"
_OF_THE_GROUP = r"(?:upr\s+|working\s+group\s+)*"

# A number that is the session: alone, with its month or year, or beside the word.
_SESSION = re.compile(
    rf"(?:the\s+)?(?:"
    rf"(?:upr\s*[-–,]?\s*)?{_OF_THE_GROUP}(?:{_SESSION_WORD}|sess\.?|s(?=\d))\s*(?:no\.?|n°|#|:)?\s*({_NUMBER})(?:\.0)?"
    rf"|upr\s*[-–]?\s*(?:wg\s*[-.]?\s*)?({_NUMBER})(?:{_ORDINAL}\s+{_SESSION_WORD})?"
    rf"|({_NUMBER}){_ORDINAL}\s+{_OF_THE_GROUP}{_SESSION_WORD}(?:\s+of\s+the\s+.{{1,60}})?"
    rf"|(\d{{1,5}})(?:\.0|{_ORDINAL})"
    rf"){_WHEN}"
)
_SYMBOL = re.compile(r"a/hrc/wg\.6/(\d{1,2})(?:/.*)?")
_DATE = re.compile(
    rf"\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{1,4}}.*|\d{{1,2}}[-/]{_MONTH}(?:[-/]\d{{2,4}})?"
    rf"|\d{{1,2}}\.? {_MONTH}(?: \d{{4}})?|{_MONTH}[-/ ]\d{{2,4}}"
)
_EXCEL_DATES = range(36_526, 73_051)
_BETWEEN = " -–—,;:/|()."


@lru_cache(maxsize=2_000)
def session_of(text: str, column: str = "Session") -> int:
    """The session, 1 to 54, in "20 - November", "20", "20.0", "20th session" or "2nd cycle - session 20".

    RowRejected for anything else, as a cell that a spreadsheet turned into a date.
    """
    said = " ".join(text.casefold().split())
    if not said:
        raise RowRejected(f"no session. Write its number, 1 to {LAST_SESSION}, in the column {column}")
    cycles, rest = _cycles_in(said)
    found = _SYMBOL.fullmatch(rest) or _SESSION.fullmatch(rest)
    if found is None or _DATE.fullmatch(said):
        raise RowRejected(_unread(text, said, column))
    session = int(next(filter(None, found.groups())))
    if session in _EXCEL_DATES:
        raise RowRejected(_date_reason(text, column))
    if not 1 <= session <= LAST_SESSION:
        raise RowRejected(f"session {session} is not one of 1 to {LAST_SESSION} (column {column})")
    if cycles - {cycle_of_session(session)}:
        raise RowRejected(
            f'the session "{text}" contradicts itself: session {session} is in cycle '
            f"{cycle_of_session(session)}. Correct the column {column}"
        )
    return session


def cycle_said(text: str) -> int | None:
    """The cycle that a cell names ("2", "Cycle 2", "2nd cycle"), or None where it names none that can be read."""
    said = " ".join(text.casefold().split()).removesuffix(".0")
    if said.isdecimal():
        return int(said) if len(said) == 1 else None
    cycles, _ = _cycles_in(said)
    return min(cycles) if len(cycles) == 1 else None


def _cycles_in(said: str) -> tuple[set[int], str]:
    """The cycles that a text names, and what is left of it."""
    cycles: set[int] = set()
    for found in _CYCLE.finditer(said):
        named = next(filter(None, found.groups()))
        cycles.add(_CYCLE_ORDINALS.get(named) or int(named))
    return cycles, _CYCLE.sub(" ", said).strip(_BETWEEN) if cycles else said


def _unread(text: str, said: str, column: str) -> str:
    if _DATE.fullmatch(said):
        return _date_reason(text, column)
    return f'the session "{text}" cannot be read. Write its number alone, 1 to {LAST_SESSION}, in the column {column}'


def _date_reason(text: str, column: str) -> str:
    return (
        f'the session "{text}" cannot be read: a spreadsheet program made a date of it. '
        f"Write the session's number in the column {column}, formatted as text"
    )
