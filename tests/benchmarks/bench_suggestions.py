"""How long does it take to suggest recommendations? `python -m tests.benchmarks.bench_suggestions [--scale 10]`.

Floor: one DuckDB `contains` over the same texts in a bare table.
"""

from functools import partial

from data_access.queries.recommendations.suggestions import suggested_recommendations
from data_access.snapshot import snapshot
from tests.benchmarks.bench_coverage import measured
from tests.benchmarks.bench_search import bare_scan
from tests.benchmarks.benchmark_store import benchmark_store
from tests.benchmarks.measuring import Measured, milliseconds, print_table, scale_of_arguments

#: The target at scale 1.
MOST = {1: 50.0, 10: None}
TEXT = (
    "Training of judges, police and prison staff on the prevention of torture and violence against women and children, "
    "with legislation on trafficking, asylum and the rights of migrants with disabilities"
)


def run(scale: int) -> None:
    """Measure and print."""
    benchmark_store(scale)
    current = snapshot()
    floor = milliseconds(bare_scan(current))
    states = [state.iso3 for state in current.codes.states]
    themes = current.codes.theme.codes[:3]
    cases = {
        "one State, words and themes": (states[:1], themes),
        "one State, words": (states[:1], ()),
        "ten States, words and themes": (states[:10], themes),
        "every State, words and themes": (states, themes),
        "every State, words": (states, ()),
    }
    lines = [
        Measured(name, measured(current, partial(suggested_recommendations, chosen, carried, TEXT)), floor, MOST[scale])
        for name, (chosen, carried) in cases.items()
    ]
    print_table(f"suggestions at scale {scale}", lines)


if __name__ == "__main__":
    run(scale_of_arguments("Time the suggestions of recommendations."))
