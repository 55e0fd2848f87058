"""The real bot, for which it is always a little past noon in WIB: at night nothing is told to many."""

import asyncio
import contextlib
import signal
from datetime import datetime

from bot import bootstrap
from bot.settings import Settings


def noon() -> datetime:
    """The time, but for the hour."""
    return bootstrap.now().replace(hour=5)


def main() -> None:
    """Serve until SIGTERM."""
    asyncio.run(_serve())


async def _serve() -> None:
    async with bootstrap.opened(Settings(), clock=noon) as app:
        running = asyncio.create_task(app.run())
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, running.cancel)
        with contextlib.suppress(asyncio.CancelledError):
            await running
