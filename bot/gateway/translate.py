"""Telegram's updates into the engine's inputs; nothing further in knows Telegram's shapes."""

from bot.engine.inputs import Choice, Command, Contact, Input, Other, Text, Upload
from bot.gateway.updates import CallbackQuery, Message, Update

_OTHER_KINDS = ("sticker", "voice", "video", "location")
_CHOICE_PARTS = 3


def translate(update: Update) -> tuple[int, Input] | None:
    """(who, what they said), or None for what concerns nobody. A group's messages count as the group's own."""
    if update.callback_query is not None:
        return _tapped(update.callback_query)
    message = update.message or update.edited_message
    if message is None or message.sender is None:
        return None
    if message.chat.type != "private":
        return message.chat.id, Other("group")
    if update.edited_message is not None:
        return message.sender.id, Other("edited", message.message_id)
    return message.sender.id, _said(message, message.sender.id)


def _said(message: Message, sender: int) -> Input:
    number = message.message_id
    if message.text is not None:
        return _written(_storable(message.text), number)
    if message.photo:
        best = message.photo[-1]
        return Upload(best.file_id, best.file_size, number, message.media_group_id)
    if message.document is not None and message.animation is None:
        return Upload(message.document.file_id, message.document.file_size, number, message.media_group_id)
    if message.contact is not None:
        return Contact(_storable(message.contact.phone_number), message.contact.user_id == sender, number)
    kind = next((kind for kind in _OTHER_KINDS if getattr(message, kind) is not None), "unknown")
    return Other(kind, number, message.media_group_id)


def _written(text: str, number: int) -> Input:
    if not text.startswith("/"):
        return Text(text, number)
    name, _, argument = text[1:].partition(" ")
    return Command(name.partition("@")[0].lower(), argument.strip(), number)


def _tapped(query: CallbackQuery) -> tuple[int, Input]:
    """A button's data is a command, or `flow.revision.value`; anything else is an old or a forged one."""
    number, data = query.message.message_id if query.message else 0, _storable(query.data)
    if data.startswith("/"):
        name, _, argument = data[1:].partition(" ")
        return query.sender.id, Command(name, argument, number, query.id)
    parts = data.split(".", 2)
    if len(parts) == _CHOICE_PARTS and parts[1].isdecimal():
        return query.sender.id, Choice(parts[0], int(parts[1]), parts[2], number, query.id)
    return query.sender.id, Choice("", 0, "", number, query.id)


def _storable(text: str) -> str:
    """Without the one character that PostgreSQL keeps in no text, and nobody can type."""
    return text.replace("\0", "")
