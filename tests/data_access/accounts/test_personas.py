"""Personas sign in on a demonstration, and never beside anything or anybody real."""

import pytest

from data_access.accounts.sign_ins import AccountRefused, sign_in_as
from data_access.commands import grant_role, submit_commitment
from data_access.models import Membership, Person, StoreFact
from data_access.queries.people.people import reader_of_token
from data_access.store.demonstration import (
    PersonasRefused,
    personas,
    personas_allowed,
    personas_offered,
    require_sound_personas,
)
from data_access.store.engine import writing
from data_access.store.errors import Invalid, StoreNotReady
from data_access.store.history import Family, record_history
from data_access.store.settings import public_address, public_link, require_sound_settings
from domain.people.accounts import AccountProblem
from domain.people.permissions import OPERATOR, Role
from domain.people.personas import Persona
from domain.people.persons import ANYBODY
from domain.records.drafts import CommitmentDraft
from domain.vocabulary import OrganizationKind, RecordKind, Source
from tests.builder_rows import MOMENT
from tests.builders import add_activity, add_organization, add_person, add_recommendation


@pytest.fixture
def demonstration(store: str) -> None:
    """A store marked as demonstration, with a steward as its only persona."""
    with writing() as session:
        session.add(StoreFact(name="demonstration", value="1"))
        steward = Person(code="UPRC-PER-000900", name="Steward", persona=Persona.STEWARD, created_at=MOMENT)
        session.add(steward)
        session.flush()
        session.add(
            Membership(person_id=steward.id or 0, role=Role.STEWARD, granted_at=MOMENT, granted_by="demonstration")
        )
        record_history(session, "demonstration", "seed", Family.PEOPLE, kind=RecordKind.PERSON, code=steward.code)


@pytest.mark.usefixtures("demonstration")
def test_a_persona_signs_in_on_a_demonstration() -> None:
    reader = reader_of_token(sign_in_as(Persona.STEWARD))
    assert reader.persona is Persona.STEWARD
    assert reader.has(Role.STEWARD)
    assert [line.persona for line in personas()] == [Persona.STEWARD]
    with pytest.raises(AccountRefused):
        sign_in_as(Persona.DELEGATE)


def test_no_persona_signs_in_where_the_store_is_no_demonstration(store: str) -> None:
    assert not personas_allowed()
    assert personas() == ()
    with pytest.raises(AccountRefused) as refusal:
        sign_in_as(Persona.STEWARD)
    assert refusal.value.problem is AccountProblem.NO_PERSONA


@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("real", ["recommendation", "organization", "activity", "commitment", "person"])
def test_personas_stop_at_their_next_interaction_once_anything_real_is_there(real: str) -> None:
    token = sign_in_as(Persona.STEWARD)
    assert reader_of_token(token).signed_in
    match real:
        case "recommendation":
            add_recommendation(source=Source.UPR_INFO)
        case "organization":
            add_organization("Real")
        case "activity":
            add_activity(source=Source.IATI)
        case "commitment":
            office = add_organization("A", kind=OrganizationKind.STATE, iso3="KEN", source=Source.DEMONSTRATION)
            made = CommitmentDraft(
                title="Plan", summary="A plan.", publisher=office, iso3="KEN", cycle=3, source=Source.UHRI
            )
            submit_commitment(OPERATOR, made, "real")
        case _:
            grant_role(OPERATOR, "you@example.org", Role.ADMINISTRATOR)
    assert reader_of_token(token) is ANYBODY
    assert not personas_offered()
    with pytest.raises(AccountRefused):
        sign_in_as(Persona.STEWARD)


@pytest.mark.usefixtures("demonstration")
def test_invented_records_do_personas_no_harm() -> None:
    token = sign_in_as(Persona.STEWARD)
    add_recommendation(source=Source.DEMONSTRATION)
    assert reader_of_token(token).signed_in


@pytest.mark.usefixtures("demonstration")
def test_the_operator_can_hide_personas(monkeypatch: pytest.MonkeyPatch) -> None:
    token = sign_in_as(Persona.STEWARD)
    monkeypatch.setenv("DEMO_PERSONAS", "off")
    require_sound_personas()
    assert personas() == ()
    assert reader_of_token(token) is ANYBODY
    with pytest.raises(AccountRefused):
        sign_in_as(Persona.STEWARD)


@pytest.mark.usefixtures("demonstration")
def test_personas_that_are_asked_for_are_granted_on_a_demonstration(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMO_PERSONAS", "ON")
    require_sound_settings()
    assert personas_offered()


def test_personas_that_are_asked_for_beside_real_data_are_refused(store: str, monkeypatch: pytest.MonkeyPatch) -> None:
    add_person(Role.STEWARD)
    monkeypatch.setenv("DEMO_PERSONAS", "on")
    with pytest.raises(PersonasRefused, match="DATABASE_URL"):
        require_sound_settings()
    monkeypatch.setenv("DEMO_PERSONAS", "maybe")
    with pytest.raises(PersonasRefused, match="on or off"):
        require_sound_settings()


def test_personas_that_are_asked_for_without_a_store_are_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path_factory.mktemp('none') / 'none.db'}")
    monkeypatch.setenv("DEMO_PERSONAS", "on")
    with pytest.raises(StoreNotReady, match="python -m data_access init"):
        require_sound_settings()


def test_a_public_address_is_checked_and_begins_links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PUBLIC_ADDRESS", raising=False)
    assert public_link("account") == "/account"
    monkeypatch.setenv("PUBLIC_ADDRESS", "https://upr.example.org/")
    assert public_address() == "https://upr.example.org"
    assert public_link("account/invitation") == "https://upr.example.org/account/invitation"
    for wrong in ("upr.example.org", "ftp://x", "https://", "https://a@b", "https://upr.example.org/?x=1"):
        monkeypatch.setenv("PUBLIC_ADDRESS", wrong)
        with pytest.raises(Invalid):
            require_sound_settings()
