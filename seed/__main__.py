"""`python -m seed`: fill an empty store with demonstration data."""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime

from tqdm import tqdm

from data_access.cli.leaving import leave_quietly, warn_of_a_cut_store
from data_access.store.errors import Refused
from data_access.store.settings import set_clocks
from data_access.store.setup import init_store
from seed.filling import fill, store_is_empty
from seed.sizes import SIZES, Size

DONE, REFUSED = 0, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code: 0 done, 2 refused and nothing changed."""
    chosen = _parser().parse_args(arguments)
    size, in_bulk = _size(chosen.size, chosen.scale)
    today = chosen.as_of or datetime.now(UTC).date()
    try:
        warn_of_a_cut_store()
        set_clocks()
        init_store()
        if chosen.if_empty and not store_is_empty():
            return DONE
        with tqdm(total=size.total, unit=" records", disable=not sys.stderr.isatty(), leave=False) as bar:
            filled = fill(size, today, in_bulk=in_bulk, progress=bar.update)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    finally:
        leave_quietly()
    print(json.dumps(filled) if chosen.json else _sentence(filled))
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m seed",
        description="Fill an empty store with demonstration data: real States, invented content, marked as such. "
        "Works on the store that DATABASE_URL names.",
        epilog="Exit codes: 0 done; 2 refused, and nothing changed.",
    )
    counts = "; ".join(f"{name}: {size.recommendations:,} recommendations" for name, size in SIZES.items())
    parser.add_argument("--size", choices=list(SIZES), default="demo", help=f"how much ({counts}); default demo")
    parser.add_argument(
        "--scale", type=_factor, metavar="N", help="N times the counts of size full, for benchmarks (10, or 0.1)"
    )
    parser.add_argument(
        "--as-of",
        type=_day,
        metavar="DAY",
        help="the day on which all is told, as 2026-09-30, for the same store each time; default today, UTC",
    )
    parser.add_argument("--if-empty", action="store_true", help="do nothing, with exit code 0, where there are records")
    parser.add_argument("--json", action="store_true", help="print one JSON object with the counts and seconds")
    return parser


def _day(text: str) -> date:
    day = date.fromisoformat(text)
    if not 2025 <= day.year <= 2100:
        raise argparse.ArgumentTypeError("a demonstration is told on a day between 2025 and 2100")
    return day


def _factor(text: str) -> float:
    factor = float(text)
    if not 0.005 <= factor <= 100:
        raise argparse.ArgumentTypeError("a scale lies between 0.005 and 100")
    return factor


def _size(name: str, scale: float | None) -> tuple[Size, bool]:
    """The size asked for, and whether it is so large that it is written in bulk."""
    if scale is not None:
        return SIZES["full"].times(scale), True
    return SIZES[name], name == "full"


def _sentence(filled: dict[str, int | float]) -> str:
    counts = ", ".join(f"{count:,} {kind.replace('_', ' ')}" for kind, count in filled.items() if kind != "seconds")
    return f"The store holds demonstration data: {counts} ({filled['seconds']} s)."


if __name__ == "__main__":
    sys.exit(main())
