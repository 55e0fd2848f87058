"""What the bot may send, to whom, and how much."""

from collections.abc import Callable, Coroutine
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.playground.people import User
from bot.playground.telegram import FakeTelegram

Ask = Callable[..., Coroutine[Any, Any, dict[str, Any]]]


def _picture(width: int = 400, height: int = 300) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), "#336699").save(out, "JPEG")
    return out.getvalue()


async def test_message_arrives_as_telegram_shapes_it(fake: FakeTelegram, sari: User, ask: Ask) -> None:
    """A sent message comes back whole, and the person sees it; the method's name may be in any case."""
    message = (await ask("SENDmessage", chat_id=str(sari.id), text=" Halo "))["result"]
    assert message["text"] == "Halo"
    assert message["chat"] == {"id": 71, "type": "private", "first_name": "Sari"}
    assert message["from"] == fake.world.bot
    assert [shown["text"] for shown in await sari.wait(1)] == ["Halo"]


@pytest.mark.parametrize(
    ("params", "why"),
    [
        ({"chat_id": 71, "text": " \n"}, "message text is empty"),
        ({"chat_id": 71}, "message text is empty"),
        ({"chat_id": 71, "text": "<b> </b>", "parse_mode": "HTML"}, "message text is empty"),
        ({"chat_id": 71, "text": "😀" * 2049}, "message is too long"),
        ({"chat_id": 999, "text": "a"}, "chat not found"),
        ({"text": "a"}, "chat_id is empty"),
        ({"chat_id": "x", "text": "a"}, "invalid chat_id specified"),
        ({"chat_id": 71, "text": "a", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"chat_id": 71, "text": "a", "reply_markup": "{"}, "can't parse reply_markup JSON object"),
        ({"chat_id": 71, "text": "a", "reply_markup": "7"}, "object expected as reply_markup"),
        ({"chat_id": 71, "text": "a", "reply_markup": []}, "object expected as reply_markup"),
        ({"chat_id": 71, "text": "a", "reply_markup": {"x": 1}}, "object expected as reply markup"),
        ({"chat_id": 71, "text": "a", "entities": {}}, "expected an array of entities"),
    ],
)
async def test_bad_message_is_refused(sari: User, ask: Ask, params: dict[str, Any], why: str) -> None:
    """Each mistake gets status 400 in Telegram's words."""
    answer = await ask("sendMessage", **params)
    assert (answer["error_code"], answer["description"]) == (400, f"Bad Request: {why}")
    assert sari.news == []


async def test_length_is_counted_after_formatting(sari: User, ask: Ask) -> None:
    """4,096 UTF-16 units of text fit, however long their markup is; captions hold 1,024."""
    text = f"<b>{'😀' * 2048}</b>"
    assert (await ask("sendMessage", chat_id=sari.id, text=text, parse_mode="HTML"))["ok"]
    file = {"document": ("a.txt", b"a", "text/plain")}
    assert (await ask("sendDocument", file, chat_id=sari.id, caption="a" * 1024))["ok"]
    answer = await ask("sendDocument", file, chat_id=sari.id, caption="a" * 1025)
    assert answer["description"] == "Bad Request: message caption is too long"


@pytest.mark.parametrize(
    ("button", "why"),
    [
        ({"text": "a", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "a", "callback_data": "é" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "a"}, "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"),
        ({"text": " ", "url": "a"}, "can't parse inline keyboard button: button text must be non-empty"),
        (
            {"text": "a", "url": "https://a.id", "callback_data": "a"},
            "can't parse inline keyboard button: exactly one optional field must be used",
        ),
        (
            {"text": "a", "url": "mailto:a@contoh.id"},
            "inline keyboard button URL 'mailto:a@contoh.id' is invalid: Unsupported URL protocol",
        ),
        ({"text": "a", "copy_text": {"text": "a" * 257}}, "BUTTON_COPY_TEXT_INVALID"),
        ("a", "can't parse inline keyboard button: expected an object"),
    ],
)
async def test_bad_button_is_refused(sari: User, ask: Ask, button: object, why: str) -> None:
    """A button that Telegram would not take is refused with the message."""
    answer = await ask("sendMessage", chat_id=sari.id, text="a", reply_markup={"inline_keyboard": [[button]]})
    assert answer["description"] == f"Bad Request: {why}"


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        ({"inline_keyboard": "a"}, "can't parse inline keyboard: expected an array of arrays of buttons"),
        ({"inline_keyboard": [[{"text": "a", "callback_data": "a"}] * 9]}, "REPLY_MARKUP_TOO_LONG"),
        ({"inline_keyboard": [[{"text": "a", "callback_data": "a"}]] * 101}, "REPLY_MARKUP_TOO_LONG"),
        ({"keyboard": [[]]}, "reply keyboard must be non-empty"),
        ({"keyboard": [[{"text": ""}]]}, 'can\'t parse keyboard button: Field "text" must be of type String'),
    ],
)
async def test_bad_keyboard_is_refused(sari: User, ask: Ask, markup: object, why: str) -> None:
    """So is a keyboard that is none, or that is too large."""
    answer = await ask("sendMessage", chat_id=sari.id, text="a", reply_markup=markup)
    assert answer["description"] == f"Bad Request: {why}"


