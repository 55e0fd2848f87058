"""How long the helpdesk takes: the median and the 90th percentile of many durations, and a duration in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

_MINUTE: Final = timedelta(minutes=1)
_MINUTES_A_DAY: Final = 24 * 60
_MINUTES_AN_HOUR: Final = 60
_NINETY: Final = 90


@dataclass(frozen=True, slots=True)
class Spread:
    """What `count` durations are like: half took no longer than `median`, nine in ten no longer than `ninety`."""

    count: int
    median: timedelta
    ninety: timedelta


def spread(durations: Iterable[timedelta]) -> Spread | None:
    """The median, of an even number the middle between the two, and the 90th percentile by nearest rank.

    None for no durations. The nearest rank is always one that was measured, and of fewer than ten the longest.
    """
    ordered = sorted(durations)
    if not ordered:
        return None
    count = len(ordered)
    middle = (ordered[(count - 1) // 2] + ordered[count // 2]) / 2
    return Spread(count, middle, ordered[-(-count * _NINETY // 100) - 1])


def in_words(duration: timedelta) -> str:
    """A duration of zero or more as it is read: `2 jam 10 menit`, `3 hari 4 jam`, `kurang dari 1 menit`.

    Cut, not rounded, to its two largest units: `1 hari 59 menit` is `1 hari`.

    Raises ValueError for less than zero.
    """
    if duration < timedelta():
        raise ValueError("a duration is zero or more")
    days, rest = divmod(duration // _MINUTE, _MINUTES_A_DAY)
    hours, minutes = divmod(rest, _MINUTES_AN_HOUR)
    counted = ((days, "hari"), (hours, "jam"), (0 if days else minutes, "menit"))
    return " ".join(f"{count} {unit}" for count, unit in counted if count) or "kurang dari 1 menit"
