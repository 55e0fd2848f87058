"""Row identities that are known before a row is written, because a sealed column is bound to its row."""

import os
import threading
import time
from datetime import UTC, datetime

_EPOCH_MS = 1_640_995_200_000  # 2022-01-01T00:00:00Z
_SEQUENCE_BITS = 22


class _Clock:
    """Hands out strictly rising numbers: 41 bits of milliseconds, then 22 of sequence and chance."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0

    def next(self) -> int:
        moment = (time.time_ns() // 1_000_000 - _EPOCH_MS) << _SEQUENCE_BITS
        with self._lock:
            if moment > self._last:
                # A random start keeps two processes apart within one millisecond; the low half stays for counting up.
                self._last = moment | int.from_bytes(os.urandom(2)) << 5
            else:
                self._last += 1
            return self._last


_clock = _Clock()


def new_id() -> int:
    """A unique, time-ordered positive 63-bit integer; rising within a process, whatever the clock does."""
    return _clock.next()


def id_at(moment: datetime) -> int:
    """A bound: the rows of before this moment (aware) have smaller identities, those of after it greater ones."""
    return max(0, int(moment.timestamp() * 1000) - _EPOCH_MS) << _SEQUENCE_BITS


def made_at(row: int) -> datetime:
    """When this identity was made, to the millisecond; aware."""
    return datetime.fromtimestamp(((row >> _SEQUENCE_BITS) + _EPOCH_MS) / 1000, UTC)
