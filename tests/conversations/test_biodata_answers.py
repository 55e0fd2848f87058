"""What may be answered in Biodata, and what is said against it."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlmodel import Session

from bot.conversations.biodata import answers as an
from bot.conversations.biodata import names
from bot.conversations.biodata.pendidikan import REFERENCE, catalogue
from bot.engine.inputs import Choice, Contact, Input, Text
from bot.engine.parse import Answers, Asked, Refusal
from storage import references
from tests.house import House

NOW = datetime(2022, 9, 1, 3, 0, tzinfo=UTC)
Parse = Callable[[Input, Asked], str]


def said(parse: Parse, words: str | Input, answers: Answers | None = None) -> str:
    """What is kept of an answer."""
    return parse(Text(words) if isinstance(words, str) else words, Asked(answers or {}, NOW))


def refused(parse: Parse, words: str | Input, answers: Answers | None = None) -> tuple[str, dict[str, Any]]:
    """Why an answer is not kept, and the figures of the sentence."""
    with pytest.raises(Refusal) as caught:
        said(parse, words, answers)
    return caught.value.code, caught.value.params


def tap(value: str) -> Choice:
    return Choice(names.NAME, 1, value)


@pytest.mark.parametrize(
    ("parse", "choices"),
    [(an.jenis_kelamin, names.SEXES), (an.status_perkawinan, names.MARITAL), (an.agama, names.RELIGIONS)],
)
def test_a_tapped_button_is_the_answer(parse: Parse, choices: tuple[str, ...]) -> None:
    """Each choice of the list."""
    assert tuple(said(parse, tap(choice)) for choice in choices) == choices


@pytest.mark.parametrize(
    ("parse", "words", "choice"),
    [
        (an.jenis_kelamin, "Perempuan", "P"),
        (an.jenis_kelamin, "laki-laki", "L"),
        (an.status_perkawinan, "Belum Kawin", "belum_kawin"),
        (an.status_perkawinan, "cerai mati", "cerai_mati"),
        (an.agama, "Budha", "buddha"),
        (an.agama, "Kristen Protestan", "kristen"),
        (an.agama, "Kepercayaan terhadap Tuhan YME", "kepercayaan"),
        (an.tingkat_pendidikan, "S1", "40"),
        (an.tingkat_pendidikan, "SMA/sederajat", "15"),
    ],
)
def test_a_choice_may_be_typed(parse: Parse, words: str, choice: str) -> None:
    """In any usual spelling."""
    assert said(parse, words) == choice


@pytest.mark.parametrize("parse", [an.jenis_kelamin, an.status_perkawinan, an.agama, an.tingkat_pendidikan])
def test_words_that_name_no_choice_point_to_the_buttons(parse: Parse) -> None:
    """And so does anything that is not written."""
    assert refused(parse, "tidak tahu") == ("want_button", {})
    assert refused(parse, Contact("0812", own=True)) == ("want_button", {})


def test_a_tapped_level_is_the_answer() -> None:
    """By BKN's code."""
    assert said(an.tingkat_pendidikan, tap("30")) == "30"


def test_a_kabupaten_is_searched_by_three_letters() -> None:
    """Fewer, too many, and letters of no place are refused."""
    assert said(an.kabupaten_words, " bog ") == "bog"
    assert refused(an.kabupaten_words, "bo") == ("search_too_short", {"min": 3})
    assert refused(an.kabupaten_words, "b . .") == ("search_too_short", {"min": 3})
    assert refused(an.kabupaten_words, "bogor" * 21) == ("search_too_long", {"max": 100})
    assert refused(an.kabupaten_words, "xqzw") == ("place_not_found", {})


def test_pendidikan_is_searched_by_three_letters() -> None:
    """Whether there is such a thing is told by the reference."""
    assert said(an.pendidikan_words, "pgsd") == "pgsd"
    assert refused(an.pendidikan_words, "ti") == ("search_too_short", {"min": 3})


