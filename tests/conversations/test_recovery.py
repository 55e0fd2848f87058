"""Lupa password: who one is, the security answer, a new password; three failures, and the helpdesk takes over."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.chat import Chat
from tests.house import BUDI, KNOWN, SARI, House, Who

NEW = replace(SARI, password="hujan turun di bulan juni")
WRONG_KK = replace(SARI, kk="3201010101019999")


@pytest.fixture
def owner(house: House) -> Chat:
    """Sari, who made her account with this Telegram."""
    house.registers(SARI, **KNOWN)
    return Chat(house).goes_to("ask.selesai")


def identified(chat: Chat, who: Who = SARI) -> Chat:
    """Say who one is; where that leads."""
    chat.says("/lupa").hears("ask.nik")
    for _ in range(5):
        chat.answers(who)
    return chat


def mends(chat: Chat, who: Who) -> Chat:
    """Mend the name, right or wrong."""
    return chat.taps("field.nama").hears("ask.nama", "present.answer").says(who.nama)


def fails_identity(chat: Chat, times: int) -> Chat:
    """So many more identities that are nobody's."""
    for number in range(times):
        mends(chat, replace(SARI, nama=f"Sinta {'x' * (number + 1)}"))
    return chat


def answers_wrongly(chat: Chat, times: int) -> Chat:
    """Give a wrong answer so often."""
    for _ in range(times):
        chat.says("Mawar")
    return chat


def test_a_forgotten_password_is_replaced(owner: Chat) -> None:
    """From the login's own button; both secrets are deleted, and only the new password counts from then on."""
    owner.says("/masuk").taps("button.lupa").hears("ask.nik").sees("Lupa password · Identitas Anda · 1/5")
    identified(owner).hears("ask.jawaban").sees("Siapa nama kecil ibu Anda?")
    owner.says(" melati ").lost_last_message().hears("ask.password").says("pendek").hears("error.password_too_short")
    owner.says(NEW.password).lost_last_message().hears("ask.diganti").taps("button.masuk").hears("ask.password")
    owner.says(SARI.password).hears("error.login_wrong").says(NEW.password).hears("ask.ijazah")
    owner.was_told()


@pytest.mark.usefixtures("owner")
def test_a_wrong_identity_and_an_unknown_nik_hear_the_same(house: House) -> None:
    """Nobody learns who has an account, nor what differs; mended, it goes on."""
    known, unknown = identified(Chat(house, 80), WRONG_KK), identified(Chat(house, 81), BUDI_AS_TYPED)
    for chat in (known, unknown):
        chat.hears("ask.tidak_cocok").sees_not("Nomor Kartu Keluarga", SARI.nik, "3201")
    assert known.words == unknown.words
    known.taps("field.kk").hears("ask.kk").sees("3201••••••••9999").says(SARI.kk).hears("ask.jawaban")


BUDI_AS_TYPED = replace(BUDI, tanggal_lahir="7 Maret 1990")


def test_three_failures_open_a_ticket(owner: Chat) -> None:
    """It has a number that /status knows; once more is the same ticket, and the right identity goes on after all."""
    identified(owner, replace(SARI, nama="Sinta")).hears("ask.tidak_cocok")
    fails_identity(owner, 1).hears("ask.tidak_cocok")
    fails_identity(mends(owner, replace(SARI, nama="Sinta Sari")), 0).hears("ask.tiket").sees("T-000001")
    owner.says("/status").sees("Tiket helpdesk T-000001: terbuka").says("/lupa").hears("ask.tiket").sees("T-000001")
    mends(owner, SARI).hears("ask.jawaban")


def test_the_fifth_failure_brings_a_pause(owner: Chat) -> None:
    """It is said with its time, and over when it says."""
    fails_identity(identified(owner, replace(SARI, nama="Sinta")), 4).hears("ask.tiket")
    owner.taps("field.nama").says(SARI.nama).hears("ask.jeda").sees("pukul 10.05 WIB")
    owner.waits(timedelta(minutes=4)).taps("button.coba_lagi").hears("ask.jeda")
    owner.waits(timedelta(minutes=1)).taps("button.coba_lagi").hears("ask.jawaban")


def test_a_strangers_failures_do_not_pause_the_owner(owner: Chat, house: House) -> None:
    """Neither at the identity nor at the security answer; the next stranger waits with them."""
    fails_identity(identified(Chat(house, 80), replace(SARI, nama="Sinta")), 4).hears("ask.tiket")
    identified(Chat(house, 81)).hears("ask.jeda")
    house.waits(timedelta(minutes=5))
    answers_wrongly(identified(Chat(house, 82)), 3).hears("ask.tiket_jawaban")
    identified(owner).hears("ask.jawaban").says(SARI.jawaban).hears("ask.password")


