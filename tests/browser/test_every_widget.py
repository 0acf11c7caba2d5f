"""Every widget of a page is used in a browser, those that open on a click among them: nothing fails, nobody is lost.

To use all pages in both languages takes an hour of a processor, so that is done when EVERY_WIDGET=all asks for it; else
the page with the most filters in Arabic. The screens' own widgets tests/pages/test_every_widget.py uses all.
"""

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from sqlmodel import col, select

from components.shell.frame import PAGE_ADDRESSES
from data_access.accounts.sign_ins import sign_in_as
from data_access.models import Activity, Consent, Membership, Person, Recommendation, Request
from data_access.store.engine import reading
from domain.people.personas import Persona
from domain.vocabulary import ConsentStatus, EditorialState, RecordKind
from tests.browser.conftest import Windows, followed
from tests.browser.widgets import Walk

pytestmark = pytest.mark.browser

VISITOR = "visitor"


def page_of(address: str) -> str:
    """The page that an address opens."""
    return address.partition("?")[0]


#: Addresses by who uses them; in braces a record, as `records` finds it. Everybody else's pages are the visitor's.
PAGES: dict[str, tuple[str, ...]] = {
    VISITOR: (
        "",
        "gaps?by=theme",
        "gaps?view=grid",
        "gaps?view=cycles",
        "map?at=KEN",
        "map?layer=flows",
        "map?view=tiles",
        "cooperation",
        "cooperation?view=providers",
        "cooperation?view=times",
        "recommendations?state=KEN",
        "recommendation?id={recommendation}",
        "state",
        "state?state=KEN",
        "state?state=KEN&side=pictures",
        "record?id={public}",
        "contribute",
        "account",
        "about",
    ),
    Persona.DELEGATE: ("contribute?kind=request", "record?id={awaited}", "desk", "desk?view=standing", "inbox"),
    Persona.STEWARD: ("queue", "queue?work=answer", "record?id={submitted}", "inbox"),
    Persona.CONTRIBUTOR: ("contribute", "contribute?kind=activity", "contribute?kind=offer", "inbox", "account"),
    Persona.FACILITATOR: ("people", "queue", "record?id={submitted}", "account"),
}
#: Parts of the names of widgets that are not touched, with the reason.
UNTOUCHED: Mapping[str, str] = {
    r"link /account/sign-out": "ends the sign-in with which the other pages are used",
    r"sign.?out|everywhere": "the same",
    r"link /account/sign-in": "leaves the screens for a plain page, which test_sign_in.py fills in",
    r"provider": "leads to an identity provider, which test_sign_in.py has",
    r"erase": "would take the person away who uses the page",
    r"revoke|take-role|give-up": "would take the role away with which the page is used",
    r"file": "an upload opens the system's own window; test_contribute.py of the pages hands files over",
}
#: More widgets than any page has, records of one kind counted once: a page that makes new ones for ever ends here.
MOST_WIDGETS = 80
#: Who uses which page: addresses of one page are used together, each widget once.
CASES = [(who, page) for who, addresses in PAGES.items() for page in dict.fromkeys(map(page_of, addresses))]
ALL = os.environ.get("EVERY_WIDGET") == "all"
USED = CASES if ALL else [(VISITOR, "gaps")]


@pytest.fixture
def records(server_store: str) -> dict[str, str]:
    """The codes of the records that addresses name."""
    with reading() as session:

        def activity(state: EditorialState) -> str:
            return session.exec(select(Activity.code).where(Activity.editorial_state == state)).first() or ""

        asked = session.exec(
            select(Request.code)
            .join(
                Consent, (col(Consent.record_id) == col(Request.id)) & (col(Consent.record_kind) == RecordKind.REQUEST)
            )
            .where(Consent.status == ConsentStatus.AWAITED)
        ).first()
        named = session.exec(
            select(Activity.code)
            .join(
                Consent,
                (col(Consent.record_id) == col(Activity.id)) & (col(Consent.record_kind) == RecordKind.ACTIVITY),
            )
            .where(Consent.status == ConsentStatus.AWAITED, Consent.iso3 == delegate_state())
        ).first()
        return {
            "recommendation": session.exec(select(Recommendation.code)).first() or "",
            "public": activity(EditorialState.PUBLISHED),
            "submitted": activity(EditorialState.SUBMITTED) or activity(EditorialState.REVIEWED),
            "awaited": named or asked or activity(EditorialState.REVIEWED),
        }


def delegate_state() -> str:
    """The State for which the delegate of the demonstration answers."""
    with reading() as session:
        wanted = select(Membership.iso3).join(Person).where(Person.persona == Persona.DELEGATE)
        return session.exec(wanted).first() or ""


@pytest.fixture(scope="module")
def tokens() -> dict[str, str]:
    """The sign-ins of the personas, each made when its first page is used."""
    return {VISITOR: ""}


def token_of(who: str, tokens: dict[str, str]) -> str:
    """The sign-in of a persona, or of nobody."""
    if who not in tokens:
        tokens[who] = sign_in_as(Persona(who))
    return tokens[who]


@pytest.mark.parametrize("language", ["en", "ar"] if ALL else ["ar"])
@pytest.mark.parametrize(("who", "page"), USED, ids=lambda value: str(value) or "overview")
def test_every_widget_of_a_page_can_be_used_and_keeps_page_language_and_direction(
    windows: Windows,
    server: str,
    server_folder: Path,
    records: dict[str, str],
    tokens: dict[str, str],
    who: str,
    page: str,
    language: str,
) -> None:
    log = server_folder / "server.log"
    said_before = len(log.read_text(encoding="utf-8"))
    tab = followed(windows.window("light", 1280, token_of(who, tokens), server).new_page())
    walk = Walk(tab.page, language, UNTOUCHED)
    for address in (address.format(**records) for address in PAGES[who] if page_of(address) == page):
        walk.use_all(f"{server}/{address}{'&' if '?' in address else '?'}lang={language}", MOST_WIDGETS)
    tab.page.close()
    said = log.read_text(encoding="utf-8")[said_before:]
    assert walk.wrong == []
    assert not [word for word in ("Traceback", "KeyError", "Uncaught") if word in said], said[-3000:]
    assert tab.requests_elsewhere(server) == []


def test_every_page_is_on_the_list() -> None:
    listed = {page_of(address) for addresses in PAGES.values() for address in addresses}
    assert listed == set(PAGE_ADDRESSES)
