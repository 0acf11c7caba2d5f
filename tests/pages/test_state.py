"""A State's page: three sides, of which only the chosen one is told, and each names only States that consent."""

import pytest
from streamlit.testing.v1 import AppTest

from domain.vocabulary import ConsentStatus, EligibleKind, OrganizationKind, Position, RecommendationKind
from tests.builders import (
    add_activity,
    add_good_practice,
    add_offer,
    add_organization,
    add_recommendation,
    add_request,
)
from tests.pages.screens import html_of, open_screen

pytestmark = pytest.mark.usefixtures("sqlite_store")


def opened(**address: str) -> AppTest:
    """The screen at an address."""
    return open_screen("state.py", **address)


def test_a_first_visit_lists_all_states_by_region_and_explains_the_page() -> None:
    found = html_of(opened())
    assert found.count('href="./state?state=') == 196
    assert '<h2 class="region">Africa</h2>' in found


def test_the_state_under_review_is_told_in_a_sentence_with_its_records() -> None:
    code = add_recommendation(state="KEN", themes=["Health"])
    add_recommendation(state="KEN", kind=RecommendationKind.COMMITMENT, text="Will report at mid-term")
    add_recommendation(Position.NOTED, state="KEN")
    add_activity([code], title="A course")
    add_request(state="KEN", title="A request")
    found = html_of(opened(state="KEN"))
    assert "Kenya accepted 1 recommendation. Support is reported for 1, planned for 0" in found
    assert "A course" in found
    assert "A request" in found
    assert "Will report at mid-term" in found


def test_a_record_without_this_states_consent_does_not_exist_on_its_page() -> None:
    add_activity(
        recipients=["KEN", "FRA"],
        title="A course for two",
        consent={"KEN": ConsentStatus.GRANTED, "FRA": ConsentStatus.WITHHELD},
    )
    assert "A course for two" in html_of(opened(state="KEN"))
    assert "A course for two" not in html_of(opened(state="FRA"))


def test_the_recommending_side_tells_the_support_of_each_state_and_where_help_is_asked_for() -> None:
    code = add_recommendation(state="KEN", by=["NOR"])
    add_request([code], title="Help with the law")
    found = html_of(opened(state="NOR", side="recommending"))
    assert "1 recommendation that Norway made was accepted." in found
    assert "Help with the law" in found
    assert "recommending=NOR" in found
    assert "Kenya" in found


def test_the_partner_side_names_only_consenting_recipients_and_no_single_eligible_state() -> None:
    ministry = add_organization("Ministry of Justice", kind=OrganizationKind.STATE, iso3="NOR")
    consent = {"KEN": ConsentStatus.GRANTED, "FRA": ConsentStatus.AWAITED}
    add_activity(recipients=["KEN", "FRA"], publisher=ministry, title="A course abroad", consent=consent)
    add_offer(publisher=ministry, title="Trainers", eligible=[(EligibleKind.STATE, "FRA")])
    add_good_practice(state="NOR", title="A calendar of reports")
    found = html_of(opened(state="NOR", side="partner"))
    assert "A course abroad" in found
    assert "For Kenya." in found
    assert "For States that its owner has named." in found
    assert "A calendar of reports" in found
    assert "France" not in found


@pytest.mark.parametrize("observer", ["VAT", "PSE", "EUE"])
def test_who_is_not_reviewed_has_no_side_under_review(observer: str) -> None:
    at = opened(state=observer, side="review")
    assert [option.content for option in at.get("button_group")[0].proto.options] == [
        "As recommending State",
        "As partner",
    ]


@pytest.mark.parametrize("side", ["review", "recommending", "partner"])
def test_an_empty_store_teaches_on_every_side(side: str) -> None:
    assert "recorded" in html_of(opened(state="KEN", side=side)).casefold()


@pytest.mark.parametrize("value", ["XXX", "<b>", "kenia", "'; DROP TABLE x", "٣", "\x00"])
def test_an_unknown_state_is_explained_with_the_list_of_all(value: str) -> None:
    assert '<h2 class="region">Africa</h2>' in html_of(opened(state=value))


def test_an_unknown_side_is_the_first_one() -> None:
    assert "Activities in this State" in [each.value for each in opened(state="KEN", side="xyz").subheader]
