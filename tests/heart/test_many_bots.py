"""Several bots on one PostgreSQL: whichever hears a person, one answers; and when that one is gone, another goes on."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import msgspec
import pytest

from bot.playground.telegram import FakeTelegram
from bot.settings import Settings
from tests.databases import postgresql_url
from tests.heart.doors import MakeSettings, free_port, running

SECRET = "rahasia-uji"


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
