"""The Coverage gaps screen: the address decides what is counted and how it is shown."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from components.coverage.breakdowns import narrowed
from data_access.queries.coverage.coverage import coverage_by
from data_access.queries.recommendations.search import RecommendationQuery, search_recommendations
from domain.coverage import GapFilters
from domain.vocabulary import Breakdown, ConsentStatus, Position, RequestStatus, SupportBand
from tests.builders import add_activity, add_recommendation, add_request, set_consent
from tests.pages.screens import html_of, open_screen

pytestmark = pytest.mark.usefixtures("sqlite_store")


def opened(**address: str) -> AppTest:
    """The screen at an address, reached from the overview: a test can't open a page whose path isn't its file's."""
    at = open_screen("overview.py").switch_page("coverage_gaps.py")
    for name, value in address.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def headline(at: AppTest) -> str:
    return str(at.markdown[0].value).replace("**", "")


def figure_of(at: AppTest) -> dict[str, list[dict[str, list[object]]]]:
    found: dict[str, list[dict[str, list[object]]]] = json.loads(at.get("plotly_chart")[0].proto.spec)
    return found


def rows_of(at: AppTest) -> list[object]:
    """The keys of the bars from top to bottom."""
    marks = figure_of(at)["data"][0]["customdata"]
    return [mark[0] for mark in marks if isinstance(mark, list)]


def address_of(at: AppTest) -> dict[str, object]:
    return dict(at.query_params)


def press(at: AppTest, words: str) -> AppTest:
    """Press the button that says this."""
    next(button for button in at.button if button.label == words).click().run()
    assert not at.exception
    return at


def test_the_headline_says_where_things_stand_in_words() -> None:
    supported = [add_recommendation() for _place in range(4)]
    add_activity(supports=[supported[0]])
    add_request(for_=[supported[1]], status=RequestStatus.OPEN)
    assert headline(opened()) == (
        "Of 4 accepted recommendations, 1 has at least one reported activity. "
        "For 1, support was requested and is not yet received."
    )


def test_a_noted_recommendation_is_not_counted() -> None:
    add_recommendation()
    add_recommendation(Position.NOTED)
    assert headline(opened()).startswith("Of 1 accepted recommendations, 0 have")


def test_partly_supported_ones_are_added_by_the_address() -> None:
    add_recommendation(themes=["Education"])
    add_recommendation(Position.PARTLY_SUPPORTED, themes=["Education"])
    at = opened(position="supported,partly_supported")
    assert headline(at).startswith("Of 2 recommendations accepted, or accepted in part")
    assert "recommendations accepted, or accepted in part" in html_of(at)


def test_a_withdrawn_consent_leaves_the_screen_at_the_next_run() -> None:
    recommendation = add_recommendation()
    activity = add_activity(supports=[recommendation])
    at = opened()
    assert "1 has at least one reported activity" in headline(at)
    set_consent(activity, "KEN", ConsentStatus.WITHDRAWN)
    assert "0 have at least one reported activity" in headline(at.run())


@pytest.mark.parametrize("breakdown", [each for each in Breakdown if each is not Breakdown.TOTAL])
def test_every_breakdown_has_its_picture(breakdown: Breakdown) -> None:
    add_recommendation(state="KEN", session=35, themes=["Education"], sdgs=[4], persons=["Children"], by=["NOR"])
    keys = {
        Breakdown.STATE: "KEN",
        Breakdown.THEME: "education",
        Breakdown.SDG: "4",
        Breakdown.PERSONS: "children",
        Breakdown.GROUP: "AFRICAN",
        Breakdown.REGION: "002",
        Breakdown.CYCLE: "3",
        Breakdown.SESSION: "35",
        Breakdown.RECOMMENDING: "NOR",
    }
    assert rows_of(opened(by=breakdown)) == [keys[breakdown]]


def test_states_stand_in_alphabetical_order_of_the_readers_language() -> None:
    for state in ("AUT", "ARE", "ALB"):
        add_recommendation(state=state)
    assert rows_of(opened(by="state")) == ["ALB", "AUT", "ARE"]
    assert rows_of(opened(by="state", lang="ar")) == ["ALB", "ARE", "AUT"]


def test_themes_can_be_put_in_order_of_their_number_but_states_never() -> None:
    add_recommendation(state="ALB", themes=["Education", "Water"])
    add_recommendation(state="PER", themes=["Water"])
    add_recommendation(state="PER", themes=["Water"])
    assert rows_of(opened(by="theme")) == ["education", "water"]
    assert rows_of(opened(by="theme", order="number")) == ["water", "education"]
    assert rows_of(opened(by="state", order="number")) == ["ALB", "PER"]


def test_a_long_breakdown_comes_in_parts() -> None:
    for place in range(30):
        add_recommendation(themes=[f"Theme {place:02}"])
    at = opened(by="theme")
    assert len(rows_of(at)) == 25
    assert rows_of(press(at, "Next"))[0] == "theme-25"
    assert address_of(at)["page"] == "2"
    assert len(rows_of(opened(by="theme", page="999"))) == 5


def test_filters_of_the_address_restrict_what_is_counted() -> None:
    add_recommendation(state="KEN", cycle=3, themes=["Education"], sdgs=[4], persons=["Children"])
    add_recommendation(state="PER", cycle=2, themes=["Water"], sdgs=[6], persons=["Women"])
    wanted = {
        "state": "KEN",
        "group": "AFRICAN",
        "region": "002",
        "cycle": "3",
        "theme": "education",
        "sdg": "4",
        "persons": "children",
    }
    for parameter, code in wanted.items():
        assert headline(opened(**{parameter: code})).startswith("Of 1 "), parameter
    assert headline(opened(**wanted)).startswith("Of 1 ")
    assert headline(opened()).startswith("Of 2 ")


