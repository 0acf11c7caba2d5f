"""Walks of clicks: after every step address, controls, headline, picture, table, file and `gaps` say the same.

What is counted comes from the slow oracle, and what the address means from a reading of its own.
"""

import io
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components.shared import table_files
from components.shared.table_files import FileNotes, table_csv
from components.shared.tables import Column
from data_access.__main__ import main
from domain.coverage import GapFilters
from domain.vocabulary import (
    ActivityStatus,
    Breakdown,
    Modality,
    Position,
    RecommendationKind,
    RequestStatus,
    SupportBand,
)
from languages.text import set_language
from tests import oracle
from tests.builders import add_activity, add_recommendation, add_request
from tests.pages.screens import html_of, open_screen

pytestmark = pytest.mark.slow

WALKS, STEPS = 200, 3
FILES = {
    "gaps": "coverage_gaps.py",
    "map": "map.py",
    "cooperation": "cooperation.py",
    "recommendations": "recommendations.py",
}
LANGUAGES = ("en", "ar")
CODES: Mapping[str, tuple[str, ...]] = {
    "state": ("KEN", "TUV", "PER", "NPL"),
    "theme": ("education", "water"),
    "group": ("AFRICAN", "ASIA_PACIFIC", "GRULAC"),
    "region": ("002", "019", "142", "009"),
    "special": ("LDC", "SIDS", "LLDC"),
    "cycle": ("2", "3", "4"),
    "sdg": ("4", "6", "16"),
    "persons": ("children", "women"),
    "modality": (Modality.TRAINING.value, Modality.EQUIPMENT.value),
}
#: Filters of the list of recommendations alone.
MORE_CODES: Mapping[str, tuple[str, ...]] = {
    "position": tuple(position.value for position in Position),
    "band": tuple(band.value for band in SupportBand),
    "kind": tuple(kind.value for kind in RecommendationKind),
    "recommending": ("NOR", "FRA"),
    "session": ("21", "35"),
}
BREAKDOWNS = tuple(each for each in Breakdown if each is not Breakdown.TOTAL)


@dataclass
class Shown:
    """The table that the last picture of a run hands to its files."""

    table: pd.DataFrame | None = None
    file: pd.DataFrame | None = None


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> Shown:
    """Catches the table and the file of each picture."""
    caught = Shown()
    before = table_files.download_table

    def catch(frame: pd.DataFrame, *, columns: Mapping[str, Column], name: str, notes: FileNotes) -> None:
        caught.table = frame
        caught.file = pd.read_csv(io.BytesIO(table_csv([frame], columns=columns, demonstration=False)))
        before(frame, columns=columns, name=name, notes=notes)

    monkeypatch.setattr("components.shared.picture.download_table", catch)
    return caught


@pytest.fixture
def world(sqlite_store: str) -> list[oracle.Described]:
    """A store in which every filter leaves something out, as the oracle reads it."""
    chance = random.Random(8)
    sessions = {"2": 21, "3": 35, "4": 45}
    made: dict[str, list[str]] = {}
    for _place in range(60):
        state, cycle = chance.choice(CODES["state"]), chance.choice(CODES["cycle"])
        code = add_recommendation(
            chance.choices(list(Position), [8, 3, 2, 1, 1])[0],
            state=state,
            cycle=int(cycle),
            session=sessions[cycle],
            themes=chance.sample(("Education", "Water", "Health"), chance.randint(0, 2)),
            sdgs=chance.sample((4, 6, 16), chance.randint(0, 2)),
            persons=chance.sample(("Children", "Women"), chance.randint(0, 1)),
            by=chance.sample(("NOR", "FRA"), chance.randint(1, 2)),
        )
        made.setdefault(state, []).append(code)
    for state, codes in made.items():
        for status in (ActivityStatus.IMPLEMENTATION, ActivityStatus.PIPELINE, ActivityStatus.CANCELLED):
            modality = chance.choice((Modality.TRAINING, Modality.EQUIPMENT))
            add_activity(supports=[chance.choice(codes)], status=status, modality=modality, recipients=[state])
        add_request(for_=[chance.choice(codes)], status=RequestStatus.OPEN)
    return oracle.described()


