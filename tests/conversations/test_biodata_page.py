"""The page Biodata: only what is missing is asked, each answer is kept at once, and everything may be changed."""

from datetime import timedelta

import pytest

from storage.biodata import BIODATA
from tests.conversations.filled import COMPLETE, Filling, known
from tests.house import SARI, House


@pytest.fixture
def sari(house: House) -> Filling:
    """Give a worker of whom the instansi knows everything that it may, at the first question of the page."""
    sari = known(house)
    sari.says("/masuk biodata").hears("ask.cari_kabupaten")
    return sari


@pytest.fixture
def done(house: House) -> Filling:
    """Give a worker of whom all biodata are known, at the overview."""
    sari = known(house).has_biodata()
    sari.says("/masuk biodata").hears("ask.biodata")
    return sari


def standing(chat: Filling) -> str:
    """The question that stands."""
    assert chat.screen is not None
    return chat.screen.text.removeprefix("ask.")


def on_overview(chat: Filling) -> None:
    """The overview stands, with all that can be done there."""
    chat.hears("ask.biodata").has_buttons("button.selanjutnya", "button.ubah", "button.menu")


# -- what is asked ---------------------------------------------------------------------------------------------------


def test_only_what_is_missing_is_asked(sari: Filling) -> None:
    """What the account and the instansi know is not; each answer is in the record at once."""
    assert sari.record().biodata["pendidikan_terakhir"] == "S1 PGSD"
    sari.says("bogor").hears("ask.kabupaten").taps("button.temuan", "Kabupaten Bogor").hears("ask.alamat")
    assert sari.record().said["kabupaten"] == "3201"
    sari.says(COMPLETE["alamat"]).hears("ask.status_perkawinan")
    assert sari.record().said["alamat"] == COMPLETE["alamat"]
    sari.taps("term.status_kawin").hears("ask.agama").says("Islam").hears("ask.gelar_depan")
    assert (sari.record().said["status_perkawinan"], sari.record().said["agama"]) == ("kawin", "islam")
    sari.taps("button.tanpa_gelar").hears("ask.gelar_belakang").says("s.pd").hears("ask.tempat_lahir_ijazah")
    assert (sari.record().said["gelar_depan"], sari.record().said["gelar_belakang"]) == ("-", "S.Pd.")
    sari.sees("Di KTP Anda: Bogor").taps("button.sama_ktp")
    sari.hears("ask.tanggal_lahir_ijazah").taps("button.sama_ktp").hears("ask.biodata")
    assert sari.record().said["tempat_lahir_ijazah"] == "Bogor"
    assert sari.record().said["tanggal_lahir_ijazah"] == "1990-03-07"
    assert None not in sari.record().biodata.values()


def test_of_whom_little_is_known_all_is_asked(house: House) -> None:
    """In the order of the page."""
    sari = Filling(house, house.registers(SARI))
    sari.says("/masuk biodata")
    asked = []
    while (here := standing(sari)) != "biodata":
        asked.append(here)
        assert len(asked) < len(BIODATA)
        sari.says("S1") if here == "tingkat_pendidikan" else sari.answers()
    assert asked == [
        "cari_kabupaten", "kabupaten", "alamat", "status_perkawinan", "agama", "gelar_depan", "gelar_belakang",
        "tingkat_pendidikan", "cari_pendidikan", "pendidikan_terakhir", "nomor_ijazah", "nama_sekolah",
        "tanggal_lulus", "tempat_lahir_ijazah", "tanggal_lahir_ijazah",
    ]  # fmt: skip
    assert list(BIODATA) == [name for name in sari.record().biodata if sari.record().biodata[name]]


def test_the_ktp_is_shown_and_locked(done: Filling) -> None:
    """Name, place and date of birth stand above; none of them can be chosen."""
    done.sees("Sesuai KTP, tidak bisa diubah", "Nama: Sari Wulandari", "Tempat, tanggal lahir: Bogor, 7 Maret 1990")
    done.taps("button.ubah").hears("ask.ubah")
    assert {button.code for button in done.buttons} == {*(f"field.{name}" for name in BIODATA), "button.selesai_ubah"}


