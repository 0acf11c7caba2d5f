"""One process serves the screens, account/… and /healthz, with security headers on every answer.

`streamlit run app.py` finds `app`. The screens' script lies inside pages/ on purpose: Streamlit looks for a folder
pages/ beside the script, and beside pages/_frame.py there is none, so no file of pages/ ever runs without its frame.
"""

import gc
import importlib
import logging
import pkgutil
import sys
import tomllib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import anyio.to_thread
import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

import components
import data_access
import domain
import languages
from components.shell.addresses import KnownAddresses, base_path
from components.shell.frame import PAGE_ADDRESSES, explain_failure, store_missing
from components.shell.serving import STATIC, STATIC_FILES, SecurityHeaders, serve_opening_page
from data_access.cli.leaving import leave_quietly
from data_access.snapshot import warm_up
from data_access.store.engine import store_answers, store_file
from data_access.store.errors import Refused, StoreNotReady
from data_access.store.settings import require_sound_settings
from data_access.store.store_file import cut_off, is_cut
from languages.text import read_all_catalogues
from pages._missing import answer_missing
from pages.session.account_routes import account_routes

ROOT: Final = Path(__file__).resolve().parent
VERSION: Final[str] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
#: What takes long to import and would otherwise make the first visitor wait.
HEAVY_MODULES: Final = ("pandas", "pyarrow", "plotly.graph_objects", "plotly.validator_cache", "duckdb")
_log = logging.getLogger(__name__)


def own_modules() -> Iterator[str]:
    """The names of all modules that a screen may ask for; neither programs nor migrations, which act when imported."""
    for package in (components, data_access, domain, languages):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__") and ".migrations" not in found.name:
                yield found.name


def warm() -> None:
    """Do once what every first visitor would wait for. Without a store the server starts all the same and says so."""
    for module in (*HEAVY_MODULES, *own_modules()):
        importlib.import_module(module)
    read_all_catalogues()
    try:
        if (file := store_file()) and is_cut(file.path):
            _log.warning("%s", cut_off(file.path))
        warm_up()
    except StoreNotReady as problem:
        _log.warning("%s", problem)


async def healthz(_request: Request) -> JSONResponse:
    """Answer 200 while the store answers, 503 when it does not."""
    answers = await anyio.to_thread.run_sync(store_answers)
    return JSONResponse({"ok": answers, "version": VERSION}, status_code=200 if answers else 503)


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[dict[str, object]]:
    """Warm up, then take what is loaded out of the garbage collector, which Streamlit runs after each script run.

    At the end leave the store as one whole file.
    """
    await anyio.to_thread.run_sync(warm)
    gc.collect()
    gc.freeze()
    try:
        yield {}
    finally:
        await anyio.to_thread.run_sync(leave_quietly)


def explain(problem: Exception) -> bool:
    """Say in the reader's language why a page failed: because of the store, or of the page."""
    if isinstance(problem, StoreNotReady):
        _log.warning("%s", problem)
        store_missing()
        return True
    return explain_failure(problem)


try:
    require_sound_settings()
except Refused as refusal:
    sys.exit(f"The application does not start. {refusal}")

BASE: Final = base_path()
# Streamlit would serve pages/static/, beside its script; the folder static/ stands beside this file.
routes: list[BaseRoute] = [
    Route(f"{BASE}/healthz", healthz),
    *account_routes(BASE),
    Mount(f"{BASE}{STATIC_FILES}", StaticFiles(directory=STATIC)),
    *(Route(f"{BASE}/{address}", serve_opening_page) for address in PAGE_ADDRESSES),
]
app = st.App(
    ROOT / "pages" / "_frame.py",
    lifespan=lifespan,
    routes=routes,
    middleware=[
        Middleware(SecurityHeaders, base=BASE),
        Middleware(KnownAddresses, routes=routes, base=BASE, missing=answer_missing),
    ],
    on_script_error=explain,
)
