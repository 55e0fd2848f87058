"""The endpoint: `/metrics` for Prometheus, `/healthz` for whoever starts a bot anew that does not move any more."""

from collections.abc import Callable, Iterator
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Final

from aiohttp import web
from prometheus_client import CollectorRegistry, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from bot.meter import Meter
from bot.metrics import families
from bot.metrics.looks import Looks, Seen
from storage.database import Database
from storage.migrate import NEWEST

LONGEST_STILL_SECONDS: Final = 60.0
"""Twice as long as a commit may wait for another process: a loop that did not move for longer will not."""
_GRACE_SECONDS: Final = 1.0


class _Figures(Collector):
    """All of ours at one moment."""

    def __init__(self, meter: Meter, found: Seen | None, running: Metric) -> None:
        self._meter = meter
        self._found = found
        self._running = running

    def collect(self) -> Iterator[Metric]:
        """Give each family of figures."""
        yield from families.counted(self._meter)
        yield from families.timed(self._meter)
        yield from families.seen(self._found)
        yield self._running


class Endpoint:
    """Serves what `meter` has counted and what the database says."""

    def __init__(self, meter: Meter, database: Database, clock: Callable[[], datetime]) -> None:
        self._meter = meter
        self._may_stand_by = database.is_shared
        self._looks = Looks(database, clock)
        self._running = families.build(_version(), NEWEST)
        self._process = ProcessCollector(registry=None)
        app = web.Application()
        app.router.add_get("/metrics", self._metrics)
        app.router.add_get("/healthz", self._healthz)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=_GRACE_SECONDS)

    async def listen(self, host: str, port: int) -> None:
        """Begin to serve; raises OSError where this address cannot be listened on."""
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()

    async def close(self) -> None:
        """Serve no more."""
        await self._runner.cleanup()
        self._looks.close()

    async def _metrics(self, _request: web.Request) -> web.Response:
        """As plain text, which every Prometheus reads, and which is made in a third of OpenMetrics' time."""
        registry = CollectorRegistry()
        registry.register(_Figures(self._meter, await self._looks.look(), self._running))
        registry.register(self._process)
        return web.Response(body=generate_latest(registry), headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})

    async def _healthz(self, _request: web.Request) -> web.Response:
        wrong = self._standing_still() or await self._out_of_reach()
        return web.Response(status=503 if wrong else 200, text=f"{wrong or 'ok'}\n")

    def _standing_still(self) -> str:
        """Which loop does not move, in one line; nothing if all do, or if another process may be the one that works."""
        for loop, seconds in self._meter.still().items():
            if seconds is None and not self._may_stand_by:
                return f"{loop}: has not begun yet"
            if seconds is not None and seconds > LONGEST_STILL_SECONDS:
                return f"{loop}: has not moved for {seconds:.0f} s"
        return ""

    async def _out_of_reach(self) -> str:
        return "" if await self._looks.answered() else "the database does not answer"


def _version() -> str:
    try:
        return version("pendataan")
    except PackageNotFoundError:
        return "unknown"
