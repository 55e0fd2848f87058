"""The page Riwayat Pekerjaan: a new entry, from Tambah to Simpan, and how many there may be."""

from datetime import date, timedelta

import pytest

from tests.conversations.filled import Filling, known
from tests.house import House

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
def sari(house: House) -> Filling:
    """Give a worker at the list, with the instansi's one entry, whose papers are all there."""
    sari = known(house).has_papers()
    sari.says("/masuk riwayat").hears("ask.riwayat")
    return sari


def fills(chat: Filling, until: str = "simpan") -> Filling:
    """Answer the form up to a question."""
    for name, words in FORM.items():
        if name == until:
            break
        chat.hears(f"ask.{name}").says(words) if words else chat.taps("button.temuan")
    return chat.hears(f"ask.{until}")


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


def test_a_pendidikan_that_no_reference_has_is_kept_as_typed(sari: Filling) -> None:
    """Nobody is stopped because a list is not complete."""
    fills(sari.taps("button.tambah"), "cari_pendidikan").says("Seni Ukir Kapal").taps("button.pakai_kata")
    sari.hears("ask.jabatan_penandatangan").answers().answers().answers().hears("ask.simpan")
    sari.sees("Pendidikan: Seni Ukir Kapal").taps("button.simpan")
    assert sari.entries()[0].pendidikan == "Seni Ukir Kapal"


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
