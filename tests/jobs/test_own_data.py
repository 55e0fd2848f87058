"""Data Saya: the copy that a person may have of everything that is stored of them, nothing masked."""

import asyncio

from sqlmodel import select

from storage import audit
from storage.models.roster import Worker
from tests.house import DINAS_NAME, SARI, House
from tests.jobs.printed import THK2, account, ended, printing, read, with_account


def said(house: House) -> str:
    """What the PDF says."""
    name, pdf = asyncio.run(printing(house).own_data(account(house)))
    assert name == "Data-Saya.pdf"
    return read(pdf)


def test_everything_is_there_and_nothing_is_masked(house: House) -> None:
    """Identity, biodata, riwayat and files of somebody who has come to the end."""
    ended(house)
    text = said(house)
    for fact in (
        *(SARI.nik, SARI.kk, SARI.nama, SARI.email, "7 Maret 1990", DINAS_NAME, THK2, "+6281298767890"),
        *("Kabupaten Bogor", "Jl. Melati No. 7", "Universitas Contoh", "UN-12/2012", "15 Agustus 2012"),
        *("Riwayat Pekerjaan 1", "800/12/2018", "2 Januari 2018", "masih bekerja", "APBD"),
        *("KTP atau Surat Keterangan Kependudukan", "Swafoto", "Ijazah terakhir", "SK jabatan"),
    ):
        assert fact in text, fact
    assert "••" not in text


def test_no_secret_is_in_it(house: House) -> None:
    """Neither the hash of the password nor that of the security answer."""
    with_account(house)
    assert "argon2" not in said(house)


def test_what_was_not_answered_yet_is_a_dash(house: House) -> None:
    """An account that was just made has empty fields."""
    with_account(house)
    assert "Alamat domisili -" in said(house)


def test_what_was_done_with_the_data_is_told_in_words(house: House) -> None:
    """One's own steps, looks by staff, also before the account, what the system did, and whatever has no word yet."""
    with_account(house)
    made = account(house)
    for who, action, role in ((9, "lihat", "verifier"), (0, "hapus.lama", ""), (71, "masuk", "worker")):
        entry = audit.Entry(who, action, made, {}, role)
        audit.record(house.session, house.vault, entry, house.now)
    (worker,) = house.session.exec(select(Worker.id))
    look = audit.Entry(9, "lihat", worker, {}, "helpdesk")
    audit.record(house.session, house.vault, look, house.now)
    text = said(house)
    for line in (
        "petugas helpdesk melihat data",
        *("Anda membuat akun", "verifikator instansi melihat data", "Sistem kegiatan lain (hapus.lama)"),
        *("Anda masuk ke akun", "1 September 2022 pukul 10.00 WIB"),
    ):
        assert line in text, line
