"""A town of workers to whom much is told, by a clock that only the waiting for Telegram's limits moves."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import insert
from sqlmodel import col, select, update

from bot import outgoing
from bot.conversations import wording
from bot.conversations.kabar.telling import Telling
from bot.gateway.limits import Limits
from bot.gateway.send import Post, UndeliverableError
from bot.jobs.broadcast_progress import Progress
from bot.jobs.broadcasts import Broadcasts
from bot.jobs.deadline_reminders import DeadlineReminders
from bot.jobs.deliver import Delivery
from bot.jobs.sending import Sending
from storage import broadcasts, nation, outbox, roster
from storage.broadcasts import BroadcastFacts
from storage.crypto import Vault
from storage.database import Database
from storage.ids import new_id
from storage.migrate import migrate
from storage.models.accounts import Account
from storage.models.roster import Instansi, Worker
from storage.models.staff import Staff
from storage.permits import NATIONWIDE
from tests.databases import fresh_url
from tests.house import flows

NOON: Final = datetime(2022, 10, 24, 5, 0, tzinfo=UTC)
ADMIN: Final = 9
PUSAT: Final = 8
FIRST: Final = 1000
"""The first worker's Telegram number."""


@dataclass
class Hours:
    """A clock; whoever sleeps by it moves it."""

    start: datetime = NOON
    passed: float = 0.0

    def seconds(self) -> float:
        return 1000.0 + self.passed

    def now(self) -> datetime:
        return self.start + timedelta(seconds=self.passed)

    async def sleep(self, seconds: float) -> None:
        self.passed += seconds
        await asyncio.sleep(0)


@dataclass
class Letterbox(Post):
    """What reached the chats: (seconds, person, words) in order; whoever is `closed` takes nothing."""

    hours: Hours
    sent: list[tuple[float, int, str]] = field(default_factory=list)
    notes: list[tuple[float, int, str]] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    buttons: dict[int, list[str]] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)
    on_send: Callable[[int], None] = lambda _person: None

    async def send(self, person: int, send: outgoing.Send, screen: int | None) -> int | None:
        if person in self.closed:
            raise UndeliverableError("Forbidden")
        if isinstance(send, outgoing.Removal):
            self.gone.append(send.message)
        if isinstance(send, outgoing.Message):
            self.sent.append((self.hours.seconds(), person, send.html))
            self.buttons[person] = [key.data for row in send.rows for key in row]
            self.on_send(person)
        return screen

    async def note(self, person: int, words: str) -> int:
        self.notes.append((self.hours.seconds(), person, words))
        return 1

    async def change_note(self, person: int, message: int, words: str) -> None:
        assert message == 1
        self.notes.append((self.hours.seconds(), person, words))


