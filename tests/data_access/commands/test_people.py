"""Who is invited, given a role, loses it, and is erased; and what the history says of it."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import col, select

from data_access.accounts.sign_ins import accept_invitation
from data_access.commands import erase_person, grant_role, invite_person, revoke_role
from data_access.models import (
    DataVersion,
    Draft,
    HistoryEntry,
    Invitation,
    Letter,
    Membership,
    Person,
    RecordContact,
    SignIn,
    Table,
)
from data_access.queries.people.people import (
    organization_names,
    people_known,
    personal_data,
    reader_of_claims,
    reader_of_token,
)
from data_access.queries.store import store_facts
from data_access.store.engine import reading, writing
from data_access.store.errors import Conflict, Invalid, NotAllowed, NotFound
from data_access.store.history import Family, broken_links
from domain.people.permissions import OPERATOR, VISITOR, Actor, Role
from domain.people.personas import Persona
from domain.people.persons import ANYBODY
from domain.vocabulary import RecordKind
from tests.builders import add_organization, add_person, add_recommendation, sign_in

ADMINISTRATOR = Actor("UPRC-PER-999999", frozenset({Role.VISITOR, Role.ADMINISTRATOR}))
STEWARD = Actor("UPRC-PER-999998", frozenset({Role.VISITOR, Role.STEWARD}))


def entries() -> list[HistoryEntry]:
    """What the history says of people, first to last."""
    with reading() as session:
        question = select(HistoryEntry).where(HistoryEntry.record_kind == RecordKind.PERSON)
        return list(session.exec(question.order_by(col(HistoryEntry.number))))


def rows_of(table: type[Table]) -> int:
    """How many rows a table has."""
    with reading() as session:
        return len(session.exec(select(table)).all())


def roles_of(person: str) -> set[tuple[Role, str | None, str | None]]:
    """The roles of a person, with their State or organization."""
    known = {one.code: one for one in people_known(OPERATOR)}
    return {(row.role, row.iso3, row.organization.code if row.organization else None) for row in known[person].roles}


def test_an_invitation_makes_a_person_and_keeps_only_a_digest_of_its_code(store: str) -> None:
    invited = invite_person(ADMINISTRATOR, " Amina@Example.org", "Amina Otieno")
    with reading() as session:
        row = session.exec(select(Invitation)).one()
        person = session.exec(select(Person)).one()
    assert (person.code, person.email, person.name) == (invited.person, "amina@example.org", "Amina Otieno")
    assert invited.code not in row.model_dump_json()
    assert row.expires_at - row.created_at == timedelta(days=14)


def test_a_second_invitation_ends_the_first(store: str) -> None:
    first = invite_person(ADMINISTRATOR, "amina@example.org")
    second = invite_person(ADMINISTRATOR, "amina@example.org")
    assert first.person == second.person
    assert first.code != second.code
    assert rows_of(Invitation) == 1


def test_each_command_leaves_one_entry_without_personal_data(store: str) -> None:
    organization = add_organization("Demonstration Centre")
    person = invite_person(ADMINISTRATOR, "amina@example.org", "Amina Otieno").person
    grant_role(ADMINISTRATOR, "amina@example.org", Role.FOCAL_POINT, iso3="KEN")
    grant_role(ADMINISTRATOR, person, Role.CONTRIBUTOR, organization="Demonstration Centre")
    revoke_role(ADMINISTRATOR, person, Role.FOCAL_POINT, iso3="KEN")
    erase_person(ADMINISTRATOR, person)
    said = entries()
    assert [entry.action for entry in said] == [
        "invite_person",
        "grant_role",
        "grant_role",
        "revoke_role",
        "erase_person",
    ]
    assert {entry.record_code for entry in said} == {person}
    assert {entry.actor for entry in said} == {ADMINISTRATOR.name}
    assert json.loads(said[1].detail) == {"iso3": "KEN", "role": "focal_point"}
    assert json.loads(said[2].detail) == {"organization": organization, "role": "contributor"}
    everything = "".join(entry.model_dump_json() for entry in said).casefold()
    assert "amina" not in everything
    assert "otieno" not in everything
    with reading() as session:
        assert list(broken_links(session)) == []
        assert session.get_one(DataVersion, Family.PEOPLE.value).number == said[-1].number


def test_a_grant_to_a_new_address_makes_the_person(store: str) -> None:
    person = grant_role(OPERATOR, "you@example.org", Role.ADMINISTRATOR)
    assert roles_of(person) == {(Role.ADMINISTRATOR, None, None)}


def test_a_role_that_is_there_already_is_not_given_twice(store: str) -> None:
    first = grant_role(OPERATOR, "you@example.org", Role.STEWARD)
    assert grant_role(OPERATOR, "YOU@example.org", Role.STEWARD) == first
    assert rows_of(Membership) == 1
    assert len(entries()) == 1


def test_a_person_is_focal_point_of_one_state_only(store: str) -> None:
    person = grant_role(OPERATOR, "amina@example.org", Role.FOCAL_POINT, iso3="KEN")
    with pytest.raises(Conflict):
        grant_role(OPERATOR, person, Role.FOCAL_POINT, iso3="UGA")
    revoke_role(OPERATOR, person, Role.FOCAL_POINT, iso3="KEN")
    grant_role(OPERATOR, person, Role.FOCAL_POINT, iso3="UGA")
    assert roles_of(person) == {(Role.FOCAL_POINT, "UGA", None)}


def test_a_contributor_may_act_for_several_organizations_named_by_code_or_name(store: str) -> None:
    one, other = add_organization("One"), add_organization("Another")
    person = grant_role(OPERATOR, "amina@example.org", Role.CONTRIBUTOR, organization=one)
    grant_role(OPERATOR, person, Role.CONTRIBUTOR, organization="Another")
    assert {organization for _, _, organization in roles_of(person)} == {one, other}
    assert list(organization_names().values()) == ["Another", "One"]


@pytest.mark.parametrize(
    ("role", "iso3", "organization", "field"),
    [
        (Role.FOCAL_POINT, None, None, "iso3"),
        (Role.FOCAL_POINT, "XXX", None, "iso3"),
        (Role.FOCAL_POINT, "KEN", "One", "iso3"),
        (Role.CONTRIBUTOR, None, None, "organization"),
        (Role.CONTRIBUTOR, None, "Nobody's", "organization"),
        (Role.CONTRIBUTOR, "KEN", "One", "organization"),
        (Role.STEWARD, "KEN", None, "role"),
        (Role.ADMINISTRATOR, None, "One", "role"),
        (Role.OPERATOR, None, None, "role"),
        (Role.VISITOR, None, None, "role"),
    ],
)
def test_a_role_without_its_scope_or_with_another_is_refused(
    store: str, role: Role, iso3: str | None, organization: str | None, field: str
) -> None:
    add_organization("One")
    with pytest.raises(Invalid) as refusal:
        grant_role(OPERATOR, "amina@example.org", role, iso3=iso3, organization=organization)
    assert refusal.value.field == field
    assert rows_of(Person) == 0


def test_what_is_no_address_is_refused(store: str) -> None:
    for email in ("amina", "a@b", "a@b.org\nBcc: c@d.org"):
        with pytest.raises(Invalid) as refusal:
            invite_person(ADMINISTRATOR, email)
        assert refusal.value.field == "email"
    with pytest.raises(Invalid):
        invite_person(ADMINISTRATOR, "a@b.org", "A bell\x07")


@pytest.mark.parametrize("actor", [VISITOR, STEWARD, Actor("x", frozenset({Role.FOCAL_POINT}), iso3="KEN")])
def test_only_administrators_and_operators_decide_about_people(store: str, actor: Actor) -> None:
    person = add_person(Role.STEWARD)
    with pytest.raises(NotAllowed):
        invite_person(actor, "amina@example.org")
    with pytest.raises(NotAllowed):
        grant_role(actor, person, Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        revoke_role(actor, person, Role.STEWARD)
    with pytest.raises(NotAllowed):
        erase_person(actor, person)
    with pytest.raises(NotAllowed):
        people_known(actor)
    with pytest.raises(NotAllowed):
        personal_data(actor, person)


def test_the_last_administrator_stays_unless_an_operator_says_so(store: str) -> None:
    last = add_person(Role.ADMINISTRATOR)
    actor = Actor(last, frozenset({Role.ADMINISTRATOR}))
    with pytest.raises(Conflict):
        revoke_role(actor, last, Role.ADMINISTRATOR)
    with pytest.raises(Conflict):
        erase_person(actor, last)
    other = add_person(Role.ADMINISTRATOR)
    revoke_role(actor, last, Role.ADMINISTRATOR)
    revoke_role(OPERATOR, other, Role.ADMINISTRATOR)
    assert rows_of(Membership) == 0


def test_a_revoked_role_ends_at_the_next_interaction(store: str) -> None:
    person = add_person(Role.STEWARD)
    token = sign_in(person)
    assert reader_of_token(token).has(Role.STEWARD)
    revoke_role(ADMINISTRATOR, person, Role.STEWARD)
    reader = reader_of_token(token)
    assert reader.signed_in
    assert not reader.has(Role.STEWARD)


def test_a_role_that_nobody_has_cannot_be_revoked(store: str) -> None:
    person = add_person(Role.STEWARD)
    for wanted in (person, "nobody@example.org", "UPRC-PER-000099"):
        with pytest.raises(NotFound):
            revoke_role(ADMINISTRATOR, wanted, Role.ADMINISTRATOR)


def test_erasing_takes_all_that_is_personal_and_leaves_the_code(store: str) -> None:
    invited = invite_person(ADMINISTRATOR, "amina@example.org", "Amina Otieno")
    token = accept_invitation(invited.code, "rain on a tin roof")
    grant_role(ADMINISTRATOR, invited.person, Role.STEWARD)
    moment = datetime(2026, 1, 15, tzinfo=UTC)
    with writing() as session:
        number = session.exec(select(Person.id)).one() or 0
        session.add(
            Draft(key="k", person_id=number, kind=RecordKind.OFFER, content="{}", created_at=moment, updated_at=moment)
        )
        session.add(Letter(person_id=number, subject="s", body="Dear Amina", queued_at=moment))
        session.add(RecordContact(record_code="UPRC-ACT-000001", name="Amina", email="Amina@example.org"))
        session.add(RecordContact(record_code="UPRC-ACT-000002", name="Amina Otieno"))
        session.add(RecordContact(record_code="UPRC-ACT-000003", name="Ben", email="ben@example.org"))
    assert erase_person(ADMINISTRATOR, "amina@example.org") == invited.person
    assert reader_of_token(token) is ANYBODY
    for table in (Invitation, SignIn, Membership, Draft, Letter):
        assert rows_of(table) == 0
    with reading() as session:
        person = session.exec(select(Person)).one()
        assert [one.name for one in session.exec(select(RecordContact))] == ["Ben"]
    assert "amina" not in person.model_dump_json().casefold()
    assert (person.code, person.password) == (invited.person, None)
    assert person.erased_at is not None
    assert people_known(OPERATOR) == ()


def test_an_erased_person_is_nobody_and_the_address_makes_a_new_one(store: str) -> None:
    first = grant_role(OPERATOR, "amina@example.org", Role.STEWARD)
    erase_person(OPERATOR, first)
    with pytest.raises(NotFound):
        grant_role(OPERATOR, first, Role.STEWARD)
    with pytest.raises(NotFound):
        personal_data(OPERATOR, first)
    assert grant_role(OPERATOR, "amina@example.org", Role.STEWARD) != first


def test_a_role_that_is_given_does_not_make_figures_look_newer(store: str) -> None:
    add_recommendation()
    before = store_facts().as_of
    grant_role(OPERATOR, "amina@example.org", Role.STEWARD)
    assert store_facts().as_of == before


def test_people_are_listed_with_roles_invitation_and_last_change(store: str) -> None:
    at = datetime(2026, 3, 1, 10, 0, tzinfo=UTC)
    grant_role(OPERATOR, "ben@example.org", Role.STEWARD, at=at)
    invited = invite_person(OPERATOR, "amina@example.org", "Amina")
    amina, ben = people_known(ADMINISTRATOR)
    assert (amina.name, amina.invited_until, amina.has_password) == ("Amina", invited.expires_at, False)
    assert (ben.email, ben.last_change, ben.invited_until) == ("ben@example.org", at, None)


def test_somebody_gets_all_that_is_kept_of_oneself_without_any_secret(store: str) -> None:
    invited = invite_person(ADMINISTRATOR, "amina@example.org", "Amina Otieno")
    accept_invitation(invited.code, "rain on a tin roof")
    own = personal_data(Actor(invited.person), invited.person)
    assert (own["name"], own["email"], own["has_password"]) == ("Amina Otieno", "amina@example.org", True)
    assert len(own["sign_ins"]) == 1
    written = json.dumps(own)
    assert "argon2" not in written
    assert "digest" not in written
    assert personal_data(OPERATOR, "amina@example.org") == own


def persona(name: Persona, *roles: Role) -> Actor:
    """A persona in the store, as it acts."""
    code = add_person(*roles)
    with writing() as session:
        row = session.exec(select(Person).where(Person.code == code)).one()
        row.persona, row.email = name, None
    return Actor(code, frozenset(roles))


def test_a_persona_gives_roles_to_personas_and_decides_about_nobody_real(store: str) -> None:
    facilitator = persona(Persona.FACILITATOR, Role.ADMINISTRATOR)
    delegate = persona(Persona.DELEGATE, Role.FOCAL_POINT)
    real = add_person(Role.STEWARD)
    with pytest.raises(NotAllowed):
        invite_person(facilitator, "attacker@example.org")
    with pytest.raises(NotAllowed):
        grant_role(facilitator, "attacker@example.org", Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        grant_role(facilitator, real, Role.ADMINISTRATOR)
    with pytest.raises(NotAllowed):
        revoke_role(facilitator, real, Role.STEWARD)
    for wanted in (real, delegate.name):
        with pytest.raises(NotAllowed):
            erase_person(facilitator, wanted)
    grant_role(facilitator, delegate.name, Role.STEWARD)
    assert (Role.STEWARD, None, None) in roles_of(delegate.name)


CLAIMS = {"email": "Amina@example.org", "email_verified": True}


def claims(**other: object) -> dict[str, object]:
    """Claims of an identity provider, issued now and good for an hour."""
    moment = int(datetime.now(UTC).timestamp())
    return {**CLAIMS, "iat": moment, "exp": moment + 3600, **other}


def test_an_identity_provider_vouches_for_a_person_whom_the_store_knows(store: str) -> None:
    person = grant_role(OPERATOR, "amina@example.org", Role.STEWARD)
    reader = reader_of_claims(claims())
    assert reader.actor.name == person
    assert not reader.local


@pytest.mark.parametrize(
    "other",
    [
        {"exp": 1_700_000_000},
        {"exp": None},
        {"iat": None},
        {"email_verified": False},
        {"email_verified": None},
        {"email": "ben@example.org"},
        {"email": None},
        {"exp": True},
        {"exp": "soon"},
    ],
)
def test_claims_that_do_not_hold_make_a_visitor(store: str, other: dict[str, object]) -> None:
    grant_role(OPERATOR, "amina@example.org", Role.STEWARD)
    assert reader_of_claims(claims(**other)) is ANYBODY
