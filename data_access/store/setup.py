"""Bring a store to the program's version and load the reference facts: States, their names, recorded reviews."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect
from sqlmodel import Session, col, func, select

from data_access.models import DataVersion, Review, State, StateName, Table
from data_access.store.engine import engine, make_store_file, store_file, writing
from data_access.store.errors import StoreNotReady
from data_access.store.history import Family, record_history
from data_access.store.reference import read_reviews, read_sessions, read_spellings, read_states
from data_access.store.store_file import cut_off
from domain import states as facts
from domain.states import NAME_LANGUAGES, StateKind, normalise_name

MIGRATIONS = Path(__file__).parents[1] / "migrations"


@dataclass(frozen=True)
class InitReport:
    """The store after `init`: its schema's revision, and how many Member States it knows."""

    schema: str
    states: int


def init_store() -> InitReport:
    """Create or migrate the store and load the reference facts. Safe to repeat: nothing to do, nothing written.

    Raises StoreNotReady where the store cannot be reached or is of a newer program.
    """
    make_store_file()
    require_undamaged_store()
    with engine().connect() as connection:
        _migrate(connection)
    load_reference()
    with writing() as session:
        members = session.exec(select(func.count()).where(col(State.kind) == StateKind.MEMBER)).one()
    return InitReport(schema=newest_schema(), states=members)


def newest_schema() -> str:
    """The revision that this program works with."""
    head = ScriptDirectory(str(MIGRATIONS)).get_current_head()
    if head is None:
        raise StoreNotReady("The program has no migrations; its installation is incomplete.")
    return head


def schema_of_store() -> str | None:
    """The store's revision, or None where it was never set up; StoreNotReady where it cannot be reached."""
    with engine().connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def require_ready_store() -> None:
    """Refuse, with what to do, a store that this program cannot work with."""
    found, wanted = schema_of_store(), newest_schema()
    if found is not None and found not in known_schemas():
        raise StoreNotReady(_newer(found))
    if found is None and (file := store_file()) and file.cut:
        raise StoreNotReady(f"The store at {shown_url()} holds nothing: {cut_off(file.path)}")
    if found != wanted:
        raise StoreNotReady(
            f"The store at {shown_url()} has schema {found or 'none'}, this program needs {wanted}. "
            "Run: python -m data_access init"
        )


def require_undamaged_store() -> None:
    """Refuse a SQLite file whose pages do not fit together; StoreNotReady says so before anything is written to it."""
    if store_file() is None:
        return
    with engine().connect() as connection:
        found = str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
    if found != "ok":
        shown = found.splitlines()[0].removeprefix("*** in database main ***").strip()
        raise StoreNotReady(f"The store at {shown_url()} is damaged ({shown}). Restore a backup into a new store")


def shown_url() -> str:
    """The store's address without its password."""
    return engine().url.render_as_string(hide_password=True)


def migration_config(connection: Connection) -> Config:
    """Alembic's configuration for work over an open connection."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def known_schemas() -> frozenset[str]:
    """Every revision that this program knows, its own and those before."""
    return frozenset(script.revision for script in ScriptDirectory(str(MIGRATIONS)).walk_revisions())


def _migrate(connection: Connection) -> None:
    found = MigrationContext.configure(connection).get_current_revision()
    if found is not None and found not in known_schemas():
        raise StoreNotReady(_newer(found))
    theirs = set(inspect(connection).get_table_names()) - {*Table.metadata.tables, "alembic_version"}
    if found is None and store_file() and theirs:
        raise StoreNotReady(f"The database at {shown_url()} is another program's: it has a table {min(theirs)}.")
    connection.rollback()
    if found != newest_schema():
        command.upgrade(migration_config(connection), "head")
        connection.commit()


def load_reference() -> None:
    """Bring States, names and recorded reviews up to the checked-in facts; one history entry where any changed."""
    with writing() as session:
        for family in Family:
            if session.get(DataVersion, family.value) is None:
                session.add(DataVersion(family=family.value, number=0))
        session.flush()
        changed = _merge(session, State, map(_state_row, read_states()))
        session.flush()
        names = {normalise_name(name): iso3 for name, iso3 in read_spellings()}
        changed += _merge(session, StateName, (StateName(name=name, iso3=iso3) for name, iso3 in names.items()))
        changed += _load_reviews(session)
        if changed:
            record_history(session, "init", "load_reference", Family.RECOMMENDATIONS, detail={"rows": changed})


def _merge(session: Session, table: type[Table], rows: Iterable[Table]) -> int:
    """Add or update a table's rows by their key; how many were not in the store as they are."""
    # Read at once and remembered by the session, so that merging asks the store for no row by itself.
    known = session.exec(select(table)).all()
    with session.no_autoflush:
        merged = [session.merge(row) if known else row for row in rows]
        session.add_all(merged)
    changed = sum(1 for row in merged if session.is_modified(row) or row in session.new)
    session.flush()
    return changed


def _load_reviews(session: Session) -> int:
    years = {entry.session: entry.year for entry in read_sessions()}
    known = {(review.iso3, review.cycle) for review in session.exec(select(Review))}
    missing = [fact for fact in read_reviews() if (fact.iso3, fact.cycle) not in known]
    session.add_all(
        Review(iso3=fact.iso3, cycle=fact.cycle, session=fact.session, year=years.get(fact.session)) for fact in missing
    )
    session.flush()
    return len(missing)


def _state_row(fact: facts.State) -> State:
    words = {f"name_{language}": fact.names[language] for language in NAME_LANGUAGES}
    formal = {f"formal_{language}": fact.formal[language] for language in NAME_LANGUAGES}
    return State(
        iso3=fact.iso3,
        iso2=fact.iso2,
        kind=fact.kind,
        m49=fact.m49 or "",
        un_group=fact.un_group or "",
        region=fact.region or "",
        subregion=fact.subregion or "",
        ldc=fact.ldc,
        lldc=fact.lldc,
        sids=fact.sids,
        longitude=fact.longitude,
        latitude=fact.latitude,
        **words,
        **formal,
    )


def _newer(found: str) -> str:
    return (
        f"The store at {shown_url()} has schema {found}, which is newer than this program ({newest_schema()}). "
        "Use the newer program, or a backup of before"
    )
