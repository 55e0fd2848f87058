"""Turns without a Telegram: inputs are put into the inbox, and what would be sent is read from the outbox."""

import asyncio
import random
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Final

import msgspec

from bot import outgoing
from bot.conversations import wording
from bot.conversations.context import Context
from bot.conversations.reception.group import group_flow
from bot.conversations.wording import Wording
from bot.engine.flow import Flow, Gate, Page, Question
from bot.engine.inputs import Input, to_json
from bot.engine.parse import Answers, written
from bot.turns import Turns
from storage import inbox, outbox
from storage.crypto import Vault
from storage.database import Database
from storage.migrate import migrate
from tests.databases import fresh_url

BOT: Final = 4242
WORDS: Final = ("satu", "dua", "tiga")
Check = Callable[[Context, Answers], dict[str, Any]]


def _passed(context: Context, answers: Answers) -> dict[str, Any]:
    del context, answers
    return {}


def questionnaire(check: Check = _passed) -> Flow:
    """Three questions, then a gate that the test decides, then a page."""
    questions = (Question(name, lambda given, _asked: written(given)) for name in WORDS)
    return Flow("account", (*questions, Gate("gerbang", check), Page("akhir")))


class Office:
    """One database, its turns, and a clock that the test moves."""

    def __init__(self, folder: Path, flow: Flow) -> None:
        self.database = Database(fresh_url(folder))
        migrate(self.database)
        self.vault = Vault(bytes(range(32)))
        self.now = datetime(2022, 9, 1, 3, 0, tzinfo=UTC)
        self.committed = 0
        self._numbers = count(1)
        texts = {**wording.load().texts, "account": _texts()}
        flows: Mapping[str, Flow] = {flow.name: flow, "group": group_flow()}
        dice = random.Random(7)
        self.turns = Turns(
            self.database,
            self.vault,
            flows,
            Wording(texts),
            lambda: self.now,
            dice,
            asyncio.Event(),
            self._spoke,
        )

    def _spoke(self) -> None:
        self.committed += 1

    def close(self) -> None:
        self.database.close()

    def says(self, person: int, *given: Input) -> None:
        """Somebody says something; it waits in the inbox."""
        rows = [inbox.Received(BOT, next(self._numbers), person, msgspec.json.encode(to_json(one))) for one in given]
        with self.database.transaction() as session:
            inbox.add(session, self.vault, rows)

    async def answer_all(self) -> int:
        """Answer until nobody waits who does not rest; how many batches that took."""
        batches = 0
        while await self.turns.answer_waiting():
            batches += 1
        return batches

    async def answer_through_failures(self) -> None:
        """Let time pass until nothing rests any more."""
        for _ in range(8):
            await self.answer_all()
            self.now += timedelta(seconds=30)

    def heard(self, person: int) -> list[str]:
        """The words of every message to a person, in order."""
        return [one.html for to, one in self.sent() if to == person and isinstance(one, outgoing.Message)]

    def sent(self) -> list[tuple[int, outgoing.Send]]:
        """Everything that would be sent, oldest first."""
        with self.database.transaction() as session:
            rows = outbox.claim(session, "chat", self.now, limit=100_000)
            return [(row.person, outgoing.decode_send(outbox.opened(self.vault, row))) for row in rows]


def _texts() -> dict[str, str]:
    asked = {f"ask.{name}": f"{name}?" for name in (*WORDS, "akhir")}
    return {**asked, "stage.langkah": "", "error.want_text": "tulis"}
