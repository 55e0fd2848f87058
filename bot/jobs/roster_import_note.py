"""While an import runs: a sign in the chat's head, then a message that says how far it is, and goes at the end."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Final

from bot.gateway.send import Post

_SILENT_SECONDS: Final = 2.0
_STEP_SECONDS: Final = 1.5
_ACTION: Final = "upload_document"


class HowFar:
    """Rows done, of how many; nothing is known before the first chunk."""

    def __init__(self) -> None:
        self.done = self.total = 0

    def __call__(self, done: int, total: int) -> None:
        """Hear of it."""
        self.done, self.total = done, total


@asynccontextmanager
async def shown_moving(
    post: Post,
    person: int,
    words: Callable[[HowFar], str],
    *,
    silent: float = _SILENT_SECONDS,
    step: float = _STEP_SECONDS,
) -> AsyncIterator[HowFar]:
    """Show at once that something is under way, and after the `silent` seconds, in these words, how far it is.

    The words change every `step` seconds. What cannot be shown is not shown: the work goes on.
    """
    so_far = HowFar()
    showing = asyncio.create_task(_show(post, person, so_far, words, silent, step))
    try:
        yield so_far
    finally:
        showing.cancel()
        await asyncio.gather(showing, return_exceptions=True)


async def _show(
    post: Post, person: int, so_far: HowFar, words: Callable[[HowFar], str], silent: float, step: float
) -> None:
    await post.action(person, _ACTION)
    await asyncio.sleep(silent)
    said = words(so_far)
    message = await post.note(person, said)
    try:
        while True:
            await asyncio.sleep(step)
            if (now := words(so_far)) != said:
                said = now
                await post.change_note(person, message, said)
    finally:
        await post.drop_note(person, message)