def test_a_level_in_the_instansi_s_words_is_understood(house: House) -> None:
    """A level is what S1 names; nobody is asked then."""
    known(house).has_biodata(tingkat_pendidikan=None, pendidikan_terakhir=None).says("/masuk biodata").hears(
        "ask.biodata"
    ).sees("Tingkat: S-1/Sarjana", "Pendidikan terakhir: S1 PGSD")


def test_a_level_that_is_none_is_asked(house: House) -> None:
    """Nobody guesses what the instansi meant; a typed one is understood."""
    sari = known(house, tingkat_pendidikan="Tinggi")
    sari.has_biodata(tingkat_pendidikan=None, pendidikan_terakhir=None).says("/masuk biodata")
    sari.hears("ask.tingkat_pendidikan").says("tinggi sekali").hears("error.want_button").says("Strata 1")
    on_overview(sari)
    assert sari.record().said["tingkat_pendidikan"] == "40"


def test_a_pendidikan_of_another_level_is_asked_anew(done: Filling) -> None:
    """Changing the level asks for the pendidikan where it does not fit any more."""
    done.taps("button.ubah").taps("field.tingkat_pendidikan").hears("ask.tingkat_pendidikan", "present.answer")
    done.taps("term.tingkat_45").hears("ask.cari_pendidikan").says("pendidikan dasar").hears("ask.pendidikan_terakhir")
    assert all(button.label.startswith("S-2") for button in done.buttons if button.code == "button.temuan")
    done.taps("button.temuan")
    on_overview(done)
    assert (done.record().biodata["pendidikan_terakhir"] or "").startswith("S-2")


# -- searching -------------------------------------------------------------------------------------------------------


def test_a_place_is_found_in_spite_of_typing_errors(sari: Filling) -> None:
    """Kabupaten and kota of one name are both offered; another search is one tap away."""
    sari.says("bogr").hears("ask.kabupaten").sees("dua daerah yang berbeda")
    assert {"Kabupaten Bogor, Jawa Barat", "Kota Bogor, Jawa Barat"} <= {button.label for button in sari.buttons}
    sari.taps("button.cari_lagi").hears("ask.cari_kabupaten").says("yogyakarta").hears("ask.kabupaten")
    sari.taps("button.temuan", "Kota Yogyakarta").hears("ask.alamat")
    assert sari.record().biodata["kabupaten"] == "3471"


@pytest.mark.parametrize(
    ("words", "code"),
    [("bo", "search_too_short"), ("x" * 101, "search_too_long"), ("zzzzqqqq", "place_not_found")],
)
def test_a_place_that_is_not_found(sari: Filling, words: str, code: str) -> None:
    """The question says what to type instead."""
    sari.says(words).hears(f"error.{code}", "ask.cari_kabupaten").says("bogor").hears("ask.kabupaten")


def test_a_pendidikan_that_is_not_found(done: Filling) -> None:
    """The level that was searched may be the wrong one; Cari lagi asks for other words."""
    done.taps("button.ubah").taps("field.pendidikan_terakhir").hears("ask.cari_pendidikan", "present.answer")
    done.says("zzzzqqqq").hears("ask.pendidikan_terakhir").sees("Belum ada pendidikan", "zzzzqqqq")
    done.taps("button.cari_lagi").hears("ask.cari_pendidikan").says("keperawatn").hears("ask.pendidikan_terakhir")
    done.sees("Tidak ada di daftar?").taps("button.temuan", "Keperawatan")
    on_overview(done)
    assert "Keperawatan" in (done.record().biodata["pendidikan_terakhir"] or "")


def test_a_pendidikan_that_no_reference_has_is_kept_as_typed(done: Filling) -> None:
    """Nobody is stopped because a list is not complete."""
    done.taps("button.ubah").taps("field.pendidikan_terakhir").says("Seni Ukir Kapal").taps("button.pakai_kata")
    on_overview(done)
    assert done.record().biodata["pendidikan_terakhir"] == "Seni Ukir Kapal"


def test_a_pendidikan_that_is_gone_is_asked_again(house: House) -> None:
    """Pusat may load another list while somebody looks at the one before."""
    sari = known(house).has_biodata(tingkat_pendidikan="45", pendidikan_terakhir=None)
    sari.says("/masuk biodata").hears("ask.cari_pendidikan").says("pendidikan").hears("ask.pendidikan_terakhir")
    sari.pusat_loads("code,level,name\nBARU-1,45,S-2 Ilmu Baru\n").taps("button.temuan")
    sari.hears("ask.cari_pendidikan").says("ilmu").taps("button.temuan", "S-2 Ilmu Baru")
    on_overview(sari)


