"""What is known of one recommendation, and what is linked to it in public?"""

import re
from typing import Final

from sqlmodel import Session, and_, col, select

from data_access.models import (
    Activity,
    ActivityRecommendation,
    ActivityTheme,
    AffectedPersons,
    GoodPractice,
    GoodPracticeRecommendation,
    PositionChange,
    Recommendation,
    RecommendationPersons,
    RecommendationSdg,
    RecommendationTheme,
    RecommendingState,
    Request,
    RequestRecommendation,
    Review,
    Theme,
)
from data_access.queries.records import public_listings
from data_access.records import public
from data_access.store.engine import reading
from data_access.store.errors import NotFound
from domain.coverage import GapFilters, support_band
from domain.records.shown_records import (
    ActivitySummary,
    GoodPracticeSummary,
    PositionStep,
    RecommendationDetail,
    RequestSummary,
    ReviewFact,
    Term,
)
from domain.vocabulary import UNDER_WAY, ActivityStatus, RecommendationKind, RecordKind, SupportBand

#: The most linked records of one kind that a record's page lists.
MOST_LINKED: Final = 200

_CODE: Final = re.compile(rf"{RecordKind.RECOMMENDATION.code_prefix}-[0-9]{{6,12}}")


def recommendation(code: str) -> RecommendationDetail:
    """The recommendation with a public code, as in UPRC-REC-000123; those that the UN retired too.

    Raises NotFound for a code that names none, whether or not it looks like one.
    """
    if not _CODE.fullmatch(code):
        raise NotFound(f"{code[:40]!r} is not the code of a recommendation; one looks like UPRC-REC-000123.")
    with reading() as session:
        wanted = (
            select(Recommendation, Review)
            .join(Review)
            .where(Recommendation.code == code, public.recommendation_may_be_read())
        )
        found = session.exec(wanted).one_or_none()
        if found is None:
            raise NotFound(f"There is no recommendation {code}.")
        row, review = found
        return _detail(session, row.id or 0, row, review)


def _detail(session: Session, number: int, row: Recommendation, review: Review) -> RecommendationDetail:
    activities, requests = _activities(session, number, review.iso3), _requests(session, number, review.iso3)
    return RecommendationDetail(
        code=row.code,
        kind=row.kind,
        iso3=review.iso3,
        review=ReviewFact(review.cycle, review.session, review.year),
        symbol=row.symbol,
        paragraph=row.paragraph,
        text=row.text,
        language=row.language,
        position=row.position,
        position_word=row.position_word,
        history=_history(session, number),
        action=row.action,
        published_on=row.published_on,
        source=row.source,
        retired_at=row.retired_at,
        replaced_by=_replacement(session, row),
        recommending=_recommending(session, number),
        themes=_themes(session, number),
        persons=_persons(session, number),
        sdgs=_sdgs(session, number),
        band=_band(session, row, review.iso3, activities, requests),
        activities=activities,
        requests=requests,
        good_practices=_good_practices(session, number, review.iso3),
    )


def _band(
    session: Session,
    row: Recommendation,
    iso3: str,
    activities: tuple[ActivitySummary, ...],
    requests: tuple[RequestSummary, ...],
) -> SupportBand | None:
    in_scope = row.kind is RecommendationKind.RECOMMENDATION and row.retired_at is None
    if not in_scope or row.position not in GapFilters(with_partly=True).positions:
        return None
    return support_band(
        [line.status for line in activities], [line.status for line in requests], _on_its_themes(session, row, iso3)
    )


def _on_its_themes(session: Session, row: Recommendation, iso3: str) -> list[ActivityStatus]:
    """The status of one activity under way that carries one of its themes, where there is any."""
    themes = select(RecommendationTheme.theme_id).where(RecommendationTheme.recommendation_id == row.id)
    wanted = (
        select(Activity)
        .join(ActivityTheme)
        .where(
            col(ActivityTheme.theme_id).in_(themes),
            col(Activity.status).in_(UNDER_WAY),
            public.activity_is_public_for(iso3),
        )
    )
    return [activity.status for activity in session.exec(wanted.limit(1))]


def _activities(session: Session, number: int, iso3: str) -> tuple[ActivitySummary, ...]:
    linked = select(ActivityRecommendation.activity_id).where(ActivityRecommendation.recommendation_id == number)
    condition = and_(col(Activity.id).in_(linked), public.activity_is_public_for(iso3))
    return public_listings.activity_summaries(session, condition, limit=MOST_LINKED)


def _requests(session: Session, number: int, iso3: str) -> tuple[RequestSummary, ...]:
    linked = select(RequestRecommendation.request_id).where(RequestRecommendation.recommendation_id == number)
    condition = and_(col(Request.id).in_(linked), Request.iso3 == iso3)
    return public_listings.request_summaries(session, condition, limit=MOST_LINKED)


def _good_practices(session: Session, number: int, iso3: str) -> tuple[GoodPracticeSummary, ...]:
    linked = select(GoodPracticeRecommendation.good_practice_id).where(
        GoodPracticeRecommendation.recommendation_id == number
    )
    condition = and_(col(GoodPractice.id).in_(linked), GoodPractice.iso3 == iso3)
    return public_listings.good_practice_summaries(session, condition, limit=MOST_LINKED)


def _history(session: Session, number: int) -> tuple[PositionStep, ...]:
    wanted = select(PositionChange).where(PositionChange.recommendation_id == number).order_by(col(PositionChange.id))
    return tuple(PositionStep(step.position, step.position_word, step.replaced_at) for step in session.exec(wanted))


def _replacement(session: Session, row: Recommendation) -> str | None:
    if row.superseded_by is None:
        return None
    return session.exec(select(Recommendation.code).where(Recommendation.id == row.superseded_by)).one_or_none()


def _recommending(session: Session, number: int) -> tuple[str, ...]:
    wanted = select(RecommendingState.iso3).where(RecommendingState.recommendation_id == number)
    return tuple(session.exec(wanted.order_by(col(RecommendingState.iso3))))


def _themes(session: Session, number: int) -> tuple[Term, ...]:
    wanted = select(Theme.code, Theme.name).join(RecommendationTheme).order_by(col(Theme.name))
    found = session.exec(wanted.where(RecommendationTheme.recommendation_id == number))
    return tuple(Term(code, name) for code, name in found)


def _persons(session: Session, number: int) -> tuple[Term, ...]:
    wanted = select(AffectedPersons.code, AffectedPersons.name).join(RecommendationPersons)
    wanted = wanted.where(RecommendationPersons.recommendation_id == number).order_by(col(AffectedPersons.name))
    return tuple(Term(code, name) for code, name in session.exec(wanted))


def _sdgs(session: Session, number: int) -> tuple[tuple[int, str], ...]:
    wanted = select(RecommendationSdg.goal, RecommendationSdg.target)
    wanted = wanted.where(RecommendationSdg.recommendation_id == number)
    found = session.exec(wanted.order_by(col(RecommendationSdg.goal), col(RecommendationSdg.target)))
    return tuple((goal, target) for goal, target in found)
