"""What Telegram brings by itself: nobody else is believed, and nothing is acknowledged before it is kept."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from sqlmodel import select

from bot import bootstrap
from bot.app import HookUnavailableError
from bot.gateway import polling, webhook
from bot.gateway.intake import Intake
from bot.playground.telegram import FakeTelegram
from storage.crypto import Vault
from storage.database import Database
from storage.migrate import migrate
from storage.models.turns import InboxRow
from tests.databases import fresh_url
from tests.heart.doors import Held, MakeSettings, free_port, running

SECRET = "rahasia-uji"


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


async def test_half_a_letter_is_no_reason_to_lose_an_update() -> None:
    """A cut emoji in somebody's text leaves one behind."""
    intake = Held()
    intake.committed.set()
    body = BODY.replace(b'"chat"', rb'"text": "\ud83d", "chat"')
    async with hook(intake) as url, aiohttp.ClientSession() as session:
        assert (await session.post(url, data=body, headers=headers())).status == 200
    assert intake.taken == [5]


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
    database = Failing(fresh_url(tmp_path))
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


async def test_an_address_that_is_taken_stops_the_bot(make_settings: MakeSettings) -> None:
    """It is named by its setting, so that the operator knows what to change."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = f"127.0.0.1:{other.getsockname()[1]}"
        settings = make_settings(webhook_url=f"http://{taken}/hook", webhook_listen=taken, webhook_secret=SECRET)
        async with bootstrap.opened(settings) as app:
            with pytest.raises(ExceptionGroup) as caught:
                await app.run()
    words = f"PENDATAAN_WEBHOOK_LISTEN={taken} cannot be used: .*in use"
    assert caught.group_contains(HookUnavailableError, match=f"^{words}$")
