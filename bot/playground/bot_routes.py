"""The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

import re
from typing import Any

import msgspec
from aiohttp import web
from aiohttp.web_request import FileField

from bot.playground.call import NOT_FOUND, ApiError, Upload, bad_request
from bot.playground.faults import AnswerLostError
from bot.playground.telegram import FakeTelegram

_TOKEN = re.compile(r"\d+:[\w-]{3,}\Z")
_UNAUTHORIZED = 401


class BotRoutes:
    """The bot's side of one playground."""

    def __init__(self, fake: FakeTelegram) -> None:
        self._fake = fake

    def add_to(self, app: web.Application) -> None:
        """Put the routes into an application."""
        app.router.add_route("*", "/bot{token}/{method}", self.call)
        app.router.add_get("/file/bot{token}/{path:.+}", self.download)

    async def call(self, request: web.Request) -> web.Response:
        """Answer one method, its parameters in the query, a form, JSON or multipart."""
        try:
            self._check_token(request)
            params, files = await _read(request)
        except ApiError as error:
            return _json(error.code, error.body())
        try:
            status, body = await self._fake.call(request.match_info["method"], params, files)
        except AnswerLostError:
            if request.transport is not None:
                request.transport.close()
            return web.Response()
        # What the bot is told has happened must outlast a crash, as it would at Telegram.
        await self._fake.flush()
        return _json(status, body)

    async def download(self, request: web.Request) -> web.Response:
        """Answer the bytes of a file that getFile named."""
        try:
            self._check_token(request)
            data = self._fake.download(request.match_info["path"])
        except ApiError as error:
            return _json(error.code, error.body())
        except LookupError:
            return _json(NOT_FOUND, ApiError(NOT_FOUND, "Not Found").body())
        return web.Response(body=data, content_type="application/octet-stream")

    def _check_token(self, request: web.Request) -> None:
        token = request.match_info["token"]
        if not _TOKEN.match(token):
            raise ApiError(NOT_FOUND, "Not Found")
        if token != self._fake.token:
            raise ApiError(_UNAUTHORIZED, "Unauthorized")


async def _read(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    params: dict[str, Any] = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == "application/json":
        try:
            body = msgspec.json.decode(await request.read() or b"{}")
        except msgspec.DecodeError:
            raise bad_request("can't parse JSON object") from None
        if not isinstance(body, dict):
            raise bad_request("object expected as request")
        return params | body, files
    for name, value in (await request.post()).items():
        if isinstance(value, FileField):
            files[name] = (value.filename, value.file.read(), value.content_type)
        elif isinstance(value, str):
            params[name] = value
    return params, files


def _json(status: int, body: bytes) -> web.Response:
    return web.Response(status=status, body=body, content_type="application/json")
