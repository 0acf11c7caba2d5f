"""start.py: what it decides. Nothing is installed and nothing is served here."""

import argparse
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import start


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty checkout with its two requirements files, in place of this one."""
    monkeypatch.setattr(start, "ROOT", tmp_path)
    monkeypatch.setattr(start, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(start, "UNFINISHED", tmp_path / ".venv" / "unfinished")
    (tmp_path / "requirements.txt").write_bytes(b"plotly==7.1.0\n")
    (tmp_path / "requirements-dev.txt").write_bytes(b"ruff==0.17.6\n")
    return tmp_path


class Programs:
    """Stands in for running programs: remembers each command and ends it with the code that was asked for."""

    def __init__(self) -> None:
        self.commands: list[list[str]] = []
        self.code = 0

    def run(self, command: Sequence[str]) -> int:
        self.commands.append(list(command))
        return self.code


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch) -> Programs:
    stand_in = Programs()
    monkeypatch.setattr(start, "run", stand_in.run)
    return stand_in


@pytest.fixture
def working_venv(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A finished .venv that answers, with nothing installed."""
    (checkout / ".venv").mkdir()
    monkeypatch.setattr(start, "venv_works", lambda: not start.UNFINISHED.exists())
    return checkout / ".venv"


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_a_supported_python_is_not_refused(version: tuple[int, int]) -> None:
    assert start.python_refusal(version) is None


@pytest.mark.parametrize("version", [(2, 7), (3, 10), (3, 14), (4, 0)])
def test_another_python_is_refused_in_one_sentence_that_names_both(version: tuple[int, int]) -> None:
    refusal = start.python_refusal(version)
    assert refusal == f"This needs Python 3.11 to 3.13; this is Python {version[0]}.{version[1]}."


def test_the_virtual_environment_keeps_its_python_where_each_system_does(checkout: Path) -> None:
    assert start.venv_python("linux") == start.venv_python("darwin") == checkout / ".venv" / "bin" / "python"
    assert start.venv_python("win32") == checkout / ".venv" / "Scripts" / "python.exe"


def test_the_port_comes_from_the_option_then_the_environment_then_8501() -> None:
    assert start.run_options(["--port", "9000"], {"PORT": "8080"}).port == 9000
    assert start.run_options([], {"PORT": "8080"}).port == 8080
    assert start.run_options([], {}) == argparse.Namespace(port=8501, host="127.0.0.1", demo=True)


def test_only_this_machine_is_served_unless_a_host_is_named() -> None:
    assert start.run_options([], {}).host == "127.0.0.1"
    assert start.run_options(["--host", "192.0.2.1"], {}).host == "192.0.2.1"


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


@pytest.mark.parametrize("said", ["99999", "65536", "abc", "0", "-1", "8501.5", "", "²"])
def test_what_is_no_port_is_refused_in_one_line(said: str, capsys: pytest.CaptureFixture[str]) -> None:
    for words, environment in (([f"--port={said}"], {}), ([], {"PORT": said})):
        with pytest.raises(SystemExit) as end:
            start.run_options(words, environment)
        assert end.value.code == 2
        assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_a_host_that_is_none_is_refused_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        start.port_is_taken("no such.host", 8501)
    assert end.value.code == 2
    assert "--host" in capsys.readouterr().err


def test_the_folder_of_the_store_is_its_owners_alone(working_venv: Path, programs: Programs) -> None:
    start.serve(start.run_options(["--port", str(free_port())], {}))
    assert (working_venv.parent / "var").stat().st_mode & 0o077 == 0


def test_a_port_in_use_is_noticed_and_a_free_one_is_not() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        assert start.port_is_taken("127.0.0.1", port)
    assert not start.port_is_taken("127.0.0.1", port)


def test_the_store_is_made_and_filled_before_the_app_is_served(working_venv: Path, programs: Programs) -> None:
    assert start.serve(start.run_options(["--port", str(free_port())], {})) == 0
    modules = [command[2] for command in programs.commands]
    assert modules == ["pip", "data_access", "seed", "streamlit"]
    assert (working_venv.parent / "var").is_dir()


def test_without_demonstration_data_the_store_is_only_made(working_venv: Path, programs: Programs) -> None:
    start.serve(start.run_options(["--no-demo", "--port", str(free_port())], {}))
    assert [command[2] for command in programs.commands] == ["pip", "data_access", "streamlit"]


def test_packages_are_installed_once(working_venv: Path, programs: Programs) -> None:
    start.set_up(start.RUN_REQUIREMENTS)
    start.set_up(start.RUN_REQUIREMENTS)
    assert len(programs.commands) == 1
    assert programs.commands[0][-2:] == ["-r", str(start.RUN_REQUIREMENTS[-1])]


def test_a_changed_requirements_file_is_installed_again(checkout: Path, working_venv: Path, programs: Programs) -> None:
    requirements = [checkout / "requirements.txt"]
    start.set_up(requirements)
    requirements[0].write_bytes(b"plotly==7.2.0\n")
    assert not start.is_installed(requirements)
    start.set_up(requirements)
    assert len(programs.commands) == 2
    assert start.is_installed(requirements)


def test_other_line_ends_are_no_change(checkout: Path) -> None:
    requirements = [checkout / "requirements.txt"]
    before = start.digest(requirements)
    requirements[0].write_bytes(b"plotly==7.1.0\r\n")
    assert start.digest(requirements) == before


