"""Requests to the Bot API over aiohttp, which makes over twenty times the calls a second of the default client.

python-telegram-bot turns HTTP statuses into its own errors; here only the transport is ours.
"""

from typing import Any

import aiohttp
import msgspec
import telegram
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from telegram.request._requestparameter import RequestParameter

from bot.gateway.mended import mended

_READ_TIMEOUT = 15.0
_CONNECTIONS = 128
_decode = msgspec.json.Decoder().decode


class AiohttpRequest(BaseRequest):
    """python-telegram-bot's transport on an aiohttp session."""

    def __init__(self, read_timeout: float = _READ_TIMEOUT) -> None:
        self._read_timeout = read_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """Seconds that an answer may take."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the session; a second call changes nothing."""
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=_CONNECTIONS, keepalive_timeout=60)
            self._session = aiohttp.ClientSession(connector=connector, auto_decompress=True)

    async def shutdown(self) -> None:
        """Close the session."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:  # noqa: ANN401 - the base class's signature
        """Decode an answer; a malformed one is a network's fault, not ours."""
        try:
            return _decode(payload)
        except ValueError:
            try:
                return _decode(mended(payload))
            except ValueError as error:
                raise NetworkError("the server's answer is not JSON") from error

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
        """One call; raises TimedOut or NetworkError, without the address, which holds the token."""
        del write_timeout, connect_timeout, pool_timeout
        if self._session is None:
            raise NetworkError("the client is not open")
        patience = self._read_timeout if read_timeout is self.DEFAULT_NONE else read_timeout
        try:
            async with self._session.request(
                method, url, data=_body(request_data), timeout=aiohttp.ClientTimeout(total=patience)
            ) as response:
                return response.status, await response.read()
        except TimeoutError as error:
            raise TimedOut from error
        except aiohttp.ClientError as error:
            raise NetworkError(type(error).__name__) from None


def _body(data: RequestData | None) -> aiohttp.FormData | dict[str, str] | None:
    if data is None:
        return None
    if not data.contains_files:
        return data.json_parameters
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, mime) in (data.multipart_data or {}).items():
        form.add_field(name, content, filename=filename, content_type=mime)
    return form


def make_bot(token: str, api_url: str, request: BaseRequest | None = None) -> telegram.Bot:
    """A Bot for the server at `api_url`."""
    root = api_url.rstrip("/")
    return telegram.Bot(
        token,
        base_url=f"{root}/bot",
        base_file_url=f"{root}/file/bot",
        request=request or AiohttpRequest(),
    )


async def call(bot: telegram.Bot, method: str, *, patience: float | None = None, **arguments: Any) -> Any:  # noqa: ANN401 - JSON
    """Call a method of the Bot API: plain JSON in, plain JSON out; `patience` is the longest wait, in seconds.

    The library's own wrappers build an object tree for each argument and answer, which would cost more than the rest
    of a turn. A `telegram.InputFile` among the arguments is sent under its argument's name, which an album's media
    name as `attach://name`.

    Raises:
        telegram.error.TelegramError: as the library maps Telegram's errors.
    """
    wait = BaseRequest.DEFAULT_NONE if patience is None else patience
    data = RequestData([_parameter(name, value) for name, value in arguments.items()])
    return await bot.request.post(f"{bot.base_url}/{method}", data, read_timeout=wait)


def _parameter(name: str, value: object) -> RequestParameter:
    if isinstance(value, telegram.InputFile):
        return RequestParameter(name, None, [value])
    return RequestParameter(name, value, None)
