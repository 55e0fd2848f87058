"""The directory behind HTTP, against a server on loopback that behaves well and badly."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from bot.directory.http import HttpDirectory, HttpSettings
from bot.directory.interface import Agreement, Directory, DirectoryDownError

NIK, KK, NAMA = "3201234703900001", "3201230101150009", "Sari Wulandari"
TOKEN = "rahasia-uji"
Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Service:
    """Dukcapil's service as a test wants it: `answers` makes each answer, `asked` is what came."""

    def __init__(self) -> None:
        self.answers: Answer = self.agreeing
        self.asked: list[tuple[str | None, dict[str, str]]] = []
        self.reached, self.let_go = asyncio.Event(), asyncio.Event()
        self.now = 100.0

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append((request.headers.get("Authorization"), await request.json()))
        return await self.answers(request)

    def clock(self) -> float:
        return self.now

    def says(self, text: str, status: int = 200, **headers: str) -> None:
        """From now on this is the answer."""

        async def answer(_request: web.Request) -> web.StreamResponse:
            return web.Response(text=text, status=status, content_type="application/json", headers=headers)

        self.answers = answer

    async def agreeing(self, _request: web.Request) -> web.StreamResponse:
        return web.json_response({"nik": True, "kk": True, "nama": True})

    async def hanging(self, request: web.Request) -> web.StreamResponse:
        self.reached.set()
        await self.let_go.wait()
        return await self.agreeing(request)


@pytest.fixture
async def service() -> Service:
    return Service()


@pytest.fixture
async def settings(service: Service) -> AsyncIterator[HttpSettings]:
    app = web.Application()
    app.router.add_post("/cek", service.handle)
    server = TestServer(app)
    await server.start_server()
    yield HttpSettings(str(server.make_url("/cek")), TOKEN, connect=5, read=5, failures=3, pause=60)
    service.let_go.set()
    await server.close()


@pytest.fixture
async def directory(service: Service, settings: HttpSettings) -> AsyncIterator[HttpDirectory]:
    async with HttpDirectory(settings, service.clock) as directory:
        yield directory


async def reason(directory: Directory) -> str:
    """Why the directory is down; nothing of what was asked stands in the error."""
    with pytest.raises(DirectoryDownError) as down:
        await directory.agree(NIK, KK, NAMA)
    assert down.value.__cause__ is None
    assert not any(secret in repr(down.value) for secret in (NIK, KK, NAMA, TOKEN))
    return down.value.reason


async def test_it_asks_for_nik_kk_and_nama(service: Service, directory: HttpDirectory) -> None:
    """With the bearer token, and hears that all agree."""
    assert await directory.agree(NIK, KK, NAMA) == Agreement(nik=True, kk=True, nama=True)
    assert service.asked == [(f"Bearer {TOKEN}", {"nik": NIK, "kk": KK, "nama": NAMA})]


@pytest.mark.parametrize(
    ("answer", "agreement"),
    [
        ({"nik": True, "kk": False, "nama": True}, Agreement(nik=True, kk=False, nama=True)),
        ({"nik": False, "kk": None, "nama": None}, Agreement(nik=False)),
        ({"nik": True, "trace": "x"}, Agreement(nik=True)),
    ],
)
async def test_it_hears_of_each_field(
    service: Service, directory: HttpDirectory, answer: dict[str, object], agreement: Agreement
) -> None:
    """Wrong, not known or left out; what it says beside that is passed over."""
    service.says(json.dumps(answer))
    assert await directory.agree(NIK, KK, NAMA) == agreement


@pytest.mark.parametrize(
    "text", ["", "ya", "[]", "null", '{"nik": "true"}', '{"nik": 1}', '{"nik": true', '{"x": "' + "x" * 20_000 + '"}']
)
async def test_a_malformed_answer_is_none(service: Service, directory: HttpDirectory, text: str) -> None:
    """What is no agreement, half of one, or endless."""
    service.says(text)
    assert await reason(directory) == "malformed"


@pytest.mark.parametrize("status", [201, 401, 404, 429, 500, 503])
async def test_another_status_is_a_refusal(service: Service, directory: HttpDirectory, status: int) -> None:
    """Whatever stands in its body."""
    service.says('{"nik": true}', status)
    assert await reason(directory) == "refused"


