"""The Overview: four figures with their units, one picture, three doors, and the latest records that are public."""

import pytest
from streamlit.testing.v1 import AppTest

from domain.vocabulary import ActivityStatus, ConsentStatus, EditorialState, Position
from tests.builders import add_activity, add_good_practice, add_offer, add_recommendation, add_request, set_consent
from tests.pages.screens import html_of, open_screen

#: What the figure of activities counts: cancelled and suspended ones are none of them.
ACTIVITIES = "published activities in planning, under way or finished"
pytestmark = pytest.mark.usefixtures("sqlite_store")


def opened(**address: str) -> AppTest:
    """The screen at an address."""
    return open_screen("overview.py", **address)


def figures(at: AppTest) -> dict[str, int]:
    """The headline figures by what they count."""
    told = html_of(at).split('class="front-figures">')[1].split("</dl>")[0]
    cells = [cell.split("</dt><dd>") for cell in told.split("<dt>")[1:]]
    return {unit.split(">")[-2].removesuffix("</a") if "<a" in unit else unit: _whole(value) for unit, value in cells}


def _whole(value: str) -> int:
    return int(value.split("<")[0].replace(",", ""))


def test_four_figures_say_what_they_count() -> None:
    supported = [add_recommendation() for _place in range(3)]
    add_recommendation(Position.NOTED)
    add_activity(supports=[supported[0]])
    add_activity(status=ActivityStatus.CANCELLED)
    add_request(for_=[supported[1]])
    assert figures(opened()) == {
        "accepted recommendations": 3,
        "recommendations with at least one reported activity": 1,
        "recommendations with support requested, not yet received": 1,
        ACTIVITIES: 1,
    }


def test_an_activity_without_consent_is_in_no_figure() -> None:
    recommendation = add_recommendation()
    add_activity(supports=[recommendation], consent=ConsentStatus.AWAITED)
    add_activity(supports=[recommendation], editorial_state=EditorialState.REVIEWED)
    shown = figures(opened())
    assert shown[ACTIVITIES] == 0
    assert shown["recommendations with at least one reported activity"] == 0


def test_an_activity_for_two_states_is_one_activity() -> None:
    add_recommendation()
    add_activity(recipients=["KEN", "PER"])
    assert figures(opened())[ACTIVITIES] == 1


def test_a_withdrawn_consent_leaves_figures_and_latest_records() -> None:
    activity = add_activity(supports=[add_recommendation()], title="Training in Nairobi")
    at = opened()
    assert "Training in Nairobi" in html_of(at)
    set_consent(activity, "KEN", ConsentStatus.WITHDRAWN)
    at.run()
    assert "Training in Nairobi" not in html_of(at)
    assert figures(at)[ACTIVITIES] == 0


def test_the_latest_records_of_every_kind_are_named_with_kind_state_and_day() -> None:
    add_recommendation()
    add_activity(title="An activity", recipients=["KEN"])
    add_request(title="A request", state="PER")
    add_offer(title="An offer")
    add_good_practice(title="A practice", state="FJI")
    told = html_of(opened())
    for words in ("15 January 2026 · Activity", "Request", "Offer", "Good practice", "Kenya", "Peru", "Fiji"):
        assert words in told


def test_a_state_without_consent_is_not_named() -> None:
    add_recommendation()
    consent = {"KEN": ConsentStatus.GRANTED, "PER": ConsentStatus.WITHHELD}
    add_activity(title="An activity", recipients=["KEN", "PER"], consent=consent)
    told = html_of(opened())
    assert "Kenya" in told
    assert "Peru" not in told


def test_the_doors_lead_to_pages_that_exist() -> None:
    add_recommendation()
    told = html_of(opened(lang="ar"))
    for address in ("./gaps?lang=ar", "./recommendations?lang=ar&amp;position=supported", "./about?lang=ar#consent"):
        assert address in told


def test_the_picture_shows_the_regional_groups_in_alphabetical_order() -> None:
    for state in ("FRA", "KEN", "FJI"):
        add_recommendation(state=state)
    alt = opened().get("plotly_chart")[0].proto.alt
    assert alt.index("African States") < alt.index("Asia-Pacific States") < alt.index("Western European")


def test_a_title_that_looks_like_markup_is_text() -> None:
    add_recommendation()
    add_offer(title="<img src=x onerror=alert(1)>")
    told = html_of(opened())
    assert "<img src=x" not in told
    assert "&lt;img" in told


def test_without_published_records_the_list_teaches() -> None:
    add_recommendation()
    assert "once they are published with consent" in opened().info[0].value


def test_the_footer_stands_below_an_explanation_too() -> None:
    assert 'class="footer"' in html_of(opened())


def test_an_empty_store_says_how_it_is_filled() -> None:
    assert "python -m seed" in opened().info[0].value
