"""Twenty officers at two hundred tickets: through the real turns, each ticket has one holder."""

import asyncio
import random
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec
from sqlmodel import Session, select

from bot import outgoing
from bot.conversations import wording
from bot.engine.inputs import Choice, Command, Input, to_json
from bot.turns import Turns
from storage import inbox, outbox, tickets
from storage.crypto import Vault
from storage.database import Database
from storage.migrate import migrate
from storage.models.staff import Staff
from storage.models.tickets import Ticket
from tests.databases import fresh_url
from tests.house import flows

OFFICERS: Final = range(501, 521)
TICKETS: Final = 200
NOW: Final = datetime(2022, 9, 1, 3, 0, tzinfo=UTC)


def _nothing() -> None:
    """Nobody waits for the bell."""


class Hall:
    """All officers at once before two instances of the bot that share one store."""

    def __init__(self, folder: Path) -> None:
        self.vault = Vault(bytes(range(32)))
        self.databases = [Database(fresh_url(folder)) for _ in range(2)]
        migrate(self.databases[0])
        self.turns = [
            Turns(
                one,
                self.vault,
                flows(captcha_on=False),
                wording.load(),
                lambda: NOW,
                random.Random(number),
                asyncio.Event(),
                _nothing,
            )
            for number, one in enumerate(self.databases)
        ]
        self._number = 0
        with self.databases[0].transaction() as session:
            for officer in OFFICERS:
                session.add(Staff(person=officer, role="helpdesk", instansi_id=0, granted_at=NOW))
            session.flush()
            for person in range(TICKETS):
                tickets.open_ticket(session, self.vault, 10_000 + person, "dukcapil", {}, NOW)

    async def all_say(self, said: dict[int, Input]) -> dict[int, list[outgoing.Message]]:
        """Everybody at once; what each of them hears."""
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
        heard: dict[int, list[outgoing.Message]] = {}
        for person, one in sent:
            if isinstance(one, outgoing.Message):
                heard.setdefault(person, []).append(one)
        return heard

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


def holders(session: Session) -> dict[int, int | None]:
    return {ticket.id or 0: ticket.holder for ticket in session.exec(select(Ticket))}


async def test_no_ticket_ever_has_two_holders(tmp_path: Path) -> None:
    """Everybody takes the oldest at the same moment, again and again, until none waits; each is told what they took."""
    hall = Hall(tmp_path)
    heard = await hall.all_say({officer: Command("tiket") for officer in OFFICERS})
    told: Counter[int] = Counter()
    rounds = 0
    while True:
        taps = {officer: tap(heard[officer][-1], "Ambil yang terlama") for officer in OFFICERS}
        taking = {officer: one for officer, one in taps.items() if one is not None}
        if not taking:
            break
        rounds += 1
        heard = await hall.all_say(dict(taking))
        told.update(officer for officer in taking if heard[officer][-1].html.startswith("<b>Tiket T-"))
        heard = await hall.all_say({officer: Command("tiket") for officer in OFFICERS})
    with hall.databases[0].transaction() as session:
        found = holders(session)
    hall.close()
    assert len(found) == TICKETS
    assert Counter(found.values()) == told
    assert sum(told.values()) == TICKETS
    assert rounds >= TICKETS // len(OFFICERS)


async def test_one_ticket_that_all_want_goes_to_one(tmp_path: Path) -> None:
    """All name the same number: one holds it, and nineteen are told so kindly."""
    hall = Hall(tmp_path)
    heard = await hall.all_say({officer: Command("tiket", "7") for officer in OFFICERS})
    mine = [officer for officer in OFFICERS if heard[officer][-1].html.startswith("<b>Tiket T-000007")]
    kindly = [officer for officer in OFFICERS if "sudah diambil petugas lain" in heard[officer][-1].html]
    with hall.databases[0].transaction() as session:
        found = holders(session)
    hall.close()
    assert len(mine) == 1
    assert len(kindly) == len(OFFICERS) - 1
    assert [holder for holder in found.values() if holder is not None] == mine
