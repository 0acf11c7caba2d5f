"""No code of the domain appears on a screen without a name."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import pytest

from domain import vocabulary
from domain.states import UnGroup
from languages import names

NAMED: list[tuple[type[StrEnum], Callable[[Any], str]]] = [
    (vocabulary.SupportBand, names.band_name),
    (vocabulary.SupportBand, names.band_meaning),
    (vocabulary.Position, names.position_name),
    (vocabulary.Modality, names.modality_name),
    (vocabulary.Breakdown, names.breakdown_name),
    (vocabulary.ActivityStatus, names.activity_status_name),
    (vocabulary.RequestStatus, names.request_status_name),
    (vocabulary.OfferStatus, names.offer_status_name),
    (vocabulary.OrganizationKind, names.organization_kind_name),
    (vocabulary.OrganizationRole, names.organization_role_name),
    (vocabulary.RecommendationKind, names.recommendation_kind_name),
    (vocabulary.Source, names.source_name),
    (vocabulary.Fund, names.fund_name),
    (vocabulary.ConsentStatus, names.consent_status_name),
    (vocabulary.StateGroup, names.state_group_name),
    (UnGroup, names.region_group_name),
]


@pytest.mark.parametrize(("codes", "name"), NAMED)
def test_each_code_has_a_name_of_its_own(codes: type[StrEnum], name: Callable[[Any], str]) -> None:
    written = [name(code) for code in codes]
    assert all(written)
    assert len(set(written)) == len(written)


def test_all_seventeen_goals_have_a_name_with_their_number() -> None:
    assert [names.goal_name(goal).partition(".")[0] for goal in range(1, 18)] == [str(goal) for goal in range(1, 18)]


def test_a_region_that_is_not_known_is_shown_by_its_code() -> None:
    assert names.region_name("142") == "Asia"
    assert names.region_name("999") == "999"


def test_no_name_passes_judgement_on_a_state() -> None:
    words = " ".join(name(code) for codes, name in NAMED for code in codes).lower()
    assert not any(word in words for word in ("reject", "refuse", "fail", "best", "worst", "implemented"))
