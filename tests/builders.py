"""Records for tests, one function a kind: say what matters to the test, the rest gets a plain value.

Each writes its rows in one transaction that moves history and data versions on, as a command would, but without a
command's checks, so that a test can set up any state of affairs. Each returns the record's public code.
"""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

from sqlmodel import Session, select

from data_access import models
from data_access.store.codes import next_codes
from data_access.store.engine import writing
from data_access.store.history import Family
from domain.people.permissions import Role
from domain.records.consent import states_concerned
from domain.reviews import paragraph_sort_key
from domain.search.query import search_text, text_key
from domain.search.text_language import language_of
from domain.vocabulary import (
    ActivityStatus,
    ConsentStatus,
    EditorialState,
    EligibleKind,
    Fund,
    Modality,
    MoneyKind,
    OfferStatus,
    OrganizationKind,
    OrganizationRole,
    Position,
    RecommendationKind,
    RecordKind,
    RequestStatus,
    Source,
    Visibility,
)
from tests.builder_rows import (
    MOMENT,
    Consents,
    added,
    answer,
    common_columns,
    contribution,
    default_organization,
    land,
    link,
    moved,
    organization,
    recommendation_ids,
    review_id,
    row_id,
    state_of,
    states_of,
    term_ids,
)

Period = tuple[date | None, date | None]


def add_recommendation(
    position: Position = Position.SUPPORTED,
    *,
    state: str = "KEN",
    cycle: int = 3,
    session: int | None = None,
    themes: Iterable[str] = (),
    sdgs: Iterable[int | str] = (),
    persons: Iterable[str] = (),
    by: Iterable[str] = ("NOR",),
    text: str | None = None,
    kind: RecommendationKind = RecommendationKind.RECOMMENDATION,
    source: Source = Source.UHRI,
    paragraph: str | None = None,
    symbol: str = "",
    retired_at: datetime | None = None,
) -> str:
    """Add a recommendation. themes, persons: names or codes. sdgs: goals (5) or targets ("16.3")."""
    with writing() as store:
        code = next_codes(store, RecordKind.RECOMMENDATION, 1)[0]
        number = int(code.rsplit("-", 1)[1])
        wording = text or f"Continue the training of officials, part {number}"
        numbering = paragraph or f"{100 + cycle}.{number}"
        row = models.Recommendation(
            code=code,
            review_id=review_id(store, state, cycle, session, source),
            kind=kind,
            source=source,
            source_key=code,
            symbol=symbol,
            paragraph=numbering,
            paragraph_sort=paragraph_sort_key(numbering),
            text=wording,
            text_key=text_key(wording),
            search_text=search_text(wording),
            language=language_of(wording),
            position=position,
            position_word=position.value.replace("_", " ").capitalize(),
            added_at=MOMENT,
            retired_at=retired_at,
            content_key=hashlib.sha1(code.encode(), usedforsecurity=False).hexdigest(),
        )
        owner = {"recommendation_id": land(store, row)}
        made_by = () if kind is RecommendationKind.COMMITMENT else by
        link(store, models.RecommendingState, owner, "iso3", made_by)
        link(store, models.RecommendationTheme, owner, "theme_id", term_ids(store, models.Theme, themes))
        link(store, models.RecommendationPersons, owner, "persons_id", term_ids(store, models.AffectedPersons, persons))
        for sdg in map(str, sdgs):
            goal = int(sdg.partition(".")[0])
            store.add(models.RecommendationSdg(**owner, goal=goal, target=sdg if "." in sdg else ""))
        moved(store, RecordKind.RECOMMENDATION, code, "add_recommendation", Family.RECOMMENDATIONS)
        return code


def add_organization(
    name: str | None = None,
    *,
    kind: OrganizationKind = OrganizationKind.UN_ENTITY,
    iso3: str | None = None,
    source: Source = Source.ENTERED,
) -> str:
    """Add an organization."""
    with writing() as store:
        code = next_codes(store, RecordKind.ORGANIZATION, 1)[0]
        row = models.Organization(code=code, name=name or f"Organization {code}", kind=kind, iso3=iso3, source=source)
        land(store, row)
        moved(store, RecordKind.ORGANIZATION, code, "add_organization")
        return code


