"""A kill -9 in the middle of an import leaves the store as it was, and the next start works: on both engines."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from data_access.importers import import_recommendations
from data_access.importers.upsert import BATCH
from data_access.store.setup import init_store
from data_access.upkeep.verify import verify_store
from domain.vocabulary import Source
from tests.data_access.importers.export_files import uhri_json, uhri_record, whole_store

pytestmark = pytest.mark.slow
CHECKOUT = Path(__file__).parents[3]

# Says when a batch is in the store's transaction, and waits there to be killed.
IMPORT_AND_WAIT = """
import sys, time
from pathlib import Path
from data_access.importers import import_recommendations
from domain.vocabulary import Source

def progress(done, total):
    print("landed", flush=True)
    time.sleep(3600)

import_recommendations(Source.UHRI, [Path(sys.argv[1])], progress=progress)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")
def test_a_killed_import_leaves_the_store_as_before(store: str, tmp_path: Path) -> None:
    path = uhri_json(tmp_path, *(uhri_record(str(number)) for number in range(BATCH + 10)))
    before = whole_store()
    with subprocess.Popen(
        [sys.executable, "-c", IMPORT_AND_WAIT, str(path)],
        stdout=subprocess.PIPE,
        cwd=CHECKOUT,
        env={**os.environ, "DATABASE_URL": store},
    ) as importing:
        assert importing.stdout is not None
        assert importing.stdout.readline() == b"landed\n"
        importing.send_signal(signal.SIGKILL)
    init_store()
    assert whole_store() == before
    assert verify_store().problems == ()
    assert import_recommendations(Source.UHRI, [path]).added == BATCH + 10
