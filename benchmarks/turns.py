"""Durable turns against a bare echo: in one process, and over real HTTP on loopback.

Both answer the same 256 people, who each type the next line when they are answered, on the same fake Telegram. The
bot commits every update and every answer (SQLite, synchronous=FULL); the echo keeps nothing.
"""

import asyncio
import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from statistics import median

from benchmarks.crowd import TOKEN, Crowd, identity_lines
from benchmarks.echo import echo_application
from benchmarks.in_process import InProcess
from bot import bootstrap
from bot.playground.server import serve
from bot.playground.telegram import FakeTelegram
from bot.settings import Settings

_PEOPLE = 256
_ROUNDS = 5
_ROUNDS_HTTP = 3


def settings(folder: Path, url: str = "http://127.0.0.1") -> Settings:
    """The bot's settings for a measurement: no captcha, Telegram's limits lifted."""
    return Settings(
        _env_file=None,
        bot_token=TOKEN,
        bot_api_url=url,
        data_dir=folder,
        captcha="off",
        send_per_second=0,
        send_per_chat=0,
        log_level="warning",
    )


@asynccontextmanager
async def durable_bot(fake: FakeTelegram, folder: Path) -> AsyncIterator[None]:
    """Our bot on a fake of the same process."""
    async with bootstrap.opened(settings(folder), request=InProcess(fake)) as app:
        running = asyncio.create_task(app.run())
        try:
            yield
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)


@asynccontextmanager
async def bare_echo(fake: FakeTelegram) -> AsyncIterator[None]:
    """The echo on a fake of the same process."""
    application = echo_application(request=InProcess(fake))
    assert application.updater is not None
    async with application:
        await application.start()
        await application.updater.start_polling(poll_interval=0)
        try:
            yield
        finally:
            await application.updater.stop()
            await application.stop()


async def rate(crowd: Crowd, people: range, *, bot: bool) -> float:
    """Updates a second: six written answers each, after consent where there is somebody to ask for it."""
    if bot:
        await crowd.talk({number: ["/daftar"] for number in people})
        await crowd.agree(people)
    seconds = await crowd.talk({number: identity_lines(number) for number in people})
    return len(people) * len(identity_lines(0)) / seconds


async def in_process() -> tuple[float, float]:
    """(durable, bare) updates a second, medians."""
    durable: list[float] = []
    bare: list[float] = []
    for number in range(_ROUNDS):
        people = range(1 + number * _PEOPLE, 1 + (number + 1) * _PEOPLE)
        fake = FakeTelegram(TOKEN, history=4)
        async with bare_echo(fake):
            bare.append(await rate(Crowd(fake, people), people, bot=False))
        fake = FakeTelegram(TOKEN, history=4)
        with tempfile.TemporaryDirectory() as folder:
            async with durable_bot(fake, Path(folder)):
                durable.append(await rate(Crowd(fake, people), people, bot=True))
    return median(durable), median(bare)


async def over_http() -> tuple[float, float]:
    """(durable, bare) updates a second over loopback HTTP, each bot a process of its own; medians."""
    durable: list[float] = []
    bare: list[float] = []
    for _ in range(_ROUNDS_HTTP):
        people = range(1, 1 + _PEOPLE)
        for measured, is_bot in ((bare, False), (durable, True)):
            fake = FakeTelegram(TOKEN, history=4)
            served = await serve(fake)
            with tempfile.TemporaryDirectory() as folder, process(served.url, folder, is_bot=is_bot):
                crowd = Crowd(fake, people)
                await crowd.talk({number: ["/privasi"] for number in people})
                measured.append(await rate(crowd, people, bot=is_bot))
            await served.close()
    return median(durable), median(bare)


@contextlib.contextmanager
def process(url: str, folder: str, *, is_bot: bool) -> Iterator[subprocess.Popen[bytes]]:
    """A bot, ours or the echo, as a process of its own, killed at the end."""
    environment = {
        **os.environ,
        "PENDATAAN_BOT_TOKEN": TOKEN,
        "PENDATAAN_BOT_API_URL": url,
        "PENDATAAN_DATA_DIR": folder,
        "PENDATAAN_CAPTCHA": "off",
        "PENDATAAN_SEND_PER_SECOND": "0",
        "PENDATAAN_SEND_PER_CHAT": "0",
        "PENDATAAN_LOG_LEVEL": "warning",
    }
    command = [sys.executable, "-m", *(("bot", "run") if is_bot else ("benchmarks.echo", url))]
    child = subprocess.Popen(command, env=environment)
    try:
        yield child
    finally:
        child.kill()
        child.wait()


def main() -> None:
    """Print one line for each way."""
    durable, bare = asyncio.run(in_process())
    print(
        f"turns, in process, {_PEOPLE} people: durable bot {durable:.0f} updates/s, bare echo {bare:.0f}: "
        f"{durable / bare:.2f} times (medians of {_ROUNDS})"
    )
    durable, bare = asyncio.run(over_http())
    print(
        f"turns, over HTTP, {_PEOPLE} people: durable bot {durable:.0f} updates/s, bare echo {bare:.0f}: "
        f"{durable / bare:.2f} times (medians of {_ROUNDS_HTTP})"
    )


if __name__ == "__main__":
    main()
