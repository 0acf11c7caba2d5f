"""What goes over from a record to the one that it is merged into, and comes back when that is undone."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from data_access.commands.submitting.links import links_of
from data_access.models import (
    Activity,
    ActivityRecommendation,
    ActivityTheme,
    Commitment,
    CommitmentTheme,
    GoodPractice,
    GoodPracticeRecommendation,
    GoodPracticeTheme,
    Merge,
    Offer,
    OfferTheme,
    Recommendation,
    Request,
    RequestRecommendation,
    RequestTheme,
    Review,
    Theme,
)
from data_access.records.loading import LoadedRecord
from data_access.records.lookups import row_id
from data_access.records.merge_sides import granted
from data_access.records.new_records import write_links
from data_access.store.history import now
from domain.people.permissions import Actor
from domain.vocabulary import EditorialState, RecordKind

#: What names a recommendation; a recommendation that stands for a commitment is named by these too.
_SUPPORTS: Mapping[str, Any] = {
    "activity_id": ActivityRecommendation,
    "request_id": RequestRecommendation,
    "good_practice_id": GoodPracticeRecommendation,
}
#: The table of a kind's themes, and the record's own column there.
_THEMES: Mapping[type[object], tuple[Any, str]] = {
    Activity: (ActivityTheme, "activity_id"),
    Request: (RequestTheme, "request_id"),
    Offer: (OfferTheme, "offer_id"),
    GoodPractice: (GoodPracticeTheme, "good_practice_id"),
    Commitment: (CommitmentTheme, "commitment_id"),
}


def move_links(session: Session, kept: LoadedRecord, dropped: LoadedRecord) -> dict[str, Any]:
    """Hand over links, themes and parts; returns what went over, in codes and numbers.

    Themes go over from a public record only: those of any other were read by no State.
    """
    return {
        "recommendations": _recommendations(session, kept, dropped),
        "themes": _themes(session, kept, dropped) if dropped.row.editorial_state is EditorialState.PUBLISHED else [],
        "parts": _parts(session, kept, dropped),
        "supporters": _supporters(session, kept, dropped),
    }


def remember_merge(
    session: Session, actor: Actor, kind: RecordKind, kept: str, duplicate: str, moved: object, at: datetime | None
) -> None:
    """Keep what it takes to undo a merge."""
    written = json.dumps(moved, sort_keys=True)
    moment = at or now()
    session.add(Merge(kind=kind, kept=kept, duplicate=duplicate, moved=written, actor=actor.name, merged_at=moment))


def take_links_back(
    session: Session, kept: LoadedRecord, dropped: LoadedRecord, moved: Mapping[str, Any]
) -> dict[str, Any]:
    """Take back what `move_links` handed over, as far as it is still there; returns what left the kept record."""
    if moved["recommendations"]:
        table, owner, _ = links_of(session, kept)
        gone = [_standing(session, code) for code in moved["recommendations"]]
        _remove(session, table, owner, "recommendation_id", gone)
    themes, column = _THEMES[type(kept.row)]
    numbers = session.exec(select(Theme.id).where(col(Theme.code).in_(moved["themes"]))).all()
    _remove(session, themes, {column: kept.id}, "theme_id", numbers)
    parts = update(Activity).where(col(Activity.id).in_(moved["parts"]), col(Activity.parent_id) == kept.id)
    session.execute(parts.values(parent_id=dropped.id))
    _return_supporters(session, kept, dropped, moved["supporters"])
    return {"recommendations": moved["recommendations"], "themes": moved["themes"]}


def _recommendations(session: Session, kept: LoadedRecord, dropped: LoadedRecord) -> list[str]:
    """Link the kept record to what the dropped one supports; the codes of the recommendations added."""
    if isinstance(kept.row, Offer | Commitment):
        return []
    both = granted(session, kept) & granted(session, dropped)
    table, owner, states = links_of(session, kept)
    _, old_owner, _ = links_of(session, dropped)
    theirs, ours = (
        set(session.exec(select(table.recommendation_id).where(*(getattr(table, c) == n for c, n in one.items()))))
        for one in (old_owner, owner)
    )
    wanted = session.exec(
        select(Recommendation)
        .join(Review)
        .where(col(Recommendation.id).in_(theirs - ours), col(Review.iso3).in_(both & set(states)))
        .order_by(Recommendation.code)
    ).all()
    write_links(session, table, owner, "recommendation_id", [row_id(one) for one in wanted])
    return [one.code for one in wanted]


def _themes(session: Session, kept: LoadedRecord, dropped: LoadedRecord) -> list[str]:
    table, column = _THEMES[type(kept.row)]
    theirs, ours = (
        set(session.exec(select(table.theme_id).where(getattr(table, column) == one.id))) for one in (dropped, kept)
    )
    wanted = session.exec(select(Theme).where(col(Theme.id).in_(theirs - ours)).order_by(Theme.code)).all()
    write_links(session, table, {column: kept.id}, "theme_id", [row_id(one) for one in wanted])
    return [one.code for one in wanted]


def _parts(session: Session, kept: LoadedRecord, dropped: LoadedRecord) -> list[int]:
    """Let the parts of an activity be parts of the one that stays; their numbers."""
    if not isinstance(dropped.row, Activity):
        return []
    parts = select(Activity).where(col(Activity.parent_id) == dropped.id, col(Activity.id) != kept.id)
    rows = session.exec(parts.order_by(col(Activity.id))).all()
    for row in rows:
        row.parent_id = kept.id
    return [row_id(row) for row in rows]


def _supporters(session: Session, kept: LoadedRecord, dropped: LoadedRecord) -> dict[str, list[int]]:
    """Let what supports a commitment support the one that stays; the numbers of those records, by column."""
    if not (isinstance(kept.row, Commitment) and isinstance(dropped.row, Commitment)):
        return {}
    old, new = dropped.row.recommendation_id, kept.row.recommendation_id
    if old is None or new is None:
        return {}
    moved = {}
    for column, table in _SUPPORTS.items():
        theirs, ours = (
            set(session.exec(select(getattr(table, column)).where(table.recommendation_id == one)))
            for one in (old, new)
        )
        moved[column] = sorted(theirs - ours)
        _link_all(session, table, column, moved[column], new)
    return moved


def _return_supporters(
    session: Session, kept: LoadedRecord, dropped: LoadedRecord, moved: Mapping[str, list[int]]
) -> None:
    if isinstance(kept.row, Commitment) and kept.row.recommendation_id is not None:
        for column, numbers in moved.items():
            _remove(session, _SUPPORTS[column], {"recommendation_id": kept.row.recommendation_id}, column, numbers)


def _link_all(session: Session, table: Any, column: str, numbers: list[int], recommendation: int) -> None:
    for number in numbers:
        session.add(table(**{column: number, "recommendation_id": recommendation}))


def _remove(session: Session, table: Any, owner: Mapping[str, int], column: str, values: Any) -> None:
    mine = [getattr(table, name) == value for name, value in owner.items()]
    session.execute(delete(table).where(*mine, getattr(table, column).in_(list(values))))


def _standing(session: Session, code: str) -> int | None:
    """The recommendation that stands now for the one with this code: its links moved when it was superseded."""
    number = session.exec(select(Recommendation.id).where(Recommendation.code == code)).one_or_none()
    seen: set[int | None] = set()
    while number is not None and number not in seen:
        seen.add(number)
        number = session.get_one(Recommendation, number).superseded_by or number
    return number
