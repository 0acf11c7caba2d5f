"""What does a rerun of a page cost the server, and how much does it send? `python -m tests.benchmarks.bench_pages`.

Floor: a rerun of an empty page in the same frame, in the same process. Time is the server's processor time for each
rerun, which other work on the machine disturbs least; the wait of the browser's side is printed beside it.
"""

import asyncio
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from data_access.store.reference import read_states
from domain.states import StateKind
from tests.benchmarks.benchmark_store import benchmark_store
from tests.benchmarks.measuring import TINY, Measured, print_table, scale_of_arguments

ROOT = Path(__file__).parents[2]
#: The most times an empty page that the Coverage page may take, by scale; and the most kilobytes a rerun may send.
MOST, MOST_KILOBYTES = {1: 2.5, 10: 4.0}, 200
#: Reruns of the empty page and of the page under measurement take turns in blocks, so that both are disturbed alike.
BLOCKS, RERUNS, WARM_UP = (1, 1, 1) if TINY else (5, 10, 5)
#: What the copied tree has of its own, or not at all; everything else is linked, whatever packages there are.
NOT_LINKED = {"app.py", "pages", "tests", "var", ".git", ".venv"}
#: The page whose script is empty in the server under measurement.
EMPTY = "about"
MEMBERS = [state.iso3 for state in read_states() if state.kind is StateKind.MEMBER]

#: What is measured: page, and the address's parameters in each rerun.
CASES: dict[str, tuple[str, Callable[[int], str]]] = {
    "coverage by theme": ("gaps", lambda _turn: ""),
    "coverage by theme, another State each time": ("gaps", lambda turn: f"state={MEMBERS[turn]}"),
    "coverage by State, another cycle each time": ("gaps", lambda turn: f"by=state&cycle={1 + turn % 4}"),
    "coverage by group, shares": ("gaps", lambda _turn: "by=group&show=share"),
    "themes by group": ("gaps", lambda _turn: "view=grid"),
    "change over cycles": ("gaps", lambda _turn: "view=cycles"),
    "overview": ("", lambda _turn: ""),
}


@dataclass(frozen=True)
class Rerun:
    """Milliseconds of processor time, milliseconds until the script had finished, kilobytes sent; for one rerun."""

    processor: float
    wait: float
    kilobytes: float


def run(scale: int) -> None:
    """Measure and print."""
    benchmark_store(scale)
    cases = dict(list(CASES.items())[:1]) if TINY else CASES
    found = {name: measured_afresh(*case) for name, case in cases.items()}
    lines = [
        Measured(name, page.processor, empty.processor, MOST[scale] * empty.processor)
        for name, (empty, page) in found.items()
    ]
    print_table(f"processor time of a rerun at scale {scale}; floor: an empty page", lines)
    for name, (empty, page) in found.items():
        verdict = "" if page.kilobytes <= MOST_KILOBYTES else f", more than {MOST_KILOBYTES}"
        times = page.wait / empty.wait
        sys.stdout.write(f"{name}: {page.wait:.0f} ms wait ({times:.1f}), {page.kilobytes:.0f} KB sent{verdict}\n")


def measured_afresh(page: str, query: Callable[[int], str]) -> tuple[Rerun, Rerun]:
    """A rerun of the empty page and one of `page` in a server of their own: sessions that left still cost a server."""
    with tempfile.TemporaryDirectory() as folder, server(Path(folder)) as (process, address):
        return asyncio.run(measured(process, address, page, query))


@contextmanager
def server(folder: Path) -> Iterator[tuple[psutil.Process, str]]:
    """The application with one page's script emptied, on a free port; its process and address."""
    for entry in ROOT.iterdir():
        if entry.name not in NOT_LINKED:
            (folder / entry.name).symlink_to(entry)
    shutil.copy(ROOT / "app.py", folder)
    shutil.copytree(ROOT / "pages", folder / "pages")
    (folder / "pages" / f"{EMPTY}.py").write_text('"""Nothing."""\n', encoding="utf-8")
    with socket.create_server(("localhost", 0)) as listening:
        port = listening.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    environment = {**os.environ, "PYTHONPATH": str(folder), "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none"}
    started = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait_for(port)
        yield psutil.Process(started.pid), f"ws://localhost:{port}/_stcore/stream"
    finally:
        started.terminate()
        started.wait(30)


def wait_for(port: int, seconds: float = 600) -> None:
    """Return once the server on the port is warm and well; TimeoutError after `seconds`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            urlopen(f"http://localhost:{port}/healthz", timeout=5).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise TimeoutError(f"nothing answers on port {port}")


async def measured(
    process: psutil.Process, address: str, page: str, query: Callable[[int], str]
) -> tuple[Rerun, Rerun]:
    """A rerun of the empty page and one of `page`, each as in its least disturbed block."""
    async with connected(address) as nothing, connected(address) as something:
        empty, full = [], []
        for block in range(BLOCKS):
            first = block * (RERUNS + WARM_UP)
            empty.append(await one_block(process, nothing, EMPTY, [""] * (RERUNS + WARM_UP)))
            queries = [query(turn) for turn in range(first, first + RERUNS + WARM_UP)]
            full.append(await one_block(process, something, page, queries))
    return least_disturbed(empty), least_disturbed(full)


def connected(address: str) -> connect:
    """A session with the server."""
    return connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None, compression=None)


async def one_block(process: psutil.Process, session: ClientConnection, page: str, queries: Sequence[str]) -> Rerun:
    """Reruns of a page, the first WARM_UP of them not counted."""
    for query in queries[:WARM_UP]:
        await rerun(session, page, query)
    before, waits, sizes = processor_time(process), [], []
    for query in queries[WARM_UP:]:
        start = time.perf_counter()
        sizes.append(await rerun(session, page, query))
        waits.append((time.perf_counter() - start) * 1000)
    spent = processor_time(process) - before
    return Rerun(spent * 1000 / len(waits), min(waits), max(sizes) / 1000)


def least_disturbed(blocks: Sequence[Rerun]) -> Rerun:
    """The least times of all blocks, and the most that was sent."""
    return Rerun(
        min(block.processor for block in blocks),
        min(block.wait for block in blocks),
        max(block.kilobytes for block in blocks),
    )


def processor_time(process: psutil.Process) -> float:
    """Seconds that the process has computed so far, in all its threads."""
    times: Sequence[float] = process.cpu_times()
    return times[0] + times[1]


async def rerun(session: ClientConnection, page: str, query: str) -> int:
    """Ask for one run of a page and read all of it; the number of bytes. RuntimeError where the page fails."""
    asked = BackMsg()
    asked.rerun_script.page_name = page
    asked.rerun_script.query_string = query
    await session.send(asked.SerializeToString())
    size = 0
    while True:
        received = await asyncio.wait_for(session.recv(decode=False), 600)
        size += len(received)
        message = ForwardMsg.FromString(received)
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
            raise RuntimeError(message.delta.new_element.exception.message)
        if kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return size


if __name__ == "__main__":
    run(scale_of_arguments(__doc__ or ""))
