"""The desk of an instansi: its menu by role, a second instansi, and where the pendataan stands."""

from datetime import timedelta

import pytest

from storage import staff
from storage.models.staff import Staff
from storage.staff import Role
from tests.chat import Chat
from tests.house import DINAS, DINAS_NAME, SARI, House

OFFICE = 501


def works(house: House, role: str, kode: str = DINAS, person: int = OFFICE) -> Chat:
    """Somebody who works for an instansi."""
    instansi = house.opens(kode)
    house.session.add(Staff(person=person, role=role, instansi_id=instansi.id, granted_at=house.now))
    house.session.flush()
    assert Role(role, instansi.id) in staff.roles_of(house.session, person)
    return Chat(house, person)


@pytest.mark.parametrize(
    ("role", "may", "may_not"),
    [
        ("admin", {"impor", "tambah", "cari", "rekap", "umumkan", "finalisasi", "sptjm", "staf"}, {"verifikasi"}),
        ("operator", {"impor", "tambah", "cari", "rekap", "ekspor"}, {"umumkan", "finalisasi", "sptjm", "staf"}),
        ("verifier", {"cari", "rekap", "verifikasi"}, {"impor", "tambah", "finalisasi", "staf"}),
    ],
)
def test_each_role_finds_its_own_desk(house: House, role: str, may: set[str], may_not: set[str]) -> None:
    """The menu offers what one may do, and what waits only while it does."""
    house.registers(SARI, status="selesai")
    chat = works(house, role).says("/start").taps("button.instansi").hears("say.meja").sees(DINAS_NAME, DINAS)
    here = {button.code.removeprefix("button.") for button in chat.buttons}
    assert may <= here
    assert not may_not & here


def test_whoever_works_nowhere_is_told_what_everybody_hears(house: House) -> None:
    """There is no desk for a worker."""
    Chat(house, 77).says("/instansi").hears("say.bukan_tugas").taps("button.menu").hears("say.menu_new")


def test_one_person_works_for_two_instansi(house: House) -> None:
    """They choose; the kode of a third one changes nothing."""
    house.opens("DINKES", "Dinas Kesehatan Contoh")
    works(house, "admin")
    chat = works(house, "verifier", "DINKES").says("/instansi").hears("say.meja").sees(DINAS_NAME)
    chat.taps("button.ganti_instansi").hears("say.pilih_instansi").taps("button.pilih_instansi", "Kesehatan")
    chat.sees("Dinas Kesehatan Contoh").says("/instansi").sees("Dinas Kesehatan Contoh")
    house.opens("LAIN", "Dinas Lain")
    chat.says("/instansi LAIN").sees("Dinas Kesehatan Contoh")


def test_the_desk_tells_where_the_pendataan_stands(house: House) -> None:
    """Open without a deadline, until a day, closed, finalised."""
    chat = works(house, "admin").says("/instansi").sees("tanpa batas waktu")
    house.ends_on(house.now.date() + timedelta(days=3))
    chat.says("/instansi").sees("Pendataan dibuka sampai")
    house.ends_on(house.now.date() - timedelta(days=3))
    chat.says("/instansi").sees("Pendataan sudah ditutup")
    house.finalises()
    chat.says("/instansi").sees("difinalisasi")
