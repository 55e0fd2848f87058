"""An operator's own rules, in everything that staff and workers do: they judge, and their figures are told."""

from datetime import date

import pytest

from bot.rules.eligibility import Terms
from tests.conversations.finished import finished, verifier
from tests.conversations.office import works
from tests.conversations.test_cari import changes, opened
from tests.conversations.test_tambah import entered
from tests.house import SARI, House

OTHER = Terms(
    reference=date(2022, 6, 30),
    age_max=30,
    service_years=5,
    sk_until=date(2017, 6, 30),
    payments=("BOS", "Komite"),
    jobs=("guru",),
    jobs_alone=(),
)


@pytest.fixture(autouse=True)
def _other(house: House) -> None:
    house.terms = OTHER


def test_who_is_entered_is_judged_by_them(house: House) -> None:
    """Each with its own figure; the payments that may be tapped are those that belong."""
    chat = entered(works(house, "operator")).hears("ask.tidak_layak")
    chat.sees("Usianya 32 tahun pada 30 Juni 2022", "paling tinggi 30 tahun", "belum 5 tahun pada 30 Juni 2022")
    chat.sees("guru (aturan jabatan)")


def test_the_payments_that_may_be_tapped_are_theirs(house: House) -> None:
    """When somebody is entered, and when their row is changed."""
    house.registers(SARI)
    chat = changes(opened(house), "Jenis Pembayaran Gaji")
    assert [shown.label for shown in chat.buttons if shown.code == "button.temuan"] == ["Dana BOS", "Komite/Yayasan"]
    chat.taps("button.temuan", "Dana BOS").hears("ask.sudah_diubah").taps("button.ke_kartu")
    changes(chat, "Jenis Pembayaran Gaji").says("APBN").hears("error.aturan").sees("tidak dibayar dari BOS atau Komite")


def test_a_verifier_counts_to_their_day(house: House) -> None:
    """The masa kerja, the gaps, and which rules are broken."""
    finished(house)
    chat = verifier(house).says("/verifikasi").hears("ask.putusan").sees("Umur 32 tahun, paling tua 30 tahun")
    chat.sees("Masa kerja: 4 tahun 5 bulan", "SK sesudah 30 Juni 2017", "Gaji bukan dari BOS atau Komite")
    chat.taps("button.setujui").hears("ask.putusan", "error.aturan_dilanggar")


def test_a_worker_sees_masa_kerja_up_to_their_day(house: House) -> None:
    """The last day that counts is theirs."""
    sari = finished(house)
    sari.says("/masuk").taps("button.lihat_resume").hears("say.masa_kerja").sees("30 Juni 2022")