def add_activity(
    supports: Iterable[str] = (),
    *,
    recipients: Iterable[str] | None = None,
    status: ActivityStatus = ActivityStatus.IMPLEMENTATION,
    themes: Iterable[str] = (),
    consent: Consents = ConsentStatus.GRANTED,
    editorial_state: EditorialState = EditorialState.PUBLISHED,
    providers: Iterable[str] = (),
    partners: Iterable[str] = (),
    publisher: str | None = None,
    title: str = "Training for labour inspectors",
    summary: str = "",
    modality: Modality = Modality.TRAINING,
    planned: Period = (None, None),
    actual: Period = (None, None),
    places: Iterable[tuple[str, float, float]] = (),
    money: Iterable[tuple[MoneyKind, Decimal, str]] = (),
    fund: Fund | None = None,
    outcome: str = "",
    sensitive: bool = False,
    source: Source = Source.ENTERED,
    parent: str | None = None,
) -> str:
    """Add an activity.

    supports: codes of recommendations; recipients: ISO3, default the States of those recommendations, else KEN.
    providers, partners, publisher: codes of organizations; default one UN entity that publishes and implements.
    places: (name, longitude, latitude). money: (kind, amount, currency).
    """
    with writing() as store:
        linked = recommendation_ids(store, supports)
        states = set(recipients) if recipients is not None else states_of(store, linked) or {"KEN"}
        publishing = organization(store, publisher) if publisher else default_organization(store)
        providing = [organization(store, code) for code in providers] or [publishing]
        row = models.Activity(
            **common_columns(store, RecordKind.ACTIVITY, publishing, title, summary, editorial_state, source),
            modality=modality,
            status=status,
            planned_start=planned[0],
            planned_end=planned[1],
            actual_start=actual[0],
            actual_end=actual[1],
            fund=fund,
            outcome=outcome,
            sensitive=sensitive,
            parent_id=store.exec(select(models.Activity.id).where(models.Activity.code == (parent or ""))).first(),
        )
        owner = {"activity_id": land(store, row)}
        link(store, models.ActivityRecipient, owner, "iso3", states)
        link(
            store, models.ActivityPartner, owner, "organization_id", [row_id(organization(store, p)) for p in partners]
        )
        link(store, models.ActivityRecommendation, owner, "recommendation_id", linked)
        link(store, models.ActivityTheme, owner, "theme_id", term_ids(store, models.Theme, themes))
        role = OrganizationRole.IMPLEMENTING
        for one in providing:
            store.add(models.ActivityRole(**owner, organization_id=row_id(one), role=role))
        for name, longitude, latitude in places:
            store.add(models.ActivityPlace(**owner, name=name, longitude=longitude, latitude=latitude))
        for kind, amount, currency in money:
            store.add(models.ActivityMoney(**owner, kind=kind, amount=amount, currency=currency, on=None))
        named = {iso3 for iso3 in map(state_of, providing) if iso3}
        asked = states_concerned(states, named, state_of(publishing))
        answer(store, RecordKind.ACTIVITY, row_id(row), asked, consent)
        moved(store, RecordKind.ACTIVITY, row.code, added(editorial_state))
        return row.code


def add_request(
    for_: Iterable[str] = (),
    *,
    state: str | None = None,
    status: RequestStatus = RequestStatus.OPEN,
    visibility: Visibility = Visibility.PUBLIC,
    themes: Iterable[str] = (),
    consent: Consents = ConsentStatus.GRANTED,
    editorial_state: EditorialState = EditorialState.PUBLISHED,
    publisher: str | None = None,
    title: str = "Advice on a new labour law",
    summary: str = "",
    modality: Modality = Modality.ADVISORY_SERVICES,
    languages: str = "en",
    window: Period = (None, None),
    submitted_at: datetime | None = MOMENT,
    acknowledged_at: datetime | None = None,
    answered_at: datetime | None = None,
    source: Source = Source.ENTERED,
    named_states: Iterable[str] = (),
    named_organizations: Iterable[str] = (),
) -> str:
    """Add a request. for_: codes of recommendations; state: ISO3, default the State of the first, else KEN."""
    with writing() as store:
        linked = recommendation_ids(store, for_)
        iso3 = state or min(states_of(store, linked), default="KEN")
        own = default_organization(store, OrganizationKind.STATE, iso3)
        publishing = organization(store, publisher) if publisher else own
        row = models.Request(
            **common_columns(store, RecordKind.REQUEST, publishing, title, summary, editorial_state, source),
            iso3=iso3,
            modality=modality,
            languages=languages,
            window_start=window[0],
            window_end=window[1],
            visibility=visibility,
            status=status,
            submitted_at=submitted_at,
            acknowledged_at=acknowledged_at,
            answered_at=answered_at,
        )
        owner = {"request_id": land(store, row)}
        link(store, models.RequestRecommendation, owner, "recommendation_id", linked)
        link(store, models.RequestTheme, owner, "theme_id", term_ids(store, models.Theme, themes))
        link(store, models.RequestNamedState, owner, "iso3", named_states)
        named = [row_id(organization(store, code)) for code in named_organizations]
        link(store, models.RequestNamedOrganization, owner, "organization_id", named)
        answer(store, RecordKind.REQUEST, row_id(row), {iso3}, consent)
        moved(store, RecordKind.REQUEST, row.code, added(editorial_state))
        return row.code


