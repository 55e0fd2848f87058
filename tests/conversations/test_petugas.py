"""`/petugas`: pusat's own people and the helpdesk's, and the admins of an instansi."""

import pytest

from storage import staff, ticket_queue
from storage.staff import Role
from tests.chat import Chat
from tests.conversations.test_instansi_desk import works
from tests.conversations.test_staf import code_told
from tests.house import DINAS_NAME, House
from tests.storage.officers import OFFICER, PUSAT, WORKER, names, taken

NEW = 801


@pytest.fixture
def pusat(house: House) -> Chat:
    """Give somebody of pusat."""
    return Chat(house, names(house.session, PUSAT, "pusat"))


@pytest.mark.parametrize(("role", "named"), [("helpdesk", "petugas helpdesk"), ("pusat", "petugas pusat")])
def test_pusat_invites_to_the_nations_roles(pusat: Chat, house: House, role: str, named: str) -> None:
    """By a label that only pusat sees."""
    pusat.says("/pusat").taps("button.petugas").hears("ask.tindakan").sees("Petugas pusat dan helpdesk")
    pusat.taps("button.staf_undang").hears("ask.peran").taps(f"button.peran_{role}").says("Pak Joko, meja 3")
    pusat.hears("ask.beres").was_told("say.undangan").sees("Anda diundang menjadi", named)
    code = code_told(pusat)
    assert Chat(house, NEW).says(f"/start {code}").hears("say.invite_redeemed").menu == (role,)
    pusat.taps("button.staf_daftar").sees(f"Pak Joko, meja 3: {named}").sees_not(code)


def test_an_officers_tickets_wait_for_another(pusat: Chat, house: House) -> None:
    """The worker is told, the officer too, and whoever did it how many there were."""
    number = taken(house)
    house.told.clear()
    pusat.says("/petugas").taps("button.staf_orang", "helpdesk").hears("ask.cabut").taps("button.staf_cabut")
    pusat.hears("ask.beres").sees("1 pekerjaan yang dipegangnya kembali")
    Chat(house, WORKER).was_told("say.dilepas")
    Chat(house, OFFICER).was_told("say.dicabut").says("/tiket").hears("ask.bukan_petugas")
    assert house.menus[OFFICER] == ()
    assert [ticket.number for ticket in ticket_queue.queue(house.session)] == [number]


def test_pusat_ends_the_last_admins_role(pusat: Chat, house: House) -> None:
    """Only pusat can, with the word; operators are not shown to pusat."""
    works(house, "admin")
    works(house, "operator", person=502)
    pusat.says("/petugas DISDIK").sees(f"Petugas {DINAS_NAME}", "(tanpa nama): admin").sees_not("operator")
    pusat.taps("button.staf_orang").says("CABUT").hears("ask.beres").taps("button.ke_meja").sees("belum ada")
    assert staff.roles_of(house.session, 501) == []
    assert staff.roles_of(house.session, 502) == [Role("operator", house.opens().id)]


def test_the_last_one_of_pusat_stays(pusat: Chat) -> None:
    """Nobody could invite anybody any more."""
    pusat.says("/petugas").taps("button.staf_orang", "Anda").hears("ask.cabut").says("CABUT")
    pusat.hears("error.peran_terakhir").taps("button.staf_kembali").hears("ask.tindakan")


def test_an_invite_of_pusats_is_taken_back(pusat: Chat, house: House) -> None:
    """Of an instansi's admin too; a kode that is unknown is told so."""
    pusat.says("/petugas DISDIK").taps("button.staf_undang").taps("button.peran_admin").says("Bu Rina")
    code = code_told(pusat.was_told("say.undangan"))
    pusat.taps("button.staf_daftar").taps("button.staf_undangan", "Bu Rina").hears("ask.batalkan")
    pusat.taps("button.staf_batalkan").hears("ask.beres").sees("dibatalkan")
    Chat(house, NEW).says(f"/start {code}").hears("say.invite_unknown")
    pusat.says("/petugas TIDAKADA").sees("Tidak ada yang cocok")


@pytest.mark.parametrize("role", ["admin", "operator", "verifier"])
def test_nobody_of_an_instansi_sees_the_nations_people(house: House, role: str) -> None:
    """Nor their own through this door."""
    works(house, role).says("/petugas").hears("say.bukan_tugas").says("/petugas DISDIK").hears("say.bukan_tugas")
