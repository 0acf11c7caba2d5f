"""Every widget that a screen shows is used, in each language and role: nothing fails, and language and page stay.

What opens only in a browser, and how it looks there, tests/browser/test_every_widget.py and test_controls.py use.
"""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select
from streamlit.testing.v1 import AppTest

from data_access.accounts.sign_ins import sign_in_as
from data_access.models import Activity, Recommendation
from data_access.store import engine as store_engine
from data_access.store.engine import reading
from domain.people.personas import Persona
from domain.vocabulary import EditorialState
from languages.text import set_language
from pages.session import reader
from tests.conftest import use_store
from tests.pages.screens import html_of, open_screen

VISITOR = ""
#: Who uses which screens, each with the parameters of its address; in braces a record of the demonstration.
SCREENS: dict[str, tuple[str, ...]] = {
    VISITOR: (
        "overview",
        "coverage_gaps?by=theme",
        "coverage_gaps?view=grid&state=KEN",
        "coverage_gaps?view=cycles&cycle=3",
        "map?at=KEN",
        "map?layer=flows",
        "map?view=tiles&layer=offers",
        "cooperation",
        "cooperation?view=times",
        "recommendations?q=training&band=reported",
        "recommendation?id={recommendation}",
        "state?state=KEN",
        "state?state=KEN&side=pictures",
        "record?id={public}",
        "contribute",
        "account",
        "about",
    ),
    Persona.DELEGATE: ("contribute?kind=request", "record?id={waiting}", "desk", "desk?view=standing", "inbox"),
    Persona.STEWARD: ("queue", "queue?work=answer&due=answer", "queue?work=organizations", "record?id={submitted}"),
    Persona.CONTRIBUTOR: ("contribute?kind=activity", "contribute?kind=offer", "contribute?kind=good_practice"),
    Persona.FACILITATOR: ("people", "queue", "account"),
}
CASES = [(who, screen) for who, screens in SCREENS.items() for screen in screens]
KINDS = ("button", "button_group", "checkbox", "multiselect", "selectbox", "text_area", "text_input", "toggle")


@pytest.fixture
def demonstration(
    small_demonstration: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, str]]:
    """A small demonstration of this test's own; gives the codes of the records that addresses name."""
    path = tmp_path / "store.db"
    shutil.copyfile(small_demonstration, path)
    use_store(monkeypatch, f"sqlite:///{path}")
    with reading() as session:

        def activity(state: EditorialState) -> str:
            found = select(Activity.code).where(Activity.editorial_state == state).order_by(col(Activity.code))
            return session.exec(found).first() or ""

        codes = {
            "recommendation": session.exec(select(Recommendation.code)).first() or "",
            "public": activity(EditorialState.PUBLISHED),
            "submitted": activity(EditorialState.SUBMITTED),
            "waiting": activity(EditorialState.REVIEWED),
        }
    yield codes
    store_engine.engine().dispose()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize(("who", "screen"), CASES, ids=lambda value: str(value) or "visitor")
def test_every_widget_of_a_screen_can_be_used(
    demonstration: dict[str, str], monkeypatch: pytest.MonkeyPatch, who: str, screen: str, language: str
) -> None:
    set_language(language)  # for the options that the harness itself formats
    token = sign_in_as(Persona(who)) if who else ""
    monkeypatch.setattr(reader, "session_token", lambda: token)
    script, _mark, query = screen.format(**demonstration).partition("?")
    address = dict(pair.split("=") for pair in query.split("&")) if query else {}
    at = opened(open_screen("overview.py"), script, {**address, "lang": language})
    shown = [(kind, widget.key) for kind in KINDS for widget in getattr(at, kind) if usable(widget)]
    for kind, key in shown:
        widget = next((each for each in getattr(at, kind) if each.key == key), None)
        if widget is None or not usable(widget):
            continue
        use(kind, widget)
        assert not at.exception, f"{kind} {key}"
        assert f'data-language="{language}"' in html_of(at) or key == "language_choice", f"{kind} {key}"
        at = opened(at, script, {**address, "lang": language})


def opened(at: AppTest, script: str, address: dict[str, str]) -> AppTest:
    """The screen at its address, as after a link to it."""
    at.switch_page(f"{script}.py")
    at.query_params.clear()
    for name, text in address.items():
        at.query_params[name] = text
    at.run()
    assert not at.exception
    return at


def usable(widget: Any) -> bool:
    """Whether a reader can use it."""
    return bool(widget.key) and not widget.disabled


def use(kind: str, widget: Any) -> None:
    """Do with a widget what a reader does."""
    match kind:
        case "button":
            widget.click()
        case "checkbox" | "toggle":
            widget.set_value(not widget.value)
        case "text_area" | "text_input":
            widget.set_value("Training")
        case _choice:
            offered = codes_of(widget)
            several = isinstance(widget.value, list)
            if offered:
                widget.set_value(offered[:1] if several else offered[-1])
    widget.run()


def codes_of(widget: Any) -> list[Any]:
    """What a reader can choose, as the program names it: its lists are shown by the names of a mapping."""
    names = getattr(widget.format_func, "__self__", None)
    return [code for code in names if names[code] in widget.options] if isinstance(names, Mapping) else []
