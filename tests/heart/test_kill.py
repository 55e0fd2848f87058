"""`kill -9` at random moments, from `/daftar` to the Kartu Pendataan of many people: nothing is lost or done twice."""

import asyncio
import random
import re
import secrets
import socket
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from bot import bootstrap
from bot.playground.telegram import FakeTelegram
from bot.settings import Settings
from tests.heart import ledger
from tests.heart.process import BotProcess, environment
from tests.journeys import CARD, WHOLE_WAY, Journey, Worker, enlist, worker

PEOPLE: Final = 30
WEBHOOK_PEOPLE: Final = 8
CALLS_OF_A_JOURNEY: Final = 145
"""So many the bot makes for each, repeats included: the kills are spread over all, up to the last screens."""
START_SECONDS: Final = 4.0
PATIENCE: Final = 120.0
BATCH: Final = 100
NUMBER: Final = re.compile(r"nomor registrasi (\S+)\. ")


class Killer:
    """Lets a bot run, and kills it the moment that a chosen number of calls has come from it, or soon after."""

    def __init__(self, fake: FakeTelegram, variables: Mapping[str, str], log: Path, chance: random.Random) -> None:
        self._variables = variables
        self._log = log
        self._chance = chance
        self._left = 0
        self._reached = asyncio.Event()
        self.polls = 0
        fake.on_call = self._called

    def _called(self, method: str, params: Mapping[str, Any]) -> None:
        del params
        self.polls += method.lower() == "getupdates"
        self._left -= 1
        if self._left <= 0:
            self._reached.set()

    async def start(self) -> BotProcess:
        return await BotProcess.start(self._variables, self._log)

    async def kill_once(self, calls: int) -> None:
        """Start it and kill it: in three of four cases among its calls, else anywhere, its start included."""
        self._left = self._chance.randint(1, calls)
        self._reached.clear()
        bot = await self.start()
        anywhere = self._chance.random() < 0.25
        await _at_most(self._reached.wait(), self._chance.uniform(0, START_SECONDS) if anywhere else PATIENCE)
        await _at_most(asyncio.Event().wait(), self._chance.choice((0, 0, 0.002, 0.01, 0.03)))
        assert bot.running, f"the bot ended by itself: {self._log.read_text()[-2000:]}"
        await bot.kill()


async def _at_most(moment: Awaitable[object], seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await moment
    except TimeoutError:
        return


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
    compiled: Path,
    kills: int,
    people: Sequence[Worker],
    seed: int,
    **more: str,
) -> None:
    chance = random.Random(seed)
    first_update = fake.last_update_id + 1
    store = bootstrap.open_store(settings)
    enlist(store, people)
    store.database.close()
    log = settings.data_dir.with_name("bot.log")
    killer = Killer(fake, environment(settings, compiled, **more), log, chance)
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


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """The moments of the kills; printed, so that a failing run can be repeated."""
    given: int | None = request.config.getoption("kill_seed", None)
    chosen = secrets.randbelow(2**32) if given is None else given
    print(f"--kill-seed {chosen}")  # noqa: T201 - shown with a failure
    return chosen


async def test_polling_bot_killed_at_random_moments_loses_and_doubles_nothing(
    fake: FakeTelegram,
    make_settings: Callable[..., Settings],
    compiled: Path,
    request: pytest.FixtureRequest,
    seed: int,
) -> None:
    """Everybody has one account and one ended record, with all that they typed and sent, and every update handled."""
    kills: int = request.config.getoption("kills", 25)
    people = [worker(number) for number in range(1, max(PEOPLE, kills) + 1)]
    await _survive(fake, make_settings(log_level="warning"), compiled, kills, people, seed)


async def test_webhook_bot_killed_at_random_moments_loses_and_doubles_nothing(
    fake: FakeTelegram, make_settings: Callable[..., Settings], compiled: Path, seed: int
) -> None:
    """The same behind a webhook, where Telegram waits for the bot's answer."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{probe.getsockname()[1]}"
    hook = {"WEBHOOK_URL": f"http://{listen}/hook", "WEBHOOK_LISTEN": listen, "WEBHOOK_SECRET": "rahasia-uji"}
    people = [worker(number) for number in range(1, WEBHOOK_PEOPLE + 1)]
    await _survive(fake, make_settings(log_level="warning"), compiled, 5, people, seed, **hook)
