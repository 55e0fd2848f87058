"""Updates pushed to the bot: signed, in order, and again until they arrive."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest
from aiohttp import web

from bot.playground.telegram import FakeTelegram

TOKEN = "4242:playground-token-for-tests"
HANG_UP = 0


class Receiver:
    """A bot's webhook that answers as told, 200 when not told anything."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, int]] = []
        self.secrets: list[str | None] = []
        self.statuses: list[int] = []
        self.url = ""
        self.changed = asyncio.Event()

    async def take(self, request: web.Request) -> web.Response:
        """Note an update and answer."""
        update: dict[str, Any] = msgspec.json.decode(await request.read())
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        status = self.statuses.pop(0) if self.statuses else 200
        self.seen.append((update["message"]["text"], status))
        self.changed.set()
        if status == HANG_UP:
            assert request.transport is not None
            request.transport.close()
            return web.Response()
        return web.Response(status=status)

    async def heard(self, count: int) -> list[tuple[str, int]]:
        """Wait for so many deliveries."""
        async with asyncio.timeout(10):
            while len(self.seen) < count:
                self.changed.clear()
                await self.changed.wait()
        return self.seen


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    """Serve a webhook on loopback."""
    bot = Receiver()
    app = web.Application()
    app.router.add_post("/kait", bot.take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    bot.url = f"http://127.0.0.1:{runner.addresses[0][1]}/kait"
    yield bot
    await runner.cleanup()


@pytest.fixture
async def pushing() -> AsyncIterator[FakeTelegram]:
    """Give a Telegram whose webhook repeats without delay."""
    fake = FakeTelegram(TOKEN, webhook_pause=0.0)
    yield fake
    await fake.close()


async def _call(fake: FakeTelegram, method: str, **params: object) -> dict[str, Any]:
    answer: dict[str, Any] = msgspec.json.decode((await fake.call(method, params))[1])
    return answer


async def test_updates_are_pushed_with_the_secret(pushing: FakeTelegram, receiver: Receiver) -> None:
    """What waited and what is new arrives, carrying the secret; then nothing is pending."""
    await pushing.user(1).text("lama")
    assert (await _call(pushing, "setWebhook", url=receiver.url, secret_token="rahasia-1"))["ok"]
    await pushing.user(1).text("baru")
    assert await receiver.heard(2) == [("lama", 200), ("baru", 200)]
    assert receiver.secrets == ["rahasia-1"] * 2
    info = (await _call(pushing, "getWebhookInfo"))["result"]
    assert (info["url"], info["max_connections"]) == (receiver.url, 40)


async def test_refused_update_comes_again_in_order(pushing: FakeTelegram, receiver: Receiver) -> None:
    """Anything but 2xx brings the same update again before the person's next one."""
    receiver.statuses = [500, 404]
    await _call(pushing, "setWebhook", url=receiver.url)
    await pushing.user(1).text("a")
    await pushing.user(1).text("b")
    assert await receiver.heard(4) == [("a", 500), ("a", 404), ("a", 200), ("b", 200)]
    info = (await _call(pushing, "getWebhookInfo"))["result"]
    assert info["last_error_message"] == "Wrong response from the webhook: 404"


async def test_redelivery_is_pushed_too(pushing: FakeTelegram, receiver: Receiver) -> None:
    """A repeat goes the same way."""
    await _call(pushing, "setWebhook", url=receiver.url)
    await pushing.user(1).text("a")
    await receiver.heard(1)
    pushing.redeliver("all", 2)
    assert await receiver.heard(3) == [("a", 200)] * 3
    await _call(pushing, "deleteWebhook")
    pushing.redeliver("all")
    await _call(pushing, "setWebhook", url=receiver.url)
    assert await receiver.heard(4) == [("a", 200)] * 4


async def test_polling_and_webhook_exclude_each_other(pushing: FakeTelegram, receiver: Receiver) -> None:
    """While a webhook is set getUpdates is a conflict, also for a poll that waits already."""
    poll = asyncio.create_task(_call(pushing, "getUpdates", timeout=30))
    await asyncio.sleep(0)
    await _call(pushing, "setWebhook", url=receiver.url)
    assert (await poll)["error_code"] == 409
    conflict = await _call(pushing, "getUpdates")
    assert "can't use getUpdates method while webhook is active" in conflict["description"]
    assert (await _call(pushing, "setWebhook", url=""))["ok"]
    assert (await _call(pushing, "getUpdates"))["result"] == []


async def test_broken_connection_is_a_failure_too(pushing: FakeTelegram, receiver: Receiver) -> None:
    """A bot that hangs up gets the update again."""
    receiver.statuses = [HANG_UP]
    await _call(pushing, "setWebhook", url=receiver.url)
    await pushing.user(1).text("a")
    assert await receiver.heard(2) == [("a", HANG_UP), ("a", 200)]
    info = (await _call(pushing, "getWebhookInfo"))["result"]
    assert info["last_error_message"] == "Connection failed"


async def test_undelivered_updates_survive_the_webhook(receiver: Receiver) -> None:
    """What the webhook refused is polled after deleteWebhook, unless it is dropped."""
    patient = FakeTelegram(TOKEN, webhook_pause=30)
    receiver.statuses = [500]
    await _call(patient, "setWebhook", url=receiver.url, allowed_updates=["message"])
    await patient.user(1).text("a")
    await receiver.heard(1)
    info = (await _call(patient, "getWebhookInfo"))["result"]
    assert (info["pending_update_count"], info["allowed_updates"]) == (1, ["message"])
    await _call(patient, "deleteWebhook")
    assert len((await _call(patient, "getUpdates"))["result"]) == 1
    await _call(patient, "deleteWebhook", drop_pending_updates="true")
    assert patient.pending == 0


@pytest.mark.parametrize(
    ("params", "why"),
    [
        ({"url": "ftp://contoh.id"}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "https://contoh.id", "secret_token": "é"}, "secret token contains unallowed characters"),
        ({"url": "https://contoh.id", "max_connections": 101}, "invalid max_connections specified"),
    ],
)
async def test_bad_webhook_is_refused(pushing: FakeTelegram, params: dict[str, Any], why: str) -> None:
    """A wrong address, secret or number is refused."""
    assert (await _call(pushing, "setWebhook", **params))["description"] == f"Bad Request: {why}"
