"""How long do the desks' queries take? `python -m tests.benchmarks.bench_desks`, on the store that DATABASE_URL names.

The store is a full demonstration of today: `python -m seed --size full --scale 1`. Floor: the store's version, a read.
"""

from collections.abc import Callable
from functools import partial

from sqlmodel import col, select

from data_access.models import Activity, Organization
from data_access.queries.records.record_page import record_page
from data_access.queries.review.desk import answered_no, awaiting_answer, own_records, public_about, standing_consents
from data_access.queries.review.inbox import waiting, waiting_count
from data_access.queries.review.possible_duplicates import near_duplicates, organization_pairs
from data_access.queries.review.queue import review_queue, work_counts
from data_access.queries.store import store_facts
from data_access.snapshot import snapshot
from data_access.store.engine import reading
from domain.people.permissions import VISITOR, Actor, Role
from domain.review.work_queues import QueueFilters, QueueTab
from domain.vocabulary import EditorialState, OrganizationKind
from tests.benchmarks.measuring import Measured, milliseconds, print_table

#: No query of a desk may take longer, and the count, which every run asks for, no longer than this.
MOST, MOST_COUNT = 100.0, 5.0

STEWARD = Actor("UPRC-PER-900001", frozenset({Role.VISITOR, Role.STEWARD}))
KENYA = Actor("UPRC-PER-900002", frozenset({Role.VISITOR, Role.FOCAL_POINT}), iso3="KEN")


def run() -> None:
    """Measure and print."""
    store_facts()
    floor = milliseconds(store_facts)
    snapshot()
    submitted, public = (first(state) for state in (EditorialState.SUBMITTED, EditorialState.PUBLISHED))
    author = contributor()
    queries: dict[str, Callable[[], object]] = {
        **{f"queue: {work}": partial(review_queue, STEWARD, QueueFilters(work=work)) for work in QueueTab},
        "queue: last page": partial(review_queue, STEWARD, QueueFilters(), page=10_000),
        "queue: one State": partial(review_queue, STEWARD, QueueFilters(states=("KEN",))),
        "queue: one kind of contributor": partial(
            review_queue, STEWARD, QueueFilters(contributor=OrganizationKind.UN_ENTITY)
        ),
        "queue: counts of all work": partial(work_counts, STEWARD),
        "near duplicates of a record": partial(near_duplicates, STEWARD, submitted),
        "organizations that look alike": partial(organization_pairs, STEWARD),
        "desk: to answer": partial(awaiting_answer, KENYA),
        "desk: public": partial(public_about, KENYA),
        "desk: not agreed": partial(answered_no, KENYA),
        "desk: own records": partial(own_records, KENYA),
        "desk: standing consents": partial(standing_consents, KENYA),
        "record: the public's page": partial(record_page, VISITOR, public),
        "record: a steward's page": partial(record_page, STEWARD, public),
    }
    people = {"steward": STEWARD, "focal point": KENYA, "contributor": author}
    queries |= {f"inbox: {who}": partial(waiting, actor) for who, actor in people.items()}
    lines = [Measured(name, milliseconds(query), floor, MOST) for name, query in queries.items()]
    lines += [
        Measured(f"inbox, the count: {who}", milliseconds(partial(waiting_count, actor)), floor, MOST_COUNT)
        for who, actor in people.items()
    ]
    print_table("the desks", lines)


def first(state: EditorialState) -> str:
    """The code of an activity that stands there."""
    with reading() as session:
        return session.exec(select(Activity.code).where(Activity.editorial_state == state).limit(1)).one()


def contributor() -> Actor:
    """Somebody of the three organizations with the lowest codes."""
    with reading() as session:
        codes = session.exec(select(Organization.code).order_by(col(Organization.code)).limit(3)).all()
    return Actor("UPRC-PER-900003", frozenset({Role.VISITOR, Role.CONTRIBUTOR}), organizations=frozenset(codes))


if __name__ == "__main__":
    run()
