"""What a merge has to know of a record: how far it has come, who agreed to it, who may see it."""

from sqlmodel import Session, select

from data_access.models import (
    Activity,
    ActivityRecipient,
    Offer,
    OfferEligible,
    Request,
    RequestNamedOrganization,
    RequestNamedState,
)
from data_access.records.consents import consents
from data_access.records.loading import LoadedRecord
from domain.records.merging import MergeSide, Readers, weight_of
from domain.vocabulary import ConsentStatus, Visibility


def side_of(session: Session, loaded: LoadedRecord) -> MergeSide:
    """The record as one of the two that a merge is about."""
    row = loaded.row
    return MergeSide(
        editorial_state=row.editorial_state,
        merged=bool(row.merged_into),
        agreed=_agreed(session, loaded),
        readers=_readers(session, loaded),
        weight=weight_of(row.status if isinstance(row, Activity | Request | Offer) else None),
    )


def granted(session: Session, loaded: LoadedRecord) -> set[str]:
    """ISO3 codes of the States that agree to the record."""
    return {iso3 for iso3, row in consents(session, loaded).items() if row.status is ConsentStatus.GRANTED}


def _agreed(session: Session, loaded: LoadedRecord) -> frozenset[tuple[str, str]]:
    """A State that agreed as provider has not agreed to what is said of it as recipient."""
    if not isinstance(loaded.row, Activity):
        return frozenset((iso3, "") for iso3 in granted(session, loaded))
    receives = set(session.exec(select(ActivityRecipient.iso3).where(ActivityRecipient.activity_id == loaded.id)))
    return frozenset((iso3, "recipient" if iso3 in receives else "provider") for iso3 in granted(session, loaded))


def _readers(session: Session, loaded: LoadedRecord) -> Readers:
    match loaded.row:
        case Request() as row:
            states = session.exec(select(RequestNamedState.iso3).where(RequestNamedState.request_id == row.id))
            organizations = session.exec(
                select(RequestNamedOrganization.organization_id).where(RequestNamedOrganization.request_id == row.id)
            )
            return Readers(row.visibility, frozenset((*states, *map(str, organizations))))
        case Offer() as row:
            eligible = session.exec(select(OfferEligible).where(OfferEligible.offer_id == row.id))
            named = frozenset(f"{one.kind.value}:{one.value}" for one in eligible)
            return Readers(Visibility.NAMED, named) if named else Readers()
    return Readers()
