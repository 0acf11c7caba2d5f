"""Writes the generated files of data_access/store/reference from the reference sources.

    python -m seed.making.make_reference --source ../shared/reference

Sources: UNTERM (names in six languages), the UN Statistics Division's M49 file (codes, regions, LDC, LLDC, SIDS),
the regional groups, the recorded reviews and sessions, the spellings of UPR Info's export, and the UN-derived
boundaries (points). `regions.csv`, `sdgs.csv` and `other_spellings.csv` are kept by hand and are not written here.
The same sources always give the same bytes.
"""

import argparse
import csv
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from python_calamine import CalamineWorkbook

from data_access.store.reference import FOLDER, read_regions, rows_of
from domain.reviews import cycle_of_session
from domain.states import StateKind, StateNames, UnGroup

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
MEMBERS = 193
OBSERVERS = ("PSE", "VAT")
NOT_STATES = ("Cook Islands (the)", "Niue")
Row = dict[str, str]
Names = list[str]

UN_GROUPS = {
    "African Group": UnGroup.AFRICAN,
    "Asia-Pacific Group": UnGroup.ASIA_PACIFIC,
    "EEG": UnGroup.EEG,
    "GRULAC": UnGroup.GRULAC,
    "WEOG": UnGroup.WEOG,
}

EUROPEAN_UNION = [
    "European Union",
    "Union européenne",
    "Unión Europea",
    "Европейский союз",
    "欧洲联盟",
    "الاتحاد الأوروبي",
]

#: Slips of the UNTERM file: an empty cell, and a missing space.
UNTERM_CORRECTIONS = {
    ("GBR", "name_ru"): "Соединенное Королевство Великобритании и Северной Ирландии",
    ("TLS", "name_ar"): "تيمور - ليشتي",
}

#: Longitude and latitude where the boundaries give none, several, or one outside the country.
POINTS = {
    "ECU": (-78.37, -1.46),
    "ESP": (-3.55, 40.39),
    "ISR": (34.80, 31.05),
    "KIR": (172.98, 1.33),  # Tarawa, the seat of government: the largest island is 3,200 km to its east
    "MUS": (57.57, -20.28),
    "PRT": (-7.96, 39.70),
    "PSE": (35.26, 31.94),
    "SMR": (12.46, 43.94),
    "SOM": (46.20, 5.50),
    "VAT": (12.45, 41.90),
    "VNM": (108.20, 14.00),
}

#: UNTERM puts the article behind a short name in parentheses, and before a formal name.
SHORT_ARTICLE = re.compile(r"\s*\((?:the|l['’]|la|le|les|el|las|los)\)$", re.IGNORECASE)
FORMAL_ARTICLE = re.compile(r"^(?:the |la |le |les |el |las |los |l['’])(?=\S)")


def main() -> None:
    """Read the sources named on the command line and write the files."""
    parser = argparse.ArgumentParser(
        prog="python -m seed.making.make_reference", description="Write data_access/store/reference"
    )
    parser.add_argument("--source", type=Path, required=True, help="folder that holds the reference sources")
    parser.add_argument("--out", type=Path, default=FOLDER, help="folder to write (default: the application's)")
    arguments = parser.parse_args()
    write_reference(arguments.source, arguments.out)


def write_reference(source: Path, out: Path) -> None:
    """Write states, state_names, reviews and sessions; ValueError when the sources contradict each other."""
    m49 = {row["ISO-alpha3 Code"]: row for row in rows_of(source / "unsd-m49.csv", delimiter=";")}
    unterm = _unterm_names(source, m49.values())
    states = _states(source, m49, unterm)
    write(out / "states.csv", states)
    write(out / "state_names.csv", _spellings(source, states, m49, unterm))
    write(out / "reviews.csv", _reviews(source))
    write(out / "sessions.csv", _sessions(source))


