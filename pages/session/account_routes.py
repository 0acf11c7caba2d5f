"""The addresses account/…: sign in, accept an invitation, change a password, sign out. Plain HTML, no script.

They are no screens of Streamlit's, because only an HTTP answer can give the browser a cookie that no script can read.
"""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial, wraps
from typing import Final

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from components.people import account_forms
from components.people.account_forms import Filled, PersonaChoice
from components.shell.addresses import cookie_path
from components.shell.forgery import Forged, form_token, is_secure, keep_form_token, own_form
from components.shell.identity_providers import providers
from components.shell.plain_pages import NEXT_FIELD, document, onward, reader_language, safe_next
from components.shell.url_state import LANGUAGE_PARAMETER
from data_access.accounts.sign_ins import (
    AccountRefused,
    accept_invitation,
    change_password,
    end_sign_in,
    sign_in,
    sign_in_as,
)
from data_access.queries.people.people import reader_of_token
from data_access.queries.states.states import states
from data_access.queries.store import store_facts
from data_access.store.demonstration import personas
from data_access.store.errors import StoreNotReady
from data_access.store.settings import public_address
from domain.people.accounts import SIGN_IN_LIFETIME
from domain.people.personas import Persona
from domain.people.persons import Reader
from languages.text import _, language, set_language
from pages.session.reader import SESSION_COOKIE

Fields = Mapping[str, str]
Handler = Callable[[Request], Awaitable[Response]]
OK: Final = 200
#: What was sent is a form of ours, and what it says cannot be done.
REFUSED: Final = 422


def _speaking(handler: Handler) -> Handler:
    """Answer in the reader's language, with a page too where a form was not taken."""

    @wraps(handler)
    async def answer(request: Request) -> Response:
        wished = request.query_params.get(LANGUAGE_PARAMETER, "")
        set_language(reader_language(wished, request.headers.get("accept-language", "")))
        try:
            await run_sync(store_facts)
            return await handler(request)
        except StoreNotReady:
            title, body = _("The repository is not ready"), account_forms.try_later()
            text = document(title, body, route=_route(request), parameters={}, demonstration=False)
            return HTMLResponse(text, status_code=503, headers={"Cache-Control": "no-store"})
        except Forged as forged:
            return await _page(request, _("Not taken"), account_forms.refused_form(), status=forged.status)

    return answer


async def _page(request: Request, title: str, body: str, *, status: int = OK, token: str = "") -> Response:
    facts = await run_sync(store_facts)
    kept = {NEXT_FIELD: wanted} if (wanted := safe_next(request.query_params.get(NEXT_FIELD, ""))) else {}
    text = document(title, body, route=_route(request), parameters=kept, demonstration=facts.demonstration)
    answer = HTMLResponse(text, status_code=status, headers={"Cache-Control": "no-store"})
    if token:
        keep_form_token(answer, token, path=cookie_path(), secure=is_secure(request, public_address()))
    return answer


def _route(request: Request) -> str:
    return request.url.path.rpartition("/")[2]


def _signed_in(request: Request, token: str, wanted: str, otherwise: str) -> Response:
    """Give the browser its session and send it on."""
    answer = _see(onward(wanted, otherwise))
    answer.set_cookie(
        SESSION_COOKIE,
        token,
        max_age=int(SIGN_IN_LIFETIME.total_seconds()),
        path=cookie_path(),
        httponly=True,
        samesite="lax",
        secure=is_secure(request, public_address()),
    )
    return answer


def _see(address: str) -> RedirectResponse:
    return RedirectResponse(address, status_code=303, headers={"Cache-Control": "no-store"})


def _address(request: Request) -> str:
    """The network address that asks; behind a proxy on this machine, the one that the proxy names."""
    return request.client.host if request.client else ""


async def _reader(request: Request) -> Reader:
    return await run_sync(reader_of_token, request.cookies.get(SESSION_COOKIE, ""))


async def _leave_old_session(request: Request) -> None:
    """A browser is signed in once: whoever signs in anew ends what it held before."""
    if held := request.cookies.get(SESSION_COOKIE, ""):
        await run_sync(end_sign_in, held)


