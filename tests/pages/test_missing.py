"""The page for an address at which there is none."""

import re

import anyio
import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from components.shell.addresses import KnownAddresses
from components.shell.frame import PAGE_ADDRESSES
from components.shell.missing_page import TITLES
from languages.text import offered_languages
from pages._missing import answer_missing


def open_address(path: str, accepted: str = "en") -> httpx.Response:
    """What a browser gets at an address that nothing stands at."""
    known = Middleware(KnownAddresses, routes=[], base="", missing=answer_missing)
    application = Starlette(routes=[Route("/never", answer_missing)], middleware=[known])

    async def asking() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(application)) as client:
            return await client.get(f"http://here.example{path}", headers={"Accept-Language": accepted})

    return anyio.run(asking)


def test_it_says_that_there_is_no_page_and_leads_to_all_the_others(sqlite_store: str) -> None:
    answer = open_address("/nonsense")
    assert answer.status_code == 404
    assert "There is no page at this address" in answer.text
    assert set(re.findall(r'<li><a href="\./(\w*)\?lang=en">', answer.text)) == set(TITLES)
    assert set(TITLES) <= set(PAGE_ADDRESSES)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/state/KEN", "../state?state=KEN"),
        ("/state/ken/", "../../state?state=KEN"),
        ("/record/UPRC-ACT-000001", "../record?id=UPRC-ACT-000001"),
        ("/UPRC-GP-000001", "./record?id=UPRC-GP-000001"),
        ("/recommendation/uprc-rec-000001", "../recommendation?id=UPRC-REC-000001"),
        ("/record/UPRC-REC-000001", "../recommendation?id=UPRC-REC-000001"),
        ("/gaps/education", "../gaps?lang=en"),
    ],
)
def test_it_leads_to_what_the_address_probably_means(sqlite_store: str, path: str, address: str) -> None:
    assert f'<p><a href="{address}' in open_address(path).text


@pytest.mark.parametrize(
    "path", ["/state/XYZ1", "/record/UPRC-PER-000001", "/<script>", "/%3Cscript%3Ealert(1)", "/'\">"]
)
def test_what_means_nothing_is_neither_led_on_nor_repeated(sqlite_store: str, path: str) -> None:
    text = open_address(path).text
    assert "script" not in text
    assert "UPRC-PER" not in text


def test_it_speaks_the_language_of_the_browser_or_of_the_address(sqlite_store: str) -> None:
    if "ar" not in offered_languages():
        pytest.skip("no Arabic catalogue is compiled")
    for answer in (open_address("/state/KEN", "ar,en;q=0.5"), open_address("/state/KEN?lang=ar")):
        assert '<html lang="ar" dir="rtl">' in answer.text
        assert "كينيا" in answer.text
        assert "There is no page" not in answer.text
    assert '<html lang="en" dir="ltr">' in open_address("/state/KEN?lang=en", "ar").text


def test_it_needs_no_store(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:////nowhere/at/all.db")
    assert open_address("/state/KEN").status_code == 404
