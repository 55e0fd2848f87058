"""`/status`: the way so far, who did what, the deadline, what comes next, and what was asked of others."""

from datetime import date, timedelta

import pytest

from storage import audit, requests
from storage.models.roster import Worker
from tests.chat import Chat
from tests.house import DINAS_NAME, KNOWN, SARI, House

LIMIT = 4096


def made(house: House) -> tuple[Chat, Worker]:
    """Sari with her account open, and the instansi's row about her."""
    worker = house.registers(SARI, **KNOWN)
    return Chat(house).logs_in(), worker


def ended(house: House) -> tuple[Chat, Worker]:
    """Sari, who has ended her pendataan."""
    sari, worker = made(house)
    sari.goes_to("ask.yakin").taps("button.iya").hears("ask.berakhir")
    return sari, worker


def records(house: House, account: int, action: str, role: str) -> None:
    """Somebody did something to an account."""
    audit.record(house.session, house.vault, audit.Entry(500, action, account, {}, role), house.now)


def test_nothing_is_recorded_for_a_newcomer(chat: Chat) -> None:
    """And the way to an account is offered."""
    chat.says("/status").hears("say.kosong").taps("button.daftar").hears("ask.persetujuan")


def test_what_was_asked_without_an_account(chat: Chat, house: House) -> None:
    """Proposals and watches, with what became of them."""
    requests.watch(house.session, house.vault, chat.person, SARI.nik, house.now)
    chat.says("/status").hears("say.tanpa_akun").sees("Pantauan NIK P-000001: menunggu").has_buttons("button.daftar")
    house.registers(SARI)
    chat.says("/status").sees("Pantauan NIK P-000001: NIK sudah didaftarkan")


def test_much_that_was_asked_fits_one_message(chat: Chat, house: House) -> None:
    """Of many requests the latest are told."""
    for number in range(100):
        requests.watch(house.session, house.vault, chat.person, f"3201014703900{number:03d}", house.now)
    chat.says("/status").hears("say.tanpa_akun").sees("P-000100").sees_not("P-000001")
    assert len(chat.words[0]) < LIMIT


def test_a_new_account(house: House) -> None:
    """Its number, its instansi, how it came to be, and what comes next; the button goes there by way of the login."""
    house.registers(SARI)
    sari = Chat(house).goes_to("ask.selesai").says("/status").hears("say.status")
    sari.sees("NA-", DINAS_NAME, "akun sudah jadi", "Batas waktu belum ditetapkan", "unggah dokumen Anda")
    sari.sees("• 1 September 2022 pukul 10.00 WIB: Anda membuat akun").taps("button.masuk").hears("ask.password")
    sari.says(SARI.password).hears("ask.ijazah").says("/status").taps("button.masuk").hears("ask.ijazah")


def test_steps_in_a_row_are_one(house: House) -> None:
    """Many answers are one line, with the time of the last; another kind of step between them parts them."""
    sari, _ = made(house)
    sari.goes_to("ask.alamat").waits(timedelta(minutes=1)).goes_to("ask.biodata").says("/status")
    sari.sees(
        "data sedang dilengkapi", "lengkapi biodata.", "Anda mengunggah berkas", "10.01 WIB: Anda mengisi biodata"
    )
    assert "\n".join(sari.words).count("mengisi biodata") == 1
    sari.says("/masuk dokumen").taps("button.unggah_kk").goes_to("ask.dokumen").says("/masuk biodata")
    sari.taps("button.ubah").taps("field.alamat").says("Jl. Mawar No. 8, Contoh").says("/status")
    assert "\n".join(sari.words).count("mengisi biodata") == 2


def test_others_are_named_by_their_office(house: House) -> None:
    """Who decided what."""
    sari, _ = made(house)
    (account,) = house.accounts()
    records(house, account.id, "password.ganti", "helpdesk")
    sari.says("/status").sees("petugas helpdesk mengganti password")


def test_what_was_recorded_about_the_worker_is_told_too(house: House) -> None:
    """Not everything names the account."""
    sari, worker = made(house)
    records(house, worker.id, "riwayat.change", "helpdesk")
    sari.says("/status").sees("petugas helpdesk mengubah riwayat")


def test_a_long_trail_fits_one_message(house: House) -> None:
    """The latest steps are told, and the latest requests."""
    sari, _ = made(house)
    (account,) = house.accounts()
    for number in range(60):
        records(house, account.id, "riwayat.education" if number % 2 else "riwayat.change", "verifier")
        requests.watch(house.session, house.vault, sari.person, f"3201014703900{number:03d}", house.now)
    sari.says("/status").hears("say.status").sees("P-000060", "verifikator instansi").sees_not(
        "membuat akun", "P-000001"
    )
    assert len(sari.words[0]) < LIMIT


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2022, 9, 30), "Batas waktu 30 September 2022, 29 hari lagi"),
        (date(2022, 9, 1), "Batas waktu 1 September 2022: hari ini hari terakhir"),
        (date(2022, 8, 31), "Batas waktu 31 Agustus 2022 sudah lewat"),
    ],
)
def test_the_deadline(house: House, day: date, told: str) -> None:
    """How long there is left; the day itself still counts."""
    sari, _ = made(house)
    house.ends_on(day)
    sari.says("/status").sees(told)


def test_what_was_closed_before_its_end(house: House) -> None:
    """It can be looked at, and the instansi be asked."""
    sari, _ = made(house)
    house.ends_on(date(2022, 8, 31))
    sari.says("/status").sees("sudah ditutup", "hubungi admin instansi Anda").taps("button.lihat").hears("say.tutup")
    house.finalises()
    sari.says("/status").sees("Keadaan: pendataan instansi sudah difinalisasi", "hubungi admin")


def test_an_ended_record_waits_for_the_instansi(house: House) -> None:
    """Whether or not the deadline is over; asking for reopening has a number."""
    sari, _ = ended(house)
    house.ends_on(date(2022, 8, 31))
    sari.says("/status").sees("menunggu pemeriksaan instansi", "tunggu hasil pemeriksaan", "mengakhiri pendataan")
    sari.taps("button.lihat").hears("ask.final").taps("button.minta_buka").goes_to("ask.diminta").says("/status")
    sari.sees("Permintaan dibuka kembali B-000001: menunggu", "Anda meminta pendataan dibuka kembali")
    house.finalises()
    sari.says("/status").sees("pendataan instansi sudah difinalisasi", "hubungi admin")


def test_an_approved_record_stays_so(house: House) -> None:
    """Before finalisasi and after it there is nothing to do."""
    sari, worker = ended(house)
    worker.status = "disetujui"
    house.session.flush()
    sari.says("/status").sees("disetujui instansi", "simpan kartu Anda")
    house.finalises()
    sari.says("/status").sees("disetujui instansi", "simpan kartu Anda")


def test_a_record_that_was_given_back_is_open_again(house: House) -> None:
    """What comes next is what it lacks, or the resume."""
    sari, worker = ended(house)
    worker.status = "dikembalikan"
    house.session.flush()
    sari.says("/status").sees("dikembalikan untuk diperbaiki", "periksa resume").has_buttons("button.masuk")


def test_a_consent_taken_back_after_finalisasi(house: House) -> None:
    """Nothing goes on any more."""
    sari, _ = ended(house)
    house.finalises()
    sari.says("/privasi tarik-ya").says("/status").sees("Keadaan: persetujuan ditarik", "tidak diproses lagi")
    sari.taps("button.lihat").says(SARI.password).hears("say.ditarik")
