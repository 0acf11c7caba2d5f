"""The States concerned by a record: who they are, what they answered, and what follows for its publication."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from data_access.mail.recipients import write_letters
from data_access.models import (
    Activity,
    ActivityRecipient,
    ActivityRole,
    Commitment,
    Consent,
    GoodPractice,
    Offer,
    Organization,
    Remark,
    Request,
    StandingConsent,
)
from data_access.records.loading import LoadedRecord
from data_access.records.shown_commitments import show_or_hide
from data_access.store.history import now
from domain.people.letter_occasions import Occasion
from domain.people.permissions import Actor
from domain.records.consent import consents_needed, states_concerned
from domain.vocabulary import (
    ConsentBasis,
    ConsentStatus,
    EditorialState,
    OfferStatus,
    OrganizationKind,
    RemarkKind,
    RequestStatus,
)


def consents(session: Session, loaded: LoadedRecord) -> dict[str, Consent]:
    """The answers on a record by State."""
    question = select(Consent).where(Consent.record_kind == loaded.kind, Consent.record_id == loaded.id)
    return {row.iso3: row for row in session.exec(question)}


def concerned(session: Session, loaded: LoadedRecord) -> list[str]:
    """ISO3 codes of the States whose consent the record needs, in order. An offer needs none beside its owner's."""
    match loaded.row:
        case Activity():
            recipients = session.exec(select(ActivityRecipient.iso3).where(ActivityRecipient.activity_id == loaded.id))
            providers = session.exec(
                select(Organization.iso3)
                .join(ActivityRole)
                .where(ActivityRole.activity_id == loaded.id, Organization.kind == OrganizationKind.STATE)
            )
            named = {iso3 for iso3 in providers if iso3}
            return sorted(states_concerned(recipients, named, loaded.own_state))
        case (Request() | GoodPractice() | Commitment()) as row:
            return [row.iso3]
        case Offer():
            return []


def ask_states_concerned(session: Session, loaded: LoadedRecord, at: datetime | None) -> list[str]:
    """Write a consent row for each State concerned, and take away those of States that are not concerned any more.

    A State's own record counts as its consent, and so does its standing consent to this kind of contributor; the others
    are awaited. A State that was asked before is asked again, since the record may have changed, and one that has not
    agreed to this record, or agrees no more, in spite of its standing consent. Returns the States awaited.
    """
    known, asked = consents(session, loaded), concerned(session, loaded)
    for iso3, row in known.items():
        if iso3 not in asked:
            session.delete(row)
    standing = standing_among(session, asked, loaded.publisher.kind)
    needed = consents_needed(asked, loaded.own_state, standing, answers_on(session, loaded))
    for iso3 in asked:
        row = known.get(iso3) or Consent(
            record_kind=loaded.kind,
            record_id=loaded.id,
            iso3=iso3,
            status=ConsentStatus.AWAITED,
            changed_at=at or now(),
        )
        row.basis = ConsentBasis.OWN_RECORD if iso3 in needed.own else None
        if iso3 in needed.standing:
            row.basis = ConsentBasis.STANDING
        row.status = ConsentStatus.GRANTED if row.basis else ConsentStatus.AWAITED
        row.reference, row.reference_date, row.changed_at = "", None, at or now()
        session.add(row)
    session.flush()
    return list(needed.asked)


def answers_on(session: Session, loaded: LoadedRecord) -> dict[str, ConsentStatus]:
    """What each State said of a record so far."""
    return {iso3: row.status for iso3, row in consents(session, loaded).items()}


def standing_among(session: Session, asked: Sequence[str], kind: OrganizationKind) -> set[str]:
    """The States of these that consent, ahead of time, to records of this kind of contributor."""
    wanted = select(StandingConsent.iso3).where(
        col(StandingConsent.iso3).in_(asked),
        StandingConsent.contributor_kind == kind,
        col(StandingConsent.ended_at).is_(None),
    )
    return set(session.exec(wanted)) if asked else set()


def publish_if_agreed(session: Session, actor: Actor, loaded: LoadedRecord, at: datetime | None) -> None:
    """Publish a reviewed record that a State concerned agrees to, or that concerns none; open requests and offers.

    A published record that no State concerned agrees to any more goes back to reviewed.
    """
    answers = consents(session, loaded).values()
    agreed = not answers or any(row.status is ConsentStatus.GRANTED for row in answers)
    row = loaded.row
    if row.editorial_state is EditorialState.PUBLISHED and not agreed:
        loaded.step(EditorialState.REVIEWED)
    if row.editorial_state is EditorialState.REVIEWED and agreed:
        _publish(loaded, at)
        settle_suspension(session, loaded, at)
        write_letters(session, actor, Occasion.PUBLISHED, row, loaded.publisher, at=at)
    if isinstance(row, Commitment):
        show_or_hide(session, row, at)


def settle_suspension(session: Session, loaded: LoadedRecord, at: datetime | None) -> bool:
    """Note that a record is out of the public no longer; False where nobody took it out."""
    rows = session.exec(
        select(Remark).where(
            Remark.record_kind == loaded.kind,
            Remark.record_id == loaded.id,
            Remark.kind == RemarkKind.SUSPENSION,
            col(Remark.settled_at).is_(None),
        )
    ).all()
    for row in rows:
        row.settled_at = at or now()
    return bool(rows)


def _publish(loaded: LoadedRecord, at: datetime | None) -> None:
    row = loaded.row
    loaded.step(EditorialState.PUBLISHED)
    row.published_at = at or now()
    if isinstance(row, Request) and row.status in {RequestStatus.SUBMITTED, RequestStatus.ACKNOWLEDGED}:
        row.status = RequestStatus.OPEN
    elif isinstance(row, Offer) and row.status is OfferStatus.SUBMITTED:
        row.status = OfferStatus.OPEN
