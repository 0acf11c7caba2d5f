"""Screens under test: opened inside their frame at an address, and what they wrote as HTML."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.session import reader
from tests.builders import sign_in

#: Far more than a run takes: the machine may do other work.
MOST_SECONDS = 600
_FRAME = Path(__file__).parents[2] / "pages" / "_frame.py"


def open_screen(script: str, **address: str) -> AppTest:
    """A file of pages/, with the parameters of its address, after its first run without an exception."""
    return open_screen_as({}, script, **address)


def open_screen_as(claims: Mapping[str, object], script: str, **address: str) -> AppTest:
    """The same, in front of a person of whom an identity provider says this."""
    at = AppTest.from_file(_FRAME, default_timeout=MOST_SECONDS)
    at.switch_page(script)
    if claims:
        at.user = {"is_logged_in": True, **claims}
    for name, value in address.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def html_of(at: AppTest) -> str:
    """All HTML that the screen wrote, without the invisible marks around names."""
    told = "\n".join(element.proto.body for element in at.get("html"))
    return told.replace("\u2068", "").replace("\u2069", "")


def signed_in(monkeypatch: pytest.MonkeyPatch, person: str) -> str:
    """Let all screens of this test be in front of a person, given by code; returns the token of the browser."""
    token = sign_in(person)
    monkeypatch.setattr(reader, "session_token", lambda: token)
    return token
