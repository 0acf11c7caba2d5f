"""What a tick costs over 20,000 requests and offers, with and without a mail server to write letters for.

    python -m tests.benchmarks.bench_tick

A first tick after a long pause, in which a part is overdue, and the next one, which finds all of it done; against a
bare read of the same columns from the file.
"""

import os
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from data_access import models
from data_access.store.codes import next_codes
from data_access.store.engine import writing
from data_access.store.history import Family, now, record_history
from data_access.store.setup import init_store
from data_access.upkeep.scheduled_jobs import tick
from domain.people.permissions import Role
from domain.vocabulary import (
    EditorialState,
    Modality,
    OfferStatus,
    OrganizationKind,
    RecordKind,
    RequestStatus,
    Source,
    Visibility,
)
from tests.benchmarks.measuring import TINY, exit_code

RECORDS, ORGANIZATIONS = (400, 20) if TINY else (20_000, 200)
#: Every so-manieth record is overdue in some way.
OVERDUE = 20
MOST_SECONDS = 10.0


def main() -> int:
    """Measure, and say whether the target is met."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        os.environ.update(DATABASE_URL=f"sqlite:///{path}", SMTP_HOST="127.0.0.1", MAIL_FROM="upr@example.org")
        os.environ.update(SMTP_PORT="9", SMTP_SECURITY="none", PUBLIC_ADDRESS="https://upr.example.org")
        init_store()
        fill()
        floor = bare_read(path)
        seconds = []
        for name in ("first tick", "next tick"):
            started = time.perf_counter()
            done = tick()
            seconds.append(time.perf_counter() - started)
            given = done.acknowledge + done.answer + done.reconfirm
            print(f"{name} {seconds[-1]:.2f} s: {given} reminders, {done.expired} expired")
        print(
            f"bare read of the same records {floor:.3f} s; next tick {seconds[1] / floor:.1f} times (target: seconds)"
        )
    return exit_code(met=max(seconds) < MOST_SECONDS)


def bare_read(path: Path) -> float:
    """Seconds for reading the columns that the clocks look at."""
    started = time.perf_counter()
    with closing(sqlite3.connect(path)) as connection:
        for table in ("request", "offer"):
            connection.execute(
                f"SELECT code, status, editorial_state, confirmed_at, published_at, created_at FROM {table}"
            ).fetchall()
    return time.perf_counter() - started


def fill() -> None:
    """Half requests, half offers, of which most are young."""
    with writing() as session:
        write = session.connection().execute
        codes = next_codes(session, RecordKind.ORGANIZATION, ORGANIZATIONS)
        write(
            insert(models.Organization),
            [
                {"code": code, "name": code, "kind": OrganizationKind.UN_ENTITY, "source": Source.ENTERED}
                for code in codes
            ],
        )
        people = next_codes(session, RecordKind.PERSON, ORGANIZATIONS + 5)
        write(
            insert(models.Person),
            [{"code": code, "email": f"{code}@example.org", "created_at": now()} for code in people],
        )
        write(
            insert(models.Membership),
            [
                {
                    "person_id": number,
                    "role": Role.CONTRIBUTOR if number <= ORGANIZATIONS else Role.STEWARD,
                    "organization_id": number if number <= ORGANIZATIONS else None,
                    "granted_at": now(),
                    "granted_by": "benchmark",
                }
                for number in range(1, ORGANIZATIONS + 6)
            ],
        )
        requests = next_codes(session, RecordKind.REQUEST, RECORDS // 2)
        write(insert(models.Request), [a_request(number, code) for number, code in enumerate(requests)])
        offers = next_codes(session, RecordKind.OFFER, RECORDS // 2)
        write(insert(models.Offer), [an_offer(number, code) for number, code in enumerate(offers)])
        record_history(session, "benchmark", "fill", Family.CONTRIBUTIONS)


def common(number: int, code: str) -> dict[str, Any]:
    """What both kinds have. Every so-manieth is 200 days old, and every so-manieth of those 400."""
    overdue = 400 if number % (4 * OVERDUE) == 0 else 200
    moment = now() - timedelta(days=overdue if number % OVERDUE == 0 else 2)
    return {
        "code": code,
        "title": f"Support number {number}",
        "source": Source.ENTERED,
        "publisher_id": number % ORGANIZATIONS + 1,
        "editorial_state": EditorialState.PUBLISHED,
        "submission_id": code,
        "created_at": moment,
        "updated_at": moment,
        "published_at": moment,
    }


def a_request(number: int, code: str) -> dict[str, Any]:
    """An open request of Kenya."""
    row = common(number, code)
    return {
        **row,
        "iso3": "KEN",
        "modality": Modality.TRAINING,
        "visibility": Visibility.PUBLIC,
        "status": RequestStatus.OPEN,
        "submitted_at": row["created_at"],
    }


def an_offer(number: int, code: str) -> dict[str, Any]:
    """An open offer."""
    return {**common(number, code), "status": OfferStatus.OPEN}


if __name__ == "__main__":
    sys.exit(main())