def test_address_controls_figures_table_file_and_command_line_agree_on_every_walk(
    world: list[oracle.Described], shown: Shown, capsys: pytest.CaptureFixture[str]
) -> None:
    chance = random.Random(2026)
    at = open_screen("overview.py")
    for walk in range(WALKS):
        page = chance.choice(tuple(FILES))
        at = go(at, page, {"lang": chance.choice(LANGUAGES), **some_address(chance, page)})
        check(at, page, world, shown, f"walk {walk}, start")
        for step in range(STEPS):
            page, at = click(at, page, chance)
            check(at, page, world, shown, f"walk {walk}, step {step}: {dict(at.query_params)}")
        if walk % 20 == 0:
            check_command_line(world, chance, capsys)


def some_address(chance: random.Random, page: str) -> dict[str, str]:
    """An address as somebody may send it: some filters, codes or names, one picture of the page."""
    offered = {**CODES, **MORE_CODES} if page == "recommendations" else {**CODES, "position": ("", "supported")}
    address = {}
    for name in chance.sample(tuple(offered), chance.randint(0, 2)):
        codes = chance.sample(offered[name], chance.randint(1, min(2, len(offered[name]))))
        address[name] = chance.choice((",", ";", ", ")).join(codes)
    if page == "gaps":
        address["by"] = chance.choice(BREAKDOWNS).value
        if chance.random() < 0.3:
            address["position"] = "supported,partly_supported"
    return {name: text for name, text in address.items() if text}


def go(at: AppTest, page: str, address: Mapping[str, str]) -> AppTest:
    """Open a page at an address."""
    set_language(address.get("lang"))  # for the options that the harness itself formats
    at.switch_page(FILES[page])
    at.query_params.clear()
    for name, text in address.items():
        at.query_params[name] = text
    at.run()
    assert not at.exception
    return at


def click(at: AppTest, page: str, chance: random.Random) -> tuple[str, AppTest]:
    """One click of a reader: a filter, what is set taken out, everything cleared, the language, another page."""
    set_language(language_of(at))
    clears = [button for button in at.button if str(button.key).startswith(("set-", "clear-filters", "start-again"))]
    choices: list[str] = ["state", "theme", "language", "page", "page"] + ["clear"] * bool(clears)
    match chance.choice(choices):
        case "clear":
            chance.choice(clears).click().run()
        case "page":
            page = chance.choice(tuple(FILES))
            at = go(at, page, masthead_address(at, page))
        case "language":
            other = next(code for code in LANGUAGES if code != language_of(at))
            at.selectbox(key="language_choice").set_value(other).run()
        case name:
            box = at.multiselect(key=f"{name}-{page}-{language_of(at)}")
            box.set_value(chance.sample(CODES[name], chance.randint(0, 2))).run()
    assert not at.exception
    return page, at


def masthead_address(at: AppTest, page: str) -> dict[str, str]:
    """Where the masthead's link to a page leads."""
    links = {link.proto.page: link.proto.query_string for link in at.get("page_link")}
    return dict(parse_qsl(links[page]))


def language_of(at: AppTest) -> str:
    """The language of the page."""
    return next(code for code in LANGUAGES if f'data-language="{code}"' in html_of(at))


def check(at: AppTest, page: str, world: list[oracle.Described], shown: Shown, where: str) -> None:
    """All that a reader sees of one view says the same."""
    asked = {name: tuple(text.split(",")) for name, text in address_of(at).items()}
    check_controls(at, page, asked, where)
    filters = filters_of(asked)
    if page == "gaps":
        check_gaps(at, filters, Breakdown(asked.get("by", ("theme",))[0]), world, shown, where)
    if page == "recommendations":
        expected = sum(1 for each in world if oracle.is_chosen(each, filters) and fits(each, asked))
        assert first_number(at.subheader[0].value) == expected, where


def check_controls(at: AppTest, page: str, asked: Mapping[str, tuple[str, ...]], where: str) -> None:
    """The two boxes and what is set beside them hold exactly what the address holds."""
    spoken = language_of(at)
    for name in ("state", "theme"):
        assert tuple(at.multiselect(key=f"{name}-{page}-{spoken}").value) == asked.get(name, ()), where
    pressed = Counter(tuple(str(button.key).split("-", 2)[1:]) for button in at.button if str(button.key)[:4] == "set-")
    behind = {*CODES, *MORE_CODES} - {"state", "theme", "recommending"}
    expected = Counter((name, code) for name in behind & {*asked} for code in asked[name])
    if page != "recommendations" and "position" in asked:
        expected = Counter({pair: count for pair, count in expected.items() if pair[0] != "position"})
        expected["position", ""] = 1
    assert pressed == expected, where


