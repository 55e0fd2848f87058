"""What an operator reads of a bot, and when it is called ill."""

import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from bot.meter import LOOPS, Meter
from bot.metrics.looks import CENSUS_SECONDS, Looks, Seen
from bot.metrics.server import LONGEST_STILL_SECONDS, Endpoint
from storage import depths
from storage.database import Database
from storage.ids import id_at
from storage.migrate import NEWEST
from storage.models.turns import InboxRow, OutboxRow
from tests.databases import fresh
from tests.heart.doors import free_port
from tests.scraping import get, scraped

NOW = datetime(2022, 9, 30, 16, 0, tzinfo=UTC)


class Moody(Database):
    """A database that answers, does not, or hangs until it is let go, and that is shared, or is not."""

    down = False
    is_shared = False

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.hangs = threading.Event()
        self.hangs.set()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        self.hangs.wait()
        if self.down:
            raise OSError("the disk is gone, and with it Budi Santoso")
        with super().reading() as session:
            yield session


class Watched:
    """An endpoint, and what it watches over."""

    def __init__(self, folder: Path) -> None:
        migrated = fresh(folder)
        migrated.close()
        self.database = Moody(migrated.url)
        self.seconds = 1000.0
        self.meter = Meter(clock=lambda: self.seconds)
        self.port = free_port()

    @asynccontextmanager
    async def served(self) -> AsyncIterator[int]:
        endpoint = Endpoint(self.meter, self.database, lambda: NOW)
        await endpoint.listen("127.0.0.1", self.port)
        try:
            yield self.port
        finally:
            await endpoint.close()

    def beats(self) -> None:
        for loop in LOOPS:
            self.meter.beat(loop)

    def waits(self, person: int, seconds: int) -> None:
        """Somebody wrote, and is sent something, so long ago."""
        number = id_at(NOW - timedelta(seconds=seconds))
        with self.database.transaction() as session:
            session.add(InboxRow(id=number, source=1, number=number, person=person))
            session.add(OutboxRow(id=number, person=person, lane="chat", payload=b""))


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    watched = Watched(tmp_path)
    yield watched
    watched.database.close()


# -- figures -----------------------------------------------------------------------------------------------------------


async def test_who_waits_and_since_when(watched: Watched) -> None:
    """Ages are in seconds, and go on until the row is handled."""
    watched.waits(71, 45)
    watched.waits(72, 30)
    async with watched.served() as port:
        found = await scraped(port)
    assert found["pendataan_inbox_people_waiting"] == 2
    assert found["pendataan_inbox_oldest_age_seconds"] == 45
    assert found["pendataan_outbox_rows", "chat"] == 2
    assert found["pendataan_outbox_oldest_age_seconds", "chat"] == 45
    assert found["pendataan_outbox_rows", "many"] == found["pendataan_outbox_oldest_age_seconds", "many"] == 0


async def test_everything_counted_is_told(watched: Watched) -> None:
    """Each count under its own name."""
    meter = watched.meter
    meter.updates, meter.answered, meter.failed, meter.set_aside = 9, 7, 2, 1
    meter.expect_jobs(["shrink_picture"])
    meter.job("shrink_picture").add(0.5)
    meter.fail_job("shrink_picture")
    meter.jobs_under_way = 3
    meter.batches.add(0.002)
    meter.batches.add(500.0)
    meter.sends.add(0.2)
    meter.refuse("Forbidden")
    meter.hold(2.5)
    meter.ambiguous = 4
    async with watched.served() as port:
        found = await scraped(port)
    assert found["pendataan_updates_total"] == 9
    assert [found["pendataan_turns_total", one] for one in ("answered", "failed", "set_aside")] == [7, 2, 1]
    assert found["pendataan_job_duration_seconds_sum", "shrink_picture"] == 0.5
    assert found["pendataan_job_failures_total", "shrink_picture"] == 1
    assert found["pendataan_jobs_under_way"] == 3
    assert found["pendataan_sends_total"] == found["pendataan_send_duration_seconds_count"] == 1
    assert found["pendataan_sends_refused_total", "Forbidden"] == 1
    assert found["pendataan_sends_refused_total", "BadRequest"] == 0
    assert (found["pendataan_retry_after_total"], found["pendataan_retry_after_seconds_total"]) == (1, 2.5)
    assert found["pendataan_sends_ambiguous_total"] == 4
    assert found["pendataan_batch_duration_seconds_bucket", "0.001"] == 0
    assert found["pendataan_batch_duration_seconds_bucket", "0.003"] == 1
    assert found["pendataan_batch_duration_seconds_bucket", "120.0"] == 1
    assert found["pendataan_batch_duration_seconds_bucket", "+Inf"] == 2
    assert found["pendataan_batch_duration_seconds_sum"] == 500.002


