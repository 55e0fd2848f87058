"""One send, until it is sent or can never be: the tries, the pauses between them, and what is recorded on the way."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final

import structlog

from bot import outgoing
from bot.gateway.limits import Limits
from bot.gateway.send import AnswerLostError, HoldBackError, Post, UndeliverableError
from bot.journal import places
from bot.meter import NOT_MADE, Meter
from storage import outbox
from storage.database import Database
from storage.files import FilesUnavailableError

log = structlog.get_logger()

FIRST_PAUSE: Final = 0.5
_LONGEST_PAUSE: Final = 60.0
_TRIES: Final = 5

Pace = Callable[[], Awaitable[None]]
"""Waits until the next try may be made; what it raises ends the tries."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of it: the message that carries live buttons afterwards, and whether it arrived."""

    screen: int | None
    arrived: bool


class Sending:
    """Sends a row of the outbox; a send whose answer was lost is recorded as ambiguous before it is tried again."""

    def __init__(self, database: Database, post: Post, limits: Limits, meter: Meter | None = None) -> None:
        self._database = database
        self._post = post
        self._limits = limits
        self._meter = meter or Meter()

    async def send(self, row: int, person: int, send: outgoing.Send, screen: int | None, pace: Pace) -> Sent:
        """Try until it is sent, or until Telegram will never take it.

        Raises:
            FilesUnavailableError: what should go along cannot be had now; nothing was sent.
        """
        failures = 0
        while True:
            await pace()
            began = time.perf_counter()
            try:
                shown = await self._post.send(person, send, screen)
            except HoldBackError as error:
                self._meter.hold(error.seconds)
                self._limits.hold(error.seconds)
            except UndeliverableError as error:
                self._meter.refuse(str(error))
                log.warning("a message cannot be delivered", row=row, error=str(error))
                return Sent(screen, arrived=False)
            except AnswerLostError as error:
                self._meter.ambiguous += 1
                log.warning("a send will be tried again", row=row, error=str(error))
                await self._database.run(lambda session: outbox.mark_ambiguous(session, row))
                await asyncio.sleep(min(FIRST_PAUSE * 2**failures, _LONGEST_PAUSE))
                failures += 1
            except FilesUnavailableError:
                raise
            except Exception as error:  # noqa: BLE001 - what one message meets must not stop a person's others
                failures += 1
                log.error("a message could not be made", row=row, error=type(error).__name__, at=places(error))  # noqa: TRY400 - its words may be personal
                if failures == _TRIES:
                    self._meter.refuse(NOT_MADE)
                    return Sent(screen, arrived=False)
                await asyncio.sleep(FIRST_PAUSE)
            else:
                self._meter.sends.add(time.perf_counter() - began)
                return Sent(shown, arrived=True)
