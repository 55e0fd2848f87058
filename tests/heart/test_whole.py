"""The whole bot in one process, on a good day."""

import asyncio
from collections.abc import Callable

import pytest

from bot import bootstrap
from bot.playground.telegram import FakeTelegram
from bot.settings import Settings
from tests.journeys import CARD, WHOLE_WAY, Journey, enlist, worker


@pytest.mark.parametrize("number", [1, 5])
async def test_a_worker_walks_from_consent_to_the_card(
    number: int, fake: FakeTelegram, make_settings: Callable[..., Settings]
) -> None:
    """Every question is asked in its order, also of who sends an album, and the last message brings the card."""
    one = worker(number)
    async with bootstrap.opened(make_settings()) as app:
        enlist(app.store, [one])
        running = asyncio.create_task(app.run())
        journey = Journey(fake.user(one.person, "Budi"), one)
        last = await journey.walk(until=CARD)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert tuple(journey.seen) == WHOLE_WAY
    assert last["kind"] == "document"
    assert last["file"]["mime_type"] == "application/pdf"
    assert "Kartu-Pendataan" in last["file"]["file_name"]
