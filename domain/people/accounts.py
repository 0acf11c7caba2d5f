"""What makes an e-mail address and a password good enough, and what can go wrong when somebody signs in."""

import re
import unicodedata
from datetime import timedelta
from enum import StrEnum

LONGEST_EMAIL = 254
LONGEST_NAME = 200
SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 128
#: How long somebody stays signed in with a local account or as a persona, whatever is done meanwhile.
SIGN_IN_LIFETIME = timedelta(hours=12)
#: How long an invitation can be accepted.
INVITATION_LIFETIME = timedelta(days=14)
#: Within this time, so many attempts for one e-mail address and from one network address may fail.
ATTEMPT_WINDOW = timedelta(minutes=15)
MOST_ATTEMPTS_FOR_EMAIL = 5
MOST_ATTEMPTS_FROM_ADDRESS = 20

#: Something before and after one @, a dot after it, and neither blanks nor signs that would end a letter's header.
_EMAIL = re.compile(
    r"[^\s@<>(),;:\"\[\]\\\x00-\x1f\x7f]+@[^\s@<>(),;:\"\[\]\\\x00-\x1f\x7f]+\.[^\s@<>(),;:\"\[\]\\\x00-\x1f\x7f.]+"
)
#: So many signs must be left of a password when the person's name and address are taken out of it.
_OWN_SIGNS = 8
#: Parts of names and addresses that are shorter are no hint.
_SHORTEST_HINT = 4
#: Fewer different signs are a pattern, not a password.
_DIFFERENT_SIGNS = 5
_ROWS = (
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
    "12345678901234567890",
    "09876543210987654321",
    "qwertyuiopasdfghjklzxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "qwertzuiopasdfghjklyxcvbnm",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "1q2w3e4r5t6y7u8i9o0p",
)
#: What passwords of twelve signs and more are made of most often, and what this repository is called.
_COMMON = (
    "password",
    "passw0rd",
    "p@ssword",
    "p@ssw0rd",
    "letmein",
    "welcome",
    "iloveyou",
    "administrator",
    "adminadmin",
    "changeme",
    "qwerty",
    "azerty",
    "123456789",
    "1234567",
    "12345",
    "football",
    "baseball",
    "sunshine",
    "princess",
    "superman",
    "trustno1",
    "dragon",
    "monkey",
    "master",
    "secret",
    "login",
    "motdepasse",
    "contrasena",
    "uprcooperation",
    "cooperation",
    "repository",
    "unitednations",
    "humanrights",
    "geneva",
    "ohchr",
)


class AccountProblem(StrEnum):
    """Why somebody could not sign in, or a password was not taken."""

    #: The e-mail address is not known, or the password is another one: which of the two is never said.
    WRONG = "wrong"
    #: Too many attempts for this e-mail address or from this network address.
    TOO_MANY = "too_many"
    #: The code is not known, was used, or is too old.
    INVITATION = "invitation"
    #: The password that somebody wants to change is another one.
    NOT_THE_PRESENT_ONE = "not_the_present_one"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    #: One of those that are tried first.
    COMMON = "common"
    #: Little more than the person's own name or address.
    PERSONAL = "personal"
    #: There are no personas here.
    NO_PERSONA = "no_persona"


def plain_email(text: str) -> str | None:
    """The address as the store keeps it, in lower case; None where it cannot be one."""
    email = text.strip().lower()
    return email if len(email) <= LONGEST_EMAIL and _EMAIL.fullmatch(email) else None


def plain_password(text: str) -> str:
    """The password as it is digested: one keyboard may compose a letter that another one sends whole."""
    return unicodedata.normalize("NFKC", text)


def password_problem(password: str, *, email: str = "", name: str = "") -> AccountProblem | None:
    """What is wrong with a password that somebody chose, or None. No kind of sign is asked for."""
    password = plain_password(password)
    if len(password) < SHORTEST_PASSWORD:
        return AccountProblem.TOO_SHORT
    if len(password) > LONGEST_PASSWORD:
        return AccountProblem.TOO_LONG
    folded = password.casefold()
    if len(set(folded)) < _DIFFERENT_SIGNS or _is_common(folded):
        return AccountProblem.COMMON
    hints = [email.casefold(), email.casefold().partition("@")[0], *name.casefold().split(), name.casefold()]
    if len(_without(folded, hints)) < min(_OWN_SIGNS, len(folded)):
        return AccountProblem.PERSONAL
    return None


def _is_common(folded: str) -> bool:
    """Whether next to nothing is left without words and rows of keys that everybody knows."""
    if any(folded in row for row in _ROWS):
        return True
    return len(_without(folded, _COMMON).strip("0123456789!?.,-_@#$*+ ")) < _SHORTEST_HINT


def _without(folded: str, parts: tuple[str, ...] | list[str]) -> str:
    for part in sorted(parts, key=len, reverse=True):
        if len(part) >= _SHORTEST_HINT:
            folded = folded.replace(part, "")
    return folded
