"""The beat of the three loops that empty the inbox and the outbox's two lanes."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final

_LONGEST_SECONDS: Final = 1.0
"""Other processes (an import on the command line) ring no bell here."""


async def keep_at(act: Callable[[], Awaitable[int]], rung: asyncio.Event) -> None:
    """Act for ever: at once again while there was something to do, else when rung or after a second."""
    while True:
        rung.clear()
        if await act():
            continue
        with suppress(TimeoutError):
            # Not wait_for, which on Python 3.11 may swallow a cancellation.
            async with asyncio.timeout(_LONGEST_SECONDS):
                await rung.wait()
