"""Albums, PDFs and sample files on the page, in a real browser of a phone's size where one is installed."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from io import BytesIO

import aiohttp
import pytest
from PIL import Image
from playwright.async_api import Page, Route, async_playwright, expect

from bot.gateway.client import make_bot
from bot.gateway.send import Made, Post
from bot.outgoing import Album, Attachment
from bot.playground.cast import Person, Sample
from bot.playground.server import Served, serve
from bot.playground.telegram import FakeTelegram

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OPTIONS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
TOKEN = "4242:playground-token-for-tests"
PDF = b"%PDF-1.4 contoh"


def _jpeg() -> bytes:
    out = BytesIO()
    Image.new("RGB", (320, 400), (200, 190, 160)).save(out, "JPEG")
    return out.getvalue()


SAMPLES = (
    Sample("sk_1", "SK halaman 1", "sk-1.jpg", "image/jpeg", _jpeg),
    Sample("sk_2", "SK halaman 2", "sk-2.jpg", "image/jpeg", _jpeg),
    Sample("sk", "SK, PDF", "sk.pdf", "application/pdf", lambda: PDF),
)
FILES = {"ktp": ("foto.jpg", _jpeg()), "sk": ("foto.jpg", _jpeg()), "ijazah": ("dokumen.pdf", PDF)}


@pytest.fixture
async def served(fake: FakeTelegram) -> AsyncIterator[Served]:
    served = await serve(fake, people=(Person(71, "Sari Wulandari"),), samples=SAMPLES)
    yield served
    await served.close()


@pytest.fixture
async def page(fake: FakeTelegram, served: Served) -> AsyncIterator[Page]:
    """Open Sari's chat on a phone's screen; afterwards no script may have failed."""
    if BROWSER is None:
        pytest.skip("needs Chromium")
    await fake.user(71).start()
    errors: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=BROWSER, args=OPTIONS)
        opened = await browser.new_page(viewport={"width": 390, "height": 844}, locale="id-ID")
        opened.on("pageerror", lambda error: errors.append(str(error)))
        await opened.goto(f"{served.url}#71")
        await expect(opened.locator("#status")).to_have_text("Anda: Sari Wulandari")
        yield opened
        await browser.close()
    assert errors == []


async def _shows(served: Served, *refs: str) -> None:
    """Let the bot show these files together, each with its name in capitals."""

    async def make(attachment: Attachment) -> Made:
        return Made(*FILES[attachment.ref])

    items = tuple((ref.upper(), Attachment("photo", "file", ref)) for ref in refs)
    async with make_bot(TOKEN, served.url) as bot:
        await Post(bot, make).send(71, Album(items), None)


async def test_several_samples_make_an_album(fake: FakeTelegram, served: Served) -> None:
    """Chosen together they come together, in the order in which they were chosen; a PDF never as a photo."""
    await fake.user(71).start()
    async with aiohttp.ClientSession(served.url) as browser:
        address = "/api/chats/71/samples"
        assert (await browser.post(address, json={"keys": ["sk", "sk_1"]})).status == 200
        first, second = fake.messages(71)[-2:]
        assert [one["file"]["file_name"] for one in (first, second)] == ["sk.pdf", "sk-1.jpg"]
        assert first["album"] == second["album"] is not None
        assert (await browser.post(address, json={"keys": ["sk_1", "sk_2"], "photo": True})).status == 200
        assert [one["kind"] for one in fake.messages(71)[-2:]] == ["photo", "photo"]
        assert (await browser.post(address, json={"keys": ["sk_1", "sk"], "photo": True})).status == 400


async def test_ticked_samples_go_out_together(fake: FakeTelegram, page: Page) -> None:
    """Two ticks offer to send both at once; with a PDF among them only as files. The next time nothing is ticked."""
    await page.get_by_role("button", name="Lampirkan").click()
    await page.get_by_role("checkbox", name="SK halaman 2").check()
    await expect(page.locator("#chosen")).to_be_hidden()
    await page.get_by_role("checkbox", name="SK halaman 1").check()
    await expect(page.locator("#chosen")).to_contain_text("2 berkas sekaligus")
    await page.get_by_role("checkbox", name="SK, PDF").check()
    await expect(page.get_by_role("button", name="Kirim pilihan sebagai foto")).to_be_hidden()
    await expect(page.get_by_role("button", name="Kirim pilihan sebagai berkas")).to_be_visible()
    await page.get_by_role("checkbox", name="SK, PDF").uncheck()
    await page.get_by_role("button", name="Kirim pilihan sebagai foto").click()
    await expect(page.locator(".user .pictures.many img")).to_have_count(2)
    sent = fake.messages(71)[-2:]
    assert [one["kind"] for one in sent] == ["photo", "photo"]
    await page.get_by_role("button", name="Lampirkan").click()
    await expect(page.locator("#samples input:checked")).to_have_count(0)
    await expect(page.locator("#chosen")).to_be_hidden()


async def test_photos_of_an_album_carry_their_captions(served: Served, page: Page) -> None:
    """They stand in a grid, each with its own words, which the large picture shows as well."""
    await _shows(served, "ktp", "sk")
    album = page.locator(".bot .pictures.many")
    await expect(album.locator("span")).to_have_text(["KTP", "SK"])
    await page.get_by_role("button", name="Perbesar foto: SK").click()
    await expect(page.locator("#viewer-words")).to_have_text("SK")
    await page.get_by_role("button", name="Tutup gambar").click()
    await expect(page.locator("#viewer")).to_be_hidden()


async def test_pdfs_of_an_album_are_tiles_that_open(served: Served, page: Page) -> None:
    """Each PDF is a tile with its name, kind and size over its own words; a tap opens it beside the chat."""
    await _shows(served, "ijazah", "ijazah")
    tiles = page.locator(".bot .file.pdf")
    await expect(tiles).to_have_count(2)
    await expect(tiles.first).to_contain_text("PDF · 15 byte · buka")
    await expect(page.locator(".bot .words")).to_have_text(["IJAZAH", "IJAZAH"])
    address = await tiles.first.get_attribute("href")
    assert address is not None
    async with aiohttp.ClientSession(served.url) as browser, browser.get(address) as response:
        assert response.content_type == "application/pdf"
        assert response.headers["Content-Disposition"].startswith("inline")
        assert await response.read() == PDF


async def test_a_picture_sent_as_a_file_shows_what_it_is(page: Page) -> None:
    """It has a thumbnail and opens large; what is named a picture and is none has a plain sign."""
    await page.set_input_files("#pick-file", {"name": "sk-1.jpg", "mimeType": "image/jpeg", "buffer": _jpeg()})
    await page.locator(".user .file", has_text="sk-1.jpg").click()
    await expect(page.locator("#viewer-image")).to_be_visible()
    await page.get_by_role("button", name="Tutup gambar").click()
    await page.set_input_files("#pick-file", {"name": "rusak.jpg", "mimeType": "image/jpeg", "buffer": b"bukan"})
    await expect(page.locator(".user .file", has_text="rusak.jpg").locator("svg")).to_be_visible()


async def test_an_upload_shows_that_it_is_under_way(served: Served, page: Page) -> None:
    """Until the server has it, a bar moves above the composer, also if the bot speaks meanwhile; a failure is told."""
    gate = asyncio.Event()

    async def hold(route: Route) -> None:
        await gate.wait()
        await route.continue_()

    await page.route("**/files", hold)
    await page.set_input_files("#pick-photo", {"name": "sk.jpg", "mimeType": "image/jpeg", "buffer": _jpeg()})
    await expect(page.get_by_role("progressbar", name="Berkas sedang dikirim")).to_be_visible()
    await expect(page.locator("#status")).to_have_text("mengunggah…")
    await _shows(served, "ijazah")
    await expect(page.locator(".bot .file.pdf")).to_have_count(1)
    await expect(page.locator("#status")).to_have_text("mengunggah…")
    gate.set()
    await expect(page.locator("#progress")).to_be_hidden()
    await expect(page.locator(".user .pictures img")).to_have_count(1)
    await page.set_input_files("#pick-photo", {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": b"bukan foto"})
    await expect(page.locator("#toast")).to_contain_text("tidak dapat dikirim sebagai foto")
