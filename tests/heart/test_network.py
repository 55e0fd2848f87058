"""To and from Telegram on bad days: the bot goes on by itself, and acknowledges nothing before it is kept."""

import asyncio
import random
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from sqlmodel import select

from bot import bootstrap
from bot.gateway import polling, profile, webhook
from bot.gateway.client import make_bot
from bot.gateway.intake import Intake
from bot.gateway.profile import TokenRefusedError
from bot.gateway.updates import Update
from bot.playground.server import Served, serve
from bot.playground.telegram import FakeTelegram
from bot.settings import Settings
from storage.crypto import Vault
from storage.database import Database
from storage.migrate import migrate
from storage.models.turns import InboxRow

SECRET = "rahasia-uji"
MakeSettings = Callable[..., Settings]


class Held(Intake):
    """An intake whose commit waits for the test's word, or fails."""

    def __init__(self, *, fails: bool = False) -> None:
        self.asked = asyncio.Event()
        self.committed = asyncio.Event()
        self.taken: list[int] = []
        self._fails = fails

    async def take(self, updates: Sequence[Update]) -> None:
        self.taken += [update.update_id for update in updates]
        self.asked.set()
        if self._fails:
            raise OSError("the disk is full")
        await self.committed.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[bootstrap.App]:
    async with bootstrap.opened(settings, dice=random.Random(7)) as app:
        task = asyncio.create_task(app.run())
        try:
            yield app
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


# -- polling -----------------------------------------------------------------------------------------------------------


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


# -- webhook -----------------------------------------------------------------------------------------------------------


@asynccontextmanager
async def hook(intake: Intake) -> AsyncIterator[str]:
    port = free_port()
    url = f"http://127.0.0.1:{port}/hook"
    runner = await webhook.listen(intake, url, "127.0.0.1", port, SECRET)
    try:
        yield url
    finally:
        await runner.cleanup()


def headers(secret: str = SECRET) -> dict[str, str]:
    return {"X-Telegram-Bot-Api-Secret-Token": secret}


BODY = b'{"update_id": 5, "message": {"message_id": 1, "date": 0, "chat": {"id": 7, "type": "private"}}}'


async def test_the_webhook_answers_only_after_the_update_is_kept() -> None:
    """200 means that it will not be lost."""
    intake = Held()
    async with hook(intake) as url, aiohttp.ClientSession() as session:
        posting = asyncio.create_task(session.post(url, data=BODY, headers=headers()))
        await intake.asked.wait()
        assert not posting.done()
        intake.committed.set()
        assert (await posting).status == 200
    assert intake.taken == [5]


async def test_an_update_that_could_not_be_kept_is_asked_for_again() -> None:
    """Telegram repeats what was not answered with 200."""
    async with hook(Held(fails=True)) as url, aiohttp.ClientSession() as session:
        assert (await session.post(url, data=BODY, headers=headers())).status == 500


@pytest.mark.parametrize("secret", ["", "salah", SECRET + "x", SECRET[:-1], "\udcff"])
async def test_a_stranger_is_not_believed(secret: str) -> None:
    """Without the secret nothing is read."""
    intake = Held()
    async with hook(intake) as url, aiohttp.ClientSession() as session:
        port = int(url.rpartition(":")[2].partition("/")[0])
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        name = b"X-Telegram-Bot-Api-Secret-Token: " + secret.encode(errors="surrogateescape")
        head = [b"POST /hook HTTP/1.1", b"Host: bot", b"Content-Length: %d" % len(BODY), b"Connection: close", name]
        writer.write(b"\r\n".join([*head, b"", BODY]))
        status = await reader.readline()
        writer.close()
        assert (await session.post(url, data=BODY)).status == 403
    assert status.split()[1] == b"403"
    assert intake.taken == []


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b'{"update_id": "x"}', b"\xff\xfe", b'{"update_id": 1, "message": 3}']
)
async def test_a_malformed_update_harms_nobody(body: bytes) -> None:
    """It is accepted and passed over, since it would be as malformed when repeated."""
    intake = Held()
    async with hook(intake) as url, aiohttp.ClientSession() as session:
        assert (await session.post(url, data=body, headers=headers())).status == 200
    assert intake.taken == []


async def test_the_webhook_is_announced_however_long_the_network_is_gone(
    fake: FakeTelegram, make_settings: MakeSettings
) -> None:
    """A hiccup at that moment neither stops the bot nor leaves it unheard."""
    port = free_port()
    fake.fail("setWebhook")
    url = f"http://127.0.0.1:{port}/hook"
    settings = make_settings(webhook_url=url, webhook_listen=f"127.0.0.1:{port}", webhook_secret=SECRET)
    sari = fake.user(71, "Sari")
    async with running(settings):
        await sari.text("/privasi")
        await sari.wait(1, 20)
    assert sum(message["from"] == "bot" for message in sari.messages) == 1


# -- intake ------------------------------------------------------------------------------------------------------------


class Failing(Database):
    """A database that fails as often as it is told."""

    failures = 0

    async def run(self, work):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN201 - as the base class
        if self.failures:
            self.failures -= 1
            raise OSError("the disk is full")
        return await super().run(work)


async def test_whoever_comes_together_is_kept_together_or_asked_again(tmp_path: Path) -> None:
    """A failed commit tells all who shared it; what they bring again is kept once."""
    database = Failing(f"sqlite:///{tmp_path / 'pendataan.db'}")
    migrate(database)
    arrived: list[None] = []
    intake = Intake(database, Vault(bytes(32)), 4242, lambda: arrived.append(None))
    updates = [polling._read(_said(number)) for number in range(6)]
    database.failures = 1
    results = await asyncio.gather(*(intake.take([one]) for one in updates), return_exceptions=True)
    assert any(isinstance(one, OSError) for one in results)
    await asyncio.gather(*(intake.take([one]) for one in updates))
    with database.transaction() as session:
        assert sorted(session.exec(select(InboxRow.number)).all()) == list(range(6))
    assert arrived
    database.close()


def _said(number: int) -> dict[str, object]:
    sender = {"id": 70 + number, "is_bot": False, "first_name": "S"}
    chat = {"id": 70 + number, "type": "private"}
    return {"update_id": number, "message": {"message_id": 1, "date": 0, "chat": chat, "from": sender, "text": "x"}}
