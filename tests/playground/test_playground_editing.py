"""What the bot may change afterwards: edits, deletions, answers to taps."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from bot.playground.people import User
from bot.playground.telegram import FakeTelegram

Ask = Callable[..., Coroutine[Any, Any, dict[str, Any]]]

BUTTONS = {"inline_keyboard": [[{"text": "Ya", "callback_data": "y"}]]}
PDF = {"document": ("a.pdf", b"%PDF", "application/pdf")}


async def _sent(ask: Ask, **params: object) -> int:
    return int((await ask("sendMessage", **{"chat_id": 71, "text": "lama", **params}))["result"]["message_id"])


async def test_edited_text_is_seen_and_its_keyboard_falls(sari: User, ask: Ask) -> None:
    """An edit replaces the text in place; a keyboard that is not given again is gone."""
    message_id = await _sent(ask, reply_markup=BUTTONS)
    edited = await ask("editMessageText", chat_id=71, message_id=message_id, text="<b>baru</b>", parse_mode="HTML")
    assert edited["result"]["edit_date"] >= edited["result"]["date"]
    shown = sari.messages[-1]
    assert (shown["id"], shown["html"], shown["buttons"], shown["edited"]) == (message_id, "<b>baru</b>", [], True)


async def test_same_edit_is_refused(sari: User, ask: Ask) -> None:
    """An edit that changes nothing is an error; one that changes only the keyboard is none."""
    message_id = await _sent(ask)
    answer = await ask("editMessageText", chat_id=sari.id, message_id=message_id, text="lama ")
    assert answer["description"] == (
        "Bad Request: message is not modified: specified new message content and reply markup are "
        "exactly the same as a current content and reply markup of the message"
    )
    edit = {"chat_id": 71, "message_id": message_id}
    assert (await ask("editMessageText", **edit, text="lama", reply_markup=BUTTONS))["ok"]
    assert not (await ask("editMessageReplyMarkup", **edit, reply_markup=BUTTONS))["ok"]
    assert (await ask("editMessageReplyMarkup", **edit))["ok"]
    assert sari.messages[-1]["buttons"] == []


async def test_edits_fit_the_message(sari: User, ask: Ask) -> None:
    """Text is edited in texts, captions in files, and only the bot's own messages at all."""
    text = {"chat_id": 71, "message_id": await _sent(ask)}
    file = {"chat_id": 71, "message_id": (await ask("sendDocument", PDF, chat_id=71))["result"]["message_id"]}
    own = {"chat_id": 71, "message_id": sari.messages[0]["id"]}
    cases: list[tuple[str, dict[str, Any], str]] = [
        ("editMessageText", {**file, "text": "a"}, "there is no text in the message to edit"),
        ("editMessageCaption", {**text, "caption": "a"}, "there is no caption in the message to edit"),
        ("editMessageMedia", text, "there is no media in the request"),
        ("editMessageMedia", {**text, "media": {"type": "photo"}}, "there is no media in the message to edit"),
        (
            "editMessageMedia",
            {**file, "media": {"type": "audio"}},
            "can't parse InputMedia: type of the media is invalid",
        ),
        ("editMessageText", {**own, "text": "a"}, "message can't be edited"),
        ("editMessageText", {"chat_id": 71, "message_id": 999, "text": "a"}, "message to edit not found"),
        (
            "editMessageText",
            {**text, "text": "a", "reply_markup": {"remove_keyboard": True}},
            "inline keyboard expected",
        ),
    ]
    for method, params, why in cases:
        assert (await ask(method, **params))["description"] == f"Bad Request: {why}"
    assert (await ask("editMessageCaption", **file, caption="judul"))["result"]["caption"] == "judul"


