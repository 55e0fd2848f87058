"""Patience with the network: a call is repeated until Telegram itself has answered it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog
from telegram.error import BadRequest, NetworkError, RetryAfter

log = structlog.get_logger()

_FIRST_PAUSE: Final = 1.0
_LONGEST_PAUSE: Final = 30.0


async def insist(act: Callable[[], Awaitable[object]]) -> None:
    """Repeat an act, with growing pauses, for as long as it is only the network that fails.

    Raises:
        telegram.error.TelegramError: Telegram itself refused.
    """
    pause = _FIRST_PAUSE
    while True:
        try:
            await act()
        except BadRequest:
            raise
        except RetryAfter as error:
            await asyncio.sleep(seconds_of(error))
        except NetworkError as error:
            log.warning("Telegram does not answer yet", error=type(error).__name__)
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)
        else:
            return


def seconds_of(error: RetryAfter) -> float:
    """How long Telegram wants to be left alone."""
    after = error.retry_after
    return float(after) if isinstance(after, int) else after.total_seconds()
