"""One thread writes: in order, whatever befalls the work or whoever waits for it."""

import asyncio
from collections.abc import Iterator

import pytest

from storage.writer import Writer, WriterClosedError


@pytest.fixture
def writer() -> Iterator[Writer]:
    writer = Writer()
    yield writer
    writer.close()


async def test_work_is_done_in_the_order_of_its_coming(writer: Writer) -> None:
    """And everybody gets their own result."""
    done: list[int] = []

    def work(number: int) -> int:
        done.append(number)
        return number * number

    tasks = [asyncio.create_task(writer.do(lambda number=number: work(number))) for number in range(50)]  # type: ignore[misc]
    assert await asyncio.gather(*tasks) == [number * number for number in range(50)]
    assert done == list(range(50))


async def test_what_the_work_raises_reaches_whoever_waits(writer: Writer) -> None:
    """The next is done as if nothing had been."""

    def fails() -> None:
        raise ValueError("kata sandi")

    with pytest.raises(ValueError, match="kata sandi"):
        await writer.do(fails)
    assert await writer.do(lambda: 7) == 7


async def test_work_goes_on_when_nobody_waits_any_more(writer: Writer) -> None:
    """A cancelled turn's transaction is finished, and the thread with it unharmed."""
    done: list[str] = []
    waiting = asyncio.create_task(writer.do(lambda: done.append("ya")))
    await asyncio.sleep(0)
    waiting.cancel()
    assert await writer.do(lambda: 7) == 7
    assert done == ["ya"]


def test_a_loop_that_is_gone_stops_nothing(writer: Writer) -> None:
    """What was handed over from it is done, and another loop is served."""
    done: list[str] = []

    async def hand_over() -> None:
        task = asyncio.create_task(writer.do(lambda: done.append("satu")))
        await asyncio.sleep(0)
        task.cancel()

    asyncio.run(hand_over())
    assert asyncio.run(writer.do(lambda: len(done))) == 1


async def test_nobody_waits_for_a_writer_that_is_gone() -> None:
    """Work that comes after the end is refused, whether or not there ever was any."""
    for began in (True, False):
        writer = Writer()
        if began:
            assert await writer.do(lambda: 1) == 1
        writer.close()
        with pytest.raises(WriterClosedError):
            await writer.do(lambda: 2)
