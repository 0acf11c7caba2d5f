"""What a browser gets before any screen: the opening page, and headers that keep it to what this server sent."""

import base64
import gc
import hashlib
import html
import re
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Final

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from languages.text import N_

#: The folder static/, and where it is served below the base path: styles, fonts and map layers ask there for files.
STATIC: Final = Path(__file__).resolve().parents[2] / "static"
STATIC_FILES: Final = "/app/static"

#: The name in English, until the first run of a page gives the reader's.
APPLICATION: Final = N_("UPR Cooperation Repository")
_STREAMLIT_PAGE: Final = Path(st.__file__).parent / "static" / "index.html"
_INLINE_SCRIPT: Final = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_TITLE: Final = re.compile(r"<title>.*?</title>", re.DOTALL)
_ICON: Final = re.compile(r'<link rel="shortcut icon"[^>]*>')
_FONT_PRELOAD: Final = re.compile(r'<link\s+rel="preload"[^>]*as="font"[^>]*>')


@cache
def opening_page() -> str:
    """Streamlit's page with our name, icon and scripts, and without the early load of a font that is not used."""
    page = _STREAMLIT_PAGE.read_text(encoding="utf-8")
    deck = next((_STREAMLIT_PAGE.parent / "static" / "js").glob("DeckGlJsonChart.*.js"), None)
    early = f' data-deck="./static/js/{deck.name}"' if deck else ""
    scripts = f'<script src=".{STATIC_FILES}/frame.js"></script><script src=".{STATIC_FILES}/map.js"{early}></script>'
    title = f"<title>{html.escape(APPLICATION)}</title>{scripts}"
    page = _TITLE.sub(lambda _found: title, page)
    page = _ICON.sub(f'<link rel="shortcut icon" href=".{STATIC_FILES}/favicon.png" />', page)
    return _FONT_PRELOAD.sub("", page)


async def serve_opening_page(_request: Request) -> HTMLResponse:
    """Answer the address of a page. A browser asks again each time, so that a new version is seen at once."""
    return HTMLResponse(opening_page(), headers={"Cache-Control": "no-cache"})


def content_security_policy() -> str:
    """The policy, with a hash for each inline script of Streamlit's own page.

    wasm and blob workers are what data grids, plotly and deck.gl need. Inline styles are Streamlit's way of styling.
    """
    inline = _INLINE_SCRIPT.findall(_STREAMLIT_PAGE.read_text(encoding="utf-8"))
    hashes = " ".join(f"'{_hash(script)}'" for script in inline)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'wasm-unsafe-eval' {hashes}",
            "style-src 'self' 'unsafe-inline'",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "media-src 'self' data: blob:",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'self'",
        )
    )


def _hash(script: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


class SecurityHeaders:
    """ASGI middleware that puts the headers on every HTTP answer, and lets browsers keep static files for an hour.

    base: the path that all addresses lie below, as in /upr.
    """

    def __init__(self, app: ASGIApp, *, base: str = "") -> None:
        self.app = app
        self.files = f"{base}{STATIC_FILES}/"
        self.headers = {
            "Content-Security-Policy": content_security_policy(),
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "SAMEORIGIN",
            "Referrer-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on; add the headers where an HTTP answer starts, that of a failure included."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        started = False

        async def send_with_headers(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                headers = MutableHeaders(scope=message)
                headers.update(self.headers)
                if scope["path"].startswith(self.files) and message["status"] < HTTPStatus.BAD_REQUEST:
                    headers["Cache-Control"] = "public, max-age=3600"
            await send(message)

        try:
            await self.app(scope, receive, send_with_headers)
        except Exception:
            # Starlette would answer from outside of this. It still logs what is raised on.
            if not started:
                answer = PlainTextResponse("Internal Server Error", status_code=500)
                await answer(scope, receive, send_with_headers)
            raise


#: Pages that ran in this process.
_seen: Final[set[str]] = set()


def settle_memory(page: str) -> None:
    """After a page's first run in this process, take what it loaded for good out of the garbage collector.

    Streamlit collects garbage after each run, which with all that the first runs load took as long as the run.
    """
    if page not in _seen:
        _seen.add(page)
        gc.collect()
        gc.freeze()
