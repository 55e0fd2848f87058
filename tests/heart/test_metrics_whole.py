"""What an operator sees of a whole bot while people talk to it: everything that happened, and nobody's data."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from bot import bootstrap, rehearsal
from bot.app import App
from bot.meter import LOOPS
from bot.playground.telegram import FakeTelegram
from bot.settings import Settings
from storage import depths
from storage.ids import new_id
from storage.models.accounts import Account
from storage.models.turns import InboxRow
from tests.heart.doors import free_port, running
from tests.journeys import KODE, Journey, enlist, worker
from tests.scraping import Figures, get, scraped, scraped_when

MakeSettings = Callable[..., Settings]
LABELS = {"outcome", "error", "kind", "loop", "lane", "status", "le", "version", "schema"}


@asynccontextmanager
async def watched(make: MakeSettings, **more: object) -> AsyncIterator[tuple[App, int]]:
    """A bot at work, and the port at which it is watched."""
    port = free_port()
    async with running(make(metrics_listen=f"127.0.0.1:{port}", **more)) as app:
        yield app, port


def is_quiet(found: Figures) -> bool:
    """Whether all is answered, sent and ticked off."""
    waiting = sum(found["pendataan_outbox_rows", lane] for lane in depths.LANES)
    return found["pendataan_inbox_people_waiting"] == waiting == 0


def of_jobs(found: Figures) -> dict[str, float]:
    """How many were done, by kind."""
    name = "pendataan_job_duration_seconds_count"
    return {key[1]: value for key, value in found.values.items() if key[0] == name and value}


async def test_a_registration_is_told_in_figures_and_not_in_names(
    fake: FakeTelegram, make_settings: MakeSettings
) -> None:
    """Every update, turn, job and send is counted, the account too; nothing of whoever made it is in any line."""
    # So long a number stands in no figure by chance.
    one = worker(1, first_person=7_310_042_000)
    before = fake.last_update_id
    async with watched(make_settings) as (app, port):
        enlist(app.store, [one])
        await Journey(fake.user(one.person, one.nama), one).walk()
        found = await scraped_when(port, is_quiet)
        with app.store.database.reading() as session:
            nomor = session.exec(select(Account.nomor_registrasi)).one()
    given, jobs = fake.last_update_id - before, of_jobs(found)
    said = sum(message["from"] == "bot" for message in fake.messages(one.person))
    assert found["pendataan_updates_total"] == given
    assert jobs["hash_secret"] == 2
    assert jobs["check_picture"] == 3
    assert found["pendataan_turns_total", "answered"] == given + sum(jobs.values()) - jobs.get("discard", 0)
    assert found["pendataan_turns_total", "failed"] == found["pendataan_turns_total", "set_aside"] == 0
    assert found["pendataan_sends_total"] >= said
    assert 0 < found["pendataan_batch_duration_seconds_count"] <= found["pendataan_turns_total", "answered"]
    assert found["pendataan_retry_after_total"] == found["pendataan_sends_ambiguous_total"] == 0
    assert found["pendataan_workers", "berakun"] == 1
    assert found["pendataan_workers", "terdaftar"] == 0
    assert found["pendataan_working"] == found["pendataan_database_up"] == 1
    personal = {**one.secrets, "nama": one.nama, "lahir": one.tempat_lahir, "person": str(one.person)}
    places = {"kode": KODE, "instansi": "Dinas Uji", "token": fake.token, "nomor registrasi": nomor}
    assert [name for name, told in (personal | places).items() if told in found.text] == []
    assert set(found.labels) == LABELS


async def test_a_turn_that_fails_is_counted_and_at_last_set_aside(
    fake: FakeTelegram, make_settings: MakeSettings
) -> None:
    """Four tries that were put off, one for the last time, and the input that lies there until it is mended."""
    port = free_port()
    sari = fake.user(71, "Sari")
    looks = 0

    def hurried() -> datetime:
        """Each look at the clock finds it half a minute later, so that nobody rests."""
        nonlocal looks
        looks += 1
        return bootstrap.now() + timedelta(seconds=30 * looks)

    async with bootstrap.opened(make_settings(metrics_listen=f"127.0.0.1:{port}"), clock=hurried) as app:
        with app.store.database.transaction() as session:
            session.add(InboxRow(id=new_id(), source=1, number=1, person=71, payload=b"\x01damaged"))
        task = asyncio.create_task(app.run())
        await sari.start()
        await sari.wait("Selamat datang", 20)
        found = await scraped(port)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert [found["pendataan_turns_total", one] for one in ("failed", "set_aside", "answered")] == [4, 1, 1]
    assert found["pendataan_inbox_set_aside"] == 1


async def test_retry_after_is_counted_when_it_is_obeyed(
    fake: FakeTelegram, make_settings: MakeSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """How often, and for how many seconds; the message comes after it, and is no refusal."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    sari = fake.user(71, "Sari")
    fake.throttle("sendMessage", count=1, retry_after=1)
    async with watched(make_settings) as (_, port):
        await sari.text("/privasi")
        await sari.wait(1, 20)
        found = await scraped_when(port, is_quiet)
    assert (found["pendataan_retry_after_total"], found["pendataan_retry_after_seconds_total"]) == (1, 1)
    assert found["pendataan_sends_total"] == 1
    assert found["pendataan_sends_refused_total", "other"] == 0


async def test_lost_answers_and_closed_chats_are_counted_apart(fake: FakeTelegram, make_settings: MakeSettings) -> None:
    """What may have arrived, and what never will."""
    sari, budi = fake.user(71, "Sari"), fake.user(72, "Budi")
    fake.lose_answer("sendMessage", count=1)
    async with watched(make_settings) as (_, port):
        await sari.text("/privasi")
        await sari.wait(2, 20)
        await budi.text("/privasi")
        await budi.block()
        found = await scraped_when(port, lambda found: found["pendataan_sends_refused_total", "Forbidden"] == 1)
    assert found["pendataan_sends_ambiguous_total"] == 1


async def test_a_bot_at_work_is_well_until_its_database_is_gone(make_settings: MakeSettings) -> None:
    """All of its loops beat; then it says what is wrong, in one line."""
    async with watched(make_settings) as (app, port):
        found = await scraped_when(port, lambda found: len(found.labels.get("loop", ())) == len(LOOPS))
        assert all(found["pendataan_loop_still_seconds", loop] < 60 for loop in LOOPS)
        assert await get(port, "/healthz") == (200, "ok\n")
        with app.store.database.transaction() as session:
            session.connection().exec_driver_sql("ALTER TABLE inbox RENAME TO lost")
        assert await get(port, "/healthz") == (503, "the database does not answer\n")
        assert (await scraped(port))["pendataan_database_up"] == 0


async def test_the_playground_is_watched_as_well(make_settings: MakeSettings) -> None:
    """By the same setting; its invented workers are counted."""
    port = free_port()
    settings = make_settings(metrics_listen=f"127.0.0.1:{port}", playground_listen="127.0.0.1:0")
    async with rehearsal.playground(settings):
        found = await scraped_when(port, lambda found: found["pendataan_working"] == 1)
    assert sum(found["pendataan_workers", status] for status in depths.STATUSES) >= 60
