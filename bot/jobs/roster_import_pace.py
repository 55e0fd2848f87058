"""How many rows one transaction may take, so that it holds the one writer for at most about 50 ms."""

from typing import Final

_HOLD_SECONDS: Final = 0.035
_ROWS: Final = range(25, 1001)
_FIRST: Final = 200


class Pace:
    """Learns from each transaction how many rows the next one may have."""

    def __init__(self) -> None:
        self.rows = _FIRST

    def took(self, rows: int, seconds: float) -> None:
        """So many rows held the writer for so long; twice as many are the most that is tried next."""
        fitting = int(rows * _HOLD_SECONDS / max(seconds, 1e-6))
        self.rows = min(max(fitting, _ROWS[0]), self.rows * 2, _ROWS[-1])
