"""The Map screen: the address decides layer, view, years and State; all that is not public stays out."""

import json
from datetime import date
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.map.words import MapLayer
from domain.vocabulary import ConsentStatus, OrganizationKind
from tests.builders import add_activity, add_offer, add_organization, add_recommendation, add_request, set_consent
from tests.pages.screens import html_of, open_screen

pytestmark = pytest.mark.usefixtures("sqlite_store")


def opened(**address: str) -> AppTest:
    """The screen at an address, reached from the overview."""
    at = open_screen("overview.py").switch_page("map.py")
    for name, value in address.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def layers_of(at: AppTest) -> dict[str, Any]:
    """What each layer of the picture holds, without the numbers of clicks in their names."""
    picture = json.loads(at.get("deck_gl_json_chart")[0].proto.json)
    return {layer["id"].split("-")[0]: layer["data"] for layer in picture["layers"]}


def told(at: AppTest) -> dict[str, str]:
    return {row["k"]: plain(row["t"]) for row in layers_of(at)["states"]}


def plain(words: str) -> str:
    """Words without the signs that isolate a name from those around it."""
    return words.replace("\u2068", "").replace("\u2069", "")


def some_cooperation() -> str:
    here = add_recommendation(state="KEN")
    ministry = add_organization(kind=OrganizationKind.STATE, iso3="NOR")
    add_request([here])
    add_offer()
    days = (date(2020, 1, 1), date(2021, 6, 1))
    place = [("Nairobi", 36.8, -1.3)]
    return add_activity([here], providers=[ministry], publisher=ministry, actual=days, places=place)


@pytest.mark.parametrize("layer", list(MapLayer))
def test_every_layer_shows_all_193_states_and_carries_the_disclaimer(layer: MapLayer) -> None:
    some_cooperation()
    at = opened(layer=layer.value)
    assert len(told(at)) == 193
    assert "do not imply official endorsement or acceptance by the United Nations" in html_of(at)
    assert layers_of(at)["world"] == "./app/static/map/world.json"


@pytest.mark.parametrize("layer", list(MapLayer))
def test_a_store_without_any_cooperation_still_has_a_map(layer: MapLayer) -> None:
    assert len(told(opened(layer=layer.value))) == 193
    assert opened(layer=layer.value, view="tiles").get("deck_gl_json_chart") == []


def test_a_symbol_says_what_a_state_receives_and_a_withdrawn_consent_ends_it() -> None:
    code = some_cooperation()
    assert told(opened())["KEN"] == "Kenya: 1 activity"
    set_consent(code, "KEN", ConsentStatus.WITHDRAWN)
    assert told(opened())["KEN"] == "Kenya: 0 activities"


def test_a_flow_is_drawn_from_the_provider_to_the_recipient_in_words_too() -> None:
    some_cooperation()
    at = opened(layer="flows")
    assert [plain(row["t"]) for row in layers_of(at)["told"]] == ["From Norway to Kenya: 1 activity"]
    assert told(at)["NOR"] == "Norway: provides 1 activity, receives 0"
    assert "1 pair of a providing and a receiving State is drawn, of 1 in the table." in html_of(at)
    assert len(layers_of(opened(layer="flows", at="KEN"))["told"]) == 1


def test_flows_of_others_fade_behind_a_chosen_state() -> None:
    some_cooperation()
    found = layers_of(opened(layer="flows", at="TUV"))
    assert "told" not in found
    assert len(found["faded"]) == 1


def test_years_in_the_address_choose_activities_and_stand_in_the_title() -> None:
    some_cooperation()
    assert told(opened(**{"from": "2021", "to": "2021"}))["KEN"] == "Kenya: 1 activity"
    at = opened(**{"from": "2021"})
    assert at.header[0].value == "Activities by recipient State, 2021"
    assert opened(**{"from": "1066", "to": "x"}).header[0].value == "Activities by recipient State"


def test_the_address_chooses_a_state_and_its_panel_leads_on() -> None:
    some_cooperation()
    at = opened(at="KEN")
    shown = html_of(at)
    assert "<h3>Kenya</h3>" in shown
    assert "1 activity" in shown
    assert "1 request for support" in shown
    assert "1 open offer" in shown
    assert "./state?state=KEN" in shown
    assert "./recommendations?state=KEN" in shown
    assert len(layers_of(at)["selected"]) == 1


def test_a_code_that_is_no_state_chooses_none() -> None:
    at = opened(at="<script>")
    assert "selected" not in layers_of(at)
    assert opened(at="XXX").selectbox[-1].value is None


def test_the_list_of_states_does_what_a_click_does() -> None:
    some_cooperation()
    at = opened()
    at.selectbox(key="at-map-en").select("KEN").run()
    assert at.query_params["at"] == "KEN"
    assert "<h3>Kenya</h3>" in html_of(at)
    at.button(key="map-close").click().run()
    assert "at" not in at.query_params


def test_play_shows_one_year_and_stop_keeps_it_in_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("components.map.years.STEP", 1_000.0)
    some_cooperation()
    at = opened()
    at.button(key="map-play").click().run()
    assert at.header[0].value == "Activities by recipient State, 2020"
    at.button(key="map-stop").click().run()
    assert (at.query_params["from"], at.query_params["to"]) == ("2020", "2020")
    assert at.button(key="map-play").label == "Play the years"


def test_tiles_are_links_that_keep_the_view() -> None:
    some_cooperation()
    shown = html_of(opened(view="tiles", tiles="region"))
    assert shown.count('class="tile-group"') == 5
    assert "./map?" in shown
    assert "view=tiles" in shown
    assert "at=KEN" in shown


def test_filters_hold_on_the_map() -> None:
    some_cooperation()
    at = opened(state="NOR")
    assert told(at)["KEN"] == "Kenya: 0 activities"


@pytest.mark.parametrize(
    ("layer", "words"), [("activities", "No published activity"), ("requests", "No public request")]
)
def test_an_empty_map_says_why_it_is_empty(layer: str, words: str) -> None:
    add_recommendation(state="KEN")
    assert words in html_of(opened(layer=layer))