async def test_sixty_four_bytes_of_data_fit(sari: User, ask: Ask) -> None:
    """Data of 64 bytes is taken, and links that Telegram follows are too."""
    row = [{"text": "a", "callback_data": "é" * 32}, {"text": "b", "url": "https://wa.me/62"}]
    answer = await ask("sendMessage", chat_id=sari.id, text="a", reply_markup={"inline_keyboard": [row]})
    assert answer["result"]["reply_markup"] == {"inline_keyboard": [row]}
    assert sari.messages[-1]["buttons"] == [row]


async def test_empty_inline_keyboard_is_none(sari: User, ask: Ask) -> None:
    """An empty keyboard sends a message without one."""
    answer = await ask("sendMessage", chat_id=sari.id, text="a", reply_markup={"inline_keyboard": []})
    assert "reply_markup" not in answer["result"]


async def test_reply_names_what_it_answers(sari: User, ask: Ask) -> None:
    """A reply carries the message it answers; where that is gone, it may go without."""
    first = sari.messages[0]["id"]
    answer = await ask("sendMessage", chat_id=sari.id, text="a", reply_parameters={"message_id": first})
    assert answer["result"]["reply_to_message"]["text"] == "/start"
    assert sari.messages[-1]["reply_to"] == first
    free = {"message_id": 99, "allow_sending_without_reply": True}
    assert (
        "reply_to_message" not in (await ask("sendMessage", chat_id=sari.id, text="b", reply_parameters=free))["result"]
    )


async def test_a_stranger_cannot_be_written_to(fake: FakeTelegram, ask: Ask) -> None:
    """Before somebody's first message, their chat does not exist for the bot."""
    stranger = fake.user(72, "Budi")
    assert (await ask("sendMessage", chat_id=stranger.id, text="a"))["description"] == "Bad Request: chat not found"


async def test_who_blocked_the_bot_is_not_reached(fake: FakeTelegram, sari: User, ask: Ask) -> None:
    """Sending to a person who blocked the bot is forbidden until they take it back."""
    await sari.block()
    answer = await ask("sendMessage", chat_id=sari.id, text="a")
    assert (answer["error_code"], answer["description"]) == (403, "Forbidden: bot was blocked by the user")
    await sari.block(blocked=False)
    assert (await ask("sendMessage", chat_id=sari.id, text="a"))["ok"]
    updates = (await ask("getUpdates"))["result"]
    assert [u["my_chat_member"]["new_chat_member"]["status"] for u in updates[1:]] == ["kicked", "member"]
    assert fake.pending == 3


