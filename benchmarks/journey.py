"""The whole way from `/daftar` to the Kartu Pendataan for 256 people at once, next to a bare echo over the same HTTP.

Each worker answers what the chat shows: written answers, taps, and 6 uploads (three pictures, an ijazah, an SK, a bukti
pembayaran); the bot hashes and compares passwords, judges every picture and paper, draws the picture of the masa kerja
and two cards, and commits every answer. The echo keeps nothing.
"""

import asyncio
import tempfile
import time
from contextlib import closing
from pathlib import Path

from benchmarks.crowd import TOKEN, Crowd
from benchmarks.turns import process, rate, settings
from bot import bootstrap
from bot.playground.server import serve
from bot.playground.telegram import FakeTelegram
from tests.journeys import CARD, Journey, enlist, worker

_PEOPLE = 256
_PATIENCE = 300.0


async def journeys() -> float:
    """Updates a second, from the first `/daftar` to the last card."""
    fake = FakeTelegram(TOKEN, history=40)
    served = await serve(fake)
    workers = [worker(number) for number in range(1, _PEOPLE + 1)]
    with tempfile.TemporaryDirectory() as folder:
        store = bootstrap.open_store(settings(Path(folder)))
        with closing(store.database):
            enlist(store, workers)
        with process(served.url, folder, is_bot=True):
            walks = [Journey(fake.user(one.person, one.nama), one, patience=_PATIENCE) for one in workers]
            await asyncio.gather(*(walk.user.text("/privasi") for walk in walks[:1]))
            await walks[0].user.wait(lambda messages: [message for message in messages if message["from"] == "bot"])
            started = time.perf_counter()
            await asyncio.gather(*(walk.walk(CARD) for walk in walks))
            seconds = time.perf_counter() - started
    await served.close()
    # One update for the first command, and one for each screen that was answered.
    return sum(len(walk.seen) + 1 for walk in walks) / seconds


async def echoes() -> float:
    """The echo's updates a second over the same HTTP, with as many people."""
    fake = FakeTelegram(TOKEN, history=4)
    served = await serve(fake)
    people = range(1, 1 + _PEOPLE)
    with tempfile.TemporaryDirectory() as folder, process(served.url, folder, is_bot=False):
        crowd = Crowd(fake, people)
        await crowd.talk({number: ["/privasi"] for number in people})
        measured = await rate(crowd, people, bot=False)
    await served.close()
    return measured


def main() -> None:
    """Print one line."""
    echo = asyncio.run(echoes())
    ours = asyncio.run(journeys())
    print(
        f"journey, over HTTP, {_PEOPLE} people from /daftar to the Kartu Pendataan: {ours:.0f} updates/s, "
        f"bare echo {echo:.0f}: {ours / echo:.2f} times"
    )


if __name__ == "__main__":
    main()