async def test_a_redirect_is_not_followed(service: Service, settings: HttpSettings, directory: HttpDirectory) -> None:
    """People's data go to the configured address and nowhere else."""
    service.says("", 307, Location=settings.url)
    assert await reason(directory) == "refused"
    assert len(service.asked) == 1


async def test_a_slow_one_is_given_up(service: Service, settings: HttpSettings) -> None:
    """After the time set for reading."""
    service.answers = service.hanging
    async with HttpDirectory(replace(settings, read=0.05)) as hasty:
        assert await reason(hasty) == "timeout"


async def test_one_that_is_down_cannot_be_reached(settings: HttpSettings) -> None:
    """Nobody listens there."""
    async with HttpDirectory(replace(settings, url=f"http://127.0.0.1:{unused_port()}/cek")) as directory:
        assert await reason(directory) == "unreachable"


async def test_one_that_hangs_up_cannot_be_reached(service: Service, directory: HttpDirectory) -> None:
    """In the middle of an answer."""

    async def cut(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "100"})
        await response.prepare(request)
        await response.write(b'{"nik": ')
        assert request.transport is not None
        request.transport.abort()
        return response

    service.answers = cut
    assert await reason(directory) == "unreachable"


async def test_before_and_after_its_time_it_is_not_reached(settings: HttpSettings) -> None:
    """It is asked within `async with`; leaving twice is no harm."""
    directory = HttpDirectory(settings)
    assert await reason(directory) == "unreachable"
    async with directory:
        assert (await directory.agree(NIK, KK, NAMA)).nik
    await directory.__aexit__(None, None, None)
    assert await reason(directory) == "unreachable"


async def test_a_broken_one_is_left_alone_and_tried_again(service: Service, directory: HttpDirectory) -> None:
    """After three failures it is not asked; a minute later one question tries, and its answer brings it back."""
    service.says("", 500)
    assert [await reason(directory) for _ in range(4)] == ["refused", "refused", "refused", "paused"]
    assert len(service.asked) == 3
    service.now += 60
    assert await reason(directory) == "refused"
    assert await reason(directory) == "paused"
    service.now += 60
    service.answers = service.agreeing
    assert (await directory.agree(NIK, KK, NAMA)).nik
    assert (await directory.agree(NIK, KK, NAMA)).nik
    assert len(service.asked) == 6


async def test_a_crowd_waits_for_one_try(service: Service, directory: HttpDirectory) -> None:
    """While the question that tries is under way, nobody else is kept waiting."""
    service.says("", 500)
    assert [await reason(directory) for _ in range(3)] == ["refused"] * 3
    service.now += 60
    service.answers = service.hanging
    trying = asyncio.create_task(directory.agree(NIK, KK, NAMA))
    await service.reached.wait()
    assert await reason(directory) == "paused"
    service.let_go.set()
    assert (await trying).nik


async def test_nobodys_data_are_logged(
    service: Service, directory: HttpDirectory, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither of a good question nor of a failed one, however much is logged."""
    with caplog.at_level(logging.DEBUG):
        await directory.agree(NIK, KK, NAMA)
        service.says(NAMA, 500)
        await reason(directory)
    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("aiohttp.access")]
    assert not any(secret in line for line in ours for secret in (NIK, KK, NAMA, TOKEN))


@pytest.mark.parametrize("url", ["http://dukcapil.example/cek", "ftp://localhost/", "https://", "dukcapil", ""])
def test_data_go_only_where_they_are_sealed(url: str) -> None:
    """Anything but https is refused at the start, unless it is this very machine."""
    with pytest.raises(ValueError, match="must begin with https"):
        HttpSettings(url, TOKEN)


@pytest.mark.parametrize("token", ["", "dua\nbaris", "rahasia–"])
def test_a_token_that_no_header_holds_is_refused(token: str) -> None:
    """At the start, and without being repeated."""
    with pytest.raises(ValueError, match="plain letters") as refused:
        HttpSettings("https://dukcapil.example/cek", token)
    assert not token or token not in str(refused.value)


def test_the_token_does_not_show() -> None:
    """Settings end up in error reports."""
    assert TOKEN not in repr(HttpSettings("https://dukcapil.example/cek", TOKEN))
