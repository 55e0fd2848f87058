"""The page Biodata: everything may be changed, one after the other, back to the overview."""

import pytest

from tests.conversations.filled import Filling, known
from tests.house import House


@pytest.fixture
def done(house: House) -> Filling:
    """Give a worker of whom all biodata are known, at the overview."""
    sari = known(house).has_biodata()
    sari.says("/masuk biodata").hears("ask.biodata")
    return sari


def on_overview(chat: Filling) -> None:
    """The overview stands, with all that can be done there."""
    chat.hears("ask.biodata").has_buttons("button.selanjutnya", "button.ubah", "button.menu")


# -- changing --------------------------------------------------------------------------------------------------------

CHANGES = {
    "jenis_kelamin": ("Laki-laki", "L"),
    "email": ("sari.w@contoh.id", "sari.w@contoh.id"),
    "ponsel": ("0813 1111 2222", "+6281311112222"),
    "alamat": ("Jl. Kenanga No. 1 RT 01/RW 01", "Jl. Kenanga No. 1 RT 01/RW 01"),
    "status_perkawinan": ("cerai mati", "cerai_mati"),
    "agama": ("Hindu", "hindu"),
    "gelar_depan": ("Dra.", "Dra."),
    "gelar_belakang": ("-", "-"),
    "nomor_ijazah": ("IJZ-99", "IJZ-99"),
    "nama_sekolah": ("Universitas Lain", "Universitas Lain"),
    "tanggal_lulus": ("1 Juni 2013", "2013-06-01"),
    "jabatan": ("Guru Kelas", "Guru Kelas"),
    "unit_kerja": ("SDN Contoh 9", "SDN Contoh 9"),
    "tempat_lahir_ijazah": ("Cibinong", "Cibinong"),
    "tanggal_lahir_ijazah": ("08-03-1990", "1990-03-08"),
}


def test_everything_may_be_changed(done: Filling) -> None:
    """One after the other; each change is kept at once, and leads back to the overview."""
    for field, (words, kept) in CHANGES.items():
        done.taps("button.ubah").taps(f"field.{field}").hears(f"ask.{field}").has_buttons("button.tetap").says(words)
        on_overview(done)
        assert done.record().said[field] == kept
    done.taps("button.ubah").taps("field.kabupaten").says("depok").taps("button.temuan", "Kota Depok")
    on_overview(done)
    done.sees("Kota Depok", "Jl. Kenanga No. 1", "0813••••2222", "1 Juni 2013", "Cibinong, 8 Maret 1990", "Cerai Mati")


def test_a_second_thought_changes_nothing(done: Filling) -> None:
    """Tetap pakai, and Kembali ke biodata."""
    before = done.kept()
    done.taps("button.ubah").taps("field.agama").hears("present.answer").taps("button.tetap")
    on_overview(done)
    done.taps("button.ubah").taps("button.selesai_ubah")
    on_overview(done)
    assert done.kept() == before


def test_the_page_stands_in_one_place(done: Filling) -> None:
    """Ubah takes the overview's own message."""
    assert done.taps("button.ubah").screen is not None
    assert done.screen is not None
    assert done.screen.edit


@pytest.mark.parametrize(
    ("field", "words", "code"),
    [
        ("email", "sari@", "email_malformed"),
        ("ponsel", "021 555", "phone_not_mobile"),
        ("alamat", "Bogor", "address_too_short"),
        ("alamat", "x" * 201, "address_too_long"),
        ("agama", "lainnya", "want_button"),
        ("gelar_depan", "S.Pd.", "title_belongs_behind"),
        ("gelar_belakang", "Drs.", "title_belongs_before"),
        ("nomor_ijazah", "tidak ada", "number_without_digit"),
        ("nama_sekolah", "x", "text_too_short"),
        ("tanggal_lulus", "15-08-12", "date_year_two_digits"),
        ("tanggal_lulus", "15-08-1993", "graduated_too_young"),
        ("tanggal_lulus", "15-08-2002", "graduated_too_young"),
        ("tanggal_lahir_ijazah", "07-03-1999", "birth_far_from_ktp"),
        ("tanggal_lahir_ijazah", "31-02-1990", "date_impossible"),
    ],
)
def test_what_is_refused_says_what_to_do(done: Filling, field: str, words: str, code: str) -> None:
    """The same question again with the reason; the record stays, and a good answer goes on."""
    before = done.kept()
    done.taps("button.ubah").taps(f"field.{field}").says(words).hears(f"error.{code}", f"ask.{field}")
    assert done.kept() == before
    done.says(CHANGES[field][0])
    on_overview(done)


def test_somebody_else_s_contact_is_no_number(done: Filling) -> None:
    """Nor is it said where a button for one's own would be."""
    done.taps("button.ubah").taps("field.ponsel").shares_contact("6281300001111", own=False)
    done.hears("error.contact_not_own", "ask.ponsel").shares_contact("6281300001111")
    on_overview(done)
    assert done.record().biodata["ponsel"] == "+6281300001111"


def test_a_pendidikan_as_typed_is_believed_whatever_its_words(done: Filling) -> None:
    """STM written out begins like another level: nobody is asked for it again and again."""
    done.taps("button.ubah").taps("field.tingkat_pendidikan").says("STM")
    done.hears("ask.cari_pendidikan").says("Sekolah Teknik Menengah Mesin").taps("button.pakai_kata")
    on_overview(done)
    done.sees("Sekolah Teknik Menengah Mesin")


def test_what_cannot_be_printed_is_no_pendidikan(done: Filling) -> None:
    """What is searched for may be kept as it was typed."""
    done.taps("button.ubah").taps("field.pendidikan_terakhir").says("abc\u202edef").hears("error.text_characters")


# -- versi instansi and versi Anda -----------------------------------------------------------------------------------


def test_both_versions_are_shown_and_the_instansis_is_a_tap_away(house: House) -> None:
    """Where the worker says otherwise; afterwards both say the same."""
    sari = known(house).has_biodata(
        nama_sekolah="Universitas Lain", jabatan="Guru Kelas", pendidikan_terakhir="s1, pgsd"
    )
    sari.says("/masuk biodata").hears("ask.biodata").sees(
        "Berbeda dengan data instansi Anda: Nama sekolah dan Jabatan terakhir"
    )
    sari.taps("button.beda").hears("ask.samakan").sees("Universitas Contoh (instansi) · Universitas Lain (Anda)")
    sari.taps("button.selesai_ubah").hears("ask.biodata").taps("button.beda")
    sari.taps("button.ikut_instansi", "Nama sekolah").hears("ask.biodata").sees("Nama sekolah: Universitas Contoh")
    assert sari.record().said["nama_sekolah"] is None
    sari.taps("button.beda").taps("button.ikut_instansi", "Jabatan").sees("Ada yang keliru?")
    assert "button.beda" not in [shown.code for shown in sari.buttons]


def test_the_instansis_level_brings_its_own_education(house: House) -> None:
    """A level written otherwise is the same; what was studied belongs to its level."""
    sari = known(house).has_biodata()
    sari.says("/masuk biodata").hears("ask.biodata").sees("Pendidikan terakhir")
    sari.taps("button.ubah").taps("field.tingkat_pendidikan").taps("term.tingkat_45").says("pgsd").taps(
        "button.pakai_kata"
    )
    sari.hears("ask.biodata").taps("button.beda").sees("Tingkat pendidikan: S1 (instansi) · S-2 (Anda)")
    sari.taps("button.ikut_instansi", "Tingkat").hears("ask.biodata").sees("Pendidikan terakhir: S1 PGSD")
