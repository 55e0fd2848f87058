"""A circuit breaker: a directory that keeps failing is left alone for a while, then tried with one question.

Closed, every question passes. After so many failures in a row it opens, and questions fail at once. When the pause is
over a single one passes to try: if it is answered the breaker closes, if not the pause begins anew.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.directory.interface import DirectoryDownError


class Breaker:
    """Counts one directory's failures; `pause` is in seconds of `clock`, which never goes back."""

    def __init__(self, failures: int, pause: float, clock: Callable[[], float]) -> None:
        self._most = failures
        self._pause = pause
        self._clock = clock
        self._failures = 0
        self._opened: float | None = None
        self._probing = False

    @contextmanager
    def passage(self) -> Iterator[None]:
        """Let a question pass and learn from how it ends: only DirectoryDownError is a failure of the directory's.

        Raises:
            DirectoryDownError: `paused`, and the question was not asked.
        """
        probe = self._enter()
        try:
            yield
        except DirectoryDownError:
            self._failed(probe=probe)
            raise
        else:
            self._answered(probe=probe)
        finally:
            if probe:
                self._probing = False

    def _enter(self) -> bool:
        """Whether this question is the one that tries."""
        if self._opened is None:
            return False
        if self._probing or self._clock() - self._opened < self._pause:
            raise DirectoryDownError("paused")
        self._probing = True
        return True

    def _failed(self, *, probe: bool) -> None:
        self._failures += 1
        # Questions asked before it opened may still fail; they do not make the pause longer.
        if probe or (self._opened is None and self._failures >= self._most):
            self._opened = self._clock()

    def _answered(self, *, probe: bool) -> None:
        if probe or self._opened is None:
            self._failures, self._opened = 0, None
