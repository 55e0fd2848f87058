"""The desk of an instansi: its menu by role, a second instansi, and where the pendataan stands."""

from datetime import timedelta

import pytest
from sqlmodel import col, delete

from bot.conversations.instansi.names import ACTION
from storage import corrections, finalisation, staff
from storage.acting import Desk
from storage.models.staff import Staff
from storage.staff import Role
from tests.chat import Chat
from tests.house import BUDI, DINAS, DINAS_NAME, SARI, House, Who, flows
from tests.storage.officers import SECOND, WORKER, names, taken

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
        ("admin", {"impor", "tambah", "cari", "rekap", "umumkan", "finalisasi", "staf"}, {"verifikasi", "sptjm"}),
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


def test_after_finalisasi_the_menu_leads_to_the_sptjm(house: House) -> None:
    """What cannot be done any more is not offered, though somebody still waits."""
    house.registers(SARI, status="selesai")
    works(house, "verifier")
    chat = works(house, "admin").says("/instansi").has_buttons("button.verifikasi", "button.finalisasi", "button.impor")
    house.finalises()
    chat.says("/instansi").has_buttons("button.sptjm", "button.rekap", "button.staf")
    here = {button.code for button in chat.buttons}
    assert not here & {"button.verifikasi", "button.finalisasi", "button.impor", "button.tambah"}


def asks_for_correction(house: House, who: Who, kode: str, person: int = WORKER) -> None:
    """Somebody of this instansi, about whom the helpdesk asks its consent to another name."""
    house.registers(who, kode)
    number = taken(house, person=person, facts={"nik": who.nik}, officer=SECOND)
    corrections.ask(house.session, house.vault, number, SECOND, {"nama": "SARI DEWI"}, house.now)


def test_corrections_wait_at_the_desk_for_those_who_may_answer_them(house: House) -> None:
    """Counted beside the other queues for an admin alone, also after finalisasi; none, and there is no button."""
    admin = works(house, "admin").says("/instansi")
    assert "button.koreksi" not in {button.code for button in admin.buttons}
    asks_for_correction(house, SARI, DINAS)
    admin.says("/instansi").hears("say.meja").taps("button.koreksi", "Koreksi (1)").hears("ask.keputusan")
    house.finalises()
    admin.says("/instansi").taps("button.koreksi", "1").hears("ask.keputusan").taps("button.tolak").says("/instansi")
    assert "button.koreksi" not in {button.code for button in admin.buttons}


@pytest.mark.parametrize("role", ["operator", "verifier"])
def test_nobody_else_is_shown_corrections_at_the_desk(house: House, role: str) -> None:
    """Whoever could not answer them finds no button."""
    asks_for_correction(house, SARI, DINAS)
    chat = works(house, role).says("/instansi").hears("say.meja")
    assert "button.koreksi" not in {button.code for button in chat.buttons}


def test_the_corrections_of_the_desk_come_first(house: House) -> None:
    """An admin of two instansi is asked about those of the desk where they sit, then about the other's."""
    house.opens("DINKES", "Dinas Kesehatan Contoh")
    works(house, "admin")
    chat = works(house, "admin", "DINKES")
    asks_for_correction(house, SARI, DINAS)
    asks_for_correction(house, BUDI, "DINKES", WORKER + 1)
    chat.says("/instansi DINKES").taps("button.koreksi", "1").hears("ask.keputusan").sees("BUDI SANTOSO")
    chat.taps("button.tolak").taps("button.berikutnya", "1").hears("ask.keputusan").sees("SARI WULANDARI")


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


def test_what_was_begun_for_one_instansi_is_not_seen_at_another(house: House) -> None:
    """Neither after choosing the other one, nor when the first one's role ended while the desk was closed."""
    house.opens("DINKES", "Dinas Kesehatan Contoh")
    works(house, "admin")
    chat = works(house, "admin", "DINKES").says("/staf").sees(DINAS_NAME).taps("button.staf_undang").hears("ask.peran")
    chat.says("/instansi DINKES").hears("say.meja")
    assert "staf" not in chat.states()
    chat.says("/instansi DISDIK").says("/staf").taps("button.staf_undang")
    chat.waits(timedelta(hours=1)).says("/instansi DISDIK").hears("say.meja")
    assert "staf" in chat.states()
    here = house.opens().id
    house.session.exec(delete(Staff).where(col(Staff.person) == OFFICE, col(Staff.instansi_id) == here))
    chat.waits(timedelta(hours=1)).says("/cari").says("/staf").sees("Dinas Kesehatan Contoh").sees_not(DINAS_NAME)


CONVERSATIONS = sorted(flows(captcha_on=True).keys() & ACTION.keys())
"""Every desk that is a conversation."""


@pytest.mark.parametrize("desk", CONVERSATIONS)
def test_a_desk_is_closed_after_15_idle_minutes(house: House, desk: str) -> None:
    """Whatever conversation is under way there: a second before it goes on, then nothing is shown nor written."""
    chat = everybody(house, desk)
    chat.says(f"/{desk}").hears_not("say.bukan_tugas")
    assert chat.place == desk or desk in chat.states()
    before = chat.states()[desk]
    chat.waits(timedelta(minutes=15) - timedelta(seconds=1)).says("/kembali").hears_not("say.meja_ditutup")
    chat.waits(timedelta(minutes=15)).says("Jalan Mawar").hears("say.meja_ditutup")
    assert [code for code in chat.codes if not code.startswith("toast")] == ["say.meja_ditutup"]
    assert chat.states()[desk].answers == before.answers
    chat.taps("button.buka_meja").hears_not("say.meja_ditutup", "say.bukan_tugas")
    assert chat.place == desk


@pytest.mark.parametrize("desk", CONVERSATIONS)
def test_a_role_that_ends_ends_what_is_under_way(house: House, desk: str) -> None:
    """At the very next word, in every desk's conversation; the draft is gone."""
    chat = everybody(house, desk).says(f"/{desk}")
    house.session.exec(delete(Staff).where(col(Staff.person) == OFFICE))
    chat.says("Jalan Mawar").hears("say.bukan_tugas")
    assert desk not in chat.states()


def everybody(house: House, desk: str) -> Chat:
    """Somebody who has every role, and finds something to do at this desk."""
    house.registers(SARI, status="selesai")
    names(house.session, OFFICE, "pusat")
    for role in ("admin", "operator", "verifier"):
        chat = works(house, role)
    if desk == "sptjm":
        finalises(house)
    return chat


def finalises(house: House) -> int:
    """The admin ends the instansi's pendataan; the finalisasi."""
    desk = Desk(OFFICE, house.opens().id, house.now)
    mark = finalisation.look(house.session, desk.instansi_id).mark
    return finalisation.finalise(house.session, house.vault, desk, mark).id
