"""The page Riwayat Pekerjaan: the missing papers first, then the list, and what can be done with each entry."""

from datetime import date, timedelta

import pytest

from storage import riwayat
from tests.conversations.filled import Filling, known, pages
from tests.house import House, photo

FORM = {
    "nomor_sk": "800/7/2010",
    "tanggal_sk": "1 Februari 2010",
    "tanggal_mulai": "01-02-2010",
    "tanggal_berakhir": "31-12-2012",
    "unit_kerja": "SDN Contoh 4",
    "jabatan": "Guru Bantu",
    "cari_pendidikan": "sma",
    "pendidikan": "",
    "jabatan_penandatangan": "Kepala Dinas Pendidikan",
    "jenis_penandatangan": "eselon II",
    "jenis_pembayaran": "apbd",
}
"""What is typed for a new entry; where nothing is, the first that was found is tapped."""


@pytest.fixture
def bare(house: House) -> Filling:
    """Give a worker with the instansi's one entry, whose papers are missing."""
    return known(house)


@pytest.fixture
def sari(bare: Filling) -> Filling:
    """Give a worker at the list, whose papers are all there."""
    bare.has_papers().says("/masuk riwayat").hears("ask.riwayat")
    return bare


def fills(chat: Filling, until: str = "simpan") -> Filling:
    """Answer the form up to a question."""
    for name, words in FORM.items():
        if name == until:
            break
        chat.hears(f"ask.{name}").says(words) if words else chat.taps("button.temuan")
    return chat.hears(f"ask.{until}")


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


# -- a new entry -----------------------------------------------------------------------------------------------------


def test_an_entry_is_added(sari: Filling) -> None:
    """Ten questions, all shown before Simpan; then its papers are asked, and the page leads on."""
    fills(sari.taps("button.tambah")).sees(
        "Nomor SK: 800/7/2010", "Tanggal SK: 1 Februari 2010", "Masa kerja: 1 Februari 2010 sampai 31 Desember 2012",
        "Unit kerja: SDN Contoh 4", "Jabatan: Guru Bantu", "Penandatangan SK: Kepala Dinas Pendidikan",
        "Jenis jabatannya: Pimpinan Tinggi (Eselon I/II)", "Gaji dari: APBD",
    )  # fmt: skip
    assert len(sari.entries()) == 1
    sari.taps("button.simpan").hears("ask.sk").sees("Guru Bantu, SDN Contoh 4, mulai 1 Februari 2010")
    added = sari.entries()[0]
    assert (added.source, added.tanggal_berakhir, added.jenis_pembayaran) == ("worker", date(2012, 12, 31), "APBD")
    assert (added.jenis_jabatan_penandatangan, added.nomor_sk) == ("pimpinan_tinggi", "800/7/2010")
    sari.sends_photo().taps("button.berkas_foto").sends_photo().taps("button.berkas_foto").hears("ask.riwayat")
    sari.sees("Riwayat 1: Guru Bantu", "Riwayat 2: Guru").taps("button.selanjutnya").hears("ask.kurang")


def test_somebody_still_at_work(sari: Filling) -> None:
    """There is no last day then."""
    fills(sari.taps("button.tambah"), "tanggal_berakhir").taps("button.masih").hears("ask.unit_kerja")
    for name in list(FORM)[4:]:
        sari.says(FORM[name]) if FORM[name] else sari.taps("button.temuan")
    sari.hears("ask.simpan").sees("1 Februari 2010 sampai masih bekerja").taps("button.simpan")
    assert sari.entries()[0].tanggal_berakhir is None


@pytest.mark.parametrize("until", [*FORM, "simpan"])
def test_batal_at_any_moment(sari: Filling, until: str) -> None:
    """Nothing is added; the list is shown."""
    before = sari.kept()
    fills(sari.taps("button.tambah"), until).taps("button.batal").hears("ask.riwayat")
    assert sari.kept() == before


