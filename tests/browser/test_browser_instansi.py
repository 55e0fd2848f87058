"""An instansi's whole pendataan on a phone: from a roster with mistakes to the signed SPTJM in the archive.

Tono imports, Lilis and Hadi verify, Agus finalises and answers for it: as people do who share the work. From
finalisasi on, how far its workers are told comes in between, so that the newest turn need not be the answer.
"""

import re
from typing import Final

from playwright.async_api import expect
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from bot.playground import invented
from tests.browser.album import Album
from tests.browser.phone import PATIENCE, Phone

AGUS, TONO, LILIS, HADI = 1005, 1009, 1010, 1011
WAITING: Final = 14
"""Finished workers of the playground's crowd; 12 were approved before."""
MISTAKES: Final = {3: "NIK", 4: "Tanggal Lahir", 6: "Jabatan"}
"""The sheet's rows that are wrong, and the column of which each reason speaks."""
PEOPLE: Final = 65
APPROVED: Final = 25
SIGNER: Final = {
    "Nama": "Dr. Contoh Prasetyo, M.Si.",
    "NIP": "19680512 199303 1 004",
    "Jabatan": "Kepala Dinas Pendidikan Kabupaten Bogor",
    "Pangkat dan golongan": "Pembina Utama Muda, IV/c",
    "Tempat": "Cibinong",
}
"""Who signs: what the chat asks, and the answer."""


async def test_an_instansi_goes_from_import_to_sptjm(phone: Phone, album: Album) -> None:
    """Five rows come in, fourteen workers are decided on, and the letter that is signed counts those approved."""
    await _imports_what_is_right(phone, album)
    await _mends_the_rest(phone)
    await _decides_together(phone, album)
    await _looks_at_the_figures(phone, album)
    await _finalises(phone, album)
    letter = await _prints_the_letter(phone, album)
    await _archives_what_was_signed(phone, album, letter)


async def _imports_what_is_right(phone: Phone, album: Album) -> None:
    """Tono: two rows load; three come back in his own workbook, each with its reason at the end of the row."""
    await phone.opens_as("Tono Wijaya")
    await phone.hears("Undangan diterima", "operator Dinas Pendidikan")
    await phone.says("/instansi")
    await phone.hears(invented.INSTANSI, "Pendataan dibuka")
    await album.keep_step(phone.page, "instansi-operator")
    await phone.taps("Impor")
    await phone.hears("Impor daftar pekerja")
    await album.keep_step(phone.page, "instansi-impor")
    await phone.sends("Daftar pegawai, xlsx: 3 dari 5 baris salah", by="berkas")
    await phone.has_heard("3 baris menunggu perbaikan", "2 baris masuk")
    await phone.hears("Impor terakhir", "3 menunggu perbaikan")
    await phone.looks_back_at("3 baris menunggu perbaikan")
    await album.keep_step(phone.page, "instansi-perbaikan")
    rows = CalamineWorkbook.from_filelike(await phone.opens_file()).get_sheet_by_index(0).to_python()
    reasons = {number: str(row[-1]) for number, row in enumerate(rows, 1) if number > 1 and row[-1]}
    assert reasons.keys() == MISTAKES.keys()
    assert all(MISTAKES[number] in reason for number, reason in reasons.items())


async def _mends_the_rest(phone: Phone) -> None:
    """Tono: the mended workbook brings in the three; what was in already is not doubled, and nothing is left."""
    await phone.sends("Daftar pegawai, xlsx: sudah diperbaiki", by="berkas")
    await phone.has_heard("Impor selesai", "3 baris masuk", "2 sudah ada dan sama")
    await phone.hears("Impor terakhir", "0 menunggu perbaikan")
    await phone.says("/rekap")
    await phone.hears("Rekap pendataan")
    await phone.taps("Per unit kerja")
    await phone.hears("unit kerja, yang paling tertinggal lebih dahulu")


async def _decides_together(phone: Phone, album: Album) -> None:
    """Lilis and Hadi: never the same card; one is given back with reasons, all others are approved, until none wait."""
    await phone.opens_as("Lilis Suryani")
    await phone.hears("Undangan diterima", "verifikator Dinas Pendidikan")
    await phone.says("/verifikasi")
    await phone.hears(f"Menunggu: {WAITING} pekerja")
    await album.keep_step(phone.page, "instansi-kartu")
    hers = await _number(phone)
    await phone.opens_as("Hadi Prasetyo")
    await phone.hears("Undangan diterima")
    await phone.says("/verifikasi")
    await phone.hears("Menunggu:", "Unit kerja:")
    assert await _number(phone) != hers
    await phone.taps("Setujui")
    await phone.hears(f"Menunggu: {WAITING - 1} pekerja")

    await phone.comes_back_as(LILIS)
    await phone.hears(hers)
    await phone.taps("Lihat berkas")
    await expect(phone.page.locator("#log .turn.bot .pictures.many img").first).to_be_visible(timeout=PATIENCE)
    await phone.hears(hers)
    await phone.taps("Kembalikan")
    await phone.hears("Apa yang harus diperbaiki?")
    await phone.taps("☐ SK tidak sesuai")
    await expect(phone.last.get_by_role("button", name="☑ SK tidak sesuai")).to_be_visible(timeout=PATIENCE)
    await album.keep_step(phone.page, "instansi-kembalikan")
    await phone.taps("Kirim")
    for left in range(WAITING - 2, 1, -1):
        await phone.hears(f"Menunggu: {left} pekerja")
        await phone.taps("Setujui")
    await phone.hears("1 pekerja yang menunggu sedang diperiksa verifikator lain")
    await phone.comes_back_as(HADI)
    await phone.hears("Unit kerja:")
    await phone.taps("Setujui")
    await phone.hears("Semua sudah selesai")


