"""Lets the real bot run as a process of its own, for many lives, and kills it at random moments."""

import asyncio
import random
from collections.abc import Awaitable, Mapping
from pathlib import Path
from typing import Any, Final

from bot.playground.telegram import FakeTelegram
from tests.heart.process import Born, Nursery

START_SECONDS: Final = 2.0
PATIENCE: Final = 120.0
IDLE_SECONDS: Final = 5.0
"""A bot that has called and then calls nothing for so long has no more to do, however many calls were chosen."""


class Killer:
    """Lets a bot run, and kills it the moment that a chosen number of calls has come from it, or soon after."""

    def __init__(
        self,
        fake: FakeTelegram,
        nursery: Nursery,
        log: Path,
        chance: random.Random,
    ) -> None:
        self._nursery = nursery
        self._log = log
        self._chance = chance
        self._left = 0
        self._calls = 0
        self._reached = asyncio.Event()
        self.polls = 0
        fake.on_call = self._called

    def _called(self, method: str, params: Mapping[str, Any]) -> None:
        del params
        self.polls += method.lower() == "getupdates"
        self._calls += 1
        self._left -= 1
        if self._left <= 0:
            self._reached.set()

    async def start(self) -> Born:
        """The next life."""
        return await self._nursery.bear()

    async def kill_once(self, calls: int) -> None:
        """Start it and kill it: in three of four cases among its calls, else anywhere, its start included."""
        self._left = self._chance.randint(1, calls)
        self._reached.clear()
        bot = await self.start()
        if self._chance.random() < 0.25:
            await _at_most(self._reached.wait(), self._chance.uniform(0, START_SECONDS))
        else:
            await _at_most(self._reached_or_idle(), PATIENCE)
        await _at_most(asyncio.Event().wait(), self._chance.choice((0, 0, 0.002, 0.01, 0.03)))
        assert await bot.is_running(), f"the bot ended by itself: {self._log.read_text()[-2000:]}"
        await bot.kill()

    async def _reached_or_idle(self) -> None:
        calls, seen = self._calls, -1
        while not self._reached.is_set() and seen != self._calls:
            seen = self._calls if self._calls > calls else -1
            await _at_most(self._reached.wait(), IDLE_SECONDS)


async def _at_most(moment: Awaitable[object], seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await moment
    except TimeoutError:
        return
