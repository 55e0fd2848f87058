"""What a person does at the phone, and the updates that come of it."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from bot.playground.people import User
from bot.playground.telegram import FakeTelegram

Ask = Callable[..., Coroutine[Any, Any, dict[str, Any]]]
Act = Callable[[User], Awaitable[object]]


def _picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (60, 80), "#336699").save(out, "JPEG")
    return out.getvalue()


async def _newest(ask: Ask) -> dict[str, Any]:
    update: dict[str, Any] = (await ask("getUpdates", offset=-1))["result"][0]
    return update


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (lambda p: p.text("halo"), {"text": "halo"}),
        (
            lambda p: p.start("cek_1"),
            {"text": "/start cek_1", "entities": [{"type": "bot_command", "offset": 0, "length": 6}]},
        ),
        (lambda p: p.contact(), {"contact": {"phone_number": "6281234567890", "first_name": "Sari", "user_id": 71}}),
        (lambda p: p.contact("62811", own=False), {"contact": {"phone_number": "62811", "first_name": "Sari"}}),
        (lambda p: p.location(1.5, 2.5), {"location": {"latitude": 1.5, "longitude": 2.5}}),
    ],
)
async def test_what_is_said_reaches_the_bot(sari: User, ask: Ask, act: Act, expected: dict[str, Any]) -> None:
    """Words, deep links, contacts and places become messages as Telegram shapes them."""
    message_id = await act(sari)
    message = (await _newest(ask))["message"]
    assert message["message_id"] == message_id
    assert message["from"]["id"] == message["chat"]["id"] == 71
    assert message.items() >= expected.items()


@pytest.mark.parametrize(
    ("kind", "act"),
    [
        ("sticker", lambda p: p.sticker()),
        ("voice", lambda p: p.voice()),
        ("video", lambda p: p.video()),
        ("document", lambda p: p.document(b"isi", "a.pdf", caption="ini")),
    ],
)
async def test_other_kinds_carry_a_file(sari: User, ask: Ask, kind: str, act: Act) -> None:
    """Each kind of file has its own field with a file_id, and shows as that kind."""
    await act(sari)
    content = (await _newest(ask))["message"][kind]
    assert (await ask("getFile", file_id=content["file_id"]))["result"]["file_size"] > 0
    assert sari.messages[-1]["kind"] == kind


async def test_album_comes_as_one_update_each(sari: User, ask: Ask) -> None:
    """The messages of an album share its id."""
    photos = await sari.album([_picture(), _picture()])
    papers = await sari.album([(b"a", "a.pdf", "application/pdf"), (b"b", "b.pdf", "application/pdf")])
    messages = [update["message"] for update in (await ask("getUpdates"))["result"][1:]]
    assert [message["message_id"] for message in messages] == photos + papers
    assert [("photo" in message) for message in messages] == [True, True, False, False]
    assert len({message["media_group_id"] for message in messages}) == 2


async def test_small_photo_has_one_size_and_can_be_fetched_smaller(fake: FakeTelegram, sari: User) -> None:
    """A photo within 90 pixels needs no smaller size; a larger one is drawn smaller when fetched."""
    await sari.photo(_picture(), "wajah")
    assert sari.messages[-1]["text"] == "wajah"
    big = BytesIO()
    Image.new("RGB", (200, 100)).save(big, "PNG")
    await sari.photo(big.getvalue())
    whole = sari.messages[-1]["file"]["file_id"]
    with Image.open(BytesIO(fake.file_bytes(whole.removesuffix("x") + "s"))) as small:
        assert (small.format, small.size) == ("JPEG", (90, 45))


async def test_edit_is_an_update_of_its_own(sari: User, ask: Ask) -> None:
    """A changed message comes as edited_message; only own texts can be changed."""
    message_id = await sari.text("slah")
    await sari.edit(message_id, "salah /batal")
    edited = (await _newest(ask))["edited_message"]
    assert (edited["message_id"], edited["text"]) == (message_id, "salah /batal")
    assert edited["entities"][0]["type"] == "bot_command"
    with pytest.raises(LookupError):
        await sari.edit((await ask("sendMessage", chat_id=71, text="a"))["result"]["message_id"], "b")


async def test_reply_carries_the_message_it_answers(sari: User, ask: Ask) -> None:
    """A reply to the bot names its message."""
    asked = (await ask("sendMessage", chat_id=71, text="a"))["result"]["message_id"]
    await sari.text("b", reply_to=asked)
    assert (await _newest(ask))["message"]["reply_to_message"]["message_id"] == asked


async def test_reply_keyboard_is_pressed(sari: User, ask: Ask) -> None:
    """A key sends its label, the contact or the place; a one-time keyboard is gone then."""
    rows = [["Ya", {"text": "Nomor saya", "request_contact": True}, {"text": "Di sini", "request_location": True}]]
    await ask("sendMessage", chat_id=71, text="a", reply_markup={"keyboard": rows})
    await sari.press("Ya")
    await sari.press("Nomor saya")
    await sari.press("Di sini")
    assert [message["kind"] for message in sari.messages[-3:]] == ["text", "contact", "location"]
    await ask("sendMessage", chat_id=71, text="a", reply_markup={"keyboard": [["B"]], "one_time_keyboard": True})
    await sari.press("B")
    with pytest.raises(LookupError):
        await sari.press("B")


async def test_links_to_the_bot_are_followed(sari: User) -> None:
    """A deep link to this bot starts it with the payload; other links lead elsewhere."""
    assert await sari.follow("https://t.me/Pendataan_bot?start=und_1")
    assert sari.messages[-1]["text"] == "/start und_1"
    assert await sari.follow("t.me/pendataan_bot")
    assert await sari.follow("https://t.me/lain?start=x") is None
    assert await sari.follow("https://contoh.id/pendataan_bot?start=x") is None
    assert sari.messages[-1]["text"] == "/start"


async def test_button_that_opens_a_link_sends_nothing(sari: User, ask: Ask) -> None:
    """Only buttons with data become queries."""
    keyboard = {"inline_keyboard": [[{"text": "Situs", "url": "https://contoh.id"}]]}
    sent = (await ask("sendMessage", chat_id=71, text="a", reply_markup=keyboard))["result"]["message_id"]
    with pytest.raises(LookupError):
        await sari.tap(sent, "Situs")


async def test_waiting_ends_with_what_was_waited_for(sari: User, ask: Ask) -> None:
    """One waits for a number of messages, for words, or for anything one can see."""
    waiting = asyncio.create_task(sari.wait(2))
    words = asyncio.create_task(sari.wait("dua"))
    seen = asyncio.create_task(sari.wait(lambda shown: len(shown) > 2 and shown[-1]["id"]))
    await asyncio.sleep(0)
    await ask("sendMessage", chat_id=71, text="satu")
    sent = (await ask("sendMessage", chat_id=71, text="nomor dua"))["result"]["message_id"]
    assert [message["text"] for message in await waiting] == ["satu", "nomor dua"]
    assert (await words)["id"] == await seen == sent


async def test_waiting_in_vain_tells_what_is_shown(sari: User) -> None:
    """A wait that ends without news says how the chat ends."""
    with pytest.raises(TimeoutError, match="/start"):
        await sari.wait("halo", timeout=0.01)


async def test_news_begin_with_the_last_act(sari: User, ask: Ask) -> None:
    """What the bot said before one's last act is no news; an edit of it afterwards is."""
    first = (await ask("sendMessage", chat_id=71, text="a"))["result"]["message_id"]
    await sari.text("b")
    assert sari.news == []
    await ask("editMessageText", chat_id=71, message_id=first, text="c")
    assert [message["text"] for message in sari.news] == ["c"]


