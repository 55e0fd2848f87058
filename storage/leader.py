"""Which of several bots on one PostgreSQL works: the one that holds a lock of ours, while its connection lives.

The others take in what comes, and ring; they stand by, and whoever gets the lock next goes on where the last one was.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Final, Self

import psycopg

from storage.bell import CHANNEL
from storage.database import Database, DatabaseGoneError
from storage.postgresql import patience

_LEADS: Final = 0x50454D494D50494E
"""The number of the advisory lock."""
_RETRY_SECONDS: Final = 1.0
_LOOK_SECONDS: Final = 5.0


class LeadLostError(DatabaseGoneError):
    """The connection that held the lock is gone, and another process may work by now."""


class Leader:
    """The lead over all other processes."""

    def __init__(self, connection: psycopg.AsyncConnection[Any]) -> None:
        self._connection = connection

    @classmethod
    @asynccontextmanager
    async def elected(cls, database: Database) -> AsyncIterator[Self]:
        """Wait until no other process leads, then lead until the block ends.

        Raises:
            DatabaseGoneError: meanwhile it does not answer any more.
        """
        how = patience(database.engine.url)
        with _told_as(DatabaseGoneError):
            connection = await psycopg.AsyncConnection.connect(database.url, autocommit=True, **how)
        async with connection:
            with _told_as(DatabaseGoneError):
                # Not one long wait, during which the server could clear away nothing that others delete.
                while not await _takes(connection):  # noqa: ASYNC110 - it is the server that knows, not this process
                    await asyncio.sleep(_RETRY_SECONDS)
                await connection.execute(f"LISTEN {CHANNEL}")
            yield cls(connection)

    async def rings(self) -> AsyncGenerator[None, None]:
        """Tells each time that a process took something in, for as long as this one leads.

        Raises:
            LeadLostError: whoever works must stop at once.
        """
        with _told_as(LeadLostError):
            while True:
                async for _ in self._connection.notifies(timeout=_LOOK_SECONDS):
                    yield
                async with asyncio.timeout(_LOOK_SECONDS):
                    await self._connection.execute("SELECT 1")


async def _takes(connection: psycopg.AsyncConnection[Any]) -> bool:
    cursor = await connection.execute("SELECT pg_try_advisory_lock(%s)", (_LEADS,))
    return bool(await cursor.fetchone() == (True,))


@contextmanager
def _told_as(told: type[DatabaseGoneError]) -> Iterator[None]:
    """Tell the driver's errors in ours."""
    try:
        yield
    except (psycopg.OperationalError, TimeoutError) as error:
        raise told from error
