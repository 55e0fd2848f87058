"""The queue of updates towards the bot: numbered, kept until confirmed, and repeatable on demand.

As with Telegram, `offset` confirms everything below it, only one `getUpdates` waits at a time (the older one is
ended with 409), and an update that was not confirmed comes again.
"""

import asyncio
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import msgspec

from bot.playground.call import CONFLICT, ApiError, Json
from bot.playground.journal import Journal

_REMEMBERED = 10_000
_AFTER_RESTART = 1_000
_LIMIT = 100


@dataclass(slots=True, eq=False)
class Update:
    """One update, encoded once; `person` is whose it is, for order."""

    id: int
    person: int
    body: msgspec.Raw
    done: bool = False


class Updates:
    """What waits for the bot."""

    def __init__(self, journal: Journal | None, first_id: int) -> None:
        self._journal = journal
        self._next = first_id
        self._pending: deque[Update] = deque()
        self._again: deque[Update] = deque()
        self._known: deque[Update] = deque(maxlen=_REMEMBERED)
        self._waiting: asyncio.Future[bool] | None = None
        self.allowed: frozenset[str] = frozenset()
        self.listener: Callable[[Update], None] | None = None
        for row in journal.load("update") if journal else []:
            self._restore(row)
        for row in journal.load("next_update") if journal else []:
            # Ids handed out in a moment that a crash lost must not be used twice: a bot remembers them.
            self._next = max(self._next, row["id"] + _AFTER_RESTART)

    @property
    def last_id(self) -> int:
        """The id of the newest update."""
        return self._next - 1

    @property
    def count(self) -> int:
        """How many updates the bot has not confirmed."""
        return sum(1 for update in self._pending if not update.done)

    def push(self, kind: str, payload: Json, person: int) -> int:
        """Queue one update and give its id; kinds outside `allowed` are dropped, as Telegram does."""
        update_id = self._next
        if self.allowed and kind not in self.allowed:
            return update_id - 1
        self._next += 1
        body = msgspec.json.encode({"update_id": update_id, kind: payload})
        update = Update(update_id, person, msgspec.Raw(body))
        self._pending.append(update)
        self._known.append(update)
        if self._journal is not None:
            self._journal.put("update", update_id, {"id": update_id, "person": person, "body": body.decode()})
            self._journal.put("next_update", 0, {"id": self._next})
        self._offer(update)
        return update_id

    def redeliver(self, which: int | Literal["all"], times: int = 1, *, shuffle: bool = False, seed: int = 0) -> int:
        """Deliver updates again, confirmed or not, `times` more; gives how many deliveries that makes.

        With `shuffle`, people are interleaved at random (by `seed`), each person's own order is kept.
        """
        chosen = [update for update in self._known if which in ("all", update.id)]
        rounds = [update for _ in range(times) for update in chosen]
        for update in _interleaved(rounds, random.Random(seed)) if shuffle else rounds:  # noqa: S311  # no secret
            copy = Update(update.id, update.person, update.body)
            if self.listener is None:
                self._again.append(copy)
            self._offer(copy)
        return len(rounds)

    def backlog(self) -> list[Update]:
        """Give everything that was not delivered yet, and count the repeats as handed over."""
        waiting = [update for update in self._pending if not update.done]
        waiting.extend(self._again)
        self._again.clear()
        return waiting

    def finish(self, update: Update) -> None:
        """Take a delivered update off the queue."""
        update.done = True
        if self._journal is not None:
            self._journal.put("update", update.id, None)
        while self._pending and self._pending[0].done:
            self._pending.popleft()

    def drop(self) -> None:
        """Forget everything that waits (`drop_pending_updates`)."""
        for update in self._pending:
            if self._journal is not None:
                self._journal.put("update", update.id, None)
        self._pending.clear()
        self._again.clear()

    async def get(self, offset: int, limit: int, seconds: float) -> list[msgspec.Raw]:
        """Answer `getUpdates`, waiting up to `seconds`; raises 409 when a newer call ends this one."""
        self.end_waiting()
        self._confirm(offset)
        batch = self._take(limit)
        if batch or seconds <= 0:
            return batch
        waiting = self._waiting = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                alone = await waiting
        except TimeoutError:
            return []
        finally:
            if self._waiting is waiting:
                self._waiting = None
        if not alone:
            raise ApiError(
                CONFLICT,
                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
            )
        return self._take(limit)

    def end_waiting(self) -> None:
        """End a waiting `getUpdates` with 409."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(False)
        self._waiting = None

    def _offer(self, update: Update) -> None:
        if self.listener is not None:
            self.listener(update)
        elif self._waiting is not None and not self._waiting.done():
            self._waiting.set_result(True)

    def _confirm(self, offset: int) -> None:
        if offset < 0:
            keep = list(self._pending)[offset:]
            offset = keep[0].id if keep else self._next
        while self._pending and self._pending[0].id < offset:
            self.finish(self._pending[0])

    def _take(self, limit: int) -> list[msgspec.Raw]:
        limit = min(max(limit, 1), _LIMIT)
        batch = [update.body for update, _ in zip(self._pending, range(limit), strict=False)]
        while self._again and len(batch) < limit:
            batch.append(self._again.popleft().body)
        return batch

    def _restore(self, row: Json) -> None:
        update = Update(row["id"], row["person"], msgspec.Raw(row["body"].encode()))
        self._pending.append(update)
        self._known.append(update)


def _interleaved(updates: list[Update], chance: random.Random) -> list[Update]:
    queues: dict[int, deque[Update]] = {}
    for update in updates:
        queues.setdefault(update.person, deque()).append(update)
    order = [update.person for update in updates]
    chance.shuffle(order)
    return [queues[person].popleft() for person in order]
