"""Times with their floors, as a table: what a benchmark prints."""

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

#: BENCHMARK_SIZE=tiny shows in seconds that a benchmark starts and ends: its figures say nothing then.
TINY: Final = os.environ.get("BENCHMARK_SIZE") == "tiny"


@dataclass(frozen=True)
class Measured:
    """One line: what was done, how long it took, the floor for it, and how long it may take (None: not said)."""

    what: str
    milliseconds: float
    floor: float
    most: float | None


def milliseconds(work: Callable[[], object], repeats: int = 9) -> float:
    """The time of the least disturbed of some runs, after one that is not counted."""
    work()
    return min(once(work) for _ in range(1 if TINY else repeats))


def once(work: Callable[[], object]) -> float:
    """The time of one run in milliseconds."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def scale_of_arguments(what: str) -> int:
    """The scale that the command line asks for: 1 or 10."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("--scale", type=int, choices=(1, 10), default=1, help="1: 127,625 recommendations")
    scale: int = parser.parse_args().scale
    return scale


def exit_code(*, met: bool) -> int:
    """What a benchmark ends with: 1 where a target is missed, except at a tiny size, which has none."""
    return 0 if met or TINY else 1


def print_table(title: str, lines: Sequence[Measured]) -> None:
    """Print the lines, and how many took longer than they may."""
    width = max(len(line.what) for line in lines)
    out = [title, f"{'':{width}}  {'ms':>9}  {'floor':>9}  {'ratio':>7}  {'most':>7}"]
    for line in lines:
        most = "" if line.most is None else f"{line.most:7.0f}"
        ratio = line.milliseconds / line.floor
        out.append(f"{line.what:{width}}  {line.milliseconds:9.3f}  {line.floor:9.3f}  {ratio:7.1f}  {most:>7}")
    slow = sum(line.most is not None and line.milliseconds > line.most for line in lines)
    out.append(f"{slow} of {len(lines)} took longer than they may")
    sys.stdout.write("\n".join(out) + "\n")
