"""Recommendations suggested for a record: of its States, for a reason that can be said, never one linked already."""

from collections.abc import Collection

import pytest

from data_access.queries.recommendations.suggestions import linkable, suggested_recommendations
from domain.vocabulary import Position, RecommendationKind
from tests.builders import add_recommendation

WORDS = "Training for labour inspectors on child labour"


def codes(states: list[str], themes: list[str], words: str, limit: int = 6, without: Collection[str] = ()) -> list[str]:
    found = suggested_recommendations(states, themes, words, limit, without=without)
    return [one.recommendation.code for one in found]


def test_a_shared_theme_and_shared_words_suggest_a_recommendation_with_the_reason(store: str) -> None:
    themed = add_recommendation(themes=["Labour"], text="Ratify the convention")
    worded = add_recommendation(text="Train inspectors to prevent child labour")
    add_recommendation(text="Establish a national institution", themes=["Institutions"])
    found = suggested_recommendations(["KEN"], ["labour"], WORDS)
    assert {one.recommendation.code for one in found} == {themed, worded}
    reasons = {one.recommendation.code: (one.themes, set(one.words)) for one in found}
    assert reasons[themed] == (("labour",), set())
    assert reasons[worded] == ((), {"inspectors", "child", "labour", "Training"})


def test_only_recommendations_to_the_records_states_are_suggested(store: str) -> None:
    own = add_recommendation(state="KEN", themes=["Labour"])
    other = add_recommendation(state="UGA", themes=["Labour"])
    assert codes(["KEN"], ["labour"], "") == [own]
    assert set(codes(["KEN", "UGA"], ["labour"], "")) == {own, other}
    assert codes([], ["labour"], WORDS) == []


def test_a_state_without_recommendations_gets_no_suggestion(store: str) -> None:
    assert codes(["KEN"], ["labour"], WORDS) == []
    add_recommendation(state="UGA", themes=["Labour"])
    assert codes(["KEN"], ["labour"], WORDS) == []


def test_what_is_linked_already_is_not_suggested_again(store: str) -> None:
    first = add_recommendation(themes=["Labour"])
    second = add_recommendation(themes=["Labour"])
    assert codes(["KEN"], ["labour"], "", 1, without=[first]) == [second]


def test_commitments_and_single_words_are_not_suggested(store: str) -> None:
    add_recommendation(themes=["Labour"], kind=RecommendationKind.COMMITMENT)
    add_recommendation(text="Continue the training of officials")
    assert codes(["KEN"], ["labour"], "Training") == []


def test_a_supported_recommendation_comes_before_one_that_is_noted(store: str) -> None:
    noted = add_recommendation(Position.NOTED, themes=["Labour"], text="One")
    supported = add_recommendation(Position.SUPPORTED, themes=["Labour"], text="Two")
    assert codes(["KEN"], ["labour"], "") == [supported, noted]


@pytest.mark.parametrize("words", ["", "\x00", "%_'; DROP TABLE recommendation", "x" * 2_000_000, "؟!", "的" * 50])
def test_any_text_is_taken_as_words(store: str, words: str) -> None:
    add_recommendation(text="Train inspectors to prevent child labour")
    assert codes(["KEN"], ["nowhere"], words) == []


def test_linkable_recommendations_come_in_the_order_asked_for(store: str) -> None:
    first, second = add_recommendation(paragraph="1.1"), add_recommendation(paragraph="1.2")
    found = linkable([second, "UPRC-REC-999999", first])
    assert [one.code for one in found] == [second, first]
    assert found[0].paragraph == "1.2"
