"""The photo of a card: fetched, and its code read."""

import asyncio
import re
from typing import Any, Final

from bot.documents.unfit import Unfit
from bot.gateway.fetch import LARGEST, Fetcher, FileUnavailableError
from bot.rules.seal import CARD_PREFIX

_CODE: Final = re.compile(rf"[?&]start={CARD_PREFIX}([A-Za-z0-9_-]+)")
_AT_ONCE: Final = 2


class CardReading:
    """The job on photos of cards."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def read_card(self, person: int, args: dict[str, Any]) -> dict[str, Any]:
        """The `code` of the card in the photo `source`; empty where none can be read."""
        del person
        if args["size"] > LARGEST:
            return {"value": {"code": ""}}
        async with self._places:
            try:
                data = await self._fetcher.get(args["source"])
                link = await asyncio.to_thread(_read_link, data)
            except (FileUnavailableError, Unfit):
                return {"value": {"code": ""}}
        found = _CODE.search(link)
        return {"value": {"code": found.group(1) if found else ""}}


def _read_link(data: bytes) -> str:
    from bot.documents import card_reader  # noqa: PLC0415 - an idle bot does without what opens pictures

    return card_reader.read_link(data)