def test_many_niks_from_one_chat_open_a_ticket_too(house: House) -> None:
    """Whoever does not know their own number any more needs the helpdesk as well."""
    chat = identified(Chat(house))
    for serial in ("0007", "0008"):
        chat.taps("field.nik").says(f"320101470390{serial}")
        while chat.screen is not None and chat.screen.text not in {"ask.tidak_cocok", "ask.tiket"}:
            chat.answers()
    chat.hears("ask.tiket")


def test_three_wrong_security_answers_open_a_ticket(owner: Chat) -> None:
    """Each says how many tries are left; a right one later goes on, and the pause is said."""
    identified(owner).says("Mawar").hears("error.answer_wrong").sees("2 kali").lost_last_message()
    owner.says("Mawar").sees("1 kali").says("Mawar").hears("ask.tiket_jawaban").sees("T-000001")
    owner.says("/lupa").hears("ask.tiket_jawaban").taps("button.coba_lagi").hears("ask.jawaban").says("Mawar")
    owner.hears("ask.tiket_jawaban").taps("button.coba_lagi").says("Mawar").hears("ask.tiket_jawaban")
    owner.taps("button.coba_lagi").says(SARI.jawaban).hears("error.answer_paused").sees("pukul 10.05 WIB")
    owner.waits(timedelta(minutes=5)).says("Mawar").hears("error.answer_wrong").sees("2 kali")
    owner.says(SARI.jawaban).hears("ask.password")


def test_an_answer_that_is_none(owner: Chat) -> None:
    """Too short is refused before it is compared."""
    identified(owner).says("M").hears("error.answer_length", "ask.jawaban").says(SARI.jawaban).hears("ask.password")


def test_a_right_answer_does_not_stay_good(owner: Chat) -> None:
    """Whoever holds the phone a quarter of an hour later is asked for it again, and the old password still counts."""
    identified(owner).says(SARI.jawaban).hears("ask.password").says("/batal").waits(timedelta(minutes=15))
    owner.says("/lupa").hears("ask.password").says(NEW.password).lost_last_message()
    owner.hears("error.answer_expired", "ask.jawaban").sees("15 menit").says("Mawar").hears("error.answer_wrong")
    owner.says(SARI.jawaban).hears("ask.password").waits(timedelta(minutes=14, seconds=59))
    owner.says(NEW.password).hears("ask.diganti")


def test_the_owner_is_told_and_the_session_ends(owner: Chat, house: House) -> None:
    """Recovered on another phone: whoever was in is out, and the words that were begun wait for the next login."""
    owner.logs_in().says("/masuk biodata").goes_to("ask.alamat")
    other = identified(Chat(house, 72)).says(SARI.jawaban).says(NEW.password).hears("ask.diganti")
    owner.was_told("say.password_diganti").sees("1 September 2022 pukul 10.00 WIB", "/bantuan")
    owner.says("Jl. Melati No. 7, Contoh").hears("say.sesi_berakhir")
    other.taps("button.masuk").says(SARI.nik).says(NEW.password).says("/masuk biodata").hears("ask.alamat")
    other.was_told()


def test_whoever_else_was_in_is_shown_out_and_told(owner: Chat, house: House) -> None:
    """The owner takes the account back; what was written meanwhile comes home."""
    thief = Chat(house, 72).logs_in().says("/masuk biodata").goes_to("ask.alamat")
    owner.was_told("say.dibuka_di_tempat_lain")
    identified(owner).says(SARI.jawaban).says(NEW.password).hears("ask.diganti")
    thief.was_told("say.password_diganti").says("Jl. Lain No. 1, Contoh").hears("say.menu_new")
    owner.was_told().logs_in(NEW).says("/masuk biodata").hears("ask.alamat")


def test_recovered_on_the_phone_where_it_is_open(owner: Chat, house: House) -> None:
    """The session ends there too; the owner alone is told."""
    other = Chat(house, 72).logs_in().says("/masuk biodata").goes_to("ask.alamat")
    owner.was_told("say.dibuka_di_tempat_lain")
    identified(other).says(SARI.jawaban).says(NEW.password).hears("ask.diganti")
    owner.was_told("say.password_diganti")
    other.was_told().logs_in(NEW).says("/masuk biodata").hears("ask.alamat")


def test_a_new_password_forgives_the_login_its_failures(owner: Chat) -> None:
    """Whoever forgot it has usually tried often."""
    owner.says("/masuk")
    for _ in range(5):
        owner.says("bukan itu sama sekali")
    owner.hears("error.login_paused")
    identified(owner).says(SARI.jawaban).says(NEW.password).taps("button.masuk").says(NEW.password).hears("ask.ijazah")


def test_an_account_that_goes_meanwhile(owner: Chat, house: House) -> None:
    """Its consent was taken back on another phone: there is nothing to recover any more."""
    identified(owner).says(SARI.jawaban).hears("ask.password")
    Chat(house, 72).logs_in().says("/privasi tarik-ya").hears("say.ditarik")
    owner.says(NEW.password).hears("ask.hilang").taps("button.daftar").hears("ask.persetujuan")
