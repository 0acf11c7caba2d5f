"""What kind of store is this, as of when, from which sources, and how much in it awaits consent?"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, func, select

from data_access.models import Consent, DataVersion, HistoryEntry, Recommendation, StoreFact
from data_access.store.demonstration import DEMONSTRATION
from data_access.store.engine import database_url, engine, reading
from data_access.store.errors import StoreNotReady
from data_access.store.history import Family
from data_access.store.setup import require_ready_store, shown_url
from domain.vocabulary import ConsentStatus, Source


@dataclass(frozen=True)
class StoreFacts:
    """What stands beside each picture.

    demonstration: the store holds invented content. as_of: moment of a record's last change, UTC. sources: where the
    recommendations that count came from, highest rank first. awaiting_consent: records that at least one State
    concerned was asked about and has not answered; of the whole store, because a number for one State would tell
    of records that do not exist for the public. recommendations: recommendations and commitments that count.
    """

    demonstration: bool
    as_of: datetime
    sources: tuple[Source, ...]
    awaiting_consent: int
    recommendations: int


# Keyed by store: the facts move only when the history does, and every picture of every session asks for them.
_known: dict[str, tuple[int, StoreFacts]] = {}


_VERSION = select(DataVersion.number).where(DataVersion.family == Family.HISTORY.value)


def store_facts() -> StoreFacts:
    """The facts as of the last change; one tiny read while nothing changes.

    Raises StoreNotReady where the store was not set up, is of another version, or does not answer.
    """
    url = database_url()
    if url not in _known:
        require_ready_store()
    try:
        # Each run asks; a bare connection answers in a tenth of the time that a session takes.
        with engine().connect() as connection:
            number = connection.execute(_VERSION).scalar_one()
        known = _known.get(url)
        if known is None or known[0] != number:
            with reading() as session:
                known = (number, _read_facts(session, number))
            _known[url] = known
    except DBAPIError as error:
        raise StoreNotReady(f"The store at {shown_url()} does not answer") from error
    return known[1]


def _read_facts(session: Session, number: int) -> StoreFacts:
    counted = session.exec(
        select(Recommendation.source, func.count())
        .where(col(Recommendation.retired_at).is_(None))
        .group_by(col(Recommendation.source))
    ).all()
    asked = select(Consent.record_kind, Consent.record_id).where(Consent.status == ConsentStatus.AWAITED).distinct()
    rank = list(Source)
    # A role that somebody was given changes no figure, so it must not make one look newer than it is.
    figures = (Family.RECOMMENDATIONS.value, Family.CONTRIBUTIONS.value)
    last = session.exec(select(func.max(DataVersion.number)).where(col(DataVersion.family).in_(figures))).one()
    return StoreFacts(
        demonstration=session.get(StoreFact, DEMONSTRATION) is not None,
        as_of=session.get_one(HistoryEntry, last or number).at,
        sources=tuple(sorted((Source(source) for source, _ in counted), key=rank.index, reverse=True)),
        awaiting_consent=session.exec(select(func.count()).select_from(asked.subquery())).one(),
        recommendations=sum(count for _, count in counted),
    )
