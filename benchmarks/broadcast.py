"""A message to 100,000 workers: how long Telegram's limits let it take, and what the bot itself needs for it.

Everything is real but Telegram and the clock: the store, the outbox, the words. Whoever waits for a place moves the
clock, and a message is taken at once. Every few seconds somebody asks the bot something in the midst of it; a run in
which the limits were broken, somebody was skipped or told twice, or an answer waited, ends with an error.
"""

import asyncio
import sys
import tempfile
import time
from collections import Counter, deque
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Final

from bot.jobs.broadcasts import AT_ONCE
from tests.jobs.town import ADMIN, FIRST, Town

PEOPLE: Final = 100_000
_PER_SECOND: Final = 30
_BURST: Final = 4
_ASKS_EVERY: Final = 5.0
_SHOWN_EVERY: Final = 5.0
_WHO_ASKS: Final = 5
_ANSWER: Final = "Jawaban Anda"
_BEHIND: Final = 2 * AT_ONCE
"""So many of the broadcast at most go out before an answer: those that are on their way when it is asked for.

The clock moves on with each of them while the disk takes its time, which is why they are counted and not timed.
"""


class _Watch:
    """Looks at each message as it goes out."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._last_second: deque[float] = deque()
        self._asked_at: int | None = None
        self._sent_so_far = 0
        self._asks_at = self._shown_at = town.hours.seconds()
        self.told: Counter[int] = Counter()
        self.most = 0
        self.behind: list[int] = []
        self.ended = asyncio.Event()
        self.showing: set[asyncio.Task[None]] = set()
        town.post.on_send = self._sent

    def _sent(self, person: int) -> None:
        moment, _, words = self._town.post.sent.pop()
        self._sent_so_far += 1
        self._last_second.append(moment)
        while self._last_second[0] <= moment - 1:
            self._last_second.popleft()
        self.most = max(self.most, len(self._last_second))
        if words == _ANSWER and self._asked_at is not None:
            self.behind.append(self._sent_so_far - self._asked_at - 1)
            self._asked_at = None
        elif person == ADMIN:
            self.ended.set()
        else:
            self.told[person] += 1
        self._now_and_then(moment)

    def _now_and_then(self, moment: float) -> None:
        if moment >= self._asks_at and self._asked_at is None:
            self._asks_at, self._asked_at = moment + _ASKS_EVERY, self._sent_so_far
            self._town.answers(_WHO_ASKS, _ANSWER)
            self._town.rung.set()
        if moment >= self._shown_at:
            self._shown_at = moment + _SHOWN_EVERY
            task = asyncio.ensure_future(self._town.progress.show())
            self.showing.add(task)
            task.add_done_callback(self.showing.discard)


async def tell(folder: Path, people: int) -> None:
    """Print the figures of one broadcast; raises SystemExit where it did not keep its word."""
    town = Town(folder, per_second=_PER_SECOND)
    town.settles(people)
    print(f"broadcast: {people:,} workers settled", file=sys.stderr)
    watch = _Watch(town)
    town.begins()
    began, started = town.hours.seconds(), time.perf_counter()
    running = [asyncio.create_task(one.run()) for one in (town.broadcasts, town.delivery)]
    await watch.ended.wait()
    own, simulated = time.perf_counter() - started, town.hours.seconds() - began
    for task in running:
        task.cancel()
    await asyncio.gather(*running, *watch.showing, return_exceptions=True)
    town.database.close()
    if watch.told != Counter(range(FIRST, FIRST + people)):
        raise SystemExit("broadcast: somebody was skipped or told twice")
    if watch.most > _PER_SECOND + _BURST or max(watch.behind) > _BEHIND:
        raise SystemExit(f"broadcast: {watch.most} messages in a second, an answer behind {max(watch.behind)} others")
    print(
        f"broadcast: {people:,} people in {timedelta(seconds=round(simulated))} of Telegram's time, "
        f"{people / simulated:.1f} a second, at most {watch.most} in any; {own:.0f} s of the bot's own"
    )
    print(
        f"broadcast: {len(watch.behind)} answers in the midst of it went out behind {median(watch.behind):.0f} others "
        f"in the median and {max(watch.behind)} at most; progress was shown {len(town.post.notes)} times"
    )


def main() -> None:
    """Tell 100,000 people."""
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(tell(Path(folder), PEOPLE))


if __name__ == "__main__":
    main()
