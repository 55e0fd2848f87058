"""`kill -9` at random moments in the midst of a broadcast: nobody is skipped, and few are told twice."""

import random
from collections import Counter
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from sqlmodel import select

from bot import bootstrap
from bot.app import Store
from bot.playground.telegram import FakeTelegram
from bot.settings import Settings
from storage import broadcasts, roster
from storage.models.accounts import Account
from storage.models.roster import Worker
from storage.models.turns import OutboxRow
from tests.heart.conftest import MakeKiller, MakeSettings
from tests.heart.killer import PATIENCE

PEOPLE: Final = 300
KILLS: Final = 20
ADMIN: Final = 9
FIRST: Final = 1000
PROGRAM: Final = ("tests.heart.day_bot",)
UNDER_WAY: Final = 16
"""So many at most are being told at a time: of a killed process's, those may be told twice."""


def _settle(store: Store) -> None:
    """The instansi's workers, and a message for all of them."""
    now, vault = datetime.now(UTC).replace(hour=5), store.vault
    with store.database.transaction() as session:
        instansi = roster.add_instansi(session, "DISDIK", "Dinas Contoh", None, now).id
        for person in range(FIRST, FIRST + PEOPLE):
            session.add(_worker(store, instansi, person, now))
        session.flush()
        for person in range(FIRST, FIRST + PEOPLE):
            session.add(_account(person, now))
        session.flush()
        assert broadcasts.start(session, vault, "semua", "uji", instansi, "Rapat besok", ADMIN, now)


def _worker(store: Store, instansi: int, person: int, now: datetime) -> Worker:
    return Worker(
        id=person,
        instansi_id=instansi,
        nik=b"",
        nik_index=store.vault.index("nik", str(person)),
        nama="BUDI",
        tempat_lahir="BOGOR",
        tanggal_lahir=now.date(),
        jenis_kelamin="L",
        jabatan="Guru",
        unit_kerja="SDN Contoh 1",
        status="mengisi",
        row_index=b"",
        registered_at=now,
    )


def _account(person: int, now: datetime) -> Account:
    return Account(
        id=person,
        worker_id=person,
        telegram_id=person,
        nomor_registrasi=f"NA-{person}",
        nama="Budi",
        tempat_lahir="Bogor",
        kk=b"",
        ponsel=b"",
        email=b"",
        password_hash="",
        pertanyaan_pengaman="guru",
        jawaban_hash="",
        consented_at=now,
        created_at=now,
    )


class _Ledger:
    """Who was sent the message, and how often, beside what the killer counts."""

    def __init__(self, fake: FakeTelegram) -> None:
        self.told: Counter[int] = Counter()
        self._killers = fake.on_call
        fake.on_call = self._called

    def _called(self, method: str, params: Mapping[str, Any]) -> None:
        if method.lower() == "sendmessage" and "Rapat besok" in str(params.get("text")):
            self.told[int(params["chat_id"])] += 1
        if self._killers is not None:
            self._killers(method, params)


async def test_a_broadcast_survives_being_killed_at_random_moments(
    fake: FakeTelegram, make_settings: MakeSettings, make_killer: MakeKiller, seed: int
) -> None:
    """Everybody has it, whoever was not under way at a kill has it once, and its maker hears how many were told."""
    settings = make_settings(log_level="warning")
    store = bootstrap.open_store(settings)
    _settle(store)
    store.database.close()
    admin = fake.user(ADMIN, "Admin")
    for person in range(FIRST, FIRST + PEOPLE):
        assert not fake.user(person, "Budi").chat.blocked
    chance = random.Random(seed)
    killer = await make_killer(settings, chance, PROGRAM)
    ledger = _Ledger(fake)
    for _ in range(KILLS):
        await killer.kill_once(2 * PEOPLE // KILLS)
        # Whoever asks something in the midst of it is answered as well, by this bot or the next.
        await fake.user(chance.randrange(FIRST, FIRST + PEOPLE)).text("/privasi")
    bot = await killer.start()
    figures = await admin.wait("selesai dikirim", PATIENCE)
    assert await bot.stop() == 0
    assert set(ledger.told) == set(range(FIRST, FIRST + PEOPLE))
    assert sum(ledger.told.values()) - PEOPLE <= KILLS * UNDER_WAY
    assert f"Terkirim ke {PEOPLE} pekerja. Tidak ada yang terlewat." in figures["text"]
    _nothing_waits(settings)


def _nothing_waits(settings: Settings) -> None:
    store = bootstrap.open_store(settings)
    with store.database.transaction() as session:
        assert broadcasts.running(session) == []
        assert session.exec(select(OutboxRow)).all() == []
    store.database.close()
