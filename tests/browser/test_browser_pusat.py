"""Ratna of pusat on her phone: a new instansi, deadlines, the nation's figures, and opening again what was final."""

from datetime import timedelta
from typing import Final

from playwright.async_api import expect

from bot import bootstrap
from bot.playground import invented
from bot.rules.clock import today_wib
from bot.rules.dates import format_date
from tests.browser.album import Album
from tests.browser.hand import Hand
from tests.browser.phone import PATIENCE, Phone
from tests.browser.rehearsed import Playground

AGUS, RATNA = 1005, 1008
NEW: Final = ("DINKES-CONTOH", "Dinas Kesehatan Kabupaten Contoh")
REASON: Final = "Surat permohonan nomor 800/77/2022: tiga guru belum masuk daftar."


async def test_pusat_leads_the_instansi(phone: Phone, playground: Playground, album: Album) -> None:
    """An instansi comes in, gets its admin and its deadline; one that is final is opened again with a reason."""
    await _agus_ends_his_pendataan(phone, playground)
    await _adds_an_instansi(phone, album)
    await _sets_the_deadline(phone, album)
    await _opens_again(phone, album)
    await _looks_at_the_nation(phone, album)


async def _agus_ends_his_pendataan(phone: Phone, playground: Playground) -> None:
    """Agus: finalisasi, letter and signed letter, without a look to the left or right."""
    await phone.opens_as("Agus Hidayat")
    await phone.hears("Undangan diterima")
    async with Hand.of(playground, AGUS) as hand:
        await hand.says("/finalisasi")
        await hand.hears("Finalisasi")
        await hand.taps("Lanjut finalisasi")
        await hand.hears("ketik kode instansi")
        await hand.says(invented.KODE)
        await hand.hears("pekerja terkunci")
        await hand.says("/sptjm")
        await hand.hears("Suratnya belum dicetak")
        await hand.taps("Buat surat")
        await hand.hears("Nama yang menandatangani")
        await hand.says("Dr. Contoh Prasetyo, M.Si.")
        await hand.hears("NIP yang menandatangani")
        await hand.says("19680512 199303 1 004")
        await hand.hears("Jabatan yang menandatangani")
        await hand.says("Kepala Dinas Pendidikan Kabupaten Bogor")
        await hand.hears("Pangkat dan golongan")
        await hand.taps("Tanpa pangkat")
        await hand.hears("Tempat penandatanganan")
        await hand.says("Cibinong")
        await hand.hears("Periksa sebelum surat dicetak")
        await hand.taps("Cetak surat")
        await hand.hears("Cetak, beri meterai")
        await hand.says("/sptjm")
        await hand.hears("Berikutnya: unggah")
        await hand.taps("Unggah surat bertanda tangan")
        await hand.hears("yang sudah ditandatangani")
        await hand.sends("sptjm", photo=False)
        await hand.hears("capnya terbaca?")
        await hand.taps("Pakai berkas ini")
        await hand.hears("Apakah ini surat nomor")
        await hand.taps("Ya, arsipkan")
        await hand.hears("sudah diarsipkan")


async def _adds_an_instansi(phone: Phone, album: Album) -> None:
    """Ratna: kode and name, then the invite for its admin."""
    await phone.opens_as("Ratna Kusuma")
    await phone.hears("Undangan diterima", "petugas pusat")
    await phone.says("/pusat")
    await phone.hears("Meja pusat", "1 terbuka", "1 final")
    await album.keep_step(phone.page, "pusat-meja")
    await phone.taps("Tambah instansi")
    await phone.hears("Kode instansi baru")
    await phone.says(NEW[0])
    await phone.hears("Nama instansi")
    await phone.says(NEW[1])
    await phone.hears(f"{NEW[1]} ({NEW[0]}) sekarang ikut pendataan")
    await album.keep_step(phone.page, "pusat-tambah")
    await phone.taps("Undang admin")
    await phone.hears("Belum ada siapa pun")
    await phone.taps("Undang")
    await phone.hears("Untuk tugas apa?")
    await phone.taps("Admin")
    await phone.hears("Ketik sebutan untuk orang itu")
    await phone.says("Pak Yudi, Dinkes")
    await phone.has_heard("Undangan siap", "jangan ke grup")
    await phone.has_heard("Anda diundang menjadi admin Dinas Kesehatan")
    await album.keep_step(phone.page, "pusat-undangan")


async def _sets_the_deadline(phone: Phone, album: Album) -> None:
    """Ratna: found by a part of its name, it gets a last day, which is read once more before it counts."""
    last = today_wib(bootstrap.now()) + timedelta(days=30)
    await phone.says("/pusat")
    await phone.hears("Meja pusat", "2 terbuka")
    await phone.taps("Daftar instansi")
    await phone.hears("Instansi (3)", "final")
    await album.keep_step(phone.page, "pusat-daftar")
    await phone.taps(f"{NEW[1]} ({NEW[0]})")
    await phone.hears("Pendataan terbuka", "Tanpa batas waktu")
    await phone.taps("Batas waktu")
    await phone.hears("Sampai tanggal berapa?")
    await phone.says(f"{last:%d-%m-%Y}")
    await phone.hears(f"Menjadi: {format_date(last)} pukul 24.00 WIB")
    await album.keep_step(phone.page, "pusat-batas")
    await phone.taps("Tetapkan")
    await phone.hears(f"sekarang: {format_date(last)}")


async def _opens_again(phone: Phone, album: Album) -> None:
    """Ratna: a reason and the kode; then the SPTJM no longer counts, and Agus hears why."""
    await phone.says(f"/pusat {invented.KODE}")
    await phone.hears("Final: difinalisasi", "SPTJM sudah diunggah")
    await album.keep_step(phone.page, "pusat-instansi")
    await phone.taps("Buka kembali")
    await phone.hears("Mengapa?")
    await phone.says(REASON)
    await phone.hears("SPTJM yang sudah ada tidak berlaku lagi", "ketik kode instansinya")
    await album.keep_step(phone.page, "pusat-buka")
    await phone.says(invented.KODE)
    await phone.hears("dibuka kembali", "Adminnya diberi tahu")
    await phone.comes_back_as(AGUS)
    await phone.has_heard("dibuka kembali", REASON)
    await album.keep_step(phone.page, "pusat-dibuka")
    await phone.says("/instansi")
    await phone.has_heard("Pendataan dibuka")


async def _looks_at_the_nation(phone: Phone, album: Album) -> None:
    """Ratna: all instansi in one picture, and each of them in words."""
    await phone.comes_back_as(RATNA)
    await phone.says("/pusat")
    await phone.hears("Meja pusat", "3 terbuka")
    await phone.taps("Rekap nasional")
    await phone.hears("Rekap pendataan", "3 instansi: 0 sudah difinalisasi, 2 belum mendaftarkan pekerja")
    await expect(phone.last.locator("img")).to_be_visible(timeout=PATIENCE)
    await album.keep_step(phone.page, "pusat-rekap")
    await phone.taps("Per instansi")
    await phone.hears("1 instansi sudah mendaftarkan pekerja", f"{invented.INSTANSI}: ")
