"""What does the front page tell of cooperation: how many activities are public, and which records came last?"""

from sqlmodel import and_, col, func, select

from data_access.models import Activity
from data_access.queries.states.contributions import latest_published
from data_access.records.public import activity_is_public
from data_access.snapshot import snapshot
from data_access.store.engine import reading
from domain.records.shown_records import PublishedSummary
from domain.vocabulary import COUNTED


def published_activities() -> int:
    """Activities that at least one recipient State consented to publish, each counted once.

    Cancelled and suspended ones are left out, as in every other figure.
    """
    return snapshot().cached("published activities", _count_activities)


def latest_records(limit: int = 5) -> tuple[PublishedSummary, ...]:
    """The records of any kind that became public last, newest first; asked of the store once a version."""
    return snapshot().cached(("latest records", limit), lambda: latest_published(limit))


def _count_activities() -> int:
    counted = and_(activity_is_public(), col(Activity.status).in_(COUNTED))
    with reading() as session:
        return session.exec(select(func.count()).select_from(Activity).where(counted)).one()
