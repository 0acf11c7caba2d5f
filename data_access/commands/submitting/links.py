"""Link more recommendations to an activity, a request or a good practice."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, select

from data_access.models import (
    Activity,
    ActivityRecipient,
    ActivityRecommendation,
    GoodPractice,
    GoodPracticeRecommendation,
    Request,
    RequestRecommendation,
)
from data_access.records.loading import LoadedRecord, load_for_update, save_change
from data_access.records.lookups import recommendation_ids
from data_access.records.new_records import write_links
from data_access.records.permission_checks import raise_first
from data_access.store.engine import writing
from data_access.store.errors import Conflict, Invalid
from domain.people.permissions import Actor, Role, Verb
from domain.records.draft_problems import Problem
from domain.vocabulary import EditorialState

LinkTable = type[ActivityRecommendation] | type[RequestRecommendation] | type[GoodPracticeRecommendation]


def link_recommendations(
    actor: Actor, code: str, version: int, recommendations: Sequence[str], *, at: datetime | None = None
) -> str:
    """Link recommendations, by code, to a record of the same State; those linked already stay as they are.

    What States concerned have been asked about is linked further by stewards only; its author revises it, so that
    they are asked anew. Raises NotFound, NotAllowed, Invalid, Conflict.
    """
    verb = Verb.LINK_RECOMMENDATIONS
    with writing() as session:
        loaded = load_for_update(session, actor, verb, code, version)
        asked = loaded.row.editorial_state in {EditorialState.REVIEWED, EditorialState.PUBLISHED}
        if asked and not actor.roles & {Role.STEWARD, Role.OPERATOR}:
            raise Conflict(f"{code} is reviewed. Revise it to link more: the States concerned are asked anew.")
        if not recommendations:
            raise_first([Problem("recommendations", "Name at least one recommendation to link.")])
        table, owner, states = links_of(session, loaded)
        wanted = recommendation_ids(session, list(dict.fromkeys(recommendations)), states)
        condition = [getattr(table, column) == number for column, number in owner.items()]
        known = set(session.exec(select(table.recommendation_id).where(*condition)))
        write_links(session, table, owner, "recommendation_id", [number for number in wanted if number not in known])
        return save_change(
            session, actor, verb, loaded, at=at, detail={"recommendations": sorted(set(recommendations))}
        )


def links_of(session: Session, loaded: LoadedRecord) -> tuple[LinkTable, dict[str, int], list[str]]:
    """The record's link table, its own column there, and the States whose recommendations it may support.

    Invalid for a record that has no such links.
    """
    match loaded.row:
        case Activity():
            recipients = select(ActivityRecipient.iso3).where(ActivityRecipient.activity_id == loaded.id)
            return ActivityRecommendation, {"activity_id": loaded.id}, list(session.exec(recipients))
        case Request() as row:
            return RequestRecommendation, {"request_id": loaded.id}, [row.iso3]
        case GoodPractice() as row:
            return GoodPracticeRecommendation, {"good_practice_id": loaded.id}, [row.iso3]
    raise Invalid("Neither an offer nor a commitment is linked to recommendations.", "code")
