"""The other invented people: whom nobody registered, whose KK differs, and who was invited to the staff."""

import re

from playwright.async_api import expect

from tests.browser.phone import QUESTIONS, Phone, facts_of
from tests.browser.rehearsed import Playground

RINA = 1003
DEWI = 1004


async def test_the_others_are_helped_on(phone: Phone, playground: Playground) -> None:
    """Rina's proposal and Dewi's ticket get a number each, and Agus is greeted as the admin he was invited to be."""
    await _identifies(phone, playground, "Rina Marlina", RINA)
    await phone.hears("Anda Belum Didaftarkan oleh Admin Instansi")
    await phone.taps("Usulkan ke instansi")
    await phone.hears("Di instansi mana Anda bekerja?")
    await phone.says("pendidikan")
    await phone.hears("Pilih instansi Anda")
    await phone.taps("Dinas Pendidikan Kabupaten Bogor (contoh)")
    await phone.hears("Usulan tercatat", "Dinas Pendidikan Kabupaten Bogor (contoh)")
    await expect(phone.last).to_contain_text(re.compile(r"U-\d{6}"))

    await _identifies(phone, playground, "Dewi Lestari", DEWI)
    await phone.hears("Data Tidak Sesuai", "Nomor Kartu Keluarga berbeda")
    await phone.taps("Hubungi Helpdesk")
    await phone.hears("Tiket helpdesk tercatat", "1500537")
    await expect(phone.last).to_contain_text(re.compile(r"T-\d{6}"))

    await phone.opens_as("Agus Hidayat")
    await phone.hears("Undangan diterima", "Anda sekarang admin Dinas Pendidikan Kabupaten Bogor (contoh)")


async def _identifies(phone: Phone, playground: Playground, name: str, person: int) -> None:
    """Langkah 1 without a mistake."""
    facts = facts_of(name)
    await phone.opens_as(name)
    await phone.agrees()
    await phone.answers(*(facts[label] for label in QUESTIONS), to=1)
    await phone.says(await playground.captcha(person))