async def _looks_at_the_figures(phone: Phone, album: Album) -> None:
    """Agus: how far everybody is, as a picture and in words."""
    await phone.opens_as("Agus Hidayat")
    await phone.hears("Undangan diterima", "admin Dinas Pendidikan")
    await phone.says("/rekap")
    await phone.hears(f"{PEOPLE} pekerja", f"Disetujui: {APPROVED}", "Selesai, menunggu verifikasi: 0")
    await expect(phone.last.locator("img")).to_be_visible(timeout=PATIENCE)
    await album.keep_step(phone.page, "instansi-rekap")
    await phone.taps("Per unit kerja")
    await phone.hears("unit kerja, yang paling tertinggal lebih dahulu", "SD Negeri Contoh 1")
    await album.keep_step(phone.page, "instansi-rekap-unit")


async def _finalises(phone: Phone, album: Album) -> None:
    """Agus: whom it would leave out, by name; a wrong code locks nothing, the right one does."""
    await phone.says("/finalisasi")
    await phone.hears(f"ikut pendataan: {APPROVED} pekerja", f"bila difinalisasi sekarang: {PEOPLE - APPROVED} pekerja")
    await phone.hears("Dikembalikan untuk diperbaiki: 5", "belum diperbaiki pekerja")
    await album.keep_step(phone.page, "instansi-finalisasi")
    await phone.taps("Lanjut finalisasi")
    await phone.hears("tidak bisa Anda batalkan")
    await phone.says("ya")
    await phone.hears("bukan kode instansi", "Belum ada yang terkunci")
    await album.keep_step(phone.page, "instansi-kode")
    await phone.says(invented.KODE)
    await phone.has_heard("sudah difinalisasi", f"ikut pendataan: {APPROVED} pekerja")


async def _prints_the_letter(phone: Phone, album: Album) -> str:
    """Agus: who signs, and the letter with its number, its count and the names; gives the number."""
    await phone.taps("SPTJM")
    await phone.has_heard("Suratnya belum dicetak", "Sidik jari daftar")
    await phone.taps("Buat surat")
    for asked, said in SIGNER.items():
        await phone.has_heard(f"{asked} yang menandatangani" if asked != "Tempat" else "Tempat penandatanganan")
        await phone.says(said)
    await phone.has_heard("Periksa sebelum surat dicetak", *SIGNER.values())
    await album.keep_step(phone.page, "instansi-penandatangan")
    await phone.taps("Cetak surat")
    told = await phone.has_heard("siap", "Cetak, beri meterai")
    pdf = await phone.opens_file()
    album.keep_sheet(pdf.getvalue(), "instansi-sptjm")
    written = "\n".join(page.extract_text() for page in PdfReader(pdf).pages)
    assert all(said in written for said in (*SIGNER.values(), invented.INSTANSI, str(APPROVED)))
    number = re.search(r"SPTJM-\d+", await told.inner_text())
    assert number is not None
    assert number[0] in written
    return number[0]


async def _archives_what_was_signed(phone: Phone, album: Album, letter: str) -> None:
    """Agus: the signed letter comes back as a PDF, and with it in the archive the instansi is final."""
    await phone.taps("SPTJM")
    await phone.has_heard(f"Surat {letter} dicetak")
    await phone.taps("Unggah surat bertanda tangan")
    await phone.has_heard("Kirim PDF hasil scan")
    await phone.sends("SPTJM bertanda tangan, PDF 300 KB", by="berkas")
    await phone.has_heard("Lihat dulu: apakah tanda tangan, meterai, dan capnya terbaca?")
    await album.keep_step(phone.page, "instansi-unggah")
    await phone.taps("Pakai berkas ini")
    await phone.has_heard(f"Apakah ini surat nomor {letter}")
    await phone.taps("Ya, arsipkan")
    await phone.has_heard(f"{letter} sudah diarsipkan")
    await phone.says("/instansi")
    await phone.has_heard("Pendataan final")
    await album.keep_step(phone.page, "instansi-final")


async def _number(phone: Phone) -> str:
    """The registration number on the card that is shown."""
    found = re.search(r"NA-[\d-]+\d", await phone.last.inner_text())
    assert found is not None
    return found[0]
