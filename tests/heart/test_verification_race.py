"""Ten verifiers at forty finished workers: through the real turns, each worker is on one card and decided once."""

import asyncio
import random
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Barrier, Thread
from typing import Final

import msgspec
from sqlmodel import select

from bot import outgoing
from bot.conversations import wording
from bot.engine.inputs import Choice, Command, Input, to_json
from bot.turns import Turns
from storage import accounts, inbox, outbox, records, verification
from storage.accounts import NewAccount
from storage.crypto import Vault
from storage.database import Database
from storage.ids import new_id
from storage.migrate import migrate
from storage.models.roster import Instansi, Riwayat, Worker
from storage.models.staff import Staff
from storage.models.verification import Decision
from tests.databases import fresh_url
from tests.house import flows

VERIFIERS: Final = range(501, 511)
WORKERS: Final = 40
NOW: Final = datetime(2022, 9, 1, 3, 0, tzinfo=UTC)
INSTANSI: Final = 7


def _nothing() -> None:
    """Nobody waits for the bell."""


def finished(database: Database, vault: Vault) -> None:
    """An instansi with verifiers and finished workers."""
    with database.transaction() as session:
        session.add(Instansi(id=INSTANSI, kode="DISDIK", nama="Dinas Contoh", created_at=NOW))
        for person in VERIFIERS:
            session.add(Staff(person=person, role="verifier", instansi_id=INSTANSI, granted_at=NOW))
        session.flush()
        for number in range(WORKERS):
            worker, nik = new_id(), f"320101470390{number + 1:04d}"
            session.add(
                Worker(
                    id=worker,
                    instansi_id=INSTANSI,
                    nik=vault.seal("worker", "nik", worker, nik),
                    nik_index=vault.index("nik", nik),
                    nama="SARI CONTOH",
                    tempat_lahir="BOGOR",
                    tanggal_lahir=date(1990, 3, 7),
                    jenis_kelamin="P",
                    jabatan="Guru",
                    unit_kerja="SDN Contoh",
                    row_index=b"",
                    registered_at=NOW,
                )
            )
            session.flush()
            session.add(
                Riwayat(
                    id=worker,
                    worker_id=worker,
                    source="instansi",
                    tanggal_mulai=date(2018, 1, 2),
                    jabatan="Guru",
                    unit_kerja="SDN Contoh",
                )
            )
            picture = {"file": "f" * 24, "size": 5000, "width": 300, "height": 400, "warnings": []}
            files = dict.fromkeys(("ktp", "pasfoto", "swafoto"), picture)
            person = 10_000 + number
            texts = ("Sari Contoh", "Bogor", "3201010101010009", "+6281298767890", "sari@contoh.id", "", "ibu", "")
            made = accounts.create(session, vault, NewAccount(worker, person, *texts, NOW, files), NOW)
            records.finish(session, vault, made.id, person, NOW)


class Hall:
    """All verifiers at once before two instances of the bot that share one store."""

    def __init__(self, folder: Path) -> None:
        self.vault = Vault(bytes(range(32)))
        self.databases = [Database(fresh_url(folder)) for _ in range(2)]
        migrate(self.databases[0])
        finished(self.databases[0], self.vault)
        self.turns = [
            Turns(
                *(one, self.vault, flows(captcha_on=False), wording.load()),
                *(lambda: NOW, random.Random(number), asyncio.Event(), _nothing),
            )
            for number, one in enumerate(self.databases)
        ]
        self._number = 0

    async def all_say(self, said: dict[int, Input]) -> dict[int, outgoing.Message]:
        """Everybody at once; the last screen that each of them sees."""
        rows = []
        for person, given in said.items():
            self._number += 1
            rows.append(inbox.Received(1, self._number, person, msgspec.json.encode(to_json(given))))
        with self.databases[0].transaction() as session:
            inbox.add(session, self.vault, rows)
        while sum(await asyncio.gather(*(one.answer_waiting() for one in self.turns))):
            pass
        with self.databases[0].transaction() as session:
            claimed = outbox.claim(session, "chat", NOW, limit=10_000)
            sent = [(row.person, outgoing.decode_send(outbox.opened(self.vault, row))) for row in claimed]
            outbox.done(session, [row.id for row in claimed])
        return {person: one for person, one in sent if isinstance(one, outgoing.Message) and one.screen}

    def close(self) -> None:
        for one in self.databases:
            one.close()


def tap(message: outgoing.Message, label: str) -> Choice | None:
    """The tap on a button of this message."""
    data = [key.data for row in message.rows for key in row if key.label == label]
    if not data:
        return None
    flow, revision, value = data[0].split(".", 2)
    return Choice(flow, int(revision), value, 1, "q")


async def test_each_worker_is_decided_once(tmp_path: Path) -> None:
    """Everybody approves what they hold at the same moment, again and again, until nobody waits."""
    hall = Hall(tmp_path)
    heard = await hall.all_say({person: Command("verifikasi") for person in VERIFIERS})
    rounds = 0
    while taps := {person: given for person, one in heard.items() if (given := tap(one, "Setujui")) is not None}:
        rounds += 1
        heard = await hall.all_say(dict(taps))
    with hall.databases[0].transaction() as session:
        decided = Counter(decision.worker_id for decision in session.exec(select(Decision)))
        statuses = Counter(session.exec(select(Worker.status)))
    hall.close()
    assert statuses == {"disetujui": WORKERS}
    assert set(decided.values()) == {1}
    assert rounds == WORKERS // len(VERIFIERS)


def test_no_card_ever_has_two_holders(tmp_path: Path) -> None:
    """From threads with a connection each, all at the same moment; whoever comes when all are held gets none."""
    url = fresh_url(tmp_path)
    vault = Vault(bytes(range(32)))
    first = Database(url)
    migrate(first)
    finished(first, vault)
    with first.transaction() as session:
        for person in range(600, 640):
            session.add(Staff(person=person, role="verifier", instansi_id=INSTANSI, granted_at=NOW))
        session.flush()
    start, taken = Barrier(5), list[tuple[int, int | None]]()

    def takes(people: range) -> None:
        database = Database(url)
        start.wait()
        for person in people:
            with database.transaction() as session:
                taken.append((person, verification.claim(session, INSTANSI, person, NOW)))
        database.close()

    threads = [Thread(target=takes, args=(range(600 + lane, 640, 5),)) for lane in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with first.transaction() as session:
        late = verification.claim(session, INSTANSI, VERIFIERS[0], NOW)
    first.close()
    assert len({worker for _, worker in taken}) == WORKERS
    assert None not in dict(taken).values()
    assert late is None
