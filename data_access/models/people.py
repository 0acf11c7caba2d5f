"""People: who they are, what they may do, how they sign in, what they write and what is written to them.

Names and addresses of people stand in these tables only, so that one command can give them out or erase them; history
and records name a person by code.
"""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field

from data_access.models.base import Table, code_field, moment_field, nullable_code_field
from domain.people.permissions import Role
from domain.people.personas import Persona
from domain.vocabulary import RecordKind


class Person(Table, table=True):
    """Somebody who signs in. An erased person keeps the code, which the history names, and nothing else."""

    __tablename__ = "person"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=20)
    #: In lower case; None once the person is erased, and for a persona of the demonstration.
    email: str | None = Field(default=None, unique=True, max_length=254)
    name: str = Field(default="", max_length=200)
    #: The language of letters to this person, ISO 639-1.
    language: str = Field(default="en", max_length=2)
    #: Digest of the password by Argon2, with its salt and parameters; None without a local account.
    password: str | None = Field(default=None, max_length=200)
    #: Whether what waits is also told by e-mail.
    wants_mail: bool = True
    #: Set on the demonstration's personas only.
    persona: Persona | None = nullable_code_field(Persona)
    created_at: datetime = moment_field()
    #: What an identity provider said before this moment no longer signs the person in.
    signed_out_at: datetime | None = moment_field(None)
    erased_at: datetime | None = moment_field(None)


class Membership(Table, table=True):
    """A role that a person has: of a State for its focal point, of an organization for a contributor."""

    __tablename__ = "membership"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    role: Role = code_field(Role)
    iso3: str | None = Field(default=None, foreign_key="state.iso3", max_length=3)
    organization_id: int | None = Field(default=None, foreign_key="organization.id")
    granted_at: datetime = moment_field()
    #: The actor's name in the history.
    granted_by: str = Field(max_length=200)


class Invitation(Table, table=True):
    """A code that lets the invited person choose a password, once."""

    __tablename__ = "invitation"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    #: SHA-256 of the code; the code itself is nowhere in the store.
    digest: str = Field(unique=True, max_length=64)
    created_at: datetime = moment_field()
    expires_at: datetime = moment_field()
    used_at: datetime | None = moment_field(None)


class SignIn(Table, table=True):
    """One browser that is signed in with a local account or as a persona."""

    __tablename__ = "sign_in"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    #: SHA-256 of the token in the browser's cookie.
    digest: str = Field(unique=True, max_length=64)
    began_at: datetime = moment_field()
    expires_at: datetime = moment_field()
    ended_at: datetime | None = moment_field(None)


class SignInAttempt(Table, table=True):
    """One attempt to sign in that failed, kept for as long as attempts are counted."""

    __tablename__ = "sign_in_attempt"
    __table_args__ = (Index("ix_sign_in_attempt_subject_at", "subject", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    #: SHA-256 of the e-mail address or of the network address that was tried.
    subject: str = Field(max_length=64)
    at: datetime = moment_field()


class Draft(Table, table=True):
    """A contribution that somebody is writing; only that person sees it."""

    __tablename__ = "draft"

    id: int | None = Field(default=None, primary_key=True)
    #: Random; the draft's name in addresses.
    key: str = Field(unique=True, max_length=40)
    person_id: int = Field(foreign_key="person.id", index=True)
    kind: RecordKind = code_field(RecordKind)
    #: What the form holds, as JSON.
    content: str
    version: int = 1
    created_at: datetime = moment_field()
    updated_at: datetime = moment_field()
    #: The record that this draft revises, and the version of it that the person read; empty for a new record.
    record_code: str = Field(default="", max_length=20)
    record_version: int = 0


class Letter(Table, table=True):
    """An e-mail that is to be sent, or was. The queue outlives a mail server that does not answer."""

    __tablename__ = "letter"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    subject: str = Field(max_length=300)
    body: str
    queued_at: datetime = moment_field()
    #: No attempt before this moment; None once sent or given up.
    due_at: datetime | None = moment_field(None)
    sent_at: datetime | None = moment_field(None)
    attempts: int = 0
    #: What the mail server said last.
    trouble: str = Field(default="", max_length=300)
