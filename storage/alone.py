"""Makes sure that no bot works on a database into which a backup is to be restored."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from storage.backup_manifest import BackupError
from storage.database import Database

_WAIT_SECONDS: Final = 3.0
"""As long as the server may take to notice that a bot was killed."""


@contextmanager
def alone(database: Database) -> Iterator[None]:
    """Keep every bot from its work on the database until the block ends, if none works there now.

    Nothing of this process may have used the database before.

    Raises:
        BackupError: one does, or a program has the SQLite file open.
        sqlalchemy.exc.DBAPIError, sqlite3.Error: the database cannot be used.
    """
    url = database.engine.url
    if url.get_backend_name() == "sqlite":
        if url.database and Path(url.database).exists():
            _open_nowhere(Path(url.database))
        yield
    else:
        database.engine.connect().close()
        with _leading(database):
            yield


def _open_nowhere(path: Path) -> None:
    """SQLite leaves its log, as the next to open it will not, only for whoever is alone with the file."""
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise BackupError("bot_runs") from error
            raise


@contextmanager
def _leading(database: Database) -> Iterator[None]:
    """As the one process that works; whoever starts meanwhile stands by."""
    from storage.leader import Leader  # noqa: PLC0415 - PostgreSQL's own driver

    lead = Leader.elected(database)

    async def begin() -> None:
        async with asyncio.timeout(_WAIT_SECONDS):
            await lead.__aenter__()

    async def end() -> None:
        await lead.__aexit__(None, None, None)

    with asyncio.Runner() as runner:
        try:
            runner.run(begin())
        except TimeoutError as error:
            raise BackupError("bot_runs") from error
        try:
            yield
        finally:
            runner.run(end())
