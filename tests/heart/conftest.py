"""A fake Telegram on loopback, and the settings of a bot that talks to it."""

import random
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.playground.server import Served, serve
from bot.playground.telegram import FakeTelegram
from bot.settings import Settings
from tests.databases import fresh_url
from tests.heart.killer import Killer
from tests.heart.process import RUN, environment, nursery

TOKEN = "123456789:" + "heart-tests-token-of-nobody-at-all-0"

MakeSettings = Callable[..., Settings]
MakeKiller = Callable[..., Awaitable[Killer]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, default=25, help="how often the bot is killed")
    parser.addoption("--kill-seed", type=int, default=None, help="repeats the moments of an earlier run")


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the processes of all tests keep their compiled modules, so that each starts quickly."""
    return tmp_path_factory.mktemp("compiled")


@pytest.fixture
async def fake() -> AsyncIterator[FakeTelegram]:
    telegram = FakeTelegram(TOKEN, webhook_pause=0.05)
    yield telegram
    await telegram.close()


@pytest.fixture
async def served(fake: FakeTelegram) -> AsyncIterator[Served]:
    server = await serve(fake)
    yield server
    await server.close()


@pytest.fixture
def make_settings(served: Served, tmp_path: Path) -> MakeSettings:
    """Settings of a bot on the served fake; no captcha, no limits."""

    def make(**changed: object) -> Settings:
        given = {
            "bot_token": TOKEN,
            "bot_api_url": served.url,
            "data_dir": tmp_path / "data",
            "database_url": fresh_url(tmp_path / "data"),
            "captcha": "off",
            "send_per_second": 0,
            "send_per_chat": 0,
        }
        return Settings(_env_file=None, **{**given, **changed})  # type: ignore[arg-type]

    return make


@pytest.fixture
async def make_killer(fake: FakeTelegram, compiled: Path) -> AsyncIterator[MakeKiller]:
    """Somebody who lets a bot with these settings run, and kills it."""
    async with AsyncExitStack() as stack:

        async def make(settings: Settings, chance: random.Random, program: Sequence[str] = RUN, **more: str) -> Killer:
            log = settings.data_dir.with_name("bot.log")
            born = await stack.enter_async_context(nursery(environment(settings, compiled, **more), log, program))
            return Killer(fake, born, log, chance)

        yield make


@pytest.fixture
def seed(request: pytest.FixtureRequest) -> int:
    """The moments of the kills; printed, so that a failing run can be repeated."""
    given: int | None = request.config.getoption("kill_seed", None)
    chosen = secrets.randbelow(2**32) if given is None else given
    print(f"--kill-seed {chosen}")  # noqa: T201 - shown with a failure
    return chosen
