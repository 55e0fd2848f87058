"""Looks into the database for whoever scrapes: in a thread of their own, beside the writer, and never for long.

What waits is looked up each time. Counting everybody takes a second for a nation's workers, and therefore is done
every 15 seconds at most, and so rarely that it takes a hundredth of the time.
"""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeVar

import structlog
from sqlmodel import Session

from storage import depths
from storage.database import Database
from storage.depths import Census, Depths

log = structlog.get_logger()

T = TypeVar("T")

CENSUS_SECONDS: Final = 15.0
_REST: Final = 100
"""After a count, so many times as long passes before the next."""
_PATIENCE_SECONDS: Final = 5.0
"""Half of what Prometheus waits for a scrape."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look has found."""

    depths: Depths
    census: Census


class Looks:
    """Asks the database one thing at a time, and waits `patience` seconds for the answer.

    `clock` tells how old what waits is, `seconds` how long ago everybody was counted.
    """

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        seconds: Callable[[], float] = time.monotonic,
        *,
        patience: float = _PATIENCE_SECONDS,
    ) -> None:
        self._database = database
        self._clock = clock
        self._seconds = seconds
        self._patience = patience
        self._thread = ThreadPoolExecutor(1, "looks")
        self._census: Census | None = None
        self._due = 0.0

    async def look(self) -> Seen | None:
        """What waits and where everybody stands; None where the database does not answer in time."""
        return await self._ask(self._look)

    async def answered(self) -> bool:
        """Whether the database answers."""
        return await self._ask(depths.is_there) is not None

    def close(self) -> None:
        """Ask nothing more."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def _ask(self, question: Callable[[Session], T]) -> T | None:
        try:
            async with asyncio.timeout(self._patience):
                return await asyncio.get_running_loop().run_in_executor(self._thread, self._read, question)
        except Exception as error:  # noqa: BLE001 - whatever the database meets, the other figures are shown
            log.warning("the database does not answer who watches", error=type(error).__name__)
            return None

    def _read(self, question: Callable[[Session], T]) -> T:
        with self._database.reading() as session:
            return question(session)

    def _look(self, session: Session) -> Seen:
        found = depths.depths(session, self._clock())
        began = self._seconds()
        if self._census is None or began >= self._due:
            self._census = depths.census(session)
            self._due = began + max(CENSUS_SECONDS, _REST * (self._seconds() - began))
        return Seen(found, self._census)
