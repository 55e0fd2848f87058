"""Pacing, by a clock that the test moves."""

import asyncio
import heapq
from itertools import count

from bot.gateway.limits import Limits


class Hours:
    """A clock, and those who sleep by it."""

    def __init__(self) -> None:
        self.now = 1000.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._order = count()

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        future = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.now + seconds, next(self._order), future))
        await future

    async def pass_until(self, moment: float) -> None:
        """Let time pass, waking everybody in turn."""
        await settle()
        while self._sleepers and self._sleepers[0][0] <= moment:
            self.now, _, future = heapq.heappop(self._sleepers)
            future.set_result(None)
            await settle()
        self.now = moment


async def settle() -> None:
    """Let every task run as far as it can."""
    for _ in range(20):
        await asyncio.sleep(0)


class Line:
    """Sends that wait for their turn; `sent` are (seconds since the start, person)."""

    def __init__(self, per_second: float, per_chat: float) -> None:
        self.hours = Hours()
        self.limits = Limits(per_second, per_chat, self.hours.clock, self.hours.sleep)
        self.sent: list[tuple[float, int]] = []
        self._tasks: list[asyncio.Task[None]] = []

    def join(self, *people: int) -> None:
        self._tasks += [asyncio.create_task(self._send(person)) for person in people]

    def join_behind(self, *people: int) -> None:
        self._tasks += [asyncio.create_task(self._send_behind(person)) for person in people]

    async def _send_behind(self, person: int) -> None:
        await self.limits.wait_behind_all(person)
        self.sent.append((round(self.hours.now - 1000, 3), person))

    async def _send(self, person: int) -> None:
        await self.limits.wait(person)
        self.sent.append((round(self.hours.now - 1000, 3), person))

    def within(self, start: float, end: float) -> int:
        return sum(start <= moment < end for moment, _ in self.sent)


async def test_without_limits_nobody_waits() -> None:
    """A rate of 0 is no limit."""
    line = Line(0, 0)
    line.join(*[7] * 1000)
    await settle()
    assert len(line.sent) == 1000


async def test_the_bot_sends_so_many_a_second() -> None:
    """After a short burst, thirty messages a second and no more, first come, first served."""
    line = Line(30, 0)
    line.join(*range(1, 101))
    await line.hours.pass_until(1010)
    assert [person for _, person in line.sent] == list(range(1, 101))
    assert all(line.within(second, second + 1) <= 31 for second in range(1, 4))
    assert len(line.sent) == 100


async def test_a_chat_gets_one_a_second_after_a_burst() -> None:
    """The other chats do not wait for it."""
    line = Line(0, 1)
    line.join(*[7] * 8, 8)
    await settle()
    assert (0.0, 8) in line.sent
    await line.hours.pass_until(1010)
    mine = [moment for moment, person in line.sent if person == 7]
    assert mine[-3:] == [3.0, 4.0, 5.0] or mine[-1] - mine[-2] == 1.0
    assert len(mine) == 8


async def test_a_hold_is_obeyed_by_everybody() -> None:
    """Also by those who had their place in line before Telegram said so."""
    line = Line(2, 0)
    line.join(*range(1, 11))
    await line.hours.pass_until(1001)
    before = len(line.sent)
    line.limits.hold(5)
    line.join(11)
    await line.hours.pass_until(1005.9)
    assert len(line.sent) == before
    await line.hours.pass_until(1040)
    assert {person for _, person in line.sent} == set(range(1, 12))
    assert all(line.within(second, second + 1) <= 3 for second in range(6, 40))


async def test_a_hold_stops_an_unlimited_bot_too() -> None:
    """Limits that are lifted by the settings do not lift Telegram's own."""
    line = Line(0, 0)
    line.limits.hold(3)
    line.join(1, 2)
    await line.hours.pass_until(1002.9)
    assert line.sent == []
    await line.hours.pass_until(1003.1)
    assert [person for _, person in line.sent] == [1, 2]


async def test_a_toast_rests_with_the_others_and_never_queues() -> None:
    """What is no message waits for the end of a hold only."""
    line = Line(1, 1)
    line.join(*[7] * 50)
    await settle()
    resting = asyncio.create_task(line.limits.rest())
    await settle()
    assert resting.done()
    line.limits.hold(2)
    resting = asyncio.create_task(line.limits.rest())
    await line.hours.pass_until(1001.9)
    assert not resting.done()
    await line.hours.pass_until(1002.1)
    assert resting.done()


async def test_many_chats_are_not_remembered_for_ever() -> None:
    """Ten thousand recent chats are; one that comes back after them begins anew."""
    line = Line(0, 1)
    line.join(*range(20_000))
    await settle()
    assert len(line.sent) == 20_000


async def test_what_is_in_no_hurry_goes_at_the_same_rate_without_a_burst() -> None:
    """Thirty a second, from the first second on."""
    line = Line(30, 1)
    line.join_behind(*range(100))
    await line.hours.pass_until(1002.0)
    assert line.within(0, 1) in {30, 31}
    assert line.within(1, 2) == 30


async def test_whoever_answers_in_the_midst_of_a_long_row_goes_at_once() -> None:
    """However many are in no hurry, a few answers find their places free, and both keep the rate together."""
    line = Line(30, 1)
    line.join_behind(*range(300))
    await line.hours.pass_until(1001.5)
    line.join(1001, 1002, 1003)
    await line.hours.pass_until(1001.5)
    assert [person for _, person in line.sent[-3:]] == [1001, 1002, 1003]
    await line.hours.pass_until(1003.0)
    assert line.within(1, 2) <= 31
    assert line.within(2, 3) == 30


async def test_what_is_in_no_hurry_waits_while_telegram_holds_everybody_back_and_for_a_busy_chat() -> None:
    """A chat that has just been sent four messages is left in peace for a second."""
    line = Line(30, 1)
    line.limits.hold(5)
    line.join_behind(7)
    await line.hours.pass_until(1004.9)
    assert line.sent == []
    await line.hours.pass_until(1006.0)
    line.join(*[7] * 3)
    await line.hours.pass_until(1007.0)
    line.join(*[8] * 4)
    line.join_behind(8)
    await line.hours.pass_until(1010.0)
    assert [moment for moment, person in line.sent if person == 8] == [7.0, 7.0, 7.0, 7.0, 8.0]
