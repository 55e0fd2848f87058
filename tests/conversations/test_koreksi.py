"""A correction that Dukcapil confirmed: the instansi's admin consents, and the worker goes on at the very question."""

from dataclasses import replace
from datetime import date

import pytest

from storage import audit, corrections, roster, ticket_queue, tickets
from tests.chat import Chat
from tests.house import DINAS, SARI, House, Who
from tests.storage.officers import ADMIN, OFFICER, dismisses, names, taken

TYPED = replace(SARI, nama="Sari Wulan Dewi")


def compared(house: House, who: Who = TYPED) -> Chat:
    """A worker whose name differs has asked the helpdesk; an admin and an officer are there."""
    house.registers(SARI)
    names(house.session, ADMIN, "admin", house.opens().id or 0)
    return Chat(house).goes_to("ask.beda", who).taps("button.helpdesk").hears("ask.ditiket")


def asked(house: House, **fields: str) -> int:
    """An officer asks for the instansi's consent; the correction's number."""
    number = tickets.of_person(house.session, 71)[0].number
    if not tickets.is_helpdesk(house.session, OFFICER):
        assert taken(house, facts={"nik": SARI.nik}) == number
    return corrections.ask(house.session, house.vault, number, OFFICER, fields, house.now).number


def test_the_admin_sees_old_and_new_and_consents(house: House) -> None:
    """The roster takes the value; the officer hears of it, and the worker goes on with what was typed."""
    worker = compared(house)
    asked(house, nama="SARI WULAN DEWI")
    admin = Chat(house, ADMIN).says("/start").taps("button.koreksi", "1").hears("ask.keputusan")
    admin.sees("Nama: SARI WULANDARI menjadi SARI WULAN DEWI").taps("button.setuju").hears("ask.selesai")
    admin.sees("Anda menyetujui").taps("button.menu").hears("say.menu_staff")
    assert "button.koreksi" not in [button.code for button in admin.buttons]
    Chat(house, OFFICER).was_told("say.petugas_setuju").sees("T-000001")
    worker.was_told("say.pekerja_setuju").sees("Nama").says("/daftar nama").hears("ask.password")


def test_perbaiki_stands_at_the_very_question(house: House) -> None:
    """Where what was typed differs still; the right answer leads on."""
    worker = compared(house)
    asked(house, nama="SARI DEWI")
    Chat(house, ADMIN).says("/koreksi").taps("button.setuju")
    worker.was_told("say.pekerja_setuju").says("/daftar nama").hears("ask.nama", "present.answer").says("Sari Dewi")
    worker.hears("ask.password").says("/daftar nama").hears("ask.password")


def test_whoever_has_an_account_already_looks_at_it(house: House) -> None:
    """The account takes the value too."""
    house.registers(SARI)
    names(house.session, ADMIN, "admin", house.opens().id or 0)
    worker = Chat(house).goes_to("ask.selesai")
    taken(house, facts={"nik": SARI.nik})
    asked(house, tempat_lahir="CIANJUR", tanggal_lahir="1990-03-08")
    Chat(house, ADMIN).says("/koreksi").sees("Tempat lahir: BOGOR menjadi CIANJUR", "7 Maret 1990 menjadi 8 Maret 1990")
    Chat(house, ADMIN).says("/koreksi").taps("button.setuju")
    worker.was_told("say.pekerja_akun").sees("Tempat lahir dan Tanggal lahir").says("/daftar").hears("ask.persetujuan")
    worker.says("/daftar nama").hears("ask.persetujuan")
    worker.says("/status").sees("admin instansi menyetujui perbaikan data sesuai Dukcapil")


def test_a_refusal_is_told_to_both(house: House) -> None:
    """Nothing changes, and the worker stands where they stood."""
    worker = compared(house)
    asked(house, kk="3201010101010077")
    Chat(house, ADMIN).says("/koreksi").sees("3201010101010077").taps("button.tolak").hears("ask.selesai").sees(
        "menolak"
    )
    Chat(house, OFFICER).was_told("say.petugas_tolak")
    worker.was_told("say.pekerja_tolak").sees("Nomor Kartu Keluarga").says("/daftar").hears("ask.beda")