def test_the_tools_are_installed_again_when_either_file_changes(
    checkout: Path, working_venv: Path, programs: Programs
) -> None:
    both = [checkout / "requirements.txt", checkout / "requirements-dev.txt"]
    start.set_up(both)
    both[0].write_bytes(b"plotly==7.2.0\n")
    assert not start.is_installed(both)


def test_a_failed_install_says_what_helps_and_is_tried_again_in_the_same_environment(
    working_venv: Path, programs: Programs, capsys: pytest.CaptureFixture[str]
) -> None:
    programs.code = 1
    with pytest.raises(SystemExit) as end:
        start.set_up(start.RUN_REQUIREMENTS)
    assert end.value.code == 1
    assert "HTTPS_PROXY" in capsys.readouterr().err
    assert start.venv_works()
    assert not start.is_installed(start.RUN_REQUIREMENTS)


def test_an_install_cut_off_by_a_signal_makes_the_environment_anew(working_venv: Path, programs: Programs) -> None:
    programs.code = -signal.SIGTERM
    with pytest.raises(SystemExit):
        start.set_up(start.RUN_REQUIREMENTS)
    assert not start.venv_works()
    (working_venv / "remains").touch()
    programs.code = 0
    start.set_up(start.RUN_REQUIREMENTS)
    assert not (working_venv / "remains").exists()
    assert start.is_installed(start.RUN_REQUIREMENTS)
    assert start.venv_works()


def test_an_environment_whose_python_is_gone_does_not_work(checkout: Path) -> None:
    assert not start.venv_works()
    python = start.venv_python()
    python.parent.mkdir(parents=True)
    python.symlink_to(checkout / "removed")
    assert not start.venv_works()


@pytest.mark.parametrize(
    ("modules", "means"),
    [
        ({"venv", "ensurepip", "pip", "virtualenv"}, ["venv"]),
        ({"venv", "virtualenv"}, ["virtualenv"]),
        ({"venv", "pip"}, ["venv", "pip"]),
        ({"venv"}, []),
        (set(), []),
    ],
)
def test_an_environment_is_made_with_what_this_python_has(modules: set[str], means: list[str]) -> None:
    assert [command[1] for command in start.venv_commands(modules.__contains__)] == means


def test_no_means_to_make_an_environment_is_said_with_the_package_to_install(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "venv_commands", lambda has_module: [])
    with pytest.raises(SystemExit):
        start.make_venv()
    assert "python3-venv" in capsys.readouterr().err


def test_the_variable_chromium_is_the_only_candidate_where_it_is_set() -> None:
    for platform in ("linux", "darwin", "win32"):
        assert start.chromium_candidates({"CHROMIUM": "my-browser"}, platform) == ["my-browser"]


def test_a_browser_is_looked_for_where_each_system_keeps_it() -> None:
    assert "chromium" in start.chromium_candidates({}, "linux")
    assert "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" in start.chromium_candidates({}, "darwin")
    windows = start.chromium_candidates({"PROGRAMFILES": r"C:\Program Files"}, "win32")
    assert r"C:\Program Files\Google\Chrome\Application\chrome.exe" in windows


@pytest.mark.skipif(sys.platform == "win32", reason="uses small shell programs")
def test_a_browser_that_does_not_answer_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, code in {"chromium": 1, "google-chrome": 0}.items():
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\nexit {code}\n", encoding="ascii")
        program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert start.find_chromium({}) == str(tmp_path / "google-chrome")
    assert start.find_chromium({"CHROMIUM": str(tmp_path / "absent")}) is None


def test_every_check_runs_and_each_failing_one_is_named(
    working_venv: Path, programs: Programs, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://real")
    monkeypatch.setattr(start, "set_up", lambda requirements: None)
    monkeypatch.setattr(start, "chromium_for_tests", lambda: None)
    programs.code = 1
    assert start.test(["-k", "name"]) == 1
    assert len(programs.commands) == 5
    assert programs.commands[-1][-2:] == ["-k", "name"]
    printed = capsys.readouterr().out
    assert "Browser tests are skipped" in printed
    assert printed.endswith("Failed: ruff format, ruff check, mypy --strict, import-linter, pytest\n")
    assert "DATABASE_URL" not in os.environ


def test_quick_leaves_out_what_takes_minutes_and_says_so(
    working_venv: Path, programs: Programs, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "set_up", lambda requirements: None)
    assert start.test(["--quick", "-k", "name"]) == 0
    assert len(programs.commands) == 5
    assert programs.commands[-1][-4:] == ["-m", "not browser and not postgres and not slow", "-k", "name"]
    printed = capsys.readouterr().out
    assert "Left out, because of --quick: the tests in a browser, on PostgreSQL" in printed
    assert "Browser tests are skipped" not in printed


@pytest.mark.skipif(sys.platform == "win32", reason="signals as on POSIX")
def test_stopping_it_stops_the_program_in_the_foreground() -> None:
    sleeper = "import time; print('up', flush=True); time.sleep(3600)"
    foreground = f"start.run({[sys.executable, '-c', sleeper]!r})"
    script = f"import signal, start; signal.signal(signal.SIGTERM, start.leave_at_once); {foreground}"
    outer = subprocess.Popen([sys.executable, "-c", script], cwd=start.ROOT, stdout=subprocess.PIPE)
    with outer:
        assert outer.stdout is not None
        assert outer.stdout.readline() == b"up\n"
        outer.terminate()
        assert outer.stdout.read() == b""  # ends only when the sleeper, which shares this pipe, has ended too
        assert outer.wait(timeout=600) == 128 + signal.SIGTERM
