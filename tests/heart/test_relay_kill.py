"""`kill -9` while workers and officers write to each other: no message is lost, doubled in a ticket, or swapped."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

import pytest

from bot import bootstrap
from bot.app import Store
from bot.playground.people import User
from bot.playground.telegram import FakeTelegram
from storage import ticket_queue, ticket_words, tickets
from storage.models.staff import Staff
from tests.heart.conftest import MakeKiller, MakeSettings
from tests.heart.killer import PATIENCE

PAIRS: Final = 5
LINES: Final = 5
CALLS_A_LINE: Final = 5
_OF_A_LONG_RUN: Final = 6
"""One kill here for so many of the long test's."""


@dataclass
class Pair:
    """A worker and an officer with a ticket between them."""

    worker: User
    officer: User
    ticket: int = 0
    tapped: set[str] = field(default_factory=set)

    def says(self, side: str) -> list[str]:
        """What one of them says, which nobody else ever does."""
        return [f"kata {self.ticket}-{side}-{count}." for count in range(LINES)]

    async def works(self) -> None:
        """The worker's lines, each with /balas."""
        for line in self.says("pekerja"):
            await self.worker.text(f"/balas {self.ticket}")
            await self.worker.wait("Balas tiket", PATIENCE)
            await self.worker.text(line)
            await self.worker.wait("sudah terkirim", PATIENCE)

    async def serves(self) -> None:
        """The officer's lines, each from the ticket."""
        for line in self.says("petugas"):
            await self.officer.text(f"/tiket {self.ticket}")
            shown = await self.officer.wait(self._fresh, PATIENCE)
            assert shown is not None
            message, data = shown
            self.tapped.add(data)
            await self.officer.tap(message, data)
            await self.officer.wait("Tulis pesan untuk pekerja", PATIENCE)
            await self.officer.text(line)
            await self.officer.wait("sudah terkirim", PATIENCE)

    def _fresh(self, messages: Sequence[dict[str, Any]]) -> tuple[int, str] | None:
        """A screen that was sent again after a kill has buttons that were tapped before."""
        for message in reversed(messages):
            for key in (key for row in message["buttons"] for key in row):
                data = key.get("callback_data") or ""
                if key["text"] == "Balas" and data not in self.tapped:
                    return message["id"], data
        return None


def _opened(store: Store, pairs: Sequence[Pair]) -> None:
    """Each officer holds the ticket of one worker."""
    now = datetime.now(UTC)
    with store.database.transaction() as session:
        for pair in pairs:
            session.add(Staff(person=pair.officer.id, role="helpdesk", instansi_id=0, granted_at=now))
            session.flush()
            pair.ticket = tickets.open_ticket(session, store.vault, pair.worker.id, "lain", {}, now).number
            assert ticket_queue.take(session, store.vault, pair.ticket, pair.officer.id, now)


def _heard(user: User) -> list[str]:
    """What the bot relayed to somebody, the first time that each came."""
    said = (line for message in user.messages if message["from"] == "bot" for line in message["text"].splitlines())
    return list(dict.fromkeys(line for line in said if line.startswith("kata ")))


def _compare(store: Store, pair: Pair) -> None:
    with store.database.transaction() as session:
        found = ticket_words.messages(session, store.vault, pair.ticket, pair.worker.id, datetime.now(UTC))
    assert [one.words for one in found if one.from_staff] == pair.says("petugas")
    assert [one.words for one in found if not one.from_staff] == pair.says("pekerja")
    assert _heard(pair.worker) == pair.says("petugas")
    assert _heard(pair.officer) == pair.says("pekerja")


async def _all_heard(pair: Pair) -> None:
    """What is told to another person comes after the confirmation, maybe after a restart."""
    await pair.worker.wait(lambda _: _heard(pair.worker) == pair.says("petugas"), PATIENCE)
    await pair.officer.wait(lambda _: _heard(pair.officer) == pair.says("pekerja"), PATIENCE)


async def test_relayed_words_survive_kills(
    fake: FakeTelegram,
    make_settings: MakeSettings,
    make_killer: MakeKiller,
    request: pytest.FixtureRequest,
    seed: int,
) -> None:
    """Everything that was said stands in its ticket once, in order, and reached the other one and nobody else."""
    kills = max(1, request.config.getoption("kills", 25) // _OF_A_LONG_RUN)
    settings = make_settings(log_level="warning")
    pairs = [Pair(fake.user(1000 + n, f"Pekerja {n}"), fake.user(2000 + n, f"Petugas {n}")) for n in range(PAIRS)]
    store = bootstrap.open_store(settings)
    _opened(store, pairs)
    store.database.close()
    killer = await make_killer(settings, random.Random(seed))
    talks = [asyncio.create_task(one) for pair in pairs for one in (pair.works(), pair.serves())]
    calls = max(1, CALLS_A_LINE * LINES * PAIRS * 2 // (kills + 1))
    for _ in range(kills):
        await killer.kill_once(calls)
    bot = await killer.start()
    await asyncio.gather(*talks)
    await asyncio.gather(*map(_all_heard, pairs))
    assert await bot.stop() == 0
    store = bootstrap.open_store(settings)
    for pair in pairs:
        _compare(store, pair)
    store.database.close()
