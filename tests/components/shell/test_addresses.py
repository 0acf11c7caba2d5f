"""Which addresses are answered, with what, with and without a base path."""

import anyio
import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.shell.addresses import KnownAddresses, base_path, cookie_path, way_up
from components.shell.serving import SecurityHeaders

BASES = ["", "/upr", "/some/where"]
HOST = "http://here.example"


def resolved(path: str, relative: str) -> str:
    """Where a relative address leads from a path, as browsers resolve it; urljoin would drop empty steps."""
    steps = path.partition("?")[0].split("/")[:-1]
    for step in relative.removeprefix("./").split("/"):
        if step == "..":
            steps = steps[:-1] if len(steps) > 1 else steps
        else:
            steps.append(step)
    return "/".join(steps)


async def _missing(_request: Request, root: str, path: str) -> Response:
    return HTMLResponse(f"missing {path} {root}", status_code=404)


async def _ours(_request: Request) -> Response:
    return PlainTextResponse("ours")


async def _streamlit(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers everything, as Streamlit's opening page does."""
    await PlainTextResponse("streamlit")(scope, receive, send)


def application(base: str) -> ASGIApp:
    """A small application that would answer every address if the middleware let it."""
    routes = [Route(f"{base}/{name}", _ours) for name in ("", "gaps", "account/sign-in", "healthz", "app/static/a.js")]
    known = Middleware(KnownAddresses, routes=routes, base=base, missing=_missing)
    every = [*routes, Mount(base, _streamlit)]
    return Starlette(routes=every, middleware=[Middleware(SecurityHeaders, base=base), known])


def ask(base: str, path: str, method: str = "GET", content: bytes = b"") -> httpx.Response:
    """What the application below a base path answers at exactly this address."""

    async def asking() -> httpx.Response:
        transport = httpx.ASGITransport(application(base))
        async with httpx.AsyncClient(transport=transport) as client:
            return await client.send(httpx.Request(method, f"{HOST}{base}{path}", content=content))

    return anyio.run(asking)


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("path", ["/", "/gaps", "/gaps?state=KEN", "/%67aps", "/account/sign-in", "/healthz"])
def test_what_is_ours_is_answered_below_the_base_path(base: str, path: str) -> None:
    assert (ask(base, path).status_code, ask(base, path).text) == (200, "ours")


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize(
    "path",
    ["/_stcore/health", "/_stcore/host-config", "/media/a.csv", "/component/x/y", "/oauth2callback", "/auth/login"],
)
def test_what_streamlits_own_script_asks_for_goes_on_to_streamlit(base: str, path: str) -> None:
    assert ask(base, path).text == "streamlit"


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize(
    "path", ["/state/KEN", "/record/UPRC-ACT-000001", "/nonsense", "/a/b/c", "/Gaps", "//evil/gaps/"]
)
def test_every_other_address_is_a_404_with_a_page_of_ours(base: str, path: str) -> None:
    answer = ask(base, path)
    assert answer.status_code == 404
    assert answer.text.startswith("missing")
    assert "frame-ancestors" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/gaps", "/healthz", "/app/static/a.js", "/", "/nonsense"])
def test_beside_the_base_path_there_is_nothing(path: str) -> None:
    answer = _beside(path)
    assert answer.status_code == 404
    assert "ours" not in answer.text


def _beside(path: str) -> httpx.Response:
    async def asking() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(application("/upr"))) as client:
            return await client.get(f"{HOST}{path}")

    return anyio.run(asking)


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize(
    "path", ["/app/static/none.js", "/static/js/none.js", "/static/../../none", "/_stcore/none", "/static/a%00b"]
)
def test_an_unknown_file_is_a_plain_404_and_never_the_opening_page(base: str, path: str) -> None:
    answer = ask(base, path)
    assert answer.status_code == 404
    assert "streamlit" not in answer.text
    assert answer.headers.get("Cache-Control") != "public, max-age=3600"


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "GET", "OPTIONS"])
def test_nobody_can_send_a_file(base: str, method: str) -> None:
    answer = ask(base, "/_stcore/upload_file/session/file", method, b"x" * 100_000)
    assert answer.status_code == 404


def test_the_body_of_a_file_that_is_refused_is_not_read() -> None:
    async def never() -> Message:
        raise AssertionError("the body was read")

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "PUT",
        "path": "/_stcore/upload_file/session/file",
        "headers": [(b"content-length", b"40000000")],
        "query_string": b"",
    }
    anyio.run(application(""), scope, never, send)
    assert sent[0]["status"] == 404


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/script-health-check"])
def test_what_the_server_uses_is_told_to_nobody(base: str, path: str) -> None:
    assert ask(base, path).status_code == 404


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize(
    ("path", "meant"),
    [("/gaps/", "/gaps"), ("/gaps///?cycle=3", "/gaps?cycle=3"), ("/account/sign-in/", "/account/sign-in")],
)
def test_a_slash_too_many_leads_to_the_page(base: str, path: str, meant: str) -> None:
    answer = ask(base, path)
    assert answer.status_code == 308
    assert resolved(f"{base}{path}", answer.headers["Location"]) == f"{base}{meant}"


@pytest.mark.parametrize("path", ["/nonsense/", "/gaps%2f", "//evil.example/gaps/", "//evil.example/"])
def test_no_other_address_is_led_on(path: str) -> None:
    assert ask("/upr", path).status_code == 404


@pytest.mark.parametrize("path", ["/upr", "/upr//"])
def test_the_base_path_without_its_slash_leads_to_the_overview(path: str) -> None:
    assert resolved(path, _beside(path).headers["Location"]) == "/upr/"


def test_a_head_request_is_told_the_same_without_the_page() -> None:
    answer = ask("", "/nonsense", "HEAD")
    assert (answer.status_code, answer.content) == (404, b"")


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("path", ["/x", "/x/y", "/x/y/", "/x%2fy", "//evil.example/x", "/a/b/c/d"])
def test_the_way_up_ends_at_the_overview_from_every_address(base: str, path: str) -> None:
    for address in (f"{base}{path}", path):
        assert resolved(address, way_up(address, base)) == f"{base}/"


@pytest.mark.parametrize(
    ("said", "base", "cookies"), [("", "", "/"), ("upr", "/upr", "/upr"), ("/a/b/", "/a/b", "/a/b")]
)
def test_the_base_path_is_streamlits_setting(
    monkeypatch: pytest.MonkeyPatch, said: str, base: str, cookies: str
) -> None:
    monkeypatch.setattr("components.shell.addresses.st.get_option", lambda _name: said)
    assert (base_path(), cookie_path()) == (base, cookies)
