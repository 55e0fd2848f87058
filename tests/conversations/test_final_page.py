"""The page Final: the record to be read, both cards, and the wish to have it opened again."""

from datetime import timedelta

import pytest
from sqlmodel import select

from storage.models.filling import Reopening
from tests.conversations.filled import Filling, known
from tests.house import House

REASON = "SK tahun 2015 belum saya unggah."


@pytest.fixture
def sari(house: House) -> Filling:
    """Give a worker who has ended the record, at the page Final."""
    sari = known(house).has_everything()
    sari.says("/masuk resume").taps("button.centang").taps("button.akhiri").taps("button.iya")
    sari.says("/masuk").hears("ask.final")
    return sari


def reopenings(sari: Filling) -> list[str]:
    """Why it was asked to be opened again."""
    rows = sari.house.session.exec(select(Reopening)).all()
    return [sari.house.vault.open("reopening", "reason", row.id or 0, row.reason) for row in rows]


def test_it_can_only_be_read(sari: Filling) -> None:
    """Every page leads here; whatever is said changes nothing."""
    before = sari.kept()
    sari.sees("Halaman 5 dari 5 · Final", "menunggu pemeriksaan instansi", "1 September 2022 pukul 10.00 WIB")
    for page in ("dokumen", "biodata", "riwayat", "lanjut", ""):
        sari.says(f"/masuk {page}").hears("ask.final")
    sari.says("tolong ubah").hears("error.want_button", "ask.final").sends_photo().hears("ask.final")
    assert sari.kept() == before


def test_both_cards_as_often_as_wanted(sari: Filling) -> None:
    """Each by its button."""
    for code in ("button.cetak_akun", "button.cetak_pendataan", "button.cetak_akun"):
        sari.says("/masuk").taps(code).hears_not("ask.final")
        assert sari.words


def test_everything_can_be_looked_at(sari: Filling) -> None:
    """The sections as on the resume, and the files as an album."""
    sari.taps("button.lihat_resume").hears("say.identitas", "say.biodata", "say.riwayat", "say.masa_kerja", "ask.final")
    sari.taps("button.lihat_berkas").hears("view.ktp", "view.ijazah", "view.bukti", "ask.final")
    assert len(sari.files) == 6


def test_where_it_stands_is_told(sari: Filling) -> None:
    """Once the instansi has decided."""
    sari.is_decided("disetujui").says("/masuk").hears("ask.final").sees("disetujui instansi")
    sari.taps("button.status").hears("say.status")


def test_a_wish_to_have_it_opened_again(sari: Filling) -> None:
    """With a reason, under a number; it is recorded once, however often the page is opened afterwards."""
    sari.taps("button.minta_buka").hears("ask.alasan").says(REASON).hears("ask.diminta").sees("B-", "Dinas Pendidikan")
    trail = sari.trail()
    sari.taps("button.kembali").hears("ask.final").says("/masuk").hears("ask.final").says("/kembali").hears("ask.final")
    assert (reopenings(sari), sari.trail()) == ([REASON], trail)
    sari.says("/status").sees("B-")


def test_a_second_wish_adds_its_words(sari: Filling) -> None:
    """The request stays one."""
    for words in (REASON, "Alamat saya juga keliru."):
        sari.says("/masuk").taps("button.minta_buka").says(words).hears("ask.diminta")
    assert reopenings(sari) == [f"{REASON}\nAlamat saya juga keliru."]


@pytest.mark.parametrize(
    ("words", "code"), [("salah", "text_too_short"), ("x" * 501, "text_too_long"), ("?" * 12, "text_characters")]
)
def test_a_reason_must_tell_something(sari: Filling, words: str, code: str) -> None:
    """The question is asked again with what is missing."""
    sari.taps("button.minta_buka").says(words).hears(f"error.{code}", "ask.alasan").says(REASON).hears("ask.diminta")


def test_a_wish_is_taken_back(sari: Filling) -> None:
    """Batal records nothing; whoever leaves at the question comes back to it."""
    sari.taps("button.minta_buka").says("/batal").says("/masuk").hears("ask.alasan").taps("button.batal")
    sari.hears("ask.final").taps("button.minta_buka").says("/kembali").hears("ask.alasan").taps("button.batal")
    assert reopenings(sari) == []


def test_when_it_is_opened_again_everything_is_kept(sari: Filling) -> None:
    """The pages are open, nothing was lost, a change counts, and it can be ended once more."""
    before = sari.record()
    sari.is_decided("dikembalikan").says("/masuk").hears("say.menu")
    sari.sees("Dokumen: sudah lengkap", "Biodata: sudah lengkap", "Riwayat Pekerjaan: sudah lengkap", "Resume: sudah")
    assert sari.record().biodata == before.biodata
    sari.says("/masuk dokumen").hears("ask.dokumen").says("/masuk biodata").taps("button.ubah").taps("field.agama")
    sari.taps("term.agama_hindu").hears("ask.biodata").sees("Agama: Hindu")
    assert (sari.record().status, sari.record().finished_at) == ("mengisi", None)
    sari.says("/masuk resume").taps("button.centang").taps("button.akhiri").taps("button.iya").hears("ask.berakhir")
    assert sari.record().status == "selesai"


def test_after_finalisasi_it_can_still_be_read(sari: Filling) -> None:
    """And after the session has ended, one logs in first; nothing is asked of the instansi any more."""
    sari.house.finalises()
    sari.says("/masuk").hears("ask.final")
    assert "button.minta_buka" not in [shown.code for shown in sari.buttons]
    sari.waits(timedelta(minutes=31)).taps("button.lihat_berkas").hears("say.sesi_berakhir")


@pytest.mark.parametrize("kind", ["difinalisasi", "open"])
def test_a_wish_that_comes_too_late_is_not_recorded(sari: Filling, kind: str) -> None:
    """The instansi finalised, or gave the record back, while the reason was being written."""
    sari.says("/masuk").taps("button.minta_buka").hears("ask.alasan")
    if kind == "open":
        sari.is_decided("dikembalikan")
    else:
        sari.house.finalises()
    before = sari.trail()
    sari.says("SK tahun 2015 belum saya unggah.").hears("ask.tertutup").sees("sudah di")
    assert sari.trail() == before