@pytest.mark.parametrize("until", [*FORM, "simpan"])
def test_whoever_leaves_comes_back_to_the_same_question(sari: Filling, until: str) -> None:
    """What was filled in so far stays, also over a restart, an hour, and what another page changes."""
    fills(sari.taps("button.tambah"), until).says("/batal").restarts().waits(timedelta(hours=1)).opens()
    sari.has_biodata().says("/masuk riwayat").hears(f"ask.{until}")
    sari.says(FORM[until]) if FORM.get(until) else sari.taps("button.simpan" if until == "simpan" else "button.temuan")
    names = [*FORM, "simpan", "sk"]
    sari.hears(f"ask.{names[names.index(until) + 1]}")


@pytest.mark.parametrize("until", [*(name for name in FORM if name not in {"nomor_sk", "pendidikan"}), "simpan"])
def test_kembali_in_the_form(sari: Filling, until: str) -> None:
    """One question back, whose answer stays until another one is given."""
    fills(sari.taps("button.tambah"), until).says("/kembali").hears_not(f"ask.{until}").taps(
        "button.tetap" if until != "jabatan_penandatangan" else "button.temuan"
    )
    sari.hears(f"ask.{until}")


@pytest.mark.parametrize(
    ("name", "words", "code"),
    [
        ("nomor_sk", "tidak ada", "number_without_digit"),
        ("tanggal_sk", "2010", "date_not_understood"),
        ("tanggal_sk", "01-02-2030", "sk_in_future"),
        ("tanggal_mulai", "01-02-2030", "start_in_future"),
        ("tanggal_mulai", "01-01-2009", "sk_after_start"),
        ("tanggal_berakhir", "31-01-2010", "end_before_start"),
        ("tanggal_berakhir", "31-12-2022", "end_in_future"),
        ("unit_kerja", "x", "text_too_short"),
        ("cari_pendidikan", "s1", "search_too_short"),
        ("jenis_penandatangan", "teman", "want_button"),
        ("jenis_pembayaran", "tunai", "want_button"),
    ],
)
def test_what_is_refused_says_what_to_do(sari: Filling, name: str, words: str, code: str) -> None:
    """The dates are judged together; the same question again, and a good answer goes on."""
    fills(sari.taps("button.tambah"), name).says(words).hears(f"error.{code}", f"ask.{name}").says(FORM[name])
    names = list(FORM)
    sari.hears(f"ask.{[*names, 'simpan'][names.index(name) + 1]}")


def test_a_pendidikan_that_is_not_found(sari: Filling) -> None:
    """Cari lagi asks for other words."""
    fills(sari.taps("button.tambah"), "cari_pendidikan").says("zzzzqqqq").hears("ask.pendidikan").sees("zzzzqqqq")
    sari.taps("button.cari_lagi").hears("ask.cari_pendidikan").says("S1 pgsd").hears("ask.pendidikan")
    sari.taps("button.temuan", "Guru Sekolah Dasar").hears("ask.jabatan_penandatangan")


def test_one_field_of_the_form_is_changed(sari: Filling) -> None:
    """Each has its button; all else stays."""
    fills(sari.taps("button.tambah")).taps("field.jabatan").hears("present.answer").says("Guru Agama")
    sari.hears("ask.simpan").sees("Jabatan: Guru Agama").taps("field.pendidikan").hears("ask.pendidikan")
    sari.taps("button.cari_lagi").says("sma").hears("ask.pendidikan").taps("button.cari_lagi").says("pgsd").taps(
        "button.temuan", "Guru Sekolah Dasar"
    ).hears("ask.simpan").sees("Guru Sekolah Dasar")
    sari.taps("field.tanggal_mulai").taps("button.tetap").hears("ask.simpan").taps("button.simpan").hears("ask.sk")
    assert sari.entries()[0].jabatan == "Guru Agama"