class Town:
    """One instansi with an admin, and its workers."""

    def __init__(self, folder: Path, *, per_second: float = 30, start: datetime = NOON) -> None:
        self.database = Database(fresh_url(folder))
        migrate(self.database)
        self.vault = Vault(bytes(range(32)))
        self.hours = Hours(start)
        self.post = Letterbox(self.hours)
        words, clock = wording.load("ContohBot"), self.hours.now
        self.limits = limits = Limits(per_second, 1, self.hours.seconds, self.hours.sleep)
        teller = Telling(self.vault, flows(captcha_on=True))
        sending = Sending(self.database, self.post, limits)
        self.rung = asyncio.Event()
        store = (self.database, self.vault)
        self.broadcasts = Broadcasts(*store, words, teller, sending, limits, clock, self.rung.set)
        self.progress = Progress(*store, words, self.post, limits, clock, self.rung.set)
        self.reminders = DeadlineReminders(*store, clock)
        self.delivery = Delivery(*store, self.post, limits, clock, self.rung)
        with self.database.transaction() as session:
            known = roster.find_instansi(session, "DISDIK")
            found = known or roster.add_instansi(session, "DISDIK", "Dinas Contoh", None, start)
            self.instansi = found.id
            if known is None:
                session.add(Staff(person=ADMIN, role="admin", instansi_id=self.instansi, granted_at=start))
                session.add(Staff(person=PUSAT, role="pusat", instansi_id=NATIONWIDE, granted_at=start))

    def settles(self, count: int, status: str = "mengisi", first: int = FIRST) -> range:
        """So many workers with an account; their Telegram numbers."""
        people = range(first, first + count)
        with self.database.transaction() as session:
            for chunk in (people[at : at + 2000] for at in range(0, count, 2000)):
                rows = [self._worker(person, status) for person in chunk]
                session.connection().execute(insert(Worker), [worker for worker, _ in rows])
                session.connection().execute(insert(Account), [account for _, account in rows])
        return people

    def _worker(self, person: int, status: str) -> tuple[dict[str, Any], dict[str, Any]]:
        number, nik = new_id(), f"32010107039{person:05}"
        worker = {
            "id": number,
            "instansi_id": self.instansi,
            "nik": self.vault.seal("worker", "nik", number, nik),
            "nik_index": self.vault.index("nik", nik),
            "nama": "BUDI",
            "tempat_lahir": "BOGOR",
            "tanggal_lahir": date(1990, 3, 7),
            "jenis_kelamin": "L",
            "jabatan": "Guru",
            "unit_kerja": "SDN Contoh 1",
            "status": status,
            "row_index": b"",
            "registered_at": self.hours.start,
        }
        account = {
            "id": number,
            "worker_id": number,
            "telegram_id": person,
            "nomor_registrasi": f"NA-{person}",
            "nama": "Budi",
            "tempat_lahir": "Bogor",
            "password_hash": "",
            "pertanyaan_pengaman": "guru",
            "jawaban_hash": "",
            "consented_at": self.hours.start,
            "created_at": self.hours.start,
            **{name: self.vault.seal("account", name, number, "-") for name in ("kk", "ponsel", "email")},
        }
        return worker, account

    def begins(self, kind: str = "semua", occasion: str = "umum:1", words: str | None = "Rapat besok") -> int | None:
        """Something is to be told to many, by the admin."""
        with self.database.transaction() as session:
            return broadcasts.start(session, self.vault, kind, occasion, self.instansi, words, ADMIN, self.hours.now())

    def answers(self, person: int, *words: str) -> None:
        """A turn has answers for somebody."""
        rows = [outbox.Outgoing(person, "chat", outgoing.encode(outgoing.Message(one))) for one in words]
        with self.database.transaction() as session:
            outbox.add(session, self.vault, rows)

    def employs(self, count: int) -> None:
        """So many operators beside the admin."""
        rows = [
            {"person": person, "role": "operator", "instansi_id": self.instansi, "granted_at": self.hours.start}
            for person in range(FIRST, FIRST + count)
        ]
        with self.database.transaction() as session:
            session.connection().execute(insert(Staff), rows)

    def moves_deadline(self, day: date) -> None:
        """Pusat sets it for all."""
        with self.database.transaction() as session:
            nation.set_deadline(session, self.vault, PUSAT, NATIONWIDE, day, self.hours.now())

    def ends_on(self, deadline: date) -> None:
        """Pusat sets the deadline."""
        self._changes(deadline=deadline)

    def finalises(self, *, ended: bool = True) -> None:
        """The instansi ends its pendataan, or pusat opens it again."""
        self._changes(finalised_at=self.hours.now() if ended else None)

    def _changes(self, **columns: Any) -> None:  # noqa: ANN401 - columns of Instansi
        with self.database.transaction() as session:
            session.exec(update(Instansi).where(col(Instansi.id) == self.instansi).values(**columns))

    def stands(self, people: Sequence[int], status: str) -> None:
        """Where the records of these people stand now."""
        with self.database.transaction() as session:
            whose = select(Account.worker_id).where(col(Account.telegram_id).in_(list(people)))
            session.exec(update(Worker).where(col(Worker.id).in_(whose)).values(status=status))

    def running(self) -> list[BroadcastFacts]:
        """What is under way."""
        with self.database.transaction() as session:
            return broadcasts.running(session)

    async def goes_on(self, until: Callable[[], bool] = lambda: False) -> None:
        """Everything is sent that can be, or until something holds."""
        idle = 0
        while idle < 2 and not until():
            begun = await self.broadcasts.tell_waiting() + await self.delivery.deliver_waiting()
            for _ in range(150):
                await asyncio.sleep(0)
            idle = 0 if begun else idle + 1

    def told(self, words: str = "") -> list[int]:
        """Who was told something with these words, in order."""
        return [person for _, person, said in self.post.sent if words in said]
