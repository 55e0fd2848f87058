"""How much one person can delay the others: by a turn that fails, by a job that hangs, by a flood.

The same crowd answers the same questions with and without a troublemaker beside it; what is compared is how many of
its updates are answered in a second.
"""

import asyncio
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.crowd import TOKEN, Crowd
from benchmarks.in_process import InProcess
from benchmarks.turns import rate, settings
from bot import bootstrap, outgoing
from bot.app import App
from bot.playground.telegram import FakeTelegram
from storage import inbox, outbox

_PEOPLE = 128
_ROUNDS = 7
_TROUBLEMAKER = 900_001
_FLOOD = 2_000
_KINDS = ("nobody", "failing turn", "hanging job", "flood of 2,000")


async def _trouble(kind: str, app: App, fake: FakeTelegram) -> None:
    """Set the troublemaker going."""
    store = app.store
    if kind == "failing turn":
        poison = [inbox.Received(9, number, _TROUBLEMAKER, b"not an input") for number in range(20)]
        await store.database.run(lambda session: inbox.add(session, store.vault, poison))
    if kind == "hanging job":
        args = {"kind": "ktp", "source": "hangs", "size": 1}
        payload = outgoing.encode(outgoing.Job("check_picture", args, "account", 1))
        job = outbox.Outgoing(_TROUBLEMAKER, "job", payload)
        await store.database.run(lambda session: outbox.add(session, store.vault, [job]))
    if kind == "flood of 2,000":
        user = fake.user(_TROUBLEMAKER, "Pengganggu")
        for _ in range(_FLOOD):
            await user.text("apa saja")
        while fake.pending:  # noqa: ASYNC110 - the fake tells nobody when its queue is empty
            await asyncio.sleep(0)


async def _round(kind: str, number: int) -> float:
    """Updates a second of the crowd beside one kind of trouble."""
    people = range(1 + number * _PEOPLE, 1 + (number + 1) * _PEOPLE)
    fake = FakeTelegram(TOKEN, history=4)
    crowd = Crowd(fake, people)
    counted = fake.on_call
    forever = asyncio.Event()

    async def hang() -> None:
        await forever.wait()

    def called(method: str, params: Mapping[str, Any]) -> Any:  # noqa: ANN401 - nothing, or what is waited for
        if method.lower() == "getfile":
            return hang()
        return None if int(params.get("chat_id", 0)) == _TROUBLEMAKER or counted is None else counted(method, params)

    fake.on_call = called
    with tempfile.TemporaryDirectory() as folder:
        async with bootstrap.opened(settings(Path(folder)), request=InProcess(fake)) as app:
            running = asyncio.create_task(app.run())
            await _trouble(kind, app, fake)
            measured = await rate(crowd, people, bot=True)
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
    return measured


async def _measure() -> dict[str, list[float]]:
    taken: dict[str, list[float]] = {kind: [] for kind in _KINDS}
    for number in range(_ROUNDS):
        for kind, rates in taken.items():
            rates.append(await _round(kind, number))
    return taken


def main() -> None:
    """Print one line for each kind of trouble."""
    taken = asyncio.run(_measure())
    alone = taken.pop("nobody")
    for kind, rates in taken.items():
        share = median(beside / by_itself for beside, by_itself in zip(rates, alone, strict=True))
        print(f"isolation: beside a {kind}, the others keep {share:.2f} of their updates a second")


if __name__ == "__main__":
    main()
