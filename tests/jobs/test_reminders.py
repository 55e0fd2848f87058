"""The reminder that Dukcapil has not answered for three days."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import Session

from bot import outgoing
from bot.conversations import wording
from bot.jobs.reminders import AT_ONCE, Reminders
from storage import outbox, ticket_escalation, ticket_queue, tickets
from storage.crypto import Vault
from storage.database import Database
from storage.migrate import migrate
from storage.models.staff import Staff
from tests.databases import fresh_url
from tests.house import MORNING

OFFICER = 501


class Office:
    """A store with an officer, and a clock."""

    def __init__(self, folder: Path) -> None:
        self.database = Database(fresh_url(folder))
        migrate(self.database)
        self.vault = Vault(bytes(range(32)))
        self.now = MORNING
        self.rung = asyncio.Event()
        self.reminders = Reminders(self.database, self.vault, wording.load(), self._time, self.rung.set)
        with self.database.transaction() as session:
            session.add(Staff(person=OFFICER, role="helpdesk", instansi_id=0, granted_at=self.now))

    def _time(self) -> datetime:
        return self.now

    def waits_for_dukcapil(self, person: int) -> int:
        """A ticket whose holder waits."""
        with self.database.transaction() as session:
            number = tickets.open_ticket(session, self.vault, person, "dukcapil", {}, self.now).number
            assert ticket_queue.take(session, self.vault, number, OFFICER, self.now)
            ticket_escalation.wait_for_dukcapil(session, self.vault, number, OFFICER, self.now)
        return number

    def told(self) -> list[tuple[int, str]]:
        """What lies in the outbox."""
        with self.database.transaction() as session:
            rows = outbox.claim(session, "chat", self.now, limit=1000)
            found = [(row.person, outgoing.decode_send(outbox.opened(self.vault, row))) for row in rows]
        return [(person, one.html) for person, one in found if isinstance(one, outgoing.Message)]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    office = Office(tmp_path)
    yield office
    office.database.close()


async def test_the_holder_is_reminded_once_after_three_days(office: Office) -> None:
    """Not a moment before, and with the ticket's number."""
    number = office.waits_for_dukcapil(71)
    office.now += timedelta(days=3) - timedelta(seconds=1)
    assert await office.reminders.remind() == 0
    office.now += timedelta(seconds=1)
    assert [await office.reminders.remind() for _ in range(3)] == [1, 0, 0]
    [(person, words)] = office.told()
    assert person == OFFICER
    assert f"T-{number:06d}" in words
    assert "tiga hari" in words


async def test_what_fails_reminds_later_and_only_once(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reminder and its note are written together, or neither is."""
    office.waits_for_dukcapil(71)
    office.now += timedelta(days=3)
    kept = ticket_escalation.mark_reminded

    def broken(session: Session, numbers: list[int], now: datetime) -> None:
        del session, numbers, now
        raise OperationalError("", {}, Exception())

    monkeypatch.setattr(ticket_escalation, "mark_reminded", broken)
    with pytest.raises(OperationalError):
        await office.reminders.remind()
    assert office.told() == []
    monkeypatch.setattr(ticket_escalation, "mark_reminded", kept)
    assert await office.reminders.remind() == 1
    assert len(office.told()) == 1


async def test_the_loop_reminds_all_and_rings(office: Office) -> None:
    """More than fit one transaction, too."""
    for person in range(AT_ONCE + 5):
        office.waits_for_dukcapil(1000 + person)
    office.now += timedelta(days=4)
    running = asyncio.create_task(office.reminders.run())
    async with asyncio.timeout(20):
        await office.rung.wait()
        while await office.database.run(lambda s: len(ticket_escalation.due_reminders(s, 1, office.now))):  # noqa: ASYNC110 - the store rings no bell
            await asyncio.sleep(0)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    assert len(office.told()) == AT_ONCE + 5


async def test_a_store_that_fails_does_not_end_the_loop(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is tried again, and the bot runs on meanwhile."""
    failed = asyncio.Event()

    def broken(session: Session, limit: int, now: datetime) -> list[object]:
        del session, limit, now
        failed.set()
        raise OperationalError("", {}, Exception())

    monkeypatch.setattr(ticket_escalation, "due_reminders", broken)
    running = asyncio.create_task(office.reminders.run())
    async with asyncio.timeout(20):
        await failed.wait()
    done, _ = await asyncio.wait({running}, timeout=0.05)
    assert not done
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
