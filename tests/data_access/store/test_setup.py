"""The store is created, migrated up and down, and set up again without a change."""

from datetime import timedelta

import pytest
from alembic import command
from sqlalchemy import inspect, text
from sqlmodel import col, func, select

from data_access.commands import set_request_status
from data_access.models import HistoryEntry, Request, State, StateName, Table
from data_access.store.engine import engine, reading, store_answers, writing
from data_access.store.errors import StoreNotReady
from data_access.store.setup import init_store, migration_config, require_ready_store, schema_of_store
from domain.people.permissions import Actor, Role
from domain.states import StateKind
from domain.vocabulary import RequestStatus
from tests.builder_rows import MOMENT
from tests.builders import add_request


def test_init_loads_193_member_states_and_says_so(store: str) -> None:
    assert init_store().states == 193
    with reading() as session:
        observers = session.exec(select(State.iso3).where(col(State.kind) == StateKind.OBSERVER)).all()
    assert set(observers) == {"VAT", "PSE"}


def test_init_twice_writes_nothing_the_second_time(store: str) -> None:
    with reading() as session:
        before = session.exec(select(func.count()).select_from(HistoryEntry)).one()
    init_store()
    with reading() as session:
        assert session.exec(select(func.count()).select_from(HistoryEntry)).one() == before


def test_a_wrong_fact_in_the_store_is_put_right_by_init(store: str) -> None:
    with writing() as session:
        session.get_one(State, "KEN").name_en = "Wrong"
    init_store()
    with reading() as session:
        assert session.get_one(State, "KEN").name_en == "Kenya"


def test_every_known_spelling_is_in_the_store(store: str) -> None:
    with reading() as session:
        assert session.get_one(StateName, "turkey").iso3 == "TUR"


def test_the_migrated_store_has_exactly_the_tables_and_columns_of_the_models(store: str) -> None:
    found = inspect(engine())
    for name, table in Table.metadata.tables.items():
        assert {column["name"] for column in found.get_columns(name)} == set(table.columns.keys()), name
    assert set(found.get_table_names()) == {*Table.metadata.tables, "alembic_version"}


def test_migrations_go_down_and_up_again(store: str) -> None:
    with engine().connect() as connection:
        command.downgrade(migration_config(connection), "base")
        connection.commit()
    assert not store_answers()
    with pytest.raises(StoreNotReady, match="python -m data_access init"):
        require_ready_store()
    assert init_store().states == 193
    require_ready_store()


def test_a_store_that_is_brought_up_knows_from_its_history_which_requests_were_set_back_to_open(store: str) -> None:
    back, once, kept = add_request(), add_request(), add_request()
    steward = Actor("steward-1", frozenset({Role.STEWARD}))
    for code in (back, once):
        set_request_status(steward, code, 1, RequestStatus.IN_DIALOGUE, at=MOMENT)
    set_request_status(steward, back, 2, RequestStatus.OPEN, at=MOMENT + timedelta(days=9))
    with engine().connect() as connection:
        command.downgrade(migration_config(connection), "0003")
        connection.commit()
    with writing() as session:
        session.execute(text("UPDATE request SET closing_reason = 'No reason'"))
    init_store()
    with reading() as session:
        found = {row.code: (row.reopened_at, row.closing_reason) for row in session.exec(select(Request))}
    assert found == {back: (MOMENT + timedelta(days=9), ""), once: (None, ""), kept: (None, "")}


def test_a_store_of_a_newer_program_is_left_alone(store: str) -> None:
    with writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreNotReady, match="newer than this program"):
        init_store()
    assert schema_of_store() == "9999"


def test_a_store_that_cannot_be_reached_is_said_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody:secret@127.0.0.1:9/none?connect_timeout=2")
    with pytest.raises(StoreNotReady) as refusal:
        init_store()
    assert "secret" not in str(refusal.value)
    assert "\n" not in str(refusal.value)
