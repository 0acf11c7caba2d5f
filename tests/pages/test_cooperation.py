"""The pages' pictures of cooperation: only the chosen one is built, and an empty store is explained."""

from datetime import date

import pytest

from domain.vocabulary import ActivityStatus
from tests.builders import add_activity, add_recommendation, add_request
from tests.pages.screens import html_of, open_screen

pytestmark = pytest.mark.usefixtures("sqlite_store")

VIEWS = ["flows", "providers", "forms", "times"]
PICTURES = ["recommendations", "timeline", "providers"]
EMPTY = {"recommendations": "They come with each review", "providers": "No activity"}


def filled() -> None:
    code = add_recommendation(state="KEN", themes=["Health"], session=35)
    add_activity([code], title="A course", themes=["Health"], actual=(date(2025, 1, 1), None), outcome="A law")
    add_activity(status=ActivityStatus.PIPELINE, planned=(date(2027, 1, 1), None))
    add_request([code], title="A request")


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_shows_its_picture_alone(view: str) -> None:
    filled()
    at = open_screen("cooperation.py", view=view)
    assert len(at.get("plotly_chart")) == 1
    assert "Counted: " in html_of(at)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("state", ["", "FRA"])
def test_where_nothing_fits_the_page_says_so(view: str, state: str) -> None:
    if state:
        filled()
    at = open_screen("cooperation.py", view=view, **({"state": state} if state else {}))
    assert not at.get("plotly_chart")
    assert at.info


def test_an_unknown_view_is_the_first() -> None:
    filled()
    at = open_screen("cooperation.py", view="xyz")
    assert "From recommendation to recorded support" in at.header[0].value


@pytest.mark.parametrize("picture", PICTURES)
def test_a_state_has_its_pictures_each_alone(picture: str) -> None:
    filled()
    at = open_screen("state.py", state="KEN", side="pictures", picture=picture)
    assert len(at.get("plotly_chart")) == 1
    assert "Counted: " in html_of(at)


@pytest.mark.parametrize("picture", EMPTY)
def test_a_state_without_records_is_told_what_would_be_there(picture: str) -> None:
    at = open_screen("state.py", state="KEN", side="pictures", picture=picture)
    assert EMPTY[picture] in at.info[0].value
