"""Where a ledger lies: the only module that tells SQLite from PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, local
from typing import Any, Final

from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Engine,
    create_engine,
    event,
    func,
    inspect,
    make_url,
    text,
)
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as NoConnectionError

from sayso.errors import LedgerError
from sayso.settings import Settings
from sayso.store.tables import run_for_each

STEPS: Final = "sayso.store:migrations"
SCHEMA: Final = "6"  # the newest of the steps
# Threads that ask at once each have a connection. Those kept have their caches filled, and the one given back
# last goes out first; of PostgreSQL's hundred, others need some, too.
_KEPT_CONNECTIONS: Final = 8
MOST_CONNECTIONS: Final = 50
_POOL: Final[dict[str, Any]] = {"pool_size": _KEPT_CONNECTIONS, "pool_use_lifo": True}
_VERSION: Final = text("SELECT version_num FROM ledger_version")
_DURABLE: Final = {True: "PRAGMA synchronous = FULL", False: "PRAGMA synchronous = NORMAL"}
_SCRUB_SQLITE: Final = (
    "INSERT INTO report_words (report_words) VALUES ('optimize')",
    "INSERT INTO claim_words (claim_words) VALUES ('optimize')",
    "VACUUM",
    "PRAGMA wal_checkpoint(TRUNCATE)",
)
_SCRUB_POSTGRES: Final = tuple(
    f"VACUUM FULL {table}"
    for table in (
        "reports",
        "claims",
        "decisions",
        "standing",
        "standing_names",
        "report_words",
        "claim_words",
        "screens",
    )
)
_OTHERS_WRITE: Final = "another program is writing to it; waited {wait} s (ledger_wait_seconds)"
_LOCK_NOT_AVAILABLE: Final = "55P03"  # PostgreSQL's state of that
_SQLITE_SAYS: Final = {
    "SQLITE_BUSY": _OTHERS_WRITE,
    "SQLITE_LOCKED": _OTHERS_WRITE,
    "SQLITE_READONLY": "it or its folder may not be written to",
    "SQLITE_CANTOPEN": "it or a file beside it cannot be opened; may its folder be written to?",
    "SQLITE_FULL": "the disk is full",
    "SQLITE_IOERR": "the disk could not be read or written; is it full?",
    "SQLITE_CORRUPT": "the file is damaged or cut short; restore a copy",
    "SQLITE_NOTADB": "not a ledger: no SQLite file",
}


@dataclass(frozen=True, slots=True)
class Store:
    """An opened database; `where` is its path or URL as it may be shown, without a password."""

    where: str
    engine: Engine
    wait_seconds: int
    _turn: Lock = field(default_factory=Lock)
    _of_thread: local = field(default_factory=local)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the ledger throughout and holds up no writer."""
        if (open_already := getattr(self._of_thread, "connection", None)) is not None:
            yield open_already
            return
        with self._told(), self.engine.connect() as connection:
            if not self._sqlite:  # whose readers would see each commit of others at once
                connection.execution_options(isolation_level="REPEATABLE READ")
            with connection.begin():
                yield connection

    @contextmanager
    def reading_at_once(self) -> Iterator[None]:
        """All that this thread reads meanwhile is read in one such transaction."""
        with self.reading() as connection:
            before = getattr(self._of_thread, "connection", None)
            self._of_thread.connection = connection
            try:
                yield
            finally:
                self._of_thread.connection = before

    @contextmanager
    def writing(self, *, durable: bool = False) -> Iterator[Connection]:
        """A transaction that writes, all or nothing; a second writer waits.

        What was read again from its source after a power cut need not be on the disk at once; with `durable`,
        for what only a person can say again, it is before this returns.
        """
        with self._told(), self._in_turn(), self.engine.connect() as connection:
            if self._sqlite:
                connection.connection.cursor().execute(_DURABLE[durable])
            with connection.execution_options(writes=True).begin():
                yield connection

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """Threads that write to a file do so one after the other.

        SQLite has them look again from time to time: who writes much would leave others no chance.
        """
        if not self._sqlite:
            yield
            return
        if not self._turn.acquire(timeout=self.wait_seconds):
            raise LedgerError(self.where, _OTHERS_WRITE.format(wait=self.wait_seconds))
        try:
            yield
        finally:
            self._turn.release()

    def keep_apart(self) -> None:
        """Has readers and the writer of a file not wait for each other (WAL); the file remembers it."""
        with self._told(), self.engine.connect() as connection:
            outside = connection.execution_options(isolation_level="AUTOCOMMIT")
            outside.exec_driver_sql("PRAGMA journal_mode = WAL")

    def put_words(self, connection: Connection, table: str, words: Mapping[int, Sequence[str]]) -> None:
        """Makes rows found by their words."""
        if self._sqlite:
            statement = f"INSERT INTO {table} (rowid, words) VALUES (:number, :words)"
        else:
            statement = (
                f"INSERT INTO {table} (number, words)"
                " VALUES (:number, array_to_tsvector(string_to_array(:words, ' ')))"
            )
        run_for_each(connection, text(statement), _worded(words))

    def drop_words(self, connection: Connection, table: str, words: Mapping[int, Sequence[str]]) -> None:
        """Takes rows out again; `words` must be those that were put."""
        if self._sqlite:
            statement = f"INSERT INTO {table} ({table}, rowid, words) VALUES ('delete', :number, :words)"
        else:
            statement = f"DELETE FROM {table} WHERE number = :number"
        run_for_each(connection, text(statement), _worded(words))

    def empty_words(self, connection: Connection, table: str) -> None:
        """Takes all rows out."""
        if self._sqlite:
            connection.exec_driver_sql(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
        else:
            connection.exec_driver_sql(f"DELETE FROM {table}")

    def found(self, table: str, number: ColumnElement[int], words: Sequence[str]) -> ColumnElement[bool]:
        """The condition that all words stand in the row of that number."""
        if self._sqlite:
            asked = " AND ".join(f'"{word}"' for word in words)
            chosen = text(f"SELECT rowid FROM {table} WHERE {table} MATCH :words")
        else:
            asked = " & ".join(f"'{word}'" for word in words)
            chosen = text(f"SELECT number FROM {table} WHERE words @@ CAST(:words AS tsquery)")
        return number.in_(chosen.bindparams(words=asked))

    def has_part(self, column: ColumnElement[str], part: str) -> ColumnElement[bool]:
        """The condition that these very characters stand in a text; LIKE takes any case on one store only."""
        return (func.instr if self._sqlite else func.strpos)(column, part) > 0

    def scrub(self) -> None:
        """Leaves nothing of what was taken out in the database's files; others wait meanwhile."""
        statements = _SCRUB_SQLITE if self._sqlite else _SCRUB_POSTGRES
        alone = self.engine.execution_options(isolation_level="AUTOCOMMIT")
        with self._told(), alone.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)

    def close(self) -> None:
        """Lets go of the database; whoever asks for something again is connected anew."""
        self.engine.dispose()

    @property
    def _sqlite(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What a database says in its own way, as one line."""
        try:
            yield
        except DBAPIError as error:
            raise LedgerError(self.where, self._reason(error)) from error
        except NoConnectionError as error:
            reason = f"all {MOST_CONNECTIONS} connections are in use; waited {self.wait_seconds} s"
            raise LedgerError(self.where, f"{reason} (ledger_wait_seconds)") from error

    def _reason(self, error: DBAPIError) -> str:
        name = getattr(error.orig, "sqlite_errorname", None)
        if getattr(error.orig, "sqlstate", None) == _LOCK_NOT_AVAILABLE:
            return _OTHERS_WRITE.format(wait=self.wait_seconds)
        if name is None:
            said = str(error.orig).strip().splitlines()
            return said[0] if said else "the connection was lost"
        known = next((words for start, words in _SQLITE_SAYS.items() if name.startswith(start)), None)
        return known.format(wait=self.wait_seconds) if known else f"{error.orig} ({name})"


def open_store(
    where: str | Path, *, create: bool, settings: Settings, renew: Callable[[Store, Connection], None]
) -> Store:
    """The database at a path or PostgreSQL URL, brought to the newest schema.

    `renew` makes anew what an older one kept otherwise.

    Raises `LedgerError` where there is none (and none is to be made), where it is something else, or where a
    newer Sayso made it.
    """
    wait = settings.ledger_wait_seconds
    if isinstance(where, str) and "://" in where:
        store = _postgres(where, wait)
    else:
        store = _sqlite(Path(where), wait, create=create)
    try:
        _bring_up(store, renew, create=create)
    except BaseException:
        store.close()
        raise
    return store


def _sqlite(path: Path, wait: int, *, create: bool) -> Store:
    where = str(path)
    if path.is_dir():
        raise LedgerError(where, "a folder; expected a ledger file")
    if not path.exists():
        if not create:
            raise LedgerError(where, "no such ledger; `sayso add` makes one")
        if not path.parent.is_dir():
            raise LedgerError(where, f"there is no folder {path.parent}")
    engine = create_engine(
        URL.create("sqlite", database=where), connect_args={"timeout": wait}, max_overflow=-1, **_POOL
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return Store(where, engine, wait)


def _set_up(connection: sqlite3.Connection, _record: object) -> None:
    """A connection that leaves transactions to `_begin`."""
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -65536")  # 64 MiB
    # Pages are often written anew by the next report: seldom taken over into the file, they are so but once.
    connection.execute("PRAGMA wal_autocheckpoint = 8000")


def _begin(connection: Connection) -> None:
    """A writer says so from the start: one that turns writer may fail where waiting would help."""
    options = connection.get_execution_options()
    if options.get("isolation_level") == "AUTOCOMMIT":
        return
    if options.get("writes", False):
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:  # asks for no lock, so it cannot fail, and is most of what is said
        connection.connection.cursor().execute("BEGIN")


def _postgres(where: str, wait: int) -> Store:
    try:
        url = make_url(where)
        shown = url.render_as_string(hide_password=True)
        if url.get_backend_name() not in ("postgresql", "postgres"):
            raise LedgerError(shown, "expected a file, or a URL that begins with postgresql://")
        options = f"{url.query.get('options', '')} -c lock_timeout={wait}s"
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            connect_args={"connect_timeout": wait, "options": options},
            max_overflow=MOST_CONNECTIONS - _KEPT_CONNECTIONS,
            pool_timeout=wait,
            pool_pre_ping=True,  # the server may have been started anew
            **_POOL,
        )
    except (ArgumentError, NoSuchModuleError) as error:
        raise LedgerError(where.partition("@")[2] or where, f"no URL of a ledger: {error}") from error
    except ModuleNotFoundError as error:
        raise LedgerError(shown, "PostgreSQL needs psycopg: pip install 'sayso[postgres]'") from error
    return Store(shown, engine, wait)


def _bring_up(store: Store, renew: Callable[[Store, Connection], None], *, create: bool) -> None:
    """Makes or migrates the tables where the schema is not the newest."""
    with store.reading() as connection:
        schema = _schema(store, connection)
    if store._sqlite and create:
        store.keep_apart()
    if schema == SCHEMA:
        return
    with store.writing(durable=True) as connection:
        if not store._sqlite:  # two may come at once; SQLite's writers wait for each other anyway
            connection.execute(text("SELECT pg_advisory_xact_lock(hashtext('sayso ledger'))"))
        schema = _schema(store, connection)
        if schema is None and not create:
            raise LedgerError(store.where, "an empty database; `sayso add` makes it a ledger")
        if schema != SCHEMA:
            _migrate(store, connection, schema)
            renew(store, connection)


def _schema(store: Store, connection: Connection) -> str | None:
    """The schema's number; None in an empty database."""
    tables = inspect(connection).get_table_names()
    if "ledger_version" in tables:
        return str(connection.execute(_VERSION).scalar_one())
    if (store._sqlite and tables) or "reports" in tables:
        raise LedgerError(store.where, "not a ledger: a database with tables of something else")
    return None


def _migrate(store: Store, connection: Connection, schema: str | None) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", STEPS)
    steps = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    if schema not in {None, *steps}:
        raise LedgerError(
            store.where, f"made by a newer Sayso (schema {schema}; this one knows {SCHEMA}): update Sayso"
        )
    command.upgrade(config, "head")


def _worded(words: Mapping[int, Sequence[str]]) -> list[dict[str, Any]]:
    return [{"number": number, "words": " ".join(sorted(set(each)))} for number, each in words.items()]
