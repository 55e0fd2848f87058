"""The bot as a process of its own: its memory idle and with many people in mid-conversation, and its second start."""

import asyncio
import tempfile
import time
from collections.abc import Mapping
from typing import Any

import psutil

from benchmarks.crowd import TOKEN, Crowd
from benchmarks.turns import process
from bot.playground.server import serve
from bot.playground.telegram import FakeTelegram

_FEW = 100
_MANY = 10_000
_AT_ONCE = 250
_MB = 1024 * 1024


async def _begin(fake: FakeTelegram, people: range) -> None:
    """Bring these people to the first question."""
    for first in range(people.start, people.stop, _AT_ONCE):
        some = range(first, min(first + _AT_ONCE, people.stop))
        crowd = Crowd(fake, some)
        await crowd.talk({number: ["/daftar"] for number in some})
        await crowd.agree(some)


async def memory() -> tuple[float, float, float]:
    """(idle, with 100 people, with 10,000), in MB of resident memory."""
    fake = FakeTelegram(TOKEN, history=2)
    served = await serve(fake)
    with tempfile.TemporaryDirectory() as folder, process(served.url, folder, is_bot=True) as child:
        resident = psutil.Process(child.pid).memory_info
        await _first_answer(fake, 1)
        idle = resident().rss / _MB
        await _begin(fake, range(2, 2 + _FEW))
        few = resident().rss / _MB
        await _begin(fake, range(2 + _FEW, 2 + _MANY))
        many = resident().rss / _MB
    await served.close()
    return idle, few, many


async def second_start() -> float:
    """Seconds from the process's start to its first answer, with the data of an earlier run."""
    fake = FakeTelegram(TOKEN, history=4)
    served = await serve(fake)
    with tempfile.TemporaryDirectory() as folder:
        with process(served.url, folder, is_bot=True):
            await _first_answer(fake, 1)
        started = time.perf_counter()
        with process(served.url, folder, is_bot=True):
            await _first_answer(fake, 2)
            taken = time.perf_counter() - started
    await served.close()
    return taken


async def _first_answer(fake: FakeTelegram, number: int) -> None:
    answered = asyncio.Event()

    def called(method: str, _params: Mapping[str, Any]) -> None:
        if method.lower() == "sendmessage":
            answered.set()

    fake.on_call = called
    await fake.user(number, "Orang").text("/start")
    await answered.wait()


def main() -> None:
    """Print one line for memory and one for the start."""
    idle, few, many = asyncio.run(memory())
    print(
        f"memory: idle {idle:.0f} MB; with {_FEW} people in mid-conversation {few:.0f} MB, with {_MANY} {many:.0f} MB: "
        f"{many - few:.0f} MB more"
    )
    taken = sorted(asyncio.run(second_start()) for _ in range(3))
    print(f"start: {taken[1]:.1f} s from a second start to the first answer (median of 3)")


if __name__ == "__main__":
    main()
