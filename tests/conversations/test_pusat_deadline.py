"""Batas waktu of one instansi or of all: how pusat sets it, and what its staff is told, when and of which."""

from datetime import date, timedelta

import pytest

from bot.conversations.context import Notice
from bot.conversations.kabar.telling import Telling
from storage import audiences, broadcasts, nation, roster
from storage.permits import NATIONWIDE
from tests.chat import Chat
from tests.conversations.test_instansi_desk import works
from tests.conversations.test_pusat import ADMIN, OFFICER, recorded
from tests.house import DINAS, DINAS_NAME, House
from tests.storage.officers import names

END = date(2022, 9, 8)
DINKES_NAME = "Dinas Kesehatan Contoh"


@pytest.fixture
def pusat(house: House) -> Chat:
    """Give somebody of pusat, and a second instansi."""
    house.opens("DINKES", DINKES_NAME)
    return Chat(house, names(house.session, OFFICER, "pusat"))


def goes_out(house: House) -> set[int]:
    """What is told to many is told; who began it."""
    telling, running = Telling(house.vault, house.flows), broadcasts.running(house.session)
    for one in running:
        for recipient in audiences.following(house.session, one.kind, one.instansi_id, 0, 100):
            if told := telling(house.session, one, recipient, house.now):
                house.tells(Notice(recipient.person, *told))
    return {one.created_by for one in running}


# -- pusat ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["31 oktober 2022", "31-10-2022", "31/10/2022", "31 okt 2022"])
def test_a_deadline_is_set_for_one_instansi(pusat: Chat, house: House, typed: str) -> None:
    """In any form that people type; its staff are told, nobody else's, and pusat hears that they were."""
    works(house, "admin")
    works(house, "verifier", "DINKES", 502)
    pusat.says("/pusat disdik").taps("button.batas_ini").hears("ask.tanggal").sees(DINAS_NAME)
    pusat.says("kemarin").hears("error.date_not_understood").says(typed).hears("ask.pasti")
    pusat.sees("31 Oktober 2022 pukul 24.00 WIB", "1 orang staf langsung").taps("button.tetapkan").hears("ask.beres")
    pusat.sees("1 orang staf langsung diberi tahu")
    assert house.opens().deadline == date(2022, 10, 31)
    assert house.opens("DINKES").deadline is None
    assert goes_out(house) == {OFFICER}
    told = Chat(house, ADMIN).was_told("say.batas").sees(DINAS_NAME, "31 Oktober 2022 pukul 24.00 WIB")
    Chat(house, 502).was_told()
    told.says("/instansi").sees("31 Oktober 2022")
    pusat.taps("button.lihat_instansi").hears("ask.tindakan")
    assert recorded(house) == ["pusat.batas"]


def test_a_deadline_is_moved_and_taken_away(pusat: Chat, house: House) -> None:
    """Later, earlier, none; before it is kept, another day may be typed."""
    house.ends_on(date(2022, 10, 31))
    pusat.says("/pusat disdik").taps("button.batas_ini").says("30-9-2022").hears("ask.pasti").says("/kembali")
    pusat.hears("ask.tanggal").sees("30 September 2022").says("15 September 2022").taps("button.tetapkan")
    assert house.opens().deadline == date(2022, 9, 15)
    pusat.sees("Tidak ada staf yang perlu diberi tahu")
    pusat.says("/pusat disdik").taps("button.batas_ini").taps("button.tanpa_batas").sees("tanpa batas waktu")
    pusat.taps("button.tetapkan").hears("ask.beres")
    assert house.opens().deadline is None


def test_a_deadline_for_all_at_once(pusat: Chat, house: House) -> None:
    """Each of the staff is told once, those of an instansi that is finalised are not."""
    works(house, "admin")
    works(house, "operator")
    works(house, "verifier", "DINKES", 502)
    names(house.session, 503, "admin", house.opens("RSUD", "RSUD Contoh").id)
    house.finalises("RSUD")
    pusat.says("/pusat").taps("button.batas_semua").sees("semua instansi").says("31 Oktober 2022").sees("2 orang staf")
    pusat.taps("button.tetapkan").hears("ask.beres").sees("semua instansi")
    assert {house.opens(kode).deadline for kode in (DINAS, "DINKES", "RSUD")} == {date(2022, 10, 31)}
    assert goes_out(house) == {OFFICER}
    Chat(house, ADMIN).was_told("say.batas").sees(f"Untuk {DINAS_NAME} sekarang: 31 Oktober 2022")
    Chat(house, 502).was_told("say.batas").sees("Untuk Dinas Kesehatan Contoh sekarang: 31 Oktober 2022")
    Chat(house, 503).was_told()