def test_words_where_one_is_to_be_picked(sari: Filling) -> None:
    """The list is shown again."""
    sari.says("bogor").says("Kota Bogor").hears("error.want_button", "ask.kabupaten")
    sari.taps("button.temuan", "Kota Bogor").hears("ask.alamat")


# -- going back and coming back --------------------------------------------------------------------------------------


def test_kembali_at_each_question(sari: Filling) -> None:
    """It leads to the question before, also one that was never asked; its answer stays until another is given."""
    before: list[str] = []
    while (here := standing(sari)) != "biodata":
        before.append(standing(sari.says("/kembali").hears_not(f"ask.{here}").hears("present.answer")))
        assert len(before) < len(BIODATA)
        sari.taps("button.tetap").hears(f"ask.{here}").answers()
    assert before[:2] == ["ponsel", "cari_kabupaten"]
    assert before[-1] == "tempat_lahir_ijazah"
    sari.says("/kembali").hears("ask.tanggal_lahir_ijazah").taps("button.tetap")
    on_overview(sari)


def test_kembali_before_the_first_question(sari: Filling) -> None:
    """Up to the very first, and there is nothing before it."""
    for name in ("ponsel", "email", "jenis_kelamin"):
        sari.says("/kembali").hears(f"ask.{name}")
    sari.says("/kembali").hears("error.no_way_back", "ask.jenis_kelamin").taps("button.tetap")
    sari.hears("ask.cari_kabupaten")


def test_whoever_leaves_comes_back_to_the_same_question(sari: Filling) -> None:
    """Also in the midst of a search, after a restart, and when the session has ended meanwhile."""
    sari.says("bogor").hears("ask.kabupaten").says("/batal").restarts().says("/masuk biodata").hears("ask.kabupaten")
    sari.waits(timedelta(minutes=31)).says("halo").hears("say.sesi_berakhir").sees("Sesi Anda sudah berakhir")
    sari.opens().says("/masuk lanjut").hears("ask.kabupaten").taps("button.temuan", "Kota Bogor").hears("ask.alamat")
    sari.says("/batal").says("/masuk").sees("Biodata: masih kurang 7")


def test_the_menu_tells_where_one_was(house: House) -> None:
    """`Lanjutkan: Biodata, 5 dari 19`; without figures where nothing more is asked."""
    sari = known(house)
    sari.has_paper("ijazah")
    sari.says("/masuk dokumen").taps("button.selanjutnya").answers().answers().hears("ask.alamat").says("/masuk")
    assert sari.button("button.lanjutkan_di").label == "Lanjutkan: Biodata, 5 dari 19"
    sari.taps("button.lanjutkan_di").hears("ask.alamat")
    sari.has_biodata().says("/masuk biodata").hears("ask.biodata").says("/masuk")
    assert sari.button("button.lanjutkan").label == "Lanjutkan: Biodata"


# -- the end of the page ---------------------------------------------------------------------------------------------


def test_the_captcha_then_the_next_page(done: Filling) -> None:
    """A wrong one is told; the right one confirms the page."""
    done.taps("button.selanjutnya").hears("ask.captcha_biodata").says("salah").hears("error.captcha_wrong")
    assert done.record().pages_done == ()
    done.answers().hears("ask.sk")
    assert done.record().pages_done == ("biodata",)


def test_a_captcha_is_no_dead_end(done: Filling) -> None:
    """Whoever left there comes back there, and finds the way to the biodata."""
    done.taps("button.selanjutnya").hears("ask.captcha_biodata").taps("button.ganti_gambar").says("/batal")
    done.says("/masuk biodata").hears("ask.captcha_biodata").taps("button.selesai_ubah")
    on_overview(done)
    done.taps("button.selanjutnya").says("/kembali")
    on_overview(done)
    done.taps("button.selanjutnya").answers().hears("ask.sk")


def test_without_captchas_selanjutnya_leads_on(house: House) -> None:
    """The setting takes the captcha away."""
    sari = known(house).has_biodata()
    sari.restarts(captcha_on=False).says("/masuk biodata").taps("button.selanjutnya").hears("ask.sk")
