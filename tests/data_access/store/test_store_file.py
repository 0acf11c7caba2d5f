"""The SQLite file by itself: whole after every orderly end, known for what it is otherwise, and private."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from data_access.__main__ import main
from data_access.models import StoreFact
from data_access.store.engine import engine, leave_store, reading, store_answers, store_file, writing
from data_access.store.errors import StoreNotReady
from data_access.store.setup import init_store
from data_access.upkeep.verify import verify_store
from seed.__main__ import main as seed
from tests.builders import add_recommendation

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def path(sqlite_store: str) -> Path:
    """The file of an empty, initialised store."""
    return Path(sqlite_store.removeprefix("sqlite:///"))


@pytest.fixture
def new_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where a store could be made; there is none."""
    path = tmp_path / "made" / "new.db"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    yield path
    engine().dispose()


def copied_alone(path: Path, name: str) -> Path:
    """A copy of the file without what lies beside it."""
    copy = path.with_name(name)
    shutil.copyfile(path, copy)
    return copy


def use(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program work on this file."""
    leave_store()
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")


def rows_of(path: Path, table: str) -> int:
    """How many rows the file holds by itself."""
    with closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as connection:
        count: int = connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
    return count


def write_something(name: str = "note") -> None:
    """One write transaction."""
    with writing() as session:
        session.add(StoreFact(name=name, value="x"))


def test_after_init_and_seed_the_file_alone_holds_everything(new_path: Path) -> None:
    assert main(["init", "--json"]) == 0
    assert rows_of(copied_alone(new_path, "copy.db"), "state") > 190
    assert seed(["--scale", "0.005", "--json"]) == 0
    assert rows_of(copied_alone(new_path, "copy2.db"), "recommendation") > 0
    assert not new_path.with_name("new.db-wal").exists()


def test_what_a_command_wrote_is_in_the_file_while_another_process_has_it_open(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("SELECT count(*) FROM state").fetchone()
        write_something()
        leave_store()
        assert rows_of(copied_alone(path, "copy.db"), "store_fact") == 1


def test_a_file_that_was_left_in_good_order_is_whole_wherever_it_is_copied(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_something()
    leave_store()
    use(copied_alone(path, "copy.db"), monkeypatch)
    assert verify_store().problems == ()


def test_a_file_copied_without_its_log_is_found_by_verify_and_said_at_every_start(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_something()
    use(copied_alone(path, "copy.db"), monkeypatch)
    for _again in range(2):
        assert main(["verify"]) == 1
        said = capsys.readouterr()
        assert "copy.db-wal" in said.out
        assert said.err == ""
        assert main(["init"]) == 0
        assert capsys.readouterr().err.startswith("Warning: copy.db was separated from its log copy.db-wal")


def test_a_file_with_its_log_is_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_something()
    for end in ("", "-wal"):
        shutil.copyfile(f"{path}{end}", path.with_name(f"both.db{end}"))
    use(path.with_name("both.db"), monkeypatch)
    assert verify_store().problems == ()
    assert rows_of(path.with_name("both.db"), "store_fact") + 1


def test_a_killed_writer_leaves_a_store_that_is_whole_with_its_log(path: Path) -> None:
    leave_store()
    script = (
        "import os; from data_access.store.engine import writing; from data_access.models import StoreFact\n"
        "with writing() as session: session.add(StoreFact(name='killed', value='x'))\n"
        "os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False)
    assert path.with_name("store.db-wal").exists()
    assert verify_store().problems == ()
    leave_store()
    assert rows_of(path, "store_fact") == 1
    assert verify_store().problems == ()


def test_whoever_leaves_first_does_not_call_whole_what_another_is_writing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    leave_store()
    script = (
        "import sys; from data_access.store.engine import writing; from data_access.models import StoreFact\n"
        "def write(key):\n"
        "    with writing() as session: session.add(StoreFact(name=key, value='x'))\n"
        "write('first'); print('ready', flush=True); sys.stdin.readline()\n"
        "write('second'); print('ready', flush=True); sys.stdin.readline()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdin is not None
        other.stdout.readline()
        write_something()
        leave_store()
        other.stdin.write("\n")
        other.stdin.flush()
        other.stdout.readline()
        use(copied_alone(path, "copy.db"), monkeypatch)
        assert len(verify_store().problems) == 1
        other.stdin.write("\n")
    use(path, monkeypatch)
    assert rows_of(path, "store_fact") == 3
    assert verify_store().problems == ()


def test_a_store_is_its_owners_alone(new_path: Path) -> None:
    before = os.umask(0o022)
    try:
        init_store()
        write_something()
    finally:
        os.umask(before)
    made = [new_path, new_path.with_name("new.db-wal"), new_path.with_name("new.db-shm")]
    assert [file.stat().st_mode & 0o777 for file in made] == [0o600] * 3
    assert new_path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "words",
    [
        ["gaps", "--by", "state"],
        ["verify"],
        ["tick"],
        ["import", "uhri", __file__],
        ["backup", "out.db"],
        ["grant", "a@example.org", "steward"],
        ["person", "export", "a@example.org", "out.json"],
    ],
)
def test_a_mistyped_path_is_said_and_nothing_is_made(
    new_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "There is no store at" in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert not new_path.parent.exists()


def test_a_store_that_was_moved_away_is_noticed_at_the_next_question(path: Path) -> None:
    write_something()
    assert store_answers()
    path.rename(path.with_name("away.db"))
    assert not store_answers()
    with pytest.raises(StoreNotReady, match="There is no store"), writing() as session:
        session.add(StoreFact(name="lost", value="x"))
    assert not path.exists()


def test_a_store_that_nobody_may_write_is_read_and_refuses_writing_in_one_line(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add_recommendation(state="KEN", cycle=3)
    leave_store()
    before = path.read_bytes()
    for module in ("data_access.store.store_file", "data_access.store.engine"):
        monkeypatch.setattr(f"{module}.can_be_written", lambda _path: False)
    assert main(["gaps", "--by", "total", "--json"]) == 0
    assert main(["verify"]) == 0
    capsys.readouterr()
    assert main(["grant", "a@example.org", "steward"]) == 2
    said = capsys.readouterr().err
    assert "can only be read" in said
    assert len(said.strip().splitlines()) == 1
    leave_store()
    assert path.read_bytes() == before
    assert sorted(file.name for file in path.parent.glob("store.db*")) == ["store.db"]


def _no_database(path: Path) -> None:
    path.write_text("State,Recommendation\n" * 400, encoding="utf-8")


def _zeroed(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(bytes(4096 * 20))


def _cut_short(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 // 4096 * 4096)


def _scrambled(path: Path) -> None:
    with path.open("r+b") as file:
        for page in range(2, path.stat().st_size // 4096, 3):
            file.seek(4096 * page)
            file.write(b"\xa5" * 64)


@pytest.mark.parametrize("damage", [_no_database, _zeroed, _cut_short, _scrambled])
@pytest.mark.parametrize("words", [["verify"], ["tick"], ["init"], ["verify", "--json"]])
def test_a_damaged_file_is_said_in_one_line_and_left_as_it_is(
    path: Path, damage: Callable[[Path], None], words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    leave_store()
    damage(path)
    before = path.read_bytes()
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert "damaged" in said.err or "no database" in said.err
    assert path.read_bytes() == before


def test_a_full_disk_is_said_in_one_line_and_nothing_is_changed(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with reading() as session:
        pages = session.connection().execute(text("PRAGMA page_count")).scalar_one()
    engine().dispose()
    file = store_file()
    assert file is not None
    plain = file.connect

    def small(**options: object) -> sqlite3.Connection:
        connection = plain(**options)
        connection.execute(f"PRAGMA max_page_count={pages}")
        return connection

    monkeypatch.setattr(file, "connect", small)
    assert main(["grant", "a@example.org", "administrator"]) in {0, 2}
    capsys.readouterr()
    with pytest.raises(StoreNotReady, match=r"disk of the store at .* is full"), writing() as session:
        session.add_all(StoreFact(name=f"fact {number}", value="x" * 4000) for number in range(200))
    assert rows_of(path, "store_fact") == 0


def test_a_database_of_another_program_is_left_alone(new_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new_path.parent.mkdir()
    with closing(sqlite3.connect(new_path)) as other:
        other.execute("CREATE TABLE theirs (id INTEGER)")
    assert main(["init"]) == 2
    assert "another program" in capsys.readouterr().err


def test_a_newer_store_asks_for_the_newer_program(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with writing() as session:
        session.connection().execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for words in (["verify"], ["gaps", "--by", "state"], ["init"], ["tick"]):
        assert main(words) == 2
        said = capsys.readouterr().err
        assert "newer than this program" in said
        assert "Run: " not in said


@pytest.mark.parametrize(
    "url",
    [
        "nonsense",
        "sqlite:/one.db",
        "sqlite://relative/store.db",
        "sqlite://",
        "sqlite:///",
        "sqlite:////nowhere/at/all/store.db",
        "sqlite:////proc/store.db",
        "sqlite:////",
        "mysql://host/store",
        "sqlite+aiosqlite:///store.db",
        "postgresql://host:port/store",
        "postgresql://u:secret-word@127.0.0.1:1/none",
        "://",
    ],
)
@pytest.mark.parametrize("words", [["verify"], ["gaps", "--by", "state", "--json"]])
def test_an_address_that_leads_to_no_store_is_said_in_one_line(
    url: str, words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    assert main(words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert "secret-word" not in said.err


@pytest.mark.postgres
def test_a_wrong_database_on_a_server_is_said_in_one_line(
    postgres_store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = postgres_store.replace("/store_", "/none_", 1)
    monkeypatch.setenv("DATABASE_URL", wrong)
    for words in (["verify"], ["init"], ["tick"]):
        assert main(words) == 2
        said = capsys.readouterr().err
        assert "cannot be reached" in said
        assert len(said.strip().splitlines()) == 1


@pytest.mark.parametrize("target", ["/nowhere/at/all.db", "."])
def test_odd_targets_of_a_copy_are_refused_in_one_line(
    path: Path, target: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (["backup", target], ["restore", target], ["import", "uhri", target], ["import", "upr-info", target]):
        assert main(words) == 2
        assert len(capsys.readouterr().err.strip().splitlines()) == 1
