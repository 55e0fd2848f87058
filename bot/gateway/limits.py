"""Telegram's limits on sending: so many messages a second for the bot, one a second for a chat, in short bursts."""

import asyncio
import time
from collections import OrderedDict
from typing import Final

_BURST: Final = 4.0
_REMEMBERED: Final = 10_000


class Limits:
    """Paces sends; a rate of 0 is no limit. A `retry_after` from Telegram holds everybody back."""

    def __init__(self, per_second: float, per_chat: float) -> None:
        self._gap = 1 / per_second if per_second else 0.0
        self._chat_gap = 1 / per_chat if per_chat else 0.0
        self._next = 0.0
        self._chats: OrderedDict[int, float] = OrderedDict()

    async def wait(self, person: int) -> None:
        """Until this chat may be sent a message."""
        now = time.monotonic()
        # Each bucket is the time at which it would be full again; it may run a burst ahead of now.
        self._next = max(self._next, now - _BURST * self._gap) + self._gap
        ready = self._next
        if self._chat_gap:
            full = max(self._chats.pop(person, 0.0), now - _BURST * self._chat_gap) + self._chat_gap
            self._chats[person] = full
            ready = max(ready, full)
            while len(self._chats) > _REMEMBERED:
                self._chats.popitem(last=False)
        if ready > now:
            await asyncio.sleep(ready - now)

    def hold(self, seconds: float) -> None:
        """Nobody sends for so long."""
        self._next = max(self._next, time.monotonic() + seconds)
