"""The States concerned by a record: who they are, what they answered, and what follows for its publication."""

from datetime import datetime

from sqlmodel import Session, select

from data_access.commands.records import Held
from data_access.history import now
from data_access.models import (
    Activity,
    ActivityRecipient,
    ActivityRole,
    Consent,
    GoodPractice,
    Offer,
    Organization,
    Request,
)
from domain.consent import states_concerned
from domain.vocabulary import (
    ConsentBasis,
    ConsentStatus,
    EditorialState,
    OfferStatus,
    OrganizationKind,
    RequestStatus,
)


def consents(session: Session, held: Held) -> dict[str, Consent]:
    """The answers on a record by State."""
    question = select(Consent).where(Consent.record_kind == held.kind, Consent.record_id == held.id)
    return {row.iso3: row for row in session.exec(question)}


def concerned(session: Session, held: Held) -> list[str]:
    """ISO3 codes of the States whose consent the record needs, in order. An offer needs none beside its owner's."""
    match held.row:
        case Activity():
            recipients = session.exec(select(ActivityRecipient.iso3).where(ActivityRecipient.activity_id == held.id))
            providers = session.exec(
                select(Organization.iso3)
                .join(ActivityRole)
                .where(ActivityRole.activity_id == held.id, Organization.kind == OrganizationKind.STATE)
            )
            named = {iso3 for iso3 in providers if iso3}
            return sorted(states_concerned(recipients, named, held.own_state))
        case Request() as row:
            return [row.iso3]
        case GoodPractice() as row:
            return [row.iso3]
        case Offer():
            return []


def ask_states_concerned(session: Session, held: Held, at: datetime | None) -> list[str]:
    """Write a consent row for each State concerned: its own record counts as its consent, others are awaited.

    A State that was asked before is asked again, since the record may have changed. Returns the States awaited.
    """
    known, awaited = consents(session, held), []
    for iso3 in concerned(session, held):
        own = iso3 == held.own_state
        row = known.get(iso3) or Consent(
            record_kind=held.kind, record_id=held.id, iso3=iso3, status=ConsentStatus.AWAITED, changed_at=at or now()
        )
        row.status = ConsentStatus.GRANTED if own else ConsentStatus.AWAITED
        row.basis = ConsentBasis.OWN_RECORD if own else None
        row.changed_at = at or now()
        session.add(row)
        if not own:
            awaited.append(iso3)
    session.flush()
    return awaited


def publish_if_agreed(session: Session, held: Held, at: datetime | None) -> None:
    """Publish a reviewed record that a State concerned agrees to, or that concerns none; open requests and offers.

    A published record that no State concerned agrees to any more goes back to reviewed.
    """
    answers = consents(session, held).values()
    agreed = not answers or any(row.status is ConsentStatus.GRANTED for row in answers)
    row = held.row
    if row.editorial_state is EditorialState.PUBLISHED and not agreed:
        held.step(EditorialState.REVIEWED)
    if row.editorial_state is not EditorialState.REVIEWED or not agreed:
        return
    held.step(EditorialState.PUBLISHED)
    row.published_at = at or now()
    if isinstance(row, Request) and row.status in {RequestStatus.SUBMITTED, RequestStatus.ACKNOWLEDGED}:
        row.status = RequestStatus.OPEN
    elif isinstance(row, Offer) and row.status is OfferStatus.SUBMITTED:
        row.status = OfferStatus.OPEN
