"""The rows of a breakdown: how they are called, in which order they stand, and what following one of them selects."""

from collections.abc import Mapping

import pandas as pd
import pytest

from components.coverage.breakdowns import named_rows, narrowed, row_name
from domain.coverage import GapFilters
from domain.vocabulary import Breakdown
from languages.text import set_language


def names(breakdown: Breakdown, language: str) -> Mapping[str, str]:
    """Names as the store gives them, in alphabetical order."""
    return {"ALB": "Albania", "CIV": "Côte d'Ivoire", "ZWE": "Zimbabwe"} if breakdown is Breakdown.STATE else {}


@pytest.fixture(autouse=True)
def english() -> None:
    set_language("en")


def labels(breakdown: Breakdown, *keys: str) -> list[str]:
    return named_rows(pd.DataFrame({"key": keys}), breakdown, names)["label"].tolist()


def test_named_rows_stand_in_alphabetical_order() -> None:
    assert labels(Breakdown.STATE, "ZWE", "CIV", "ALB") == ["Albania", "Côte d'Ivoire", "Zimbabwe"]
    assert labels(Breakdown.GROUP, "WEOG", "EEG", "AFRICAN")[0] == "African States"


def test_numbered_rows_stand_in_the_order_of_their_numbers() -> None:
    assert labels(Breakdown.SDG, "16", "5") == ["5. Gender equality", "16. Peace, justice and strong institutions"]
    assert labels(Breakdown.CYCLE, "2", "1") == ["Cycle 1", "Cycle 2"]
    assert labels(Breakdown.SESSION, "10", "9") == ["Session 9", "Session 10"]


def test_figures_move_with_their_rows() -> None:
    frame = pd.DataFrame({"key": ["ZWE", "ALB"], "supported": [2, 1]})
    assert named_rows(frame, Breakdown.STATE, names)["supported"].tolist() == [1, 2]


def test_a_code_without_a_name_is_shown_as_it_is() -> None:
    assert row_name(Breakdown.STATE, "XYZ", {}) == "XYZ"
    assert row_name(Breakdown.SDG, "99", {}) == "99"
    assert row_name(Breakdown.GROUP, "NEW", {}) == "NEW"


@pytest.mark.parametrize("breakdown", [each for each in Breakdown if each is not Breakdown.TOTAL])
def test_following_a_row_replaces_the_filter_of_its_kind_and_keeps_the_others(breakdown: Breakdown) -> None:
    kept = GapFilters(with_partly=True)
    followed = narrowed(kept, breakdown, "3")
    assert followed != kept
    assert followed.with_partly
    assert narrowed(followed, breakdown, "4") == narrowed(kept, breakdown, "4")


def test_the_total_selects_what_the_filters_select() -> None:
    assert narrowed(GapFilters(states=("KEN",)), Breakdown.TOTAL, "total") == GapFilters(states=("KEN",))
