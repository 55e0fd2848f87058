"""The directory that the operator configured, ready to be asked; without one the roster's answer is the only one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.directory.http import HttpDirectory, HttpSettings
from bot.directory.interface import Directory


@asynccontextmanager
async def configured(url: str, token: str) -> AsyncIterator[Directory | None]:
    """The directory behind `url` until the block ends; None for no url, since Langkah 1 compares with the roster.

    Raises:
        ValueError: as HttpSettings does.
    """
    if not url:
        yield None
        return
    async with HttpDirectory(HttpSettings(url, token)) as directory:
        yield directory
