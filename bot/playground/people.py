"""A person at a phone: writes, taps, sends files, and sees what the chat shows. The page and the tests use it."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeVar, overload
from urllib.parse import parse_qs, urlsplit

from bot.playground.call import Json, Upload
from bot.playground.chats import Chat, Entry
from bot.playground.profile import commands_for
from bot.playground.rendering import detect
from bot.playground.world import World

Found = TypeVar("Found")
_DEEP_LINK_HOSTS = frozenset({"t.me", "telegram.me"})
_SILENT_OGG = b"OggS\x00\x02" + bytes(58)


class User:
    """One invented person in a private chat with the bot."""

    def __init__(self, world: World, profile: Json, phone: str) -> None:
        self._world = world
        self.profile = profile
        self.phone = phone
        self.mark = world.serial

    @property
    def id(self) -> int:
        """The Telegram user id, which is the chat's id too."""
        return int(self.profile["id"])

    @property
    def chat(self) -> Chat:
        """The private chat, opened at the first look."""
        names = ("first_name", "last_name", "username")
        info = {"id": self.id, **{name: self.profile[name] for name in names if name in self.profile}}
        return self._world.open_chat({**info, "type": "private"})

    @property
    def messages(self) -> list[Json]:
        """What the chat shows now, oldest first; see `FakeTelegram.messages` for the shape."""
        chat = self._world.chats.get(self.id)
        return [entry.shown() for entry in chat.entries.values()] if chat else []

    @property
    def news(self) -> list[Json]:
        """The bot's messages sent or edited since this person last did something."""
        chat = self._world.chats.get(self.id)
        return [entry.shown() for entry in chat.news(self.mark)] if chat else []

    @property
    def toasts(self) -> list[Json]:
        """Every answer to this person's taps: {"text", "alert", "query"}."""
        return list(self._world.toasts.get(self.id, ()))

    @property
    def keyboard(self) -> list[list[Json]]:
        """The reply keyboard shown now, empty when there is none."""
        keyboard = self.chat.keyboard
        return keyboard["keyboard"] if keyboard else []

    @property
    def commands(self) -> list[Json]:
        """The command menu as this person sees it."""
        return commands_for(self._world, self.profile)

    async def text(self, text: str, *, reply_to: int | None = None) -> int:
        """Write a message and give its id; commands in it are marked as Telegram marks them."""
        content: Json = {"text": text}
        if entities := detect(text, []):
            content["entities"] = entities
        if reply_to is not None:
            content["reply_to_message"] = self.chat.entries[reply_to].message
        return self._say(content)

    async def start(self, payload: str = "") -> int:
        """Press START, or follow a deep link with `payload`."""
        return await self.text(f"/start {payload}".rstrip())

    async def follow(self, link: str) -> int | None:
        """Follow a link: one to this bot becomes /start with its payload, any other gives None."""
        parts = urlsplit(link if "://" in link else f"https://{link}")
        name = parts.path.strip("/")
        if parts.hostname not in _DEEP_LINK_HOSTS or name.lower() != self._world.bot["username"].lower():
            return None
        return await self.start(parse_qs(parts.query).get("start", [""])[0])

    async def photo(self, data: bytes, caption: str = "") -> int:
        """Send a picture as a photo; raises ApiError when Telegram would not take it as one."""
        return self._send("photo", ("photo.jpg", data, "image/jpeg"), caption=caption)

    async def document(self, data: bytes, name: str, mime: str = "", caption: str = "") -> int:
        """Send a file as it is."""
        return self._send("document", (name, data, mime), caption=caption)

    async def album(self, items: Sequence[bytes | tuple[bytes, str, str]]) -> list[int]:
        """Send several at once: bytes go as photos, (bytes, name, mime) as documents; one update for each."""
        album = f"{self._world.last_message + 1:017d}"
        ids = []
        for item in items:
            data, name, mime = item if isinstance(item, tuple) else (item, "photo.jpg", "image/jpeg")
            kind = "document" if isinstance(item, tuple) else "photo"
            ids.append(self._send(kind, (name, data, mime), media_group_id=album))
        return ids

    async def contact(self, phone: str | None = None, *, own: bool = True) -> int:
        """Share a contact: one's own, as the button does, or somebody else's."""
        contact: Json = {"phone_number": phone or self.phone, "first_name": self.profile["first_name"]}
        return self._say({"contact": {**contact, "user_id": self.id} if own else contact})

    async def sticker(self) -> int:
        """Send a sticker."""
        return self._send("sticker", ("sticker.webp", b"RIFF\x00\x00\x00\x00WEBP", "image/webp"))

    async def voice(self) -> int:
        """Send a voice note."""
        return self._send("voice", ("voice.oga", _SILENT_OGG, "audio/ogg"))

    async def video(self) -> int:
        """Send a video."""
        return self._send("video", ("video.mp4", b"\x00\x00\x00\x18ftypmp42", "video/mp4"))

    async def location(self, latitude: float = -6.2, longitude: float = 106.8) -> int:
        """Share a place."""
        return self._say({"location": {"latitude": latitude, "longitude": longitude}})

    async def edit(self, message_id: int, text: str) -> None:
        """Change an own text message; raises LookupError when there is none of that id."""
        entry = self.chat.entries[message_id]
        if entry.by_bot or "text" not in entry.message:
            raise LookupError(f"message {message_id} is none of this person's texts")
        kept = {key: value for key, value in entry.message.items() if key != "entities"}
        entry.message = {**kept, "text": text, "edit_date": int(self._world.clock())}
        if entities := detect(text, []):
            entry.message["entities"] = entities
        self._world.change(self.chat, entry)
        self.mark = self._world.serial
        self._world.updates.push("edited_message", entry.message, self.id)

    async def tap(self, message_id: int, label_or_data: str, *, stale: bool = False) -> str:
        """Tap an inline button and give the query's id.

        With `stale`, the data is sent as it is, as a phone does that still shows a button which is gone. Raises
        LookupError when there is no such button.
        """
        entry = self.chat.entries.get(message_id)
        data = label_or_data if stale else _button(entry, label_or_data).get("callback_data")
        if data is None:
            raise LookupError("this button opens a link")
        self.mark = self._world.serial
        chat = self.chat.info
        query_id = self._world.ask(self.id)
        query: Json = {"id": query_id, "from": self.profile, "chat_instance": str(self.id), "data": data}
        query["message"] = entry.message if entry else {"chat": chat, "message_id": message_id, "date": 0}
        self._world.updates.push("callback_query", query, self.id)
        return query_id

    async def choose(self, label_or_data: str) -> str:
        """Tap a button on the newest message that has it; raises LookupError when none has."""
        for message_id, entry in reversed(self.chat.entries.items()):
            if _find_button(entry, label_or_data) is not None:
                return await self.tap(message_id, label_or_data)
        raise LookupError(f"no button {label_or_data!r}")

    async def press(self, label: str) -> int:
        """Press a button of the reply keyboard; raises LookupError when it is not shown."""
        button = next((b for row in self.keyboard for b in row if b["text"] == label), None)
        if button is None:
            raise LookupError(f"no key {label!r}")
        if self.chat.keyboard and self.chat.keyboard.get("one_time_keyboard"):
            self.chat.keyboard = None
            self._world.keep_chat(self.chat)
            self._world.announce("keyboard", self.id, keyboard=None)
        if button.get("request_contact"):
            return await self.contact()
        return await self.location() if button.get("request_location") else await self.text(label)

    async def block(self, *, blocked: bool = True) -> None:
        """Block the bot, or take it back."""
        status = ("member", "kicked") if blocked else ("kicked", "member")
        self.chat.blocked = blocked
        self._world.keep_chat(self.chat)
        member: Json = {"chat": self.chat.info, "from": self.profile, "date": int(self._world.clock())}
        for name, value in zip(("old_chat_member", "new_chat_member"), status, strict=True):
            member[name] = {"user": self._world.bot, "status": value}
            if value == "kicked":
                member[name]["until_date"] = 0
        self._world.updates.push("my_chat_member", member, self.id)

    def has_read(self, message_id: int) -> None:
        """Note that everything up to a message was looked at."""
        if message_id > self.chat.read:
            self.chat.read = message_id
            self._world.keep_chat(self.chat)

    @overload
    async def wait(self, what: int, timeout: float = ...) -> list[Json]: ...  # noqa: ASYNC109  # as below
    @overload
    async def wait(self, what: str, timeout: float = ...) -> Json: ...  # noqa: ASYNC109  # as below
    @overload
    async def wait(self, what: Callable[[list[Json]], Found], timeout: float = ...) -> Found: ...  # noqa: ASYNC109  # as below
    async def wait(
        self,
        what: int | str | Callable[[list[Json]], Found],
        timeout: float = 5.0,  # noqa: ASYNC109  # the message of the error tells what was seen instead
    ) -> list[Json] | Json | Found:
        """Wait for the bot, counting from this person's last act.

        An int waits for so many messages sent or edited and gives them, a text for one that contains it and gives
        that message, a function for its first true value, called with everything the chat shows. Raises
        TimeoutError saying what is shown instead.
        """
        try:
            async with asyncio.timeout(timeout):
                while not (found := self._look(what)):
                    await self.chat.change()
        except TimeoutError:
            shown = [message["text"] for message in self.messages[-3:]]
            raise TimeoutError(f"waited {timeout} s for {what!r}; the chat ends with {shown}") from None
        return found

    def _look(self, what: int | str | Callable[[list[Json]], Found]) -> list[Json] | Json | Found | None:
        if isinstance(what, int):
            return self.news if len(self.news) >= what else None
        if isinstance(what, str):
            return next((message for message in self.news if what in message["text"]), None)
        return what(self.messages)

    def _send(self, kind: str, upload: Upload, **extra: str) -> int:
        name, data, mime = upload
        attachment = self._world.files.add(kind, data, name, mime).attachment()
        return self._say({kind: attachment, **{key: value for key, value in extra.items() if value}})

    def _say(self, content: Json) -> int:
        message = self._world.say(self.chat, content, self.profile, by_bot=False)
        self.mark = self._world.serial
        self._world.updates.push("message", message, self.id)
        return int(message["message_id"])


def _find_button(entry: Entry | None, label_or_data: str) -> Json | None:
    rows = entry.message.get("reply_markup", {}).get("inline_keyboard", []) if entry else []
    buttons: list[Json] = [button for row in rows for button in row]
    for name in ("text", "callback_data"):
        for button in buttons:
            if button.get(name) == label_or_data:
                return button
    return None


def _button(entry: Entry | None, label_or_data: str) -> Json:
    button = _find_button(entry, label_or_data)
    if button is None:
        raise LookupError(f"no button {label_or_data!r} on this message")
    return button
