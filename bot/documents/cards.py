"""The two cards that a worker prints and keeps: one once the account is made, one once the pendataan is ended.

What is the same on every card of a kind is made once a process (`card_page`); a card then costs its texts, its QR code
and the copying of its photo (`card_front`).

The NIK is masked although the cards are their owner's: printed cards get photographed and passed on, and whoever checks
one compares name, photo and the digits that remain.
"""

from dataclasses import dataclass

from bot.documents.card_data import Entry
from bot.documents.card_front import Front, PhotoError, draw_card
from bot.documents.card_words import ACCOUNT, FINISHED
from bot.rules.nik import masked

__all__ = ["AccountCard", "PendataanCard", "PhotoError", "account_card", "pendataan_card"]


@dataclass(frozen=True, slots=True)
class AccountCard:
    """What is written on a card, each as a person shall read it ("7 Maret 1990", "17.00 WIB").

    `nik` may be whole or masked already; the card shows it masked.
    """

    nomor_registrasi: str
    nama: str
    nik: str
    tempat_lahir: str
    tanggal_lahir: str
    instansi: str
    unit_kerja: str
    jabatan: str
    jenis: str
    dibuat: str
    langkah: str = "Buka chat asisten di Telegram, lalu kirim /masuk untuk melengkapi data Anda."


@dataclass(frozen=True, slots=True)
class PendataanCard:
    """What is written on the card of somebody who ended the pendataan, each as a person shall read it.

    `nik` may be whole or masked already; `masa_kerja` is in words ("4 tahun 5 bulan, sampai 31 Desember 2021"),
    `riwayat` how many entries the Riwayat Pekerjaan has, `diakhiri` the moment ("7 Maret 2026 pukul 17.00 WIB").
    """

    nomor_registrasi: str
    nama: str
    nik: str
    tempat_lahir: str
    tanggal_lahir: str
    jenis: str
    instansi: str
    unit_kerja: str
    jabatan: str
    pendidikan: str
    masa_kerja: str
    riwayat: int
    diakhiri: str
    langkah: str = "Tunggu pemeriksaan instansi Anda. Kirim /status untuk melihat hasilnya."


def account_card(card: AccountCard, photo: bytes, link: str) -> bytes:
    """Draw the Kartu Informasi Akun; photo, link and what is raised are those of `draw_card`."""
    front = Front(card.nomor_registrasi, _person(card), f"Akun dibuat {card.dibuat}", card.langkah)
    return draw_card(ACCOUNT, front, photo, link)


def pendataan_card(card: PendataanCard, photo: bytes, link: str) -> bytes:
    """Draw the Kartu Pendataan Non ASN; photo, link and what is raised are those of `draw_card`."""
    entries = (
        *_person(card),
        Entry("Pendidikan terakhir", card.pendidikan),
        Entry("Masa kerja", card.masa_kerja),
        Entry("Jumlah riwayat", f"{card.riwayat} riwayat pekerjaan"),
    )
    front = Front(card.nomor_registrasi, entries, f"Pendataan diakhiri {card.diakhiri}", card.langkah)
    return draw_card(FINISHED, front, photo, link)


def _person(card: AccountCard | PendataanCard) -> tuple[Entry, ...]:
    born = card.tanggal_lahir.replace(" ", "\u00a0")
    return (
        Entry("Nomor registrasi", card.nomor_registrasi, head=19),
        Entry("Nama", card.nama, head=15),
        Entry("NIK", masked(card.nik)),
        Entry("Tempat, tanggal lahir", f"{card.tempat_lahir}, {born}"),
        Entry("Jenis", card.jenis),
        Entry("Instansi", card.instansi),
        Entry("Unit kerja", card.unit_kerja),
        Entry("Jabatan", card.jabatan),
    )
