"""The search screen: what the address asks for is what is shown, and nothing that is asked makes a traceback."""

from html import unescape
from re import sub

import pytest
from streamlit.testing.v1 import AppTest

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


def told(at: AppTest) -> str:
    """All words of the screen that are HTML of ours, as text."""
    return unescape(sub(r"<[^>]+>", "", html_of(at)))


@pytest.mark.parametrize("words", ["!@#", "*", "AND", "NOT", '""', "( )", "-", "…"])
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_search_without_a_word_says_so_and_finds_nothing(words: str, lang: str) -> None:
    add_recommendation()
    at = opened(q=words, lang=lang)
    said = {"en": "This search has no word in it", "ar": "لا توجد كلمة في هذا البحث"}
    assert said[lang] in told(at)
    assert not at.subheader
    assert "<ol" not in html_of(at)
    assert at.text_input[0].value == words


def test_a_search_that_only_leaves_out_says_so() -> None:
    add_recommendation(text="Train judges")
    at = opened(q="NOT women")
    assert heading(at).startswith("1 ")
    assert "This search only says what is left out: it finds everything else." in told(at)


def test_a_paragraph_is_found_by_its_number_and_the_page_says_why() -> None:
    add_recommendation(paragraph="26.10")
    add_recommendation(paragraph="26.1")
    for words in ("26.10", "para. 26.10", "§26.10"):
        at = opened(q=words)
        assert heading(at).startswith("1 ")
        assert "26.10 is also looked for as the number of a paragraph." in told(at)
        assert "paragraph 26.10" in told(at)


def test_a_document_is_found_by_its_symbol_or_the_beginning_of_it_in_any_case() -> None:
    add_recommendation(symbol="A/HRC/30/5")
    for words in ("A/HRC/30/5", "a/hrc/30/5", "A/HRC/30"):
        at = opened(q=words)
        assert heading(at).startswith("1 ")
        assert "document A/HRC/30/5" in told(at)
    assert heading(opened(q="A/HRC/3")).startswith("0 ")


@pytest.mark.parametrize(
    ("lang", "words", "hint", "address"),
    [
        ("en", "Kenya", "State under review: Kenya (1)", "state=KEN"),
        ("en", "kenya training", "State under review: Kenya (1)", "q=training&amp;state=KEN"),
        ("ar", "كينيا", "الدولة موضوع الاستعراض: كينيا (1)", "state=KEN"),
        ("ar", "Kenya", "الدولة موضوع الاستعراض: كينيا (1)", "state=KEN"),
        ("en", "Norway", "Recommended by Norway (1)", "recommending=NOR"),
        ("en", "Right to education", "Theme: Right to education (1)", "theme=right-to-education"),
        ("en", "education", "Theme: Right to education (1)", "theme=right-to-education"),
        ("en", "child", "Affected persons: Children (1)", "persons=children"),
    ],
)
def test_the_name_of_a_filter_leads_to_it_with_one_click(lang: str, words: str, hint: str, address: str) -> None:
    add_recommendation(
        state="KEN", by=["NOR"], themes=["Right to education"], persons=["Children"], text="Offer training"
    )
    at = opened(q=words, lang=lang)
    assert hint in told(at)
    assert f'href="./recommendations?lang={lang}&amp;{address}"' in html_of(at)


def test_a_filter_that_is_set_or_would_find_nothing_is_not_offered() -> None:
    add_recommendation(state="KEN", by=["NOR"])
    assert "also name a filter" not in told(opened(q="Kenya", state="KEN"))
    assert "also name a filter" not in told(opened(q="Uganda"))
    assert "also name a filter" not in told(opened(q="Kenya OR women"))


def test_a_search_in_vain_in_another_script_or_language_says_that_texts_are_english() -> None:
    add_recommendation()
    assert "Most texts are in English" in told(opened(q="تعليم"))
    assert "معظم النصوص بالإنكليزية" in told(opened(q="تعليم", lang="ar"))
    assert "معظم النصوص بالإنكليزية" in told(opened(q="zqx", lang="ar"))
    assert "Most texts are in English" not in told(opened(q="zqx"))


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_each_text_says_its_language_where_it_is_known(lang: str) -> None:
    add_recommendation(text="Train women in the judiciary")
    add_recommendation(text="Zqxwv")
    found = html_of(opened(lang=lang))
    assert '<p class="hit-text" lang="en" dir="auto">Train women' in found
    assert '<p class="hit-text" dir="auto">Zqxwv' in found


def test_the_result_is_offered_as_workbook_and_csv_with_what_they_are_about() -> None:
    add_recommendation()
    assert {"Table (XLSX)", "Table (CSV)", "About the table (TXT)"} <= {
        button.proto.label for button in opened().get("download_button")
    }
