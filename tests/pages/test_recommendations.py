"""The search screen: what the address asks for is what is shown, and nothing that is asked makes a traceback."""

import pytest
from streamlit.testing.v1 import AppTest

from components.results import result_csv
from data_access.queries.labels import labels
from data_access.queries.search import RecommendationQuery, search_recommendations
from domain.vocabulary import Position, RecommendationKind
from tests.builders import add_activity, add_recommendation
from tests.pages.screens import html_of, open_screen

pytestmark = pytest.mark.usefixtures("sqlite_store")


def opened(**address: str) -> AppTest:
    """The screen at an address."""
    return open_screen("recommendations.py", **address)


def heading(at: AppTest) -> str:
    return str(at.subheader[0].value)


def test_an_empty_address_shows_every_recommendation_and_commitment() -> None:
    add_recommendation()
    add_recommendation(kind=RecommendationKind.COMMITMENT)
    assert heading(opened()) == "2 recommendations and commitments"


def test_the_words_of_the_address_are_searched_shown_in_the_box_and_marked() -> None:
    add_recommendation(text="Train women in the judiciary")
    add_recommendation(text="Ratify the Convention")
    at = opened(q="woman")
    assert at.text_input[0].value == "woman"
    assert heading(at) == "1 recommendation or commitment holds what you search for"
    assert "Train <mark>women</mark> in the judiciary" in html_of(at)


def test_a_text_that_looks_like_markup_is_shown_as_text() -> None:
    add_recommendation(text='<img src=x onerror="alert(1)"> train officials')
    found = html_of(opened(q="train"))
    assert "<img" not in found
    assert "&lt;img" in found


def test_each_hit_leads_to_its_own_page_in_the_readers_language() -> None:
    code = add_recommendation(state="KEN")
    found = html_of(opened(lang="ar"))
    assert f'href="./recommendation?lang=ar&amp;id={code}"' in found
    assert "كينيا" in found


def test_more_than_three_recommending_states_are_told_as_a_number() -> None:
    add_recommendation(by=["NOR", "FRA", "CHL", "GHA", "JPN"])
    told = html_of(opened())
    assert "Recommended by Chile, France, Ghana and 2 more" in told


def test_position_and_kind_of_the_address_narrow_the_hits() -> None:
    add_recommendation(Position.NOTED)
    add_recommendation(Position.SUPPORTED)
    add_recommendation(kind=RecommendationKind.COMMITMENT)
    assert heading(opened(position="noted")).startswith("1 ")
    assert heading(opened(kind="commitment")).startswith("1 ")


def test_the_support_band_of_the_address_narrows_the_hits() -> None:
    add_recommendation()
    add_activity([add_recommendation()])
    assert heading(opened(band="reported")).startswith("1 ")


def test_the_recommending_state_of_the_address_narrows_the_hits_and_can_be_left_out() -> None:
    add_recommendation(by=["NOR"])
    add_recommendation(by=["FRA"])
    at = opened(recommending="NOR")
    assert heading(at).startswith("1 ")
    at.multiselect(key="recommending-recommendations-en").set_value([]).run()
    assert heading(at).startswith("2 ")


def test_pages_are_linked_and_told_in_words() -> None:
    for _ in range(30):
        add_recommendation()
    first, second = html_of(opened()), html_of(opened(page="2"))
    assert "Page 1 of 2" in first
    assert 'href="./recommendations?page=2"' in first
    assert 'start="26"' in second
    assert "Previous page" in second


def test_a_page_after_the_last_leads_back_to_the_first() -> None:
    add_recommendation()
    assert "There is no page 7: the list ends at page 1." in html_of(opened(page="7"))


def test_a_changed_search_starts_at_the_first_page_again() -> None:
    for _ in range(30):
        add_recommendation()
    at = opened(page="2")
    at.text_input[0].set_value("training").run()
    assert "Page 1 of 2" in html_of(at)
    assert "page" not in at.query_params


def test_nothing_found_says_which_filter_to_leave_out() -> None:
    add_recommendation(Position.SUPPORTED)
    found = html_of(opened(q="nothing-like-it", position="noted"))
    assert "Nothing fits this search" in found
    assert 'href="./recommendations?position=noted"' in found
    assert 'href="./recommendations?q=nothing-like-it"' in found


def test_a_search_that_cannot_be_read_is_one_line_and_stays_in_the_box() -> None:
    words = "(" * 40 + "a"
    at = opened(q=words)
    assert len(at.warning) == 1
    assert at.text_input[0].value == words


@pytest.mark.parametrize("value", ["<script>", "'; DROP TABLE x", "٣", "-1", "9" * 30, "\x00", "a" * 900])
def test_a_hostile_address_never_makes_a_traceback(value: str) -> None:
    names = ("q", "page", "sort", "band", "kind", "position", "recommending", "session", "state", "theme", "cycle")
    opened(**dict.fromkeys(names, value))


def test_the_file_of_the_result_runs_no_formula_and_says_that_it_is_a_demonstration() -> None:
    add_recommendation(text="=HYPERLINK(1)", themes=["Education"], by=["NOR", "FRA"])
    rows = search_recommendations(RecommendationQuery()).rows
    written = result_csv(rows, names=labels, demonstration=True).decode("utf-8-sig").splitlines()
    assert "Demonstration" in written[0]
    assert "'=HYPERLINK(1)" in written[2]
    assert "France; Norway" in written[2]
    assert "Education" in written[2]
