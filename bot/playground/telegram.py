"""A Bot API server without HTTP: what a bot calls, what people do, and what may go wrong in between.

`FakeTelegram.call` answers as https://core.telegram.org/bots/api does, to the word where bots depend on the word.
Tests and benchmarks call it in process, `server.py` over HTTP.
"""

import time
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from bot.playground.call import NOT_FOUND, ApiError, Call, Json, Upload
from bot.playground.faults import AnswerLostError, Limits
from bot.playground.files import Files
from bot.playground.groups import Group
from bot.playground.journal import Journal
from bot.playground.methods import INSTANT, WAITING
from bot.playground.people import User
from bot.playground.receiving import Receiving
from bot.playground.updates import Updates
from bot.playground.world import World

OnCall = Callable[[str, Mapping[str, Any]], Awaitable[None] | None]
_FIRST_UPDATE = 100_000_001
_OK = 200
_ENCODER = msgspec.json.Encoder()


class FakeTelegram:
    """One bot's Telegram; see `call` for the bot's side and `user` for the people's.

    `clock` gives Unix seconds. With `folder`, everything survives a restart. `enforce_limits` refuses what
    Telegram's flood limits refuse. `history` bounds the messages kept per chat. `record` keeps `calls`.
    """

    def __init__(
        self,
        token: str,
        *,
        name: str = "Pendataan Non-ASN",
        username: str = "pendataan_bot",
        clock: Callable[[], float] = time.time,
        folder: Path | None = None,
        enforce_limits: bool = False,
        history: int | None = None,
        record: bool = False,
        first_update_id: int = _FIRST_UPDATE,
        webhook_pause: float = 1.0,
    ) -> None:
        self.token = token
        journal = Journal(folder) if folder is not None else None
        bot = {"id": int(token.partition(":")[0]), "is_bot": True, "first_name": name, "username": username}
        self.world = World(
            bot=bot,
            clock=clock,
            files=Files(journal),
            updates=Updates(journal, first_update_id),
            journal=journal,
            limits=Limits(clock) if enforce_limits else None,
            history=history,
        )
        self.world.restore()
        self._receiving = Receiving(self.world, webhook_pause)
        self._users: dict[int, User] = {}
        self.calls: list[tuple[str, Mapping[str, Any]]] | None = [] if record else None
        self.on_call: OnCall | None = None

    async def call(
        self, method: str, params: Mapping[str, Any], files: Mapping[str, Upload] | None = None
    ) -> tuple[int, bytes]:
        """Answer one call of the bot with HTTP status and JSON body.

        `files` are (name, bytes, media type) by form field. Raises AnswerLostError, a ConnectionResetError, where
        `lose_answer` planned it: the call has taken effect then.
        """
        if self.calls is not None:
            self.calls.append((method, params))
        if self.on_call is not None and (pausing := self.on_call(method, params)) is not None:
            await pausing
        name = method.lower()
        try:
            lost = self.world.faults.meet(name) if self.world.faults.plans else False
            call = Call(params, files or {})
            instant = INSTANT.get(name)
            result = instant(self.world, call) if instant is not None else await self._slow(name, call)
        except ApiError as error:
            return error.code, error.body()
        if lost:
            raise AnswerLostError
        return _OK, _ENCODER.encode({"ok": True, "result": result})

    async def _slow(self, name: str, call: Call) -> object:
        method = WAITING.get(name)
        if method is None:
            raise ApiError(NOT_FOUND, "Not Found")
        return await method(self._receiving, call)

    def download(self, file_path: str) -> bytes:
        """Give the bytes behind a `file_path` that getFile gave; raises LookupError for any other."""
        return self.world.files.by_path(file_path)

    def user(
        self,
        user_id: int,
        first_name: str = "Orang",
        last_name: str = "",
        *,
        username: str = "",
        phone: str = "6281200000000",
        language_code: str = "id",
    ) -> User:
        """Give the person of this id, made at the first call; the profile of the first call stays."""
        user = self._users.get(user_id)
        if user is None:
            given = {"last_name": last_name, "username": username, "language_code": language_code}
            profile = {"id": user_id, "is_bot": False, "first_name": first_name}
            profile |= {key: value for key, value in given.items() if value}
            user = self._users[user_id] = User(self.world, profile, phone)
        return user

    async def group_message(self, group_id: int, user: User, text: str, *, title: str = "Grup Honorer") -> int:
        """Let a person write in a group (a negative id) that the bot is in."""
        return Group(self.world, group_id, title).say(user.profile, text)

    def messages(self, chat_id: int) -> list[Json]:
        """Give what a chat shows now, oldest first; deleted messages are gone from it.

        Each is {"id", "from": "bot" | "user", "date", "kind": "text" | "photo" | "document" | "voice" | "video" |
        "sticker" | "contact" | "location", "text": plain text or caption, "html": the same, safely rendered,
        "buttons": rows of inline buttons, "file": {"file_id", "file_name", "mime_type", "file_size", ...} or None,
        "edited", "album": media_group_id or None}, and where it applies "reply_to", "contact", "location".
        """
        chat = self.world.chats.get(chat_id)
        return [entry.shown() for entry in chat.entries.values()] if chat else []

    def file_bytes(self, file_id: str) -> bytes:
        """Give a file's bytes; raises ApiError for an unknown id."""
        return self.world.files.read(file_id)

    @property
    def last_update_id(self) -> int:
        """The id of the newest update."""
        return self.world.updates.last_id

    @property
    def pending(self) -> int:
        """How many updates the bot has not confirmed."""
        return self.world.updates.count

    def redeliver(
        self,
        update_id: int | Literal["all"] = "all",
        times: int = 1,
        *,
        shuffle: bool = False,
        seed: int = 0,
    ) -> int:
        """Deliver updates again, `times` more each, and give how many deliveries that makes.

        With `shuffle` people are interleaved at random (by `seed`), each person's own order is kept.
        """
        return self.world.updates.redeliver(update_id, times, shuffle=shuffle, seed=seed)

    def throttle(self, method: str | None = None, count: int = 1, retry_after: int = 1) -> None:
        """Refuse the next `count` calls of a method (None: of any) with 429 and `retry_after` seconds."""
        self.world.faults.throttle(method, count, retry_after)

    def fail(self, method: str | None = None, count: int = 1, status: int = 500) -> None:
        """Refuse the next `count` calls with a server error, without effect."""
        self.world.faults.fail(method, count, status)

    def lose_answer(self, method: str | None = None, count: int = 1) -> None:
        """Let the next `count` calls take effect, and drop the connection instead of answering."""
        self.world.faults.lose_answer(method, count)

    async def flush(self) -> None:
        """Write everything to the folder now, as a moment later it would be by itself."""
        if self.world.journal is not None:
            await self.world.journal.flush()

    async def close(self) -> None:
        """Stop the webhook and write what still waits."""
        await self._receiving.close()
        self.world.updates.end_waiting()
        if self.world.journal is not None:
            await self.world.journal.close()
