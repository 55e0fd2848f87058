"""The metrics, served for as long as a bot is open, and only where the operator has asked for them."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime

import structlog

from bot.meter import Meter
from bot.settings import PREFIX, host_and_port
from storage.database import Database

log = structlog.get_logger()


class MetricsUnavailableError(Exception):
    """The metrics cannot be served; the message names the setting."""


@asynccontextmanager
async def metrics(
    listen: str | None, meter: Meter, database: Database, clock: Callable[[], datetime]
) -> AsyncIterator[None]:
    """Serve them at `listen`, HOST:PORT, until the block ends; without one, do nothing.

    Raises:
        MetricsUnavailableError: that address cannot be listened on.
    """
    if listen is None:
        yield
        return
    from bot.metrics.server import Endpoint  # noqa: PLC0415 - a web server and a library that nobody else needs

    endpoint = Endpoint(meter, database, clock)
    try:
        try:
            await endpoint.listen(*host_and_port(listen))
        except OSError as error:
            raise MetricsUnavailableError(f"{PREFIX}METRICS_LISTEN={listen} cannot be used: {error.strerror}") from None
        log.info("the metrics are served", at=f"http://{listen}/metrics")
        yield
    finally:
        await endpoint.close()
