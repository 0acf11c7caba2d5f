"""A change of a record in the reader's words: no code, no bare day, no bare amount."""

import pytest

from components.records.change_words import ChangeNames, value_in_words
from domain.vocabulary import ActivityStatus, Modality, OrganizationRole
from languages.names import activity_status_name, modality_name, organization_role_name
from languages.text import speaking

NAMES = ChangeNames(
    {"KEN": "Kenya", "UGA": "Uganda"}.__getitem__, {"children": "Children"}, {"UPRC-ORG-000001": "An agency"}
)
FUNDING = organization_role_name(OrganizationRole.FUNDING)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("iso3", "KEN", "Kenya"),
        ("themes", ["children"], "Children"),
        ("publisher", "UPRC-ORG-000001", "An agency"),
        ("partners", ["UPRC-ORG-000001"], "An agency"),
        ("modality", "training", modality_name(Modality.TRAINING)),
        ("status", "implementation", activity_status_name(ActivityStatus.IMPLEMENTATION)),
        ("window_start", "2026-05-12", "12 May 2026"),
        ("languages", ["fr"], "French"),
        ("peer_support", True, "yes"),
        ("summary", "", "–"),
        ("themes", [], "–"),
        ("recipients", [{"iso3": "KEN", "percentage": "60"}], "Kenya (60 %)"),
        ("recipients", [{"iso3": "UGA", "percentage": None}], "Uganda"),
        ("providers", [{"organization": "UPRC-ORG-000001", "role": "funding"}], f"An agency ({FUNDING})"),
        ("eligible", [{"kind": "state", "value": "UGA"}], "Uganda"),
        ("modality", "a word of an older version", "a word of an older version"),
    ],
)
def test_a_value_is_said_as_readers_know_it(field: str, value: object, words: str) -> None:
    told = value_in_words(field, value, NAMES)
    assert told.replace("\u2068", "").replace("\u2069", "") == words


def test_an_amount_is_said_with_its_kind_currency_and_day() -> None:
    told = value_in_words(
        "money", [{"kind": "budget", "amount": "1200.00", "currency": "CHF", "on": "2026-05-12"}], NAMES
    )
    assert all(part in told for part in ("Budget", "CHF", "1,200", "12 May 2026"))


def test_a_value_is_said_in_the_readers_language() -> None:
    with speaking("ar"):
        assert value_in_words("modality", "training", NAMES) == "التدريب"
