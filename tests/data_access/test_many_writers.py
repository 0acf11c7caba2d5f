"""Many writers at once, and writers that are killed: what was acknowledged is there, whole, and once."""

import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from sqlmodel import select

from data_access import commands
from data_access.models import Activity, ActivityRecipient, HistoryEntry, RecordVersion
from data_access.store.engine import engine, reading
from data_access.store.errors import Conflict
from data_access.upkeep.verify import verify_store
from domain.people.permissions import OPERATOR
from domain.records.drafts import ActivityDraft, Recipient
from domain.vocabulary import ActivityStatus, Modality
from tests.builders import add_organization

pytestmark = pytest.mark.slow
CHECKOUT = Path(__file__).parents[2]
PROGRAMS = 20
#: Ten for everyday; 50 were written without a loss on both engines, which takes a minute or more each.
RECORDS = int(os.environ.get("RECORDS_PER_WRITER", "10"))
#: A writer is killed after so many acknowledged records, of 200.
KILLED_AFTER = (1, 37, 120)

needs_processes = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork or kill -9")


def writers(programs: int, records: int, publisher: str) -> "subprocess.Popen[str]":
    """Start writers on the test's store; what they print is what was acknowledged."""
    engine().dispose()
    return subprocess.Popen(
        [sys.executable, "-m", "tests.data_access.many_writers", str(programs), str(records), publisher],
        stdout=subprocess.PIPE,
        text=True,
        cwd=CHECKOUT,
        env=os.environ.copy(),
    )


def written_wholly() -> set[str]:
    """Codes of the activities; each has its recipients, its version and its one history entry."""
    with reading() as session:
        activities = {row.id: row.code for row in session.exec(select(Activity))}
        recipients = Counter(session.exec(select(ActivityRecipient.activity_id)))
        versions = Counter(session.exec(select(RecordVersion.record_code)))
        entries = Counter(
            session.exec(select(HistoryEntry.record_code).where(HistoryEntry.action == "submit_activity"))
        )
    assert recipients == dict.fromkeys(activities, 2)
    assert versions == entries == dict.fromkeys(activities.values(), 1)
    assert verify_store().problems == ()
    return set(activities.values())


@needs_processes
def test_twenty_programs_lose_none_and_fail_none(store: str) -> None:
    publisher = add_organization()
    with writers(PROGRAMS, RECORDS, publisher) as writing:
        acknowledged = writing.communicate(timeout=3600)[0].split()
    assert writing.returncode == 0
    assert len(acknowledged) == len(set(acknowledged)) == PROGRAMS * RECORDS
    assert written_wholly() == set(acknowledged)
    assert max(acknowledged) == f"UPRC-ACT-{PROGRAMS * RECORDS:06d}", "no code was left out"


@needs_processes
def test_what_was_acknowledged_before_a_kill_is_there_and_nothing_is_there_by_half(store: str) -> None:
    publisher = add_organization()
    acknowledged: set[str] = set()
    for records in KILLED_AFTER:
        with writers(1, 200, publisher) as writing:
            assert writing.stdout is not None
            acknowledged |= {writing.stdout.readline().strip() for _ in range(records)}
            writing.send_signal(signal.SIGKILL)
            acknowledged |= set(writing.stdout.read().split())
        there = written_wholly()
        assert acknowledged <= there
        # The one that was being written may be there without having been acknowledged.
        assert len(there - acknowledged) <= KILLED_AFTER.index(records) + 1
        acknowledged = there


def test_of_two_who_revise_one_record_at_the_same_time_the_second_learns_of_it(store: str) -> None:
    draft = ActivityDraft(
        title="Training",
        publisher=add_organization(),
        modality=Modality.TRAINING,
        status=ActivityStatus.IMPLEMENTATION,
        recipients=(Recipient("KEN"),),
    )
    code = commands.submit_activity(OPERATOR, draft, "form-1")
    together, said = threading.Barrier(2), list[str]()

    def revise(title: str) -> None:
        together.wait()
        try:
            commands.revise_record(OPERATOR, code, 1, replace(draft, title=title))
            said.append(title)
        except Conflict:
            said.append("conflict")

    people = [threading.Thread(target=revise, args=(title,)) for title in ("First", "Second")]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert said.count("conflict") == 1
    with reading() as session:
        row = session.exec(select(Activity).where(Activity.code == code)).one()
        assert (row.title, row.version) == (next(one for one in said if one != "conflict"), 2)
    assert verify_store().problems == ()
