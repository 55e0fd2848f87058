"""Levels of education, the reference of what was studied, and a reference of pusat's own."""

import pytest

from bot.rules.catalogue import Catalogue, built_in
from bot.rules.education import Education, level_of, levels
from bot.rules.education_file import EducationFileError, read_entries

HUKUM = Education("X-1", "S-1 Ilmu Hukum", "40")


def names(level: str | None, words: str, limit: int = 8) -> list[str]:
    return [entry.name for entry in built_in().search(level, words, limit)]


def test_the_levels_are_bkns_from_the_lowest() -> None:
    """With its two-digit codes."""
    codes = [level.code for level in levels()]
    assert codes == sorted(codes)
    assert {"05": "Sekolah Dasar", "40": "S-1/Sarjana", "50": "S-3/Doktor"}.items() <= {
        level.code: level.name for level in levels()
    }.items()


@pytest.mark.parametrize("level", levels(), ids=lambda level: level.code)
def test_bkns_own_name_and_code_of_a_level_are_recognised(level: object) -> None:
    """An instansi may have copied either."""
    code, name = (getattr(level, field) for field in ("code", "name"))
    assert level_of(name) == level_of(f" {code} ") == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("S1", "40"),
        ("s-1", "40"),
        ("Strata 1", "40"),
        ("STRATA SATU", "40"),
        ("Sarjana", "40"),
        ("S-1 Pendidikan Matematika", "40"),
        ("D3", "30"),
        ("D-III", "30"),
        ("DIII", "30"),
        ("D.III Keperawatan", "30"),
        ("D IV", "35"),
        ("Sarjana Terapan", "35"),
        ("SMA/sederajat", "15"),
        ("SLTA/SMA", "15"),
        ("Paket C", "15"),
        ("SMK", "17"),
        ("STM", "17"),
        ("SPG", "18"),
        ("MTs", "10"),
        ("SD/MI", "05"),
        ("Magister", "45"),
        ("Doktor (S3)", "50"),
        ("Profesi Ners", "42"),
    ],
)
def test_usual_spellings_of_a_level_are_recognised(text: str, code: str) -> None:
    """Digits or Roman numbers, with or without dashes, and what was studied behind it."""
    assert level_of(text) == code


@pytest.mark.parametrize("text", ["", "Guru", "5", "99", "kuliah"])
def test_what_names_no_level_is_none(text: str) -> None:
    """Nothing is guessed."""
    assert level_of(text) is None


def test_the_reference_has_names_at_every_level_and_no_code_twice() -> None:
    """So that nobody is left without an answer."""
    entries = built_in().entries
    assert len({entry.code for entry in entries}) == len(entries) >= 150
    assert {entry.level for entry in entries} == {level.code for level in levels()}


@pytest.mark.parametrize(
    ("level", "words", "name"),
    [
        ("40", "pgsd", "S-1 Pendidikan Guru Sekolah Dasar"),
        ("40", "pendidkan guru sekolah dsar", "S-1 Pendidikan Guru Sekolah Dasar"),
        ("40", "tekhnik informatika", "S-1 Teknik Informatika"),
        ("40", "S1 Hukum", "S-1 Hukum"),
        ("40", "pend bhs ingris", "S-1 Pendidikan Bahasa Inggris"),
        ("30", "bidan", "D-III Kebidanan"),
        ("30", "kep", "D-III Keperawatan"),
        ("30", "mi", "D-III Manajemen Informatika"),
        ("17", "tkj", "SMK Teknik Komputer dan Jaringan"),
        ("17", "stm mesin", "STM Mesin"),
        ("15", "ipa", "SMA Ilmu Pengetahuan Alam (IPA)"),
        ("15", "ma ipa", "Madrasah Aliyah Ilmu Pengetahuan Alam (IPA)"),
        ("10", "mts", "Madrasah Tsanawiyah (MTs)"),
        ("42", "ppg", "Pendidikan Profesi Guru (PPG)"),
        (None, "s1 pgsd", "S-1 Pendidikan Guru Sekolah Dasar"),
        (None, "d3 keperawatn", "D-III Keperawatan"),
        (None, "sma ipa", "SMA Ilmu Pengetahuan Alam (IPA)"),
    ],
)
def test_a_few_letters_find_what_was_studied(level: str | None, words: str, name: str) -> None:
    """Whole names, beginnings, shortened and mistyped ones, with the level or without."""
    assert names(level, words)[0] == name


