"""Updates pushed to the bot over HTTP: in order for each person, again with back-off until a 2xx comes."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import aiohttp

from bot.playground.updates import Update

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # a header's name
Post = Callable[[str, dict[str, str], bytes], Awaitable[int]]
_LONGEST_PAUSE = 60.0
_SUCCESS = range(200, 300)
_TIMEOUT = aiohttp.ClientTimeout(total=60)


@dataclass(slots=True)
class Webhook:
    """One webhook as the bot set it; `pause` is the first wait after a failure, in seconds."""

    url: str
    secret: str
    max_connections: int
    finished: Callable[[Update], None]
    clock: Callable[[], float]
    pause: float
    last_error: tuple[int, str] | None = None
    _queues: dict[int, deque[Update]] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)
    _gate: asyncio.Semaphore = field(init=False)
    _session: aiohttp.ClientSession | None = None

    def __post_init__(self) -> None:
        self._gate = asyncio.Semaphore(self.max_connections)

    def offer(self, update: Update) -> None:
        """Deliver an update after all earlier ones of the same person."""
        queue = self._queues.get(update.person)
        if queue is not None:
            queue.append(update)
            return
        self._queues[update.person] = deque([update])
        task = asyncio.get_running_loop().create_task(self._drain(update.person))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Stop delivering; what was not delivered stays in the queue of updates."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    async def _drain(self, person: int) -> None:
        queue = self._queues[person]
        while queue:
            pause = self.pause
            while not await self._deliver(queue[0]):
                await asyncio.sleep(pause)
                pause = min(pause * 2, _LONGEST_PAUSE)
            self.finished(queue.popleft())
        del self._queues[person]

    async def _deliver(self, update: Update) -> bool:
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers[SECRET_HEADER] = self.secret
        async with self._gate:
            try:
                status = await self._post(bytes(update.body), headers)
            except (aiohttp.ClientError, TimeoutError, OSError):
                self._fail("Connection failed")
                return False
        if status in _SUCCESS:
            return True
        self._fail(f"Wrong response from the webhook: {status}")
        return False

    async def _post(self, body: bytes, headers: dict[str, str]) -> int:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=_TIMEOUT)
        async with self._session.post(self.url, data=body, headers=headers) as response:
            await response.read()
            return response.status

    def _fail(self, what: str) -> None:
        self.last_error = (int(self.clock()), what)
