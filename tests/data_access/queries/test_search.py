"""Readers find recommendations by words, filters and bands, in the order they ask for."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.queries.coverage.choices import choices
from data_access.queries.recommendations.search import RecommendationQuery, Sort, search_recommendations
from domain.coverage import GapFilters
from domain.search.query import QueryError, parse_query
from domain.vocabulary import Position, RecommendationKind, SupportBand
from tests import generated_stores as made_up
from tests import oracle
from tests.builder_rows import MOMENT
from tests.builders import add_activity, add_recommendation

pytestmark = pytest.mark.usefixtures("store")


def texts(words: str, sort: Sort = Sort.STATE) -> list[str]:
    return list(search_recommendations(RecommendationQuery(words=words, sort=sort)).rows["text"])


def test_words_find_texts_whatever_their_form() -> None:
    add_recommendation(text="Protect the rights of women")
    add_recommendation(text="Educate every child")
    assert texts("woman") == ["Protect the rights of women"]
    assert texts("children") == ["Educate every child"]
    assert texts('"right of woman"') == ["Protect the rights of women"]
    assert texts("wom* OR educ*") == ["Protect the rights of women", "Educate every child"]
    assert texts("NOT women") == ["Educate every child"]
    assert texts("women child") == []
    assert texts("") == ["Protect the rights of women", "Educate every child"]


@pytest.mark.parametrize("words", ["--", "!@#", "*", "AND", '""'])
def test_a_search_without_a_word_finds_nothing(words: str) -> None:
    add_recommendation()
    assert texts(words) == []


def test_a_paragraph_and_a_document_are_found_beside_the_words_of_texts() -> None:
    add_recommendation(text="Train judges", paragraph="79(a)", symbol="A/HRC/30/5")
    add_recommendation(text="Implement recommendation 79(a) of A/HRC/30/5", paragraph="8", symbol="A/HRC/31/6")
    add_recommendation(text="Ratify", paragraph="79", symbol="A/HRC/30/50")
    assert texts("79(a)") == ["Implement recommendation 79(a) of A/HRC/30/5", "Train judges"]
    assert texts("79(A) judges") == ["Train judges"]
    assert texts("para. 79") == ["Ratify"]
    assert texts("a/hrc/30/5 NOT ratify") == ["Implement recommendation 79(a) of A/HRC/30/5", "Train judges"]
    assert texts("-A/HRC/30/5") == ["Ratify"]


def test_all_spellings_of_a_prefix_are_found() -> None:
    add_recommendation(text="Organize a training")
    add_recommendation(text="Support organisations")
    assert texts("organiz*") == texts("organis*") == ["Organize a training", "Support organisations"]


def test_any_script_is_found() -> None:
    add_recommendation(text="احترام حقوق الإنسان")
    add_recommendation(text="尊重人权")
    add_recommendation(text="Соблюдать права человека")
    assert texts("حُقوق إنسان") == ["احترام حقوق الإنسان"]
    assert texts("人权") == ["尊重人权"]
    assert texts("权人") == []
    assert texts("ПРАВА") == ["Соблюдать права человека"]


@pytest.mark.parametrize("words", ["'; DROP TABLE recommendation; --", "100%", "a_b", "(.*)", "\\", "[a", "\x00", "🙂"])
def test_signs_of_other_languages_are_only_signs(words: str) -> None:
    add_recommendation(text="Ratify the convention")
    search_recommendations(RecommendationQuery(words=words))
    assert texts("ratify") == ["Ratify the convention"]


def test_too_long_a_search_is_refused_in_words() -> None:
    with pytest.raises(QueryError, match="at most"):
        search_recommendations(RecommendationQuery(words="x" * 5000))


def test_a_page_says_all_that_a_list_shows() -> None:
    code = add_recommendation(
        state="KEN", cycle=3, session=35, themes=["Torture", "Education"], by=["NOR", "FJI"], paragraph="142.7"
    )
    add_activity([code])
    page = search_recommendations(RecommendationQuery())
    assert page.total == 1
    row = page.rows.iloc[0]
    assert (row["code"], row["iso3"], row["cycle"], row["session"], row["paragraph"]) == (code, "KEN", 3, 35, "142.7")
    assert (row["position"], row["kind"]) == (Position.SUPPORTED, RecommendationKind.RECOMMENDATION)
    assert row["band"] is SupportBand.REPORTED
    assert row["recommending"] == ["FJI", "NOR"]
    assert row["themes"] == ["education", "torture"]


def test_a_band_is_told_only_of_what_coverage_speaks_of() -> None:
    add_recommendation(Position.NOTED)
    add_recommendation(kind=RecommendationKind.COMMITMENT)
    add_recommendation(Position.PARTLY_SUPPORTED)
    bands = search_recommendations(RecommendationQuery()).rows["band"]
    assert list(bands) == [None, None, SupportBand.NONE_RECORDED]
    found = search_recommendations(RecommendationQuery(bands=tuple(SupportBand)))
    assert list(found.rows["position"]) == [Position.PARTLY_SUPPORTED]


def test_an_empty_page_has_the_same_columns() -> None:
    add_recommendation()
    some = search_recommendations(RecommendationQuery())
    for page in (2, 10**30):
        after_the_last = search_recommendations(RecommendationQuery(page=page))
        assert after_the_last.total == 1
        assert after_the_last.rows.empty
        assert list(after_the_last.rows.columns) == list(some.rows.columns)


def test_retired_recommendations_are_not_found() -> None:
    add_recommendation(text="Ratify the convention", retired_at=MOMENT)
    assert texts("ratify") == []


def test_positions_and_kinds_narrow_the_search_and_the_filter_for_partly_supported_does_not() -> None:
    for position in Position:
        add_recommendation(position)
    add_recommendation(kind=RecommendationKind.COMMITMENT)

    def total(query: RecommendationQuery) -> int:
        return search_recommendations(query).total

    assert total(RecommendationQuery()) == len(Position) + 1
    assert total(RecommendationQuery(filters=GapFilters(with_partly=True))) == len(Position) + 1
    assert total(RecommendationQuery(positions=(Position.NOTED, Position.PENDING))) == 2
    assert total(RecommendationQuery(kinds=(RecommendationKind.COMMITMENT,))) == 1


def test_the_order_is_by_state_cycle_and_the_parts_of_the_paragraph() -> None:
    add_recommendation(state="KEN", cycle=3, paragraph="26.10", text="third")
    add_recommendation(state="KEN", cycle=3, paragraph="26.2", text="second")
    add_recommendation(state="KEN", cycle=2, paragraph="99.1", text="first")
    add_recommendation(state="NOR", cycle=1, paragraph="1.1", text="last")
    assert texts("") == ["first", "second", "third", "last"]


def test_the_newest_session_can_come_first() -> None:
    add_recommendation(state="FJI", cycle=3, session=34, text="older")
    add_recommendation(state="NOR", cycle=4, session=48, text="newer")
    assert texts("", Sort.NEWEST) == ["newer", "older"]


def test_the_most_relevant_have_more_of_the_words_then_fewer_others() -> None:
    add_recommendation(text="Train the police and the judges of all the courts of the country")
    add_recommendation(text="Train the police of all the country, of its towns and of its provinces")
    add_recommendation(text="Train judges")
    assert texts("police OR judges", Sort.RELEVANCE) == [
        "Train the police and the judges of all the courts of the country",
        "Train judges",
        "Train the police of all the country, of its towns and of its provinces",
    ]


def test_pages_share_out_what_was_found_without_loss() -> None:
    codes = [add_recommendation() for _ in range(7)]
    pages = [search_recommendations(RecommendationQuery(page=page, page_size=3)) for page in (1, 2, 3, 4)]
    assert [page.total for page in pages] == [7, 7, 7, 7]
    assert [code for page in pages for code in page.rows["code"]] == codes


@pytest.mark.parametrize(("page", "page_size"), [(0, 0), (-3, 10), (1, 10**9)])
def test_pages_that_cannot_be_are_read_as_the_nearest_that_can(page: int, page_size: int) -> None:
    add_recommendation()
    assert len(search_recommendations(RecommendationQuery(page=page, page_size=page_size)).rows) == 1


def test_choices_are_what_records_have() -> None:
    add_recommendation(state="NOR", cycle=2, session=20, themes=["Torture"], sdgs=["16.3"], by=["KEN"])
    add_recommendation(Position.NOTED, state="FJI", cycle=3, session=34, themes=["Éducation"], persons=["Women"])
    add_recommendation(state="BRA", themes=["Health"], retired_at=MOMENT)
    found = choices()
    assert found.states == ("FJI", "NOR")
    assert list(found.themes.items()) == [("education", "Éducation"), ("torture", "Torture")]
    assert dict(found.persons) == {"women": "Women"}
    assert (found.cycles, found.sessions, found.sdgs) == ((2, 3), (20, 34), (16,))
    assert found.recommending == ("KEN", "NOR")


QUERIES = st.recursive(
    st.sampled_from([*made_up.WORDS, "children", "trai*", '"of the"', '"rights of"', '"the conv*"']),
    lambda part: st.one_of(
        part.map("NOT ({})".format),
        st.tuples(part, part).map("({0[0]}) OR {0[1]}".format),
        st.tuples(part, part).map("({0[0]}) {0[1]}".format),
    ),
    max_leaves=6,
)


@pytest.mark.slow
@settings(max_examples=25)
@given(
    made=made_up.STORES,
    filters=made_up.FILTERS,
    words=QUERIES,
    positions=st.lists(st.sampled_from(Position), max_size=2).map(tuple),
    bands=st.lists(st.sampled_from(SupportBand), max_size=2).map(tuple),
    sort=st.sampled_from(Sort),
)
def test_a_search_finds_what_the_oracle_finds(
    made: made_up.MadeStore,
    filters: GapFilters,
    words: str,
    positions: tuple[Position, ...],
    bands: tuple[SupportBand, ...],
    sort: Sort,
) -> None:
    made_up.write_store(made)
    wanted = {
        one.row.code
        for one in oracle.described()
        if oracle.is_chosen(one, filters)
        and oracle.finds(parse_query(words), one.row.search_text.split(), one.row.paragraph, one.row.symbol)
        and (not positions or one.row.position in positions)
        and (not bands or (one.has_band and one.band in bands))
    }
    found = search_recommendations(RecommendationQuery(words, filters, positions, bands, sort=sort, page_size=50))
    assert set(found.rows["code"]) == wanted
    assert found.total == len(wanted)


def test_states_follow_the_alphabet_of_the_readers_language() -> None:
    for iso3 in ("CHE", "CHL", "DZA", "ZAF"):
        add_recommendation(state=iso3)
    english = search_recommendations(RecommendationQuery(language="en")).rows["iso3"]
    assert list(english) == ["DZA", "CHL", "ZAF", "CHE"]
    french = search_recommendations(RecommendationQuery(language="fr")).rows["iso3"]
    assert list(french) == ["ZAF", "DZA", "CHL", "CHE"]
