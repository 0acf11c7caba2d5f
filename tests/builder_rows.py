"""What the builders share: the rows that records lean on, links, consent, and the history entry of each."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Protocol, TypedDict, TypeVar

from sqlmodel import Session, col, select

from data_access.models import (
    Activity,
    AffectedPersons,
    Consent,
    GoodPractice,
    Offer,
    Organization,
    Person,
    Recommendation,
    Request,
    Review,
    Table,
    Theme,
)
from data_access.store.codes import next_codes
from data_access.store.history import Family, record_history
from domain.themes import theme_code
from domain.vocabulary import (
    ConsentBasis,
    ConsentStatus,
    EditorialState,
    OrganizationKind,
    RecordKind,
    Source,
)

#: When builders' records were made: the same moment in every run.
MOMENT = datetime(2026, 1, 15, 9, 0, tzinfo=UTC)
#: The acting name in the history of a test's store.
ACTOR = "tests"

Contribution = Activity | Request | Offer | GoodPractice
Term = TypeVar("Term", Theme, AffectedPersons)
#: One answer of every State concerned, or each State's own; a State left out was not asked.
Consents = ConsentStatus | Mapping[str, ConsentStatus]

CONTRIBUTIONS: dict[str, tuple[RecordKind, type[Contribution]]] = {
    RecordKind.ACTIVITY.code_prefix: (RecordKind.ACTIVITY, Activity),
    RecordKind.REQUEST.code_prefix: (RecordKind.REQUEST, Request),
    RecordKind.OFFER.code_prefix: (RecordKind.OFFER, Offer),
    RecordKind.GOOD_PRACTICE.code_prefix: (RecordKind.GOOD_PRACTICE, GoodPractice),
}


class CommonColumns(TypedDict):
    """The columns that all contributions have."""

    code: str
    title: str
    summary: str
    source: Source
    publisher_id: int
    editorial_state: EditorialState
    submission_id: str
    created_at: datetime
    updated_at: datetime
    published_at: datetime | None


def common_columns(
    session: Session,
    kind: RecordKind,
    publisher: Organization,
    title: str,
    summary: str,
    editorial_state: EditorialState,
    source: Source,
) -> CommonColumns:
    """The columns that all contributions have, with a new code."""
    code = next_codes(session, kind, 1)[0]
    return CommonColumns(
        code=code,
        title=title,
        summary=summary,
        source=source,
        publisher_id=row_id(publisher),
        editorial_state=editorial_state,
        submission_id=code,
        created_at=MOMENT,
        updated_at=MOMENT,
        published_at=MOMENT if editorial_state is EditorialState.PUBLISHED else None,
    )


class Numbered(Protocol):
    """A row with a number of its own."""

    id: int | None


def row_id(row: Numbered) -> int:
    """The number of a row that was written."""
    if row.id is None:
        raise LookupError("this row was not written yet")
    return row.id


def land(session: Session, row: Contribution | Recommendation | Organization | Person) -> int:
    """Write a row now and give its number, which its links need."""
    session.add(row)
    session.flush()
    return row_id(row)


def link(session: Session, table: type[Table], owner: Mapping[str, int], column: str, values: Iterable[object]) -> None:
    """Write one link row for each value."""
    session.add_all(table(**owner, **{column: value}) for value in dict.fromkeys(values))
    session.flush()


def moved(session: Session, kind: RecordKind, code: str, action: str, family: Family = Family.CONTRIBUTIONS) -> None:
    """Say in the history that a record was touched."""
    record_history(session, ACTOR, action, family, kind=kind, code=code, at=MOMENT)


def added(state: EditorialState) -> str:
    """What the history says of a record that a test has added: what is public was reviewed."""
    return "review_record" if state is EditorialState.PUBLISHED else "add_record"


def review_id(session: Session, iso3: str, cycle: int, number: int | None, source: Source) -> int:
    """The number of a State's review, made where it is missing; its first source becomes its source of record."""
    review = session.exec(select(Review).where(Review.iso3 == iso3, Review.cycle == cycle)).one_or_none()
    if review is None:
        review = Review(iso3=iso3, cycle=cycle)
        session.add(review)
    review.session = number or review.session
    review.source_of_record = review.source_of_record or source
    session.flush()
    return row_id(review)


def term_ids(session: Session, table: type[Term], names: Iterable[str]) -> list[int]:
    """Numbers of themes or groups of persons, made where they are missing."""
    return [row_id(_term(session, table, name)) for name in names]


def _term(session: Session, table: type[Term], name: str) -> Term:
    code = theme_code(name)
    found = session.exec(select(table).where(table.code == code)).one_or_none()
    if found is None:
        found = table(code=code, name=name)
        session.add(found)
        session.flush()
    return found


def recommendation_ids(session: Session, codes: Iterable[str]) -> list[int]:
    """Numbers of recommendations by their codes; LookupError names one that is missing."""
    return [row_id(_by_code(session, Recommendation, code)) for code in codes]


def states_of(session: Session, recommendations: Iterable[int]) -> set[str]:
    """The States under review of these recommendations."""
    chosen = col(Recommendation.id).in_(list(recommendations))
    return set(session.exec(select(Review.iso3).join(Recommendation).where(chosen)))


def organization(session: Session, code: str) -> Organization:
    """The organization with this code."""
    return _by_code(session, Organization, code)


def default_organization(
    session: Session, kind: OrganizationKind = OrganizationKind.UN_ENTITY, iso3: str | None = None
) -> Organization:
    """The organization of this kind and State that records without a named publisher share."""
    name = f"{kind.value} of {iso3}" if iso3 else kind.value
    found = session.exec(select(Organization).where(Organization.name == name)).one_or_none()
    if found is None:
        code = next_codes(session, RecordKind.ORGANIZATION, 1)[0]
        found = Organization(code=code, name=name, kind=kind, iso3=iso3, source=Source.ENTERED)
        land(session, found)
    return found


def state_of(publisher: Organization) -> str | None:
    """The State that an organization acts for; None where it is not a State's."""
    return publisher.iso3 if publisher.kind is OrganizationKind.STATE else None


def contribution(session: Session, code: str) -> tuple[RecordKind, Contribution]:
    """The kind and row of a contribution."""
    kind, table = CONTRIBUTIONS[code.rsplit("-", 1)[0]]
    return kind, _by_code(session, table, code)


def answer(session: Session, kind: RecordKind, record_id: int, asked: Iterable[str], consent: Consents) -> None:
    """Write the answers of the States concerned, in place of earlier ones."""
    answers = dict.fromkeys(asked, consent) if isinstance(consent, ConsentStatus) else consent
    for iso3, status in answers.items():
        chosen = (Consent.record_kind == kind, Consent.record_id == record_id, Consent.iso3 == iso3)
        row = session.exec(select(Consent).where(*chosen)).one_or_none()
        if row is None:
            row = Consent(record_kind=kind, record_id=record_id, iso3=iso3, status=status, changed_at=MOMENT)
        row.status = status
        row.basis = None if status is ConsentStatus.AWAITED else ConsentBasis.FOCAL_POINT
        session.add(row)
    session.flush()


Coded = TypeVar("Coded", bound=Recommendation | Organization | Contribution)


def _by_code(session: Session, table: type[Coded], code: str) -> Coded:
    found = session.exec(select(table).where(table.code == code)).one_or_none()
    if found is None:
        raise LookupError(f"no record {code}")
    return found
