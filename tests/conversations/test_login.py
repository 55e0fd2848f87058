"""Into one's account, or not: NIK and password, pauses, and what the menu offers then."""

from datetime import timedelta

import pytest
from sqlmodel import select

from storage import accounts
from storage.models.audit import AuditRow
from tests.chat import Chat
from tests.house import BUDI, DINAS_NAME, KNOWN, SARI, House

STRANGER = 99


def made(house: House, thk2: str | None = None) -> Chat:
    """Sari, who has made her account and not opened it yet."""
    house.registers(SARI, **KNOWN, thk2=thk2)
    return Chat(house).goes_to("ask.selesai")


def fails(chat: Chat, times: int) -> Chat:
    """Type a wrong password so often; at the login's question for it."""
    for _ in range(times):
        chat.says("bukan itu sama sekali")
    return chat


def at_password(chat: Chat, nik: str = SARI.nik) -> Chat:
    """Come to the password of this NIK."""
    chat.says("/masuk")
    return chat.says(nik).hears("ask.password") if "ask.nik" in chat.codes else chat


def test_a_right_password_opens_the_account(house: House) -> None:
    """The button on the account's last screen leads there; the message with the password is deleted."""
    sari = made(house).taps("button.login").hears("ask.password").says(SARI.password).lost_last_message()
    sari.hears("ask.ijazah").sees("Dokumen")
    assert "masuk" in house.session.exec(select(AuditRow.action)).all()
    sari.was_told()


def test_whoever_made_the_account_here_types_no_nik(house: House) -> None:
    """It is filled in, masked; another one may be typed all the same, and kept again."""
    house.registers(BUDI)
    Chat(house, 72).goes_to("ask.selesai", BUDI)
    sari = made(house).says("/masuk").hears("ask.password").sees("3201••••••••0001").sees_not(SARI.nik)
    sari.taps("button.nik_lain").hears("ask.nik", "present.answer").taps("button.tetap").hears("ask.password")
    sari.taps("button.nik_lain").says(BUDI.nik).hears("ask.password").sees("3201••••••••0002")
    sari.says(BUDI.password).hears("ask.ijazah")
    Chat(house, 72).was_told("say.dibuka_di_tempat_lain")


def test_a_wrong_password_and_an_unknown_nik_hear_the_same(house: House) -> None:
    """Nobody learns which NIK has an account; the wrong password is deleted too, and the right one counts."""
    made(house)
    known, unknown = at_password(Chat(house, 80)), at_password(Chat(house, 81), BUDI.nik)
    for chat in (known, unknown):
        chat.says("bukan itu sama sekali").hears("error.login_wrong", "ask.password").lost_last_message()
    assert known.words[0].split("\n\n")[0] == unknown.words[0].split("\n\n")[0]
    assert [button.code for button in known.buttons] == [button.code for button in unknown.buttons]
    known.says(SARI.password).hears("ask.ijazah")


def test_what_is_no_password(house: House) -> None:
    """Photos and whole books are refused; a secret that begins with a slash is deleted and explained."""
    sari = made(house).says("/masuk").sends_photo().hears("error.want_text", "ask.password")
    sari.says("x" * 129).hears("error.password_too_long").says("/rahasia").hears("say.secret_with_slash")
    sari.lost_last_message().says(SARI.password).hears("ask.ijazah")


def test_a_malformed_nik_is_refused_then_accepted(house: House) -> None:
    """As everywhere."""
    made(house)
    chat = Chat(house, 80).says("/masuk").says("123").hears("error.nik_not_16_digits", "ask.nik")
    chat.says(SARI.nik).hears("ask.password").sees("3201••••••••0001")


def test_the_fifth_failure_brings_a_pause_that_is_said_with_its_time(house: House) -> None:
    """Not even the right password opens before it is over; no seconds are told, so the minute is rounded up."""
    sari = made(house).says("/masuk")
    fails(sari, 4).hears("error.login_wrong").waits(timedelta(seconds=30))
    fails(sari, 1).hears("error.login_paused").sees("1 September 2022 pukul 10.06 WIB")
    sari.waits(timedelta(minutes=4)).says(SARI.password).hears("error.login_paused").has_buttons("button.lupa")
    sari.waits(timedelta(minutes=1)).says(SARI.password).hears("ask.ijazah")


def test_pauses_double(house: House) -> None:
    """Five minutes, then ten; a login forgives them all."""
    sari = made(house).says("/masuk")
    fails(sari, 5).waits(timedelta(minutes=5))
    fails(sari, 5).hears("error.login_paused").sees("pukul 10.15 WIB")
    sari.waits(timedelta(minutes=10)).says(SARI.password).hears("ask.ijazah").says("/keluar").says("/masuk")
    fails(sari, 4).hears("error.login_wrong")
    fails(sari, 1).hears("error.login_paused").sees("pukul 10.20 WIB")


def test_a_strangers_failures_do_not_lock_the_owner_out(house: House) -> None:
    """The stranger waits, and so does the next stranger; the owner's own Telegram opens the account."""
    sari = made(house)
    fails(at_password(Chat(house, STRANGER)), 5).hears("error.login_paused")
    at_password(Chat(house, 98)).says(SARI.password).hears("error.login_paused")
    sari.says("/masuk").says(SARI.password).hears("ask.ijazah")


