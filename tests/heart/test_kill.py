"""`kill -9` at random moments, from `/daftar` to the Kartu Pendataan of many people: nothing is lost or done twice."""

import asyncio
import random
import re
import socket
from collections.abc import Mapping, Sequence
from typing import Any, Final

import pytest

from bot import bootstrap
from bot.playground.telegram import FakeTelegram
from bot.settings import Settings
from tests.heart import ledger
from tests.heart.conftest import MakeKiller, MakeSettings
from tests.heart.killer import PATIENCE, Killer
from tests.journeys import CARD, WHOLE_WAY, Journey, Worker, enlist, worker

PEOPLE: Final = 30
WEBHOOK_PEOPLE: Final = 8
CALLS_OF_A_JOURNEY: Final = 145
"""So many the bot makes for each, repeats included: the kills are spread over all, up to the last screens."""
BATCH: Final = 100
NUMBER: Final = re.compile(r"nomor registrasi (\S+)\. ")


async def _everything_again(fake: FakeTelegram, killer: Killer, people: Sequence[Worker], seed: int) -> None:
    """Deliver every update twice more, people in any order, and wait until the bot has taken them all."""
    count = fake.redeliver("all", times=2, shuffle=True, seed=seed)
    polls = killer.polls + count // BATCH + 3
    for one in people:
        # A webhook gets each person's updates in their order: the answer to this one comes after all repeats.
        await fake.user(one.person).text("/privasi")
        await fake.user(one.person).wait(1, PATIENCE)
    while 0 < killer.polls < polls:
        await fake.user(people[0].person).text("/privasi")
        await fake.user(people[0].person).wait(1, PATIENCE)


async def _survive(
    fake: FakeTelegram,
    settings: Settings,
    killer: Killer,
    kills: int,
    people: Sequence[Worker],
    chance: random.Random,
) -> None:
    first_update = fake.last_update_id + 1
    store = bootstrap.open_store(settings)
    enlist(store, people)
    store.database.close()
    journeys = [Journey(fake.user(one.person, one.nama), one, PATIENCE) for one in people]
    walks = [asyncio.create_task(journey.walk(until=CARD)) for journey in journeys]
    calls = max(1, 2 * CALLS_OF_A_JOURNEY * len(people) // (kills + 1))
    for number in range(kills):
        await killer.kill_once(calls)
        if number % 9 == 5:
            fake.redeliver("all", times=1, shuffle=True, seed=chance.randrange(2**32))
    bot = await killer.start()
    done = await asyncio.gather(*walks)
    await _everything_again(fake, killer, people, chance.randrange(2**32))
    assert await bot.stop() == 0
    _compare(fake, settings, journeys, done, first_update)


def _compare(
    fake: FakeTelegram,
    settings: Settings,
    journeys: Sequence[Journey],
    done: Sequence[Mapping[str, Any]],
    first_update: int,
) -> None:
    assert [tuple(journey.seen) for journey in journeys] == [WHOLE_WAY] * len(journeys)
    store = bootstrap.open_store(settings)
    found = ledger.found(store)
    for journey, last in zip(journeys, done, strict=True):
        number = NUMBER.search(last["text"])
        assert number is not None
        assert found.pop(journey.worker.person) == ledger.expected(journey.worker, number[1], settings)
    assert found == {}
    numbers = range(first_update, fake.last_update_id + 1)
    ledger.nothing_waits(store, int(fake.token.partition(":")[0]), numbers)
    store.database.close()


async def test_polling_bot_killed_at_random_moments_loses_and_doubles_nothing(
    fake: FakeTelegram,
    make_settings: MakeSettings,
    make_killer: MakeKiller,
    request: pytest.FixtureRequest,
    seed: int,
) -> None:
    """Everybody has one account and one ended record, with all that they typed and sent, and every update handled."""
    kills: int = request.config.getoption("kills", 25)
    people = [worker(number) for number in range(1, max(PEOPLE, kills) + 1)]
    settings, chance = make_settings(log_level="warning"), random.Random(seed)
    await _survive(fake, settings, await make_killer(settings, chance), kills, people, chance)


async def test_webhook_bot_killed_at_random_moments_loses_and_doubles_nothing(
    fake: FakeTelegram, make_settings: MakeSettings, make_killer: MakeKiller, seed: int
) -> None:
    """The same behind a webhook, where Telegram waits for the bot's answer."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{probe.getsockname()[1]}"
    hook = {"WEBHOOK_URL": f"http://{listen}/hook", "WEBHOOK_LISTEN": listen, "WEBHOOK_SECRET": "rahasia-uji"}
    people = [worker(number) for number in range(1, WEBHOOK_PEOPLE + 1)]
    settings, chance = make_settings(log_level="warning"), random.Random(seed)
    await _survive(fake, settings, await make_killer(settings, chance, **hook), 5, people, chance)