async def test_group_messages_come_from_the_group(fake: FakeTelegram, sari: User, ask: Ask) -> None:
    """In a group the chat is the group and the sender the person; the bot may answer there."""
    await fake.group_message(-100, sari, "/start halo")
    message = (await _newest(ask))["message"]
    assert (message["chat"]["type"], message["chat"]["id"], message["from"]["id"]) == ("supergroup", -100, 71)
    await ask("sendMessage", chat_id=-100, text="Mari bicara berdua.")
    assert [shown["text"] for shown in fake.messages(-100)] == ["/start halo", "Mari bicara berdua."]
    refused = await ask("deleteMessage", chat_id=-100, message_id=message["message_id"])
    assert refused["description"] == "Bad Request: message can't be deleted for everyone"


async def test_profile_of_the_first_call_stays(fake: FakeTelegram) -> None:
    """A person is who they were at first; an unknown one has an empty chat."""
    budi = fake.user(9, "Budi", "Santoso", username="budi")
    assert fake.user(9) is budi
    assert budi.profile["last_name"] == "Santoso"
    assert (budi.messages, budi.news, fake.messages(9)) == ([], [], [])


async def test_history_can_be_bounded() -> None:
    """With `history` only the newest messages of a chat are kept."""
    fake = FakeTelegram("1:abc", history=2)
    for text in "abc":
        await fake.user(5).text(text)
    assert [message["text"] for message in fake.user(5).messages] == ["b", "c"]
