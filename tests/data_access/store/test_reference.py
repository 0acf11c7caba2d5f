"""The checked-in reference facts: complete, unambiguous, and the same as their sources."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from data_access.store.reference import (
    FOLDER,
    read_regions,
    read_reviews,
    read_sdgs,
    read_sessions,
    read_spellings,
    read_state_names,
    read_states,
    rows_of,
)
from domain.reviews import cycle_of_session
from domain.states import NAME_LANGUAGES, State, StateKind, UnGroup, normalise_name
from seed.making.make_reference import UN_GROUPS, write_reference

SOURCE = Path(__file__).parents[4] / "shared" / "reference"
needs_source = pytest.mark.skipif(not SOURCE.is_dir(), reason="the reference sources are not beside the checkout")

STATES = {state.iso3: state for state in read_states()}
MEMBERS = [state for state in STATES.values() if state.kind is StateKind.MEMBER]


def test_there_are_193_member_states_two_observers_and_the_european_union() -> None:
    assert len(MEMBERS) == 193
    others = {iso3: state.kind for iso3, state in STATES.items() if state.kind is not StateKind.MEMBER}
    assert others == {"EUE": StateKind.ORGANIZATION, "PSE": StateKind.OBSERVER, "VAT": StateKind.OBSERVER}


def test_each_member_state_is_in_one_regional_group() -> None:
    assert Counter(state.un_group for state in MEMBERS) == {
        UnGroup.AFRICAN: 54,
        UnGroup.ASIA_PACIFIC: 54,
        UnGroup.EEG: 23,
        UnGroup.GRULAC: 33,
        UnGroup.WEOG: 29,
    }


@needs_source
def test_the_groups_are_those_of_the_source() -> None:
    source = {row["iso3"]: UN_GROUPS[row["un_regional_group"]] for row in rows_of(SOURCE / "un-regional-groups.csv")}
    assert {state.iso3: state.un_group for state in MEMBERS} == source


def test_codes_are_well_formed_and_given_once() -> None:
    assert all(
        re.fullmatch("[A-Z]{3}", state.iso3) and re.fullmatch("[A-Z]{2}", state.iso2) for state in STATES.values()
    )
    assert len({state.iso2 for state in STATES.values()}) == len(STATES)
    codes = [state.m49 for state in STATES.values() if state.m49]
    assert len(set(codes)) == len(codes) == 195
    assert all(re.fullmatch("[0-9]{3}", code) for code in codes)


def test_each_state_lies_in_a_sub_region_of_its_region() -> None:
    parents = {region.code: region.parent for region in read_regions()}
    for state in STATES.values():
        if state.kind is not StateKind.ORGANIZATION:
            assert state.subregion is not None
            assert state.region == parents[state.subregion]


def test_country_groups_have_the_sizes_of_the_m49_file() -> None:
    assert sum(state.ldc for state in MEMBERS) == 44
    assert sum(state.lldc for state in MEMBERS) == 32
    assert sum(state.sids for state in MEMBERS) == 37


def test_each_state_has_six_short_and_six_formal_names() -> None:
    for state in STATES.values():
        for names in (state.names, state.formal):
            assert set(names) == set(NAME_LANGUAGES)
            assert all(name and name == " ".join(name.split()) for name in names.values()), state.iso3


def test_names_in_a_language_are_all_different() -> None:
    for language in NAME_LANGUAGES:
        assert len({state.name(language) for state in STATES.values()}) == len(STATES), language


def test_names_shown_carry_no_article_and_no_footnote_mark() -> None:
    behind = re.compile(r"\((the|l['’]|la|le|les|el|las|los)\)|[*\[\]]", re.IGNORECASE)
    before = re.compile(r"(the|la|le|les|las|los) |l['’]|el ")
    for state in STATES.values():
        for name in (*state.names.values(), *state.formal.values()):
            assert not behind.search(name), name
            assert not before.match(name), name


def test_names_keep_the_parentheses_that_belong_to_them() -> None:
    assert STATES["BOL"].name("en") == "Bolivia (Plurinational State of)"
    assert STATES["IRN"].name("fr") == "Iran (République islamique d')"
    assert STATES["VEN"].name("es") == "Venezuela (República Bolivariana de)"
    assert STATES["NLD"].name("ru") == "Нидерланды (Королевство)"
    assert STATES["SLV"].name("en") == "El Salvador"


def test_each_name_is_written_in_the_script_of_its_language() -> None:
    scripts = {"ar": r"[\u0600-\u06ff \-()]+", "ru": r"[\u0400-\u04ff \-’—()]+", "zh": r"[\u4e00-\u9fff]+"}
    for state in STATES.values():
        for language, script in scripts.items():
            assert re.fullmatch(script, state.name(language)), state.name(language)
            assert re.fullmatch(script, state.formal[language]), state.formal[language]


def test_each_state_has_a_point_in_the_country() -> None:
    for state in STATES.values():
        if state.kind is not StateKind.ORGANIZATION:
            assert state.longitude is not None
            assert -180 <= state.longitude <= 180
            assert state.latitude is not None
            assert -60 <= state.latitude <= 75


@pytest.mark.parametrize(
    ("iso3", "west", "south", "east", "north"),
    [
        ("FRA", -5, 42, 8, 51),
        ("NOR", 5, 58, 31, 71),
        ("USA", -125, 25, -67, 49),
        ("KIR", 172, -3, 177, 4),
        ("FJI", 177, -19, 180, -16),
        ("NLD", 3, 50, 8, 54),
        ("DNK", 8, 54, 13, 58),
        ("PRT", -10, 36, -6, 42),
        ("ESP", -10, 36, 4, 44),
        ("ECU", -81, -5, -75, 2),
        ("MUS", 57, -21, 58, -19),
        ("CHL", -76, -56, -66, -17),
        ("SMR", 12.4, 43.8, 12.6, 44.0),
    ],
)
def test_distant_territories_do_not_pull_the_point_away(
    iso3: str, west: float, south: float, east: float, north: float
) -> None:
    state = STATES[iso3]
    assert state.longitude is not None
    assert west < state.longitude < east
    assert state.latitude is not None
    assert south < state.latitude < north


def test_every_name_and_code_of_a_state_finds_it() -> None:
    names = read_state_names()
    for state in STATES.values():
        for spelling in (state.iso2, state.iso3, *state.names.values(), *state.formal.values()):
            assert names.resolve(spelling) == state.iso3, spelling


@needs_source
def test_every_spelling_of_the_upr_info_export_finds_its_state() -> None:
    names = read_state_names()
    for row in rows_of(SOURCE / "country-name-variants.csv"):
        assert names.resolve(row["name"]) == row["iso3"], row["name"]


@needs_source
def test_every_m49_name_of_a_state_finds_it() -> None:
    names = read_state_names()
    for row in rows_of(SOURCE / "unsd-m49.csv", delimiter=";"):
        iso3 = row["ISO-alpha3 Code"]
        assert names.resolve(row["Country or Area"]) == (iso3 if iso3 in STATES else None), row["Country or Area"]


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("Turkey", "TUR"),
        ("Türkiye", "TUR"),
        ("Turkiye", "TUR"),
        ("Swaziland", "SWZ"),
        ("The former Yugoslav Republic of Macedonia", "MKD"),
        ("Macedonia FYR", "MKD"),
        ("Cape Verde", "CPV"),
        ("Czech Republic", "CZE"),
        ("State of Palestine*", "PSE"),
        ("Cote d‘Ivoire", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("DPR Korea", "PRK"),
        ("Democratic People’s Republic of Korea", "PRK"),
        ("Republic of Korea", "KOR"),
        ("South Korea", "KOR"),
        ("Laos", "LAO"),
        ("Congo", "COG"),
        ("Democratic Republic of Congo", "COD"),
        ("Vietnam", "VNM"),
        ("Brunei", "BRN"),
        ("Syria", "SYR"),
        ("Russia", "RUS"),
        ("United Kingdom", "GBR"),
        ("Netherlands", "NLD"),
        ("Micronesia", "FSM"),
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("Dominica", "DMA"),
        ("Dominican Republic", "DOM"),
        ("Guinea", "GIN"),
        ("Guinea Bissau", "GNB"),
        ("Equatorial Guinea", "GNQ"),
        ("Papua New Guinea", "PNG"),
        ("Sudan", "SDN"),
        ("South Sudan", "SSD"),
        ("Vatican", "VAT"),
        ("European Union", "EUE"),
        ("PK", "PAK"),
        ("MY", "MYS"),
        ("ID", "IDN"),
        ("IQ", "IRQ"),
        ("AU", "AUS"),
    ],
)
def test_spellings_of_documents_find_their_state(text: str, iso3: str) -> None:
    assert read_state_names().resolve(text) == iso3


@pytest.mark.parametrize(
    "text", ["Kosovo", "Kosovo*", "XK", "XKX", "Taiwan", "Hong Kong", "Korea", "Africa", "Yugoslavia"]
)
def test_what_is_not_one_state_finds_none(text: str) -> None:
    assert read_state_names().resolve(text) is None


def test_no_spelling_names_two_states_even_with_codes_in_small_letters() -> None:
    found: dict[str, set[str]] = {}
    for spelling, iso3 in read_spellings():
        found.setdefault(normalise_name(spelling), set()).add(iso3)
    assert {spelling: states for spelling, states in found.items() if len(states) > 1} == {}
    assert "" not in found
    assert {iso3 for states in found.values() for iso3 in states} == set(STATES)


def test_every_member_state_was_reviewed_in_the_first_cycle_once() -> None:
    reviews = read_reviews()
    assert len({(review.iso3, review.cycle) for review in reviews}) == len(reviews)
    assert {review.iso3 for review in reviews if review.cycle == 1} == {state.iso3 for state in MEMBERS}
    assert all(cycle_of_session(review.session) == review.cycle for review in reviews)


def test_sessions_follow_each_other_with_their_cycle_and_year() -> None:
    sessions = read_sessions()
    assert [session.session for session in sessions] == list(range(1, 54))
    assert sessions[0].year == 2008
    assert all(earlier.year <= later.year for earlier, later in pairwise(sessions))
    assert all(session.cycle == cycle_of_session(session.session) for session in sessions)


@needs_source
def test_regions_are_those_of_the_m49_file_and_named_in_six_languages() -> None:
    rows = [row for row in rows_of(SOURCE / "unsd-m49.csv", delimiter=";") if row["Sub-region Code"]]
    regions = {region.code: region for region in read_regions()}
    named = {row["Region Code"]: row["Region Name"] for row in rows}
    named |= {row["Sub-region Code"]: row["Sub-region Name"] for row in rows}
    assert {code: region.names["en"] for code, region in regions.items()} == named
    for language in NAME_LANGUAGES:
        assert len({region.names[language] for region in regions.values()}) == len(regions), language


def test_seventeen_goals_have_titles_in_six_languages() -> None:
    goals = read_sdgs()
    assert [goal.goal for goal in goals] == list(range(1, 18))
    for language in NAME_LANGUAGES:
        assert len({goal.names[language] for goal in goals} - {""}) == 17, language


@needs_source
def test_the_checked_in_files_are_what_the_sources_give(tmp_path: Path) -> None:
    write_reference(SOURCE, tmp_path)
    for name in ("states.csv", "state_names.csv", "reviews.csv", "sessions.csv"):
        assert (tmp_path / name).read_text(encoding="utf-8") == (FOLDER / name).read_text(encoding="utf-8"), name


def test_states_stand_in_order_of_their_code() -> None:
    states: list[State] = read_states()
    assert [state.iso3 for state in states] == sorted(STATES)