def test_a_theme_that_was_chosen_is_the_only_row_of_its_breakdown() -> None:
    add_recommendation(themes=["Education", "Water"])
    assert rows_of(opened(by="theme", theme="education")) == ["education"]


def test_rows_that_overlap_say_so_and_rows_that_do_not_say_nothing() -> None:
    add_recommendation(themes=["Education", "Water"])
    told = "A recommendation can count in several rows"
    assert any(told in caption.value for caption in opened(by="theme").caption)
    assert not any(told in caption.value for caption in opened(by="state").caption)


def test_choosing_a_state_puts_its_code_into_the_address() -> None:
    add_recommendation(state="KEN")
    add_recommendation(state="PER")
    at = opened()
    at.multiselect[0].select("PER").run()
    assert address_of(at)["state"] == "PER"
    assert headline(at).startswith("Of 1 ")


def test_one_click_clears_the_filters_and_keeps_the_language() -> None:
    add_recommendation(state="KEN")
    at = press(opened(state="KEN", cycle="3", lang="en"), "Clear all filters")
    assert set(address_of(at)) == {"lang"}


def test_a_filter_behind_the_button_stays_visible_and_one_click_takes_it_out() -> None:
    add_recommendation(state="KEN", cycle=3)
    at = press(opened(state="KEN", cycle="3"), "Cycle 3 ×")
    assert address_of(at)["state"] == "KEN"
    assert "cycle" not in address_of(at)


def test_an_unknown_code_is_named_in_one_line_and_left_out() -> None:
    add_recommendation(state="KEN")
    at = opened(state="KEN,XXX")
    assert [warning.value for warning in at.warning] == [
        "The address names \u2068`XXX`\u2069, which is not known here. It was left out."
    ]
    assert address_of(at)["state"] == "KEN"
    assert headline(at).startswith("Of 1 ")


PARAMETERS = ("by", "show", "order", "across", "band", "page", "columns", "cycle", "sdg", "modality", "position")
HOSTILE = ("nonsense", "-1", "0", "'; DROP TABLE state;--", "<script>", "9" * 400, "٣", ",,,")


@pytest.mark.parametrize("value", HOSTILE)
def test_no_address_makes_a_traceback(value: str) -> None:
    add_recommendation(themes=["Education"])
    address = dict.fromkeys(PARAMETERS, value)
    opened(**address, view=value, state=value)
    opened(**address, view="grid")
    opened(**address, view="cycles")


def test_filters_that_exclude_each_other_teach_and_offer_a_way_back() -> None:
    add_recommendation(state="KEN")
    at = opened(state="KEN", group="WEOG")
    assert "No accepted recommendation fits all of these filters" in at.info[0].value
    assert headline(press(at, "Start again without filters")).startswith("Of 1 ")


def test_the_footer_stands_below_an_explanation_too() -> None:
    assert 'class="footer"' in html_of(opened())


def test_an_empty_store_says_how_it_is_filled() -> None:
    assert "python -m data_access import" in opened().info[0].value


@pytest.mark.parametrize("view", [{"by": "theme"}, {"by": "persons"}, {"view": "grid"}])
def test_recommendations_without_themes_are_explained(view: dict[str, str]) -> None:
    add_recommendation()
    assert "name nothing of this kind" in opened(**view).info[0].value


def test_the_table_of_the_picture_leads_to_the_recommendations_behind_each_row() -> None:
    add_recommendation(state="KEN", themes=["Education"])
    at = opened(by="theme", group="AFRICAN")
    at.session_state["support-by-theme-table"] = True
    told = html_of(at.run())
    assert "./recommendations?group=AFRICAN&amp;theme=education&amp;position=supported&amp;kind=recommendation" in told


def test_the_grid_shows_themes_by_group() -> None:
    for _place in range(10):
        add_recommendation(state="KEN", themes=["Education"])
    add_activity(supports=[add_recommendation(state="PER", themes=["Education"])])
    shaded, few = figure_of(opened(view="grid", across="group"))["data"]
    assert shaded["z"] == [[0, None]]
    assert [mark[2:4] for mark in few["customdata"] if isinstance(mark, list)] == [[1, 1]]


def test_cycles_stand_in_their_order() -> None:
    for cycle in (3, 1, 2):
        add_recommendation(state="KEN", cycle=cycle)
    assert rows_of(opened(view="cycles")) == ["1", "2", "3"]


def test_a_picture_has_words_for_those_who_do_not_see_it() -> None:
    add_activity(supports=[add_recommendation(themes=["Education"])])
    alt = opened(by="theme").get("plotly_chart")[0].proto.alt
    assert alt == "Theme: 1 bar, split into the five support bands. Education: 1, of which Support reported 1."


def test_beside_the_picture_stand_unit_source_and_day() -> None:
    add_recommendation(themes=["Education"])
    told = html_of(opened())
    assert "Counted: recommendations accepted by the State under review. Source: Universal Human Rights Index." in told


def test_as_many_recommendations_stand_behind_a_part_of_a_bar_as_it_counts() -> None:
    noted = add_recommendation(Position.NOTED, themes=["Education"])
    both = add_recommendation(themes=["Education", "Water"], state="KEN")
    add_recommendation(themes=["Education"], state="PER")
    add_activity(supports=[noted, both])
    filters = GapFilters(cycles=(3,))
    for row in coverage_by(Breakdown.THEME, filters).to_dict("records"):
        for band in SupportBand:
            behind = narrowed(filters, Breakdown.THEME, str(row["key"]))
            found = search_recommendations(
                RecommendationQuery(filters=behind, positions=filters.positions, bands=(band,))
            )
            assert found.total == row[band.value]
