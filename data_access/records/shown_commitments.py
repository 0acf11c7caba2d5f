"""The recommendation of kind commitment that stands for a voluntary commitment, shown only while that is public."""

import hashlib
from datetime import datetime

from sqlmodel import Session, select

from data_access.models import Commitment, CommitmentTheme, Recommendation, RecommendationTheme, Review
from data_access.records.lookups import row_id
from data_access.records.new_records import delete_links, write_links
from data_access.store.codes import next_codes
from data_access.store.history import now
from domain.search.query import search_text, text_key
from domain.search.text_language import language_of
from domain.vocabulary import EditorialState, Position, RecommendationKind, RecordKind


def show_or_hide(session: Session, row: Commitment, at: datetime | None) -> None:
    """Bring the recommendation that stands for a commitment to where the commitment is: shown only while published."""
    public = row.editorial_state is EditorialState.PUBLISHED
    standing = session.get(Recommendation, row.recommendation_id) if row.recommendation_id else None
    if standing is None:
        if not public:
            return
        standing = _standing_for(session, row, at)
    standing.retired_at = None if public else standing.retired_at or at or now()
    standing.text, standing.published_on = row.summary, row.made_on
    standing.text_key, standing.search_text = text_key(row.summary), search_text(row.summary)
    standing.language = language_of(row.summary)
    standing.review_id = _review_id(session, row)
    session.add(standing)
    session.flush()
    row.recommendation_id = standing.id
    owner = {"recommendation_id": row_id(standing)}
    delete_links(session, owner, RecommendationTheme)
    themes = session.exec(select(CommitmentTheme.theme_id).where(CommitmentTheme.commitment_id == row.id)).all()
    write_links(session, RecommendationTheme, owner, "theme_id", themes)
    session.flush()


def _standing_for(session: Session, row: Commitment, at: datetime | None) -> Recommendation:
    return Recommendation(
        code=next_codes(session, RecordKind.RECOMMENDATION, 1)[0],
        review_id=_review_id(session, row),
        kind=RecommendationKind.COMMITMENT,
        source=row.source,
        source_key=row.code,
        text=row.summary,
        text_key=text_key(row.summary),
        search_text=search_text(row.summary),
        position=Position.SUPPORTED,
        added_at=at or now(),
        content_key=hashlib.sha1(row.code.encode(), usedforsecurity=False).hexdigest(),
    )


def _review_id(session: Session, row: Commitment) -> int:
    """The review of that State and cycle, made where none is on record."""
    found = session.exec(select(Review).where(Review.iso3 == row.iso3, Review.cycle == row.cycle)).one_or_none()
    if found is None:
        found = Review(iso3=row.iso3, cycle=row.cycle)
        session.add(found)
        session.flush()
    return row_id(found)
