"""A recommendation's own page: stable address, all that is public around it, and an explanation where there is none."""

from datetime import UTC, datetime

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from data_access.models import Recommendation
from data_access.store.engine import writing
from domain.vocabulary import ConsentStatus, OrganizationKind, Position
from tests.builders import add_activity, add_good_practice, add_organization, add_recommendation, add_request
from tests.pages.screens import html_of, open_screen

pytestmark = pytest.mark.usefixtures("sqlite_store")


def opened(code: str, **address: str) -> AppTest:
    """The screen at an address."""
    return open_screen("recommendation.py", id=code, **address)


def test_the_page_tells_the_text_the_position_and_who_recommended() -> None:
    code = add_recommendation(Position.NOTED, state="KEN", text="Train <judges> & staff", by=["NOR"], themes=["Health"])
    at = opened(code)
    found = html_of(at)
    assert at.title[0].value.replace("\u2068", "").replace("\u2069", "") == "Recommendation to Kenya"
    assert "Train &lt;judges&gt; &amp; staff" in found
    assert "<strong>Noted</strong> (in the source: “Noted”)" in found
    assert '<a href="./state?state=NOR&amp;side=recommending" target="_self">Norway</a>' in found
    assert 'href="./recommendations?theme=health"' in found
    assert code in at.code[0].value


def test_what_is_linked_in_public_is_shown_and_what_is_not_is_absent() -> None:
    code = add_recommendation(state="KEN")
    add_activity([code], title="A public course")
    add_activity([code], title="A course without consent", consent=ConsentStatus.AWAITED)
    add_request([code], title="An open request")
    add_good_practice([code], state="KEN", title="A good practice")
    found = html_of(opened(code))
    assert "A public course" in found
    assert "An open request" in found
    assert "A good practice" in found
    assert "A course without consent" not in found


def test_a_provider_state_without_consent_is_not_named() -> None:
    code = add_recommendation(state="KEN")
    agency = add_organization("An agency")
    ministry = add_organization("Ministry of X", kind=OrganizationKind.STATE, iso3="NOR")
    consent = {"KEN": ConsentStatus.GRANTED, "NOR": ConsentStatus.WITHHELD}
    add_activity([code], providers=[agency, ministry], publisher=agency, consent=consent)
    found = html_of(opened(code))
    assert "Provided by An agency." in found
    assert "Ministry of X" not in found


def test_nothing_linked_teaches_what_would_be_there() -> None:
    assert "Nothing is linked to this record yet." in html_of(opened(add_recommendation()))


def test_a_replaced_record_says_so_and_leads_to_the_newer_one() -> None:
    new = add_recommendation()
    old = add_recommendation(retired_at=datetime(2026, 2, 1, tzinfo=UTC))
    with writing() as session:
        rows = {row.code: row for row in session.exec(select(Recommendation))}
        rows[old].superseded_by = rows[new].id
    found = html_of(opened(old))
    assert "A newer record replaced this one on 1 February 2026." in found
    assert f'href="./recommendation?id={new}"' in found


@pytest.mark.parametrize("code", ["", "UPRC-REC-999999", "<b>x</b>", "'; DROP TABLE x", "UPRC-ACT-000001", "a" * 900])
def test_an_address_without_a_record_is_explained(code: str) -> None:
    at = opened(code)
    assert at.title[0].value == "There is no such recommendation"
    assert 'href="./recommendations"' in html_of(at)


def test_the_page_is_in_the_readers_language_and_the_text_in_its_own() -> None:
    code = add_recommendation(state="KEN", text="Continue the training of judges")
    found = html_of(opened(code, lang="ar"))
    assert "كينيا" in found
    assert '<blockquote class="record-text" lang="en" dir="auto">Continue the training of judges</blockquote>' in found