def test_a_stranger_may_not_try_one_nik_after_the_other(house: House) -> None:
    """Failures are counted for the Telegram user too."""
    made(house)
    stranger = at_password(Chat(house, STRANGER), BUDI.nik)
    fails(stranger, 5).taps("button.nik_lain").says(SARI.nik).says(SARI.password).hears("error.login_paused")


def test_an_account_that_has_gone_while_the_password_was_compared(house: House) -> None:
    """It is as if it had never been."""
    sari = made(house).says("/masuk").lets_jobs_wait().says(SARI.password)
    Chat(house, 72).logs_in().says("/privasi tarik-ya").hears("say.ditarik")
    sari.job_finishes(result={"value": {"account": 12345, "of": ""}}).hears("error.login_wrong")


def test_a_password_that_was_changed_while_it_was_compared_opens_nothing(house: House) -> None:
    """What was right a moment ago is the old password now."""
    sari = made(house).says("/masuk").lets_jobs_wait().says(SARI.password)
    result = sari.result(sari.jobs[0])
    (account,) = house.accounts()
    accounts.set_password(house.session, account.id, "$argon2id$another")
    sari.job_finishes(result=result).hears("error.login_wrong", "ask.password")


def test_whoever_went_elsewhere_meanwhile_is_not_dragged_back(house: House) -> None:
    """A slow comparison opens the account; the question that was turned to stands."""
    house.registers(BUDI)
    sari = made(house).says("/masuk").lets_jobs_wait().says(SARI.password).says("/daftar")
    sari.job_finishes().hears_nothing().taps("button.setuju").hears("ask.nik")
    sari.says("/masuk").hears("say.menu")


# -- the menu --------------------------------------------------------------------------------------------------------


def test_the_menu_tells_what_is_done_and_what_is_missing(house: House) -> None:
    """Going on comes first, with how far one is; every page can be chosen."""
    sari = made(house).logs_in().says("/masuk").hears("say.menu")
    sari.sees("Sari Wulandari", "3201••••••••0001", DINAS_NAME, "Dokumen: masih kurang 1")
    sari.sees("Resume: sudah terisi, tinggal Anda periksa")
    sari.sees("Riwayat Pekerjaan: masih kurang 2 berkas").sees_not(SARI.nik)
    assert sari.buttons[0].label.startswith("Lanjutkan: Dokumen")
    sari.taps("button.biodata").goes_to("ask.alamat").says("/masuk dokumen").goes_to("ask.alamat").says("/masuk")
    sari.sees("Dokumen: sudah lengkap")
    sari.taps("button.riwayat").hears("ask.sk").says("/masuk").taps("button.resume").hears("ask.kurang")
    sari.taps("button.menu").taps("button.lanjutkan_di").hears("ask.alamat")


def test_going_on_names_the_page_alone_where_there_is_no_row(house: House) -> None:
    """A page that was not begun, and one that shows a list."""
    sari = made(house).logs_in().goes_to("ask.dokumen").says("/masuk")
    assert sari.buttons[0].label == "Lanjutkan: Dokumen"
    sari.taps("button.lanjutkan").hears("ask.dokumen").taps("button.selanjutnya").says("/masuk")
    sari.sees("Dokumen: sudah lengkap").taps("button.lanjutkan_di").hears_not("ask.dokumen")


def test_a_page_that_was_ended_stays_ended(house: House) -> None:
    """What led on from it does not count again."""
    sari = made(house).logs_in().goes_to("ask.dokumen")
    onward = sari.button("button.selanjutnya").data
    sari.taps_data(onward).hears_not("ask.dokumen")
    assert "dokumen" not in sari.states()
    sari.taps_data(onward).hears("toast.stale")


@pytest.mark.parametrize("argument", ["", " dokumen", " lanjut", " resume", " ngawur"])
def test_every_way_in_asks_for_the_password_first(house: House, argument: str) -> None:
    """And leads to where one was."""
    made(house).says(f"/masuk{argument}").hears("ask.password").says(SARI.password).hears("ask.ijazah")


# -- eks THK-II --------------------------------------------------------------------------------------------------------


def test_an_eks_thk2_sees_what_the_instansi_holds_first(house: House) -> None:
    """Once: whoever has gone on comes back to their page."""
    sari = made(house, thk2="0123456789012").logs_in().hears("ask.peserta")
    sari.sees("Data Peserta eks THK-II", "0123456789012", "Sari Wulandari", "3201••••••••0001", DINAS_NAME, "S1 PGSD")
    sari.has_buttons("button.bantuan").taps("button.lanjutkan").hears("ask.ijazah")
    sari.waits(timedelta(hours=1)).logs_in().hears("ask.ijazah").says("/masuk peserta").hears("ask.peserta")


def test_data_peserta_tells_of_what_is_not_held(house: House) -> None:
    """A dash stands for it."""
    house.registers(SARI, thk2="0123456789012")
    Chat(house).logs_in().hears("ask.peserta").sees("Pendidikan terakhir: -")