@pytest.mark.parametrize(
    ("field", "words", "code"),
    [("tanggal_mulai", "01-02-2013", "form_end_before_start"), ("tanggal_sk", "01-03-2011", "form_sk_after_start")],
)
def test_dates_that_do_not_go_together_lead_to_the_form(sari: Filling, field: str, words: str, code: str) -> None:
    """Simpan refuses, says why, and the form shows which date may be mended."""
    fills(sari.taps("button.tambah")).taps(f"field.{field}").says(words).hears("ask.simpan").taps("button.simpan")
    sari.hears(f"error.{code}", "ask.simpan").sees("belum disimpan")
    assert len(sari.entries()) == 1
    sari.taps(f"field.{field}").says(FORM[field]).hears("ask.simpan").taps("button.simpan").hears("ask.sk")


def test_a_pendidikan_that_is_gone_is_searched_again(sari: Filling) -> None:
    """Pusat may load another list while somebody looks at the one before."""
    fills(sari.taps("button.tambah"), "pendidikan")
    sari.pusat_loads("code,level,name\nBARU-1,15,SMA Ilmu Baru\n").taps("button.temuan").hears(
        "error.pendidikan_gone", "ask.cari_pendidikan"
    ).says("sma")
    sari.taps("button.temuan", "SMA Ilmu Baru").hears("ask.jabatan_penandatangan")


# -- five at most, overlaps ------------------------------------------------------------------------------------------


def test_five_entries_are_the_most(sari: Filling) -> None:
    """There is no way to a sixth, also where the fifth came from elsewhere meanwhile."""
    starts = [date(2010 + year, 1, 1) for year in range(4)]
    entries = [sari.has_entry(start, start.replace(month=12)) for start in starts[:3]]
    fills(sari.has_papers(*entries).says("/masuk riwayat").taps("button.tambah"))
    sari.has_papers(sari.has_entry(starts[3], date(2013, 12, 1))).taps("button.simpan")
    sari.hears("error.riwayat_penuh", "ask.simpan").taps("button.batal").hears("ask.riwayat")
    sari.sees("Riwayat Anda sudah lima").has_buttons("button.selanjutnya")
    assert "button.tambah" not in [button.code for button in sari.buttons]
    assert len(sari.entries()) == 5


def test_overlaps_are_told_and_allowed(sari: Filling) -> None:
    """By the numbers of the list."""
    entries = [sari.has_entry(date(2017, 1, 1), date(2018, 6, 30)), sari.has_entry(date(2018, 3, 1))]
    sari.has_papers(*entries).says("/masuk riwayat").sees(
        "riwayat 1 dengan 2, riwayat 1 dengan 3, dan riwayat 2 dengan 3 bertumpang tindih"
    ).taps("button.selanjutnya").hears("ask.kurang")


def test_the_longest_list_fits_one_message(sari: Filling) -> None:
    """Five entries with the longest names, all overlapping."""
    entries = [sari.has_entry(date(2010 + year, 1, 1), jabatan="J" * 200, unit_kerja="U" * 200) for year in range(4)]
    sari.has_papers(*entries).says("/masuk riwayat").hears("ask.riwayat")
    assert len("\n\n".join(sari.words)) <= 4096
    assert all(len(button.label) <= 40 for button in sari.buttons)


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


def test_an_entry_is_looked_at_and_left(sari: Filling) -> None:
    """Kembali leads to the list."""
    sari.taps("button.entri").hears("ask.tindakan").sees("Nomor SK: 800/12/2018", "Gaji dari: APBD")
    sari.taps("button.kembali").hears("ask.riwayat")


def test_selanjutnya_confirms_the_page(sari: Filling) -> None:
    """On to the Resume, and the menu tells so."""
    sari.taps("button.selanjutnya").hears("ask.kurang")
    assert sari.record().pages_done == ("riwayat",)
    sari.says("/masuk").sees("Riwayat Pekerjaan: sudah lengkap")
