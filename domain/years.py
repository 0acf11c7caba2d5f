"""Spans of calendar years."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Years:
    """From the first year to the last, both in it. What runs in any of them falls in it."""

    first: int
    last: int