async def test_what_runs_is_told(watched: Watched) -> None:
    """Version, schema, memory, and since when."""
    async with watched.served() as port:
        found = await scraped(port)
    assert found.labels["schema"] == {NEWEST}
    assert all(found.labels["version"])
    assert found["process_resident_memory_bytes"] > 1_000_000
    assert found["process_start_time_seconds"] <= datetime.now(UTC).timestamp()


async def test_a_database_that_is_down_hides_no_other_figure(watched: Watched) -> None:
    """It is told to be down, and nothing is told of what would have to be asked of it."""
    watched.meter.updates = 5
    async with watched.served() as port:
        watched.database.down = True
        found = await scraped(port)
        assert (found["pendataan_database_up"], found["pendataan_updates_total"]) == (0, 5)
        assert ("pendataan_inbox_people_waiting",) not in found.values
        watched.database.down = False
        found = await scraped(port)
    assert (found["pendataan_database_up"], found["pendataan_inbox_people_waiting"]) == (1, 0)


async def test_a_database_that_hangs_is_not_waited_for(watched: Watched) -> None:
    """Whoever asks meanwhile is told so in time; once it answers again, so do the figures."""
    watched.database.hangs.clear()
    looks = Looks(watched.database, lambda: NOW, patience=0.01)
    assert await looks.look() is None
    assert not await looks.answered()
    watched.database.hangs.set()
    async with asyncio.timeout(20):
        while not await looks.answered():
            pass
    looks.close()


async def test_only_what_is_served_is_found(watched: Watched) -> None:
    """There is nothing else to look at."""
    async with watched.served() as port:
        assert [(await get(port, path))[0] for path in ("/", "/metrics/x", "/debug")] == [404] * 3


async def test_everybody_is_counted_every_15_seconds_at_most(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """And after a count that took long, not before a hundred times as long has passed; what waits is looked up."""
    seconds, counts = 0.0, 0
    counted = depths.census

    def slow(session: Session) -> depths.Census:
        nonlocal seconds, counts
        counts += 1
        seconds += 0.5 if counts > 1 else 0.0
        return counted(session)

    monkeypatch.setattr(depths, "census", slow)
    looks = Looks(watched.database, lambda: NOW, lambda: seconds)

    async def seen() -> Seen:
        found = await looks.look()
        assert found is not None
        return found

    assert (await seen()).census.workers["terdaftar"] == 0
    seconds = CENSUS_SECONDS - 0.1
    watched.waits(71, 9)
    assert (await seen()).depths.inbox.age == 9
    assert counts == 1
    seconds = CENSUS_SECONDS
    await seen()
    assert counts == 2
    seconds = 2 * CENSUS_SECONDS + 30
    await seen()
    assert counts == 2
    seconds = CENSUS_SECONDS + 50
    await seen()
    assert counts == 3
    looks.close()


# -- health ------------------------------------------------------------------------------------------------------------


async def test_a_bot_whose_loops_beat_is_well(watched: Watched) -> None:
    """For as long as none of them stays out for more than a minute."""
    watched.beats()
    async with watched.served() as port:
        assert await get(port, "/healthz") == (200, "ok\n")
        watched.seconds += LONGEST_STILL_SECONDS
        assert await get(port, "/healthz") == (200, "ok\n")


@pytest.mark.parametrize("loop", LOOPS)
async def test_a_loop_that_stands_still_is_named(watched: Watched, loop: str) -> None:
    """In one line, until it moves again."""
    async with watched.served() as port:
        watched.meter.beat(loop)
        watched.seconds += 75
        for other in LOOPS:
            if other != loop:
                watched.meter.beat(other)
        assert await get(port, "/healthz") == (503, f"{loop}: has not moved for 75 s\n")
        watched.beats()
        assert (await get(port, "/healthz"))[0] == 200


async def test_a_bot_that_has_not_begun_is_not_well(watched: Watched) -> None:
    """It waits for Telegram, perhaps."""
    async with watched.served() as port:
        assert await get(port, "/healthz") == (503, "turns: has not begun yet\n")
        assert (await scraped(port))["pendataan_working"] == 0
        watched.beats()
        assert (await scraped(port))["pendataan_working"] == 1


async def test_a_bot_that_stands_by_is_well(watched: Watched) -> None:
    """Where several share a database, one of them works; the others take in what comes."""
    watched.database.is_shared = True
    async with watched.served() as port:
        assert await get(port, "/healthz") == (200, "ok\n")
        watched.beats()
        watched.seconds += 75
        assert (await get(port, "/healthz"))[0] == 503


async def test_a_database_that_does_not_answer_is_told(watched: Watched) -> None:
    """In words of our own: an error's may hold somebody's data."""
    watched.beats()
    async with watched.served() as port:
        watched.database.down = True
        assert await get(port, "/healthz") == (503, "the database does not answer\n")
        watched.database.down = False
        assert await get(port, "/healthz") == (200, "ok\n")
