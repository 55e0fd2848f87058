"""python-telegram-bot's transport without a network: straight into a fake Telegram of the same process."""

from typing import Any

import msgspec
from telegram.request import BaseRequest, RequestData

from bot.playground.telegram import FakeTelegram

_decode = msgspec.json.Decoder().decode


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
        read_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401 - the base class's sentinel or a number
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401
    ) -> tuple[int, bytes]:
        """One call."""
        del method, read_timeout, write_timeout, connect_timeout, pool_timeout
        params = request_data.parameters if request_data else {}
        return await self._fake.call(url.rpartition("/")[2], params, {})

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:  # noqa: ANN401 - the base class's signature
        """Decode an answer."""
        return _decode(payload)
