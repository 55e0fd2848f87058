"""What this process has done since it started, counted whether or not anybody asks: plain numbers and no library.

Everything is counted in the event loop's thread, and costs a turn about a microsecond. Nothing tells of whom: what is
told apart is told apart by the kinds listed here, and by the kinds of jobs that there are workers for.
"""

import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

BOUNDS: Final = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0, 120.0)
"""Seconds: from a turn alone to the longest that a job may take."""
LOOPS: Final = ("turns", "chat", "job", "many")
"""What empties the inbox, and the lanes of the outbox."""
NOT_MADE: Final = "NotMade"
"""The refusal of a message that could not be made, time and again."""
OTHER: Final = "other"
"""Whatever is of none of the kinds that are told apart."""
_REFUSALS: Final = ("BadRequest", "Forbidden", "ChatMigrated", "AttachmentGoneError", NOT_MADE, OTHER)


@dataclass(slots=True)
class Histogram:
    """How often something took how long; one count for each of BOUNDS, and one for what took longer."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    seconds: float = 0.0

    def add(self, seconds: float) -> None:
        """Count one that took so long."""
        self.counts[bisect_left(BOUNDS, seconds)] += 1
        self.seconds += seconds

    @contextmanager
    def timed(self) -> Iterator[None]:
        """Count the block, however it ends."""
        began = time.perf_counter()
        try:
            yield
        finally:
            self.add(time.perf_counter() - began)


@dataclass(slots=True)
class Meter:
    """The counts: `held` are the times that Telegram's `retry_after` was obeyed; `beats` are moments of `clock`."""

    clock: Callable[[], float] = time.monotonic
    updates: int = 0
    answered: int = 0
    failed: int = 0
    set_aside: int = 0
    batches: Histogram = field(default_factory=Histogram)
    sends: Histogram = field(default_factory=Histogram)
    refused: dict[str, int] = field(default_factory=lambda: dict.fromkeys(_REFUSALS, 0))
    held: int = 0
    held_seconds: float = 0.0
    ambiguous: int = 0
    jobs: dict[str, Histogram] = field(default_factory=lambda: {OTHER: Histogram()})
    job_failures: dict[str, int] = field(default_factory=lambda: {OTHER: 0})
    jobs_under_way: int = 0
    beats: dict[str, float | None] = field(default_factory=lambda: dict.fromkeys(LOOPS))

    def beat(self, loop: str) -> None:
        """This loop of LOOPS is about to look for something to do."""
        self.beats[loop] = self.clock()

    def still(self) -> dict[str, float | None]:
        """For each of LOOPS, the seconds since its last beat; None before the first."""
        now = self.clock()
        return {loop: None if at is None else now - at for loop, at in self.beats.items()}

    def hold(self, seconds: float) -> None:
        """Telegram wants nothing to be sent for so long, and nothing will be."""
        self.held += 1
        self.held_seconds += seconds

    def refuse(self, kind: str) -> None:
        """A message will never be sent."""
        self.refused[kind if kind in self.refused else OTHER] += 1

    def expect_jobs(self, kinds: Iterable[str]) -> None:
        """Tell jobs of these kinds apart."""
        for kind in kinds:
            self.jobs.setdefault(kind, Histogram())
            self.job_failures.setdefault(kind, 0)

    def job(self, kind: str) -> Histogram:
        """Where jobs of this kind are counted."""
        return self.jobs.get(kind, self.jobs[OTHER])

    def fail_job(self, kind: str) -> None:
        """One try of a job of this kind has failed."""
        self.job_failures[kind if kind in self.job_failures else OTHER] += 1
