"""To and from Telegram on bad days: the bot fetches by itself, and goes on when the network comes back."""

import asyncio

import pytest

from bot.gateway import polling, profile
from bot.gateway.client import make_bot
from bot.gateway.profile import TokenRefusedError
from bot.playground.server import Served, serve
from bot.playground.telegram import FakeTelegram
from tests.heart.doors import Held, MakeSettings, free_port, running


async def test_an_update_is_confirmed_only_after_it_is_kept(fake: FakeTelegram, served: Served) -> None:
    """The next getUpdates, which confirms, does not come before the commit."""
    intake = Held()
    sari = fake.user(71, "Sari")
    await sari.text("halo")
    async with make_bot(fake.token, served.url) as bot:
        task = asyncio.create_task(polling.poll(bot, intake))
        await intake.asked.wait()
        assert fake.pending == 1
        confirmed = asyncio.Event()
        fake.on_call = lambda *_call: confirmed.set()
        intake.committed.set()
        await confirmed.wait()
        await sari.text("lagi")
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    assert intake.taken[0] == fake.last_update_id - 1
    assert fake.pending <= 1


async def test_an_update_whose_way_was_lost_comes_once(fake: FakeTelegram, make_settings: MakeSettings) -> None:
    """The server repeats what was not confirmed."""
    fake.lose_answer("getUpdates", count=2)
    sari = fake.user(71, "Sari")
    await sari.text("/privasi")
    async with running(make_settings()):
        await sari.wait(1, 20)
        await sari.text("/start")
        await sari.wait("Selamat datang", 20)
    assert sum(message["from"] == "bot" for message in sari.messages) == 2


async def test_a_second_bot_beside_it_is_survived(fake: FakeTelegram, make_settings: MakeSettings) -> None:
    """Telegram ends one of two long polls with a conflict; it polls again."""
    sari = fake.user(71, "Sari")
    async with running(make_settings()):
        await sari.text("/privasi")
        await sari.wait(1, 20)
        await fake.call("getUpdates", {"timeout": 0})
        await sari.text("/privasi")
        await sari.wait(1, 20)
    assert fake.pending <= 1


async def test_an_update_of_an_unknown_shape_is_passed_over(fake: FakeTelegram, make_settings: MakeSettings) -> None:
    """It is confirmed, and what comes after it is answered."""
    sari = fake.user(71, "Sari")
    fake.world.updates.push("message", {"message_id": "tujuh"}, 71)
    async with running(make_settings()):
        await sari.text("/privasi")
        await sari.wait(1, 20)
    assert sum(message["from"] == "bot" for message in sari.messages) == 1


async def test_a_webhook_left_behind_is_taken_away_once_the_network_lets_it(
    fake: FakeTelegram, make_settings: MakeSettings
) -> None:
    """Nothing could be fetched while it stands."""
    await fake.call("setWebhook", {"url": "http://127.0.0.1:9/hook"})
    fake.fail("deleteWebhook")
    sari = fake.user(71, "Sari")
    async with running(make_settings()):
        await sari.text("/privasi")
        await sari.wait(1, 20)
    assert sum(message["from"] == "bot" for message in sari.messages) == 1


# -- the network comes and goes ----------------------------------------------------------------------------------------


async def test_the_bot_starts_without_a_network_and_answers_once_there_is_one(
    fake: FakeTelegram, make_settings: MakeSettings
) -> None:
    """It waits for Telegram by itself."""
    port = free_port()
    settings = make_settings(bot_api_url=f"http://127.0.0.1:{port}")
    opening = running(settings)
    started = asyncio.create_task(opening.__aenter__())
    await asyncio.wait([started], timeout=0.3)
    assert not started.done()
    server = await serve(fake, port=port)
    try:
        await started
        sari = fake.user(71, "Sari")
        await sari.text("/privasi")
        await sari.wait(1, 20)
    finally:
        await opening.__aexit__(None, None, None)
        await server.close()
    assert sum(message["from"] == "bot" for message in sari.messages) == 1


async def test_the_bot_outlives_a_server_that_goes_away(fake: FakeTelegram, make_settings: MakeSettings) -> None:
    """What was said meanwhile is answered when it is back."""
    server = await serve(fake)
    port = int(server.url.rpartition(":")[2])
    sari = fake.user(71, "Sari")
    async with running(make_settings(bot_api_url=server.url)):
        await sari.text("/privasi")
        await sari.wait(1, 20)
        await server.close()
        await sari.text("/privasi")
        server = await serve(fake, port=port)
        await sari.wait(1, 20)
    await server.close()
    assert sum(message["from"] == "bot" for message in sari.messages) == 2


async def test_a_token_that_telegram_does_not_know_stops_the_start(served: Served) -> None:
    """Waiting would not mend it."""
    async with asyncio.timeout(10):
        with pytest.raises(TokenRefusedError):
            await profile.connect(make_bot("123456789:" + "x" * 35, served.url))
