"""From a record back to the queue or the desk, and on to what has waited there longest."""

from components.records.record_ways import ways_from_desk, ways_from_queue
from data_access.queries.review.desk import awaiting_answer
from data_access.queries.review.queue import review_queue
from domain.people.permissions import Actor
from domain.records.record_pages import Inside, RecordPage
from domain.records.shown_records import Listing
from domain.review.work_queues import AskedLine, QueueFilters, QueueLine


def ways(page: RecordPage, inside: Inside, actor: Actor) -> None:
    """Show them to a steward, and to a focal point whose State is asked."""
    if inside.steward:
        ways_from_queue(_following(page, review_queue(actor, QueueFilters(), limit=2)))
    elif inside.concerned:
        ways_from_desk(_following(page, awaiting_answer(actor, limit=2)))


def _following(page: RecordPage, waiting: Listing[QueueLine] | Listing[AskedLine]) -> tuple[str, str] | None:
    """Code and title of the first record that waits beside this one."""
    return next(((line.code, line.title) for line in waiting.lines if line.code != page.code), None)
