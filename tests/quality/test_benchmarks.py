"""Every benchmark starts, measures beside its floor and ends; shown at a tiny size, where figures say nothing."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
BENCHMARKS = sorted(path.stem for path in (CHECKOUT / "tests" / "benchmarks").glob("bench_*.py"))
#: What a benchmark says of itself against its floor: a column of ratios, a ratio, or so many times.
TABLE = re.compile(r"floor +ratio .*\n.*?(\d+\.\d+)(?: +\d+)? *\n", re.DOTALL)
SENTENCE = re.compile(r"ratio (\d+\.\d+)|(\d+\.\d+) times")
#: They need more than a store.
ARGUMENTS = {"bench_sessions": ["--sessions", "2"]}
MARKS = {"bench_paint": [pytest.mark.browser]}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def surroundings(tmp_path_factory: pytest.TempPathFactory, small_demonstration: Path) -> dict[str, str]:
    """The environment of a benchmark: its size, a place for its store, and the store of those that make none."""
    folder = str(tmp_path_factory.mktemp("benchmarks"))
    url = f"sqlite:///{small_demonstration}"
    return {**os.environ, "BENCHMARK_SIZE": "tiny", "TMPDIR": folder, "DATABASE_URL": url}


@pytest.mark.parametrize("name", [pytest.param(name, marks=MARKS.get(name, [])) for name in BENCHMARKS])
def test_a_benchmark_starts_and_prints_a_ratio_to_its_floor(name: str, surroundings: dict[str, str]) -> None:
    if name == "bench_paint" and not chromium():
        pytest.skip("no Chromium: install one or set UPRC_CHROMIUM to its path")
    command = [sys.executable, "-m", f"tests.benchmarks.{name}", *ARGUMENTS.get(name, [])]
    done = subprocess.run(command, cwd=CHECKOUT, env=surroundings, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-4000:]
    assert TABLE.search(done.stdout) or SENTENCE.search(done.stdout), done.stdout


def chromium() -> str | None:
    """Where a Chromium is; asked late, since the browser tests' packages may be absent."""
    from tests.browser.conftest import path_of_chromium

    return path_of_chromium()


def test_every_benchmark_stands_in_the_documentation_and_every_command_there_is_one() -> None:
    text = (CHECKOUT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    named = set(re.findall(r"python -m tests\.benchmarks\.(\w+)", text))
    assert named == set(BENCHMARKS)
