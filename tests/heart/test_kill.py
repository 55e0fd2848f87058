"""`kill -9` at random moments, with many people in mid-registration: nothing is lost, nothing happens twice."""

import asyncio
import random
import socket
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pytest
from sqlmodel import col, select

from bot import bootstrap
from bot.bootstrap import Store
from bot.documents import pictures
from bot.playground.telegram import FakeTelegram
from bot.settings import Settings
from storage.models.accounts import Account, AccountFile
from storage.models.roster import Worker as WorkerRow
from storage.models.turns import InboxRow, OutboxRow
from tests.heart.killer import PATIENCE, Killer
from tests.heart.process import environment
from tests.journeys import QUESTIONS, Journey, Worker, enlist, worker

PEOPLE: Final = 30
WEBHOOK_PEOPLE: Final = 12
CALLS_OF_A_JOURNEY: Final = 38
BATCH: Final = 100


async def _everything_again(fake: FakeTelegram, killer: Killer, people: Sequence[Worker], seed: int) -> None:
    """Deliver every update twice more, people in any order, and wait until the bot has taken them all."""
    count = fake.redeliver("all", times=2, shuffle=True, seed=seed)
    polls = killer.polls + count // BATCH + 3
    for one in people:
        # A webhook gets each person's updates in their order: the answer to this one comes after all repeats.
        await fake.user(one.person).text("/privasi")
        await fake.user(one.person).wait(1, PATIENCE)
    while 0 < killer.polls < polls:
        await fake.user(people[0].person).text("/privasi")
        await fake.user(people[0].person).wait(1, PATIENCE)


def _accounts(store: Store) -> dict[int, dict[str, object]]:
    """What each person has, in the clear."""
    vault = store.vault
    with store.database.transaction() as session:
        found: dict[int, dict[str, object]] = {}
        for row, registered in session.exec(select(Account, WorkerRow).where(col(Account.worker_id) == WorkerRow.id)):
            files = session.exec(select(AccountFile).where(col(AccountFile.account_id) == row.id)).all()
            found[row.telegram_id] = {
                "nomor": row.nomor_registrasi,
                "status": registered.status,
                "nik": vault.open("worker", "nik", registered.id, registered.nik),
                "nama": row.nama,
                "tempat_lahir": row.tempat_lahir,
                "pertanyaan": row.pertanyaan_pengaman,
                **{name: vault.open("account", name, row.id, getattr(row, name)) for name in ("kk", "ponsel", "email")},
                "password": row.password_hash,
                "jawaban": row.jawaban_hash,
                "files": {file.kind: store.files.get(file.file) for file in files},
            }
        assert len(session.exec(select(Account)).all()) == len(found)
        return found


def _typed(one: Worker, nomor: str, limits: Mapping[str, pictures.PictureRule]) -> dict[str, object]:
    return {
        "nomor": nomor,
        "status": "berakun",
        "nik": one.nik,
        "nama": one.nama,
        "tempat_lahir": one.tempat_lahir,
        "pertanyaan": "guru",
        "kk": one.kk,
        "ponsel": one.secrets["ponsel e164"],
        "email": one.email,
        "files": {kind: pictures.check(data, limits[kind]).data for kind, data in one.pictures.items()},
    }


def _assert_nothing_waits(store: Store, fake: FakeTelegram, bot_id: int, first_update: int) -> None:
    with store.database.transaction() as session:
        rows = session.exec(select(InboxRow).where(col(InboxRow.source) == bot_id)).all()
        assert {row.number for row in rows} == set(range(first_update, fake.last_update_id + 1))
        assert all(row.handled_at is not None and not row.set_aside and row.payload is None for row in rows)
        everything = session.exec(select(InboxRow)).all()
        assert all(row.handled_at is not None and not row.set_aside for row in everything)
        assert session.exec(select(OutboxRow)).all() == []


async def _survive(
    fake: FakeTelegram,
    settings: Settings,
    compiled: Path,
    kills: int,
    people: Sequence[Worker],
    seed: int,
    **more: str,
) -> None:
    chance = random.Random(seed)
    first_update = fake.last_update_id + 1
    store = bootstrap.open_store(settings)
    enlist(store, people)
    store.database.close()
    log = settings.data_dir.with_name("bot.log")
    killer = Killer(fake, environment(settings, compiled, **more), log, chance)
    journeys = [Journey(fake.user(one.person, one.nama), one, PATIENCE) for one in people]
    walks = [asyncio.create_task(journey.walk()) for journey in journeys]
    calls = max(1, 2 * CALLS_OF_A_JOURNEY * len(people) // (kills + 1))
    for number in range(kills):
        await killer.kill_once(calls)
        if number % 9 == 5:
            fake.redeliver("all", times=1, shuffle=True, seed=chance.randrange(2**32))
    bot = await killer.start()
    done = await asyncio.gather(*walks)
    await _everything_again(fake, killer, people, chance.randrange(2**32))
    assert await bot.stop() == 0
    _compare(fake, settings, journeys, done, first_update)


def _compare(
    fake: FakeTelegram,
    settings: Settings,
    journeys: Sequence[Journey],
    done: Sequence[Mapping[str, Any]],
    first_update: int,
) -> None:
    assert [tuple(journey.seen) for journey in journeys] == [QUESTIONS] * len(journeys)
    store = bootstrap.open_store(settings)
    found = _accounts(store)
    rules = bootstrap.picture_rules(settings)
    for journey, last in zip(journeys, done, strict=True):
        account = found.pop(journey.worker.person)
        hashes = [account.pop("password"), account.pop("jawaban")]
        assert all(isinstance(one, str) and one.startswith("$argon2id$") for one in hashes)
        number = next(line for line in last["text"].split("\n") if "Nomor registrasi" in line).split(": ")[1]
        assert account == _typed(journey.worker, number, rules)
    assert found == {}
    _assert_nothing_waits(store, fake, int(fake.token.partition(":")[0]), first_update)
    store.database.close()


async def test_polling_bot_killed_at_random_moments_loses_and_doubles_nothing(
    fake: FakeTelegram,
    make_settings: Callable[..., Settings],
    compiled: Path,
    request: pytest.FixtureRequest,
    seed: int,
) -> None:
    """Everybody gets exactly one account with everything that they typed, and every update handled."""
    kills: int = request.config.getoption("kills", 25)
    people = [worker(number) for number in range(1, max(PEOPLE, kills) + 1)]
    await _survive(fake, make_settings(log_level="warning"), compiled, kills, people, seed)


async def test_webhook_bot_killed_at_random_moments_loses_and_doubles_nothing(
    fake: FakeTelegram, make_settings: Callable[..., Settings], compiled: Path, seed: int
) -> None:
    """The same behind a webhook, where Telegram waits for the bot's answer."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{probe.getsockname()[1]}"
    hook = {"WEBHOOK_URL": f"http://{listen}/hook", "WEBHOOK_LISTEN": listen, "WEBHOOK_SECRET": "rahasia-uji"}
    people = [worker(number) for number in range(1, WEBHOOK_PEOPLE + 1)]
    await _survive(fake, make_settings(log_level="warning"), compiled, 6, people, seed, **hook)
