"""The page Riwayat Pekerjaan: the missing papers first, then the list, and what can be done with each entry."""

from datetime import date

import pytest

from storage import riwayat
from tests.conversations.filled import Filling, known, pages
from tests.house import House, photo


@pytest.fixture
def bare(house: House) -> Filling:
    """Give a worker with the instansi's one entry, whose papers are missing."""
    return known(house)


@pytest.fixture
def sari(bare: Filling) -> Filling:
    """Give a worker at the list, whose papers are all there."""
    bare.has_papers().says("/masuk riwayat").hears("ask.riwayat")
    return bare


def own(chat: Filling) -> int:
    """An own entry with its papers, opened in the list; its id."""
    entry = chat.has_entry(date(2010, 2, 1), date(2012, 12, 31))
    chat.has_papers(entry).says("/masuk riwayat").taps("button.entri", "Guru Bantu").hears("ask.tindakan")
    return entry


# -- papers ----------------------------------------------------------------------------------------------------------


def test_the_missing_papers_are_asked_first(bare: Filling) -> None:
    """The SK, then the bukti pembayaran, each for the entry that it belongs to; then the list."""
    bare.says("/masuk riwayat").hears("ask.sk").sees("Guru, SDN Contoh 1, mulai 2 Januari 2018")
    first, second = pages(2)
    bare.sends_photo(first).sends_photo(second).taps("button.berkas_gabungan").hears("ask.bukti")
    assert bare.entries()[0].papers["sk"].pages == 2
    bare.sends_photo().taps("button.berkas_foto").hears("ask.riwayat")
    bare.sees("SK sudah ada dan bukti pembayaran sudah ada").has_buttons("button.selanjutnya")
    assert sorted(bare.entries()[0].papers) == ["bukti", "sk"]


def test_the_list_can_be_seen_before_the_papers(bare: Filling) -> None:
    """Daftar riwayat shows it, without a way on but with what to do."""
    bare.says("/masuk riwayat").taps("button.daftar_riwayat").hears("ask.riwayat").sees("SK belum ada")
    assert "button.selanjutnya" not in [button.code for button in bare.buttons]
    bare.taps("button.entri").hears("ask.tindakan").sees("SK: belum ada").taps("button.unggah_bukti").hears("ask.bukti")
    bare.sends_photo().taps("button.berkas_foto").hears("ask.sk").taps("button.daftar_riwayat")
    bare.sees("SK belum ada", "bukti pembayaran sudah ada", "Pilih riwayatnya di bawah, lalu unggah")


def test_a_paper_is_replaced_and_shown(sari: Filling) -> None:
    """Unggah SK keeps the last one, and lets the one before go; Lihat sends it back; Batal leaves everything."""
    old = {kind: paper.file for kind, paper in sari.entries()[0].papers.items()}
    sari.taps("button.entri").taps("button.lihat_sk").hears("ask.tindakan", "view.sk").taps("button.lihat_bukti")
    sari.hears("view.bukti").taps("button.unggah_sk").hears("ask.sk").taps("button.batal").hears("ask.riwayat")
    sari.taps("button.entri").taps("button.unggah_sk").sends_photo(photo((430, 560))).taps("button.berkas_foto")
    sari.hears("ask.riwayat")
    assert sari.house.discarded == [old["sk"]]
    assert sari.entries()[0].papers["bukti"].file == old["bukti"]


def test_kembali_from_a_paper(sari: Filling) -> None:
    """Back to the entry that it was chosen for."""
    sari.taps("button.entri").taps("button.unggah_bukti").says("/kembali").hears("ask.tindakan").says("/kembali")
    sari.hears("ask.riwayat")


def test_words_are_no_paper(bare: Filling) -> None:
    """The question stands."""
    bare.says("/masuk riwayat").says("nanti").hears("error.want_paper", "ask.sk").sends_photo().hears(
        "offer.berkas_foto"
    )


def test_a_paper_for_an_entry_that_was_removed_meanwhile(sari: Filling) -> None:
    """Nothing is kept of it; the list stands."""
    entry, house = own(sari), sari.house
    sari.taps("button.unggah_sk").sends_photo(photo((430, 560))).hears("offer.berkas_foto")
    riwayat.remove(house.session, house.vault, sari.account, entry, 1, house.now)
    sari.taps("button.berkas_foto").hears("ask.riwayat")
    assert len(sari.entries()) == 1
    assert len(house.discarded) == 1


