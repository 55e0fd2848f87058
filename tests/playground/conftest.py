"""A Telegram of one's own, and a person in it who has pressed START."""

from collections.abc import AsyncIterator, Callable, Coroutine
from typing import Any

import msgspec
import pytest

from bot.playground.people import User
from bot.playground.telegram import FakeTelegram

TOKEN = "4242:playground-token-for-tests"
Answer = dict[str, Any]
Ask = Callable[..., Coroutine[Any, Any, Answer]]


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    """Give a Telegram without limits."""
    telegram = FakeTelegram(TOKEN)
    yield telegram
    await telegram.close()


@pytest.fixture
async def sari(fake: FakeTelegram) -> User:
    """Give a person whom the bot may write to."""
    user = fake.user(71, "Sari", phone="6281234567890")
    await user.start()
    return user


@pytest.fixture
def ask(fake: FakeTelegram) -> Ask:
    """Give the bot its voice: a method and its parameters in, the decoded answer out."""

    async def call(method: str, files: dict[str, tuple[str, bytes, str]] | None = None, **params: object) -> Answer:
        status, body = await fake.call(method, params, files or {})
        answer: Answer = msgspec.json.decode(body)
        assert (status == 200) is answer["ok"]
        return answer

    return call
