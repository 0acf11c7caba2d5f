"""How long do 50 readers wait, and the very first one? `python -m tests.benchmarks.bench_sessions [--sessions 50]`.

Each session opens the Coverage page and then asks for another State's, every 3 seconds on average. The floor is the
wait of one reader who is alone with the same server. The load runs beside the server, over loopback.
"""

import argparse
import asyncio
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from websockets.asyncio.client import ClientConnection

from tests.benchmarks.bench_pages import MEMBERS, connected, rerun, server
from tests.benchmarks.benchmark_store import benchmark_store
from tests.benchmarks.measuring import TINY

THINK_SECONDS, TURNS = (0.1, 2) if TINY else (3.0, 10)
PAGE = "gaps"
#: Milliseconds that 95 of 100 reruns may take, and the very first run of a fresh server.
MOST_AT_95, MOST_FIRST = 500, 1500


def run(sessions: int) -> None:
    """Measure and print."""
    benchmark_store(1)
    with tempfile.TemporaryDirectory() as folder, server(Path(folder)) as (process, address):
        first, alone, waits = asyncio.run(measured(address, sessions))
        memory = process.memory_info().rss / 2**20
    median, at_95 = statistics.median(waits), statistics.quantiles(waits, n=20)[-1]
    sys.stdout.write(
        f"first visitor after the start: {first:.0f} ms (at most {MOST_FIRST})\n"
        f"one reader alone: {alone:.0f} ms\n"
        f"{sessions} sessions, {len(waits)} reruns: median {median:.0f} ms ({median / alone:.1f} times alone), "
        f"95 % within {at_95:.0f} ms ({at_95 / alone:.1f} times alone; at most {MOST_AT_95} ms)\n"
        f"memory of the server: {memory:.0f} MB\n"
    )


async def measured(address: str, sessions: int) -> tuple[float, float, list[float]]:
    """Milliseconds of the first run of all, of a rerun by one reader alone, and of each rerun of many at once."""
    async with connected(address) as session:
        first = await wait_of(session, "")
        alone = statistics.median([await wait_of(session, f"state={iso3}") for iso3 in MEMBERS[: 2 if TINY else 20]])
    readers = (
        one_reader(address, random.Random(number), THINK_SECONDS * number / sessions) for number in range(sessions)
    )
    waits = await asyncio.gather(*readers)
    return first, alone, [wait for some in waits for wait in some]


async def one_reader(address: str, chance: random.Random, delay: float) -> list[float]:
    """Milliseconds that a reader waits for each rerun, with pauses to think; the opening is not counted."""
    await asyncio.sleep(delay)
    async with connected(address) as session:
        await wait_of(session, "")
        waits = []
        for _ in range(TURNS):
            await asyncio.sleep(chance.expovariate(1 / THINK_SECONDS))
            waits.append(await wait_of(session, f"state={chance.choice(MEMBERS)}"))
    return waits


async def wait_of(session: ClientConnection, query: str) -> float:
    """Milliseconds from asking until the page's script has finished."""
    start = time.perf_counter()
    await rerun(session, PAGE, query)
    return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sessions", type=int, default=50)
    run(options.parse_args().sessions)