# -- what can be done with an entry ----------------------------------------------------------------------------------


def test_an_own_entry_is_changed(sari: Filling) -> None:
    """Everything of it stands in the form."""
    own(sari)
    sari.taps("button.ubah").hears("ask.simpan").sees("Jabatan: Guru Bantu", "Pendidikan: SLTA")
    sari.taps("field.tanggal_berakhir").hears("present.answer").taps("button.masih").hears("ask.simpan")
    sari.taps("field.jenis_pembayaran").taps("term.pembayaran_APBN").taps("button.simpan").hears("ask.riwayat")
    changed = sari.entries()[0]
    assert (changed.tanggal_berakhir, changed.jenis_pembayaran, changed.jabatan) == (None, "APBN", "Guru Bantu")


def test_an_own_entry_that_was_removed_meanwhile(sari: Filling) -> None:
    """Neither changing nor removing it is possible any more; the list stands, also for whoever comes back to it."""
    house = sari.house
    for steps in (("button.ubah", "button.simpan"), ("button.hapus", "button.ya_hapus")):
        entry = own(sari)
        sari.taps(steps[0])
        riwayat.remove(house.session, house.vault, sari.account, entry, 1, house.now)
        sari.taps(steps[1]).hears("ask.riwayat")
    entry = own(sari)
    riwayat.remove(house.session, house.vault, sari.account, entry, 1, house.now)
    sari.says("/masuk riwayat").hears("ask.riwayat")
    assert [entry.source for entry in sari.entries()] == ["instansi"]


def test_of_the_instansi_s_entry_only_the_pendidikan_changes(sari: Filling) -> None:
    """It is asked at once; nothing else can be reached, not even by /kembali; and the entry cannot be removed."""
    before = sari.taps("button.entri").hears("ask.tindakan").entries()[0]
    assert not {"button.ubah", "button.hapus"} & {button.code for button in sari.buttons}
    sari.sees("Penandatangan SK: tidak tercatat").taps("button.ubah_pendidikan").hears("ask.cari_pendidikan")
    sari.says("/kembali").hears("ask.tindakan").taps("button.ubah_pendidikan").says("pgsd")
    sari.taps("button.temuan", "Guru Sekolah Dasar").hears("ask.simpan")
    fields = [button.code for button in sari.buttons if button.code.startswith("field.")]
    assert fields == ["field.pendidikan"]
    sari.taps("button.simpan").hears("ask.riwayat")
    after = sari.entries()[0]
    assert (after.pendidikan_instansi, after.jabatan, after.source) == ("S1 PGSD", before.jabatan, "instansi")
    assert "Guru Sekolah Dasar" in (after.pendidikan or "")


def test_an_own_entry_is_removed_with_its_papers(sari: Filling) -> None:
    """Asked once more first; a second thought keeps it."""
    own(sari)
    files = {paper.file for paper in sari.entries()[0].papers.values()}
    sari.taps("button.hapus").hears("ask.yakin_hapus").taps("button.batal").hears("ask.riwayat")
    assert len(sari.entries()) == 2
    sari.taps("button.entri", "Guru Bantu").taps("button.hapus").says("/kembali").hears("ask.tindakan")
    sari.taps("button.hapus").taps("button.ya_hapus").hears("ask.riwayat").sees_not("Guru Bantu")
    assert len(sari.entries()) == 1
    assert set(sari.house.discarded) == files


def test_a_forged_way_on_is_none(bare: Filling) -> None:
    """While something lacks, Selanjutnya is no button of the list, whatever a client sends."""
    bare.says("/masuk riwayat").taps("button.daftar_riwayat")
    revision = bare.states()["riwayat"].revision
    bare.taps_data(f"riwayat.{revision}.selanjutnya").hears("toast.stale", "ask.riwayat")
    assert bare.record().pages_done == ()


def test_an_entry_is_looked_at_and_left(sari: Filling) -> None:
    """Kembali leads to the list."""
    sari.taps("button.entri").hears("ask.tindakan").sees("Nomor SK: 800/12/2018", "Gaji dari: APBD")
    sari.taps("button.kembali").hears("ask.riwayat")


def test_selanjutnya_confirms_the_page(sari: Filling) -> None:
    """On to the Resume, and the menu tells so."""
    sari.taps("button.selanjutnya").hears("ask.kurang")
    assert sari.record().pages_done == ("riwayat",)
    sari.says("/masuk").sees("Riwayat Pekerjaan: sudah lengkap")
