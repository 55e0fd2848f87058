"""Siti's whole way on her phone, from /masuk to the Kartu Pendataan: an eks THK-II with a telephone and no manual."""

import re

from playwright.async_api import expect
from pypdf import PdfReader

from tests.browser.album import Album
from tests.browser.hand import make_account
from tests.browser.phone import PATIENCE, Phone, facts_of
from tests.browser.rehearsed import Playground

SITI = 1002
NAME = "Siti Aminah"


async def test_siti_ends_her_pendataan_on_her_phone(phone: Phone, playground: Playground, album: Album) -> None:
    """A file too small, a wrong password and three photos of one SK do not keep her from her Kartu Pendataan."""
    await make_account(playground, SITI, NAME)
    await phone.comes_back_as(SITI)
    await _logs_in(phone, album)
    await _reads_what_is_held_of_her(phone, album)
    await _sends_her_ijazah(phone, album)
    await _completes_her_biodata(phone, playground, album)
    await _shows_her_years(phone, album)
    await _reads_everything_once_more(phone, album)
    await _opens_both_cards(phone, album)
    await _asks_how_it_stands(phone, album)


async def _logs_in(phone: Phone, album: Album) -> None:
    """A wrong password is told so, the right one opens the account, and neither stays in the chat."""
    password = facts_of(NAME)["Password"]
    await phone.says("/masuk")
    await phone.hears("Password", "3201••••••••0002")
    await phone.says("bukan kata sandinya")
    await phone.hears("tidak cocok", "Lupa password")
    await album.keep_step(phone.page, "masuk")
    await phone.says(password)
    await phone.hears("Data Peserta eks THK-II")
    await expect(phone.own.filter(has_text=password)).to_have_count(0)


async def _reads_what_is_held_of_her(phone: Phone, album: Album) -> None:
    """Before the five pages: her number among the eks THK-II and what her instansi holds."""
    await phone.hears("5132010001234", NAME, "Tenaga Administrasi")
    await album.keep_step(phone.page, "peserta")
    await phone.taps("Lanjutkan")


async def _sends_her_ijazah(phone: Phone, album: Album) -> None:
    """A file under 100 KB is refused with what to do; a good photo is shown, kept, and shown again by Lihat."""
    await phone.hears("Halaman 1 dari 5", "Ijazah terakhir")
    await phone.sends("Ijazah, foto 80 KB: terlalu kecil", by="foto")
    await phone.hears("hanya 80 KB", "Halaman 1 dari 5")
    await phone.sends("Ijazah, foto 300 KB", by="foto")
    await phone.hears("sudah bisa dipakai")
    await expect(phone.last.locator("img")).to_be_visible()
    await album.keep_step(phone.page, "dokumen")
    await phone.taps("Pakai berkas ini")
    await phone.hears("Dokumen Anda", "Ijazah terakhir: foto")
    before = await phone.page.locator("#log .turn.bot .pictures img").count()
    await phone.taps("Lihat ijazah")
    pictures = phone.page.locator("#log .turn.bot .pictures img")
    await expect(pictures).to_have_count(before + 1, timeout=PATIENCE)
    await phone.taps("Selanjutnya")


async def _completes_her_biodata(phone: Phone, playground: Playground, album: Album) -> None:
    """Only what nobody knows is asked; then everything on one screen, where one answer is put right by Ubah."""
    await phone.hears("Halaman 2 dari 5", "Kabupaten/kota domisili")
    await phone.says("bog")
    await phone.hears("Pilih kabupaten/kota domisili Anda")
    await album.keep_step(phone.page, "kabupaten")
    await phone.taps("Kabupaten Bogor, Jawa Barat")
    await phone.hears("Alamat domisili")
    await phone.says(facts_of(NAME)["Alamat domisili"])
    await phone.hears("Status perkawinan")
    await phone.taps("Kawin")
    await phone.hears("Agama")
    await phone.taps("Islam")
    await phone.hears("Gelar depan")
    await phone.taps("Tidak punya gelar")
    await phone.hears("Gelar belakang")
    await phone.taps("Tidak punya gelar")
    await phone.hears("Tempat lahir sesuai ijazah")
    await phone.taps("Sama dengan KTP")
    await phone.hears("Tanggal lahir sesuai ijazah")
    await phone.taps("Sama dengan KTP")
    await phone.hears("Biodata Anda", "Status perkawinan: Kawin")
    await phone.taps("Ubah")
    await phone.hears("Apa yang ingin Anda ubah?")
    await phone.taps("Status perkawinan")
    await phone.hears("Jawaban Anda sekarang: Kawin")
    await phone.taps("Cerai Mati")
    await phone.hears("Biodata Anda", "Status perkawinan: Cerai Mati")
    await album.keep_step(phone.page, "biodata")
    await phone.taps("Selanjutnya")
    await phone.hears("Captcha")
    await phone.says(await playground.captcha(SITI))


