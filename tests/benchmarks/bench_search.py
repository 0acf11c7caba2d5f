"""How long does a search take, with its count, order and page? `python -m tests.benchmarks.bench_search [--scale 10]`.

Floor: one DuckDB `contains` over the same texts in a bare table.
"""

from collections.abc import Callable
from functools import partial

import duckdb

from data_access.queries.recommendations.search import RecommendationQuery, Sort, search_recommendations
from data_access.snapshot import Snapshot, snapshot
from domain.coverage import GapFilters
from domain.vocabulary import Position, SupportBand
from tests.benchmarks.bench_coverage import measured
from tests.benchmarks.benchmark_store import benchmark_store
from tests.benchmarks.measuring import Measured, milliseconds, print_table, scale_of_arguments

#: The target for one search at scale 1.
MOST = {1: 100.0, 10: None}

SEARCHES = {
    "everything": "",
    "a common word": "women",
    "the commonest word": "the",
    "a word that is nowhere": "zqxwv",
    "two words": "women children",
    "a phrase": '"rights of women"',
    "a common phrase": '"of the"',
    "a prefix": "educat*",
    "without a word": "rights NOT women",
    "everything but": "NOT women",
    "four words or others": "women OR children OR girls OR police",
    "thirty words or others": " OR ".join(f"word{number} " for number in range(30)),
    "five common words or others": "the OR of OR and OR to OR in",
    "brackets": "(women OR girls) (violence OR trafficking) -children",
    "fifteen common words": "the of and to in rights human measures ensure women children continue national its all",
}


def run(scale: int) -> None:
    """Measure and print."""
    benchmark_store(scale)
    current = snapshot()
    floor = milliseconds(bare_scan(current))
    lines = [
        Measured(f"{sort}: {name}", measured(current, partial(found, words, sort)), floor, MOST[scale])
        for sort in Sort
        for name, words in SEARCHES.items()
    ]
    narrow = RecommendationQuery(
        "women",
        GapFilters(cycles=(3,), themes=("theme-001",)),
        positions=(Position.SUPPORTED,),
        bands=(SupportBand.REQUESTED,),
    )
    filtered = measured(current, partial(search_recommendations, narrow))
    lines.append(Measured("state: a common word with filters and a band", filtered, floor, MOST[scale]))
    print_table(f"search at scale {scale}", lines)


def found(words: str, sort: Sort) -> None:
    """The third page, with the number of all."""
    search_recommendations(RecommendationQuery(words=words, sort=sort, page=3))


def bare_scan(current: Snapshot) -> Callable[[], object]:
    """Look for one word in a table of the texts and nothing else."""
    bare = duckdb.connect()
    bare.register("columns", current.columns("SELECT search_text AS text FROM recommendation"))
    bare.execute("CREATE TABLE bare AS SELECT * FROM columns")
    return lambda: bare.execute("SELECT count(*) FROM bare WHERE contains(text, ' woman ')").fetchall()


if __name__ == "__main__":
    run(scale_of_arguments("Time searches with their counts, orders and pages."))
