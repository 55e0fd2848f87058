"""The webhook: an HTTP endpoint that answers 200 only after the inbox has committed."""

import asyncio
import hmac
from typing import Any
from urllib.parse import urlsplit

import msgspec
import structlog
import telegram
from aiohttp import web

from bot.gateway.client import call
from bot.gateway.insist import insist
from bot.gateway.intake import Intake
from bot.gateway.mended import mended
from bot.gateway.updates import ALLOWED, Update

log = structlog.get_logger()

_LARGEST_UPDATE = 1024 * 1024
_decode = msgspec.json.Decoder(Update).decode


async def listen(intake: Intake, url: str, host: str, port: int, secret: str) -> web.AppRunner:
    """Serve the path of `url` on host and port; only requests with the secret are believed."""

    async def receive(request: web.Request) -> web.Response:
        given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
        if not hmac.compare_digest(given.encode(errors="surrogateescape"), secret.encode()):
            return web.Response(status=403)
        try:
            update = _read(await request.read())
        except ValueError:
            log.warning("an update of unknown shape was passed over")
            return web.Response()
        await intake.take([update])
        return web.Response()

    app = web.Application(client_max_size=_LARGEST_UPDATE)
    app.router.add_post(urlsplit(url).path or "/", receive)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, host, port).start()
    return runner


def _read(body: bytes) -> Update:
    try:
        return _decode(body)
    except ValueError:
        return _decode(mended(body))


async def announce(bot: telegram.Bot, url: str, secret: str) -> None:
    """Tell Telegram where updates are to be sent, however long the network takes."""
    told: dict[str, Any] = {"url": url, "secret_token": secret, "allowed_updates": ALLOWED, "max_connections": 100}
    await insist(lambda: call(bot, "setWebhook", **told))


async def serve(bot: telegram.Bot, intake: Intake, url: str, host: str, port: int, secret: str) -> None:
    """Listen, tell Telegram where, and take what comes until cancelled."""
    runner = await listen(intake, url, host, port, secret)
    try:
        await announce(bot, url, secret)
        await asyncio.Event().wait()
    finally:
        await runner.cleanup()