def test_an_address_has_ten_to_two_hundred_characters() -> None:
    """Line breaks become blanks."""
    assert said(an.alamat, "Jl. Melati No. 7\nRT 02/05") == "Jl. Melati No. 7 RT 02/05"
    assert refused(an.alamat, "Bogor") == ("address_too_short", {"min": 10})
    assert refused(an.alamat, "x" * 201) == ("address_too_long", {"max": 200})
    assert refused(an.alamat, "Jl. Melati\u0007 No. 7") == ("address_characters", {})


def test_titles_are_put_right() -> None:
    """A dash stands for none; the wrong side is refused."""
    assert said(an.gelar_depan, "drs") == "Drs."
    assert said(an.gelar_belakang, "spd mm") == "S.Pd., M.M."
    assert said(an.gelar_depan, "-") == said(an.gelar_belakang, "-") == "-"
    assert refused(an.gelar_depan, "S.Pd") == ("title_belongs_behind", {})
    assert refused(an.gelar_belakang, "Drs.") == ("title_belongs_before", {})


def test_an_ijazah_has_a_number_with_digits() -> None:
    """Whatever else stands in it."""
    assert said(an.nomor_ijazah, "DN-02 Ma 0001234") == "DN-02 Ma 0001234"
    assert refused(an.nomor_ijazah, "tidak ada") == ("number_without_digit", {})
    assert refused(an.nomor_ijazah, "12") == ("text_too_short", {"min": 3})
    assert refused(an.nomor_ijazah, "1" * 101) == ("text_too_long", {"max": 100})


@pytest.mark.parametrize("parse", [an.nama_sekolah, an.jabatan, an.unit_kerja])
def test_names_of_schools_jobs_and_offices_are_words(parse: Parse) -> None:
    """Not a single letter, not a dash."""
    assert said(parse, "SD Negeri  1 Contoh") == "SD Negeri 1 Contoh"
    assert refused(parse, "x")[0] == "text_too_short"
    assert refused(parse, "x" * 201) == ("text_too_long", {"max": 200})
    assert refused(parse, "- - -") == ("text_characters", {})
    assert refused(parse, tap("x")) == ("want_text", {})


def test_nobody_leaves_school_before_the_age_of_five_or_tomorrow() -> None:
    """The birth date is the KTP's, where it is known."""
    born = {"tanggal_lahir": "1990-03-07"}
    assert said(an.tanggal_lulus, "15 Agustus 2012", born) == "2012-08-15"
    assert said(an.tanggal_lulus, "07-03-1995", born) == "1995-03-07"
    assert refused(an.tanggal_lulus, "06-03-1995", born) == ("graduated_too_young", {"min": 5})
    assert said(an.tanggal_lulus, "06-03-1995") == "1995-03-06"
    assert refused(an.tanggal_lulus, "02-09-2022") == ("date_in_future", {})


def test_birth_as_on_the_ijazah_may_differ_from_the_ktp() -> None:
    """It only has to be a place and a past date."""
    assert said(an.tempat_lahir_ijazah, "Bogor") == "Bogor"
    assert refused(an.tempat_lahir_ijazah, "B") == ("place_too_short", {"min": 2})
    assert said(an.tanggal_lahir_ijazah, "7 Maret 1991", {"tanggal_lahir": "1990-03-07"}) == "1991-03-07"
    assert refused(an.tanggal_lahir_ijazah, "kemarin") == ("date_not_understood", {})


def found(session: Session, words: str) -> list[str]:
    return [entry.name for entry in catalogue(session).search("40", words)]


def test_a_list_of_pusats_takes_the_place_of_the_built_in_one(house: House) -> None:
    """From the next search on, and again when it is replaced."""
    assert found(house.session, "ilmu hukum") == ["S-1 Ilmu Hukum"]
    references.replace(house.session, REFERENCE, "code,level,name\nA,40,S-1 Ilmu Contoh", house.now)
    assert found(house.session, "ilmu") == found(house.session, "contoh") == ["S-1 Ilmu Contoh"]
    references.replace(house.session, REFERENCE, "code,level,name\nA,40,S-1 Ilmu Lain", house.now)
    assert found(house.session, "ilmu") == ["S-1 Ilmu Lain"]