def add_offer(
    *,
    status: OfferStatus = OfferStatus.OPEN,
    themes: Iterable[str] = (),
    modalities: Iterable[Modality] = (Modality.TRAINING,),
    eligible: Iterable[tuple[EligibleKind, str]] = (),
    editorial_state: EditorialState = EditorialState.PUBLISHED,
    publisher: str | None = None,
    title: str = "Trainers for labour inspectors",
    summary: str = "",
    capacity: str = "",
    languages: str = "en",
    window: Period = (None, None),
    source: Source = Source.ENTERED,
) -> str:
    """Add an offer. eligible: pairs as (EligibleKind.GROUP, "LDC"); none means every State."""
    with writing() as store:
        publishing = organization(store, publisher) if publisher else default_organization(store)
        row = models.Offer(
            **common_columns(store, RecordKind.OFFER, publishing, title, summary, editorial_state, source),
            capacity=capacity,
            languages=languages,
            window_start=window[0],
            window_end=window[1],
            status=status,
        )
        owner = {"offer_id": land(store, row)}
        link(store, models.OfferModality, owner, "modality", modalities)
        link(store, models.OfferTheme, owner, "theme_id", term_ids(store, models.Theme, themes))
        for kind, value in eligible:
            store.add(models.OfferEligible(**owner, kind=kind, value=value))
        moved(store, RecordKind.OFFER, row.code, added(editorial_state))
        return row.code


def add_good_practice(
    shows: Iterable[str] = (),
    *,
    state: str = "KEN",
    themes: Iterable[str] = (),
    consent: Consents = ConsentStatus.GRANTED,
    editorial_state: EditorialState = EditorialState.PUBLISHED,
    publisher: str | None = None,
    title: str = "A calendar of reports that every ministry keeps",
    summary: str = "",
    result: str = "",
    peer_support: bool = False,
    source: Source = Source.ENTERED,
) -> str:
    """Add a good practice. shows: codes of recommendations that it helped to implement."""
    with writing() as store:
        own = default_organization(store, OrganizationKind.STATE, state)
        publishing = organization(store, publisher) if publisher else own
        row = models.GoodPractice(
            **common_columns(store, RecordKind.GOOD_PRACTICE, publishing, title, summary, editorial_state, source),
            iso3=state,
            result=result,
            peer_support=peer_support,
        )
        owner = {"good_practice_id": land(store, row)}
        linked = recommendation_ids(store, shows)
        link(store, models.GoodPracticeRecommendation, owner, "recommendation_id", linked)
        link(store, models.GoodPracticeTheme, owner, "theme_id", term_ids(store, models.Theme, themes))
        answer(store, RecordKind.GOOD_PRACTICE, row_id(row), {state}, consent)
        moved(store, RecordKind.GOOD_PRACTICE, row.code, added(editorial_state))
        return row.code


def withdraw(code: str) -> None:
    """Take a contribution back."""
    with writing() as store:
        kind, row = contribution(store, code)
        row.editorial_state = EditorialState.WITHDRAWN
        moved(store, kind, code, "withdraw")


def set_consent(code: str, iso3: str, status: ConsentStatus) -> None:
    """Give one State's answer on a contribution, whether it was asked before or not."""
    with writing() as store:
        kind, row = contribution(store, code)
        answer(store, kind, row_id(row), {iso3}, status)
        moved(store, kind, code, "set_consent")


def set_activity_status(code: str, status: ActivityStatus) -> None:
    """Move an activity to any status."""
    with writing() as store:
        kind, row = contribution(store, code)
        if not isinstance(row, models.Activity):
            raise TypeError(f"{code} is no activity")
        row.status = status
        moved(store, kind, code, "set_activity_status")


def set_request_status(code: str, status: RequestStatus) -> None:
    """Move a request to any status."""
    with writing() as store:
        kind, row = contribution(store, code)
        if not isinstance(row, models.Request):
            raise TypeError(f"{code} is no request")
        row.status = status
        moved(store, kind, code, "set_request_status")


def add_person(
    *roles: Role,
    iso3: str | None = None,
    organizations: Iterable[str] = (),
    email: str | None = None,
    name: str = "",
) -> str:
    """Add somebody with roles: as focal point of the State, as contributor of each organization, by code."""
    with writing() as store:
        code = next_codes(store, RecordKind.PERSON, 1)[0]
        row = models.Person(code=code, email=email or f"{code.lower()}@example.org", name=name, created_at=MOMENT)
        person = land(store, row)
        for role, state, organization_id in _held(store, roles, iso3, organizations):
            store.add(
                models.Membership(
                    person_id=person,
                    role=role,
                    iso3=state,
                    organization_id=organization_id,
                    granted_at=MOMENT,
                    granted_by="tests",
                )
            )
        moved(store, RecordKind.PERSON, code, "invite_person", Family.PEOPLE)
        return code


def sign_in(person: str, *, expires_at: datetime = datetime(2100, 1, 1, tzinfo=UTC)) -> str:
    """Let a person be signed in with a local account; returns the token that the browser would hold."""
    token = f"token-of-{person}"
    with writing() as store:
        row = store.exec(select(models.Person).where(models.Person.code == person)).one()
        digest = hashlib.sha256(token.encode()).hexdigest()
        store.add(models.SignIn(person_id=row_id(row), began_at=MOMENT, expires_at=expires_at, digest=digest))
    return token


def _held(
    store: Session, roles: Iterable[Role], iso3: str | None, organizations: Iterable[str]
) -> Iterator[tuple[Role, str | None, int | None]]:
    for role in roles:
        if role is Role.CONTRIBUTOR:
            yield from ((role, None, row_id(organization(store, code))) for code in organizations)
        else:
            yield role, iso3 if role is Role.FOCAL_POINT else None, None
