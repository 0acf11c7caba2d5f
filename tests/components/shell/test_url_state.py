"""The address holds the view, and nothing that it holds can break a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from components.shell.url_state import read_code, read_codes, read_text

    st.json({"codes": read_codes("state"), "first": read_code("state"), "text": read_text("q")})


def run(**parameters: str) -> AppTest:
    at = AppTest.from_function(page)
    for name, value in parameters.items():
        at.query_params[name] = value
    return at.run()


def shown(at: AppTest) -> dict[str, object]:
    import json

    found: dict[str, object] = json.loads(at.json[0].value)
    return found


def test_codes_come_once_each_in_the_order_of_the_address() -> None:
    assert shown(run(state="FRA,EGY,FRA"))["codes"] == ["FRA", "EGY"]


def test_what_cannot_be_a_code_is_left_out() -> None:
    assert shown(run(state="FRA,<b>,' OR 1=1,,é"))["codes"] == ["FRA"]


def test_a_thousand_codes_are_cut_to_what_a_view_can_mean() -> None:
    codes = shown(run(state=",".join(f"C{n}" for n in range(1000))))["codes"]
    assert isinstance(codes, list)
    assert len(codes) == 60


def test_free_text_loses_control_characters_and_length() -> None:
    assert shown(run(q="  child\x00\x07 rights" + "x" * 500))["text"] == ("  child   rights" + "x" * 500)[:200].strip()


@given(st.text(max_size=300))
def test_no_address_can_break_the_reading_of_it(value: str) -> None:
    from components.shell.url_state import codes_of, plain_text

    assert all(code.isascii() and "," not in code for code in codes_of(value))
    assert plain_text(value).isprintable() or plain_text(value) == ""


def link_page() -> None:
    import streamlit as st

    from components.shell.url_state import link

    st.text(link("gaps", state=["FRA", "EGY"], q=None, theme="A12"))
    st.text(link(""))


@pytest.mark.parametrize(
    ("language", "addresses"),
    [
        ("ar", ["./gaps?lang=ar&state=FRA,EGY&theme=A12", "./?lang=ar"]),
        ("", ["./gaps?state=FRA,EGY&theme=A12", "./"]),
    ],
)
def test_a_link_keeps_the_language(language: str, addresses: list[str]) -> None:
    at = AppTest.from_function(link_page)
    if language:
        at.query_params["lang"] = language
    assert [text.value for text in at.run().text] == addresses


def frame() -> None:
    import streamlit as st

    from components.shell.url_state import carry_over, hold

    page = st.session_state.get("where", "gaps")
    carry_over(page)
    hold()


def test_a_page_that_is_reached_without_parameters_gets_those_the_reader_held() -> None:
    at = AppTest.from_function(frame)
    at.query_params["lang"] = "ar"
    at.query_params["state"] = "FRA"
    at.query_params["q"] = "child"
    at.run()
    for name in ("lang", "state", "q"):
        del at.query_params[name]
    at.session_state["where"] = "recommendations"
    at.run()
    assert at.query_params["lang"] == "ar"
    assert at.query_params["state"] == "FRA"
    assert "q" not in at.query_params


def test_filters_that_the_reader_cleared_stay_cleared_and_the_language_stays() -> None:
    at = AppTest.from_function(frame)
    at.query_params["lang"] = "ar"
    at.query_params["state"] = "FRA"
    at.run()
    del at.query_params["state"]
    del at.query_params["lang"]
    at.run()
    assert "state" not in at.query_params
    assert at.query_params["lang"] == "ar"
