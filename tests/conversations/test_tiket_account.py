"""Bantuan akun: tries forgiven, a link into the worker's own chat, another Telegram by two officers."""

from datetime import timedelta

import pytest

from storage import accounts, tries
from storage.tries import Recorded
from tests.chat import Chat
from tests.conversations.desks import holding, officer, worker
from tests.house import SARI, House
from tests.storage.officers import IDENTITY, OFFICER, SECOND, WORKER, asks, dismisses
from tests.storage.worker_desk import opened

OWN = 31
"""The Telegram of Sari's account, where it is not the one that asks."""


def at_help(house: House, of: int = WORKER) -> Chat:
    """An officer at the account help of Sari's ticket, whose account was made by this Telegram."""
    opened(house, SARI, of)
    return holding(house, kind="lupa_password").taps("button.akun").hears("ask.bantu")


def owner(house: House) -> int:
    return house.accounts()[0].telegram_id


def test_failed_tries_are_forgiven(house: House) -> None:
    """And the worker hears it."""
    desk, subject = at_help(house), f"masuk:pemilik:{SARI.nik}"
    tries.record(house.session, house.vault, subject, Recorded(house.now, 6, 1, house.now + timedelta(hours=1), b""))
    desk.taps("button.akun_buka_kunci").hears("ask.beres").sees("Jeda sudah dihapus")
    assert tries.find(house.session, house.vault, subject) is None
    worker(house).was_told("say.kunci_dibuka").sees("coba lagi")


def test_without_a_nik_nothing_is_forgiven(house: House) -> None:
    """It is not known for whom."""
    desk = (
        holding(house, {}, "lain")
        .taps("button.akun")
        .taps("button.akun_buka_kunci")
        .hears("error.tanpa_nik", "ask.bantu")
    )
    desk.taps("button.ke_tiket").hears("ask.tiket")


def test_the_link_goes_into_the_workers_chat_alone(house: House) -> None:
    """The officer sees no word of it."""
    desk = at_help(house).taps("button.akun_reset").hears("ask.beres").sees_not("RESET")
    assert set(house.told) == {WORKER}
    worker(house).was_told("say.tautan_reset").sees("24 jam")
    assert desk.screen is not None


def test_no_link_goes_to_a_telegram_that_is_not_the_accounts(house: House) -> None:
    """Whoever could get one there would need no second officer."""
    at_help(house, OWN).taps("button.akun_reset").hears("error.telegram_lain", "ask.bantu")
    assert house.told == {}


@pytest.mark.parametrize("button", ["button.akun_reset", "button.akun_ganti_telegram"])
def test_without_an_account_there_is_nothing_to_help(house: House, button: str) -> None:
    """Nor with one that was withdrawn."""
    holding(house).taps("button.akun").taps(button).hears("error.tanpa_akun")


def test_two_officers_move_an_account(house: House) -> None:
    """One asks, another approves; the worker's new Telegram and the old one hear of it."""
    desk, second = at_help(house, OWN), officer(house, SECOND)
    desk.taps("button.akun_ganti_telegram").hears("ask.beres").sees("menunggu persetujuan petugas lain")
    worker(house).was_told("say.ganti_diminta")
    nomor = house.accounts()[0].nomor_registrasi
    second.was_told("say.minta_persetujuan").sees(nomor)
    desk.says("/persetujuan").hears("say.permintaan").sees(nomor, f"petugas {OFFICER}")
    own = [shown for shown in desk.buttons if shown.code == "button.tolak"]
    assert "button.setujui" not in [shown.code for shown in desk.buttons]
    desk.says(own[0].data.replace("tidak", "ya")).sees("Yang meminta tidak boleh menyetujui sendiri")
    assert owner(house) == OWN
    second.says("/persetujuan").taps("button.setujui", nomor).hears("say.disetujui")
    house.session.expire_all()
    assert owner(house) == WORKER
    worker(house).was_told("say.telegram_baru")
    worker(house, OWN).was_told("say.telegram_lama")
    second.says(own[0].data).sees("Sudah diputuskan")
    second.says(f"/persetujuan ya {2**64}").hears("say.permintaan_gagal")
    second.says("/persetujuan").hears("say.tanpa_permintaan")


def test_whoever_has_it_open_is_told_as_well(house: House) -> None:
    """And is shown out."""
    house.registers(SARI)
    Chat(house, OWN).goes_to("ask.selesai")
    guest = Chat(house, 32).logs_in()
    asks(house, "lain", WORKER, IDENTITY)
    desk = officer(house).says("/tiket").taps("button.ambil").taps("button.akun").taps("button.akun_ganti_telegram")
    desk.hears("ask.beres")
    house.told.clear()
    officer(house, SECOND).says("/persetujuan").taps("button.setujui").hears("say.disetujui")
    assert {person: [code for code, _ in told] for person, told in house.told.items()} == {
        OWN: ["say.telegram_lama"],
        32: ["say.telegram_lama"],
        WORKER: ["say.telegram_baru"],
    }
    guest.says("/masuk lanjut").hears_not("ask.menu")
    assert accounts.of_person(house.session, WORKER) is not None


def test_a_request_is_refused_by_either(house: House) -> None:
    """The worker hears it."""
    desk = at_help(house, OWN).taps("button.akun_ganti_telegram")
    house.told.clear()
    desk.says("/persetujuan").taps("button.tolak").hears("say.ditolak")
    worker(house).was_told("say.telegram_ditolak")
    assert owner(house) == OWN


@pytest.mark.parametrize(
    ("case", "code"),
    [("same", "ganti_same_telegram"), ("waiting", "ganti_change_waiting"), ("own", "ganti_own_telegram")],
)
def test_a_request_that_makes_no_sense_is_told_so(house: House, case: str, code: str) -> None:
    """The account is that Telegram's already, another one waits, or it would be the officer's own."""
    opened(house, SARI, WORKER if case == "same" else OWN)
    if case == "waiting":
        asks(house, "lain", 72, IDENTITY)
        second = officer(house, SECOND).says("/tiket").taps("button.ambil").taps("button.akun")
        second.taps("button.akun_ganti_telegram").hears("ask.beres")
    asks(house, "lain", OFFICER if case == "own" else WORKER, IDENTITY)
    desk = officer(house).says("/tiket").taps("button.ambil").taps("button.akun")
    desk.taps("button.akun_ganti_telegram").hears(f"error.{code}")


def test_a_dismissed_officer_decides_nothing(house: House) -> None:
    """Whatever buttons are left in the chat."""
    at_help(house, OWN).taps("button.akun_ganti_telegram")
    second = officer(house, SECOND).says("/persetujuan")
    dismisses(house.session, SECOND)
    house.waits(timedelta(minutes=1))
    second.taps("button.setujui").hears("ask.bukan_petugas")
    assert owner(house) == OWN
