"""What does the map cost at 20,000 activities? `python -m tests.benchmarks.bench_map [--scale 10]`.

Server time of a rerun, with the floor of a page of text in the same frame; what a rerun sends, with the
floor of 60 kB; and the queries behind each layer, with the floor of one count over a bare table of as many rows.
"""

import sys
from collections.abc import Callable, Hashable, Iterator
from functools import partial
from pathlib import Path
from unittest.mock import patch

import duckdb
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element

from components.map.words import MapLayer
from data_access.queries.map import map_layers
from data_access.snapshot import Snapshot, snapshot
from domain.coverage import GapFilters
from domain.vocabulary import Modality
from domain.years import Years
from tests.benchmarks.benchmark_store import ACTIVITIES, benchmark_store
from tests.benchmarks.measuring import Measured, milliseconds, print_table, scale_of_arguments

_FRAME = Path(__file__).parents[2] / "pages" / "_frame.py"
#: How many times an empty page's time a rerun may take, and how many bytes it may send.
MOST_TIMES = 3
MOST_BYTES = 60_000
ALL = GapFilters()
SOME = GapFilters(un_groups=("AFRICAN",), modalities=(Modality.TRAINING,), cycles=(3,))
YEARS = Years(2018, 2022)


def run(scale: int) -> None:
    """Measure and print."""
    benchmark_store(scale)
    snapshot()
    print_table(f"Queries of the map, {ACTIVITIES * scale:,} activities", _queries(scale))
    print_table("A rerun of the page", _pages())


def _queries(scale: int) -> list[Measured]:
    bare = duckdb.connect(":memory:")
    bare.execute("CREATE TABLE t AS SELECT (i % 193)::UTINYINT AS state FROM range(?) r(i)", [ACTIVITIES * scale])
    floor = milliseconds(lambda: bare.execute("SELECT state, count(*) FROM t GROUP BY state").fetchnumpy())
    questions: dict[str, Callable[[], object]] = {
        "activities": partial(map_layers.activities_by_state, ALL),
        "activities, filters": partial(map_layers.activities_by_state, SOME, YEARS),
        "flows": partial(map_layers.provider_flows, ALL, YEARS),
        "requests": partial(map_layers.requests_by_state, ALL),
        "offers": partial(map_layers.offers_by_state, ALL),
        "places": partial(map_layers.activity_places, ALL, YEARS),
    }
    cached = Snapshot.cached

    def forgetful(current: Snapshot, question: Hashable, answer: Callable[[], object]) -> object:
        """Only what is read from the store is kept, so that each question is answered anew."""
        return cached(current, question, answer) if question == "map facts" else answer()

    with patch.object(Snapshot, "cached", forgetful):
        return [Measured(what, milliseconds(ask), floor, None) for what, ask in questions.items()]


def _pages() -> list[Measured]:
    empty = _opened("about.py", {})
    floor = milliseconds(empty.run)
    lines = [Measured("page About, for comparison", floor, floor, None)]
    for layer in MapLayer:
        screen = _opened("map.py", {"layer": layer.value})
        lines.append(Measured(f"{layer}", milliseconds(screen.run), floor, MOST_TIMES * floor))
        _say(layer, screen)
    return lines


def _opened(script: str, address: dict[str, str]) -> AppTest:
    at = AppTest.from_file(_FRAME, default_timeout=600)
    at.run().switch_page(script)
    for name, value in address.items():
        at.query_params[name] = value
    return at.run()


def _say(layer: MapLayer, screen: AppTest) -> None:
    sent = sum(element.proto.ByteSize() for element in _elements(screen.main))
    verdict = "" if sent < MOST_BYTES else ", more than it may"
    sys.stdout.write(f"{layer} sends {sent / 1000:.1f} kB of {MOST_BYTES / 1000:.0f} kB{verdict}\n")


def _elements(block: Block) -> Iterator[Element]:
    for node in block.children.values():
        if isinstance(node, Element):
            yield node
        else:
            yield from _elements(node)


if __name__ == "__main__":
    run(scale_of_arguments(__doc__ or ""))
