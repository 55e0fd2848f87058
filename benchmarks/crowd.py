"""A crowd of invented people who each type the next line the moment they are answered."""

import asyncio
import time
from collections.abc import Mapping, Sequence
from typing import Any

from bot.playground.telegram import FakeTelegram

TOKEN = "123456789:" + "benchmark-token-of-nobody-at-all-00"


def nik(number: int) -> str:
    """A NIK of an invented man, born on 7 March 1990."""
    return f"320101070390{number % 9999 + 1:04d}" if number < 9999 else f"32{number // 9999:02d}010703900001"


class Crowd:
    """People with the numbers given, on one fake Telegram."""

    def __init__(self, fake: FakeTelegram, people: Sequence[int]) -> None:
        self._fake = fake
        self._users = {number: fake.user(number, f"Orang {number}") for number in people}
        self._script: Mapping[int, Sequence[str]] = {}
        self._said: dict[int, int] = {}
        self._left = 0
        self._finished = asyncio.Event()
        self._tasks: set[asyncio.Task[Any]] = set()
        fake.on_call = self._called

    async def talk(self, script: Mapping[int, Sequence[str]]) -> float:
        """Let each person say their lines, one after each answer; the seconds until the last is answered."""
        self._script, self._said, self._left = script, dict.fromkeys(script, 0), len(script)
        self._finished.clear()
        started = time.perf_counter()
        for number in script:
            await self._users[number].text(script[number][0])
        await self._finished.wait()
        return time.perf_counter() - started

    async def agree(self, people: Sequence[int]) -> None:
        """Tap **Setuju** on the screen that each person has."""
        self._script, self._said, self._left = (
            {number: [""] for number in people},
            dict.fromkeys(people, 0),
            len(people),
        )
        self._finished.clear()
        for number in people:
            user = self._users[number]
            shown = await user.wait(lambda messages: [message["id"] for message in messages if message["buttons"]])
            await user.tap(shown[-1], "Setuju")
        await self._finished.wait()

    def _called(self, method: str, params: Mapping[str, Any]) -> None:
        if method.lower() != "sendmessage" or not self._left:
            return
        number = int(params["chat_id"])
        self._said[number] += 1
        if self._said[number] < len(self._script[number]):
            self._spawn(self._users[number].text(self._script[number][self._said[number]]))
            return
        self._left -= 1
        if not self._left:
            self._finished.set()

    def _spawn(self, act: Any) -> None:  # noqa: ANN401 - a coroutine
        task = asyncio.ensure_future(act)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def identity_lines(number: int) -> list[str]:
    """Six answers of Langkah 1, each a written one."""
    return [
        nik(number),
        f"320101010190{number % 9999 + 1:04d}",
        "Budi Santoso",
        "Bogor",
        "07-03-1990",
        "0812 3456 7801",
    ]
