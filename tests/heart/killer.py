"""Lets the real bot run as a process of its own, and kills it at random moments."""

import asyncio
import random
from collections.abc import Awaitable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from bot.playground.telegram import FakeTelegram
from tests.heart.process import RUN, BotProcess

START_SECONDS: Final = 4.0
PATIENCE: Final = 120.0


class Killer:
    """Lets a bot run, and kills it the moment that a chosen number of calls has come from it, or soon after."""

    def __init__(
        self,
        fake: FakeTelegram,
        variables: Mapping[str, str],
        log: Path,
        chance: random.Random,
        program: Sequence[str] = RUN,
    ) -> None:
        self._variables = variables
        self._log = log
        self._chance = chance
        self._program = program
        self._left = 0
        self._reached = asyncio.Event()
        self.polls = 0
        fake.on_call = self._called

    def _called(self, method: str, params: Mapping[str, Any]) -> None:
        del params
        self.polls += method.lower() == "getupdates"
        self._left -= 1
        if self._left <= 0:
            self._reached.set()

    async def start(self) -> BotProcess:
        return await BotProcess.start(self._variables, self._log, self._program)

    async def kill_once(self, calls: int) -> None:
        """Start it and kill it: in three of four cases among its calls, else anywhere, its start included."""
        self._left = self._chance.randint(1, calls)
        self._reached.clear()
        bot = await self.start()
        anywhere = self._chance.random() < 0.25
        await _at_most(self._reached.wait(), self._chance.uniform(0, START_SECONDS) if anywhere else PATIENCE)
        await _at_most(asyncio.Event().wait(), self._chance.choice((0, 0, 0.002, 0.01, 0.03)))
        assert bot.running, f"the bot ended by itself: {self._log.read_text()[-2000:]}"
        await bot.kill()


async def _at_most(moment: Awaitable[object], seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await moment
    except TimeoutError:
        return
