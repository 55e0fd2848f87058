"""Dewi, whose nomor KK her instansi does not know: through the helpdesk, Dukcapil and a consent to her account.

Three people take turns on one phone: Dewi, Maya of the helpdesk, and Agus of her instansi.
"""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.async_api import expect

from tests.browser.album import Album
from tests.browser.hand import complete, identify
from tests.browser.phone import PATIENCE, Phone, facts_of
from tests.browser.rehearsed import Playground

DEWI, AGUS, MAYA = 1004, 1005, 1006
NAME = "Dewi Lestari"
STORY = "KK saya baru terbit bulan Januari, karena suami saya sekarang kepala keluarga."


async def test_dewi_is_helped_to_her_account(phone: Phone, playground: Playground, album: Album) -> None:
    """From Data Tidak Sesuai over Dukcapil and the instansi's consent to the account; each hears what concerns them."""
    await _asks_for_help(phone, playground)
    await _is_welcomed(phone)
    await _takes_the_ticket(phone, album)
    await _is_asked_and_answers(phone, album)
    await _asks_dukcapil(phone, album)
    await _notes_what_came_back(phone, album)
    await _consents(phone, album)
    await _goes_on_where_she_was(phone, playground, album)
    await _solves_and_counts(phone, album)


async def _asks_for_help(phone: Phone, playground: Playground) -> None:
    """Dewi: what she typed goes along, so that nothing is to be typed again."""
    await identify(playground, DEWI, NAME)
    await phone.comes_back_as(DEWI)
    await phone.hears("Data Tidak Sesuai", "Nomor Kartu Keluarga berbeda")
    await phone.taps("Hubungi Helpdesk")
    await phone.hears("Tiket helpdesk tercatat", "T-000001")


async def _is_welcomed(phone: Phone) -> None:
    """Agus and Maya open their invites."""
    await phone.opens_as("Agus Hidayat")
    await phone.hears("Undangan diterima", "admin Dinas Pendidikan")
    await phone.opens_as("Maya Putri")
    await phone.hears("Undangan diterima", "petugas helpdesk")


async def _takes_the_ticket(phone: Phone, album: Album) -> None:
    """Maya: the queue names nobody; the ticket says which fields differ; the identity only once it is opened."""
    facts = facts_of(NAME)
    await phone.says("/tiket")
    await phone.hears("Meja helpdesk", "T-000001: NIK, KK, atau nama tidak sesuai")
    await album.keep_step(phone.page, "helpdesk-meja")
    await phone.taps("Ambil yang terlama")
    await phone.hears("Tiket T-000001", "ditangani", "Beda dengan data instansi: Nomor KK")
    await expect(phone.page.locator("#log")).not_to_contain_text(facts["NIK"])
    await album.keep_step(phone.page, "helpdesk-tiket")
    await phone.taps("Buka identitas")
    await phone.hears(facts["NIK"], f"{facts['Nomor KK']} (beda, terdaftar 3201010101150004)", "Kabupaten Bogor")
    await album.keep_step(phone.page, "helpdesk-identitas")
    await phone.taps("Kembali ke tiket")


async def _is_asked_and_answers(phone: Phone, album: Album) -> None:
    """A question of Maya's reaches Dewi's chat, Dewi's answer Maya's, and both stay on the ticket."""
    await phone.hears("Tiket T-000001")
    await phone.taps("Balas")
    await phone.hears("pilih templat")
    await album.keep_step(phone.page, "helpdesk-balas")
    await phone.taps("Periksa nomor KK")
    await phone.hears("sudah terkirim ke chat pekerja")

    await phone.comes_back_as(DEWI)
    await phone.hears("Balasan helpdesk, tiket T-000001", "nomor itu berubah ketika kepala keluarga berganti")
    await album.keep_step(phone.page, "helpdesk-pekerja")
    await phone.taps("Balas")
    await phone.hears("Balas tiket T-000001")
    await phone.says(STORY)
    await phone.hears("sudah terkirim")

    await phone.comes_back_as(MAYA)
    await phone.hears("Balasan pekerja, tiket T-000001", STORY)
    await phone.taps("Buka tiket")
    await phone.hears("Tiket T-000001")
    await phone.taps("Baca percakapan")
    await phone.hears("helpdesk: Mohon periksa nomor Kartu Keluarga", f"pekerja: {STORY}")
    await album.keep_step(phone.page, "helpdesk-percakapan")
    await phone.taps("Kembali ke tiket")


