"""python-telegram-bot's transport without a network: straight into a fake Telegram of the same process."""

from typing import Any

import msgspec
from telegram.request import BaseRequest, RequestData

from bot.playground.telegram import FakeTelegram


class InProcess(BaseRequest):
    """Calls the fake directly; both sides of a comparison use it."""

    def __init__(self, fake: FakeTelegram) -> None:
        self._fake = fake

    @property
    def read_timeout(self) -> float:
        """Nothing here times out."""
        return 60.0

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        **_timeouts: Any,  # noqa: ANN401 - the base class's
    ) -> tuple[int, bytes]:
        """One call."""
        del method
        params = request_data.parameters if request_data else {}
        return await self._fake.call(url.rpartition("/")[2], params, {})

    parse_json_payload = staticmethod(msgspec.json.Decoder().decode)
