"""What follows the comparison with the roster: Langkah 2, or each way round an obstacle."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlmodel import select

from bot import outgoing
from storage.models.requests import Proposal, Watch
from storage.models.tickets import Ticket
from storage.models.turns import OutboxRow
from tests.chat import Chat
from tests.house import BUDI, DINAS_NAME, SARI, House

OTHER_KK = "3201010101019999"


def compared(chat: Chat, who: object = SARI) -> Chat:
    """Answer everything up to the comparison."""
    chat.goes_to("ask.captcha_identitas", who)  # type: ignore[arg-type]
    return chat.answers()


def test_agreeing_data_lead_to_langkah_2(sari: Chat) -> None:
    """Case, punctuation and titles do not count; what the instansi left out cannot differ."""
    sari.house.registers(BUDI, kk=None)
    typed = replace(BUDI, nama="drs. budi  SANTOSO, S.Pd.", tempat_lahir="bogor.")
    compared(sari, typed).hears("ask.password").sees("Langkah 2 dari 3 · Lengkapi Data · 1/8")


# -- belum terdaftar -----------------------------------------------------------------------------------------------


def test_an_unknown_nik_is_told_the_usual_causes(chat: Chat) -> None:
    """The screen has the portal's own title, three causes and three ways on."""
    compared(chat).hears("ask.belum_terdaftar")
    chat.sees("Anda Belum Didaftarkan oleh Admin Instansi", "1. ", "2. ", "3. ")
    chat.has_buttons("button.usulkan", "button.pantau", "button.perbaiki_nik", "button.cek_lagi", "button.bantuan")


def test_usulkan_goes_to_the_chosen_instansi(chat: Chat) -> None:
    """Some letters, a choice, and the proposal has a number that /status knows."""
    compared(chat).taps("button.usulkan").hears("ask.cari_instansi")
    chat.says("di").hears("error.search_too_short").says("x" * 101).hears("error.search_too_long")
    chat.says("pendidikan").hears("ask.instansi").taps("button.instansi", DINAS_NAME)
    chat.hears("ask.diusulkan").sees("U-000001", DINAS_NAME)
    proposal = chat.house.session.exec(select(Proposal)).one()
    assert (proposal.person, proposal.status) == (chat.person, "menunggu")
    chat.says("/status").sees("Usulan U-000001: menunggu")


def test_an_instansi_that_is_not_found_is_searched_for_again(chat: Chat) -> None:
    """Nothing found is said; other words find it; typing instead of choosing repeats the choice."""
    compared(chat).taps("button.usulkan").says("kelautan & perikanan").hears("ask.instansi")
    chat.sees("Belum ada instansi yang namanya memuat “kelautan & perikanan”")
    chat.taps("button.cari_lagi").hears("ask.cari_instansi", "present.answer").sees("kelautan & perikanan")
    chat.says("contoh dinas").says("yang pertama").hears("error.want_button", "ask.instansi")
    chat.taps("button.instansi").hears("ask.diusulkan")


def test_pantau_is_told_the_moment_an_instansi_registers(chat: Chat) -> None:
    """The message comes by itself and leads back into the conversation, which now agrees."""
    compared(chat).taps("button.pantau").hears("ask.dipantau").sees("P-000001")
    assert chat.house.session.exec(select(Watch)).one().told_at is None
    chat.house.registers(SARI)
    (row,) = chat.house.session.exec(select(OutboxRow))
    told = outgoing.decode_send(chat.house.vault.open_bytes("outbox", "payload", row.id, row.payload))
    assert isinstance(told, outgoing.Message)
    assert "NIK Anda sudah didaftarkan" in told.html
    chat.says("/status").sees("Pantauan NIK P-000001: NIK sudah didaftarkan")
    chat.taps_data(told.rows[0][0].data).hears("ask.password")


def test_cek_lagi_compares_again(chat: Chat) -> None:
    """Unregistered still, the same screen; registered meanwhile, Langkah 2."""
    compared(chat).taps("button.cek_lagi").hears("ask.belum_terdaftar")
    chat.house.registers(SARI)
    chat.taps("button.cek_lagi").hears("ask.password")


def test_whoever_proposes_hears_of_the_outcome(chat: Chat) -> None:
    """The NIK is watched too, without another tap."""
    compared(chat).taps("button.usulkan").answers().taps("button.instansi").hears("ask.diusulkan")
    chat.says("/status").sees("Usulan U-000001", "Pantauan NIK P-000001")


def test_a_watcher_may_propose_as_well(chat: Chat) -> None:
    """The page leads back to the choice, which is asked as if for the first time."""
    compared(chat).taps("button.pantau").hears("ask.dipantau").taps("button.usulkan").hears("ask.belum_terdaftar")
    chat.house.registers(SARI)
    chat.says("/daftar").hears("ask.password")


