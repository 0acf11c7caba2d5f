"""Positions: which of the five a source's word stands for. Sources write them in many ways; none is guessed."""

import re
from functools import lru_cache

from domain.vocabulary import Position

# A refusal of support is what a State calls noting: "did not enjoy the support", "cannot be accepted".
_NOT_SUPPORTED = re.compile(
    r"\b(?:(?:did|does|do|is|are|was|were|has|have|could|can) ?)?(?:not|no|unable to)"
    r"(?:\s+(?:be|been|have|enjoy|enjoyed|the|its))*\s+(?:support(?:ed|s)?|accept(?:ed|s|able)?|agree[ds]?|approved?)\b"
)
_OF_A_STATE = re.compile(r"\b(support(?:ed)?|accepted|noted|examined|considered) (?:of|by) [^/;|()]+")
_WORD = re.compile(r"[^\W\d_]+")

_SUPPORT = frozenset(
    (
        *("support", "supports", "supported", "accept", "accepts", "accepted", "acceptance"),
        *("agree", "agrees", "agreed", "approved"),
    )
)
_NOTE = frozenset(("note", "notes", "noted", "reject", "rejects", "rejected", "rejection", "declined", "refused"))
_PART = frozenset(("part", "partly", "partial", "partially"))
_PENDING = frozenset(
    (
        *("pending", "consider", "considered", "consideration", "considering"),
        *("examine", "examined", "examination"),
    )
)
_DONE = frozenset(("implemented",))
_FILLING = frozenset(
    (
        *(
            "the",
            "this",
            "that",
            "it",
            "its",
            "in",
            "by",
            "of",
            "and",
            "fully",
            "already",
            "enjoy",
            "enjoys",
            "enjoyed",
        ),
        *("is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "take", "takes", "taken"),
        *("state", "government", "country", "recommendation", "recommendations"),
    )
)
_FILLING_OF_PENDING = frozenset(("to", "under", "will", "further", "response", "responses", "for", "later", "no"))
# Whole phrases whose words alone say nothing.
_PHRASES = {"": Position.PENDING, "no response": Position.PENDING, "response pending": Position.PENDING}


@lru_cache(maxsize=2_000)
def position_of(word: str) -> Position:
    """The position that a source's word stands for; no word says that the reply is not in yet.

    A word with any part that is not known gives UNKNOWN: "Deferred" and "Supported with conditions" are read by people.
    """
    said = " ".join(word.casefold().replace("’", "'").replace("n't", " not").split()).strip(" .*;:,")
    if said in _PHRASES:
        return _PHRASES[said]
    said = _NOT_SUPPORTED.sub(" noted ", _OF_A_STATE.sub(r"\1", said))
    words = frozenset(_WORD.findall(said))
    if words & _PENDING and not words & (_SUPPORT | _NOTE):
        return _known(Position.PENDING, words, _PENDING | _FILLING | _FILLING_OF_PENDING)
    known = _SUPPORT | _NOTE | _PART | _DONE | _FILLING
    if words & _SUPPORT:
        partly = words & (_PART | _NOTE)
        return _known(Position.PARTLY_SUPPORTED if partly else Position.SUPPORTED, words, known)
    if words & _NOTE and not words & (_PART | _DONE):
        return _known(Position.NOTED, words, known)
    return _known(Position.SUPPORTED, words, _DONE | _FILLING) if words & _DONE else Position.UNKNOWN


def _known(position: Position, words: frozenset[str], known: frozenset[str]) -> Position:
    return position if words <= known else Position.UNKNOWN
