"""Names of rows: complete, in the reader's language, in its order."""

import pytest

from data_access.queries.coverage.labels import labels, theme_names
from domain.vocabulary import Breakdown
from tests.builders import add_activity, add_recommendation

pytestmark = pytest.mark.usefixtures("sqlite_store")


def test_states_under_review_are_the_193_members() -> None:
    assert len(labels(Breakdown.STATE, "en")) == 193
    assert "VAT" not in labels(Breakdown.STATE, "en")


def test_observers_may_recommend() -> None:
    assert {"VAT", "PSE"} <= labels(Breakdown.RECOMMENDING, "en").keys()


@pytest.mark.parametrize(("language", "name"), [("en", "Kenya"), ("ar", "كينيا"), ("ru", "Кения"), ("zh", "肯尼亚")])
def test_states_have_the_names_of_the_united_nations(language: str, name: str) -> None:
    assert labels(Breakdown.STATE, language)["KEN"] == name


def test_states_stand_in_the_order_of_the_language() -> None:
    english, spanish = list(labels(Breakdown.STATE, "en")), list(labels(Breakdown.STATE, "es"))
    assert english.index("ZAF") > english.index("KEN")
    assert spanish.index("DEU") < spanish.index("BRA")


def test_themes_and_persons_keep_the_words_of_their_source() -> None:
    add_recommendation(themes=["Water", "Education"], persons=["Women"])
    assert list(labels(Breakdown.THEME, "ar").items()) == [("education", "Education"), ("water", "Water")]
    assert labels(Breakdown.PERSONS, "en") == {"women": "Women"}


def test_a_new_theme_has_its_name_at_once() -> None:
    add_recommendation(themes=["Water"])
    assert len(labels(Breakdown.THEME, "en")) == 1
    add_recommendation(themes=["Education"])
    assert len(labels(Breakdown.THEME, "en")) == 2


def test_a_theme_that_only_an_activity_has_is_named_but_no_choice_of_a_filter() -> None:
    add_recommendation(themes=["Water"])
    add_activity(themes=["Business & human rights"])
    assert theme_names("en")["business-human-rights"] == "Business & human rights"
    assert "business-human-rights" not in labels(Breakdown.THEME, "en")


@pytest.mark.parametrize("breakdown", [Breakdown.SDG, Breakdown.CYCLE, Breakdown.GROUP, Breakdown.TOTAL])
def test_what_the_program_names_itself_has_no_names_here(breakdown: Breakdown) -> None:
    assert not labels(breakdown, "en")
