"""Bad days on demand: flood limits, broken servers, lost answers, and what a bot may not do."""

from collections.abc import Callable, Coroutine
from typing import Any

import msgspec
import pytest

from bot.playground.faults import AnswerLostError
from bot.playground.people import User
from bot.playground.telegram import FakeTelegram

Ask = Callable[..., Coroutine[Any, Any, dict[str, Any]]]


async def test_throttled_calls_name_their_wait(fake: FakeTelegram, sari: User, ask: Ask) -> None:
    """So many calls get 429 with retry_after, and take no effect."""
    fake.throttle("sendMessage", 2, 7)
    for _ in range(2):
        answer = await ask("sendMessage", chat_id=71, text="a")
        assert (answer["error_code"], answer["parameters"]) == (429, {"retry_after": 7})
        assert answer["description"] == "Too Many Requests: retry after 7"
    assert sari.news == []
    assert (await ask("sendMessage", chat_id=71, text="a"))["ok"]


async def test_plans_fit_their_method(fake: FakeTelegram, sari: User, ask: Ask) -> None:
    """A plan for one method leaves the others alone; one for None meets whatever comes."""
    fake.fail("sendPhoto", 1, 502)
    assert (await ask("sendMessage", chat_id=71, text="a"))["ok"]
    fake.fail(None, 1)
    assert (await ask("getMe"))["error_code"] == 500
    assert (await ask("getMe"))["result"]["username"] == "pendataan_bot"
    assert (await ask("sendPhoto", chat_id=sari.id))["description"] == "Bad Gateway"


async def test_lost_answer_took_effect(fake: FakeTelegram, sari: User, ask: Ask) -> None:
    """The person sees the message, the bot only a broken connection."""
    fake.lose_answer("sendMessage")
    with pytest.raises(ConnectionResetError):
        await ask("sendMessage", chat_id=71, text="sekali")
    fake.lose_answer()
    with pytest.raises(AnswerLostError):
        await ask("getMe")
    assert [message["text"] for message in sari.news] == ["sekali"]


async def test_enforced_limits_ask_to_wait() -> None:
    """A burst to one chat, and more than thirty a second in all, are refused until time has passed."""
    now = [1_800_000_000.0]
    fake = FakeTelegram("1:abc", clock=lambda: now[0], enforce_limits=True)
    for person in range(1, 41):
        await fake.user(person).start()

    async def send(person: int) -> dict[str, object]:
        answer: dict[str, object] = msgspec.json.decode(
            (await fake.call("sendMessage", {"chat_id": person, "text": "a"}))[1]
        )
        return answer

    burst = [(await send(1))["ok"] for _ in range(21)]
    assert burst == [True] * 20 + [False]
    now[0] += 1
    assert (await send(1))["ok"]
    everybody = [await send(person) for person in range(2, 40)]
    assert sum(bool(answer["ok"]) for answer in everybody) == 29
    assert everybody[-1]["parameters"] == {"retry_after": 1}


async def test_unknown_method_is_not_found(ask: Ask) -> None:
    """A method that Telegram does not have is 404."""
    assert await ask("sendMoney") == {"ok": False, "error_code": 404, "description": "Not Found"}


async def test_calls_can_be_recorded_and_watched(sari: User) -> None:
    """With `record` the calls are kept; the hook sees each before it takes effect, and may hold it up."""
    fake = FakeTelegram("1:abc", record=True)
    seen: list[int] = []

    async def hook(method: str, _params: object) -> None:
        seen.append(len(method))

    fake.on_call = hook
    await fake.call("getMe", {"a": 1})
    fake.on_call = lambda method, _params: seen.append(-len(method))
    await fake.call("getMe", {})
    assert seen == [5, -5]
    assert fake.calls == [("getMe", {"a": 1}), ("getMe", {})]
    assert sari.id == 71
