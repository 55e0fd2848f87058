"""How many failed tries are free, and how long the pause after them is: it doubles, up to an hour."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

FREE_TRIES: Final = 5
WINDOW: Final = timedelta(hours=1)
FIRST_PAUSE: Final = timedelta(minutes=5)
LONGEST_PAUSE: Final = timedelta(hours=1)
FORGIVEN_AFTER: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tries:
    """The failed tries of one chat or one NIK: how many since `since`, how many pauses so far, until when the last."""

    since: datetime
    failures: int = 0
    pauses: int = 0
    paused_until: datetime | None = None


def after_failure(tries: Tries, now: datetime) -> Tries:
    """Count one more failure; the fifth within an hour begins a pause."""
    pauses = 0 if now - tries.since > FORGIVEN_AFTER else tries.pauses
    fresh = now - tries.since > WINDOW
    since, failures = (now, 1) if fresh else (tries.since, tries.failures + 1)
    if failures < FREE_TRIES:
        return Tries(since, failures, pauses, tries.paused_until)
    pause = min(FIRST_PAUSE * 2**pauses, LONGEST_PAUSE)
    return Tries(now, 0, pauses + 1, now + pause)
