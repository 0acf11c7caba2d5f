"""A copy of the store holds all of it, comes back on either engine, and never over anything else."""

import json
import os
import shutil
import sqlite3
import stat
import threading
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from data_access import commands
from data_access.__main__ import main
from data_access.store.engine import engine, make_store_file, writing
from data_access.store.errors import Conflict, Invalid
from data_access.store.setup import init_store
from data_access.upkeep.backup import back_up, restore
from data_access.upkeep.verify import verify_store
from domain.people.permissions import OPERATOR
from tests.builders import add_offer, add_organization, add_person, add_recommendation
from tests.conftest import use_store
from tests.data_access.importers.export_files import whole_store
from tests.data_access.upkeep.test_verify import a_life, draft
from tests.postgres_stores import database_on, run_on_server

pytestmark = pytest.mark.slow


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def other_store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with nothing in it, on each engine."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'other.db'}"
        return
    server: str = request.getfixturevalue("postgres_server")
    name = f"other_{os.getpid()}_{os.urandom(4).hex()}"
    run_on_server(server, f"CREATE DATABASE {name}")
    yield database_on(server, name)
    engine().dispose()
    run_on_server(server, f"DROP DATABASE {name} WITH (FORCE)")


def filled() -> dict[str, list[tuple[object, ...]]]:
    """A store with something of everything; what it holds."""
    a_life()
    add_person(name="أمينة")
    newer = add_recommendation(text="1\n2 \u2028 ☃")
    parent = commands.submit_activity(OPERATOR, draft("UPRC-ORG-000001"), "form-9")
    child = commands.submit_activity(OPERATOR, draft("UPRC-ORG-000001", parent=parent), "form-10")
    with writing() as session:
        later = "(SELECT id FROM recommendation WHERE code = :newer)"
        session.execute(text(f"UPDATE recommendation SET superseded_by = {later} WHERE id = 1"), {"newer": newer})
        # A part that is older than the whole: rows cannot simply be written in the order of their numbers.
        session.execute(
            text("UPDATE activity SET parent_id = (SELECT id FROM activity WHERE code = :child) WHERE id = 1"),
            {"child": child},
        )
    return whole_store()


