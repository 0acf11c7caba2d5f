"""Local accounts and personas: who signs in, for how long, and what ends it. No commands: nothing here is a record."""

import logging
import threading
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, update
from sqlmodel import Session, col, func, select

from data_access.accounts.tokens import digest_of, digest_of_code, new_token
from data_access.models import Invitation, Person, SignIn, SignInAttempt
from data_access.records.lookups import row_id
from data_access.store.demonstration import personas_offered
from data_access.store.engine import Queue, reading, writing
from data_access.store.errors import Invalid, Refused
from data_access.store.history import now
from domain.people.accounts import (
    ATTEMPT_WINDOW,
    LONGEST_PASSWORD,
    MOST_ATTEMPTS_FOR_EMAIL,
    MOST_ATTEMPTS_FROM_ADDRESS,
    SIGN_IN_LIFETIME,
    AccountProblem,
    password_problem,
    plain_email,
    plain_password,
)
from domain.people.personas import Persona
from languages.text import LANGUAGES

#: Argon2id with the parameters of RFC 9106 for little memory: 64 MiB and some 50 ms for each password.
_HASHER: Final = PasswordHasher()
#: So many passwords are digested at a time, so that a flood of attempts takes neither memory nor all processors.
_DIGESTING: Final = threading.BoundedSemaphore(4)
#: Sign-ins that ended are kept for a while, for whoever asks what happened.
_KEPT: Final = timedelta(days=30)
_log = logging.getLogger(__name__)


class AccountRefused(Refused):
    """Nobody was signed in, or nothing was changed; `problem` says why, for the screen to say in its language."""

    def __init__(self, problem: AccountProblem) -> None:
        super().__init__(f"Refused: {problem.value.replace('_', ' ')}.")
        self.problem = problem


def sign_in(email: str, password: str, address: str) -> str:
    """Sign a person with a local account in; returns the token for the browser.

    address: the network address that asks. Raises AccountRefused: WRONG for an unknown address and a wrong password
    alike and after the same time, TOO_MANY where either address failed too often of late.
    """
    wanted, nobodys = email.strip().lower(), _nobodys_password()
    counted = _count_attempt(wanted, address)
    with reading() as session:
        found = session.exec(
            select(Person.id, Person.password).where(
                # What can be no address is nobody's; not every store can look for it.
                Person.email == (plain_email(wanted) or ""),
                col(Person.password).is_not(None),
                col(Person.erased_at).is_(None),
            )
        ).one_or_none()
    kept = found[1] if found and found[1] else nobodys
    if not _fits(kept, password) or found is None or found[0] is None:
        raise AccountRefused(AccountProblem.WRONG)
    with writing() as session:
        _forget_attempts(session, wanted, counted)
        person = session.get_one(Person, found[0])
        if person.password != kept:
            raise AccountRefused(AccountProblem.WRONG)
        if _HASHER.check_needs_rehash(kept):
            person.password = _digest(password)
        return _begin(session, found[0])


def sign_in_as(persona: Persona) -> str:
    """Sign a persona of the demonstration in; returns the token. AccountRefused where personas are not offered."""
    if not personas_offered():
        raise AccountRefused(AccountProblem.NO_PERSONA)
    with writing() as session:
        number = session.exec(select(Person.id).where(Person.persona == persona)).first()
        if number is None:
            raise AccountRefused(AccountProblem.NO_PERSONA)
        return _begin(session, number)


def accept_invitation(code: str, password: str, address: str = "") -> str:
    """Set the password of whoever was invited, once, and sign that person in; returns the token.

    Sign-ins from before end. Raises AccountRefused: INVITATION, TOO_MANY, or what is wrong with the password.
    """
    counted = _count_attempt("", address) if address else None
    with reading() as session:
        person = _invited(session, code)[1]
        email, name = person.email or "", person.name
    with writing() as session:
        _forget_attempts(session, email, counted)
    _require_good(password, email, name)
    digest = _digest(password)
    with writing() as session:
        invitation, person = _invited(session, code)
        invitation.used_at = now()
        person.password = digest
        number = row_id(person)
        _end_all(session, number)
        return _begin(session, number)


def change_password(person: str, present: str, new: str, address: str) -> str:
    """Change the password of a person, given by code, who knows the present one; returns a new token.

    All sign-ins end, this browser goes on with the token. Raises AccountRefused.
    """
    with reading() as session:
        found = session.exec(select(Person).where(Person.code == person)).one_or_none()
        if found is None or found.password is None or found.email is None:
            raise AccountRefused(AccountProblem.NOT_THE_PRESENT_ONE)
        email, kept, name = found.email, found.password, found.name
    counted = _count_attempt(email, address)
    if not _fits(kept, present):
        raise AccountRefused(AccountProblem.NOT_THE_PRESENT_ONE)
    _require_good(new, email, name)
    digest = _digest(new)
    with writing() as session:
        row = session.exec(select(Person).where(Person.code == person, Person.password == kept)).one_or_none()
        if row is None:
            raise AccountRefused(AccountProblem.NOT_THE_PRESENT_ONE)
        row.password = digest
        _forget_attempts(session, email, counted)
        _end_all(session, row_id(row))
        return _begin(session, row_id(row))


