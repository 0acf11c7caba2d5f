"""Reviews: which cycle a session belongs to, and how paragraph numbers sort."""

import re

#: First and last session of each cycle. Cycle 4 runs from November 2022.
CYCLE_SESSIONS: dict[int, tuple[int, int]] = {1: (1, 12), 2: (13, 26), 3: (27, 40), 4: (41, 54)}
#: The last session that is planned.
LAST_SESSION = max(last for _first, last in CYCLE_SESSIONS.values())

_PART = re.compile(r"\d+|[^\W\d_]+")


def cycle_of_session(session: int) -> int:
    """The cycle, 1 to 4, that a session belongs to; ValueError for a session outside 1 to 54."""
    for cycle, (first, last) in CYCLE_SESSIONS.items():
        if first <= session <= last:
            return cycle
    raise ValueError(f"session {session} is not one of 1 to {CYCLE_SESSIONS[4][1]}")


def review_code(iso3: str, cycle: int) -> str:
    """The public code of a review, as in KEN-3."""
    return f"{iso3}-{cycle}"


def paragraph_sort_key(paragraph: str) -> str:
    """A text that sorts as the paragraph's parts do: 26.2 before 26.10, and 79(a) before 79(b).

    Numbers are padded to six digits; letters stand as they are in lower case.
    """
    parts = _PART.findall(paragraph.casefold())
    return ".".join(part.zfill(6) if part.isdigit() else part for part in parts)
