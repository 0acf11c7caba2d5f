"""Bulk writing: rows with numbers of our own, and the store's numbering moved behind them."""

from sqlalchemy import func
from sqlalchemy import table as named_table
from sqlmodel import Session, column, select

from data_access.models import Table


def restart_numbers(session: Session, table: type[Table]) -> None:
    """Let a table's own numbering go on after the numbers that we gave; SQLite does so by itself."""
    if session.connection().dialect.name != "postgresql":
        return
    name = str(table.__tablename__)
    last = select(func.max(column("id"))).select_from(named_table(name)).scalar_subquery()
    session.connection().execute(select(func.setval(func.pg_get_serial_sequence(name, "id"), last)))
