"""While something takes long: first a sign in the chat's head, then a message that counts on and goes at the end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from bot.gateway.send import Post

_SILENT_SECONDS: Final = 2
_STEP_SECONDS: Final = 3


@asynccontextmanager
async def shown_busy(post: Post, person: int, action: str, words: str) -> AsyncIterator[None]:
    """Show `action` (Telegram's chat action) at once, and `words` with `{seconds}` once it takes over two seconds."""
    showing = asyncio.create_task(_show(post, person, action, words))
    try:
        yield
    finally:
        showing.cancel()
        await asyncio.gather(showing, return_exceptions=True)


async def _show(post: Post, person: int, action: str, words: str) -> None:
    await post.action(person, action)
    await asyncio.sleep(_SILENT_SECONDS)
    seconds = _SILENT_SECONDS
    message = await post.note(person, words.format(seconds=seconds))
    try:
        while True:
            await asyncio.sleep(_STEP_SECONDS)
            seconds += _STEP_SECONDS
            await post.change_note(person, message, words.format(seconds=seconds))
    finally:
        await post.drop_note(person, message)
