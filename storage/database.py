"""The engine, what each kind of database needs to be told, and the only place that commits.

There is one writer, everywhere: SQLite knows no other way, and on PostgreSQL each transaction takes a lock of ours
first, so that what was read in it stays true until it commits, and no rule needs to be proven twice. A process's
transactions queue in the thread that `run` keeps for them; other processes (an import on the command line, another
bot) are waited for by the database. Turns go in batches, so one writer is no wall; who only looks waits for nobody.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url
from sqlmodel import Session

from storage.writer import Writer

T = TypeVar("T")

_BUSY_TIMEOUT_MS = 30_000
_CHECKPOINT_PAGES = 8_000
"""Whoever commits the page that fills the log pays for emptying it; at SQLite's 1,000 that is one turn in a hundred."""


class DatabaseGoneError(Exception):
    """The database does not answer any more."""


class Database:
    """One database, and one thread that writes to it."""

    def __init__(self, url: str) -> None:
        self.engine: Engine = _engine(make_url(url))
        self._writing = threading.Lock()
        self._connection: Connection | None = None
        self._writer = Writer()

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session whose work is committed when the block ends, and undone when it raises.

        Raises:
            DatabaseGoneError: the server hung up meanwhile; what was not committed is undone.
        """
        with self._writing, self._begun() as connection:
            session = Session(connection, autoflush=False)
            yield session
            # Prepared statements go past the session; one that nobody else used has nothing to write.
            if session.in_transaction():
                session.commit()
                session.close()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that sees one moment of what is kept, and holds up nobody: for long looks, outside the writer."""
        with self.engine.connect().execution_options(reading=True) as connection, connection.begin() as begun:
            yield Session(connection, autoflush=False)
            begun.rollback()

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        """The connection that all transactions share, in a transaction of its own; after a failure, a new one."""
        self._connection = self._connection or self.engine.connect()
        try:
            with self._connection.begin():
                yield self._connection
        except BaseException as error:
            gone = isinstance(error, Exception) and _has_hung_up(self._connection)
            self._disconnect()
            if gone:
                raise DatabaseGoneError from error
            raise

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    @property
    def url(self) -> str:
        """Its address for another process, with the password and an absolute path."""
        url = self.engine.url
        if url.get_backend_name() == "sqlite" and url.database:
            url = url.set(database=str(Path(url.database).resolve()))
        return url.set(drivername=url.get_backend_name()).render_as_string(hide_password=False)

    @property
    def is_shared(self) -> bool:
        """Whether several bots may run on it."""
        return self.engine.dialect.name != "sqlite"

    def is_empty(self) -> bool:
        """Whether nothing was ever kept here."""
        return not inspect(self.engine).get_table_names()

    async def run(self, work: Callable[[Session], T]) -> T:
        """Run `work` in one transaction on the writer thread; a batch of work belongs into one call."""
        return await self._writer.do(lambda: self._transact(work))

    def _transact(self, work: Callable[[Session], T]) -> T:
        with self.transaction() as session:
            return work(session)

    def close(self) -> None:
        """Wait for the transaction under way and release the file."""
        self._writer.close()
        self._disconnect()
        self.engine.dispose()


def _has_hung_up(connection: Connection) -> bool:
    """Whether a server has; hot statements go past SQLAlchemy, which would know."""
    return connection.invalidated or bool(getattr(connection.connection.driver_connection, "closed", False))


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        from storage.postgresql import postgresql_engine  # noqa: PLC0415 - a driver that SQLite does without

        return postgresql_engine(url)
    engine = create_engine(url, hide_parameters=True)
    _prepare_sqlite(engine)
    return engine


def _prepare_sqlite(engine: Engine) -> None:
    """WAL, a sync at every commit, foreign keys, and BEGIN IMMEDIATE in place of the driver's late BEGIN."""

    @event.listens_for(engine, "connect")
    def _pragmas(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's own object
        connection.isolation_level = None
        for pragma in (
            f"busy_timeout={_BUSY_TIMEOUT_MS}",
            "journal_mode=WAL",
            "synchronous=FULL",
            f"wal_autocheckpoint={_CHECKPOINT_PAGES}",
            "foreign_keys=ON",
            "temp_store=MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:  # noqa: ANN401 - SQLAlchemy's own object
        reads = connection.get_execution_options().get("reading")
        connection.connection.driver_connection.execute("BEGIN" if reads else "BEGIN IMMEDIATE")
