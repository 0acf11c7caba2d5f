"""What a browser gets before any screen."""

import re
from contextlib import suppress
from html.parser import HTMLParser

import anyio
import pytest
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message

from components.shell.serving import STATIC, SecurityHeaders, content_security_policy, opening_page, serve_opening_page


def _fail(_request: Request) -> Response:
    raise RuntimeError("from inside")


def headers_of(path: str) -> Headers:
    """Ask a small application with our middleware for a path."""
    routes = [
        Route("/gaps", serve_opening_page),
        Route("/fails", _fail),
        Route("/app/static/mark.svg", lambda _request: PlainTextResponse("")),
    ]
    application = Starlette(routes=routes, middleware=[Middleware(SecurityHeaders)])
    sent: list[Message] = []

    async def ask() -> None:
        async def receive() -> Message:
            return {"type": "http.request"}

        async def send(message: Message) -> None:
            sent.append(message)

        scope = {"type": "http", "method": "GET", "path": path, "headers": [], "query_string": b""}
        with suppress(RuntimeError):
            await application(scope, receive, send)

    anyio.run(ask)
    return Headers(raw=sent[0]["headers"])


class Scripts(HTMLParser):
    """Counts inline scripts and collects every address that the page asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.inline = 0
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one element."""
        given = dict(attrs)
        self.addresses += [address for name in ("src", "href") if (address := given.get(name))]
        self.inline += tag == "script" and "src" not in given


def test_the_policy_allows_each_inline_script_of_the_page_by_hash_and_no_other() -> None:
    page = Scripts()
    page.feed(opening_page())
    scripts = re.search(r"script-src ([^;]*)", content_security_policy())
    assert scripts is not None
    assert scripts[1].count("'sha256-") == page.inline
    assert "'unsafe-inline'" not in scripts[1]
    assert "'unsafe-eval'" not in scripts[1]


def test_the_opening_page_asks_nothing_from_outside() -> None:
    page = Scripts()
    page.feed(opening_page())
    assert page.addresses
    assert all(address.startswith("./") for address in page.addresses)


def test_the_opening_page_bears_our_name_and_icon() -> None:
    assert "<title>UPR Cooperation Repository</title>" in opening_page()
    assert "Streamlit</title>" not in opening_page()
    assert "./app/static/favicon.png" in opening_page()
    assert (STATIC / "favicon.png").is_file()
    assert (STATIC / "frame.js").is_file()


@pytest.mark.parametrize("path", ["/gaps", "/nowhere", "/fails"])
def test_every_answer_bears_the_security_headers(path: str) -> None:
    headers = headers_of(path)
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_static_files_are_kept_by_browsers_and_pages_are_not() -> None:
    assert headers_of("/app/static/mark.svg")["Cache-Control"] == "public, max-age=3600"
    assert headers_of("/gaps")["Cache-Control"] == "no-cache"