def test_a_level_keeps_the_others_out() -> None:
    """D-II is no S-1; without a level both are found."""
    assert names("25", "pgsd") == ["D-II Pendidikan Guru Sekolah Dasar"]
    assert set(names(None, "pgsd")) == {"D-II Pendidikan Guru Sekolah Dasar", "S-1 Pendidikan Guru Sekolah Dasar"}


def test_a_level_alone_finds_all_that_it_has() -> None:
    """Few can be offered without a search."""
    assert len(names("05", "")) == 5
    assert names("05", "", 2) == names("05", "sd", 2)
    assert names("40", "jurusan", 1) == names("40", "", 1)


@pytest.mark.parametrize("words", ["", "qwxz zzz"])
def test_words_that_mean_nothing_find_nothing(words: str) -> None:
    """Without a level."""
    assert names(None, words) == []


def test_a_code_finds_its_entry_again() -> None:
    """As long as the reference has it."""
    catalogue = Catalogue([HUKUM])
    assert catalogue.get("X-1") == HUKUM
    assert catalogue.get("X-2") is None
    assert catalogue.search("40", "hukum") == [HUKUM]


@pytest.mark.parametrize(
    "text",
    [
        "code,level,name\nX-1,40,S-1 Ilmu Hukum\n",
        "\ufeffCode;Level;Name\r\n\r\nX-1;40;S-1  Ilmu Hukum\r\n;;\r\n",
        'name, note, level, code\n"S-1 Ilmu Hukum", x, 40, X-1',
    ],
)
def test_a_csv_is_read_as_spreadsheets_write_it(text: str) -> None:
    """Commas or semicolons, columns in any order, blank lines in between."""
    assert read_entries(text) == (HUKUM,)


def test_a_zero_that_the_spreadsheet_took_is_given_back() -> None:
    """05 becomes 5 in Excel."""
    assert read_entries("code,level,name\nA,5,SD")[0].level == "05"


@pytest.mark.parametrize(
    ("rows", "code", "params"),
    [
        ("", "no_rows", {}),
        ("A,40", "cells_missing", {"row": 2}),
        (",40,S-1 Hukum", "code_malformed", {"row": 2}),
        ("a b,40,S-1 Hukum", "code_malformed", {"row": 2}),
        (f"{'x' * 37},40,S-1 Hukum", "code_malformed", {"row": 2}),
        ("A,41,S-1 Hukum", "level_unknown", {"row": 2}),
        ("A,,S-1 Hukum", "level_unknown", {"row": 2}),
        ("A,40, ", "name_missing", {"row": 2}),
        (f"A,40,{'x' * 201}", "name_too_long", {"row": 2, "max": 200}),
        ("A,40,S-1 Hukum\n\nA,40,S-1 Fisika", "code_twice", {"row": 4, "first": 2}),
        ("A,40,S-1 Hukum\nB,40,S-1 HUKUM", "name_twice", {"row": 3, "first": 2}),
        (f"A,40,S-1 Hukum\nB,40,{'x' * 140_000}", "row_unreadable", {"row": 3}),
        ("A,40,S-1 Hukum\nB,40,S-1\0Fisika", "row_unreadable", {"row": 3}),
    ],
)
def test_a_wrong_row_refuses_the_whole_file_and_is_named(rows: str, code: str, params: dict[str, int]) -> None:
    """By its line and the reason."""
    with pytest.raises(EducationFileError) as refused:
        read_entries(f"code,level,name\n{rows}")
    assert (refused.value.code, refused.value.params) == (code, params)


@pytest.mark.parametrize("text", ["", "kode,level,name\nA,40,S-1 Hukum"])
def test_a_file_without_the_three_columns_is_refused(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(EducationFileError) as refused:
        read_entries(text)
    assert refused.value.code == "columns_missing"
