"""Which e-mail addresses and passwords are taken."""

import pytest

from domain.people.accounts import AccountProblem, password_problem, plain_email, plain_password


@pytest.mark.parametrize("text", ["amina@example.org", " Amina.Otieno@Mission.Example.ORG ", "a+b@x.int"])
def test_an_address_is_kept_in_lower_case_without_blanks_around_it(text: str) -> None:
    assert plain_email(text) == text.strip().lower()


@pytest.mark.parametrize(
    "text", ["", "amina", "amina@localhost", "a@b@c.org", "a b@c.org", "a@c.org\nBcc: x@y.org", f"{'a' * 250}@c.org"]
)
def test_what_cannot_be_an_address_is_none(text: str) -> None:
    assert plain_email(text) is None


@pytest.mark.parametrize(
    "password", ["correct horse battery", "ما أجمل صباح اليوم", "rain on a tin roof", "twelve-signs", "Zürich im Regen"]
)
def test_a_passphrase_in_any_language_is_taken(password: str) -> None:
    assert password_problem(password, email="amina@example.org", name="Amina Otieno") is None


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("short", AccountProblem.TOO_SHORT),
        ("elevensigns", AccountProblem.TOO_SHORT),
        ("x y z " * 22, AccountProblem.TOO_LONG),
        ("aaaaaaaaaaaa", AccountProblem.COMMON),
        ("121212121212", AccountProblem.COMMON),
        ("Password1234", AccountProblem.COMMON),
        ("passwordpassword!", AccountProblem.COMMON),
        ("123456789012", AccountProblem.COMMON),
        ("qwertyuiopas", AccountProblem.COMMON),
        ("UPRcooperation2026", AccountProblem.COMMON),
        ("amina@example.org", AccountProblem.PERSONAL),
        ("Amina Otieno 1", AccountProblem.PERSONAL),
        ("aminaotieno99", AccountProblem.PERSONAL),
    ],
)
def test_a_password_that_is_tried_first_is_refused(password: str, problem: AccountProblem) -> None:
    assert password_problem(password, email="amina@example.org", name="Amina Otieno") is problem


def test_a_short_name_within_a_long_passphrase_does_no_harm() -> None:
    assert password_problem("oman has a lovely coast", email="oman@example.org", name="Li Wu") is None


def test_a_letter_typed_in_two_ways_is_one_password() -> None:
    assert plain_password("Z\u0075\u0308rich im Regen") == plain_password("Z\u00fcrich im Regen")
