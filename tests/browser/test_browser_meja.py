"""The rest of an instansi's desk on a phone: colleagues, proposals, a search, a transfer and an announcement."""

from typing import Final

from playwright.async_api import expect

from bot.playground import invented
from tests.browser.album import Album
from tests.browser.hand import Hand, identify
from tests.browser.phone import PATIENCE, Phone, facts_of
from tests.browser.rehearsed import Playground

RINA, AGUS, NITA = 1003, 1005, 1012
WORK: Final = {"Jabatan": "Perawat", "Unit Kerja": "Poliklinik Contoh", "Tanggal Mulai": "02-01-2018"}
"""What the other instansi knows of Siti's work there."""


async def test_an_admin_works_at_the_desk(phone: Phone, playground: Playground, album: Album) -> None:
    """Each thing that waits is decided on, whom it concerns hears of it, and nobody leaves the chat for it."""
    await _rina_proposes_herself(playground)
    await _opens_the_desk(phone, album)
    await _invites_an_operator(phone, album)
    await _registers_who_asked(phone, album)
    await _finds_somebody(phone, album)
    await _another_instansi_asks_for_siti(phone, playground)
    await _lets_her_go(phone, album)
    await _announces(phone, album)


async def _rina_proposes_herself(playground: Playground) -> None:
    """Rina, whom no instansi registered."""
    await identify(playground, RINA, "Rina Marlina")
    async with Hand.of(playground, RINA) as hand:
        await hand.hears("Anda Belum Didaftarkan")
        await hand.taps("Usulkan ke instansi")
        await hand.hears("Di instansi mana Anda bekerja?")
        await hand.says("pendidikan")
        await hand.hears("Pilih instansi Anda")
        await hand.taps(invented.INSTANSI)
        await hand.hears("Usulan tercatat")


async def _opens_the_desk(phone: Phone, album: Album) -> None:
    """Agus: what waits stands above what may be begun; the template comes with a tap."""
    await phone.opens_as("Agus Hidayat")
    await phone.hears("Undangan diterima")
    await phone.says("/instansi")
    await phone.hears("Pendataan dibuka", "Usulan pekerja (1)")
    await album.keep_step(phone.page, "instansi-meja")
    await phone.says("/templat")
    await phone.hears("Templat impor", "lembar Petunjuk")
    await expect(phone.last.locator("a.file")).to_contain_text("xlsx", timeout=PATIENCE)
    await album.keep_step(phone.page, "instansi-templat")


async def _invites_an_operator(phone: Phone, album: Album) -> None:
    """Agus: the invite is a message of its own, to be passed on as it is."""
    await phone.says("/staf")
    await phone.hears("Anda: admin")
    await phone.taps("Undang")
    await phone.hears("Untuk tugas apa?")
    await phone.taps("Operator")
    await phone.hears("Ketik sebutan untuk orang itu")
    await phone.says("Bu Sri, TU")
    await phone.has_heard("Undangan siap", "jangan ke grup")
    await phone.has_heard("Anda diundang menjadi operator", "Hanya untuk satu orang")
    await album.keep_step(phone.page, "instansi-undangan")


async def _registers_who_asked(phone: Phone, album: Album) -> None:
    """Agus: Terima takes over what Rina typed; only her work is asked; and she hears of it."""
    await phone.says("/usulan")
    await phone.hears("Usulan U-000001", "Rina Marlina", "belum terdaftar di instansi mana pun")
    await album.keep_step(phone.page, "instansi-usulan")
    await phone.taps("Terima")
    for asked, said in (
        ("Jabatan", "Pustakawan"),
        ("Unit Kerja", "SMP Negeri Contoh 1"),
        ("Tanggal Mulai", "02-01-2018"),
    ):
        await phone.hears(asked)
        await phone.says(said)
    await phone.hears("Periksa dulu", "Rina Marlina", "Pustakawan")
    await album.keep_step(phone.page, "instansi-tambah")
    await phone.taps("Daftarkan")
    await phone.hears("Pekerja terdaftar")
    await phone.comes_back_as(RINA)
    await phone.hears("Instansi sudah mendaftarkan Anda")
    await phone.comes_back_as(AGUS)


async def _finds_somebody(phone: Phone, album: Album) -> None:
    """Agus: a name with a typing error still finds its worker, and the card says where they stand."""
    await phone.says("/cari")
    await phone.hears("Cari pekerja", "Salah ketik sedikit tidak apa-apa")
    await phone.says("mega setiawn")
    await phone.hears("cocok dengan", "Mega Setiawan")
    await album.keep_step(phone.page, "instansi-cari")
    await phone.taps_on("Mega Setiawan")
    await phone.hears("Riwayat pekerjaan", "Keadaan:")
    await album.keep_step(phone.page, "instansi-pekerja")


async def _another_instansi_asks_for_siti(phone: Phone, playground: Playground) -> None:
    """Nita: her NIK is registered elsewhere, so that a transfer is asked for."""
    siti = facts_of("Siti Aminah")
    await phone.opens_as("Nita Anggraini")
    await phone.hears("Undangan diterima")
    async with Hand.of(playground, NITA) as hand:
        await hand.says("/tambah")
        await hand.hears("Ketik 16 angka")
        await hand.says(siti["NIK"])
        await hand.hears("terdaftar di instansi lain")
        await hand.taps("Minta mutasi")
        known = (("Nama Lengkap", "Nama"), ("Tempat Lahir", "Tempat lahir"), ("Tanggal Lahir", "Tanggal lahir"))
        for asked, said in (*((asked, siti[label]) for asked, label in known), *WORK.items()):
            await hand.hears(asked)
            await hand.says(said)
        await hand.hears("Periksa dulu")
        await hand.taps("Minta mutasi")
        await hand.hears("Mutasi diminta")


async def _lets_her_go(phone: Phone, album: Album) -> None:
    """Agus: who asks for whom and what follows; only the typed word lets go."""
    await phone.comes_back_as(AGUS)
    await phone.hears("Ada permintaan mutasi")
    await phone.says("/mutasi")
    await phone.hears("Instansi lain meminta dari Anda")
    await phone.taps_on("Putuskan: Siti Aminah")
    await phone.hears("meminta pekerja Anda", "Bila dilepas")
    await album.keep_step(phone.page, "instansi-mutasi")
    await phone.taps("Lepas")
    await phone.hears("Ketik LEPAS")
    await phone.says("LEPAS")
    await phone.hears("sudah dilepas")
    await phone.comes_back_as(NITA)
    await phone.hears("Mutasi disetujui", "Siti Aminah")
    await phone.comes_back_as(AGUS)


async def _announces(phone: Phone, album: Album) -> None:
    """Agus: the announcement as it will look, and to how many it goes, before it goes."""
    await phone.says("/umumkan")
    await phone.hears("Kepada siapa?")
    await phone.taps("Belum mengakhiri (22)")
    await phone.hears("Isi pengumuman")
    await phone.says("Batas unggah SK hari Jumat pukul 16.00 WIB.")
    await phone.hears("Begini pengumuman itu akan terlihat", "Pengumuman dari Dinas Pendidikan")
    await album.keep_step(phone.page, "instansi-umumkan")
    await phone.taps("Kirim")
    await phone.has_heard("Pengumuman dikirim kepada 22 pekerja")