def test_several_come_one_after_the_other(house: House) -> None:
    """The oldest first, and only what is shown counts as looked at."""
    compared(house)
    asked(house, nama="SARI DEWI")
    other = replace(SARI, nik="3201014703900003", nama="Tuti Lestari")
    house.registers(other, kk=None)
    number = taken(house, person=72, facts={"nik": other.nik})
    corrections.ask(house.session, house.vault, number, OFFICER, {"kk": "3201010101010066"}, house.now)
    admin = Chat(house, ADMIN).says("/koreksi").sees("SARI WULANDARI")
    assert [len(looks(house, who)) for who in (SARI, other)] == [1, 0]
    admin.taps("button.setuju").hears("ask.selesai").taps("button.berikutnya", "1").hears("ask.keputusan")
    admin.sees("TUTI LESTARI", "Nomor Kartu Keluarga: – menjadi 3201010101010066").taps("button.tolak")
    admin.says("/koreksi").hears("ask.kosong")


def looks(house: House, who: Who) -> list[audit.Seen]:
    """The looks of the instansi's admin at this worker, as the trail has them."""
    worker = roster.find_by_nik(house.session, house.vault, who.nik)
    assert worker is not None
    seen = audit.of_subject(house.session, house.vault, [worker.id], 100)
    return [one for one in seen if (one.action, one.role) == ("lihat", "admin")]


def test_another_admin_was_faster(house: House) -> None:
    """The second one is told so, and nothing happens twice."""
    compared(house)
    names(house.session, ADMIN + 1, "admin", house.opens().id or 0)
    asked(house, nama="SARI DEWI")
    first, second = (Chat(house, person).says("/koreksi").hears("ask.keputusan") for person in (ADMIN, ADMIN + 1))
    first.taps("button.setuju").sees("Anda menyetujui")
    second.taps("button.tolak").hears("ask.selesai").sees("sudah diputuskan oleh admin lain")
    Chat(house, OFFICER).was_told("say.petugas_setuju")


@pytest.mark.parametrize(
    ("happens", "told"), [("finalises", "difinalisasi"), ("ends", "ditutup"), ("removes", "tidak terdaftar")]
)
def test_what_can_no_longer_be_changed(house: House, happens: str, told: str) -> None:
    """The admin is told why, and may refuse instead."""
    compared(house)
    asked(house, nama="SARI DEWI")
    admin = Chat(house, ADMIN).says("/koreksi").hears("ask.keputusan")
    if happens == "finalises":
        house.finalises(DINAS)
    elif happens == "ends":
        house.ends_on(date(2022, 8, 1))
    else:
        house.removes(SARI)
    admin.taps("button.setuju").hears("ask.selesai").sees(told)
    Chat(house, OFFICER).was_told()


def test_whoever_is_admin_no_more_decides_nothing(house: House) -> None:
    """Also between the question and the answer."""
    compared(house)
    asked(house, nama="SARI DEWI")
    admin = Chat(house, ADMIN).says("/koreksi").hears("ask.keputusan")
    dismisses(house.session, ADMIN)
    admin.taps("button.setuju").hears("ask.selesai").sees("bukan admin").sees_not("menyetujui")
    Chat(house, OFFICER).was_told()


def test_nobody_else_sees_what_waits(house: House) -> None:
    """Not the admin of another instansi, an operator, an officer, nor a worker."""
    compared(house)
    asked(house, nama="SARI DEWI")
    other = house.opens("RSUD", "Rumah Sakit Contoh").id or 0
    names(house.session, 801, "admin", other)
    names(house.session, 802, "operator", house.opens().id or 0)
    for person in (801, 802, OFFICER, 72):
        Chat(house, person).says("/koreksi").hears("ask.kosong").sees_not("SARI")


def test_a_correction_whose_officer_let_the_ticket_go(house: House) -> None:
    """The worker is told all the same."""
    worker = compared(house)
    asked(house, nama="SARI DEWI")
    ticket_queue.put_back(house.session, house.vault, 1, OFFICER, house.now)
    Chat(house, ADMIN).says("/koreksi").taps("button.setuju").hears("ask.selesai")
    worker.was_told("say.pekerja_setuju")
    Chat(house, OFFICER).was_told()
