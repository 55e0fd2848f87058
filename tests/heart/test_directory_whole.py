"""The whole bot with a directory on loopback: asked once a registration, and again for whom it was down."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from datetime import timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot import bootstrap
from bot.playground.telegram import FakeTelegram
from bot.settings import Settings
from tests.journeys import DONE, Journey, enlist, worker

TOKEN = "rahasia-uji"
REVIEW = "Periksa data Anda"


class Service:
    """Dukcapil's service as a test wants it: it is up or not, and keeps what it was asked."""

    def __init__(self) -> None:
        self.up = True
        self.asked: list[tuple[str | None, dict[str, str]]] = []

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append((request.headers.get("Authorization"), await request.json()))
        return web.json_response({"nik": True, "kk": True, "nama": True}, status=200 if self.up else 503)


@pytest.fixture
async def service() -> Service:
    return Service()


@pytest.fixture
async def address(service: Service) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_post("/cek", service.answer)
    async with TestServer(app) as server:
        yield str(server.make_url("/cek"))


async def test_the_configured_directory_is_asked_and_asked_again(
    fake: FakeTelegram,
    make_settings: Callable[..., Settings],
    service: Service,
    address: str,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """One is told at once, the other hears later, when the directory is back; no data stand in a log."""
    later = timedelta()
    settings = make_settings(directory_url=address, directory_token=TOKEN)
    people = [worker(1), worker(2)]
    with caplog.at_level(logging.DEBUG):
        async with bootstrap.opened(settings, clock=lambda: bootstrap.now() + later) as app:
            enlist(app.store, people)
            running = asyncio.create_task(app.run())
            lucky, unlucky = (Journey(fake.user(one.person, one.nama), one) for one in people)
            assert "Dukcapil: cocok" in (await lucky.walk(until=REVIEW))["text"]
            service.up = False
            assert "Dukcapil: pemeriksaan menyusul" in (await unlucky.walk(until=REVIEW))["text"]
            await unlucky.walk(until=DONE)

            service.up, later = True, timedelta(minutes=6)
            assert app.following is not None
            assert await app.following.round() == 1
            told = await unlucky.user.wait(_followed, 30)
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
    assert told is not None
    assert "Data Anda sudah dicocokkan dengan Dukcapil: cocok." in told
    whose = [{"nik": one.nik, "kk": one.kk, "nama": one.nama} for one in (people[0], people[1], people[1])]
    assert service.asked == [(f"Bearer {TOKEN}", one) for one in whose]
    logged = caplog.text + "".join(capsys.readouterr())
    assert not [one for said in whose for one in (*said.values(), TOKEN) if one in logged]


def _followed(messages: list[dict[str, object]]) -> str | None:
    """The message in which the check follows."""
    return next((str(one["text"]) for one in messages if "Pemeriksaan Dukcapil" in str(one["text"])), None)