async def test_media_is_replaced(fake: FakeTelegram, sari: User, ask: Ask) -> None:
    """Another file takes the place of the first, with its caption."""
    message_id = (await ask("sendDocument", PDF, chat_id=71, caption="lama"))["result"]["message_id"]
    media = {"type": "document", "media": "attach://x", "caption": "baru"}
    new = {"x": ("b.pdf", b"%PDF-2", "application/pdf")}
    assert (await ask("editMessageMedia", new, chat_id=71, message_id=message_id, media=media))["ok"]
    shown = sari.messages[-1]
    assert (shown["text"], shown["file"]["file_name"]) == ("baru", "b.pdf")
    assert fake.file_bytes(shown["file"]["file_id"]) == b"%PDF-2"


async def test_deleted_message_is_gone(sari: User, ask: Ask) -> None:
    """The bot deletes its own and the person's messages; a second time there is nothing to delete."""
    password = await sari.text("rahasia")
    assert (await ask("deleteMessage", chat_id=71, message_id=password))["result"] is True
    assert password not in [message["id"] for message in sari.messages]
    answer = await ask("deleteMessage", chat_id=71, message_id=password)
    assert answer["description"] == "Bad Request: message to delete not found"


async def test_several_are_deleted_at_once(sari: User, ask: Ask) -> None:
    """Up to a hundred go at once, the unknown among them are skipped."""
    ids = [await _sent(ask), await _sent(ask), 999]
    assert (await ask("deleteMessages", chat_id=71, message_ids=ids))["result"] is True
    assert sari.news == []
    answer = await ask("deleteMessages", chat_id=71, message_ids=[])
    assert answer["description"] == "Bad Request: wrong number of message identifiers specified"


async def test_old_message_cannot_be_deleted() -> None:
    """After 48 hours a message stays."""
    now = [1_800_000_000.0]
    fake = FakeTelegram("1:abc", clock=lambda: now[0])
    message_id = await fake.user(5).text("a")
    now[0] += 48 * 3600 + 1
    _, body = await fake.call("deleteMessage", {"chat_id": 5, "message_id": message_id})
    assert b"message can't be deleted for everyone" in body


async def test_tap_is_answered_with_a_toast(sari: User, ask: Ask) -> None:
    """A tap becomes a callback query whose answer the person sees."""
    query_id = await sari.tap(await _sent(ask, reply_markup=BUTTONS), "Ya")
    query = (await ask("getUpdates"))["result"][-1]["callback_query"]
    assert (query["id"], query["data"], query["from"]["id"]) == (query_id, "y", 71)
    assert query["message"]["text"] == "lama"
    await ask("answerCallbackQuery", callback_query_id=query_id, text="Baik", show_alert=True)
    assert sari.toasts == [{"text": "Baik", "alert": True, "query": query_id}]
    answer = await ask("answerCallbackQuery", callback_query_id=query_id, text="a" * 201)
    assert answer["description"] == "Bad Request: MESSAGE_TOO_LONG"


async def test_late_answer_to_a_tap_is_refused() -> None:
    """A query lives for a minute; an unknown one never did."""
    now = [1_800_000_000.0]
    fake = FakeTelegram("1:abc", clock=lambda: now[0])
    query_id = await fake.user(5).tap(1, "y", stale=True)
    now[0] += 61
    for asked in (query_id, "123"):
        status, body = await fake.call("answerCallbackQuery", {"callback_query_id": asked})
        assert status == 400
        assert b"query is too old and response timeout expired or query ID is invalid" in body
    later = await fake.user(5).tap(1, "y", stale=True)
    assert (await fake.call("answerCallbackQuery", {"callback_query_id": later}))[0] == 200


@pytest.mark.parametrize("what", ["Tidak", "z"])
async def test_button_that_is_not_there_cannot_be_tapped(sari: User, ask: Ask, what: str) -> None:
    """A tap needs its button, unless the phone still shows an old screen."""
    message_id = await _sent(ask, reply_markup=BUTTONS)
    with pytest.raises(LookupError):
        await sari.tap(message_id, what)
    with pytest.raises(LookupError):
        await sari.choose(what)
    await sari.choose("y")
    assert await sari.tap(message_id, what, stale=True)
