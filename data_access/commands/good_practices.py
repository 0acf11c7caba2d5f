"""Submit a good practice."""

from datetime import datetime

from data_access.commands.landing import (
    allow_on,
    landed,
    link,
    new_columns,
    organization,
    recommendation_ids,
    refuse,
    require_states,
    row_id,
    tell,
    theme_ids,
)
from data_access.engine import writing
from data_access.models import GoodPractice, GoodPracticeRecommendation, GoodPracticeTheme
from domain.drafts import GoodPracticeDraft, good_practice_problems
from domain.permissions import Actor, Verb
from domain.vocabulary import RecordKind


def submit_good_practice(
    actor: Actor, draft: GoodPracticeDraft, submission_id: str, *, at: datetime | None = None
) -> str:
    """Hand a good practice in for review and return its code; the same submission id again stores nothing.

    Raises NotAllowed, Invalid.
    """
    with writing() as session:
        publisher = organization(session, draft.publisher, "publisher")
        allow_on(actor, Verb.SUBMIT_GOOD_PRACTICE, publisher)
        if code := landed(session, GoodPractice, submission_id):
            return code
        refuse(good_practice_problems(draft))
        require_states(session, [draft.iso3], "iso3")
        row = GoodPractice(
            **new_columns(session, RecordKind.GOOD_PRACTICE, draft, publisher, submission_id, at),
            iso3=draft.iso3,
            result=draft.result.strip(),
            evidence=draft.evidence.strip(),
            evidence_url=draft.evidence_url,
            peer_support=draft.peer_support,
        )
        session.add(row)
        session.flush()
        owner = {"good_practice_id": row_id(row)}
        recommended = recommendation_ids(session, draft.recommendations, [draft.iso3])
        link(session, GoodPracticeRecommendation, owner, "recommendation_id", recommended)
        link(session, GoodPracticeTheme, owner, "theme_id", theme_ids(session, draft.themes))
        return tell(session, actor, Verb.SUBMIT_GOOD_PRACTICE, RecordKind.GOOD_PRACTICE, row.code, at=at)
