"""Which addresses this server answers: those below its base path that something stands at, and no other.

Streamlit answers every address that it does not know with its opening page and status 200, takes files from anybody,
and tells anybody how much memory it uses. What is not named here never reaches it.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Final

import streamlit as st
from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

#: A page that says there is none: the request, how far up the overview is ("../../"), and the path that was asked for.
MissingPage = Callable[[Request, str, str], Awaitable[Response]]
#: What Streamlit's own script in the browser asks for. Not named: upload_file, metrics, script-health-check.
_STREAMLITS: Final = re.compile(
    r"/(?:_stcore/(?:health|host-config|bidi-components/.+|agent/.+)|media/.+|component/.+|auth/(?:login|logout)"
    r"|oauth2callback|manifest\.json|favicon\.png)"
)
_SOCKET: Final = "/_stcore/stream"
#: Below these, programs ask and no people: an unknown one gets a line instead of a page.
_FOR_PROGRAMS: Final = ("/_stcore/", "/static/", "/app/", "/media/", "/component/")
_STREAMLIT_FILES: Final = Path(st.__file__).parent / "static"
_NO_CACHE: Final = {"Cache-Control": "no-cache"}


def base_path() -> str:
    """The path that all addresses lie below, as in /upr, from `server.baseUrlPath`; empty where there is none."""
    said = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{said}" if said else ""


def cookie_path() -> str:
    """The path that cookies are kept to, so that no other application of the same host is sent them."""
    return base_path() or "/"


def way_up(raw_path: str, base: str) -> str:
    """The relative address of the overview, seen from an address as it was written; "./" where it lies beside it.

    Relative, because a proxy may have taken a prefix away that only the browser knows. An encoded slash is no step.
    """
    steps = raw_path.count("/") - 1
    if raw_path.startswith(f"{base}/"):
        return "../" * (steps - base.count("/")) or "./"
    return f"{'../' * steps or './'}{base.lstrip('/')}/"


class KnownAddresses:
    """ASGI middleware that lets through what `routes` or Streamlit answer, and answers all else itself.

    With 404 and the missing page, or with a redirect where only a slash at the end is too many. Bodies are not read.
    """

    def __init__(self, app: ASGIApp, *, routes: Sequence[BaseRoute], base: str, missing: MissingPage) -> None:
        self.app = app
        self.routes = routes
        self.base = base
        self.missing = missing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on or answer one request; sockets anywhere but at Streamlit's own are closed."""
        if scope["type"] == "websocket":
            known = scope["path"] == self.base + _SOCKET
            await (self.app(scope, receive, send) if known else send({"type": "websocket.close", "code": 1000}))
            return
        if scope["type"] != "http" or await self._is_known(scope, scope["path"]):
            await self.app(scope, receive, send)
            return
        answer = await self._answer(Request(scope, receive))
        if scope["method"] == "HEAD":
            answer.body = b""
        await answer(scope, receive, send)

    async def _is_known(self, scope: Scope, path: str) -> bool:
        if any(route.matches({**scope, "path": path})[0] is not Match.NONE for route in self.routes):
            return True
        if not path.startswith(f"{self.base}/"):
            return False
        below = path.removeprefix(self.base)
        if below.startswith("/static/"):
            return await run_sync(_is_file, below)
        watched = below == "/_stcore/script-health-check" and bool(st.get_option("server.scriptHealthCheckEnabled"))
        return watched or _STREAMLITS.fullmatch(below) is not None

    async def _answer(self, request: Request) -> Response:
        path, reads = request.url.path, request.method in {"GET", "HEAD"}
        if reads and (address := await self._without_slash(request.scope)):
            return RedirectResponse(address, status_code=308, headers=_NO_CACHE)
        if path.removeprefix(self.base).startswith(_FOR_PROGRAMS) or not reads:
            return PlainTextResponse("Not Found", status_code=404, headers=_NO_CACHE)
        return await self.missing(request, way_up(_written(request.scope), self.base), request.scope["path"])

    async def _without_slash(self, scope: Scope) -> str:
        """The relative address that was meant, where slashes at the end are too many or the base path has none."""
        path: str = scope["path"]
        query = f"?{scope['query_string'].decode('latin-1')}" if scope["query_string"] else ""
        if self.base and path == self.base:
            return f"./{path.rpartition('/')[2]}/{query}"
        meant = path.rstrip("/")
        slashes = len(path) - len(meant)
        if not slashes or not _written(scope).endswith("/" * slashes):
            return ""
        up = "../" * slashes
        if self.base and meant == self.base:
            return f"{'../' * (slashes - 1)}{query}"
        if await self._is_known(scope, meant):
            return f"{up}{meant.rpartition('/')[2]}{query}"
        return ""


def _written(scope: Scope) -> str:
    """The path as the browser wrote it, with its percent signs."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    return raw.decode("latin-1")


def _is_file(path: str) -> bool:
    """Whether Streamlit has this file; a path that leads out of its folder is none."""
    try:
        file = (_STREAMLIT_FILES / path.lstrip("/")).resolve()
        return file.is_relative_to(_STREAMLIT_FILES.resolve()) and file.is_file()
    except (OSError, ValueError):
        return False