def test_at_night_staff_is_left_in_peace_and_pusat_knows_it(pusat: Chat, house: House) -> None:
    """They hear of it at 07.00; whoever sets a day that has passed by then reads so before it is set."""
    works(house, "admin")
    house.waits(timedelta(hours=11))
    pusat.says("/pusat disdik").taps("button.batas_ini").says("31 Oktober 2022").hears("ask.pasti")
    pusat.sees("Karena malam hari, 1 orang staf diberi tahu mulai 2 September 2022 pukul 07.00 WIB.")
    pusat.taps("button.tetapkan").hears("ask.beres").sees("mulai 2 September 2022 pukul 07.00 WIB")
    pusat.says("/pusat disdik").taps("button.batas_ini").says("1 September 2022").hears("ask.pasti")
    pusat.sees("baru diberi tahu mulai 2 September 2022 pukul 07.00 WIB, setelah batas waktu itu lewat")
    house.waits(timedelta(hours=4))
    pusat.says("/pusat disdik").taps("button.batas_ini").says("2 September 2022").hears("ask.pasti").sees_not("lewat")


def test_a_day_that_has_passed_wants_a_word(pusat: Chat, house: House) -> None:
    """It closes the pendataan at once; today does not."""
    pusat.says("/pusat disdik").taps("button.batas_ini").says("31-8-2022").hears("ask.pasti").sees("ketik TUTUP")
    assert "button.tetapkan" not in [button.code for button in pusat.buttons]
    pusat.says("ya").hears("error.ketik_tutup").says("tutup").hears("ask.beres")
    assert not roster.instansi_by_id(house.session, house.opens().id).is_open(date(2022, 9, 1))
    pusat.says("/pusat disdik").taps("button.batas_ini").says("1-9-2022").has_buttons("button.tetapkan")


# -- its staff -----------------------------------------------------------------------------------------------------


def ends(house: House, day: date | None, kode: str | None = None) -> None:
    """Pusat sets the deadline of an instansi, or of all."""
    where = house.opens(kode).id if kode else NATIONWIDE
    nation.set_deadline(house.session, house.vault, OFFICER, where, day, house.now)


@pytest.mark.usefixtures("pusat")
def test_whoever_works_at_two_instansi_hears_of_both_at_once(house: House) -> None:
    """By name, however many roles they have there."""
    works(house, "admin")
    works(house, "verifier")
    works(house, "operator", "DINKES")
    ends(house, END)
    goes_out(house)
    heard = Chat(house, ADMIN).was_told("say.batas")
    heard.sees(f"Untuk {DINKES_NAME} dan {DINAS_NAME} sekarang: 8 September 2022 pukul 24.00 WIB.")


@pytest.mark.usefixtures("pusat")
def test_nobody_hears_what_is_true_no_more(house: House) -> None:
    """A day of their own that came later counts; what is finalised by then has none."""
    works(house, "admin")
    works(house, "operator", "DINKES")
    ends(house, END)
    ends(house, END + timedelta(days=1), DINAS)
    goes_out(house)
    heard = Chat(house, ADMIN).was_told("say.batas", "say.batas")
    heard.sees(f"Untuk {DINKES_NAME} sekarang: 8 September", f"Untuk {DINAS_NAME} sekarang: 9 September")
    ends(house, END)
    house.finalises("DINKES")
    goes_out(house)
    Chat(house, ADMIN).was_told("say.batas").sees(f"Untuk {DINAS_NAME} sekarang: 8 September")
    ends(house, None, DINAS)
    house.finalises()
    assert goes_out(house)
    Chat(house, ADMIN).was_told()


@pytest.mark.usefixtures("pusat")
def test_whoever_works_at_many_instansi_hears_of_how_many(house: House) -> None:
    """Their names would fill the screen; without a deadline it says so."""
    for number in range(4):
        house.opens(f"RSUD{number}", f"RSUD Contoh {number}")
        works(house, "admin", f"RSUD{number}")
    ends(house, None)
    goes_out(house)
    Chat(house, ADMIN).was_told("say.batas").sees("Untuk 4 instansi Anda sekarang: tanpa batas waktu.")
