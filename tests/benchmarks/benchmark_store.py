"""A large store for benchmarks: random recommendations and contributions, written straight into a SQLite file.

At scale 1 it has 127,625 recommendations with about 250,000 themes, 20,000 activities and 4,000 requests.
"""

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data_access.store.engine import writing
from data_access.store.errors import StoreNotReady
from data_access.store.history import Family, record_history
from data_access.store.setup import init_store, require_ready_store
from domain.search.query import search_text
from domain.vocabulary import ActivityStatus, Modality, Position, RequestStatus
from tests.benchmarks.measuring import TINY

RECOMMENDATIONS, ACTIVITIES, REQUESTS = (2_553, 400, 80) if TINY else (127_625, 20_000, 4_000)
THEMES, PERSONS = 106, 30
MOMENT = "2026-01-15 09:00:00.000000"

Numbers = NDArray[np.int64]

# The commonest words of real recommendations, most frequent first.
_FREQUENT = (
    "the of and to in rights human measures ensure women children continue national its all with against for law "
    "strengthen protection persons efforts violence adopt implement discrimination international take access further "
    "ratify convention education optional protocol legislation including promote policies trafficking girls gender "
    "death penalty torture freedom expression establish institution paris principles minorities migrants disabilities "
    "health justice system training police judges combat poverty development reconciliation refugees asylum"
)


