"""Sending without turns: rows are put into the outbox, and people see what reaches their chats."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import telegram
from PIL import Image
from sqlmodel import col, select

from bot import outgoing
from bot.gateway.client import make_bot
from bot.gateway.limits import Limits
from bot.gateway.send import AttachmentGoneError, Made, Post
from bot.jobs.deliver import Delivery
from bot.outgoing import Attachment, Key, Message, Send
from storage import outbox
from storage.crypto import Vault
from storage.database import Database
from storage.files import FilesUnavailableError
from storage.migrate import migrate
from storage.models.turns import OutboxRow
from tests.databases import fresh_url


class Desk:
    """One outbox and its delivery."""

    def __init__(self, folder: Path, bot: telegram.Bot, limits: Limits) -> None:
        self.database = Database(fresh_url(folder))
        migrate(self.database)
        self.vault = Vault(bytes(range(32)))
        self.limits = limits
        self.told = asyncio.Event()
        self.away = False
        post = Post(bot, self._make)
        self.delivery = Delivery(self.database, self.vault, post, limits, _now, self.told, held_seconds=0.01)

    def puts(self, person: int, *sends: Send) -> None:
        """Put something into the outbox, as a turn does."""
        with self.database.transaction() as session:
            rows = [outbox.Outgoing(person, "chat", outgoing.encode(send)) for send in sends]
            outbox.add(session, self.vault, rows)
        self.told.set()

    def waiting(self, person: int) -> list[OutboxRow]:
        """What of a person's has not been ticked off."""
        with self.database.transaction() as session:
            rows = session.exec(select(OutboxRow).where(col(OutboxRow.person) == person)).all()
            for row in rows:
                session.expunge(row)
            return list(rows)

    async def ticked_off(self, person: int) -> None:
        """Wait until nothing of a person's is left in the outbox."""
        while self.waiting(person):
            await self.delivery.deliver_waiting()

    async def _make(self, attachment: Attachment) -> Made:
        if self.away:
            raise FilesUnavailableError("away")
        return await _make(attachment)


def picture() -> bytes:
    """A small photo."""
    out = BytesIO()
    Image.new("RGB", (30, 40), "#a0522d").save(out, "JPEG")
    return out.getvalue()


def _now() -> datetime:
    return datetime.now(UTC)


async def _make(attachment: Attachment) -> Made:
    match attachment.ref:
        case "gone":
            raise AttachmentGoneError
        case "broken":
            raise RuntimeError("it cannot be drawn")
        case "picture":
            return Made("foto.jpg", picture())
        case _:
            return Made("berkas.pdf", b"%PDF-1.4")


@asynccontextmanager
async def opened(folder: Path, token: str, url: str, limits: Limits) -> AsyncIterator[Desk]:
    """A desk whose delivery runs until the block ends."""
    async with make_bot(token, url) as bot:
        desk = Desk(folder, bot, limits)
        running = asyncio.create_task(desk.delivery.run())
        try:
            yield desk
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
            desk.database.close()


def words(*texts: str) -> list[Message]:
    """Plain messages."""
    return [Message(text) for text in texts]


def question(text: str, label: str = "", *, edit: int = 0) -> Message:
    """A screen, with one button if it has a label."""
    return Message(text, rows=((Key(label, "account.1.x"),),) if label else (), screen=True, edit=edit)
