"""The page Resume: what lacks, everything in sections, the tick, and the end."""

from datetime import date

import pytest

from storage.biodata import BIODATA
from tests.conversations.filled import Filling, known
from tests.house import House

TEXT_LIMIT = 4096


@pytest.fixture
def sari(house: House) -> Filling:
    """Give a worker to whose record nothing lacks, on the resume."""
    sari = known(house).has_everything()
    sari.says("/masuk resume").hears("ask.resume")
    return sari


def test_what_lacks_is_listed_with_the_ways_there(house: House) -> None:
    """Each page with how much; a tap leads there, and the record cannot be ended yet."""
    sari = known(house)
    sari.says("/masuk resume").hears("ask.kurang").sees("Dokumen (ijazah), Biodata (8 isian), dan Riwayat Pekerjaan (2")
    assert [button.code for button in sari.buttons] == [
        *("button.dokumen", "button.biodata", "button.riwayat", "button.menu")
    ]
    sari.taps("button.biodata").hears("ask.cari_kabupaten").has_biodata().says("/masuk resume").sees("Biodata (tinggal")
    sari.taps("button.riwayat").hears("ask.sk").has_papers().says("/masuk resume").sees("Dokumen (ijazah)")
    sari.taps("button.dokumen").answers().answers().hears("ask.dokumen").says("/masuk resume")
    sari.sees("Dokumen (tinggal", "Riwayat Pekerjaan (tinggal").hears("ask.kurang").hears_not("say.identitas")
    sari.has_confirmed("dokumen", "biodata", "riwayat").says("/masuk resume").hears("say.identitas", "ask.resume")


def test_everything_is_shown_in_sections(sari: Filling) -> None:
    """Identity, biodata, each riwayat, and the picture of the masa kerja; NIK and phone by their ends."""
    sari.hears("say.identitas", "say.biodata", "say.riwayat", "say.masa_kerja")
    sari.sees("Nama: Sari Wulandari", "NIK: 3201••••••••0001", "Jenis: Tenaga Non-ASN", "No. ponsel: 0812••••7890")
    sari.sees("Kabupaten Bogor", "Riwayat 1: Guru", "Penandatangan SK: tidak tercatat", "3 tahun 11 bulan")
    assert len(sari.words) == 5


def test_an_eks_thk2_is_told_so(house: House) -> None:
    """With the nomor peserta."""
    sari = known(house, thk2="12-3456").has_everything()
    sari.says("/masuk resume").sees("Jenis: Eks THK-II, nomor peserta 12-3456")


def test_the_longest_record_fits_telegram_s_limit(house: House) -> None:
    """Five riwayat and all biodata with the longest values: each section whole, in one message."""
    longest = dict.fromkeys(("alamat", "nama_sekolah", "pendidikan_terakhir", "jabatan", "unit_kerja"), "W" * 200)
    sari = known(house).has_biodata(**longest, nomor_ijazah="9" * 100, email=f"{'w' * 64}@{'w' * 185}.id")
    words = dict.fromkeys(("unit_kerja", "jabatan", "pendidikan", "jabatan_penandatangan"), "W" * 200)
    entries = [
        sari.has_entry(date(year, 1, 1), date(year, 12, 31), nomor_sk="9" * 100, **words) for year in range(2010, 2014)
    ]
    sari.has_paper("ijazah")
    sari.has_papers().has_papers(*entries).has_confirmed("dokumen", "biodata", "riwayat")
    sari.says("/masuk resume").hears("say.riwayat", "ask.resume")
    assert len([code for code in sari.codes if code == "say.riwayat"]) == 5
    assert all(len(message) <= TEXT_LIMIT for message in sari.words)
    sari.sees("Riwayat 4", "W" * 200)
    sari.says("/masuk biodata").hears("ask.biodata")
    assert len(sari.words[0]) <= TEXT_LIMIT


def test_every_field_and_file_is_shown(sari: Filling) -> None:
    """Nothing is left out; the files come as one album, in the order of the pages."""
    shown = "\n".join(sari.words)
    for name in set(BIODATA) - {"jenis_kelamin", "ponsel", "status_perkawinan", "agama", "kabupaten", "gelar_depan"}:
        value = sari.record().biodata[name]
        assert str(value) in shown or "tanggal" in name or name == "tingkat_pendidikan", name
    entry = sari.has_entry(date(2010, 1, 1), date(2011, 12, 31))
    sari.has_papers(entry).says("/masuk resume").taps("button.lihat_berkas")
    sari.hears("ask.resume", "view.ktp", "view.pasfoto", "view.swafoto", "view.ijazah", "view.sk", "view.bukti")
    first, second = sari.entries()
    of_entries = [paper.file for one in (first, second) for paper in (one.papers["sk"], one.papers["bukti"])]
    assert sari.files[3:] == [sari.papers()["ijazah"].file, *of_entries]


def test_the_tick_toggles_in_place(sari: Filling) -> None:
    """The message stays; only the box changes."""
    sari.taps("button.centang").hears("ask.akhiri").has_buttons("button.tercentang")
    assert sari.button("button.tercentang").label.startswith("☑")
    assert sari.screen is not None
    assert sari.screen.edit
    sari.taps("button.tercentang").hears("ask.resume")
    assert sari.button("button.centang").label.startswith("☐")


def test_without_the_tick_nothing_is_ended(sari: Filling) -> None:
    """Akhiri says that the tick comes first."""
    sari.taps("button.akhiri").hears("error.belum_dicentang", "ask.resume").sees("Centang dulu")
    sari.says("akhiri").hears("error.want_button", "ask.resume")
    assert sari.record().finished_at is None
    sari.taps("button.centang").taps("button.akhiri").hears("ask.yakin")


def test_a_second_thought(sari: Filling) -> None:
    """Tidak leads back, with the tick; so does /kembali."""
    sari.taps("button.centang").taps("button.akhiri").hears("ask.yakin").sees("hukum", "tidak dapat diubah lagi")
    sari.taps("button.tidak").hears("ask.akhiri").taps("button.akhiri").says("/kembali").hears("ask.akhiri")
    assert sari.record().status == "mengisi"


def test_sebelumnya_leads_to_the_riwayat(sari: Filling) -> None:
    """And whoever comes back reads, and ticks, anew."""
    sari.taps("button.centang").taps("button.sebelumnya").hears("ask.riwayat").taps("button.selanjutnya")
    sari.hears("say.biodata", "ask.resume")


def test_iya_ends_it(sari: Filling) -> None:
    """The card comes, the record is `selesai`, and the page is read-only from then on."""
    sari.taps("button.centang").taps("button.akhiri").taps("button.iya").hears("ask.berakhir").sees("NA-")
    assert sari.screen is not None
    assert sari.screen.media is not None
    assert (sari.screen.media.source, sari.screen.media.ref) == ("pendataan", str(sari.account))
    assert (sari.record().status, sari.record().finished_at) == ("selesai", sari.house.now)
    sari.has_buttons("button.cetak_akun", "button.cetak_pendataan").says("/masuk").hears("ask.final")


def test_what_was_taken_away_meanwhile_stops_the_end(sari: Filling) -> None:
    """Iya finds that something lacks: it is listed, and nothing is ended."""
    sari.taps("button.centang").taps("button.akhiri")
    sari.has_biodata(alamat=None).taps("button.iya").hears("ask.kurang").sees("Biodata (1 isian)")
    assert sari.record().status == "mengisi"
    sari.has_biodata().says("/masuk resume").taps("button.centang").taps("button.akhiri").taps("button.iya")
    sari.hears("ask.berakhir")
