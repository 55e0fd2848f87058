"""python-telegram-bot, the library of the real bot, gets along with the playground over HTTP."""

from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from PIL import Image
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto
from telegram.error import BadRequest, Conflict, NetworkError, RetryAfter

from bot.playground.server import Served, serve
from bot.playground.telegram import FakeTelegram

TOKEN = "4242:playground-token-for-tests"


@pytest.fixture
async def server(fake: FakeTelegram) -> AsyncIterator[Served]:
    """Serve the playground on a free port."""
    served = await serve(fake)
    yield served
    await served.close()


@pytest.fixture
async def bot(server: Served) -> AsyncIterator[Bot]:
    """Give the library's bot, pointed at the playground."""
    async with Bot(TOKEN, base_url=f"{server.url}/bot", base_file_url=f"{server.url}/file/bot") as library:
        yield library


async def test_library_sends_edits_and_fetches(fake: FakeTelegram, bot: Bot) -> None:
    """Messages, albums, edits, updates and files pass through the library's own types."""
    sari = fake.user(71, "Sari")
    await sari.document(b"isi", "a.pdf", "application/pdf")
    update = (await bot.get_updates(timeout=0))[0]
    assert update.message is not None
    assert update.message.document is not None
    assert bytes(await (await update.message.document.get_file()).download_as_bytearray()) == b"isi"
    out = BytesIO()
    Image.new("RGB", (400, 300)).save(out, "JPEG")
    keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Ya", callback_data="y")]])
    sent = await bot.send_message(71, "<b>Halo</b>", parse_mode="HTML", reply_markup=keyboard)
    assert sent.text_html == "<b>Halo</b>"
    photo = await bot.send_photo(71, out.getvalue(), caption="foto")
    assert [size.width for size in photo.photo] == [90, 320, 400]
    assert len(await bot.send_media_group(71, [InputMediaPhoto(out.getvalue()), InputMediaPhoto(out.getvalue())])) == 2
    await bot.edit_message_text("Selesai", chat_id=71, message_id=sent.message_id)
    await sari.tap(sent.message_id, "y", stale=True)
    query = (await bot.get_updates(offset=-1))[0].callback_query
    assert query is not None
    assert await query.answer("Baik") is True
    assert [message["text"] for message in sari.messages[1:3]] == ["Selesai", "foto"]


async def test_library_understands_each_refusal(fake: FakeTelegram, bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Errors arrive as the library's exceptions for them."""
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(99, "a")
    fake.throttle("sendMessage", 1, 3)
    with pytest.raises(RetryAfter):
        await bot.send_message(71, "a")
    fake.fail(None, 1, 502)
    with pytest.raises(NetworkError):
        await bot.get_me()
    fake.lose_answer("getMe")
    with pytest.raises(NetworkError):
        await bot.get_me()
    await bot.set_webhook("http://127.0.0.1:9/kait")
    with pytest.raises(Conflict):
        await bot.get_updates()
