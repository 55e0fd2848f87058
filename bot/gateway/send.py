"""What lies in the outbox, as calls of the Bot API."""

from collections.abc import Awaitable, Callable
from typing import Any, Final, NamedTuple, assert_never

import msgspec
import telegram
from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.gateway.albums import File, alone, together
from bot.gateway.client import call
from bot.gateway.insist import seconds_of
from bot.outgoing import Album, Answer, Attachment, Key, Menu, Message, Removal, Send


class Made(NamedTuple):
    """An attachment: its file name, its bytes, and what its maker says of it, in Telegram's HTML, below the message."""

    name: str
    data: bytes
    words: str = ""


Maker = Callable[[Attachment], Awaitable[Made]]
"""Makes an attachment; raises AttachmentGoneError, or FilesUnavailableError where it cannot be had now."""

_NOT_MODIFIED: Final = "not modified"


class AttachmentGoneError(Exception):
    """What should go along is no longer there, so the message is moot."""


class UndeliverableError(Exception):
    """This can never be sent: the chat is closed to the bot, or Telegram refuses the message itself."""


class HoldBackError(Exception):
    """Telegram wants nothing to be sent for so many seconds; this was not sent."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:.0f} s")
        self.seconds = seconds


class AnswerLostError(Exception):
    """The network failed: this may have been sent, or not."""


class Post:
    """Sends through one bot."""

    def __init__(self, bot: telegram.Bot, make: Maker) -> None:
        self._bot = bot
        self._make = make
        self._begun: dict[int, tuple[Album, int]] = {}

    async def send(self, person: int, send: Send, screen: int | None) -> int | None:
        """Send to a person's chat; the message that carries live buttons afterwards, if any.

        Args:
            person: the Telegram user, whose private chat has the same number.
            send: what to send.
            screen: the message that carries live buttons now.

        Raises:
            UndeliverableError, HoldBackError, AnswerLostError: as they say.
            FilesUnavailableError: the maker cannot have what should go along; nothing new was said.
        """
        try:
            return await self._send(person, send, screen)
        except (BadRequest, ChatMigrated, Forbidden, AttachmentGoneError) as error:
            raise UndeliverableError(type(error).__name__) from error
        except RetryAfter as error:
            raise HoldBackError(seconds_of(error)) from error
        except TelegramError as error:
            raise AnswerLostError(type(error).__name__) from error

    async def _send(self, person: int, send: Send, screen: int | None) -> int | None:
        match send:
            case Message():
                return await self._message(person, send, screen)
            case Album():
                await self._album(person, send)
            case Answer(query=query, text=text):
                await self._quietly("answerCallbackQuery", callback_query_id=query, **({"text": text} if text else {}))
            case Removal(message=message):
                await self._quietly("deleteMessage", chat_id=person, message_id=message)
            case Menu(commands=commands):
                listed = [{"command": name, "description": words} for name, words in commands]
                await self._call("setMyCommands", commands=listed, scope={"type": "chat", "chat_id": person})
            case _:
                assert_never(send)
        return screen

    async def action(self, person: int, action: str) -> None:
        """Show in the chat's head that something is under way."""
        await self._quietly("sendChatAction", chat_id=person, action=action)

    async def note(self, person: int, words: str) -> int:
        """A passing remark; its message."""
        sent: dict[str, int] = await self._call("sendMessage", chat_id=person, text=words)
        return sent["message_id"]

    async def change_note(self, person: int, message: int, words: str) -> None:
        """Let a passing remark say something else."""
        await self._quietly("editMessageText", chat_id=person, message_id=message, text=words)

    async def drop_note(self, person: int, message: int) -> None:
        """Take a passing remark back."""
        await self._quietly("deleteMessage", chat_id=person, message_id=message)

    async def _message(self, person: int, message: Message, screen: int | None) -> int | None:
        if message.attachment is not None and message.attachment.kind == "words":
            made = await self._make(message.attachment)
            message = msgspec.structs.replace(message, html=_together(message.html, made.words), attachment=None)
        sent = await self._edit(person, message) if message.edit else None
        if message.screen and screen and screen != sent:
            await self._quietly("editMessageReplyMarkup", chat_id=person, message_id=screen)
        if sent is None:
            sent = (await self._new(person, message))["message_id"]
        if not message.screen:
            return screen
        return sent if message.rows else None

    async def _edit(self, person: int, message: Message) -> int | None:
        """Replace the words and buttons of a message; None where it cannot be replaced any more."""
        try:
            await self._call(
                "editMessageText",
                chat_id=person,
                message_id=message.edit,
                text=message.html,
                parse_mode="HTML",
                reply_markup={"inline_keyboard": _keyboard(message)},
            )
        except BadRequest as error:
            if _NOT_MODIFIED not in error.message.lower():
                return None
        return message.edit

    async def _new(self, person: int, message: Message) -> dict[str, Any]:
        arguments: dict[str, Any] = {"chat_id": person, **_markup(message)}
        if message.attachment is None:
            return dict(await self._call("sendMessage", **arguments, **_plain(message.html)))
        made = await self._make(message.attachment)
        file = File(_together(message.html, made.words), made.name, made.data)
        method, content = alone(file, message.attachment.kind)
        return dict(await self._call(method, **arguments, **content))

    async def _album(self, person: int, album: Album) -> None:
        """Words and files, in several calls; after a failure on the way, what went out already is not sent again."""
        begun, sent = self._begun.pop(person, (album, 0))
        calls = await self._calls(album)
        sent = sent if begun == album else 0
        for method, content in calls[sent:]:
            try:
                await self._call(method, chat_id=person, **content)
            except (BadRequest, ChatMigrated, Forbidden):
                raise
            except TelegramError:
                self._begun[person] = album, sent
                raise
            sent += 1

    async def _calls(self, album: Album) -> list[tuple[str, dict[str, Any]]]:
        """The album as calls; a file that is there no more is left out, but not all of them."""
        files = []
        for caption, attachment in album.items:
            try:
                made = await self._make(attachment)
                files.append(File(caption, made.name, made.data))
            except AttachmentGoneError:
                continue
        if not files:
            raise AttachmentGoneError
        return [*([("sendMessage", _plain(album.html))] if album.html else []), *together(files)]

    async def _call(self, method: str, **arguments: Any) -> Any:  # noqa: ANN401 - JSON
        return await call(self._bot, method, **arguments)

    async def _quietly(self, method: str, **arguments: Any) -> None:  # noqa: ANN401 - JSON
        """A call whose refusal changes nothing: the message is gone, the tap too old."""
        try:
            await self._call(method, **arguments)
        except BadRequest:
            return


def _together(*words: str) -> str:
    return "\n\n".join(filter(None, words))


def _plain(html: str) -> dict[str, Any]:
    return {"text": html, "parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}


def _markup(message: Message) -> dict[str, Any]:
    if message.rows:
        return {"reply_markup": {"inline_keyboard": _keyboard(message)}}
    if message.contact:
        keys = [[{"text": message.contact, "request_contact": True}]]
        return {"reply_markup": {"keyboard": keys, "resize_keyboard": True, "one_time_keyboard": True}}
    return {"reply_markup": {"remove_keyboard": True}} if message.screen else {}


def _keyboard(message: Message) -> list[list[dict[str, str]]]:
    return [[_key(key) for key in row] for row in message.rows]


def _key(key: Key) -> dict[str, str]:
    return {"text": key.label, "callback_data": key.data}
