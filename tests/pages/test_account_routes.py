"""The addresses account/…: what they take, what they refuse, and which cookies they leave."""

import re
from collections.abc import Iterator, Mapping

import anyio
import httpx
import pytest
from argon2 import PasswordHasher
from sqlmodel import select
from starlette.applications import Starlette
from starlette.middleware import Middleware

from components.shell.forgery import FORM_COOKIE, LONGEST_BODY
from components.shell.plain_pages import safe_next
from components.shell.serving import SecurityHeaders
from data_access.accounts import sign_ins
from data_access.accounts.sign_ins import accept_invitation
from data_access.commands import grant_role, invite_person
from data_access.models import Person, StoreFact
from data_access.queries.people.people import reader_of_token
from data_access.store.engine import writing
from domain.people.permissions import OPERATOR, Role
from domain.people.personas import Persona
from pages.session.account_routes import account_routes
from pages.session.reader import SESSION_COOKIE
from seed.story.personas import write_personas

HERE = "http://upr.example.org"
PHRASE = "rain on a tin roof"
EMAIL = "amina@example.org"
FROM_HERE = {"Origin": HERE, "Sec-Fetch-Site": "same-origin"}


@pytest.fixture(autouse=True)
def quick_digests(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Digests that cost next to nothing."""
    monkeypatch.setattr(sign_ins, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    sign_ins._nobodys_password.cache_clear()
    yield
    sign_ins._nobodys_password.cache_clear()


class Browser:
    """A browser in front of the routes: it keeps cookies, and follows no redirect by itself."""

    def __init__(self) -> None:
        self.app = Starlette(routes=account_routes(""), middleware=[Middleware(SecurityHeaders)])
        self.cookies: dict[str, str] = {}

    def get(
        self, path: str, *, params: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> httpx.Response:
        """Open a page."""
        return self._ask(httpx.Request("GET", HERE + path, params=params, headers=headers))

    def post(
        self,
        path: str,
        *,
        data: Mapping[str, str] | None = None,
        content: str | bytes | None = None,
        json: object = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx.Response:
        """Send a form, or what pretends to be one."""
        return self._ask(httpx.Request("POST", HERE + path, data=data, content=content, json=json, headers=headers))

    def _ask(self, request: httpx.Request) -> httpx.Response:
        if self.cookies:
            request.headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())

        async def ask() -> httpx.Response:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(self.app)) as client:
                return await client.send(request)

        answer = anyio.run(ask)
        for name, value in answer.cookies.items():
            self.cookies[name] = value
        for line in answer.headers.get_list("set-cookie"):
            if "max-age=0" in line.lower():
                self.cookies.pop(line.partition("=")[0], None)
        return answer


@pytest.fixture
def browser(sqlite_store: str) -> Browser:
    """A browser that comes for the first time."""
    return Browser()


def member() -> str:
    """Somebody with a local account; returns the code."""
    invited = invite_person(OPERATOR, EMAIL, "Amina Otieno")
    accept_invitation(invited.code, PHRASE)
    return invited.person


def send(
    browser: Browser, route: str, fields: Mapping[str, str], headers: Mapping[str, str] = FROM_HERE
) -> httpx.Response:
    """Open a page, fill its form in, and send it as a browser does."""
    opened = browser.get("/account/sign-in?lang=en")
    token = re.search(r'name="form_token" value="([^"]+)"', opened.text)
    assert token
    return browser.post(
        f"/account/{route}?lang=en", data={"form_token": token.group(1), **fields}, headers=dict(headers)
    )


def cookie_of(answer: httpx.Response, name: str) -> str:
    """The Set-Cookie line of one cookie, in lower case; empty without it."""
    lines = answer.headers.get_list("set-cookie")
    return next((line.lower() for line in lines if line.startswith(f"{name}=")), "")


def test_somebody_signs_in_and_goes_on_where_it_was_wanted(browser: Browser) -> None:
    person = member()
    answer = send(browser, "sign-in", {"email": EMAIL, "password": PHRASE, "next": "gaps?cycle=3"})
    assert answer.status_code == 303
    assert answer.headers["location"] == "../gaps?cycle=3&lang=en"
    assert answer.headers["cache-control"] == "no-store"
    assert reader_of_token(browser.cookies[SESSION_COOKIE]).actor.name == person


def test_the_session_cookie_is_kept_from_scripts_and_other_sites(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    member()
    line = cookie_of(send(browser, "sign-in", {"email": EMAIL, "password": PHRASE}), SESSION_COOKIE)
    assert {"httponly", "samesite=lax", "path=/", "max-age=43200"} <= set(line.split("; "))
    assert "secure" not in line
    monkeypatch.setenv("PUBLIC_ADDRESS", "https://upr.example.org")
    line = cookie_of(send(browser, "sign-in", {"email": EMAIL, "password": PHRASE}), SESSION_COOKIE)
    assert "secure" in line.split("; ")
    form = cookie_of(browser.get("/account/sign-in"), FORM_COOKIE)
    assert {"httponly", "samesite=strict", "secure"} <= set(form.split("; "))


def test_a_wrong_password_says_so_once_and_keeps_the_address_that_was_typed(browser: Browser) -> None:
    member()
    answers = [
        send(browser, "sign-in", {"email": email, "password": "wrong horse battery"})
        for email in (EMAIL, "nobody@example.org")
    ]
    for answer, email in zip(answers, (EMAIL, "nobody@example.org"), strict=True):
        assert answer.status_code == 422
        assert 'role="alert"' in answer.text
        assert f'value="{email}"' in answer.text
        assert "wrong horse battery" not in answer.text
        assert cookie_of(answer, SESSION_COOKIE) == ""
    assert answers[0].text.replace(EMAIL, "") == answers[1].text.replace("nobody@example.org", "")


def test_what_was_typed_comes_back_as_text(browser: Browser) -> None:
    answer = send(browser, "sign-in", {"email": '"><script>alert(1)</script>', "password": "x"})
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": HERE, "Sec-Fetch-Site": "cross-site"},
        {"Origin": HERE, "Sec-Fetch-Site": "same-site"},
        {"Origin": f"{HERE}.evil.example"},
        {},
    ],
)
def test_a_form_that_another_site_sent_is_refused(browser: Browser, headers: dict[str, str]) -> None:
    member()
    answer = send(browser, "sign-in", {"email": EMAIL, "password": PHRASE}, headers)
    assert answer.status_code == 403
    assert cookie_of(answer, SESSION_COOKIE) == ""


@pytest.mark.parametrize("route", ["sign-in", "persona", "invitation", "sign-out"])
@pytest.mark.parametrize("token", ["", "x" * 43, "wrong", "\ud800"])
def test_a_form_without_its_token_is_refused(browser: Browser, route: str, token: str) -> None:
    browser.get("/account/sign-in")
    body = {"form_token": token} if token.isascii() else {"form_token": "é"}
    assert browser.post(f"/account/{route}", data=body, headers=FROM_HERE).status_code == 403


def test_a_token_without_its_cookie_is_refused(browser: Browser) -> None:
    opened = browser.get("/account/sign-in")
    token = re.search(r'name="form_token" value="([^"]+)"', opened.text)
    assert token
    browser.cookies.clear()
    sent = browser.post("/account/sign-in", data={"form_token": token.group(1)}, headers=FROM_HERE)
    assert sent.status_code == 403


def test_a_body_that_is_no_short_form_is_refused(browser: Browser) -> None:
    long = "password=" + "x" * (LONGEST_BODY + 1)
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert browser.post("/account/sign-in", content=long, headers={**FROM_HERE, **kind}).status_code == 413
    many = "&".join(f"a{number}=1" for number in range(100))
    assert browser.post("/account/sign-in", content=many, headers={**FROM_HERE, **kind}).status_code == 400
    bad = {**FROM_HERE, **kind}
    assert browser.post("/account/sign-in", content=b"a=\xff\xfe", headers=bad).status_code == 400
    assert browser.post("/account/sign-in", json={"email": EMAIL}, headers=FROM_HERE).status_code == 415


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "../../evil",
        "gaps/../evil",
        "/gaps",
        "gaps#x",
        "evil",
        "gaps\r\nSet-Cookie: a=b",
        "https:gaps",
        "account/sign-out",
        "@evil.example",
        "g" * 3000,
    ],
)
def test_only_screens_of_ours_are_gone_on_to(browser: Browser, wanted: str) -> None:
    member()
    assert safe_next(wanted) == ""
    answer = send(browser, "sign-in", {"email": EMAIL, "password": PHRASE, "next": wanted})
    assert answer.headers["location"] == "../account?lang=en"
    assert "evil" not in browser.get("/account/sign-in", params={"next": wanted}).text


@pytest.mark.parametrize(
    ("wanted", "safe"),
    [
        ("gaps", "gaps"),
        ("./gaps?cycle=3", "gaps?cycle=3"),
        ("state?state=KEN&lang=ar", "state?state=KEN&lang=ar"),
        ("recommendations?q=a b<c>", "recommendations?q=a%20b%3Cc%3E"),
    ],
)
def test_a_screen_is_gone_on_to_with_its_parameters(wanted: str, safe: str) -> None:
    assert safe_next(wanted) == safe


def test_an_invitation_is_accepted_with_a_password_typed_twice(browser: Browser) -> None:
    invited = invite_person(OPERATOR, EMAIL)
    fields = {"code": invited.code, "password": PHRASE, "again": "rain on the roof"}
    answer = send(browser, "invitation", fields)
    assert answer.status_code == 422
    assert "not the same" in answer.text
    assert f'value="{invited.code}"' in answer.text
    assert PHRASE not in answer.text
    weak = send(browser, "invitation", {"code": invited.code, "password": "short", "again": "short"})
    assert "at least 12 characters" in weak.text
    assert 'aria-invalid="true"' in weak.text
    answer = send(browser, "invitation", {**fields, "again": PHRASE})
    assert (answer.status_code, answer.headers["location"]) == (303, "../account?lang=en")
    assert reader_of_token(browser.cookies[SESSION_COOKIE]).email == EMAIL


def test_a_wrong_code_is_said_beside_its_field(browser: Browser) -> None:
    answer = send(browser, "invitation", {"code": "AAAA", "password": PHRASE, "again": PHRASE})
    assert answer.status_code == 422
    assert 'id="code-problem"' in answer.text


def test_signing_in_anew_ends_what_the_browser_held(browser: Browser) -> None:
    member()
    send(browser, "sign-in", {"email": EMAIL, "password": PHRASE})
    first = browser.cookies[SESSION_COOKIE]
    send(browser, "sign-in", {"email": EMAIL, "password": PHRASE})
    assert browser.cookies[SESSION_COOKIE] != first
    assert not reader_of_token(first).signed_in


def test_signing_out_asks_first_then_ends_the_session_and_drops_the_cookie(browser: Browser) -> None:
    member()
    send(browser, "sign-in", {"email": EMAIL, "password": PHRASE})
    token = browser.cookies[SESSION_COOKIE]
    assert "<button" in browser.get("/account/sign-out").text
    assert reader_of_token(token).signed_in
    answer = send(browser, "sign-out", {})
    assert (answer.status_code, answer.headers["location"]) == (303, "../?lang=en")
    assert "max-age=0" in cookie_of(answer, SESSION_COOKIE)
    assert not reader_of_token(token).signed_in
    assert "<button" not in browser.get("/account/sign-out").text


def test_a_password_is_changed_by_whoever_is_signed_in(browser: Browser) -> None:
    assert browser.get("/account/password").status_code == 303
    member()
    send(browser, "sign-in", {"email": EMAIL, "password": PHRASE})
    before = browser.cookies[SESSION_COOKIE]
    fields = {"present": "wrong horse", "password": "a cat on a warm wall", "again": "a cat on a warm wall"}
    assert 'id="present-problem"' in send(browser, "password", fields).text
    answer = send(browser, "password", {**fields, "present": PHRASE})
    assert answer.status_code == 303
    assert not reader_of_token(before).signed_in
    assert reader_of_token(browser.cookies[SESSION_COOKIE]).signed_in


def demonstration() -> None:
    """Mark the store as demonstration, with its personas."""
    with writing() as session:
        session.add(StoreFact(name="demonstration", value="1"))
        write_personas(session)


def test_a_persona_is_a_button_on_a_demonstration(browser: Browser) -> None:
    demonstration()
    assert "Continue as Steward" in browser.get("/account/sign-in").text
    answer = send(browser, "persona", {"persona": "steward", "next": "gaps"})
    assert answer.headers["location"] == "../gaps?lang=en"
    assert reader_of_token(browser.cookies[SESSION_COOKIE]).persona is Persona.STEWARD
    assert browser.get("/account/password").status_code == 303


def test_no_persona_is_offered_or_taken_beside_real_people(browser: Browser) -> None:
    demonstration()
    grant_role(OPERATOR, EMAIL, Role.STEWARD)
    assert "Continue as" not in browser.get("/account/sign-in").text
    for persona in ("steward", "emperor", ""):
        answer = send(browser, "persona", {"persona": persona})
        assert answer.status_code == 303
        assert cookie_of(answer, SESSION_COOKIE) == ""


def test_the_pages_speak_the_readers_language_and_direction(browser: Browser) -> None:
    assert '<html lang="ar" dir="rtl">' in browser.get("/account/sign-in?lang=ar").text
    by_browser = browser.get("/account/sign-in", headers={"Accept-Language": "de, ar-EG;q=0.8"})
    assert '<html lang="ar" dir="rtl">' in by_browser.text
    assert '<html lang="en" dir="ltr">' in browser.get("/account/sign-in", headers={"Accept-Language": "de"}).text


def test_the_pages_hold_no_script_and_are_not_kept(browser: Browser) -> None:
    for route in ("sign-in", "invitation", "sign-out"):
        answer = browser.get(f"/account/{route}")
        assert answer.headers["cache-control"] == "no-store"
        assert "frame-ancestors" in answer.headers["content-security-policy"]
        assert "<script" not in answer.text
        assert "style=" not in answer.text


def test_a_store_that_is_not_ready_is_said_in_words(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path_factory.mktemp('none') / 'none.db'}")
    answer = browser.get("/account/sign-in")
    assert answer.status_code == 503
    assert "not ready" in answer.text


def test_everybody_who_was_erased_is_nobody_to_the_routes(browser: Browser) -> None:
    member()
    send(browser, "sign-in", {"email": EMAIL, "password": PHRASE})
    with writing() as session:
        person = session.exec(select(Person)).one()
        person.erased_at = person.created_at
    assert browser.get("/account/password").status_code == 303
