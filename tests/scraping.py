"""Whoever scrapes a bot: the figures as Prometheus reads them, and the word of `/healthz`."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import aiohttp
from prometheus_client.parser import text_string_to_metric_families

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """One scrape: the text, each sample by its name and the values of its labels, and what labels there are."""

    text: str
    values: dict[Key, float]
    labels: dict[str, set[str]]

    def __getitem__(self, key: str | Key) -> float:
        return self.values[(key,) if isinstance(key, str) else key]


async def get(port: int, path: str) -> tuple[int, str]:
    """Status and text."""
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as response:
        assert response.headers["Content-Type"].startswith("text/plain")
        return response.status, await response.text()


async def scraped(port: int) -> Figures:
    """What `/metrics` says."""
    status, text = await get(port, "/metrics")
    assert status == 200
    values: dict[Key, float] = {}
    labels: dict[str, set[str]] = {}
    for family in text_string_to_metric_families(text):
        assert family.documentation, family.name
        for sample in family.samples:
            values[(sample.name, *sample.labels.values())] = sample.value
            for name, value in sample.labels.items():
                labels.setdefault(name, set()).add(value)
    return Figures(text, values, labels)


async def scraped_when(port: int, is_so: Callable[[Figures], bool]) -> Figures:
    """The first scrape of which that holds."""
    async with asyncio.timeout(20):
        while not is_so(found := await scraped(port)):
            pass
    return found
