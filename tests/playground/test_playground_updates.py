"""How the bot gets its updates by polling, and what repeats."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import msgspec

from bot.playground.people import User
from bot.playground.telegram import FakeTelegram

Ask = Callable[..., Coroutine[Any, Any, dict[str, Any]]]


async def test_unconfirmed_updates_come_again(fake: FakeTelegram, sari: User, ask: Ask) -> None:
    """The offset confirms everything below it; all else stays."""
    await sari.text("satu")
    await sari.text("dua")
    first = (await ask("getUpdates"))["result"]
    assert [update["message"]["text"] for update in first] == ["/start", "satu", "dua"]
    assert (await ask("getUpdates", offset=first[1]["update_id"]))["result"] == first[1:]
    assert (await ask("getUpdates", offset=str(first[2]["update_id"] + 1)))["result"] == []
    assert fake.pending == 0


async def test_limit_and_negative_offset(sari: User, ask: Ask) -> None:
    """`limit` cuts the batch, a negative offset keeps only the newest."""
    for text in "abc":
        await sari.text(text)
    assert len((await ask("getUpdates", limit=2))["result"]) == 2
    assert [u["message"]["text"] for u in (await ask("getUpdates", offset=-1))["result"]] == ["c"]
    assert len((await ask("getUpdates"))["result"]) == 1


async def test_long_poll_ends_with_the_first_update(sari: User, ask: Ask) -> None:
    """A waiting poll is answered as soon as somebody writes."""
    offset = (await ask("getUpdates"))["result"][-1]["update_id"] + 1
    poll = asyncio.create_task(ask("getUpdates", offset=offset, timeout=30))
    await asyncio.sleep(0)
    await sari.text("halo")
    assert [u["message"]["text"] for u in (await poll)["result"]] == ["halo"]


async def test_second_poll_ends_the_first(sari: User, ask: Ask) -> None:
    """Two instances of a bot disturb each other: the older poll ends with 409."""
    offset = (await ask("getUpdates"))["result"][-1]["update_id"] + 1
    older = asyncio.create_task(ask("getUpdates", offset=offset, timeout=30))
    await asyncio.sleep(0)
    newer = asyncio.create_task(ask("getUpdates", offset=offset, timeout=30))
    answer = await older
    assert answer["error_code"] == 409
    assert answer["description"].startswith("Conflict: terminated by other getUpdates request")
    await sari.text("halo")
    assert len((await newer)["result"]) == 1


async def test_kinds_not_asked_for_are_dropped(sari: User, ask: Ask) -> None:
    """`allowed_updates` holds from its call on."""
    await ask("getUpdates", allowed_updates=["message"])
    await sari.tap(1, "x", stale=True)
    await sari.text("halo")
    assert [u["message"]["text"] for u in (await ask("getUpdates"))["result"]] == ["/start", "halo"]


async def test_redelivery_repeats_even_what_was_confirmed(fake: FakeTelegram, sari: User, ask: Ask) -> None:
    """A repeated update has its old id and comes whatever the offset."""
    update = (await ask("getUpdates"))["result"][0]
    await ask("getUpdates", offset=update["update_id"] + 1)
    assert fake.redeliver(update["update_id"], 2) == 2
    again = await ask("getUpdates", offset=update["update_id"] + 1, timeout=5)
    assert again["result"] == [update, update]
    assert (await ask("getUpdates", offset=update["update_id"] + 1))["result"] == []
    assert sari.id == update["message"]["from"]["id"]


async def test_shuffle_keeps_each_persons_order(fake: FakeTelegram) -> None:
    """Shuffled between people, nobody's own messages change places, and each comes as often as asked."""
    for number in range(10):
        for person in (1, 2, 3):
            await fake.user(person).text(str(number))
    _, body = await fake.call("getUpdates", {"offset": fake.last_update_id + 1})
    assert fake.redeliver("all", 2, shuffle=True, seed=7) == 60
    texts: dict[int, list[str]] = {1: [], 2: [], 3: []}
    people = []
    _, body = await fake.call("getUpdates", {"offset": fake.last_update_id + 1})
    for update in msgspec.json.decode(body)["result"]:
        texts[update["message"]["from"]["id"]].append(update["message"]["text"])
        people.append(update["message"]["from"]["id"])
    assert people != [1, 2, 3] * 20
    assert all(said == [str(number) for number in range(10)] * 2 for said in texts.values())
