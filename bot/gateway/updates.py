"""The parts of Telegram's updates that are read: https://core.telegram.org/bots/api#update."""

import msgspec


class User(msgspec.Struct):
    """Who sent it."""

    id: int


class Chat(msgspec.Struct):
    """Where."""

    id: int
    type: str


class File(msgspec.Struct):
    """A photo size, a document, or anything else with a file."""

    file_id: str
    file_size: int = 0


class Contact(msgspec.Struct):
    """A shared contact."""

    phone_number: str
    user_id: int = 0


class Message(msgspec.Struct):
    """A message; of what is not named here only the presence matters."""

    message_id: int
    chat: Chat
    sender: User | None = msgspec.field(default=None, name="from")
    text: str | None = None
    photo: list[File] | None = None
    document: File | None = None
    contact: Contact | None = None
    media_group_id: str = ""
    sticker: dict[str, object] | None = None
    voice: dict[str, object] | None = None
    video: dict[str, object] | None = None
    location: dict[str, object] | None = None
    animation: dict[str, object] | None = None


class CallbackQuery(msgspec.Struct):
    """A tapped button."""

    id: str
    sender: User = msgspec.field(name="from")
    message: Message | None = None
    data: str = ""


class Update(msgspec.Struct):
    """One update, of the kinds that are asked for."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: CallbackQuery | None = None


ALLOWED = ("message", "edited_message", "callback_query")
