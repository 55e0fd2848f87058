"""Serves one `FakeTelegram` on loopback: the Bot API for the bot, the page and its data for people."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import ip_address

from aiohttp import web

from bot.playground.bot_routes import BotRoutes
from bot.playground.cast import Person, Sample
from bot.playground.files import DOCUMENT_BYTES
from bot.playground.guard import add_headers, guard
from bot.playground.page_routes import STREAMS, PageRoutes
from bot.playground.telegram import FakeTelegram

_LARGEST_REQUEST = 10 * DOCUMENT_BYTES
_GRACE = 1.0


@dataclass(frozen=True, slots=True)
class Served:
    """A running server; `url` is its root, without a slash at the end, for PENDATAAN_BOT_API_URL and the browser."""

    url: str
    runner: web.AppRunner

    async def close(self) -> None:
        """Stop serving; the FakeTelegram itself stays as it is."""
        await self.runner.cleanup()


async def serve(
    fake: FakeTelegram,
    host: str = "127.0.0.1",
    port: int = 0,
    people: Sequence[Person] = (),
    samples: Sequence[Sample] = (),
) -> Served:
    """Begin to serve; port 0 takes a free one. Raises ValueError for a host that is not loopback."""
    if not ip_address(host).is_loopback:
        raise ValueError(f"the playground serves loopback only, not {host}")
    app = web.Application(client_max_size=_LARGEST_REQUEST, middlewares=[guard])
    BotRoutes(fake).add_to(app)
    PageRoutes(fake, people, [Sample(*sample) for sample in samples]).add_to(app)
    app.on_response_prepare.append(add_headers)
    app.on_shutdown.append(_end_streams)
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=_GRACE)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    await site.start()
    name = f"[{host}]" if ":" in host else host
    return Served(f"http://{name}:{runner.addresses[0][1]}", runner)


async def _end_streams(app: web.Application) -> None:
    for queue in app[STREAMS]:
        queue.put_nowait(None)
    await asyncio.sleep(0)
