"""A chat as it stands: its messages in order, the keyboard below it, and who waits for news in it."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.playground.call import Json
from bot.playground.rendering import to_html

MEDIA = ("photo", "document", "voice", "video", "sticker")


@dataclass(slots=True)
class Entry:
    """One message: as the bot sees it, and when (by serial number) it last changed."""

    message: Json
    by_bot: bool
    serial: int
    _shown: Json | None = None

    def touch(self, serial: int) -> None:
        """Note a change."""
        self.serial = serial
        self._shown = None

    def shown(self) -> Json:
        """Give what a person sees of it; see `FakeTelegram.messages` for the shape."""
        if self._shown is None:
            self._shown = _shown(self.message, by_bot=self.by_bot)
        return self._shown


@dataclass(slots=True)
class Chat:
    """One chat; `keyboard` is the ReplyKeyboardMarkup shown now, `action` (what, until when)."""

    info: Json
    entries: dict[int, Entry] = field(default_factory=dict)
    keyboard: Json | None = None
    action: tuple[str, float] = ("", 0.0)
    read: int = 0
    blocked: bool = False
    menu_button: Json = field(default_factory=lambda: {"type": "default"})
    _waiting: list[asyncio.Future[None]] = field(default_factory=list)

    @property
    def id(self) -> int:
        """The chat's id: the person's own in a private chat, negative for groups."""
        return int(self.info["id"])

    @property
    def private(self) -> bool:
        """Whether it is between one person and the bot."""
        return bool(self.info["type"] == "private")

    def news(self, after: int) -> Iterator[Entry]:
        """Give the bot's messages sent or edited after a serial number, oldest first."""
        return (entry for entry in self.entries.values() if entry.by_bot and entry.serial > after)

    def unread(self) -> int:
        """Count the bot's messages that nobody has looked at."""
        count = 0
        for message_id, entry in reversed(self.entries.items()):
            if message_id <= self.read:
                break
            count += entry.by_bot
        return count

    def wake(self) -> None:
        """Tell all who wait that something changed."""
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            for future in waiting:
                if not future.done():
                    future.set_result(None)

    async def change(self) -> None:
        """Wait for the next change."""
        future = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        await future


def _shown(message: Json, *, by_bot: bool) -> Json:
    text = message.get("text") or message.get("caption") or ""
    entities = message.get("entities") or message.get("caption_entities") or []
    kind, file = _content(message)
    markup = message.get("reply_markup") or {}
    shown: Json = {
        "id": message["message_id"],
        "from": "bot" if by_bot else "user",
        "date": message["date"],
        "kind": kind,
        "text": text,
        "html": to_html(text, entities),
        "buttons": markup.get("inline_keyboard", []),
        "file": file,
        "edited": "edit_date" in message,
        "album": message.get("media_group_id"),
    }
    reply = message.get("reply_to_message")
    if reply is not None:
        shown["reply_to"] = reply["message_id"]
    for extra in ("contact", "location"):
        if extra in message:
            shown[extra] = message[extra]
    return shown


def _content(message: Json) -> tuple[str, Json | None]:
    for kind in MEDIA:
        content: Any = message.get(kind)
        if content is not None:
            whole = content[-1] if kind == "photo" else content
            name = whole.get("file_name", "")
            mime = whole.get("mime_type", "image/jpeg" if kind == "photo" else "")
            return kind, {**whole, "file_name": name, "mime_type": mime}
    for kind in ("contact", "location"):
        if kind in message:
            return kind, None
    return "text", None