def check_gaps(
    at: AppTest, filters: GapFilters, by: Breakdown, world: list[oracle.Described], shown: Shown, where: str
) -> None:
    """Headline, bars, table and file against the oracle."""
    total = oracle.coverage_by(world, Breakdown.TOTAL, filters).get("total", Counter())
    if not total:
        assert not at.get("plotly_chart"), where
        return
    words = [int(part) for part in at.markdown[0].value.replace("**", " ").split() if part.isdigit()]
    assert words[:1] == [total.total()], where
    assert {total[SupportBand.REPORTED], total[SupportBand.REQUESTED]} <= {*words, 0}, where
    rows = oracle.coverage_by(world, by, filters)
    kept = named_in(filters, by)
    expected = {key: counts for key, counts in rows.items() if not kept or key in kept}
    if not expected:
        return
    drawn = json.loads(at.get("plotly_chart")[0].proto.spec)["data"]
    bars = {
        (mark[0], band): mark[2]
        for band, trace in zip(SupportBand, drawn, strict=False)
        for mark in trace["customdata"]
    }
    assert bars == {(key, band): counts[band] for key, counts in expected.items() for band in SupportBand}, where
    assert shown.table is not None
    assert shown.file is not None
    assert dict(zip(shown.table["key"], shown.table["supported"], strict=True)) == {
        key: counts.total() for key, counts in expected.items()
    }, where
    assert int(shown.file.iloc[:, 1].sum()) == sum(counts.total() for counts in expected.values()), where


def named_in(filters: GapFilters, by: Breakdown) -> frozenset[str]:
    """The rows that the filters themselves name, where they name some."""
    fields = {
        Breakdown.STATE: filters.states,
        Breakdown.THEME: filters.themes,
        Breakdown.SDG: filters.sdgs,
        Breakdown.PERSONS: filters.persons,
        Breakdown.GROUP: filters.un_groups,
        Breakdown.REGION: filters.regions,
        Breakdown.CYCLE: filters.cycles,
        Breakdown.SESSION: filters.sessions,
        Breakdown.RECOMMENDING: filters.recommending,
    }
    return frozenset(map(str, fields[by]))


def filters_of(asked: Mapping[str, tuple[str, ...]]) -> GapFilters:
    """The address as filters, read anew."""
    return GapFilters(
        states=asked.get("state", ()),
        un_groups=asked.get("group", ()),
        regions=asked.get("region", ()),
        groups=asked.get("special", ()),
        cycles=tuple(map(int, asked.get("cycle", ()))),
        sessions=tuple(map(int, asked.get("session", ()))),
        themes=asked.get("theme", ()),
        sdgs=tuple(map(int, asked.get("sdg", ()))),
        persons=asked.get("persons", ()),
        recommending=asked.get("recommending", ()),
        modalities=tuple(map(Modality, asked.get("modality", ()))),
        with_partly="partly_supported" in asked.get("position", ()),
    )


def fits(each: oracle.Described, asked: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether a recommendation fits what only the list can ask for."""
    return (
        ("position" not in asked or each.row.position.value in asked["position"])
        and ("kind" not in asked or each.row.kind.value in asked["kind"])
        and ("band" not in asked or (each.has_band and each.band.value in asked["band"]))
    )


def first_number(words: str) -> int:
    """The first number of a sentence; none is written out as "no" in some languages."""
    return next((int(part) for part in words.replace("(", " ").replace(")", " ").split() if part.isdigit()), 0)


def address_of(at: AppTest) -> dict[str, str]:
    """The parameters, each a text."""
    return dict(_flat(at.query_params))


def _flat(parameters: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    for name, value in parameters.items():
        yield name, value if isinstance(value, str) else ",".join(map(str, value)) if isinstance(value, list) else ""


def check_command_line(
    world: list[oracle.Described], chance: random.Random, capsys: pytest.CaptureFixture[str]
) -> None:
    """`gaps` prints what the oracle counts."""
    state, cycle, by = chance.choice(CODES["state"]), chance.choice(CODES["cycle"]), chance.choice(BREAKDOWNS)
    capsys.readouterr()
    assert main(["gaps", "--by", by.value, "--state", state, "--cycle", cycle, "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)["rows"]
    expected = oracle.coverage_by(world, by, GapFilters(states=(state,), cycles=(int(cycle),)))
    assert {row["key"]: row["supported"] for row in printed} == {
        key: counts.total() for key, counts in expected.items()
    }
