"""Several bots on one PostgreSQL: whichever hears a person, one answers; and when that one is gone, another goes on."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import aiohttp
import msgspec
import pytest
from sqlalchemy import text

from bot.playground.telegram import FakeTelegram
from bot.settings import Settings
from storage.database import Database
from tests.databases import postgresql_url
from tests.heart.doors import MakeSettings, free_port, running
from tests.heart.process import BotProcess, environment

SECRET = "rahasia-uji"
GONE = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


@pytest.fixture
def bots(make_settings: MakeSettings, tmp_path: Path) -> tuple[Settings, Settings]:
    """Give the settings of two bots behind webhooks of their own, with one store and one key."""
    shared = postgresql_url(tmp_path / "data")

    def one() -> Settings:
        at = f"127.0.0.1:{free_port()}"
        return make_settings(
            database_url=shared,
            webhook_url=f"http://{at}/hook",
            webhook_listen=at,
            webhook_secret=SECRET,
            metrics_listen=f"127.0.0.1:{free_port()}",
        )

    return one(), one()


async def figures(settings: Settings) -> dict[str, int]:
    """What this bot says of itself."""
    async with aiohttp.ClientSession() as session, session.get(f"http://{settings.metrics_listen}/metrics") as answer:
        told = re.findall(
            r"^pendataan_(working|updates_total|turns_total.*answered.*) (\d+)", await answer.text(), re.MULTILINE
        )
    return {name.partition("_")[0]: int(number) for name, number in told}


@asynccontextmanager
async def joined_by(fake: FakeTelegram, settings: Settings) -> AsyncIterator[None]:
    """Another bot, to which Telegram brings its updates from now on."""
    async with running(settings):
        while await hook(fake) != settings.webhook_url:  # noqa: ASYNC110 - Telegram tells nobody by itself
            await asyncio.sleep(0)
        yield


async def hook(fake: FakeTelegram) -> str:
    """Where Telegram brings its updates."""
    _, told = await fake.call("getWebhookInfo", {})
    url: str = msgspec.json.decode(told)["result"]["url"]
    return url


def webhook(settings: Settings) -> dict[str, str]:
    """What its process is told besides."""
    return {"WEBHOOK_URL": settings.webhook_url, "WEBHOOK_LISTEN": settings.webhook_listen, "WEBHOOK_SECRET": SECRET}


async def test_whichever_hears_one_answers(fake: FakeTelegram, bots: tuple[Settings, Settings]) -> None:
    """The second takes everything in, and the first does all the work; nothing is said twice."""
    first, second = bots
    sari = fake.user(71, "Sari")
    async with running(first):
        await sari.text("/start")
        await sari.wait(1, 20)
        async with joined_by(fake, second):
            await sari.text("/privasi")
            await sari.wait("data", 20)
            assert await figures(first) == {"working": 1, "updates": 1, "turns": 2}
            assert await figures(second) == {"working": 0, "updates": 1, "turns": 0}
    assert len(fake.messages(71)) == 4


async def test_when_one_is_gone_another_goes_on(fake: FakeTelegram, bots: tuple[Settings, Settings]) -> None:
    """In the middle of a conversation, with what was answered so far."""
    first, second = bots
    sari = fake.user(71, "Sari")
    async with running(first):
        await sari.text("/daftar")
        await sari.wait("Persetujuan", 20)
        async with joined_by(fake, second):
            await sari.choose("Setuju")
            await sari.wait("Langkah 1", 20)
    async with running(second):
        await sari.text("3201014703900001")
        await sari.wait("Kartu Keluarga", 20)


async def test_a_lost_database_ends_each_in_one_clear_line(
    fake: FakeTelegram, bots: tuple[Settings, Settings], compiled: Path, tmp_path: Path
) -> None:
    """The one that leads and the one that stands by: whoever starts them anew finds everything as it was."""
    processes = []
    for number, settings in enumerate(bots):
        variables = environment(settings, compiled, **webhook(settings))
        processes.append(await BotProcess.start(variables, tmp_path / f"{number}.log"))
        while await hook(fake) != settings.webhook_url:  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.01)
    sari = fake.user(71, "Sari")
    await sari.text("/start")
    await sari.wait(1, 20)
    with closing(Database(bots[0].database)) as database, database.transaction() as session:
        session.connection().execute(text(GONE))
    assert [await process.ended() for process in processes] == [1, 1]
    for number in range(2):
        last = (tmp_path / f"{number}.log").read_text().strip().splitlines()[-1]
        assert last.startswith("The database cannot be used any more: see that it runs")
    async with running(bots[0]):
        await sari.text("/privasi")
        await sari.wait("data", 20)
