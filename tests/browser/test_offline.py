"""With the network cut, every page works: server and browser in a namespace that has nothing but the loopback."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.conftest import path_of_chromium
from tests.browser.visits import ROOT
from tests.browser.without_network import PATHS

pytestmark = pytest.mark.browser

CUT_OFF = ["unshare", "--map-root-user", "--net"]
#: Far more than it takes: a machine may do other work.
MINUTES = 30


@pytest.fixture
def cut_off() -> list[str]:
    """The words before a command that take the network from it."""
    if shutil.which(CUT_OFF[0]) is None:
        pytest.skip("no unshare, which takes the network from a process (Linux, util-linux)")
    if subprocess.run([*CUT_OFF, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this machine does not permit network namespaces")
    if path_of_chromium() is None:
        pytest.skip("no Chromium: install one or set UPRC_CHROMIUM to its path")
    return CUT_OFF


def test_with_the_network_cut_pages_show_their_content_in_english_and_arabic(
    cut_off: list[str], small_demonstration: Path
) -> None:
    visiting = [*cut_off, sys.executable, "-m", "tests.browser.without_network", str(small_demonstration)]
    done = subprocess.run(visiting, cwd=ROOT, check=False, capture_output=True, text=True, timeout=60 * MINUTES)
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout)
    assert len(found) == sum(len(paths) for paths in PATHS.values())
    assert {page: sentences for page, sentences in found.items() if sentences} == {}


def test_where_the_network_is_cut_nothing_but_the_loopback_is_there(cut_off: list[str]) -> None:
    asleep = "from tests.browser.without_network import *; wake_loopback(); assert not reaches_outside()"
    subprocess.run([*cut_off, sys.executable, "-c", asleep], cwd=ROOT, check=True, capture_output=True)
