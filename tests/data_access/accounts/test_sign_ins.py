"""Local accounts: invitations, passwords, attempts, and what ends a sign-in."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher, extract_parameters
from sqlmodel import select

from data_access.accounts import sign_ins
from data_access.accounts.sign_ins import (
    AccountRefused,
    accept_invitation,
    change_password,
    choose_letters,
    end_all_sign_ins,
    end_sign_in,
)
from data_access.commands import erase_person, grant_role, invite_person
from data_access.models import Invitation, Person, SignIn, SignInAttempt
from data_access.queries.people.people import reader_of_claims, reader_of_token
from data_access.store.engine import reading, writing
from data_access.store.errors import Invalid
from data_access.store.history import now
from domain.people.accounts import AccountProblem
from domain.people.permissions import OPERATOR, Role
from domain.people.persons import ANYBODY

ADDRESS = "192.0.2.7"
PHRASE = "rain on a tin roof"
EMAIL = "amina@example.org"


@pytest.fixture(autouse=True)
def quick_digests(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Digests that cost next to nothing."""
    monkeypatch.setattr(sign_ins, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    sign_ins._nobodys_password.cache_clear()
    yield
    sign_ins._nobodys_password.cache_clear()


def member(email: str = EMAIL) -> str:
    """Somebody with a local account; returns the code."""
    invited = invite_person(OPERATOR, email)
    accept_invitation(invited.code, PHRASE)
    return invited.person


def problem(email: str, password: str, address: str = ADDRESS) -> AccountProblem:
    """Why this does not sign anybody in."""
    with pytest.raises(AccountRefused) as refusal:
        sign_ins.sign_in(email, password, address)
    return refusal.value.problem


@pytest.mark.parametrize("email", ["a\x00b@example.org", "\x00", "", "a" * 5000, "a@b@c", "' or 1=1 --"])
def test_what_can_be_no_address_is_answered_like_any_other_that_is_not_known(store: str, email: str) -> None:
    assert problem(email, PHRASE) is AccountProblem.WRONG


def test_an_invitation_is_accepted_once_and_signs_the_person_in(store: str) -> None:
    invited = invite_person(OPERATOR, EMAIL, "Amina")
    token = accept_invitation(invited.code.lower().replace("-", " "), PHRASE, ADDRESS)
    reader = reader_of_token(token)
    assert (reader.actor.name, reader.name, reader.local) == (invited.person, "Amina", True)
    with pytest.raises(AccountRefused) as refusal:
        accept_invitation(invited.code, "another tin roof")
    assert refusal.value.problem is AccountProblem.INVITATION


def test_an_invitation_expires(store: str) -> None:
    invited = invite_person(OPERATOR, EMAIL, at=datetime.now(UTC).replace(microsecond=0) - timedelta(days=14))
    with pytest.raises(AccountRefused) as refusal:
        accept_invitation(invited.code, PHRASE)
    assert refusal.value.problem is AccountProblem.INVITATION


def test_a_weak_password_leaves_the_invitation_open(store: str) -> None:
    invited = invite_person(OPERATOR, EMAIL)
    for _ in range(30):
        with pytest.raises(AccountRefused) as refusal:
            accept_invitation(invited.code, "password1234", ADDRESS)
        assert refusal.value.problem is AccountProblem.COMMON
    accept_invitation(invited.code, PHRASE, ADDRESS)


def test_a_new_invitation_changes_the_password_and_ends_what_was_signed_in(store: str) -> None:
    person = member()
    token = sign_ins.sign_in(EMAIL, PHRASE, ADDRESS)
    again = invite_person(OPERATOR, EMAIL)
    assert again.person == person
    accept_invitation(again.code, "a cat on a warm wall")
    assert reader_of_token(token) is ANYBODY
    assert problem(EMAIL, PHRASE) is AccountProblem.WRONG
    sign_ins.sign_in(EMAIL, "a cat on a warm wall", ADDRESS)


def test_the_store_holds_neither_passwords_nor_tokens_nor_codes(store: str) -> None:
    invited = invite_person(OPERATOR, EMAIL)
    tokens = [accept_invitation(invited.code, PHRASE), sign_ins.sign_in(EMAIL, PHRASE, ADDRESS)]
    problem(EMAIL, "wrong horse battery")
    with reading() as session:
        rows = [row for table in (Person, SignIn, Invitation, SignInAttempt) for row in session.exec(select(table))]
        person = session.exec(select(Person)).one()
    written = "".join(row.model_dump_json() for row in rows)
    for secret in (PHRASE, "wrong horse battery", ADDRESS, invited.code, invited.code.replace("-", ""), *tokens):
        assert secret not in written
    assert str(person.password).startswith("$argon2id$")
    assert len(set(tokens)) == 2


def test_unknown_addresses_and_wrong_passwords_are_told_apart_by_nobody(
    store: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    member()
    grant_role(OPERATOR, "oidc.only@example.org", Role.STEWARD)
    verified: list[str] = []
    fits = sign_ins._fits

    def counting(kept: str, password: str) -> bool:
        verified.append(kept)
        return fits(kept, password)

    monkeypatch.setattr(sign_ins, "_fits", counting)
    for email in (EMAIL, "nobody@example.org", "oidc.only@example.org", "no address", ""):
        assert problem(email, "wrong horse battery") is AccountProblem.WRONG
    assert len(verified) == 5


def test_an_unknown_address_costs_the_same_comparison_as_a_wrong_password(sqlite_store: str) -> None:
    member()
    with reading() as session:
        kept = session.exec(select(Person.password).where(Person.email == EMAIL)).one()
    assert kept is not None
    assert extract_parameters(sign_ins._nobodys_password()) == extract_parameters(kept)


def test_five_failures_for_an_address_shut_it_for_a_while_whether_it_is_known_or_not(store: str) -> None:
    member()
    for email in (EMAIL, "nobody@example.org"):
        for number in range(5):
            assert problem(email, "wrong horse battery", f"192.0.2.{number}") is AccountProblem.WRONG
        assert problem(email.upper(), PHRASE, "198.51.100.1") is AccountProblem.TOO_MANY
    with writing() as session:
        for row in session.exec(select(SignInAttempt)):
            row.at = now() - timedelta(minutes=16)
    sign_ins.sign_in(EMAIL, PHRASE, ADDRESS)
    with reading() as session:
        assert session.exec(select(SignInAttempt)).all() == []


def test_twenty_failures_from_one_network_address_shut_it(store: str) -> None:
    member()
    for number in range(20):
        assert problem(f"nobody-{number}@example.org", "wrong horse battery") is AccountProblem.WRONG
    assert problem(EMAIL, PHRASE) is AccountProblem.TOO_MANY
    sign_ins.sign_in(EMAIL, PHRASE, "198.51.100.1")


def test_whoever_succeeds_starts_anew(store: str) -> None:
    member()
    for _ in range(12):
        assert problem(EMAIL, "wrong horse battery") is AccountProblem.WRONG
        sign_ins.sign_in(EMAIL, PHRASE, ADDRESS)


def test_guesses_at_codes_are_counted_too(store: str) -> None:
    for _ in range(20):
        with pytest.raises(AccountRefused) as refusal:
            accept_invitation("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF", PHRASE, ADDRESS)
        assert refusal.value.problem is AccountProblem.INVITATION
    with pytest.raises(AccountRefused) as refusal:
        accept_invitation("AAAA-BBBB-CCCC-DDDD-EEEE-FFFF", PHRASE, ADDRESS)
    assert refusal.value.problem is AccountProblem.TOO_MANY


def test_a_sign_in_ends_after_twelve_hours_whatever_is_done_meanwhile(store: str) -> None:
    member()
    token = sign_ins.sign_in(EMAIL, PHRASE, ADDRESS)
    with writing() as session:
        for row in session.exec(select(SignIn)):
            assert row.expires_at - row.began_at == timedelta(hours=12)
            row.expires_at = now()
    assert reader_of_token(token) is ANYBODY


def test_signing_out_ends_this_browser_and_no_other(store: str) -> None:
    member()
    one, other = (sign_ins.sign_in(EMAIL, PHRASE, ADDRESS) for _ in range(2))
    end_sign_in(one)
    end_sign_in("never given")
    assert reader_of_token(one) is ANYBODY
    assert reader_of_token(other).signed_in


def test_signing_out_everywhere_ends_browsers_and_what_a_provider_said(store: str) -> None:
    person = member()
    token = sign_ins.sign_in(EMAIL, PHRASE, ADDRESS)
    moment = int(datetime.now(UTC).timestamp())
    claims = {"email": EMAIL, "email_verified": True, "iat": moment - 60, "exp": moment + 3600}
    with writing() as session:
        session.exec(select(Person)).one().signed_out_at = None
    assert reader_of_claims(claims).signed_in
    end_all_sign_ins(person)
    assert reader_of_token(token) is ANYBODY
    assert reader_of_claims(claims) is ANYBODY
    assert reader_of_claims({**claims, "iat": moment + 5}).signed_in


def test_an_erased_person_signs_in_no_more(store: str) -> None:
    erase_person(OPERATOR, member())
    assert problem(EMAIL, PHRASE) is AccountProblem.WRONG


def test_a_password_is_changed_by_whoever_knows_the_present_one(store: str) -> None:
    person = member()
    other = sign_ins.sign_in(EMAIL, PHRASE, ADDRESS)
    for present, new, expected in (
        ("wrong horse battery", "a cat on a warm wall", AccountProblem.NOT_THE_PRESENT_ONE),
        (PHRASE, "short", AccountProblem.TOO_SHORT),
        (PHRASE, f"{EMAIL}1", AccountProblem.PERSONAL),
    ):
        with pytest.raises(AccountRefused) as refusal:
            change_password(person, present, new, ADDRESS)
        assert refusal.value.problem is expected
    token = change_password(person, PHRASE, "a cat on a warm wall", ADDRESS)
    assert reader_of_token(token).signed_in
    assert reader_of_token(other) is ANYBODY
    assert problem(EMAIL, PHRASE) is AccountProblem.WRONG


def test_a_password_typed_with_composed_letters_is_the_same(store: str) -> None:
    accept_invitation(invite_person(OPERATOR, EMAIL).code, "Z\u00fcrich im Regen")
    assert reader_of_token(sign_ins.sign_in(EMAIL, "Zu\u0308rich im Regen", ADDRESS)).signed_in


def test_letters_come_in_the_language_that_the_person_chose_or_not_at_all(store: str) -> None:
    person = member()
    token = sign_ins.sign_in(EMAIL, PHRASE, ADDRESS)
    choose_letters(person, language="ar", wanted=False)
    reader = reader_of_token(token)
    assert (reader.language, reader.wants_mail) == ("ar", False)
    with pytest.raises(Invalid):
        choose_letters(person, language="xx", wanted=True)
