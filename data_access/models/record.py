"""What is kept on every record: consent, history, versions, and what kind of store this is."""

from datetime import date, datetime

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from data_access.models.base import LINK_TABLE, Table, code_field, key_code_field, moment_field, nullable_code_field
from domain.vocabulary import ConsentBasis, ConsentStatus, OrganizationKind, RecordKind, RemarkKind


class Consent(Table, table=True):
    """What one State concerned says of one record. Changed in place; each change is in the history."""

    __tablename__ = "consent"
    __table_args__ = (
        UniqueConstraint("record_kind", "record_id", "iso3"),
        Index("ix_consent_waiting", "iso3", "status"),
    )

    id: int | None = Field(default=None, primary_key=True)
    record_kind: RecordKind = code_field(RecordKind)
    record_id: int
    iso3: str = Field(foreign_key="state.iso3", max_length=3)
    status: ConsentStatus = code_field(ConsentStatus)
    basis: ConsentBasis | None = nullable_code_field(ConsentBasis)
    #: Reference and date of the note verbale, where that is the basis.
    reference: str = Field(default="", max_length=200)
    reference_date: date | None = None
    changed_at: datetime = moment_field()


class StandingConsent(Table, table=True):
    """A State's consent, ahead of time, to records of one kind of contributor. Ended, not deleted."""

    __tablename__ = "standing_consent"

    id: int | None = Field(default=None, primary_key=True)
    iso3: str = Field(foreign_key="state.iso3", index=True, max_length=3)
    contributor_kind: OrganizationKind = code_field(OrganizationKind)
    basis: ConsentBasis = code_field(ConsentBasis)
    #: Reference and date of the note verbale, where that is the basis.
    reference: str = Field(default="", max_length=200)
    reference_date: date | None = None
    granted_at: datetime = moment_field()
    ended_at: datetime | None = moment_field(None)


class Remark(Table, table=True):
    """What a steward or a State concerned says about a record; its kind says who reads it."""

    __tablename__ = "remark"
    __table_args__ = (Index("ix_remark_record", "record_kind", "record_id"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: RemarkKind = code_field(RemarkKind)
    record_kind: RecordKind = code_field(RecordKind)
    record_id: int
    #: The State that says it; None for a steward's comment.
    iso3: str | None = Field(default=None, foreign_key="state.iso3", max_length=3)
    #: The draft's field that it is about; empty for the record as a whole.
    field: str = Field(default="", max_length=40)
    text: str
    #: Who wrote it, by the name that the history uses.
    author: str = Field(max_length=200)
    written_at: datetime = moment_field()
    #: When it was dealt with, or taken back.
    settled_at: datetime | None = moment_field(None)


class RecordVersion(Table, table=True):
    """What a record said in one of its versions, as it was handed in."""

    __tablename__ = "record_version"
    __table_args__ = LINK_TABLE

    record_code: str = Field(primary_key=True, max_length=20)
    version: int = Field(primary_key=True)
    #: The draft as JSON; the history entry of that version holds its SHA-256.
    content: str
    actor: str = Field(max_length=200)
    at: datetime = moment_field()


class RecordContact(Table, table=True):
    """The person to turn to about a record: personal data, seen by those who need it, and erased on demand."""

    __tablename__ = "record_contact"

    record_code: str = Field(primary_key=True, max_length=20)
    name: str = Field(default="", max_length=200)
    email: str = Field(default="", max_length=254)
    phone: str = Field(default="", max_length=60)


class Reminder(Table, table=True):
    """A reminder that was given, so that none is given twice."""

    __tablename__ = "reminder"
    __table_args__ = LINK_TABLE

    record_code: str = Field(primary_key=True, max_length=20)
    #: A member of `domain.records.clocks.Due`.
    due: str = Field(primary_key=True, max_length=40)
    #: The day that the clock ran to.
    last_day: date = Field(primary_key=True)
    given_at: datetime = moment_field()


class Merge(Table, table=True):
    """That one record or organization was merged into another, and all that it takes to undo that."""

    __tablename__ = "merge"

    id: int | None = Field(default=None, primary_key=True)
    kind: RecordKind = code_field(RecordKind)
    #: Codes of the one that stays and of the one that leads to it.
    kept: str = Field(index=True, max_length=20)
    duplicate: str = Field(index=True, max_length=20)
    #: What stood before and what went over, as JSON; numbers and codes only.
    moved: str
    actor: str = Field(max_length=200)
    merged_at: datetime = moment_field()
    undone_at: datetime | None = moment_field(None)


class NotTheSame(Table, table=True):
    """That two records or organizations, alike as they look, are two; `first` is the smaller code."""

    __tablename__ = "not_the_same"
    __table_args__ = LINK_TABLE

    first: str = Field(primary_key=True, max_length=20)
    second: str = Field(primary_key=True, max_length=20)
    actor: str = Field(max_length=200)
    said_at: datetime = moment_field()


class HistoryEntry(Table, table=True):
    """One thing that happened. Rows are only ever added; each carries the digest of the one before."""

    __tablename__ = "history_entry"
    __table_args__ = (Index("ix_history_entry_record", "record_code"),)

    #: Without gaps, in the order of commits; also the version of the data after it.
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = moment_field()
    #: The acting person's or process's own name in the store; never personal data.
    actor: str = Field(max_length=200)
    #: The command's name.
    action: str = Field(max_length=60)
    record_kind: RecordKind | None = nullable_code_field(RecordKind)
    record_code: str = Field(default="", max_length=20)
    #: What changed, as JSON with sorted keys.
    detail: str = "{}"
    previous_digest: str = Field(max_length=64)
    digest: str = Field(max_length=64)


class DataVersion(Table, table=True):
    """How far a family of tables has moved: the number of the last history entry that touched it."""

    __tablename__ = "data_version"

    #: A member of `data_access.store.history.Family`.
    family: str = Field(primary_key=True, max_length=40)
    number: int = 0


class CodeCounter(Table, table=True):
    """The last number given out in public codes of one kind; numbers are never given twice."""

    __tablename__ = "code_counter"

    kind: RecordKind = key_code_field(RecordKind)
    last: int = 0


class StoreFact(Table, table=True):
    """A fact on the store as a whole, as that it holds demonstration data."""

    __tablename__ = "store_fact"

    name: str = Field(primary_key=True, max_length=40)
    value: str = Field(max_length=200)
