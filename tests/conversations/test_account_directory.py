"""Where the operator configured a directory: it is asked at the end of Langkah 2, and never keeps anybody waiting."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from bot.conversations.account.flow import account_flow
from bot.directory.http import HttpDirectory, HttpSettings
from bot.documents import captcha
from bot.engine.effects import Work
from bot.jobs.directory import DirectoryCheck
from storage import audit, directory_checks
from storage.directory_checks import ACTION
from tests.chat import Chat
from tests.house import SARI, SIZES, House, Silent

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
ALL = {"nik": True, "kk": True, "nama": True}


def says(**agreement: bool | str | None) -> Answer:
    """A service that gives this answer."""

    async def answer(request: web.Request) -> web.StreamResponse:
        assert await request.json() == {"nik": SARI.nik, "kk": SARI.kk, "nama": SARI.nama}
        return web.json_response(agreement)

    return answer


async def broken(_request: web.Request) -> web.StreamResponse:
    """A service that has its own troubles."""
    return web.Response(status=500)


async def slow(_request: web.Request) -> web.StreamResponse:
    """A service that is asleep."""
    await asyncio.Event().wait()
    raise AssertionError


@asynccontextmanager
async def listening(answer: Answer | None) -> AsyncIterator[str]:
    """The address of such a service on loopback; of nobody for None."""
    if answer is None:
        yield f"http://127.0.0.1:{unused_port()}/cek"
        return
    app = web.Application()
    app.router.add_post("/cek", answer)
    async with TestServer(app, shutdown_timeout=0) as server:
        yield str(server.make_url("/cek"))


async def asked(answer: Answer | None, work: Work) -> dict[str, Any]:
    """What the job brings back from such a service."""
    async with listening(answer) as url, HttpDirectory(HttpSettings(url, "rahasia-uji", read=0.2)) as directory:
        return await DirectoryCheck(directory, Silent(), "").check_directory(71, work.args)


@pytest.fixture
def sari(house: House) -> Chat:
    """Sari, at the end of Langkah 2, in a house that asks a directory."""
    house.registers(SARI)
    house.flows = {**house.flows, "account": account_flow(captcha.pick, SIZES, directory=True)}
    return Chat(house).goes_to("ask.lanjutkan")


def goes_on(chat: Chat, answer: Answer | None) -> Chat:
    """Lanjutkan, and what the service says to that."""
    chat.lets_jobs_wait().taps("button.lanjutkan").hears_nothing()
    result = asyncio.run(asked(answer, chat.jobs[0]))
    chat.patient = False
    return chat.job_finishes(result=result)


def trail(house: House) -> list[tuple[str, int, dict[str, Any]]]:
    """What the account's trail says of checks."""
    (account,) = house.accounts()
    seen = audit.of_subject(house.session, house.vault, [account.id], 20)
    return [(one.role, one.actor, one.body) for one in seen if one.action == ACTION]


def makes_the_account(chat: Chat) -> Chat:
    """From the review to the end."""
    return chat.taps("button.proses").taps("button.ya").hears("ask.selesai")


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (ALL, "Dukcapil: cocok"),
        ({**ALL, "kk": False}, "Dukcapil: nomor Kartu Keluarga belum cocok"),
        ({"nik": False, "kk": False, "nama": False}, "Dukcapil: NIK, nomor Kartu Keluarga, dan nama belum cocok"),
        ({"nik": True, "kk": None, "nama": True}, "Dukcapil: NIK dan nama cocok"),
        ({}, "Dukcapil: belum dapat dicocokkan"),
    ],
)
def test_the_review_says_what_the_directory_said(
    house: House, sari: Chat, said: dict[str, bool | None], line: str
) -> None:
    """In one line; whatever it is, the account is made, and the trail knows of it."""
    goes_on(sari, says(**said)).hears("ask.periksa").sees(f"{line}\n")
    makes_the_account(sari)
    assert trail(house) == [("worker", 71, {"nik": None, "kk": None, "nama": None, **said})]
    assert directory_checks.due(house.session, house.now.replace(year=2030), 9) == []


@pytest.mark.parametrize("answer", [None, broken, slow, says(nik="ya")], ids=["away", "broken", "slow", "odd"])
def test_where_it_is_down_the_check_follows(house: House, sari: Chat, answer: Answer | None) -> None:
    """She reads so and makes her account all the same; it is owed one."""
    goes_on(sari, answer).hears("ask.periksa").sees("Dukcapil: pemeriksaan menyusul, Anda bisa lanjut")
    makes_the_account(sari)
    assert trail(house) == [("worker", 71, {"menyusul": True})]
    (owed,) = directory_checks.due(house.session, house.now.replace(year=2030), 9)
    assert (owed.account_id, owed.tries) == (house.accounts()[0].id, 0)


def test_whoever_changes_the_name_is_compared_again(sari: Chat) -> None:
    """In the review: the old outcome was for another name."""
    goes_on(sari, says(**ALL)).taps("button.kembali").taps("field.nama").says("Sari Wulan Dari")
    sari.hears("ask.password").says(SARI.password).hears("ask.lanjutkan")


def test_a_second_tap_is_told_to_wait(sari: Chat) -> None:
    """While the directory is asked."""
    sari.lets_jobs_wait().taps("button.lanjutkan")
    sari.says("halo").hears("error.still_checking", "ask.lanjutkan")
    sari.job_finishes(result={"value": {"menyusul": True}}).hears("ask.periksa")


def test_a_job_that_never_comes_through_asks_again(sari: Chat) -> None:
    """As after any other job; the next tap goes on."""
    sari.lets_jobs_wait().taps("button.lanjutkan").job_fails().hears("error.job_failed", "ask.lanjutkan")
    goes_on(sari, says(**ALL)).hears("ask.periksa")


def test_without_a_directory_nothing_is_said(house: House) -> None:
    """Langkah 1 has compared with the roster already."""
    house.registers(SARI)
    Chat(house).goes_to("ask.periksa").sees_not("Dukcapil").taps("button.proses").taps("button.ya")
    assert trail(house) == []