def test_a_mistyped_nik_is_mended_from_there(chat: Chat) -> None:
    """Perbaiki NIK asks it again, then what hangs on it, and compares."""
    chat.house.registers(SARI)
    compared(chat, replace(SARI, nik="3201014703900003")).taps("button.perbaiki_nik").hears("ask.nik", "present.answer")
    chat.sees("3201••••••••0003").says(SARI.nik).hears("ask.kk").answers().hears("ask.tanggal_lahir")
    chat.answers().hears("ask.password")


# -- data tidak sesuai ---------------------------------------------------------------------------------------------

_DIFFERING = [
    ("kk", replace(SARI, kk=OTHER_KK), "Nomor Kartu Keluarga berbeda", "kepala keluarga berganti"),
    ("nama", replace(SARI, nama="Sari Wulan"), "Nama Lengkap berbeda", "ejaan atau singkatan"),
    ("tempat_lahir", replace(SARI, tempat_lahir="Depok"), "Tempat Lahir berbeda", "kota dan kabupaten"),
]


@pytest.mark.parametrize(("field", "typed", "named", "cause"), _DIFFERING)
def test_the_differing_field_is_named_and_mended(sari: Chat, field: str, typed: object, named: str, cause: str) -> None:
    """It says which field and why that usually is, never the stored value; Perbaiki leads there, then on."""
    compared(sari, typed).hears("ask.beda").sees("Data Tidak Sesuai", named, cause, "cocok dengan data instansi")
    sari.sees_not(SARI.kk, SARI.nama, SARI.nama.upper(), "Bogor", "BOGOR")
    sari.taps(f"button.perbaiki_{field}").hears(f"ask.{field}", "present.answer").answers().hears("ask.password")


def test_a_differing_birth_date_is_named(chat: Chat) -> None:
    """A date that fits the NIK and yet differs: the century."""
    chat.house.registers(SARI, born=date(1989, 3, 7))
    compared(chat).hears("ask.beda").sees("NIK, nomor Kartu Keluarga, nama, dan tempat lahir Anda cocok")
    chat.sees("Tanggal Lahir berbeda", "tanggal dan bulan tertukar")
    chat.taps("button.perbaiki_tanggal_lahir").hears("ask.tanggal_lahir").taps("button.tetap").hears("ask.beda")


def test_two_differing_fields_are_both_named(sari: Chat) -> None:
    """Each has its button."""
    compared(sari, replace(SARI, kk=OTHER_KK, nama="Sinta")).sees("Nomor Kartu Keluarga dan Nama Lengkap berbeda")
    sari.has_buttons("button.perbaiki_kk", "button.perbaiki_nama", "button.helpdesk")


def test_where_little_agrees_nothing_is_named(sari: Chat) -> None:
    """A stranger who knows a NIK learns no more; every field may be mended."""
    stranger = replace(SARI, kk=OTHER_KK, nama="Sinta", tempat_lahir="Depok")
    compared(sari, stranger).hears("ask.beda").sees("beberapa data lain berbeda").sees_not("cocok dengan", "berbeda. ")
    sari.has_buttons(*(f"button.perbaiki_{field}" for field in ("nik", "kk", "nama", "tempat_lahir", "tanggal_lahir")))


def test_hubungi_helpdesk_opens_a_ticket_filled_in_already(sari: Chat) -> None:
    """It has a number, Dukcapil's channels, and what was typed; asking again gives the same ticket."""
    compared(sari, replace(SARI, kk=OTHER_KK)).taps("button.helpdesk").hears("ask.ditiket")
    sari.sees("T-000001", "1500537", "08118005373", "callcenter.dukcapil@gmail.com")
    ticket = sari.house.session.exec(select(Ticket)).one()
    facts = sari.house.vault.open("ticket", "facts", f"{sari.person}:dukcapil", ticket.facts)
    assert OTHER_KK in facts
    sari.says("/status").sees("Tiket helpdesk T-000001: terbuka")
    sari.says("/kembali").hears("ask.beda").hears_not("present.hidden")
    sari.taps("button.helpdesk").sees("T-000001").taps("button.perbaiki_kk").answers().hears("ask.password")


def test_mending_survives_leaving(sari: Chat) -> None:
    """Whoever leaves while mending comes back to that very question."""
    compared(sari, replace(SARI, kk=OTHER_KK)).taps("button.perbaiki_kk").says("/batal").says("/start")
    sari.has_buttons("button.lanjutkan_langkah").sees_not("beda")
    sari.taps("button.lanjutkan_langkah").hears("ask.kk").answers().hears("ask.password")


# -- the other outcomes --------------------------------------------------------------------------------------------