@pytest.mark.parametrize("portable", [False, True])
def test_a_copy_comes_back_whole_on_either_engine(
    store: str, other_store: str, portable: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = filled()
    problems = verify_store().problems
    made = back_up(tmp_path / "copy", portable=portable)
    assert made.format == ("portable" if portable or not store.startswith("sqlite") else "sqlite")
    use_store(monkeypatch, other_store)
    found = restore(tmp_path / "copy").found
    assert (found.problems, found.head) == (problems, made.head)
    assert whole_store() == before
    assert add_organization("One more") not in {"UPRC-ORG-000001", "UPRC-ORG-000002"}
    add_person()


def test_a_copy_comes_back_into_a_store_that_was_set_up_and_never_used(
    sqlite_store: str, other_store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = filled()
    back_up(tmp_path / "copy")
    use_store(monkeypatch, other_store)
    init_store()
    restore(tmp_path / "copy")
    assert whole_store() == before


def test_nothing_is_restored_over_a_store_in_use(store: str, tmp_path: Path) -> None:
    add_offer()
    back_up(tmp_path / "copy")
    before = whole_store()
    with pytest.raises(Conflict, match="in use"):
        restore(tmp_path / "copy")
    assert whole_store() == before


def test_nothing_is_restored_beside_the_tables_of_others(
    sqlite_store: str, other_store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(tmp_path / "copy")
    use_store(monkeypatch, other_store)
    make_store_file()
    with engine().begin() as connection:
        connection.execute(text("CREATE TABLE invoices (number INTEGER PRIMARY KEY)"))
    with pytest.raises(Conflict, match="invoices"):
        restore(tmp_path / "copy")


def test_a_copy_is_never_written_over_another_file_and_is_its_owners_only(store: str, tmp_path: Path) -> None:
    back_up(tmp_path / "copy")
    with pytest.raises(Invalid, match="there already"):
        back_up(tmp_path / "copy")
    with pytest.raises(Invalid, match="cannot be written"):
        back_up(tmp_path / "no such folder" / "copy")
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy"]
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "copy").stat().st_mode) == 0o600


def _rewritten(path: Path, name: str, content: bytes) -> Path:
    """The copy with one of its files changed."""
    changed = path.with_name("changed")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(changed, "w") as after:
        for one in before.namelist():
            after.writestr(one, content if one == name else before.read(one))
    return changed


@pytest.mark.parametrize("name", ["activity.jsonl", "history_entry.jsonl", "person.jsonl"])
def test_a_copy_that_was_changed_is_refused_and_nothing_restored(
    sqlite_store: str, other_store: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled()
    back_up(tmp_path / "copy", portable=True)
    with zipfile.ZipFile(tmp_path / "copy") as archive:
        content = archive.read(name)
    use_store(monkeypatch, other_store)
    for other in (content.replace(b"0", b"1", 1), content[:-3], b"[1]\n"):
        with pytest.raises(Invalid, match="nothing was restored"):
            restore(_rewritten(tmp_path / "copy", name, other))
    init_store()
    assert verify_store().entries == 1


@pytest.mark.parametrize("content", [b"", b"nonsense", b"SQLite format 3\x00 and no more", b"PK\x03\x04 and no more"])
def test_a_file_that_is_no_copy_is_refused(sqlite_store: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / "copy").write_bytes(content)
    with pytest.raises(Invalid):
        restore(tmp_path / "copy")
    with pytest.raises(Invalid, match="cannot be read"):
        restore(tmp_path / "none")


def test_a_cut_or_foreign_sqlite_file_is_refused(
    sqlite_store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled()
    back_up(tmp_path / "copy")
    whole = (tmp_path / "copy").read_bytes()
    (tmp_path / "cut").write_bytes(whole[: len(whole) // 2])
    with closing(sqlite3.connect(tmp_path / "foreign")) as connection:
        connection.execute("CREATE TABLE invoices (number INTEGER PRIMARY KEY)")
    use_store(monkeypatch, f"sqlite:///{tmp_path / 'other.db'}")
    for name in ("cut", "foreign"):
        with pytest.raises(Invalid):
            restore(tmp_path / name)


@pytest.mark.parametrize("change", [{"version": 2}, {"format": "other"}, {"schema": "9999"}, {"tables": {}}])
def test_a_copy_of_a_newer_program_or_another_kind_is_refused(
    sqlite_store: str, change: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back_up(tmp_path / "copy", portable=True)
    with zipfile.ZipFile(tmp_path / "copy") as archive:
        manifest = json.loads(archive.read("manifest.json"))
    use_store(monkeypatch, f"sqlite:///{tmp_path / 'other.db'}")
    with pytest.raises(Invalid):
        restore(_rewritten(tmp_path / "copy", "manifest.json", json.dumps({**manifest, **change}).encode()))


def test_a_store_that_is_written_to_meanwhile_is_copied_as_it_was_at_one_moment(
    store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publisher = add_organization()
    going_on = threading.Event()

    def write() -> None:
        number = 0
        while not going_on.is_set():
            number += 1
            commands.submit_activity(OPERATOR, draft(publisher), f"form-{number}")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [back_up(tmp_path / f"copy-{number}") for number in range(3)]
    finally:
        going_on.set()
        writer.join()
    engine().dispose()
    for number, one in enumerate(made):
        use_store(monkeypatch, f"sqlite:///{tmp_path / f'other-{number}.db'}")
        found = restore(Path(one.file)).found
        assert (found.problems, found.head) == ((), one.head)


def test_the_command_line_copies_restores_and_refuses(
    store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add_offer()
    assert main(["backup", str(tmp_path / "copy"), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["file"], len(said["sha256"])) == (str(tmp_path / "copy"), 64)
    assert main(["backup", str(tmp_path / "copy")]) == 2
    assert main(["restore", str(tmp_path / "copy")]) == 2
    assert "in use" in capsys.readouterr().err
    shutil.copy(tmp_path / "copy", tmp_path / "again")
    use_store(monkeypatch, f"sqlite:///{tmp_path / 'other.db'}")
    assert main(["restore", str(tmp_path / "again")]) == 0
    assert "0 problems" in capsys.readouterr().out
