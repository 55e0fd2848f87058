"""The bot's methods that change what is there already: edits, deletions, and the answer to a tap."""

from collections.abc import Callable

from bot.playground.call import Call, Json, bad_request
from bot.playground.chats import Chat, Entry
from bot.playground.formatting import utf16
from bot.playground.markup import read_inline_only
from bot.playground.sending import media_content, message_caption, message_text, target
from bot.playground.world import QUERY_SECONDS, World

DELETE_SECONDS = 48 * 3600
_TOAST_UNITS = 200
_DELETE_AT_ONCE = 100
_TEXT = ("text", "entities")
_CAPTION = ("caption", "caption_entities")
_MEDIA = ("photo", "document", "voice", "video", "sticker")
_SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edit_message_text(world: World, call: Call) -> Json:
    """Answer `editMessageText`; without a keyboard given, the message loses the one it had."""
    return _edit(world, call, _new_text, _TEXT)


def edit_message_caption(world: World, call: Call) -> Json:
    """Answer `editMessageCaption`."""
    return _edit(world, call, _new_caption, _CAPTION)


def edit_message_reply_markup(world: World, call: Call) -> Json:
    """Answer `editMessageReplyMarkup`."""
    return _edit(world, call, lambda _world, _call, _entry: {}, ())


def edit_message_media(world: World, call: Call) -> Json:
    """Answer `editMessageMedia`."""
    return _edit(world, call, _new_media, (*_MEDIA, *_CAPTION))


def _new_text(_world: World, call: Call, entry: Entry) -> Json:
    if "text" not in entry.message:
        raise bad_request("there is no text in the message to edit")
    return message_text(call)


def _new_caption(_world: World, call: Call, entry: Entry) -> Json:
    if not any(kind in entry.message for kind in _MEDIA):
        raise bad_request("there is no caption in the message to edit")
    return message_caption(dict(call.params))


def _new_media(world: World, call: Call, entry: Entry) -> Json:
    media = call.mapping("media")
    if media is None:
        raise bad_request("there is no media in the request")
    if "text" in entry.message:
        raise bad_request("there is no media in the message to edit")
    return media_content(world, call, media)


def _edit(world: World, call: Call, new: Callable[[World, Call, Entry], Json], fields: tuple[str, ...]) -> Json:
    chat = target(world, call)
    entry = _entry(chat, call, "message to edit not found")
    if not entry.by_bot:
        raise bad_request("message can't be edited")
    content = new(world, call, entry)
    inline = read_inline_only(call)
    before = {name: entry.message.get(name) for name in (*fields, "reply_markup")}
    after = {name: content.get(name) for name in fields} | {"reply_markup": inline}
    if before == after:
        raise bad_request(_SAME)
    kept = {name: value for name, value in entry.message.items() if name not in before}
    entry.message = {**kept, **{name: value for name, value in after.items() if value is not None}}
    if fields:
        entry.message["edit_date"] = int(world.clock())
    world.change(chat, entry)
    return entry.message


def _entry(chat: Chat, call: Call, missing: str) -> Entry:
    entry = chat.entries.get(call.integer("message_id"))
    if entry is None:
        raise bad_request(missing)
    return entry


def delete_message(world: World, call: Call) -> bool:
    """Answer `deleteMessage`: also the person's own in a private chat, all only for 48 hours."""
    chat = target(world, call)
    entry = _entry(chat, call, "message to delete not found")
    _check_deletable(world, chat, entry)
    world.remove(chat, entry.message["message_id"])
    return True


def delete_messages(world: World, call: Call) -> bool:
    """Answer `deleteMessages`: 1 to 100, of which those not found are skipped."""
    chat = target(world, call)
    ids = call.listing("message_ids") or []
    if not 1 <= len(ids) <= _DELETE_AT_ONCE:
        raise bad_request("wrong number of message identifiers specified")
    entries = [chat.entries[int(number)] for number in ids if int(number) in chat.entries]
    for entry in entries:
        _check_deletable(world, chat, entry)
    for entry in entries:
        world.remove(chat, entry.message["message_id"])
    return True


def _check_deletable(world: World, chat: Chat, entry: Entry) -> None:
    old = world.clock() - entry.message["date"] > DELETE_SECONDS
    if old or not (entry.by_bot or chat.private):
        raise bad_request("message can't be deleted for everyone")


def answer_callback_query(world: World, call: Call) -> bool:
    """Answer `answerCallbackQuery`; a query lives for a minute."""
    query = world.queries.get(call.text("callback_query_id"))
    if query is None or world.clock() - query.at > QUERY_SECONDS:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = call.text("text")
    if utf16(text) > _TOAST_UNITS:
        raise bad_request("MESSAGE_TOO_LONG")
    toast = {"text": text, "alert": call.flag("show_alert"), "query": call.text("callback_query_id")}
    world.toast(query.person, toast)
    return True