def end_sign_in(token: str) -> None:
    """End the sign-in of one browser, in all its tabs at their next interaction. An unknown token changes nothing."""
    with writing() as session:
        session.execute(
            update(SignIn)
            .where(col(SignIn.digest) == digest_of(token), col(SignIn.ended_at).is_(None))
            .values(ended_at=now())
        )


def end_all_sign_ins(person: str) -> None:
    """End all sign-ins of a person, given by code, in every browser; what an identity provider said until now too."""
    with writing() as session:
        row = session.exec(select(Person).where(Person.code == person)).one_or_none()
        if row is not None:
            _end_all(session, row_id(row))


def choose_letters(person: str, *, language: str, wanted: bool) -> None:
    """Set the language of letters to a person, given by code, and whether any are sent. Invalid for no language."""
    if language not in LANGUAGES:
        raise Invalid(f"Letters are not written in {language}.", "language")
    with writing() as session:
        session.execute(
            update(Person)
            .where(col(Person.code) == person, col(Person.erased_at).is_(None))
            .values(language=language, wants_mail=wanted)
        )


def _begin(session: Session, person: int) -> str:
    token, moment = new_token(), now()
    session.execute(delete(SignIn).where(col(SignIn.expires_at) < moment - _KEPT))
    session.add(
        SignIn(person_id=person, digest=digest_of(token), began_at=moment, expires_at=moment + SIGN_IN_LIFETIME)
    )
    return token


def _end_all(session: Session, person: int) -> None:
    moment = now()
    session.execute(
        update(SignIn).where(col(SignIn.person_id) == person, col(SignIn.ended_at).is_(None)).values(ended_at=moment)
    )
    session.execute(update(Person).where(col(Person.id) == person).values(signed_out_at=moment))


def _invited(session: Session, code: str) -> tuple[Invitation, Person]:
    found = session.exec(
        select(Invitation, Person)
        .join(Person)
        .where(
            Invitation.digest == digest_of_code(code),
            col(Invitation.used_at).is_(None),
            col(Invitation.expires_at) > now(),
            col(Person.erased_at).is_(None),
        )
    ).one_or_none()
    if found is None:
        raise AccountRefused(AccountProblem.INVITATION)
    return found[0], found[1]


def _count_attempt(email: str, address: str) -> int | None:
    """Count one more attempt before its password is looked at, so that none at the same time goes uncounted.

    Returns the number of the row that counts it for the network address; AccountRefused where it is one too many.
    """
    moment = now()
    subjects = [(email, MOST_ATTEMPTS_FOR_EMAIL), (address, MOST_ATTEMPTS_FROM_ADDRESS)]
    with writing(Queue.SIGN_INS) as session:
        session.execute(delete(SignInAttempt).where(col(SignInAttempt.at) < moment - ATTEMPT_WINDOW))
        full = any(said and _attempts(session, said, moment) >= most for said, most in subjects)
        rows = [] if full else [SignInAttempt(subject=digest_of(said), at=moment) for said, _ in subjects if said]
        session.add_all(rows)
        session.flush()
        counted = rows[-1].id if rows and address else None
    if full:
        _log.warning("An attempt to sign in was refused unseen: too many failed for its e-mail or network address.")
        raise AccountRefused(AccountProblem.TOO_MANY)
    return counted


def _attempts(session: Session, subject: str, moment: datetime) -> int:
    question = select(func.count()).where(
        SignInAttempt.subject == digest_of(subject), col(SignInAttempt.at) >= moment - ATTEMPT_WINDOW
    )
    return session.exec(question).one()


def _forget_attempts(session: Session, email: str, counted: int | None) -> None:
    """Whoever succeeds starts anew; others behind the same network address stay counted."""
    session.execute(delete(SignInAttempt).where(col(SignInAttempt.subject) == digest_of(email)))
    session.execute(delete(SignInAttempt).where(col(SignInAttempt.id) == counted))


def _require_good(password: str, email: str, name: str) -> None:
    problem = password_problem(password, email=email, name=name)
    if problem is not None:
        raise AccountRefused(problem)


def _digest(password: str) -> str:
    with _DIGESTING:
        return _HASHER.hash(plain_password(password).encode(errors="surrogatepass"))


def _fits(kept: str, password: str) -> bool:
    """Whether this is the password. What is too long to be one is cut, and costs as much as any other."""
    with _DIGESTING:
        try:
            return _HASHER.verify(kept, plain_password(password[: LONGEST_PASSWORD + 1]).encode(errors="surrogatepass"))
        except (VerificationError, InvalidHashError):
            return False


@cache
def _nobodys_password() -> str:
    """What is compared where there is no account, for as long as it takes with one."""
    return _digest(new_token())
