"""How long do load, check and refresh take? `python -m tests.benchmarks.bench_snapshot [--scale 10]`.

Floors: for the load, reading the same rows from SQLite into lists and no more; for the check, the rows of
`data_version` by the bare driver; for a refresh, setting one State's bands in a bare DuckDB table of as many rows.
"""

import resource
import sqlite3
import sys
from contextlib import closing

import duckdb

from data_access.queries.coverage.coverage import coverage_total
from data_access.snapshot import snapshot
from data_access.snapshot.current_snapshot import forget_snapshot
from data_access.snapshot.store_rows import LINKS, RECOMMENDATIONS
from domain.coverage import GapFilters
from domain.vocabulary import ActivityStatus, ConsentStatus
from tests.benchmarks.benchmark_store import benchmark_store
from tests.benchmarks.measuring import Measured, milliseconds, once, print_table, scale_of_arguments
from tests.builders import set_activity_status, set_consent

#: The targets at scale 1.
MOST_FOR_LOAD, MOST_FOR_REFRESH, MOST_FOR_CHECK = 2500.0, 100.0, 1.0


def run(scale: int) -> None:
    """Measure and print."""
    path = benchmark_store(scale).removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as store:
        read = milliseconds(
            lambda: [store.execute(query).fetchall() for query in (RECOMMENDATIONS, *LINKS.values())], 3
        )
        version = milliseconds(lambda: store.execute("SELECT number FROM data_version").fetchall(), 99)
    loads = [load() for _ in range(3)]
    update = bare_update()
    most = (MOST_FOR_LOAD, MOST_FOR_REFRESH, MOST_FOR_CHECK) if scale == 1 else (None, None, None)
    lines = [
        Measured("load", min(loads), read, most[0]),
        Measured("check that nothing changed", milliseconds(snapshot, 99), version, most[2]),
        Measured("refresh after one consent", refreshed_consent(), update, most[1]),
        Measured("refresh after one status", refreshed_status(), update, most[1]),
    ]
    print_table(f"snapshot at scale {scale}", lines)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(f"peak memory of this process {peak:.0f} MB\n")


def bare_update() -> float:
    """The time of setting one State's bands, one in 193 of all, where nothing has to be worked out."""
    bare = duckdb.connect()
    bare.register(
        "columns", snapshot().columns("SELECT state, coalesce(band, 9)::UTINYINT AS band FROM recommendation")
    )
    bare.execute("CREATE TABLE bare AS SELECT * FROM columns")
    return milliseconds(lambda: bare.execute("UPDATE bare SET band = (band + 1) % 5 WHERE state = 7"))


def load() -> float:
    """The time of a load from nothing, in milliseconds."""
    forget_snapshot()
    return once(snapshot)


def refreshed_consent() -> float:
    """The time of the least disturbed refresh that follows a consent given or withdrawn."""
    times = []
    for status in [ConsentStatus.WITHDRAWN, ConsentStatus.GRANTED] * 5:
        set_consent("UPRC-ACT-000003", "KEN", status)
        times.append(once(snapshot))
    return min(times)


def refreshed_status() -> float:
    """The time of the least disturbed refresh that follows a change of an activity's status."""
    times = []
    for status in [ActivityStatus.PIPELINE, ActivityStatus.IMPLEMENTATION] * 5:
        set_activity_status("UPRC-ACT-000003", status)
        times.append(once(snapshot))
        coverage_total(GapFilters())
    return min(times)


if __name__ == "__main__":
    run(scale_of_arguments("Time the snapshot's load, check and refresh."))
