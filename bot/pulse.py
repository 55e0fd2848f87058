"""The beats of the loops that empty the inbox and the outbox's lanes, and of those that look around."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

import structlog

from bot.journal import places

log = structlog.get_logger()

_LONGEST_SECONDS: Final = 1.0
"""Other processes (an import on the command line) ring no bell here."""


async def keep_at(act: Callable[[], Awaitable[int]], rung: asyncio.Event, beat: Callable[[], None]) -> None:
    """Act for ever: at once again while there was something to do, else when rung or after a second.

    Each time begins with a `beat`, so that one which stays out tells that an act does not end.
    """
    while True:
        beat()
        rung.clear()
        if await act():
            continue
        with suppress(TimeoutError):
            # Not wait_for, which on Python 3.11 may swallow a cancellation.
            async with asyncio.timeout(_LONGEST_SECONDS):
                await rung.wait()


async def keep_looking(look: Callable[[], Awaitable[object]], what: str, seconds: float = 60.0) -> None:
    """Look for ever, with a pause after each time; what fails is logged, and tried again after the pause."""
    while True:
        try:
            await look()
        except Exception as error:  # noqa: BLE001 - nothing that one look meets may end the others, or the bot
            log.error("a look broke off", what=what, error=type(error).__name__, at=places(error))  # noqa: TRY400 - its words may be personal
        await asyncio.sleep(seconds)
