"""Finalisasi in the chat: who would be left out by name, the warning, the code, and what everybody hears."""

from datetime import timedelta

import pytest

from storage import audit, broadcasts, corrections, finalisation, requests, roster
from storage.models.transfers import Transfer
from tests.chat import Chat
from tests.conversations.finished import crowd, somebody, verifier, works
from tests.conversations.office_of_admin import ADMIN, PUSAT, SECOND_ADMIN, admin, finalises, now_stands, standing
from tests.house import DINAS, DINAS_NAME, SARI, House
from tests.storage.officers import OFFICER, dismisses, names, taken


def is_locked(house: House) -> bool:
    """Whether the instansi is finalised."""
    return finalisation.standing(house.session, house.opens().id) != "terbuka"


def test_it_shows_by_name_who_would_be_left_out_and_what_each_lacks(house: House) -> None:
    """In groups, those nearest to the end first; whoever counts in is a figure."""
    standing(house, "disetujui", 1, 2)
    for number, status in enumerate(("selesai", "dikembalikan", "mengisi", "berakun", "terdaftar"), 11):
        standing(house, status, number)
    chat = admin(house).says("/instansi").taps("button.finalisasi").hears("ask.daftar")
    chat.sees("ikut pendataan: 2 pekerja", "bila difinalisasi sekarang: 5 pekerja", "Siapa saja")
    chat.sees("Selesai, belum diverifikasi: 1", "Terdaftar, belum punya akun: 1")
    chat.sees(
        f"{somebody(11).nama.upper()} (SDN Contoh 1): menunggu verifikasi",
        f"{somebody(12).nama.upper()} (SDN Contoh 1): belum diperbaiki pekerja",
        f"{somebody(13).nama.upper()} (SDN Contoh 1): baru sampai Dokumen",
        f"{somebody(14).nama.upper()} (SDN Contoh 1): belum mulai mengisi",
        f"{somebody(15).nama.upper()} (SDN Contoh 1): belum membuat akun",
    )
    chat.sees_not(somebody(1).nama.upper())
    assert not is_locked(house)


def test_whoever_fills_in_is_told_by_the_page_that_is_next(house: House) -> None:
    """As their own menu says it."""
    [worker] = crowd(house, 1)
    now_stands(house, somebody(1), "mengisi")
    chat = admin(house).says("/finalisasi").sees("baru sampai Resume")
    worker.has_confirmed("resume")
    chat.says("/finalisasi").sees("baru sampai Resume")


def test_a_long_list_is_leafed_through_in_place_and_can_be_had_whole(house: House) -> None:
    """Eight names a screen; the buttons lead on and back, and the page outlasts a look elsewhere."""
    standing(house, "terdaftar", 1, 17)
    chat = admin(house).says("/finalisasi").sees("lembar 1 dari 3", somebody(8).nama.upper())
    chat.sees_not(somebody(9).nama.upper())
    assert "button.sebelumnya" not in [button.code for button in chat.buttons]
    chat.taps("button.berikutnya").sees("lembar 2 dari 3", somebody(9).nama.upper(), somebody(16).nama.upper())
    assert chat.screen is not None
    assert chat.screen.edit
    chat.taps("button.berikutnya").sees("lembar 3 dari 3", somebody(17).nama.upper())
    assert "button.berikutnya" not in [button.code for button in chat.buttons]
    house.removes(somebody(17))
    chat.says("/finalisasi").sees("lembar 2 dari 2").taps("button.sebelumnya").sees("lembar 1 dari 2")
    chat.taps("button.unduh").hears("say.daftar_berkas").taps("button.finalisasi").hears("ask.daftar")
    [entry] = audit.of_subject(house.session, house.vault, [0], 10, "finalisasi.daftar")
    assert (entry.actor, entry.role) == (ADMIN, "admin")


def test_what_is_undecided_is_named_too(house: House) -> None:
    """Corrections, proposals, transfers both ways, and wishes to reopen; a warning says how many."""
    [worker] = crowd(house, 1)
    requests.ask_reopening(house.session, house.vault, worker.account, 7101, "Ijazah saya baru terbit.", house.now)
    house.registers(SARI, status="disetujui")
    number = taken(house, facts={"nik": SARI.nik})
    corrections.ask(house.session, house.vault, number, OFFICER, {"nama": "SARI DEWI"}, house.now)
    asked = {"nik": somebody(5).nik, "nama": "Tuti Lestari"}
    requests.propose(house.session, house.vault, 91, house.opens().id, asked, house.now)
    house.opens("DINKES", "Dinas Kesehatan Contoh")
    moving = house.registers(somebody(6), status="disetujui")
    sealed = house.vault.seal("transfer", "row", 2, '{"nama": "AMIN", "unit_kerja": "RSUD Contoh"}')
    here, there = house.opens().id, house.opens("DINKES").id
    for number, between in ((1, (here, there)), (2, (there, here))):
        house.session.add(
            Transfer(
                id=number,
                worker_id=moving.id,
                from_instansi=between[0],
                to_instansi=between[1],
                row=sealed,
                asked_by=1,
                asked_at=house.now,
            )
        )
    house.session.flush()
    chat = (
        admin(house)
        .says("/finalisasi")
        .sees("minta dibuka kembali, belum diputuskan", "Tuti Lestari: minta didaftarkan")
    )
    chat.sees("SARI WULANDARI (SDN Contoh 1): koreksi datanya belum disetujui", "diminta instansi lain")
    chat.sees("AMIN (RSUD Contoh): belum dilepas instansi asalnya")
    chat.taps("button.lanjut_kunci").sees("5 permintaan yang menunggu tidak bisa diputuskan lagi")


