"""What all tables share: one registry, and column types that keep codes, moments and money exact on both engines."""

from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from types import EllipsisType
from typing import Any

from sqlalchemy import DateTime, Dialect, String
from sqlalchemy.orm import registry
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel


class Table(SQLModel, registry=registry()):
    """Base of every table.

    Its registry is its own, so that a reload of the module starts afresh and does not find each table already defined.
    """


class CodeType(TypeDecorator[StrEnum]):
    """A StrEnum stored as its value, so that files, queries and people read the same word."""

    impl = String(40)
    cache_ok = True

    def __init__(self, codes: type[StrEnum]) -> None:
        self.codes = codes
        super().__init__()

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """Refuse a word that is no member (ValueError) before it reaches the store."""
        return None if value is None else self.codes(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """Give the member back."""
        return None if value is None else self.codes(value)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC. SQLite forgets the zone, so it is set again on reading; a naive moment is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Bring the moment to UTC; ValueError where it has no zone."""
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give an aware moment back."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class DecimalText(TypeDecorator[Decimal]):
    """An exact amount, stored as text because SQLite has no decimal type and a float would lose cents."""

    impl = String(40)
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """Write the amount in plain notation."""
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """Read the amount."""
        return None if value is None else Decimal(value)


def code_field(codes: type[StrEnum], default: StrEnum | None = None) -> Any:
    """A column that holds a member of `codes`."""
    # SQLModel hands sa_type on to the column as it is, so that an instance serves as well as a class.
    kind: Any = CodeType(codes)
    return Field(sa_type=kind) if default is None else Field(default=default, sa_type=kind)


def key_code_field(codes: type[StrEnum]) -> Any:
    """A column that holds a member of `codes` and is a part of the key."""
    kind: Any = CodeType(codes)
    return Field(primary_key=True, sa_type=kind)


def nullable_code_field(codes: type[StrEnum]) -> Any:
    """A column that holds a member of `codes` or nothing."""
    kind: Any = CodeType(codes)
    return Field(default=None, sa_type=kind)


def moment_field(default: datetime | EllipsisType | None = ...) -> Any:
    """A column that holds a moment in UTC; nullable where the annotation says so."""
    return Field(default=default, sa_type=UtcDateTime)


def amount_field() -> Any:
    """A column that holds an exact amount."""
    return Field(sa_type=DecimalText)


# Every constraint has a name, so that migrations can alter it on SQLite too.
Table.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

#: Link tables are read by their whole key, which without row numbers is the table itself on SQLite.
LINK_TABLE = {"sqlite_with_rowid": False}
