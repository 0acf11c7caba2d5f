"""Submit a good practice."""

from datetime import datetime
from typing import TypedDict

from sqlmodel import Session

from data_access.commands.submitting.handing_in import NOTHING, WithIt, store_with_it, submitted_before
from data_access.mail.recipients import write_letters
from data_access.models import GoodPractice, GoodPracticeRecommendation, GoodPracticeTheme
from data_access.records.loading import LoadedRecord
from data_access.records.lookups import organization, recommendation_ids, require_states, row_id, theme_ids
from data_access.records.new_records import new_columns, write_links
from data_access.records.permission_checks import raise_first, require_permission_on
from data_access.records.record_versions import keep_version, write_history
from data_access.store.engine import writing
from domain.people.letter_occasions import Occasion
from domain.people.permissions import Actor, Verb
from domain.records.draft_problems import good_practice_problems
from domain.records.drafts import GoodPracticeDraft
from domain.vocabulary import RecordKind

#: The tables of what hangs on a good practice.
GOOD_PRACTICE_LINKS = (GoodPracticeRecommendation, GoodPracticeTheme)


def submit_good_practice(
    actor: Actor,
    draft: GoodPracticeDraft,
    submission_id: str,
    *,
    with_it: WithIt = NOTHING,
    at: datetime | None = None,
) -> str:
    """Hand a good practice in for review and return its code; the same content again stores nothing.

    Raises NotAllowed, Invalid, and
    SubmittedBefore where the submission id stands for other content. with_it: stored in the same transaction.
    """
    with writing() as session:
        publisher = organization(session, draft.publisher, "publisher")
        require_permission_on(actor, Verb.SUBMIT_GOOD_PRACTICE, publisher)
        if code := submitted_before(session, actor, GoodPractice, draft, submission_id, with_it):
            return code
        row = GoodPractice(
            **new_columns(session, actor, RecordKind.GOOD_PRACTICE, draft, publisher, submission_id, at),
            **good_practice_columns(session, draft),
        )
        session.add(row)
        session.flush()
        write_good_practice_links(session, row_id(row), draft)
        write_letters(session, actor, Occasion.SUBMITTED, row, publisher, at=at)
        kept = keep_version(session, actor, RecordKind.GOOD_PRACTICE, row.code, 1, draft, at)
        write_history(session, actor, Verb.SUBMIT_GOOD_PRACTICE, RecordKind.GOOD_PRACTICE, row.code, at=at, detail=kept)
        store_with_it(session, actor, LoadedRecord(RecordKind.GOOD_PRACTICE, row, publisher), with_it, at)
        return row.code


class GoodPracticeColumns(TypedDict):
    """The columns that only good practices have."""

    iso3: str
    result: str
    evidence: str
    evidence_url: str
    peer_support: bool


def good_practice_columns(session: Session, draft: GoodPracticeDraft) -> GoodPracticeColumns:
    """The columns of a good practice as the draft says them; Invalid where it cannot be."""
    raise_first(good_practice_problems(draft))
    require_states(session, [draft.iso3], "iso3")
    return GoodPracticeColumns(
        iso3=draft.iso3,
        result=draft.result.strip(),
        evidence=draft.evidence.strip(),
        evidence_url=draft.evidence_url,
        peer_support=draft.peer_support,
    )


def write_good_practice_links(session: Session, good_practice_id: int, draft: GoodPracticeDraft) -> None:
    """Write all that hangs on a good practice on which nothing hangs yet."""
    owner = {"good_practice_id": good_practice_id}
    recommended = recommendation_ids(session, draft.recommendations, [draft.iso3])
    write_links(session, GoodPracticeRecommendation, owner, "recommendation_id", recommended)
    write_links(session, GoodPracticeTheme, owner, "theme_id", theme_ids(session, draft.themes))
