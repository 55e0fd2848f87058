"""The bot's methods that put something new into a chat: text, photos, documents, albums, and being busy."""

from bot.playground.call import BAD_REQUEST, FORBIDDEN, ApiError, Call, Json, bad_request
from bot.playground.chats import Chat
from bot.playground.files import DOCUMENT_BYTES, PHOTO_BYTES, StoredFile
from bot.playground.formatting import parse_html, trim, utf16
from bot.playground.markup import read_markup
from bot.playground.rendering import detect
from bot.playground.world import World

TEXT_UNITS = 4096
CAPTION_UNITS = 1024
_ALBUM = range(2, 11)
_ACTION_SECONDS = 5.0
_TOO_LARGE = 413
_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


def target(world: World, call: Call) -> Chat:
    """Give the chat that a call names; raises 400 when there is none and 403 when the person blocked the bot."""
    if not call.text("chat_id"):
        raise bad_request("chat_id is empty")
    chat = world.chat(call.integer("chat_id"))
    if chat.blocked:
        raise ApiError(FORBIDDEN, "Forbidden: bot was blocked by the user")
    return chat


def formatted(source: str, mode: str, entities: list[Json] | None) -> tuple[str, list[Json]]:
    """Give trimmed text and all its entities; raises 400 for malformed markup and for modes other than HTML."""
    if mode and mode.lower() != "html":
        raise bad_request("unsupported parse_mode")
    if mode:
        text, found = parse_html(source)
    else:
        text, found = source, entities or []
    text, found = trim(text, found)
    return text, detect(text, found)


def message_text(call: Call) -> Json:
    """Give the fields of a text message; raises 400 when it is empty or over 4,096 UTF-16 units."""
    text, entities = formatted(call.text("text"), call.text("parse_mode"), call.listing("entities"))
    if not text:
        raise bad_request("message text is empty")
    if utf16(text) > TEXT_UNITS:
        raise bad_request("message is too long")
    return {"text": text, "entities": entities} if entities else {"text": text}


def message_caption(source: Json) -> Json:
    """Give the fields of a caption, which may be empty; raises 400 over 1,024 UTF-16 units."""
    text, entities = formatted(
        str(source.get("caption") or ""),
        str(source.get("parse_mode") or ""),
        Call(source, {}).listing("caption_entities"),
    )
    if utf16(text) > CAPTION_UNITS:
        raise bad_request("message caption is too long")
    if not text:
        return {}
    return {"caption": text, "caption_entities": entities} if entities else {"caption": text}


def received_file(world: World, call: Call, kind: str, value: object) -> StoredFile:
    """Give the file meant by an id, an `attach://` name or an upload; raises 400 and 413 as Telegram does."""
    name = value.removeprefix("attach://") if isinstance(value, str) and value.startswith("attach://") else kind
    upload = call.files.get(name)
    if upload is not None:
        return _uploaded(world, kind, *upload)
    if not isinstance(value, str) or not value:
        raise bad_request(f"there is no {kind} in the request")
    if value.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    stored, _ = world.files.find(value)
    if stored.kind != kind:
        raise bad_request(f"can't use file of type {stored.kind.title()} as {kind.title()}")
    return stored


def _uploaded(world: World, kind: str, name: str, data: bytes, mime: str) -> StoredFile:
    if not data:
        raise bad_request("file must be non-empty")
    if kind == "photo" and len(data) > PHOTO_BYTES:
        raise ApiError(
            BAD_REQUEST,
            f"Bad Request: file of size {len(data)} bytes is too big for a photo; "
            f"the maximum size is {PHOTO_BYTES} bytes",
        )
    if len(data) > DOCUMENT_BYTES:
        raise ApiError(_TOO_LARGE, "Request Entity Too Large")
    return world.files.add(kind, data, name, mime)


def send_message(world: World, call: Call) -> Json:
    """Answer `sendMessage`."""
    chat = target(world, call)
    return _send(world, chat, call, message_text(call))


def send_photo(world: World, call: Call) -> Json:
    """Answer `sendPhoto`."""
    return _send_file(world, call, "photo")


def send_document(world: World, call: Call) -> Json:
    """Answer `sendDocument`."""
    return _send_file(world, call, "document")


def _send_file(world: World, call: Call, kind: str) -> Json:
    chat = target(world, call)
    caption = message_caption(dict(call.params))
    stored = received_file(world, call, kind, call.params.get(kind))
    return _send(world, chat, call, {kind: stored.attachment(), **caption})


def send_media_group(world: World, call: Call) -> list[Json]:
    """Answer `sendMediaGroup`: 2 to 10 photos, or as many documents."""
    chat = target(world, call)
    media = call.listing("media") or []
    if len(media) not in _ALBUM:
        raise bad_request(
            "Too few messages to send as an album"
            if len(media) < _ALBUM.start
            else "Too many messages to send as an album"
        )
    kinds = {str(item.get("type")) for item in media}
    if not kinds <= {"photo", "document"}:
        raise bad_request("can't use the media of the specified type in the album")
    if len(kinds) > 1:
        raise bad_request("document can't be mixed with other media types")
    contents = [media_content(world, call, item) for item in media]
    reply = _reply(chat, call)
    _spend(world, chat, len(contents))
    album = f"{world.last_message + 1:017d}"
    return [
        world.say(chat, {**reply, "media_group_id": album, **content}, world.bot, by_bot=True) for content in contents
    ]


def media_content(world: World, call: Call, item: Json) -> Json:
    """Give the fields of one InputMedia (photo or document); raises 400 for what it does not hold."""
    kind = str(item.get("type"))
    if kind not in {"photo", "document"}:
        raise bad_request("can't parse InputMedia: type of the media is invalid")
    caption = message_caption(item)
    return {kind: received_file(world, call, kind, item.get("media")).attachment(), **caption}


def send_chat_action(world: World, call: Call) -> bool:
    """Answer `sendChatAction`; the action is seen for five seconds or until the next message."""
    chat = target(world, call)
    action = call.text("action")
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.action = (action, world.clock() + _ACTION_SECONDS)
    world.announce("action", chat.id, action=action, seconds=_ACTION_SECONDS)
    return True


def _send(world: World, chat: Chat, call: Call, content: Json) -> Json:
    inline, keyboard = read_markup(call)
    reply = _reply(chat, call)
    _spend(world, chat, 1)
    if inline is not None:
        content["reply_markup"] = inline
    message = world.say(chat, {**reply, **content}, world.bot, by_bot=True)
    if keyboard is not None:
        chat.keyboard = keyboard if "keyboard" in keyboard else None
        world.keep_chat(chat)
        world.announce("keyboard", chat.id, keyboard=chat.keyboard)
    return message


def _spend(world: World, chat: Chat, messages: int) -> None:
    if world.limits is not None:
        world.limits.spend(chat.id, messages)


def _reply(chat: Chat, call: Call) -> Json:
    parameters = call.mapping("reply_parameters") or {}
    message_id = parameters.get("message_id") or call.integer("reply_to_message_id")
    if not message_id:
        return {}
    entry = chat.entries.get(int(message_id))
    if entry is not None:
        answered = {key: value for key, value in entry.message.items() if key != "reply_to_message"}
        return {"reply_to_message": answered}
    if parameters.get("allow_sending_without_reply") or call.flag("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")
