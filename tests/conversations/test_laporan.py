"""A confidential report of fraud: to pusat alone, merged, and nothing of the reporter reaches anybody."""

from datetime import timedelta

import pytest
from sqlmodel import select

from storage import requests, staff
from storage.models.audit import AuditRow
from storage.models.helpdesk import FraudReport
from storage.models.roster import Instansi
from tests.chat import Chat
from tests.house import DINAS_NAME, SARI, House
from tests.storage.officers import ADMIN, PUSAT, names

STORY = "Orang ini tidak pernah bekerja di sini."


def reporting(chat: Chat, about: str = "Budi Santoso", instansi: str = "dinas") -> Chat:
    """Somebody has written whom the report is about."""
    chat.says("/bantuan").taps("button.buat_tiket").taps("term.jenis_kecurangan").hears("ask.tentang")
    chat.sees("hanya dibaca petugas pusat").says(about).hears("ask.cari_instansi").says(instansi)
    return chat.hears("ask.instansi")


def reported(chat: Chat, about: str = "Budi Santoso", story: str = STORY) -> Chat:
    """Somebody has sent a report."""
    reporting(chat, about).taps("button.temuan").hears("ask.kata").says(story).hears("ask.kirim")
    return chat.sees("Nama Anda tidak diberitahukan").taps("button.kirim").hears("ask.selesai")


@pytest.fixture
def staffed(house: House) -> House:
    """Give a house with a reader at pusat and an admin at the instansi."""
    names(house.session, PUSAT, "pusat")
    names(house.session, ADMIN, "admin", house.session.exec(select(Instansi.id)).first() or 0)
    return house


def test_a_report_goes_to_pusat_and_nowhere_else(staffed: House) -> None:
    """It has a number of its own; pusat hears that there is one, the instansi's admin nothing at all."""
    sari = reported(Chat(staffed)).sees("L-000001", "tidak diberitahukan kepada instansi")
    reader = Chat(staffed, PUSAT).was_told("say.laporan_baru").sees_not("Budi", "71")
    Chat(staffed, ADMIN).was_told()
    reader.says("/laporan").hears("say.laporan").sees("Budi Santoso", DINAS_NAME, "1 laporan dari 1 orang", STORY)
    reader.sees("L-000001").sees_not("71", SARI.nama)
    assert requests.of_person(staffed.session, sari.person) == []
    assert sari.person not in staffed.session.exec(select(AuditRow.actor)).all()


def test_what_an_account_says_does_not_go_into_a_report(staffed: House) -> None:
    """Whoever reports while logged in is not named by it either."""
    staffed.registers(SARI)
    reported(Chat(staffed).logs_in())
    Chat(staffed, PUSAT).says("/laporan").sees(STORY).sees_not(SARI.nama, SARI.nik)


def test_reports_about_one_person_are_merged(staffed: House) -> None:
    """Pusat sees how many there are, and from how many people; those about another one apart, a few at once."""
    for person, story in ((71, "Bekerja di toko sepanjang tahun ini."), (71, STORY), (72, "Tidak pernah masuk.")):
        staffed.waits(timedelta(minutes=1))
        reported(Chat(staffed, person), "3201 0107 0390 0002", story)
    for number in range(1, 4):
        reported(Chat(staffed, 80 + number), f"Orang Nomor {'I' * number}")
    reader = Chat(staffed, PUSAT).says("/start").taps("button.laporan", "4").hears("say.laporan")
    reader.sees("Orang Nomor III", "Orang Nomor I,").sees_not("3201010703900002").taps("button.berikutnya", "1")
    reader.sees("3201010703900002", "3 laporan dari 2 orang", "Tidak pernah masuk.").taps("button.menu")
    reader.says("/laporan 99").hears("say.tanpa_laporan").says("/laporan x").hears("say.laporan")
    reader.says(f"/laporan {'9' * 30}").hears("say.laporan")


def test_a_file_goes_along_with_a_report(staffed: House) -> None:
    """Pusat sees it below the words, and a long story shortened."""
    chat = reporting(Chat(staffed), instansi="tidak ada yang begini").sees("Belum ada instansi")
    chat.taps("button.cari_lagi").says("dinas").taps("button.instansi_tidak_tahu").says(f"{STORY} " * 10)
    chat.taps("button.lampirkan").sends_photo().taps("button.berkas_foto").taps("button.kirim").hears("ask.selesai")
    reader = Chat(staffed, PUSAT).says("/laporan").hears("view.lampiran").sees("instansi tidak diketahui", "…")
    assert reader.files == [staffed.session.exec(select(FraudReport.file)).one()]


def test_only_pusat_reads_reports(staffed: House) -> None:
    """An admin, an officer of the helpdesk and a worker are told so, and nothing else."""
    reported(Chat(staffed))
    names(staffed.session, 501)
    for person in (ADMIN, 501, 71, 99):
        Chat(staffed, person).says("/laporan").hears("say.bukan_pusat").sees_not("Budi")
    assert staff.roles_of(staffed.session, 99) == []


def test_without_reports_there_is_nothing_to_read(staffed: House) -> None:
    """And the menu offers nothing."""
    reader = Chat(staffed, PUSAT).says("/laporan").hears("say.tanpa_laporan").taps("button.menu")
    reader.hears("say.menu_staff").has_buttons("button.pusat")
    assert "button.laporan" not in [button.code for button in reader.buttons]
