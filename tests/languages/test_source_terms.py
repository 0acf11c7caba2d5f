"""Themes and groups of affected persons in the reader's language, the store's words kept."""

from collections.abc import Iterator

import pytest

from domain.themes import theme_code
from languages import text
from languages.source_terms import term_lang, term_name, term_of_code
from languages.source_words import AFFECTED_PERSONS, INDEX_THEMES, UPR_INFO_ISSUES
from seed.invented.wording import topics

TRANSLATED = [code for code in text.offered_languages() if code != text.SOURCE_LANGUAGE]
LISTED = sorted({*INDEX_THEMES, *UPR_INFO_ISSUES, *AFFECTED_PERSONS})
DEMONSTRATION = sorted({topic.theme for topic in topics()} | {name for topic in topics() for name in topic.persons})


@pytest.fixture(autouse=True)
def _english_afterwards() -> Iterator[None]:
    yield
    text.set_language("en")


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("words", sorted({*LISTED, *DEMONSTRATION}))
def test_every_listed_theme_and_group_of_persons_has_a_name_in_each_language(words: str, language: str) -> None:
    with text.speaking(language):
        assert term_name(words) != words
        assert term_lang(words) == language


def test_no_arabic_name_of_a_theme_holds_a_latin_letter_or_a_latin_comma() -> None:
    with text.speaking("ar"):
        for words in {*LISTED, *DEMONSTRATION}:
            assert not any(sign.isascii() and sign.isalpha() for sign in term_name(words)), words
            assert not {",", ";", "?"} & set(term_name(words)), words


def test_in_english_a_theme_keeps_the_words_of_its_source() -> None:
    assert term_name("Minorities") == "Minorities"
    assert term_name("business & HUMAN rights") == "business & HUMAN rights"
    assert term_lang("Minorities") == "en"


def test_capitals_signs_and_spaces_of_a_source_make_no_difference() -> None:
    with text.speaking("ar"):
        assert term_name("RIGHT TO  HEALTH ") == term_name("Right to health") == "الحق في الصحة"


def test_a_theme_that_no_list_names_is_shown_in_its_own_words_and_said_to_be_english() -> None:
    with text.speaking("ar"):
        assert term_name("Rights of rivers") == "Rights of rivers"
        assert term_lang("Rights of rivers") == "en"
        assert term_of_code("rights-of-rivers") == "rights-of-rivers"


def test_a_code_alone_is_enough_to_name_a_listed_theme() -> None:
    with text.speaking("ar"):
        assert term_of_code(theme_code("Right to food")) == "الحق في الغذاء"
    assert term_of_code(theme_code("Right to food")) == "Right to food"


def test_upr_info_has_its_54_issues() -> None:
    assert len(set(map(theme_code, UPR_INFO_ISSUES))) == 54