@_speaking
async def _sign_in(request: Request) -> Response:
    if request.method == "POST":
        fields = await own_form(request, public_address())
        email, password = fields.get("email", ""), fields.get("password", "")
        try:
            token = await run_sync(sign_in, email, password, _address(request))
        except AccountRefused as refusal:
            filled = Filled(form_token(request), safe_next(fields.get(NEXT_FIELD, "")), fields, refusal.problem)
            return await _sign_in_page(request, filled, status=REFUSED)
        await _leave_old_session(request)
        return _signed_in(request, token, fields.get(NEXT_FIELD, ""), "account")
    wanted = safe_next(request.query_params.get(NEXT_FIELD, ""))
    return await _sign_in_page(request, Filled(form_token(request), wanted))


async def _sign_in_page(request: Request, filled: Filled, *, status: int = OK) -> Response:
    choices = [
        PersonaChoice(line.persona, line.organization.name if line.organization else _state_name(line.iso3))
        for line in await run_sync(personas)
    ]
    body = account_forms.sign_in_form(filled, choices, providers=bool(providers()))
    return await _page(request, _("Sign in"), body, status=status, token=filled.token)


def _state_name(iso3: str | None) -> str:
    return states()[iso3].name(language()) if iso3 else ""


@_speaking
async def _persona(request: Request) -> Response:
    fields = await own_form(request, public_address())
    try:
        token = await run_sync(sign_in_as, Persona(fields.get("persona", "")))
    except (AccountRefused, ValueError):
        return _see(onward("", "account"))
    await _leave_old_session(request)
    return _signed_in(request, token, fields.get(NEXT_FIELD, ""), "account")


@_speaking
async def _invitation(request: Request) -> Response:
    filled = Filled(form_token(request))
    if request.method == "POST":
        fields = await own_form(request, public_address())
        filled = Filled(filled.token, typed=fields, different=fields.get("password") != fields.get("again"))
        if not filled.different:
            accepting = partial(accept_invitation, fields.get("code", ""), fields.get("password", ""))
            try:
                token = await run_sync(accepting, _address(request))
            except AccountRefused as refusal:
                filled = Filled(filled.token, typed=fields, problem=refusal.problem)
            else:
                await _leave_old_session(request)
                return _signed_in(request, token, "", "account")
    body = account_forms.invitation_form(filled)
    status = REFUSED if filled.typed else OK
    return await _page(request, _("Accept an invitation"), body, status=status, token=filled.token)


@_speaking
async def _password(request: Request) -> Response:
    reader = await _reader(request)
    if not reader.signed_in or reader.persona:
        return _see(onward("", "account"))
    filled = Filled(form_token(request))
    if request.method == "POST":
        fields = await own_form(request, public_address())
        filled = Filled(filled.token, typed=fields, different=fields.get("password") != fields.get("again"))
        if not filled.different:
            changing = partial(change_password, reader.actor.name, fields.get("present", ""))
            try:
                token = await run_sync(changing, fields.get("password", ""), _address(request))
            except AccountRefused as refusal:
                filled = Filled(filled.token, typed=fields, problem=refusal.problem)
            else:
                return _signed_in(request, token, "", "account")
    body = account_forms.password_form(filled, email=reader.email)
    status = REFUSED if filled.typed else OK
    return await _page(request, _("Change password"), body, status=status, token=filled.token)


@_speaking
async def _sign_out(request: Request) -> Response:
    if request.method == "POST":
        await own_form(request, public_address())
        await _leave_old_session(request)
        answer = _see(onward("", ""))
        secure = is_secure(request, public_address())
        answer.delete_cookie(SESSION_COOKIE, path=cookie_path(), httponly=True, samesite="lax", secure=secure)
        return answer
    token = form_token(request)
    # Also where the store ended the session already: the browser still holds the cookie.
    held = SESSION_COOKIE in request.cookies
    body = account_forms.sign_out_form(token) if held else account_forms.nobody_to_sign_out()
    return await _page(request, _("Sign out"), body, token=token)


def account_routes(base: str) -> list[Route]:
    """The routes, below a base path as in /upr; app.py puts them before Streamlit's own."""
    return [
        Route(f"{base}/account/sign-in", _sign_in, methods=["GET", "POST"]),
        Route(f"{base}/account/persona", _persona, methods=["POST"]),
        Route(f"{base}/account/invitation", _invitation, methods=["GET", "POST"]),
        Route(f"{base}/account/password", _password, methods=["GET", "POST"]),
        Route(f"{base}/account/sign-out", _sign_out, methods=["GET", "POST"]),
    ]
