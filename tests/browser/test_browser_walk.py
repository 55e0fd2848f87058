"""Budi's whole way on his phone: from Mulai to the card, with the mistakes people make and a crash in the middle."""

from io import BytesIO

from playwright.async_api import Browser, expect
from pypdf import PdfReader

from tests.browser.album import Album
from tests.browser.phone import PATIENCE, QUESTIONS, Phone, facts_of
from tests.browser.rehearsed import Playground

BUDI = 1001
NAME = "Budi Santoso"
WRONG_KK = "3201010101150009"


async def test_budi_registers_on_his_phone(
    phone: Phone, playground: Playground, browser: Browser, album: Album
) -> None:
    """A wrong NIK, a wrong KK, a killed process, a photo too big and a red pasfoto do not keep him from his card."""
    await phone.opens_as(NAME)
    await _is_who_he_says(phone, playground, album)
    await _sends_what_is_asked(phone, playground, album)
    await _looks_and_confirms(phone, album)
    await phone.hears("Akun Anda sudah jadi", "Nomor registrasi: NA-")
    await album.keep_step(phone.page, "akun")
    await _reads_the_card(phone, album)
    await _is_seen_on_a_wide_screen(browser, playground, album)


async def _is_who_he_says(phone: Phone, playground: Playground, album: Album) -> None:
    """Langkah 1: what is wrong is named, and put right where it stands."""
    nik, kk, nama, tempat, tanggal, ponsel, email = (facts_of(NAME)[label] for label in QUESTIONS)
    await phone.hears("Selamat datang")
    await album.keep_step(phone.page, "mulai")
    await phone.taps("Buat akun")
    await phone.hears("Persetujuan", "Siapa yang melihat")
    await album.keep(phone.page, "sapaan")
    await album.keep_step(phone.page, "persetujuan")
    await phone.taps("Setuju")
    await phone.hears("1/8", "Nomor Induk Kependudukan (NIK)")
    await phone.says(nik[:-1])
    await phone.hears("Itu baru 15 angka.", "1/8")
    await album.keep(phone.page, "nik-salah")
    await album.keep_step(phone.page, "nik")

    await phone.answers(nik, WRONG_KK, nama, tempat, to=1)
    await _waits_out_a_crash(phone, playground, tanggal)
    await phone.hears("6/8", "Nomor handphone aktif")
    await phone.answers(ponsel, email, to=6)

    shown = phone.page.locator("#log .pictures img")
    before = await playground.captcha(BUDI)
    await phone.taps("Ganti gambar")
    await expect(shown).to_have_count(2, timeout=PATIENCE)
    asked = await playground.captcha(BUDI)
    await album.keep_step(phone.page, "captcha")
    assert asked != before
    await phone.says(asked)
    await phone.hears("Data Tidak Sesuai", "Nomor Kartu Keluarga berbeda")
    await album.keep(phone.page, "data-tidak-sesuai")
    await album.keep_step(phone.page, "tidak-sesuai")
    await phone.taps("Perbaiki nomor KK")
    await phone.hears("2/8", "3201••••••••0009")
    await phone.says(kk)
    await phone.hears("Langkah 2 dari 3", "Password")
    await album.keep_step(phone.page, "password")


async def _waits_out_a_crash(phone: Phone, playground: Playground, answer: str) -> None:
    """The process dies at a question; the page waits for the next one, and the same question takes the answer."""
    status = phone.page.locator("#status")
    await phone.hears("5/8", "Tanggal Lahir sesuai KTP")
    await playground.has_kept("5/8")
    await playground.kill()
    await expect(status).to_have_text("menunggu server…", timeout=PATIENCE)
    await phone.says(answer)
    await expect(phone.page.locator("#toast")).to_have_text("Ruang coba tidak menjawab.")
    await expect(phone.page.locator("#text")).to_have_value(answer)

    await playground.start()
    await expect(status).to_have_text(f"Anda: {NAME}", timeout=PATIENCE)
    await phone.hears("5/8", "Tanggal Lahir sesuai KTP")
    await phone.page.click("#send")


