"""The outbox's job lane: one job of a person at a time, people side by side; each result goes into the inbox."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any, Final, assert_never

import msgspec
import structlog
from sqlmodel import Session

from bot import outgoing
from bot.engine.inputs import Done, to_json
from bot.jobs.late import LateJobs
from bot.journal import places
from bot.meter import Meter
from bot.pulse import keep_at
from storage import inbox, outbox
from storage.crypto import SealBrokenError, Vault
from storage.database import Database
from storage.files import FileStore, FilesUnavailableError
from storage.outbox import Claimed

log = structlog.get_logger()

Worker = Callable[[int, dict[str, Any]], Awaitable[dict[str, Any]]]
"""(person, arguments) -> the result, as `Done` describes it."""

JOBS: Final = 0
"""The inbox's source of results; a bot's own number is never 0."""
TRIES: Final = 3
_AT_ONCE: Final = 16
_PAUSE_SECONDS: Final = 1.0
_LONGEST_SECONDS: Final = 120.0
_DISCARD: Final = "discard"
"""Under which kind disposals are counted."""


class Work:
    """Does what lies in the job lane whenever something is `waiting`; calls `finished` after each kept result.

    What meets files out of reach is `late`: it is done once they can be reached again, however long that takes.
    One try of a job may take `longest` seconds; the next comes after `pause`, then twice that.
    """

    def __init__(
        self,
        database: Database,
        vault: Vault,
        files: FileStore,
        late: LateJobs,
        workers: Mapping[str, Worker],
        clock: Callable[[], datetime],
        waiting: asyncio.Event,
        finished: Callable[[], None],
        meter: Meter | None = None,
        *,
        pause: float = _PAUSE_SECONDS,
        longest: float = _LONGEST_SECONDS,
    ) -> None:
        self._database = database
        self._vault = vault
        self._files = files
        self._late = late
        self._workers = workers
        self._clock = clock
        self._finished = finished
        self._waiting = waiting
        self._meter = meter or Meter()
        self._meter.expect_jobs((*workers, _DISCARD))
        self._pause = pause
        self._longest = longest
        self._doing: dict[int, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """Work for ever; on cancellation, jobs under way are left to the next start."""
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._late.run())
                group.create_task(keep_at(self.begin_waiting, self._waiting, partial(self._meter.beat, "job")))
        finally:
            for task in self._doing.values():
                task.cancel()
            await asyncio.gather(*self._doing.values(), return_exceptions=True)

    async def begin_waiting(self) -> int:
        """Claim and begin the oldest jobs of people who have none under way; how many."""
        if len(self._doing) >= _AT_ONCE:
            return 0
        claimed = await self._database.run(
            lambda session: outbox.claim(
                session,
                "job",
                self._clock(),
                limit=_AT_ONCE - len(self._doing),
                without_people=list(self._doing),
                one_each=True,
            )
        )
        for row in claimed:
            self._doing[row.person] = asyncio.create_task(self._do(row))
        self._meter.jobs_under_way = len(self._doing)
        return len(claimed)

    async def _do(self, row: Claimed) -> None:
        try:
            await self._finish_or_put_off(row, self._read(row))
        except Exception as error:  # noqa: BLE001 - it is claimed again, but not at once
            log.error("a job broke off", row=row.id, error=type(error).__name__, at=places(error))  # noqa: TRY400 - its words may be personal
            await asyncio.sleep(self._pause)
        finally:
            del self._doing[row.person]
            self._meter.jobs_under_way = len(self._doing)
            self._waiting.set()

    def _read(self, row: Claimed) -> outgoing.Task | None:
        """What shall be done; None where nobody can tell any more."""
        try:
            task: outgoing.Task = outgoing.decode_task(outbox.opened(self._vault, row))
        except (SealBrokenError, msgspec.DecodeError) as error:
            log.error("a job cannot be read and is dropped", row=row.id, error=type(error).__name__)  # noqa: TRY400 - as above
            return None
        return task

    async def _finish_or_put_off(self, row: Claimed, task: outgoing.Task | None) -> None:
        try:
            await self._finish(row, task)
        except FilesUnavailableError:
            log.warning("the files cannot be reached; a job is put off", row=row.id)
            await self._late.put_off(row, tell=isinstance(task, outgoing.Job) and row.attempts == 1)

    async def _finish(self, row: Claimed, task: outgoing.Task | None) -> None:
        match task:
            case outgoing.Job():
                with self._meter.job(task.kind).timed():
                    result = await self._try(row, task)
                done = Done(task.flow, task.revision, result)
                await self._database.run(lambda session: self._keep(session, row, done))
                self._finished()
            case outgoing.Disposal(file=file):
                with self._meter.job(_DISCARD).timed():
                    await self._remove(row, file)
                await self._database.run(lambda session: outbox.done(session, [row.id]))
            case None:
                await self._database.run(lambda session: outbox.done(session, [row.id]))
            case _:
                assert_never(task)

    async def _remove(self, row: Claimed, file: str) -> None:
        """Forget a file; one that cannot be removed is left, sealed as it is, rather than hold up its person."""
        try:
            await self._files.apart(partial(self._files.remove, file))
        except FilesUnavailableError:
            raise
        except OSError as error:
            log.error("a file could not be removed", row=row.id, error=type(error).__name__)  # noqa: TRY400 - as above

    async def _try(self, row: Claimed, job: outgoing.Job) -> dict[str, Any]:
        """The job's result; a job that fails every time is refused in words, not silently lost.

        Raises:
            FilesUnavailableError: it can only be done later.
        """
        for attempt in range(TRIES):
            if attempt:
                await asyncio.sleep(self._pause * attempt)
            try:
                async with asyncio.timeout(self._longest):
                    return await self._workers[job.kind](row.person, job.args)
            except FilesUnavailableError:
                self._meter.fail_job(job.kind)
                raise
            except Exception as error:  # noqa: BLE001 - whatever a job meets, its person gets an answer
                self._meter.fail_job(job.kind)
                log.warning("a job failed", row=row.id, kind=job.kind, error=type(error).__name__)
        return {"refused": "job_failed", "params": {}}

    def _keep(self, session: Session, row: Claimed, done: Done) -> None:
        payload = msgspec.json.encode(to_json(done))
        inbox.add(session, self._vault, [inbox.Received(JOBS, row.id, row.person, payload)])
        outbox.done(session, [row.id])