def benchmark_store(scale: int) -> str:
    """The address of a store of this scale under the temporary folder, made now unless an earlier run left it."""
    path = Path(tempfile.gettempdir()) / f"upr-cooperation-benchmark-{'tiny' if TINY else scale}.db"
    url = f"sqlite:///{path}"
    os.environ["DATABASE_URL"] = url
    if path.exists() and is_ready():
        return url
    making = path.with_suffix(".making.db")
    making.unlink(missing_ok=True)
    os.environ["DATABASE_URL"] = f"sqlite:///{making}"
    init_store()
    _Writer(making, scale, np.random.default_rng(20_260_115)).write()
    with writing() as session:
        record_history(session, "benchmark", "fill", Family.RECOMMENDATIONS)
        record_history(session, "benchmark", "fill", Family.CONTRIBUTIONS)
    with closing(sqlite3.connect(making)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    making.rename(path)
    os.environ["DATABASE_URL"] = url
    return url


def is_ready() -> bool:
    """Whether this program can read the store: a page without one is quick, and its figures say nothing."""
    try:
        require_ready_store()
    except StoreNotReady:
        return False
    return True


class _Writer:
    """Writes the tables one after the other; what later ones need to know of earlier ones is kept."""

    def __init__(self, path: Path, scale: int, random: np.random.Generator) -> None:
        self._connection = sqlite3.connect(path, isolation_level=None)
        self._connection.execute("PRAGMA synchronous=OFF")
        self._random = random
        self._scale = scale
        self._iso3: Sequence[str] = [
            iso3 for (iso3,) in self._connection.execute("SELECT iso3 FROM state WHERE kind = 'member' ORDER BY iso3")
        ]
        self._state_of = np.zeros(0, dtype=np.int64)

    def write(self) -> None:
        """Write everything in one transaction."""
        self._connection.execute("BEGIN")
        self._reviews()
        self._themes()
        self._recommendations(RECOMMENDATIONS * self._scale)
        self._activities(ACTIVITIES * self._scale)
        self._requests(REQUESTS * self._scale)
        self._connection.execute("COMMIT")
        self._connection.close()

    def _insert(self, table: str, columns: str, rows: Iterable[Sequence[object]]) -> None:
        marks = ", ".join("?" for _ in columns.split(","))
        self._connection.executemany(f"INSERT OR IGNORE INTO {table} ({columns}) VALUES ({marks})", rows)

    def _reviews(self) -> None:
        self._connection.execute("DELETE FROM review")
        first = {1: 1, 2: 13, 3: 27, 4: 41}
        self._insert(
            "review",
            "id, iso3, cycle, session, year",
            (
                (4 * place + cycle, iso3, cycle, first[cycle] + place % 12, 2008 + 5 * (cycle - 1) + place % 4)
                for place, iso3 in enumerate(self._iso3)
                for cycle in (1, 2, 3, 4)
            ),
        )

    def _themes(self) -> None:
        for table, count in (("theme", THEMES), ("affected_persons", PERSONS)):
            rows = ((number, f"{table}-{number:03d}", f"{table} {number}") for number in range(1, count + 1))
            self._insert(table, "id, code, name", rows)

    def _recommendations(self, count: int) -> None:
        self._state_of = self._random.integers(0, len(self._iso3), count)
        cycles = self._random.choice([1, 2, 3, 4], count, p=[0.15, 0.25, 0.35, 0.25])
        words = self._random.choice(list(Position), count, p=[0.73, 0.05, 0.2, 0.01, 0.01])
        self._insert(
            "recommendation",
            "id, code, review_id, kind, source, source_key, symbol, paragraph, paragraph_sort, text, text_key, "
            "search_text, language, position, position_word, published_on, added_at, content_key",
            (
                (
                    number,
                    f"UPRC-REC-{number:06d}",
                    int(4 * state + cycle),
                    "recommendation" if number % 50 else "commitment",
                    "uhri",
                    str(number),
                    "A/HRC/1",
                    f"{number % 200}.{number % 97}",
                    f"{number % 200:06d}.{number % 97:06d}",
                    text,
                    f"{number:040d}",
                    search_text(text),
                    "en",
                    str(position),
                    "Supported",
                    f"{2008 + number % 17}-05-01",
                    MOMENT,
                    f"{number:040d}",
                )
                for number, state, cycle, position, text in zip(
                    range(1, count + 1), self._state_of, cycles, words, self._texts(count), strict=True
                )
            ),
        )
        self._links_of_recommendations(count)

    def _links_of_recommendations(self, count: int) -> None:
        theme = "recommendation_id, theme_id"
        self._insert("recommendation_theme", theme, self._links(count, 2.05, THEMES))
        self._insert("recommendation_persons", "recommendation_id, persons_id", self._links(count, 1.0, PERSONS))
        goals = ((owner, goal, f"{goal}.{owner % 3 + 1}") for owner, goal in self._links(count, 1.5, 17))
        self._insert("recommendation_sdg", "recommendation_id, goal, target", goals)
        makers = ((owner, self._iso3[maker - 1]) for owner, maker in self._links(count, 1.1, len(self._iso3)))
        self._insert("recommending_state", "recommendation_id, iso3", makers)

    def _links(self, owners: int, mean: float, values: int) -> Iterable[tuple[int, int]]:
        """Pairs of an owner, 1 to `owners`, and a value, 1 to `values`; low values are more frequent."""
        count = int(owners * mean)
        owner = self._random.integers(1, owners + 1, count)
        value = np.minimum(self._random.exponential(values / 4, count).astype(np.int64), values - 1) + 1
        return zip(owner.tolist(), value.tolist(), strict=True)

    def _texts(self, count: int) -> Iterable[str]:
        rare = ["".join(self._random.choice(list("aeioudlmnrst"), 7)) for _ in range(8000)]
        vocabulary = np.array([*_FREQUENT.split(), *rare])
        for start in range(0, count, 10_000):
            size = min(10_000, count - start)
            places = np.minimum(self._random.zipf(1.25, (size, 34)) - 1, len(vocabulary) - 1)
            for words in vocabulary[places]:
                yield " ".join(words).capitalize() + "."

    def _activities(self, count: int) -> None:
        self._insert(
            "organization", "id, code, name, kind, source", [(1, "UPRC-ORG-000001", "One", "un_entity", "entered")]
        )
        statuses = self._random.choice(list(ActivityStatus), count, p=[0.2, 0.3, 0.1, 0.3, 0.05, 0.05])
        modalities = self._random.choice(list(Modality), count)
        states = self._random.integers(0, len(self._iso3), (count, 2))
        self._contributions("activity", count, "modality, status, outcome, sensitive", statuses, modalities)
        recipients = [
            (number + 1, int(state)) for number, pair in enumerate(states) for state in pair[: 1 + number % 2]
        ]
        named = [(number, self._iso3[state]) for number, state in recipients]
        self._insert("activity_recipient", "activity_id, iso3", named)
        self._consents("activity", named)
        self._insert("activity_theme", "activity_id, theme_id", self._links(count, 2, THEMES))
        self._insert("activity_recommendation", "activity_id, recommendation_id", self._support(recipients, 3))

    def _requests(self, count: int) -> None:
        statuses = self._random.choice(list(RequestStatus), count)
        modalities = self._random.choice(list(Modality), count)
        states = self._random.integers(0, len(self._iso3), count).tolist()
        self._contributions(
            "request",
            count,
            "modality, status, closing_reason, languages, visibility, contact_role, iso3",
            statuses,
            modalities,
            [("", "public", "", self._iso3[state]) for state in states],
        )
        self._consents("request", [(number, self._iso3[state]) for number, state in enumerate(states, start=1)])
        asked = self._support(list(enumerate(states, start=1)), 3)
        self._insert("request_recommendation", "request_id, recommendation_id", asked)

    def _contributions(
        self,
        table: str,
        count: int,
        columns: str,
        statuses: Iterable[str],
        modalities: Iterable[str],
        more: Iterable[Sequence[object]] | None = None,
    ) -> None:
        prefix = {"activity": "UPRC-ACT", "request": "UPRC-REQ"}[table]
        rest = more or ((False,) for _ in range(count))
        self._insert(
            table,
            "id, code, title, summary, source, source_url, publisher_id, editorial_state, submission_id, version, "
            f"created_at, updated_at, published_at, {columns}",
            (
                (
                    *(number, f"{prefix}-{number:06d}", f"Title {number}", "", "entered", "", 1),
                    *("published" if number % 8 else "reviewed", f"{table}-{number}", 1, MOMENT, MOMENT, MOMENT),
                    *(str(modality), str(status), "", *others),
                )
                for number, status, modality, others in zip(
                    range(1, count + 1), statuses, modalities, rest, strict=True
                )
            ),
        )

    def _consents(self, kind: str, named: Iterable[tuple[int, str]]) -> None:
        self._insert(
            "consent",
            "record_kind, record_id, iso3, status, reference, changed_at",
            (
                (kind, number, iso3, "granted" if (number + place) % 10 else "awaited", "", MOMENT)
                for place, (number, iso3) in enumerate(dict.fromkeys(named))
            ),
        )

    def _support(self, recipients: Iterable[tuple[int, int]], links: int) -> Iterable[tuple[int, int]]:
        """For each pair of a contribution and the place of its State: some recommendations of that State."""
        order = np.argsort(self._state_of, kind="stable") + 1
        ends = np.searchsorted(self._state_of[order - 1], np.arange(len(self._iso3) + 1))
        for number, state in recipients:
            for place in self._random.integers(ends[state], ends[state + 1], links):
                yield number, int(order[place])
