"""The answer at every address at which nothing stands: 404, in the reader's language."""

from anyio.to_thread import run_sync
from starlette.requests import Request
from starlette.responses import HTMLResponse

from components.shell.addresses import base_path
from components.shell.missing_page import missing_page
from components.shell.plain_pages import document, reader_language
from components.shell.url_state import LANGUAGE_PARAMETER
from data_access.queries.store import store_facts
from data_access.store.errors import StoreNotReady
from data_access.store.reference import read_states
from languages.text import _, language, set_language


async def answer_missing(request: Request, root: str, path: str) -> HTMLResponse:
    """Say that there is no page at this path, and lead on."""
    wished = request.query_params.get(LANGUAGE_PARAMETER, "")
    set_language(reader_language(wished, request.headers.get("accept-language", "")))
    body = missing_page(path.removeprefix(base_path()), root, _name_of_state)
    title = _("There is no page at this address")
    demonstration = await run_sync(_is_demonstration)
    text = document(title, body, route="", parameters={}, demonstration=demonstration, root=root)
    return HTMLResponse(text, status_code=404, headers={"Cache-Control": "no-store"})


def _is_demonstration() -> bool:
    """Whether what stands here is invented; without a store nothing is shown that could be."""
    try:
        return store_facts().demonstration
    except StoreNotReady:
        return False


def _name_of_state(iso3: str) -> str:
    return next((state.name(language()) for state in read_states() if state.iso3 == iso3), "")
