"""What an address asks for is taken where it is meant beyond doubt, and named where it is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.shared.address_codes import Reading, read_values

STATES = {"KEN": "Kenya", "SSD": "South Sudan", "BOL": "Bolivia (Plurinational State of)", "CIV": "Côte d'Ivoire"}
THEMES = {"equality": "Equality, non-discrimination", "water": "Water; sanitation", "education": "Education"}


def read(*values: str) -> Reading:
    return read_values(values, STATES | THEMES, {"KEN": "Kenia"})


@pytest.mark.parametrize("value", ["KEN,SSD", "KEN;SSD", "KEN|SSD", "KEN SSD", "ken,ssd", " KEN , SSD ", "KEN,,SSD,"])
def test_codes_are_read_whatever_separates_them(value: str) -> None:
    assert read(value) == Reading(("KEN", "SSD"))


def test_a_parameter_that_stands_twice_means_both() -> None:
    assert read("KEN", "SSD") == Reading(("KEN", "SSD"))


@pytest.mark.parametrize("value", ["South Sudan", "south sudan", "SOUTH SUDAN"])
def test_a_name_stands_for_its_code(value: str) -> None:
    assert read(value) == Reading(("SSD",))


def test_a_name_of_another_language_stands_for_its_code() -> None:
    assert read("Kenia") == Reading(("KEN",))


def test_a_name_that_holds_a_separator_stays_whole() -> None:
    assert read("Equality, non-discrimination", "Water; sanitation") == Reading(("equality", "water"))


def test_what_is_not_offered_is_named_as_it_was_written() -> None:
    assert read("KEN,Nowhere at all,XXX") == Reading(("KEN",), ("Nowhere at all", "XXX"))


def test_what_stands_twice_counts_once() -> None:
    assert read("KEN,Kenya,ken") == Reading(("KEN",))


def test_what_is_beyond_the_longest_list_is_counted() -> None:
    codes = {f"C{number}": f"Name {number}" for number in range(100)}
    assert read_values([",".join(codes)], codes, {}, most=60) == Reading(tuple(codes)[:60], (), 40)


@given(st.lists(st.text(max_size=300), max_size=5))
def test_no_address_can_break_the_reading_of_it(values: list[str]) -> None:
    reading = read(*values)
    assert set(reading.codes) <= {*STATES, *THEMES}
    assert reading.beyond == 0
