"""Is the store sound: its schema, its history's chain, its references, and what waits for repair?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from sqlalchemy.exc import StatementError
from sqlmodel import Session, SQLModel, col, func, select

from data_access.mail.sending import letters_given_up
from data_access.models import (
    Activity,
    ActivityRecommendation,
    Commitment,
    Consent,
    GoodPractice,
    GoodPracticeRecommendation,
    HistoryEntry,
    PositionChange,
    Recommendation,
    Request,
    RequestRecommendation,
    Review,
)
from data_access.models.contributions import Contribution
from data_access.records.tables import TABLES
from data_access.store.engine import reading, store_file
from data_access.store.history import broken_links
from data_access.store.setup import require_undamaged_store
from data_access.store.store_file import cut_off
from data_access.upkeep.verify_contents import records_unlike_their_versions
from data_access.upkeep.verify_records import (
    History,
    consents_of_others,
    merged_into_nothing,
    published_without_review,
    reminders_of_nothing,
    told_by_history,
    wrong_versions,
)
from domain.vocabulary import ConsentStatus, EditorialState, RecordKind

#: What a value raises that no program of ours wrote.
_UNREADABLE: Final = (ValueError, LookupError, TypeError, AttributeError, StatementError)


@dataclass(frozen=True)
class Verification:
    """What was found. problems: what must not be. repairs: what waits for people: links to retired recommendations,

    letters that never arrived. head: the digest of the last history entry; kept elsewhere, it shows later that nobody
    wrote the history anew, or cut it off.
    """

    entries: int
    recommendations: int
    problems: tuple[str, ...]
    repairs: tuple[str, ...]
    head: str


def verify_store() -> Verification:
    """Read the whole store and say what is wrong with it; no record is changed.

    Raises StoreNotReady where the file itself is damaged.
    """
    require_undamaged_store()
    with reading() as session:
        last = session.exec(select(HistoryEntry.digest).order_by(col(HistoryEntry.number).desc()).limit(1)).first()
        return Verification(
            entries=_count(session, HistoryEntry),
            recommendations=_count(session, Recommendation),
            problems=(*_cut_from_its_log(), *_problems(session)),
            repairs=(*_links_to_retired(session), *letters_given_up()),
            head=last or "",
        )


def _cut_from_its_log() -> Iterator[str]:
    file = store_file()
    if file and file.cut:
        yield cut_off(file.path)


def _problems(session: Session) -> Iterator[str]:
    """What each check finds; a check that a broken row stops says so, and the others go on."""
    history = History()
    try:
        history = told_by_history(session)
    except _UNREADABLE as error:
        yield f"the history cannot be read: {type(error).__name__}"
    checks: dict[str, Callable[[], Iterator[str]]] = {
        "history": lambda: broken_links(session),
        "references": lambda: _broken_references(session),
        "recommendations": lambda: _wrong_recommendations(session),
        "consents": lambda: chain(_published_without_consent(session), consents_of_others(session)),
        "versions": lambda: wrong_versions(session, history),
        "records": lambda: records_unlike_their_versions(session, history),
        "reviews": lambda: published_without_review(session, history),
        "duplicates": lambda: merged_into_nothing(session),
        "reminders": lambda: reminders_of_nothing(session),
    }
    for name, check in checks.items():
        try:
            yield from check()
        except _UNREADABLE as error:
            yield f"the {name} cannot be read to the end: {type(error).__name__}"


def _count(session: Session, table: type[SQLModel]) -> int:
    return session.exec(select(func.count()).select_from(table)).one()


def _broken_references(session: Session) -> Iterator[str]:
    # PostgreSQL never lets a reference break; SQLite does where a program left its checks off.
    if session.get_bind().dialect.name == "sqlite":
        for table, row, parent, _ in session.connection().exec_driver_sql("PRAGMA foreign_key_check"):
            yield f"a row of {table} ({row}) names a row of {parent} that is not there"
    for kind, table in TABLES.items():
        known = select(col(table.id))
        lost = select(func.count()).where(Consent.record_kind == kind, col(Consent.record_id).not_in(known))
        if count := session.exec(lost).one():
            yield f"{count} consents name a record of kind {kind} that is not there"


def _wrong_recommendations(session: Session) -> Iterator[str]:
    twice = select(func.count()).select_from(
        select(Recommendation.review_id)
        .join(Review)
        .where(
            col(Recommendation.retired_at).is_(None),
            Recommendation.source != Review.source_of_record,
            # What a State committed itself to here belongs to no source's list of a review.
            col(Recommendation.id).not_in(
                select(Commitment.recommendation_id).where(col(Commitment.recommendation_id).is_not(None))
            ),
        )
        .subquery()
    )
    if count := session.exec(twice).one():
        yield f"{count} recommendations count beside the source of record of their review"
    early = select(PositionChange).join(Recommendation).where(PositionChange.replaced_at < Recommendation.added_at)
    for change in session.exec(early):
        yield f"a position of recommendation {change.recommendation_id} was replaced before it was added"


def _published_without_consent(session: Session) -> Iterator[str]:
    for kind, table in TABLES.items():
        granted = select(Consent.record_id).where(Consent.record_kind == kind, Consent.status == ConsentStatus.GRANTED)
        without = select(table.code).where(
            table.editorial_state == EditorialState.PUBLISHED, col(table.id).not_in(granted)
        )
        for code in session.exec(without):
            if kind is not RecordKind.OFFER:
                yield f"{code} is published, and no State concerned consents"


def _links_to_retired(session: Session) -> Iterator[str]:
    links: list[tuple[type[Contribution], type[SQLModel], Any, Any]] = [
        (Activity, ActivityRecommendation, *_ends(ActivityRecommendation, "activity_id")),
        (Request, RequestRecommendation, *_ends(RequestRecommendation, "request_id")),
        (GoodPractice, GoodPracticeRecommendation, *_ends(GoodPracticeRecommendation, "good_practice_id")),
    ]
    for owner, link, record_id, recommendation_id in links:
        found = (
            select(owner.code, Recommendation.code)
            .join(link, record_id == owner.id)
            .join(Recommendation, recommendation_id == Recommendation.id)
            .where(col(Recommendation.retired_at).is_not(None))
            .order_by(owner.code, Recommendation.code)
        )
        for record, recommendation in session.exec(found):
            yield f"{record} is linked to {recommendation}, which is retired"


def _ends(link: type[SQLModel], owner_key: str) -> tuple[Any, Any]:
    """The two columns of a link table: to the record that has the link, and to the recommendation."""
    return tuple(getattr(link, key) for key in (owner_key, "recommendation_id"))
