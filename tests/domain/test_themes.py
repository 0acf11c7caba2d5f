"""Codes of themes: the same for the same words, short, and safe in addresses."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.themes import LONGEST_CODE, theme_code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Right to health", "right-to-health"),
        ("National Human Rights Institution (NHRI)", "national-human-rights-institution-nhri"),
        ("Refugees & asylum seekers", "refugees-asylum-seekers"),
        ("Égalité", "egalite"),
        (" Minorities ", "minorities"),
    ],
)
def test_a_code_is_the_words_of_the_name(name: str, code: str) -> None:
    assert theme_code(name) == code


def test_long_names_with_one_beginning_have_codes_of_their_own() -> None:
    start = "Prohibition of torture & ill-treatment (including cruel, inhuman or degrading treatment)"
    one, other = theme_code(start), theme_code(start + ", second part")
    assert one != other
    assert one.startswith("prohibition-of-torture-ill-treatment-including-")


def test_names_without_latin_letters_have_codes_of_their_own() -> None:
    assert theme_code("الحق في الصحة") != theme_code("健康权")


@given(st.text(min_size=1, max_size=200))
def test_every_code_fits_into_an_address(name: str) -> None:
    assert re.fullmatch(rf"[a-z0-9-]{{1,{LONGEST_CODE}}}", theme_code(name.encode("utf-8", "ignore").decode()))