async def _asks_dukcapil(phone: Phone, album: Album) -> None:
    """Maya: the message in Dukcapil's form, and a link that opens WhatsApp with it; Dewi hears that it was sent."""
    facts = facts_of(NAME)
    form = f"#{facts['NIK']} #{NAME} #{facts['Nomor KK']} #+6281234567804 #Nomor KK tidak sesuai"
    await phone.hears("Tiket T-000001")
    await phone.taps("Eskalasi ke Dukcapil")
    await phone.hears("Apa masalahnya?")
    await phone.taps("Nomor KK tidak sesuai")
    await phone.hears("Pesan untuk Dukcapil", form, "08118005373", "1500537")
    link = await phone.last.get_by_role("link", name="buka, pesannya sudah terisi").get_attribute("href")
    assert link is not None
    assert urlsplit(link).hostname == "wa.me"
    assert parse_qs(urlsplit(link).query)["text"][0].splitlines()[-1] == form
    await album.keep_step(phone.page, "helpdesk-eskalasi")
    await phone.taps("Sudah dikirim lewat WhatsApp")
    await phone.hears("menunggu Dukcapil", "tiga hari")
    await phone.comes_back_as(DEWI)
    await phone.hears("masalah Anda sudah diteruskan ke Dukcapil")


async def _notes_what_came_back(phone: Phone, album: Album) -> None:
    """Maya: Dukcapil's answer stays on the ticket, and the correction that it confirms goes to the instansi."""
    await phone.comes_back_as(MAYA)
    await phone.taps("Kembali ke tiket")
    await phone.hears("Keadaan: menunggu Dukcapil")
    await phone.taps("Catat jawaban Dukcapil")
    await phone.hears("Tulis atau tempel jawaban")
    await phone.says(facts_of("Maya Putri")["Jawaban Dukcapil"])
    await phone.hears("Jawaban Dukcapil tercatat")
    await album.keep_step(phone.page, "helpdesk-jawaban")
    await phone.taps("Kembali ke tiket")
    await phone.hears("Keadaan: ditangani")
    await phone.taps("Minta koreksi data")
    await phone.hears("Data mana yang diperbaiki?")
    await phone.taps("Nomor KK")
    await phone.hears("Ketik isi yang benar menurut Dukcapil")
    await album.keep_step(phone.page, "helpdesk-koreksi")
    await phone.says(facts_of(NAME)["Nomor KK"])
    await phone.hears("Admin instansi sudah diminta menyetujui koreksi")


async def _consents(phone: Phone, album: Album) -> None:
    """Agus: what is changed and to what; his Setuju changes it."""
    await phone.comes_back_as(AGUS)
    await phone.hears("meminta persetujuan instansi Anda")
    await phone.taps("Lihat koreksi")
    await phone.hears(NAME, "Nomor Kartu Keluarga: 3201010101150004 menjadi 3201010101220004")
    await album.keep_step(phone.page, "helpdesk-persetujuan")
    await phone.taps("Setuju")
    await phone.hears("Anda menyetujui koreksi itu", "pekerja sudah diberi tahu")


async def _goes_on_where_she_was(phone: Phone, playground: Playground, album: Album) -> None:
    """Dewi: Perbaiki compares what she typed once more, and it agrees now; so she makes her account."""
    await phone.comes_back_as(DEWI)
    await phone.hears("Data Anda sudah diperbaiki", "Instansi Anda menyetujui perbaikan Nomor Kartu Keluarga")
    await album.keep_step(phone.page, "helpdesk-perbaiki")
    await phone.taps("Perbaiki")
    await phone.hears("Langkah 2 dari 3", "Password")
    await complete(playground, DEWI, NAME)
    await phone.hears("Akun Anda sudah jadi", "Nomor registrasi: NA-")


async def _solves_and_counts(phone: Phone, album: Album) -> None:
    """Maya: told of the consent, she looks at the figures and solves the ticket; Dewi hears why."""
    await phone.comes_back_as(MAYA)
    await phone.hears("Instansi menyetujui koreksi pada tiket T-000001")
    await phone.says("/angka")
    await phone.hears("Tiket terbuka", "NIK, KK, atau nama tidak sesuai: 1 terbuka; dijawab")
    await expect(phone.last.locator("img")).to_be_visible(timeout=PATIENCE)
    await album.keep_step(phone.page, "helpdesk-angka")
    await phone.taps("Unduh xlsx")
    await expect(phone.last.locator("a.file")).to_contain_text(re.compile(r"angka-helpdesk\.xlsx"), timeout=PATIENCE)
    await phone.taps("Buka tiket")
    await phone.hears("Semua yang disebut pekerja cocok dengan data instansi.")
    await phone.taps("Selesai")
    await phone.hears("Mengapa selesai?")
    await album.keep_step(phone.page, "helpdesk-selesai")
    await phone.taps("Data sudah benar")
    await phone.hears("Tiket T-000001 selesai")
    await phone.comes_back_as(DEWI)
    await phone.hears("Tiket T-000001 selesai", "Data Anda sudah benar sekarang", "14 hari")
