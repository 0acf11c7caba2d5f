"""Is this form our own, sent by the person who sees it? Each POST is checked three times before it is read.

Its origin must be this server; a token in a cookie that no other site can have sent must stand in the form too; and a
body of more than a few lines is no form of ours.
"""

import re
import secrets
from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request
from starlette.responses import Response

#: The cookie and the hidden field with the same token.
FORM_COOKIE: Final = "uprc_form"
FORM_FIELD: Final = "form_token"
LONGEST_BODY: Final = 16 * 1024
_MOST_FIELDS: Final = 20
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{43}")


class Forged(Exception):
    """This POST is not taken; `status` is what HTTP calls the reason."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


def is_secure(request: Request, public_address: str) -> bool:
    """Whether the browser reaches this server over TLS, so that cookies may be kept to it."""
    return request.url.scheme == "https" or public_address.startswith("https://")


def form_token(request: Request) -> str:
    """The token for the forms of this answer: the one that the browser holds already, or a new one."""
    held = request.cookies.get(FORM_COOKIE, "")
    return held if _TOKEN.fullmatch(held) else secrets.token_urlsafe(32)


def keep_form_token(response: Response, token: str, *, path: str, secure: bool) -> None:
    """Let the browser hold the token, for its own requests to this server below `path` only."""
    response.set_cookie(FORM_COOKIE, token, path=path, httponly=True, samesite="strict", secure=secure)


async def own_form(request: Request, public_address: str) -> Mapping[str, str]:
    """The fields of a form of ours; Forged where it is another's, too long, or no form."""
    if not _is_from_here(request, public_address):
        raise Forged(403)
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise Forged(415)
    body = await _short_body(request)
    try:
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError as error:
        raise Forged(400) from error
    held, sent = request.cookies.get(FORM_COOKIE, ""), fields.get(FORM_FIELD, "")
    if not _TOKEN.fullmatch(held) or not secrets.compare_digest(held.encode(), sent.encode(errors="surrogatepass")):
        raise Forged(403)
    return fields


def _is_from_here(request: Request, public_address: str) -> bool:
    """Whether the browser says that one of our own pages sent this. Each browser of today says it with a POST."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None and site != "same-origin":
        return False
    if origin is None:
        return site == "same-origin"
    own = {request.headers.get("host", "").lower(), urlsplit(public_address).netloc.lower()} - {""}
    return urlsplit(origin).netloc.lower() in own


async def _short_body(request: Request) -> bytes:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LONGEST_BODY:
            raise Forged(413)
    return body