async def _shows_her_years(phone: Phone, album: Album) -> None:
    """Three photos of one SK, sent together, become one PDF of three pages; then the bukti pembayaran."""
    await phone.hears("Halaman 3 dari 5", "SK jabatan", "1 Juli 2004")
    await phone.sends_together(*(f"SK halaman {number}, foto 160 KB" for number in (1, 2, 3)))
    await phone.hears("menjadi satu PDF: 3 halaman")
    await album.keep_step(phone.page, "sk")
    sheets = PdfReader(await phone.opens_file())
    assert len(sheets.pages) == 3
    await phone.taps("Pakai berkas ini")
    await phone.hears("Bukti pembayaran gaji")
    await phone.sends("Bukti pembayaran gaji, foto 180 KB", by="foto")
    await phone.hears("sudah bisa dipakai")
    await phone.taps("Pakai berkas ini")
    await phone.hears("Riwayat pekerjaan Anda di instansi ini", "bukti pembayaran sudah ada")
    await album.keep_step(phone.page, "riwayat")
    await phone.taps("Selanjutnya")


async def _reads_everything_once_more(phone: Phone, album: Album) -> None:
    """The years as a picture, every file as an album; without the tick there is no end, with it there is."""
    await phone.hears("Halaman 4 dari 5", "Centang dulu, baru akhiri.")
    years = phone.page.locator("#log .turn.bot", has_text="Masa kerja Anda menurut riwayat").last
    await expect(years.locator("img")).to_be_visible(timeout=PATIENCE)
    await album.keep_step(phone.page, "resume")
    await phone.taps("Lihat semua berkas")
    files = phone.page.locator("#log .turn.bot .pictures.many")
    await expect(files.locator("img")).to_have_count(5, timeout=PATIENCE)
    await files.scroll_into_view_if_needed()
    await album.keep_step(phone.page, "berkas")
    await phone.taps("Akhiri Proses Pendataan")
    await phone.hears("Centang dulu Saya telah membaca dan memeriksa")
    await phone.taps("☐ Saya telah membaca dan memeriksa")
    await phone.hears("Anda menyatakan sudah membaca")
    await phone.taps("Akhiri Proses Pendataan")
    await phone.hears("Akhiri pendataan sekarang?", "tidak dapat diubah lagi")
    await album.keep_step(phone.page, "akhiri")
    await phone.taps("Iya")


async def _opens_both_cards(phone: Phone, album: Album) -> None:
    """The Kartu Pendataan comes by itself, the Kartu Informasi Akun on a tap; her name stands on both."""
    await phone.hears("Pendataan Anda sudah diakhiri", "Kartu Pendataan Non ASN")
    await album.keep_step(phone.page, "selesai")
    number = await phone.last.locator(".words").inner_text()
    registered = re.search(r"NA-[\d-]+\d", number)
    assert registered is not None
    ending = PdfReader(await phone.opens_file())
    await phone.taps("Cetak Kartu Informasi Akun")
    await phone.hears("Kartu Informasi Akun, nomor registrasi")
    account = PdfReader(await phone.opens_file())
    for card in (ending, account):
        written = card.pages[0].extract_text()
        assert registered[0] in written
        assert NAME.upper() in written.upper()


async def _asks_how_it_stands(phone: Phone, album: Album) -> None:
    """What happened and who is to act next; and what is kept about her."""
    await phone.says("/status")
    await phone.hears("Status Anda", "Berikutnya")
    await album.keep_step(phone.page, "status")
    await phone.says("/privasi")
    await phone.hears("Data Anda", "Menarik persetujuan")
    await album.keep_step(phone.page, "privasi")
