"""The engine, its pragmas, and the only place that commits.

SQLite has one writer. All of a process's transactions therefore queue at one lock, in the thread that `run` keeps for
them, instead of polling each other's `database is locked`; other processes (an import on the command line) are
waited for by SQLite's own busy timeout.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, inspect
from sqlmodel import Session

from storage.writer import Writer

T = TypeVar("T")

_BUSY_TIMEOUT_MS = 30_000
_CHECKPOINT_PAGES = 8_000
"""Whoever commits the page that fills the log pays for emptying it; at SQLite's 1,000 that is one turn in a hundred."""


class Database:
    """One database, and one thread that writes to it."""

    def __init__(self, url: str) -> None:
        self.engine: Engine = create_engine(url, hide_parameters=True)
        _prepare_sqlite(self.engine)
        self._writing = threading.Lock()
        self._connection: Connection | None = None
        self._writer = Writer()

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A session whose work is committed when the block ends, and undone when it raises."""
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
        except BaseException:
            self._disconnect()
            raise

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

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
