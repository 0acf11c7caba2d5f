"""The columnar snapshot that coverage and search read: DuckDB in memory, as old as the store's last change."""

from data_access.snapshot.current_snapshot import one_version, snapshot, warm_up
from data_access.snapshot.store_snapshot import Snapshot

__all__ = ["Snapshot", "one_version", "snapshot", "warm_up"]
