"""The one thread that writes: work is handed over and its outcome comes back, at half of an executor's cost."""

import asyncio
import threading
from collections.abc import Callable
from contextlib import suppress
from queue import SimpleQueue
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")


class WriterClosedError(Exception):
    """Nobody would ever do it."""


class _Task(NamedTuple):
    work: Callable[[], Any]
    loop: asyncio.AbstractEventLoop
    outcome: asyncio.Future[Any]

    def do(self) -> None:
        """Work, and let the outcome be told where it is waited for."""
        try:
            result = self.work()
        except BaseException as error:  # noqa: BLE001 - whoever waits gets it, whatever it is
            self._tell(self.outcome.set_exception, error)
        else:
            self._tell(self.outcome.set_result, result)

    def _tell(self, settle: Callable[[Any], None], outcome: object) -> None:
        def told() -> None:
            if not self.outcome.done():
                settle(outcome)

        # Whoever waited may be gone, and the loop with them.
        with suppress(RuntimeError):
            self.loop.call_soon_threadsafe(told)


class Writer:
    """Does one piece of work after the other, in a thread that begins with the first."""

    def __init__(self) -> None:
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        # What is under way when the process ends was not committed; nobody needs to wait for it.
        self._thread = threading.Thread(target=self._run, name="database", daemon=True)
        self._closed = False

    async def do(self, work: Callable[[], T]) -> T:
        """The result of `work`, or what it raised; whoever stops waiting does not stop the work.

        Raises:
            WriterClosedError: nothing is done any more.
        """
        if self._closed:
            raise WriterClosedError
        if not self._thread.ident:
            self._thread.start()
        loop = asyncio.get_running_loop()
        outcome: asyncio.Future[T] = loop.create_future()
        self._tasks.put(_Task(work, loop, outcome))
        return await outcome

    def close(self) -> None:
        """Wait for what was handed over; nothing more is taken."""
        self._closed = True
        if self._thread.ident:
            self._tasks.put(None)
            self._thread.join()

    def _run(self) -> None:
        while (task := self._tasks.get()) is not None:
            task.do()
            # What it holds would otherwise live on until the next comes.
            del task
