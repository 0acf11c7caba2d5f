"""Whose record a record of UHRI is, and of which type: a review's recommendation, commitment, or something else."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from data_access.importers.source_records import Reading, RowRejected
from data_access.importers.values.source_values import is_pledge
from domain.vocabulary import RecommendationKind

# The review's body as the export, its copies and its other languages write it.
_UPR = re.compile(
    r"\b(?:upr|epu)\b|universal\s+periodic|u\.\s?p\.\s?r|examen\s+p[ée]ri[oó]di(?:co|que)\s+univers"
    r"|универсальн\w+\s+периодическ|الاستعراض الدوري|普遍定期审议",
    re.IGNORECASE,
)
# Treaty bodies and special procedures.
_OTHER_BODIES = re.compile(
    r"(?:CERD|CESCR|CCPR|HRCTTEE|CEDAW|CAT|CRC|CRPD|CED|CMW|SPT)(?:[\s/(-].*)?"
    r"|(?:SR|WG|IE|RE|SE|SRSG)\b.*"
    r"|.*\b(?:Committee|Special\s+Rapporteur|Independent\s+Expert|Working\s+Group|Special\s+Representative"
    r"|Special\s+Procedures?|Treaty\s+Bod(?:y|ies)|Experts?\s+Mechanism|Subcommittee)\b.*",
    re.IGNORECASE,
)
_OTHER_SYMBOLS = re.compile(r"(?:CERD|CCPR|CEDAW|CAT|CRC|CRPD|CED|CMW|E/C\.12|E/CN\.4)/", re.IGNORECASE)
_HRC_REPORT = re.compile(r"A/HRC/\d", re.IGNORECASE)
_RECOMMENDATION = re.compile(r"recommend|recommand|recomenda|рекоменда|توصي|建议", re.IGNORECASE)
_OTHER_TYPES = re.compile(r"concern|observation|response|repl(?:y|ies)|comment|question|view|decision|statistic", re.I)
_CODE = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)
#: Fields that records of the UPR alone fill in.
_UPR_FIELDS = ("UprPositions", "UprSession", "UprRecommendingCountry", "UprCycle")


def kind_of(
    bodies: tuple[str, ...], types: tuple[str, ...], symbol: str, record: Mapping[str, object], reading: Reading
) -> RecommendationKind | None:
    """Recommendation or commitment of a review; None, with the reason counted, for what certainly is neither.

    A record whose body or type is missing or not known is judged by the fields that the UPR alone fills in, and
    noted. RowRejected where these say nothing either.
    """
    if not _is_upr(bodies, symbol, record, reading):
        reading.skip(f"another mechanism: body {_said(bodies)}, type {_said(types)}")
        return None
    if any(map(is_pledge, types)):
        return RecommendationKind.COMMITMENT
    if not any(map(_RECOMMENDATION.search, types)):
        if any(map(_OTHER_TYPES.search, types)):
            reading.skip(f"no recommendation: body {_said(bodies)}, type {_said(types)}")
            return None
        reading.note(f"the type (AnnotationType) is {_shape(types)}: read as a recommendation of the UPR; add the type")
    return RecommendationKind.RECOMMENDATION


def _is_upr(bodies: Sequence[str], symbol: str, record: Mapping[str, object], reading: Reading) -> bool:
    verdict = _verdict(tuple(bodies), symbol)
    if verdict is not None:
        return verdict
    filled = [name for name in _UPR_FIELDS if record.get(name)]
    if filled:
        reading.note(f"the body is {_shape(bodies)}: read as the UPR since {filled[0]} is filled in; add the body")
        return True
    if bodies and not _HRC_REPORT.match(symbol) and not _is_coded(bodies):
        return False
    raise RowRejected(
        f"the body is {_shape(bodies)} and no field of the UPR is filled in: it cannot be told whose record this is. "
        "Fill in Body"
    )


@lru_cache(maxsize=20_000)
def _verdict(bodies: tuple[str, ...], symbol: str) -> bool | None:
    """Whether the body says that it is the UPR, or another mechanism; None where it says neither."""
    if any(map(_UPR.search, bodies)):
        return True
    if bodies and all(map(_OTHER_BODIES.fullmatch, bodies)):
        return False
    return False if not bodies and _OTHER_SYMBOLS.match(symbol) else None


def _is_coded(values: Sequence[str]) -> bool:
    return all(_CODE.fullmatch(value) for value in values)


def _shape(values: Sequence[str]) -> str:
    """A missing, coded or unknown value as a note names it."""
    if not values:
        return "missing"
    return "a code without a name" if _is_coded(values) else f"{_said(values)}, which is not known"


def _said(values: Sequence[str]) -> str:
    return " / ".join(f'"{value}"' for value in values) or "none"