def test_an_account_that_exists_already_leads_to_masuk(sari: Chat, house: House) -> None:
    """The second person with the same data is told, and nothing is made; a mistyped NIK can be mended."""
    sari.goes_to("ask.selesai")
    second = compared(Chat(house, 72)).hears("ask.punya_akun").has_buttons("button.masuk", "button.perbaiki_nik")
    second.taps("button.perbaiki_nik").hears("ask.nik", "present.answer").says("/daftar").taps("button.tetap")
    second.hears("ask.punya_akun").taps("button.masuk").hears("ask.nik").hears_not("present.answer")
    assert len(house.accounts()) == 1


def test_a_finalised_instansi_takes_nobody(sari: Chat) -> None:
    """It says so; reopened, Cek lagi leads on."""
    sari.house.finalises()
    compared(sari).hears("ask.difinalisasi").sees("Pendataan instansi Anda sudah difinalisasi")
    sari.house.reopens()
    sari.taps("button.cek_lagi").hears("ask.password")


def test_the_deadlines_day_in_jakarta_is_the_last(sari: Chat) -> None:
    """On the deadline itself one may still register; a day later it is named."""
    sari.house.ends_on(date(2022, 8, 31))
    compared(sari).hears("ask.tutup").sees("31 Agustus 2022")
    sari.house.ends_on(date(2022, 9, 1))
    sari.taps("button.cek_lagi").hears("ask.password")


# -- jeda ----------------------------------------------------------------------------------------------------------


def fails(chat: Chat, number: int) -> Chat:
    """Mend the name into another wrong one; at `ask.beda`."""
    return chat.taps("button.perbaiki_nama").says(f"Sinta {'x' * number}")


def test_five_failures_in_an_hour_bring_a_pause_that_is_said_plainly(sari: Chat) -> None:
    """The fifth failure still shows what differs; the sixth comparison must wait five minutes."""
    compared(sari, replace(SARI, nama="Sinta"))
    for number in range(1, 5):
        fails(sari, number).hears("ask.beda")
    fails(sari, 5).hears("ask.jeda").sees("1 September 2022 pukul 10.05 WIB")
    sari.waits(timedelta(minutes=4)).taps("button.cek_lagi").hears("ask.jeda")
    sari.waits(timedelta(minutes=1)).taps("button.cek_lagi").hears("ask.beda")


def test_the_pause_doubles_up_to_an_hour(sari: Chat) -> None:
    """5, 10, 20, 40, 60 and 60 minutes."""
    compared(sari, replace(SARI, nama="Sinta"))
    number = 1
    for minutes in (5, 10, 20, 40, 60, 60):
        while True:
            fails(sari, number)
            number += 1
            if "ask.jeda" in sari.codes:
                break
        sari.waits(timedelta(minutes=minutes, seconds=-1)).taps("button.cek_lagi").hears("ask.jeda")
        sari.waits(timedelta(seconds=1)).taps("button.cek_lagi").hears("ask.beda")


def test_the_pause_ends_when_it_says(sari: Chat) -> None:
    """Seconds are not told, so the minute is rounded up and never a promise too early."""
    sari.waits(timedelta(seconds=30))
    compared(sari, replace(SARI, nama="Sinta"))
    for number in range(1, 6):
        fails(sari, number)
    sari.hears("ask.jeda").sees("pukul 10.06 WIB")


def test_the_same_data_once_more_is_waiting_and_no_guess(chat: Chat) -> None:
    """Cek lagi may be tapped as often as one likes."""
    compared(chat)
    for _ in range(8):
        chat.taps("button.cek_lagi").hears("ask.belum_terdaftar")


def test_a_nik_is_guarded_against_many_chats(house: House) -> None:
    """Five failures from five people pause the NIK for the sixth."""
    house.registers(SARI)
    for number in range(5):
        compared(Chat(house, 100 + number), replace(SARI, nama=f"Sinta {'x' * number}")).hears("ask.beda")
    compared(Chat(house, 200)).hears("ask.jeda")


def test_a_chat_is_guarded_whatever_nik_it_tries(chat: Chat) -> None:
    """Five NIK from one chat pause the sixth."""
    compared(chat, replace(SARI, nik="3201014703900011"))
    for number in range(12, 16):
        chat.taps("button.perbaiki_nik").says(f"32010147039000{number}").answers().answers().hears(
            "ask.belum_terdaftar"
        )
    chat.house.registers(SARI)
    chat.taps("button.perbaiki_nik").answers().answers().answers().hears("ask.jeda")


def test_failures_of_another_hour_do_not_add_up(sari: Chat) -> None:
    """Four now and four in the next hour bring no pause."""
    compared(sari, replace(SARI, nama="Sinta"))
    for number in range(1, 4):
        fails(sari, number).hears("ask.beda")
    sari.waits(timedelta(minutes=61))
    for number in range(4, 8):
        fails(sari, number).hears("ask.beda")