def write(path: Path, rows: Sequence[Row]) -> None:
    """Write rows as UTF-8 CSV with a heading line and line feeds."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _unterm_names(source: Path, m49: Iterable[Row]) -> dict[str, Names]:
    """ISO3 → six short and six formal names as UNTERM writes them, with articles, without footnote marks."""
    finder = StateNames(_m49_and_other_spellings(m49))
    sheet = CalamineWorkbook.from_path(source / "unterm-country-names.xlsx").get_sheet_by_index(0).to_python()
    names: dict[str, Names] = {}
    for cells in sheet[1:]:
        texts = [" ".join(str(cell).split()).rstrip("* ") for cell in cells]
        if not texts[1] or texts[0] in NOT_STATES:
            continue
        iso3 = finder.resolve(texts[0])
        if iso3 is None:
            raise ValueError(f"no M49 entry for {texts[0]!r}")
        names[iso3] = texts
    return names


def _states(source: Path, m49: dict[str, Row], unterm: dict[str, Names]) -> list[Row]:
    """The rows of states.csv by ISO3: Member States, observers, the European Union."""
    groups = {row["iso3"]: UN_GROUPS[row["un_regional_group"]] for row in rows_of(source / "un-regional-groups.csv")}
    if len(groups) != MEMBERS or {*groups, *OBSERVERS} != set(unterm):
        raise ValueError("the regional groups and UNTERM do not name the same 193 States")
    points = _points(source)
    rows = [_state(m49[iso3], groups.get(iso3), points[iso3], unterm[iso3]) for iso3 in unterm]
    rows.append(_european_union(list(rows[0])))
    regions = {region.code for region in read_regions()}
    for row in rows:
        if not {row["region"], row["subregion"]} <= regions | {""}:
            raise ValueError(f"regions.csv lacks the region of {row['iso3']}")
    return sorted(rows, key=lambda row: row["iso3"])


def _state(m49: Row, group: UnGroup | None, point: tuple[float, float], names: Names) -> Row:
    """One row of states.csv for a Member State or an observer State."""
    row = {
        "iso3": m49["ISO-alpha3 Code"],
        "iso2": m49["ISO-alpha2 Code"],
        "kind": StateKind.MEMBER if group else StateKind.OBSERVER,
        "m49": m49["M49 Code"],
        "un_group": group or "",
        "region": m49["Region Code"],
        "subregion": m49["Sub-region Code"],
        "ldc": _flag(m49["Least Developed Countries (LDC)"]),
        "lldc": _flag(m49["Land Locked Developing Countries (LLDC)"]),
        "sids": _flag(m49["Small Island Developing States (SIDS)"]),
        "longitude": f"{point[0]:.2f}",
        "latitude": f"{point[1]:.2f}",
    }
    for language, short, formal in zip(LANGUAGES, names[:6], names[6:], strict=True):
        row[f"name_{language}"] = SHORT_ARTICLE.sub("", short)
        row[f"formal_{language}"] = FORMAL_ARTICLE.sub("", formal)
    corrections = {column: text for (iso3, column), text in UNTERM_CORRECTIONS.items() if iso3 == row["iso3"]}
    return _names_last(row | corrections)


def _european_union(columns: Sequence[str]) -> Row:
    """The row of the European Union, which M49 does not list; EUE is its code in ISO 3166's reserved part."""
    facts = dict.fromkeys(columns, "") | {"iso3": "EUE", "iso2": "EU", "kind": StateKind.ORGANIZATION}
    facts |= dict.fromkeys(("ldc", "lldc", "sids"), "0")
    for language, name in zip(LANGUAGES, EUROPEAN_UNION, strict=True):
        facts |= {f"name_{language}": name, f"formal_{language}": name}
    return facts


def _names_last(row: Row) -> Row:
    """The row with its short names together, then its formal names."""
    facts = {column: value for column, value in row.items() if not column.startswith(("name_", "formal_"))}
    return facts | {
        f"{kind}_{language}": row[f"{kind}_{language}"] for kind in ("name", "formal") for language in LANGUAGES
    }


def _flag(mark: str) -> str:
    return "1" if mark.strip() == "x" else "0"


def _points(source: Path) -> dict[str, tuple[float, float]]:
    """ISO3 → longitude and latitude, from the boundaries unless POINTS says better."""
    boundaries = json.loads((source / "un-world-50m.topo.json").read_text(encoding="utf-8"))
    shapes = boundaries["objects"]["countries"]["geometries"]
    number = Counter(shape["id"] for shape in shapes)
    once = {shape["id"]: tuple(shape["properties"]["ct"]) for shape in shapes if number[shape["id"]] == 1}
    return once | POINTS


def _spellings(source: Path, states: Sequence[Row], m49: dict[str, Row], unterm: dict[str, Names]) -> list[Row]:
    """The rows of state_names.csv; ValueError when one spelling would name two States."""
    variants = ((row["name"], row["iso3"]) for row in rows_of(source / "country-name-variants.csv"))
    known = {row["iso3"] for row in states}
    pairs = {*variants, *_m49_and_other_spellings(m49[iso3] for iso3 in unterm), *_written_out(states)}
    pairs |= {(name, iso3) for iso3, names in unterm.items() for name in names if name}
    StateNames(pairs)
    if not {iso3 for _, iso3 in pairs} <= known:
        raise ValueError("a spelling names an entry that states.csv lacks")
    return [{"name": name, "iso3": iso3} for iso3, name in sorted((iso3, name) for name, iso3 in pairs)]


def _written_out(states: Iterable[Row]) -> Iterator[tuple[str, str]]:
    """Codes and names of each State, and what stands before the parenthesis in "Bolivia (Plurinational State of)"."""
    for row in states:
        names = [value for column, value in row.items() if column.startswith(("name_", "formal_"))]
        for spelling in [row["iso3"], row["iso2"], *names, *(name.split(" (")[0] for name in names)]:
            yield spelling, row["iso3"]


def _m49_and_other_spellings(m49: Iterable[Row]) -> list[tuple[str, str]]:
    """The names of the M49 file and the spellings kept by hand, with their ISO3."""
    others = [(row["name"], row["iso3"]) for row in rows_of(FOLDER / "other_spellings.csv")]
    return others + [(row["Country or Area"], row["ISO-alpha3 Code"]) for row in m49]


def _reviews(source: Path) -> list[Row]:
    """The recorded reviews by cycle, session and State; ValueError when a session lies outside its cycle."""
    rows = list(rows_of(source / "upr-reviews-recorded.csv"))
    for row in rows:
        if cycle_of_session(int(row["session"])) != int(row["cycle"]):
            raise ValueError(f"session {row['session']} is not in cycle {row['cycle']}")
    return sorted(rows, key=lambda row: (int(row["cycle"]), int(row["session"]), row["iso3"]))


def _sessions(source: Path) -> list[Row]:
    """The sessions in order, with their cycle and year."""
    rows = sorted(rows_of(source / "upr-sessions.csv"), key=lambda row: int(row["session"]))
    return [
        {"session": row["session"], "cycle": str(cycle_of_session(int(row["session"]))), "year": row["year"]}
        for row in rows
    ]


if __name__ == "__main__":
    main()
