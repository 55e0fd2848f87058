"""One row of a roster: a worker, or every reason why not, in words that say what to do."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from importlib import resources

import pytest

from bot.documents.sheet_reasons import load_sentences
from bot.documents.sheet_rows import Reason, RosterRow, RowReader
from bot.rules.eligibility import Terms
from tests.roster_sheets import SITI, Cells, cells, person

TODAY = date(2022, 9, 1)


def read(of: Cells) -> RosterRow | list[Reason]:
    return RowReader(Terms(), TODAY).read(cells(of))


def accepted(**changes: str | float | date) -> RosterRow:
    row = read({**SITI, **changes})
    assert isinstance(row, RosterRow)
    return row


def refused(**changes: str | float | date) -> list[tuple[str, str]]:
    reasons = read({**SITI, **changes})
    assert isinstance(reasons, list)
    return [(reason.column, reason.code) for reason in reasons]


def test_a_good_row_is_a_worker() -> None:
    """Every cell is where it belongs, and what is empty is None."""
    row = accepted()
    assert (row.nik, row.kk, row.nama, row.jenis_kelamin) == (SITI["nik"], SITI["kk"], SITI["nama"], "P")
    assert (row.tanggal_lahir, row.tanggal_mulai) == (date(1985, 3, 15), date(2015, 7, 1))
    assert (row.nomor_ijazah, row.tanggal_berakhir, row.no_peserta_thk2) == (None, None, None)
    assert (row.pendidikan_sk, row.jenis_pembayaran) == ("S-1 PGSD", "APBD")
    assert "Siti" not in repr(row)


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("nik", "3201 0155 0385 0001", SITI["nik"]),
        ("nik", "'3201015503850001", SITI["nik"]),
        ("nik", '="3201015503850001"', SITI["nik"]),
        ("kk", "-", None),
        ("kk", "tidak ada", None),
        ("nama", "  Siti   Nurjanah ", "Siti Nurjanah"),
        ("tanggal_lahir", date(1985, 3, 15), date(1985, 3, 15)),
        ("tanggal_lahir", datetime(1985, 3, 15, 8), date(1985, 3, 15)),  # noqa: DTZ001 - as a sheet has it
        ("tanggal_lahir", 31121.0, date(1985, 3, 15)),
        ("tanggal_lahir", "15 Maret 1985", date(1985, 3, 15)),
        ("tanggal_berakhir", "31-12-2030", date(2030, 12, 31)),
        ("jenis_kelamin", "Perempuan", "P"),
        ("jenis_kelamin", "wanita", "P"),
        ("nomor_ijazah", 12345.0, "12345"),
        ("nomor_ijazah", 12.5, "12.5"),
        ("nomor_ijazah", 123456789012345.0, "123456789012345"),
        ("nomor_ijazah", "12E3", "12E3"),
        ("nomor_ijazah", "IJ\u200bZ", "IJZ"),
        ("nama_sekolah", "\u200b", None),
        ("jabatan", "=", "="),
    ],
)
def test_cells_are_read_however_a_spreadsheet_holds_them(
    column: str, value: str | float | date, expected: object
) -> None:
    """Spaced digits, kept text, dashes for nothing, dates of every kind, numbers where text belongs."""
    assert getattr(accepted(**{column: value}), column) == expected


def test_a_man_is_read_in_every_form() -> None:
    """L, Laki-laki, pria."""
    for word in ("L", "Laki-laki", "LAKI LAKI", "pria"):
        assert accepted(nik="3201011503850001", jenis_kelamin=word).jenis_kelamin == "L"


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({"nik": 3201015503850000.0}, [("nik", "nik_is_number")]),
        ({"nik": "3,20102E+15"}, [("nik", "nik_is_number")]),
        ({"nik": "320101550385000"}, [("nik", "nik_not_16_digits")]),
        ({"nik": ""}, [("nik", "required_missing")]),
        ({"kk": 3201010101200000.0}, [("kk", "kk_is_number")]),
        ({"nomor_ijazah": 1.2345678901234568e17}, [("nomor_ijazah", "number_lost_digits")]),
        ({"no_peserta_thk2": "5,11012E+17"}, [("no_peserta_thk2", "number_lost_digits")]),
        ({"nomor_sk": 800_122_015_000_000_000}, [("nomor_sk", "number_lost_digits")]),
        ({"kk": "123"}, [("kk", "kk_not_16_digits")]),
        ({"kk": "3201015503850001"}, [("kk", "kk_is_nik")]),
        ({"nama": "Siti 2"}, [("nama", "name_characters")]),
        ({"tempat_lahir": "B"}, [("tempat_lahir", "place_too_short")]),
        ({"tanggal_lahir": "15-03-85"}, [("tanggal_lahir", "date_year_two_digits")]),
        ({"tanggal_lahir": 12.0}, [("tanggal_lahir", "date_not_understood")]),
        ({"tanggal_mulai": date(2023, 1, 1)}, [("tanggal_mulai", "date_in_future")]),
        ({"tanggal_lahir": "16-03-1985"}, [("tanggal_lahir", "birth_date_not_nik")]),
        ({"jenis_kelamin": "L"}, [("jenis_kelamin", "sex_not_nik")]),
        ({"jenis_kelamin": "ya"}, [("jenis_kelamin", "sex_not_understood")]),
        ({"tanggal_berakhir": "01-01-2015"}, [("tanggal_berakhir", "end_before_start")]),
        ({"unit_kerja": "x" * 201}, [("unit_kerja", "text_too_long")]),
        ({"jabatan": "Satpam"}, [("jabatan", "job_outsourced")]),
        ({"unit_kerja": "RSUD Contoh (BLUD)"}, [("unit_kerja", "blu")]),
        ({"jenis_pembayaran": "BOS"}, [("jenis_pembayaran", "paid_otherwise")]),
        ({"tanggal_sk": "02-01-2022"}, [("tanggal_sk", "sk_too_late")]),
        ({"tanggal_mulai": "01-07-2021"}, [("tanggal_mulai", "service_too_short")]),
        ({"nik": "3201015503500001", "tanggal_lahir": "15-03-1950"}, [("tanggal_lahir", "too_old")]),
        ({"nik": "3201015503030001", "tanggal_lahir": "15-03-2003"}, [("tanggal_lahir", "too_young")]),
    ],
)
def test_each_mistake_is_named_with_its_column(
    changes: dict[str, str | float | date], reasons: list[tuple[str, str]]
) -> None:
    """The cell to mend, and why."""
    assert refused(**changes) == reasons


def test_an_eks_thk2_may_be_of_any_age() -> None:
    """The number of the participant is what tells."""
    row = accepted(nik="3201015503500001", tanggal_lahir="15-03-1950", no_peserta_thk2="5110-1234")
    assert row.no_peserta_thk2 == "5110-1234"


def test_all_reasons_of_a_row_come_at_once() -> None:
    """An empty row lacks what is required; a bad one is mended in one go."""
    missing = [column for column, code in refused(**dict.fromkeys(SITI, "")) if code == "required_missing"]
    assert missing == [
        "nik",
        "nama",
        "tempat_lahir",
        "tanggal_lahir",
        "jenis_kelamin",
        "tanggal_mulai",
        "jabatan",
        "unit_kerja",
    ]
    assert len(refused(nik="1", nama="2", tanggal_lahir="3", jabatan="Sopir")) == 4


def test_many_different_cells_are_read_as_rightly_as_few() -> None:
    """What is remembered of earlier rows never leaks into later ones, and does not grow for ever."""
    reader = RowReader(Terms(), TODAY)
    for number in range(17_000):
        row = reader.read(cells({**SITI, "jabatan": f"Guru {number}"}))
        assert isinstance(row, RosterRow)
        assert row.jabatan == f"Guru {number}"
    assert isinstance(reader.read(cells({**SITI, "jabatan": "Satpam"})), list)


def test_every_reason_has_a_sentence_and_every_sentence_a_column() -> None:
    """No code without words, no placeholder without a value, no value of the cell in them."""
    sentences = load_sentences()
    params: Mapping[str, int | str | date] = {
        "count": 15,
        "province": "99",
        "min": 2,
        "max": 100,
        "earliest": 1900,
        "age": 61,
        "reference": date(2021, 12, 31),
        "years": 1,
        "until": date(2021, 12, 31),
        "allowed": "APBN atau APBD",
        "job": "satpam",
        "first": 2,
    }
    said = [sentences.of_row(Reason(code, "tanggal_lahir", params)) for code in sentences.rows]
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in said)
    assert "Usianya 61 tahun pada 31 Desember 2021" in sentences.of_row(Reason("too_old", "tanggal_lahir", params))


@pytest.mark.parametrize(
    "changes",
    [
        {"nik": 1.0, "kk": 1.0, "nama": "A", "tempat_lahir": "", "tanggal_lahir": "1-1-1", "jenis_kelamin": "x"},
        {"nik": "x", "kk": "x", "nama": "A" * 101, "tempat_lahir": "B" * 61, "tanggal_lahir": "31-02-1990"},
        {"nik": "9" * 16, "kk": "1", "nama": "1x", "tempat_lahir": "B\0C", "tanggal_lahir": "1-1-1800"},
        {"nik": "3201019903850001", "kk": "", "tanggal_lahir": "1-1-2099", "unit_kerja": "x" * 201},
        {"nik": "3201015503850000", "jabatan": "Satpam", "jenis_pembayaran": "BLUD", "tanggal_sk": "1-2-2022"},
        {"tanggal_mulai": "1-1-2022", "tanggal_berakhir": "1-1-2021", "tanggal_lulus": "1-1-90"},
    ],
)
def test_whatever_is_wrong_is_said_in_words(changes: dict[str, str | float]) -> None:
    """Each reason that a row can have is a sentence."""
    reasons = read({**SITI, **changes})
    assert isinstance(reasons, list)
    assert all(load_sentences().of_row(reason) for reason in reasons)


def test_a_file_that_is_not_read_is_explained() -> None:
    """With numbers as Indonesians write them."""
    said = load_sentences().of_file("sheet_out_of_bounds", {"rows": 199_999, "columns": 64})
    assert "64 kolom atau 199.999 baris" in said
    text = resources.files("bot.documents").joinpath("sheet_reasons.toml").read_text()
    assert set(tomllib.loads(text)) == {"rows", "files"}


def test_a_person_has_a_number_of_their_own() -> None:
    """The invented people of these tests differ."""
    assert isinstance(read(person(2)), RosterRow)
    assert person(2)["nik"] != person(3)["nik"]
