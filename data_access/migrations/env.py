"""Alembic's environment: migrates the store that DATABASE_URL names, or the connection that the program hands over."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy import Connection
from sqlalchemy.types import String, TypeDecorator

from data_access.models import Table
from data_access.store.engine import engine


def plain_type(kind: str, item: object, _context: AutogenContext) -> str | Literal[False]:
    """Write a column's own type as what the engine stores, so that a migration never depends on today's models."""
    if kind != "type" or not isinstance(item, TypeDecorator):
        return False
    stored = item.impl_instance
    return f"sa.String(length={stored.length})" if isinstance(stored, String) and stored.length else f"sa.{stored!r}"


def migrate(connection: Connection) -> None:
    """Run the wanted migrations in one transaction; batch mode lets SQLite alter tables too."""
    context.configure(
        connection=connection, target_metadata=Table.metadata, render_as_batch=True, render_item=plain_type
    )
    with context.begin_transaction():
        context.run_migrations()


given: Connection | None = context.config.attributes.get("connection")
if given is not None:
    migrate(given)
else:
    with engine().connect() as connection:
        migrate(connection)
        connection.commit()
