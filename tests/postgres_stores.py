"""Empty stores on a PostgreSQL server of the tests' own: copies of one template, emptied again after each test.

To make a database takes a third of a second, to empty one a hundredth.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, Engine, create_engine, text

TEMPLATE = "empty_store"
#: What is deleted stays in the files for a while, so a database is given up before it could grow slow.
MOST_USES = 50
#: Everything that a migration could change. A copy keeps the numbers of its template, so they can be compared.
_SHAPE = """
    SELECT md5(string_agg(line, ';' ORDER BY line)) FROM (
        SELECT concat_ws(' ', 'relation', oid, relname, relkind) AS line
          FROM pg_class WHERE relnamespace = 'public'::regnamespace
        UNION ALL SELECT concat_ws(' ', 'column', attrelid, attname, atttypid, attnotnull, attisdropped)
          FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid WHERE relnamespace = 'public'::regnamespace
        UNION ALL SELECT concat_ws(' ', 'constraint', oid, conname)
          FROM pg_constraint WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT concat_ws(' ', 'trigger', pg_trigger.oid, tgname, tgenabled)
          FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid WHERE relnamespace = 'public'::regnamespace
    ) AS described
"""


@dataclass
class EmptyStores:
    """Gives out the addresses of databases with an empty store, one after the other."""

    server: str
    #: The database that the last test left empty again, and how often it was used.
    _ready: str | None = None
    _uses: int = 0
    _tables: list[str] = field(default_factory=list)
    _facts: list[str] = field(default_factory=list)
    _numbers: dict[str, int | None] = field(default_factory=dict)
    _shape: str = ""

    def prepare(self) -> None:
        """Learn what the template holds, and lay a copy of its facts beside them in each database to come."""
        with _connection(database_on(self.server, TEMPLATE)) as template:
            self._tables = list(
                template.scalars(text("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'"))
            )
            self._facts = [each for each in self._tables if _has_rows(template, each)]
            self._shape = template.scalars(text(_SHAPE)).one()
            self._numbers = _numbers(template)
            template.execute(text("CREATE SCHEMA as_set_up"))
            for table in self._facts:
                template.execute(text(f"CREATE TABLE as_set_up.{table} AS TABLE public.{table}"))

    def take(self) -> str:
        """The name of a database with an empty store; never one that was given out before."""
        name = f"store_{uuid.uuid4().hex}"
        if self._ready is None:
            run_on_server(self.server, f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
            self._uses = 0
        else:
            run_on_server(self.server, f"ALTER DATABASE {self._ready} RENAME TO {name}")
        self._ready = None
        self._uses += 1
        return name

    def give_back(self, name: str) -> None:
        """Empty a database for the next test; one whose tables a test has changed is dropped."""
        run_on_server(
            self.server, f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'"
        )
        if self._uses < MOST_USES and self._emptied(name):
            self._ready = name
        else:
            run_on_server(self.server, f"DROP DATABASE {name} WITH (FORCE)")

    def _emptied(self, name: str) -> bool:
        with _connection(database_on(self.server, name)) as store:
            if store.scalars(text(_SHAPE)).one() != self._shape:
                return False
            # Neither the order of the tables nor the rule that history is not deleted is in the way.
            store.execute(text("SET session_replication_role = replica"))
            for table in self._tables:
                if table not in self._facts and _has_rows(store, table):
                    store.execute(text(f"DELETE FROM {table}"))
            for table in self._facts:
                both = f"(TABLE {table} EXCEPT ALL TABLE as_set_up.{table})"
                back = f"(TABLE as_set_up.{table} EXCEPT ALL TABLE {table})"
                if store.scalars(text(f"SELECT EXISTS {both} OR EXISTS {back}")).one():
                    store.execute(text(f"DELETE FROM {table}"))
                    store.execute(text(f"INSERT INTO {table} SELECT * FROM as_set_up.{table}"))
            for sequence, last in _numbers(store).items():
                if last != self._numbers[sequence]:
                    again = {"sequence": sequence, "last": self._numbers[sequence] or 1}
                    begun = self._numbers[sequence] is not None
                    store.execute(text("SELECT setval(:sequence, :last, :begun)"), {**again, "begun": begun})
        return True


def database_on(server_url: str, name: str) -> str:
    """The address of a database on the tests' server."""
    base, _, query = server_url.partition("?")
    return f"{base.rsplit('/', 1)[0]}/{name}{'?' + query if query else ''}"


def run_on_server(server_url: str, statement: str) -> None:
    """Run one statement outside of a transaction on the server's own database."""
    admin = _engine(server_url)
    with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(statement))
    admin.dispose()


@contextmanager
def _connection(url: str) -> Iterator[Connection]:
    """A transaction on a database, which nobody is connected to any more afterwards."""
    made = _engine(url)
    with made.begin() as connection:
        yield connection
    made.dispose()


def _engine(url: str) -> Engine:
    return create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1))


def _has_rows(connection: Connection, table: str) -> bool:
    return bool(connection.scalars(text(f"SELECT EXISTS (SELECT FROM {table})")).one())


def _numbers(connection: Connection) -> dict[str, int | None]:
    asked = "SELECT quote_ident(sequencename), last_value FROM pg_sequences WHERE schemaname = 'public'"
    return {str(row[0]): row[1] for row in connection.execute(text(asked))}
