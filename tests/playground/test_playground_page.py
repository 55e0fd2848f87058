"""The page in a real browser, where one is installed: chatting as an invented person."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest
from playwright.async_api import Page, async_playwright, expect

from bot.playground.cast import Fact, Person, Sample
from bot.playground.server import serve
from bot.playground.telegram import FakeTelegram

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
PEOPLE = (
    Person(71, "Sari Wulandari", "Guru honorer", (Fact("NIK", "3201230703900001"),)),
    Person(72, "Ratna Kusuma", "Admin instansi", start="und_1"),
)
SAMPLES = (Sample("sk", "SK contoh", "sk.pdf", "application/pdf", lambda: b"%PDF-sk"),)
BUTTONS = {"inline_keyboard": [[{"text": "Setuju", "callback_data": "ok"}]]}
KEYS = {"keyboard": [[{"text": "Kirim nomor saya", "request_contact": True}]], "one_time_keyboard": True}

pytestmark = pytest.mark.skipif(BROWSER is None, reason="needs Chromium")


async def _answer(fake: FakeTelegram, update: dict[str, Any]) -> None:
    if query := update.get("callback_query"):
        answer = {"callback_query_id": query["id"], "text": "Tercatat.", "show_alert": True}
        await fake.call("answerCallbackQuery", answer)
        edit = {"chat_id": query["from"]["id"], "message_id": query["message"]["message_id"], "text": "Disetujui."}
        await fake.call("editMessageText", edit)
    elif message := update.get("message"):
        chat = {"chat_id": message["chat"]["id"]}
        text = message.get("text", "berkas")
        markup = KEYS if text == "hp" else BUTTONS
        await fake.call("sendMessage", {**chat, "text": f"Anda: {text}", "reply_markup": markup})
        if text == "hapus":
            await fake.call("deleteMessage", {**chat, "message_id": message["message_id"]})


async def _echo(fake: FakeTelegram) -> None:
    commands = [{"command": "bantuan", "description": "Tanya jawab"}]
    await fake.call("setMyCommands", {"commands": commands})
    offset = 0
    while True:
        _, body = await fake.call("getUpdates", {"offset": offset, "timeout": 60})
        for update in msgspec.json.decode(body)["result"]:
            offset = update["update_id"] + 1
            await _answer(fake, update)


@pytest.fixture
async def page(fake: FakeTelegram) -> AsyncIterator[Page]:
    """Open the page on a phone's screen, with a bot that repeats what it hears."""
    served = await serve(fake, people=PEOPLE, samples=SAMPLES)
    bot = asyncio.create_task(_echo(fake))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=BROWSER, args=OPTIONS)
        opened = await browser.new_page(viewport={"width": 390, "height": 844}, locale="id-ID")
        await opened.goto(served.url)
        yield opened
        await browser.close()
    bot.cancel()
    await asyncio.gather(bot, return_exceptions=True)
    await served.close()


async def _say(page: Page, text: str) -> None:
    await page.fill("#text", text)
    await page.press("#text", "Enter")


async def test_a_whole_conversation_on_the_phone(fake: FakeTelegram, page: Page) -> None:
    """One starts, writes, taps, sends a sample and a contact, edits, and sees everything come and go."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    await page.get_by_role("button", name="Sari Wulandari").click()
    await page.get_by_role("button", name="Mulai").click()
    await expect(page.locator(".bot .words").last).to_have_text("Anda: /start")

    await page.get_by_role("button", name="Setuju").last.click()
    await expect(page.locator("#alert")).to_contain_text("Tercatat.")
    await page.get_by_role("button", name="Baik").click()
    await expect(page.locator(".bot .words").last).to_have_text("Disetujui.")

    await _say(page, '<img src=x onerror="document.title=1"> & teks')
    await expect(page.locator(".bot .words").last).to_have_text('Anda: <img src=x onerror="document.title=1"> & teks')
    assert await page.locator(".words img").count() == 0

    await _say(page, "hapus")
    await expect(page.locator(".bot .words").last).to_have_text("Anda: hapus")
    await expect(page.locator(".user .words", has_text="hapus")).to_have_count(0)

    await _say(page, "hp")
    await page.get_by_role("button", name="Kirim nomor saya").click()
    await expect(page.locator("#keyboard")).to_be_hidden()
    await page.get_by_role("button", name="Lampirkan").click()
    await page.get_by_role("button", name="Kirim SK contoh sebagai berkas").click()
    await expect(page.locator(".user .file", has_text="sk.pdf")).to_be_visible()

    await page.get_by_role("button", name="Daftar perintah").click()
    await page.get_by_role("option", name="/bantuan").click()
    await expect(page.locator(".bot .words").last).to_have_text("Anda: /bantuan")
    await page.get_by_role("button", name="Data orang ini").click()
    await page.get_by_role("button", name="Kirim NIK").click()
    await expect(page.locator(".bot .words").last).to_have_text("Anda: 3201230703900001")

    await page.locator(".user", has_text="3201230703900001").get_by_role("button", name="Sunting").click()
    await _say(page, "3201230703900002")
    await expect(page.locator(".user .meta").last).to_contain_text("disunting")
    assert [message["text"] for message in fake.messages(71) if message["edited"]] == ["Disetujui.", "3201230703900002"]
    assert errors == []


async def test_others_wait_unread_until_looked_at(fake: FakeTelegram, page: Page) -> None:
    """A message to somebody else is marked in the list; an invitation starts its person."""
    ratna = page.get_by_role("button", name="Ratna Kusuma")
    await expect(ratna).to_be_visible()
    await fake.user(72).start("und_1")
    await expect(ratna.locator(".unread")).to_have_text("1")
    await ratna.click()
    await expect(page.locator(".bot .words")).to_have_text("Anda: /start und_1")
    await page.get_by_role("button", name="Kembali ke daftar orang").click()
    await expect(ratna.locator(".unread")).to_have_count(0)
    await page.reload()
    await expect(page.locator("#log .turn")).to_have_count(2)
