"""Reference facts: States and their names, regions, reviews, sessions and goals, as checked-in CSV files.

`python -m seed.making.make_reference --source ../shared/reference` writes states, state_names, reviews and sessions.
Kept by hand: `regions.csv` and `sdgs.csv` (the United Nations' wording in six languages),
`other_spellings.csv` (spellings in documents beyond those of the sources; feeds state_names), and
`upr_info_issues.csv` (the names of UPR Info's issues).
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from domain.states import NAME_LANGUAGES, State, StateKind, StateNames, UnGroup

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class RecordedReview:
    """A review on record: State under review, cycle (1 to 4) and the session (1 to 54) that held it."""

    iso3: str
    cycle: int
    session: int


@dataclass(frozen=True)
class Session:
    """A session of the Working Group on the Universal Periodic Review, its cycle, and the year it was held in."""

    session: int
    cycle: int
    year: int


@dataclass(frozen=True)
class Region:
    """An M49 region (`parent` None) or sub-region. Codes are three digits, as text."""

    code: str
    parent: str | None
    names: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True)
class Goal:
    """A Sustainable Development Goal (1 to 17) and its short title in each of NAME_LANGUAGES."""

    goal: int
    names: Mapping[str, str] = field(hash=False)


def read_states() -> list[State]:
    """The 193 Member States, two observer States and the European Union, in order of ISO3."""
    return [_state(row) for row in rows_of(FOLDER / "states.csv")]


@lru_cache(maxsize=1)
def read_state_names() -> StateNames:
    """Every spelling accepted on input; read once a process."""
    return StateNames(read_spellings())


def read_spellings() -> list[tuple[str, str]]:
    """Pairs of spelling and ISO3 in order of ISO3; two or three capital letters are a code, all else a name."""
    return [(row["name"], row["iso3"]) for row in rows_of(FOLDER / "state_names.csv")]


def read_reviews() -> list[RecordedReview]:
    """The reviews whose session is on record, by cycle, session and State: cycles 1 and 2 mostly."""
    rows = rows_of(FOLDER / "reviews.csv")
    return [RecordedReview(row["iso3"], int(row["cycle"]), int(row["session"])) for row in rows]


def read_sessions() -> list[Session]:
    """The sessions in order, from OHCHR's calendar."""
    rows = rows_of(FOLDER / "sessions.csv")
    return [Session(int(row["session"]), int(row["cycle"]), int(row["year"])) for row in rows]


def read_regions() -> list[Region]:
    """The five M49 regions and their sub-regions, in order of code."""
    return [Region(row["code"], row["parent"] or None, _names(row, "name")) for row in rows_of(FOLDER / "regions.csv")]


def read_sdgs() -> list[Goal]:
    """The 17 goals, in order."""
    return [Goal(int(row["goal"]), _names(row, "name")) for row in rows_of(FOLDER / "sdgs.csv")]


def read_upr_info_issues() -> list[str]:
    """The names of the 54 issues by which UPR Info sorts recommendations."""
    return [row["name"] for row in rows_of(FOLDER / "upr_info_issues.csv")]


def rows_of(path: Path, delimiter: str = ",") -> Iterator[dict[str, str]]:
    """The rows of a UTF-8 CSV file with a heading line, with or without a byte order mark."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file, delimiter=delimiter)


def _state(row: Mapping[str, str]) -> State:
    return State(
        iso3=row["iso3"],
        iso2=row["iso2"],
        kind=StateKind(row["kind"]),
        m49=row["m49"] or None,
        un_group=UnGroup(row["un_group"]) if row["un_group"] else None,
        region=row["region"] or None,
        subregion=row["subregion"] or None,
        ldc=row["ldc"] == "1",
        lldc=row["lldc"] == "1",
        sids=row["sids"] == "1",
        longitude=float(row["longitude"]) if row["longitude"] else None,
        latitude=float(row["latitude"]) if row["latitude"] else None,
        names=_names(row, "name"),
        formal=_names(row, "formal"),
    )


def _names(row: Mapping[str, str], kind: str) -> dict[str, str]:
    return {language: row[f"{kind}_{language}"] for language in NAME_LANGUAGES}
