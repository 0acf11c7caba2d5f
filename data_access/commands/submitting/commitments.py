"""Submit a voluntary commitment; let a recommendation of kind commitment stand for it while it is public."""

from datetime import date, datetime
from typing import TypedDict

from sqlmodel import Session

from data_access.commands.submitting.handing_in import NOTHING, WithIt, store_with_it, submitted_before
from data_access.mail.recipients import write_letters
from data_access.models import (
    Commitment,
    CommitmentTheme,
    Organization,
)
from data_access.records.loading import LoadedRecord
from data_access.records.lookups import organization, require_states, row_id, theme_ids
from data_access.records.new_records import new_columns, write_links
from data_access.records.permission_checks import raise_first, require_permission_on
from data_access.records.record_versions import keep_version, write_history
from data_access.store.engine import writing
from data_access.store.errors import Invalid
from domain.people.letter_occasions import Occasion
from domain.people.permissions import Actor, Verb
from domain.records.draft_problems import commitment_problems
from domain.records.drafts import CommitmentDraft
from domain.vocabulary import RecordKind

#: The tables of what hangs on a commitment.
COMMITMENT_LINKS = (CommitmentTheme,)


def submit_commitment(
    actor: Actor,
    draft: CommitmentDraft,
    submission_id: str,
    *,
    with_it: WithIt = NOTHING,
    at: datetime | None = None,
) -> str:
    """Hand a State's commitment in for review and return its code; the same content again stores nothing.

    The publisher is an institution of that State. Raises NotAllowed, Invalid, and
    SubmittedBefore where the submission id stands for other content. with_it: stored in the same transaction.
    """
    with writing() as session:
        publisher = organization(session, draft.publisher, "publisher")
        require_permission_on(actor, Verb.SUBMIT_COMMITMENT, publisher)
        if code := submitted_before(session, actor, Commitment, draft, submission_id, with_it):
            return code
        row = Commitment(
            **new_columns(session, actor, RecordKind.COMMITMENT, draft, publisher, submission_id, at),
            **commitment_columns(session, draft, publisher),
        )
        session.add(row)
        session.flush()
        write_commitment_links(session, row_id(row), draft)
        write_letters(session, actor, Occasion.SUBMITTED, row, publisher, at=at)
        kept = keep_version(session, actor, RecordKind.COMMITMENT, row.code, 1, draft, at)
        write_history(session, actor, Verb.SUBMIT_COMMITMENT, RecordKind.COMMITMENT, row.code, at=at, detail=kept)
        store_with_it(session, actor, LoadedRecord(RecordKind.COMMITMENT, row, publisher), with_it, at)
        return row.code


class CommitmentColumns(TypedDict):
    """The columns that only commitments have."""

    iso3: str
    cycle: int
    made_on: date | None


def commitment_columns(session: Session, draft: CommitmentDraft, publisher: Organization) -> CommitmentColumns:
    """The columns of a commitment as the draft says them; Invalid where it cannot be."""
    raise_first(commitment_problems(draft))
    require_states(session, [draft.iso3], "iso3")
    if publisher.iso3 != draft.iso3:
        raise Invalid(f"Only an institution of {draft.iso3} can enter a commitment of that State.", "publisher")
    return CommitmentColumns(iso3=draft.iso3, cycle=draft.cycle, made_on=draft.made_on)


def write_commitment_links(session: Session, commitment_id: int, draft: CommitmentDraft) -> None:
    """Write the themes of a commitment on which nothing hangs yet."""
    owner = {"commitment_id": commitment_id}
    write_links(session, CommitmentTheme, owner, "theme_id", theme_ids(session, draft.themes))
