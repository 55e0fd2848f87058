"""Telegram's limits on sending: so many messages a second for the bot, one a second for a chat, in short bursts."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Final

_BURST: Final = 4.0
_LEAST_REST: Final = 0.001
"""A rest that is lost in rounding would never end."""
_REMEMBERED: Final = 10_000


class Limits:
    """Paces sends; a rate of 0 is no limit. A `retry_after` from Telegram holds everybody back."""

    def __init__(
        self,
        per_second: float,
        per_chat: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._gap = 1 / per_second if per_second else 0.0
        self._chat_gap = 1 / per_chat if per_chat else 0.0
        self._clock = clock
        self._sleep = sleep
        self._next = 0.0
        self._held = 0.0
        self._chats: OrderedDict[int, float] = OrderedDict()
        self._last = asyncio.Lock()

    async def wait(self, person: int) -> None:
        """Until this chat may be sent a message."""
        while True:
            ready = self._place(person)
            if (left := ready - self._clock()) > 0:
                await self._sleep(left)
            # Whoever had a place already when Telegram held everybody back takes a new one behind that.
            if self._clock() >= self._held:
                return

    async def wait_behind_all(self, person: int) -> None:
        """Until this chat may be sent a message that is in no hurry, one of those after the other.

        It takes no place ahead of time and nothing of the burst, so that whoever else sends meanwhile goes at once.
        """
        async with self._last:
            while (left := self._idle_at(person) - self._clock()) > 0:
                await self._sleep(max(left, _LEAST_REST))
            self._place(person)

    async def rest(self) -> None:
        """Until nobody is held back: for calls that are no messages, which Telegram does not count."""
        while (left := self._held - self._clock()) > 0:
            await self._sleep(left)

    def hold(self, seconds: float) -> None:
        """Nobody sends for so long."""
        self._held = max(self._held, self._clock() + seconds)
        self._next = max(self._next, self._held)

    def _idle_at(self, person: int) -> float:
        """When the bot's whole burst is there again, and a place of this chat."""
        of_chat = self._chats[person] + self._chat_gap if person in self._chats else 0.0
        return max(self._held, self._next + _BURST * self._gap, of_chat)

    def _place(self, person: int) -> float:
        """When the next message to this chat may go; that place is taken."""
        now = self._clock()
        # Each bucket is the time at which it would be full again; it may run a burst ahead of now.
        ready = self._next = max(self._next, now - _BURST * self._gap) + self._gap
        if self._chat_gap:
            full = max(self._chats.pop(person, 0.0), now - _BURST * self._chat_gap) + self._chat_gap
            self._chats[person] = full
            ready = max(ready, full)
            while len(self._chats) > _REMEMBERED:
                self._chats.popitem(last=False)
        return ready