async def test_photo_has_sizes_and_can_be_sent_again(fake: FakeTelegram, sari: User, ask: Ask) -> None:
    """A photo comes in up to three sizes; its id sends it once more, but not as a document."""
    data = _picture()
    sent = (await ask("sendPhoto", {"photo": ("a.jpg", data, "image/jpeg")}, chat_id=sari.id))["result"]
    assert [(size["width"], size["height"]) for size in sent["photo"]] == [(90, 68), (320, 240), (400, 300)]
    whole = sent["photo"][-1]["file_id"]
    assert fake.file_bytes(whole) == data
    assert (await ask("sendPhoto", chat_id=sari.id, photo=whole))["result"]["photo"] == sent["photo"]
    answer = await ask("sendDocument", chat_id=sari.id, document=whole)
    assert answer["description"] == "Bad Request: can't use file of type Photo as Document"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"bukan gambar", "IMAGE_PROCESS_FAILED"),
        (b"", "file must be non-empty"),
        (_picture(2100, 100), "PHOTO_INVALID_DIMENSIONS"),
        (
            bytes(10 * 1024 * 1024 + 1),
            "file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes",
        ),
    ],
)
async def test_unfit_photo_is_refused(sari: User, ask: Ask, data: bytes, why: str) -> None:
    """What is no picture, too long and thin, or over 10 MB, is not sent as a photo."""
    answer = await ask("sendPhoto", {"photo": ("a.jpg", data, "image/jpeg")}, chat_id=sari.id)
    assert answer["description"] == f"Bad Request: {why}"


@pytest.mark.parametrize(
    ("value", "why"),
    [
        ("document-000099-x", "wrong file_id or the file is temporarily unavailable"),
        ("ngawur", "wrong file_id or the file is temporarily unavailable"),
        ("https://contoh.id/a.pdf", "failed to get HTTP URL content"),
        (None, "there is no document in the request"),
    ],
)
async def test_unknown_file_is_refused(sari: User, ask: Ask, value: str | None, why: str) -> None:
    """An id that is none, an address and nothing at all each have their own refusal."""
    assert (await ask("sendDocument", chat_id=sari.id, document=value))["description"] == f"Bad Request: {why}"


async def test_document_over_50_mb_is_refused(sari: User, ask: Ask) -> None:
    """A bot uploads at most 50 MB."""
    file = {"document": ("a.bin", bytes(50 * 1024 * 1024 + 1), "")}
    assert (await ask("sendDocument", file, chat_id=sari.id))["error_code"] == 413


async def test_album_is_one_group_of_several_messages(sari: User, ask: Ask) -> None:
    """Two to ten pictures share a media_group_id, each with its own caption."""
    files = {name: (f"{name}.jpg", _picture(), "image/jpeg") for name in "ab"}
    media = [{"type": "photo", "media": "attach://a", "caption": "satu"}, {"type": "photo", "media": "attach://b"}]
    messages = (await ask("sendMediaGroup", files, chat_id=sari.id, media=media))["result"]
    assert len({message["media_group_id"] for message in messages}) == 1
    assert [shown["text"] for shown in sari.news] == ["satu", ""]


@pytest.mark.parametrize(
    ("media", "why"),
    [
        ([{"type": "photo", "media": "x"}], "Too few messages to send as an album"),
        ([{"type": "photo", "media": "x"}] * 11, "Too many messages to send as an album"),
        ([{"type": "sticker"}] * 2, "can't use the media of the specified type in the album"),
        ([{"type": "photo"}, {"type": "document"}], "document can't be mixed with other media types"),
        ([{"type": "photo", "media": "x"}] * 2, "wrong file_id or the file is temporarily unavailable"),
    ],
)
async def test_bad_album_is_refused_whole(sari: User, ask: Ask, media: list[dict[str, str]], why: str) -> None:
    """An album goes as a whole or not at all."""
    assert (await ask("sendMediaGroup", chat_id=sari.id, media=media))["description"] == f"Bad Request: {why}"
    assert sari.news == []


async def test_action_is_known_to_telegram(sari: User, ask: Ask) -> None:
    """Typing is an action, sleeping is none."""
    assert (await ask("sendChatAction", chat_id=sari.id, action="typing"))["result"] is True
    answer = await ask("sendChatAction", chat_id=sari.id, action="sleeping")
    assert answer["description"] == "Bad Request: wrong parameter action in request"


async def test_reply_keyboard_stays_until_removed(sari: User, ask: Ask) -> None:
    """A reply keyboard is shown below the chat until the bot removes it."""
    await ask("sendMessage", chat_id=sari.id, text="a", reply_markup={"keyboard": [["Ya", {"text": "Tidak"}]]})
    await ask("sendMessage", chat_id=sari.id, text="b")
    assert sari.keyboard == [[{"text": "Ya"}, {"text": "Tidak"}]]
    await ask("sendMessage", chat_id=sari.id, text="c", reply_markup={"remove_keyboard": True})
    assert sari.keyboard == []
