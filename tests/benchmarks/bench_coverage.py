"""How long does a breakdown take, with each kind of filter? `python -m tests.benchmarks.bench_coverage [--scale 10]`.

Floor: one count by State and band over a bare DuckDB table of as many rows, which knows no filter and no list.
"""

from collections.abc import Callable
from functools import partial

import duckdb

from data_access.queries.coverage.coverage import coverage_by, coverage_matrix
from data_access.snapshot import Snapshot, snapshot
from domain.coverage import GapFilters
from domain.vocabulary import Breakdown, Modality
from tests.benchmarks.benchmark_store import benchmark_store
from tests.benchmarks.measuring import Measured, milliseconds, print_table, scale_of_arguments

#: The targets for one breakdown, by scale.
MOST = {1: 30, 10: 120}

FILTERS = {
    "no filter": GapFilters(),
    "with partly": GapFilters(with_partly=True),
    "one State": GapFilters(states=("KEN",)),
    "group, cycles": GapFilters(un_groups=("AFRICAN",), groups=("LDC",), cycles=(2, 3)),
    "themes": GapFilters(themes=("theme-001", "theme-070")),
    "themes, persons, SDGs": GapFilters(
        themes=("theme-001", "theme-002", "theme-070"), persons=("affected_persons-001",), sdgs=(1, 2, 5)
    ),
    "recommending, modality": GapFilters(recommending=("AFG", "AGO", "ALB", "AND"), modalities=(Modality.TRAINING,)),
}
MATRICES = (
    (Breakdown.STATE, Breakdown.THEME),
    (Breakdown.GROUP, Breakdown.THEME),
    (Breakdown.THEME, Breakdown.SDG),
)


def run(scale: int) -> None:
    """Measure and print."""
    benchmark_store(scale)
    current = snapshot()
    floor = milliseconds(bare_count(current))
    lines = []
    for breakdown in Breakdown:
        for name, filters in FILTERS.items():
            taken = measured(current, partial(coverage_by, breakdown, filters))
            lines.append(Measured(f"by {breakdown}: {name}", taken, floor, MOST[scale]))
    for rows, columns in MATRICES:
        taken = measured(current, partial(coverage_matrix, rows, columns, GapFilters()))
        lines.append(Measured(f"{rows} x {columns}", taken, floor, None))
    again = partial(coverage_by, Breakdown.THEME, GapFilters())
    lines.append(Measured("by theme, asked again", milliseconds(again), floor, None))
    print_table(f"coverage at scale {scale}", lines)


def bare_count(current: Snapshot) -> Callable[[], object]:
    """Count by State and band over a table that has nothing else."""
    columns = current.columns("SELECT state, coalesce(band, 9)::UTINYINT AS band FROM recommendation")
    bare = duckdb.connect()
    bare.register("columns", columns)
    bare.execute("CREATE TABLE bare AS SELECT * FROM columns")
    return lambda: bare.execute("SELECT state, band, count(*) FROM bare GROUP BY ALL").fetchnumpy()


def measured(current: Snapshot, question: Callable[[], object]) -> float:
    """The time of a question that nobody asked before."""

    def asked_anew() -> None:
        current.database.forget()
        question()

    return milliseconds(asked_anew)


if __name__ == "__main__":
    run(scale_of_arguments("Time each breakdown of coverage."))
