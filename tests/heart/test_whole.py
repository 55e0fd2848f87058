"""The whole bot in one process, on a good day."""

import asyncio
from collections.abc import Callable

from bot import bootstrap
from bot.playground.telegram import FakeTelegram
from bot.settings import Settings
from tests.journeys import QUESTIONS, Journey, enlist, worker


async def test_a_worker_walks_from_consent_to_the_card(
    fake: FakeTelegram, make_settings: Callable[..., Settings]
) -> None:
    """Every question is asked in its order, and the last message brings the number and the card."""
    one = worker(1)
    async with bootstrap.opened(make_settings()) as app:
        enlist(app.store, [one])
        running = asyncio.create_task(app.run())
        journey = Journey(fake.user(one.person, "Budi"), one)
        last = await journey.walk()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    assert tuple(journey.seen) == QUESTIONS
    assert last["kind"] == "document"
    assert last["file"]["mime_type"] == "application/pdf"