async def _sends_what_is_asked(phone: Phone, playground: Playground, album: Album) -> None:
    """Langkah 2: what is secret leaves the chat, and each picture that does not fit finds a way on."""
    facts = facts_of(NAME)
    await phone.says(facts["Password"])
    await phone.hears("2/8", "Pertanyaan Pengaman")
    await expect(phone.own.filter(has_text=facts["Password"])).to_have_count(0)
    await phone.taps("Siapa nama kecil ibu Anda?")
    await phone.hears("3/8", "Siapa nama kecil ibu Anda?")
    await phone.says(facts["Jawaban pengaman"])
    await phone.hears("4/8", "KTP atau Surat Keterangan Kependudukan")
    await expect(phone.own.filter(has_text=facts["Jawaban pengaman"])).to_have_count(0)

    await phone.sends("KTP, foto 900 KB: terlalu besar", by="berkas")
    await phone.hears("Foto ini 899 KB, sedangkan batasnya 200 KB.")
    await phone.taps("Kecilkan otomatis")
    await phone.hears("Ini hasilnya")
    await expect(phone.last.locator("img")).to_be_visible()
    await album.keep(phone.page, "kecilkan")
    await album.keep_step(phone.page, "kecilkan")
    await phone.taps("Pakai foto ini")

    await phone.hears("5/8", "berlatar biru")
    await phone.sends("Pasfoto, latar merah", by="foto")
    await phone.hears("Latar pasfoto ini tampaknya bukan biru.", "Kirim foto lain")
    await phone.sends("Pasfoto, latar biru", by="foto")
    await phone.hears("6/8", "Swafoto")
    await phone.sends("Swafoto dengan KTP", by="foto")
    await phone.hears("7/8", "Captcha")
    await phone.says(await playground.captcha(BUDI))
    await phone.hears("8/8", "Langkah 2 sudah lengkap")
    await phone.taps("Lanjutkan")


async def _looks_and_confirms(phone: Phone, album: Album) -> None:
    """Langkah 3: everything on one screen, each picture to be looked at, and one last question."""
    await phone.hears("Langkah 3 dari 3", "Periksa data Anda", "3201••••••••0001", NAME)
    await album.keep(phone.page, "periksa")
    await album.keep_step(phone.page, "periksa")
    await phone.taps("Lihat KTP")
    seen = phone.page.locator("#log .turn.bot", has_text="KTP atau Surat Keterangan Kependudukan").last
    await expect(seen.locator("img")).to_be_visible(timeout=PATIENCE)
    await phone.taps("Proses Pembuatan Akun")
    await phone.hears("Yakin semua sudah benar?")
    await phone.taps("Ya")


async def _reads_the_card(phone: Phone, album: Album) -> None:
    """The bubble holds a PDF on which stand his name and the number that the chat has told him."""
    told = await phone.last.locator(".words code", has_text="NA-").inner_text()
    link = await phone.last.locator("a.file").get_attribute("href")
    assert link is not None
    opened = await phone.page.request.get(phone.address(link))
    assert opened.headers["content-type"] == "application/pdf"
    paper = await opened.body()
    written = PdfReader(BytesIO(paper)).pages[0].extract_text()
    assert told in written
    assert NAME.upper() in written.upper()
    album.keep_paper(paper, "kartu")


async def _is_seen_on_a_wide_screen(browser: Browser, playground: Playground, album: Album) -> None:
    """On a computer the same chat stands between the people and what the chosen one knows."""
    page = await browser.new_page(
        viewport={"width": 1280, "height": 800},
        device_scale_factor=1.25,
        locale="id-ID",
        timezone_id="Asia/Jakarta",
    )
    await page.goto(f"{playground.url}/#{BUDI}")
    await expect(page.locator("#log .turn.bot").last).to_contain_text("Akun Anda sudah jadi")
    await expect(page.locator("#list").get_by_role("button")).to_have_count(12)
    await expect(page.locator("#facts").get_by_role("button", name="Kirim NIK")).to_be_visible()
    await album.keep(page, "ruang-coba")
    await page.close()
