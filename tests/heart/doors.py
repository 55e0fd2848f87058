"""What the tests of the ways in share: an intake that waits for the test's word, a free port, and a running bot."""

import asyncio
import random
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from bot import bootstrap
from bot.app import App
from bot.gateway.intake import Intake
from bot.gateway.updates import Update
from bot.settings import Settings

MakeSettings = Callable[..., Settings]


class Held(Intake):
    """An intake whose commit waits for the test's word, or fails."""

    def __init__(self, *, fails: bool = False) -> None:
        self.asked = asyncio.Event()
        self.committed = asyncio.Event()
        self.taken: list[int] = []
        self._fails = fails

    async def take(self, updates: Sequence[Update]) -> None:
        self.taken += [update.update_id for update in updates]
        self.asked.set()
        if self._fails:
            raise OSError("the disk is full")
        await self.committed.wait()


def free_port() -> int:
    """A port of loopback that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[App]:
    """A bot at work."""
    async with bootstrap.opened(settings, dice=random.Random(7)) as app:
        task = asyncio.create_task(app.run())
        try:
            yield app
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