def test_the_ways_out_are_offered(house: House) -> None:
    """Telling the workers, while any has an account; verification, to whoever may."""
    chat = admin(house).says("/finalisasi").sees("Tidak ada yang tertinggal")
    standing(house, "terdaftar", 1)
    assert not {"button.umumkan", "button.verifikasi"} & {button.code for button in chat.says("/finalisasi").buttons}
    standing(house, "selesai", 2)
    chat.says("/finalisasi").has_buttons("button.umumkan")
    assert "button.verifikasi" not in [button.code for button in chat.buttons]
    verifier(house, ADMIN)
    chat.says("/finalisasi").has_buttons("button.umumkan").taps("button.verifikasi").hears_not("say.bukan_tugas")


def test_the_code_typed_in_any_case_locks_everything(house: House) -> None:
    """Counts and the moment are told; workers by the broadcast, colleagues at once."""
    standing(house, "disetujui", 1, 2)
    standing(house, "terdaftar", 3)
    second, clerk = admin(house, SECOND_ADMIN), works(house, "operator", 703)
    chat = admin(house).says("/finalisasi").taps("button.lanjut_kunci").hears("ask.kode").sees(DINAS, "2 pekerja")
    chat.says("dinkes").hears("error.kode_salah", "ask.kode").sees("Belum ada yang terkunci")
    assert not is_locked(house)
    chat.says(f" {DINAS.lower()} ").hears("ask.terkunci").sees(
        DINAS_NAME, "data semua pekerja terkunci", "ikut pendataan: 2 pekerja"
    )
    assert is_locked(house)
    [told] = broadcasts.running(house.session)
    assert (told.kind, told.instansi_id, told.created_by) == ("final", house.opens().id, ADMIN)
    for other in (second, clerk):
        other.was_told("say.difinalisasi").sees(DINAS_NAME)
    assert ADMIN not in house.told
    chat.says("/finalisasi").hears("ask.sudah").taps("button.ke_meja").sees("difinalisasi", "Belum final")


def test_the_code_is_typed_anew_each_time(house: House) -> None:
    """Whoever goes back, or leaves, or is away for a quarter of an hour begins with the list again."""
    chat = admin(house).says("/finalisasi").taps("button.lanjut_kunci").taps("button.lihat_daftar").hears("ask.daftar")
    chat.taps("button.lanjut_kunci").says("/kembali").hears("ask.daftar")
    chat.taps("button.lanjut_kunci").says("/start").says("/finalisasi").hears("ask.daftar")
    chat.taps("button.lanjut_kunci").waits(timedelta(minutes=16)).says(DINAS).hears("say.meja_ditutup")
    assert not is_locked(house)
    chat.taps("button.buka_meja").hears("ask.daftar").says(DINAS).hears("error.want_button")
    assert not is_locked(house)


def test_what_changed_meanwhile_is_shown_before_going_on(house: House) -> None:
    """A worker was approved, another ended: the figures of then and of now, and then the list of now."""
    [one, other] = standing(house, "selesai", 1, 2)
    chat = admin(house).says("/finalisasi").taps("button.lanjut_kunci")
    now_stands(house, one, "disetujui")
    chat.says(DINAS).hears("ask.berubah").sees("dari 0 menjadi 1 pekerja", "dari 2 menjadi 1")
    assert not is_locked(house)
    chat.taps("button.lihat_terbaru").hears("ask.daftar").sees(other.nama.upper()).sees_not(one.nama.upper())
    chat.taps("button.lanjut_kunci").says(DINAS).hears("ask.terkunci").sees("ikut pendataan: 1 pekerja")


def test_two_admins_at_once(house: House) -> None:
    """One finalises, the other is told so; it happens once."""
    first, second = admin(house), admin(house, SECOND_ADMIN)
    for chat in (first, second):
        chat.says("/finalisasi").taps("button.lanjut_kunci").hears("ask.kode")
    first.says(DINAS).hears("ask.terkunci")
    second.says(DINAS).hears("ask.didahului").sees("Admin lain mendahului")
    assert len(broadcasts.running(house.session)) == 1


@pytest.mark.parametrize("role", ["operator", "verifier"])
def test_only_an_admin_may(house: House, role: str) -> None:
    """All others hear what everybody hears."""
    works(house, role, 705).says("/finalisasi").hears("say.bukan_tugas")


def test_whoever_is_dismissed_in_between_locks_nothing(house: House) -> None:
    """The code of somebody who is no admin any more is worth nothing."""
    chat = admin(house).says("/finalisasi").taps("button.lanjut_kunci")
    dismisses(house.session, ADMIN)
    chat.says(DINAS).hears("say.bukan_tugas")
    assert not is_locked(house)


def test_after_pusat_opened_it_again_the_reason_is_seen(house: House) -> None:
    """And it can be finalised anew."""
    chat = finalises(admin(house))
    names(house.session, PUSAT, "pusat")
    told = finalisation.reopen(
        house.session, house.vault, house.opens().id, PUSAT, "Ada 12 guru tertinggal.", house.now
    )
    assert told == [ADMIN]
    assert roster.instansi_by_id(house.session, house.opens().id).finalised_at is None
    chat.says("/finalisasi").hears("ask.daftar").sees("Pusat membuka kembali", "Ada 12 guru tertinggal.")
    finalises(chat)


def test_whoever_asked_and_was_not_answered_sees_why(house: House) -> None:
    """In `/status`: a proposal that nobody decided before the end."""
    asked = {"nik": somebody(5).nik, "nama": "Tuti Lestari"}
    requests.propose(house.session, house.vault, 91, house.opens().id, asked, house.now)
    worker = Chat(house, 91).says("/status").sees("menunggu")
    finalises(admin(house))
    worker.says("/status").sees("pendataan difinalisasi")
