"""The file that an instansi sends: which are read, and how a heading is understood."""

from datetime import date, datetime
from pathlib import Path

import pytest

from bot.documents.sheet_columns import LABELS, recognise
from bot.documents.sheets import Cell, open_sheet
from bot.documents.unfit import Unfit
from tests.roster_sheets import HEADINGS, SITI, cells, new_workbook, person, write_csv, write_xlsx


def read(path: Path) -> list[tuple[int, dict[str, Cell]]]:
    with open_sheet(path) as sheet:
        return [(number, dict(zip(LABELS, row, strict=True))) for number, row in sheet.rows]


def test_the_template_has_the_22_columns_in_the_published_order() -> None:
    """An instansi that follows the published list is understood."""
    published = (
        "NIK · Nama Lengkap · Nomor Kartu Keluarga · No Peserta THK-II · Tempat Lahir · Tanggal Lahir · Jenis Kelamin"
        " · Tingkat Pendidikan · Pendidikan Terakhir · Nomor Ijazah · Tanggal Lulus · Nama Sekolah · Nomor SK"
        " · Tanggal SK · Tanggal Mulai · Tanggal Berakhir · Pendidikan SK · Jabatan · Unit Kerja"
        " · Jabatan Penandatangan SK · Jenis Jabatan Penandatangan SK · Jenis Pembayaran Gaji"
    )
    assert tuple(published.split(" · ")) == HEADINGS


def test_an_xlsx_is_read_with_its_types(tmp_path: Path) -> None:
    """Text stays text and a date a date; rows are numbered as the spreadsheet shows them."""
    path = write_xlsx(tmp_path / "a.xlsx", [SITI, person(2, tanggal_lahir=date(1985, 3, 15))])
    (first, siti), (second, other) = read(path)
    assert (first, second) == (2, 3)
    assert (siti["nik"], siti["tanggal_lahir"], siti["nomor_ijazah"]) == (SITI["nik"], "15-03-1985", "")
    assert other["tanggal_lahir"] in {date(1985, 3, 15), datetime(1985, 3, 15)}  # noqa: DTZ001 - as a sheet has it


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_is_read_however_it_was_saved(tmp_path: Path, encoding: str, separator: str) -> None:
    """With or without a mark, from an old Windows, with commas or semicolons."""
    path = write_csv(
        tmp_path / "a.csv", [person(1, nama="André Contoh", unit_kerja="SDN 1; Kelas, A")], encoding, separator
    )
    ((number, row),) = read(path)
    assert (number, row["nama"], row["unit_kerja"]) == (2, "André Contoh", "SDN 1; Kelas, A")


def test_headings_may_be_spelled_and_ordered_differently(tmp_path: Path) -> None:
    """Case, punctuation, notes, usual synonyms, a slip, another order, other columns between, a title above."""
    path = tmp_path / "a.xlsx"
    headings = ["No", "TGL. LAHIR", "nama", "N I K *", "No. KK", "tempat_lahir", "JK (L/P)", "jabatann terakhir"]
    headings += ["Unit Kerja Penempatan", "TMT", "Catatan"]
    values = [
        "1",
        "15-03-1985",
        "Siti",
        "3201015503850001",
        "3201010101200007",
        "Bogor",
        "P",
        "Guru",
        "SDN 1",
        "1-7-2015",
    ]
    with new_workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write(1, 0, "DAFTAR TENAGA NON-ASN")
        sheet.write_row(3, 1, headings)
        sheet.write_row(4, 1, values)
    ((number, row),) = read(path)
    assert number == 5
    assert [row[key] for key in ("tanggal_lahir", "nama", "nik", "kk", "tempat_lahir")] == values[1:6]
    assert [row[key] for key in ("jabatan", "unit_kerja", "tanggal_mulai", "nomor_sk")] == [
        "Guru",
        "SDN 1",
        "1-7-2015",
        "",
    ]


BKN = {
    "NIK": "nik",
    "NAMA TANPA GELAR": "nama",
    "NO. PESERTA THK-II (khusus eks THK-II)": "no_peserta_thk2",
    "TANGGAL LAHIR (dd-mm-yyyy)": "tanggal_lahir",
    "TEMPAT LAHIR": "tempat_lahir",
    "JENIS KELAMIN": "jenis_kelamin",
    "PENDIDIKAN TERAKHIR": "pendidikan_terakhir",
    "NOMOR IJAZAH": "nomor_ijazah",
    "TANGGAL LULUS": "tanggal_lulus",
    "SEKOLAH/UNIVERSITAS": "nama_sekolah",
    "NOMOR SK": "nomor_sk",
    "TANGGAL SK": "tanggal_sk",
    "MULAI KERJA": "tanggal_mulai",
    "AKHIR KERJA": "tanggal_berakhir",
    "PENDIDIKAN (SK)": "pendidikan_sk",
    "JABATAN": "jabatan",
    "KONVERSI JABATAN ASN": None,
    "UNIT KERJA": "unit_kerja",
    "JABATAN PENANDATANGAN": "jabatan_penandatangan",
    "JENIS JABATAN PENANDATANGAN": "jenis_jabatan_penandatangan",
    "FILE SK": None,
    "FILE BUKTI PEMBAYARAN": None,
}
"""What the instansi enters, by the slides of BKN's Deputi Sinka."""


def test_bkns_own_headings_are_understood() -> None:
    """In BKN's order, in capitals; what has no column here is left alone."""
    found = recognise(list(BKN))
    assert [found.get(position) for position in range(len(BKN))] == list(BKN.values())


def test_a_note_in_brackets_tells_two_headings_apart() -> None:
    """Whichever comes first; and it is no part of the name where it is only a note."""
    assert recognise(["Pendidikan (SK)", "Pendidikan (terakhir)"]) == {0: "pendidikan_sk", 1: "pendidikan_terakhir"}
    assert recognise(["Pendidikan", "Pendidikan (SK)"]) == {0: "pendidikan_terakhir", 1: "pendidikan_sk"}
    assert recognise(["Nama Lengkap (tanpa gelar)", "JK (L/P)"]) == {0: "nama", 1: "jenis_kelamin"}


def test_the_example_of_the_template_is_nobody(tmp_path: Path) -> None:
    """Wherever it was moved to, in any case."""
    path = write_csv(tmp_path / "a.csv", [SITI, {**SITI, "nik": " contoh 3201015503850000"}, person(2)])
    assert [number for number, _ in read(path)] == [2, 4]


def test_where_the_heading_is_can_be_told(tmp_path: Path) -> None:
    """By the sheet's name, its row, and how far from the edge."""
    path = tmp_path / "a.xlsx"
    with new_workbook(path) as workbook:
        sheet = workbook.add_worksheet("Pegawai")
        sheet.write_row(2, 3, HEADINGS)
        sheet.write_row(3, 3, cells(SITI))
    with open_sheet(path) as opened:
        assert (opened.name, opened.heading, opened.left, opened.headings) == ("Pegawai", 3, 3, HEADINGS)


def test_of_two_headings_that_mean_the_same_the_first_counts(tmp_path: Path) -> None:
    """A second Jabatan does not overwrite the first."""
    path = tmp_path / "a.csv"
    lines = [[*HEADINGS, "Nama Jabatan"], [*map(str, cells(SITI)), "Satpam"]]
    path.write_text("\n".join(";".join(line) for line in lines))
    assert read(path)[0][1]["jabatan"] == "Guru Kelas"


def test_rows_without_content_are_left_out(tmp_path: Path) -> None:
    """Blank rows in between neither count nor shift the numbers."""
    blank = dict.fromkeys(SITI, "  ")
    path = write_xlsx(tmp_path / "a.xlsx", [SITI, {}, blank, person(2)])
    assert [number for number, _ in read(path)] == [2, 5]


def test_a_short_csv_line_has_empty_cells(tmp_path: Path) -> None:
    """Cells that a line does not reach are empty."""
    path = tmp_path / "a.csv"
    path.write_text(",".join(HEADINGS) + "\n3201015503850001,Siti\n")
    assert read(path)[0][1]["jabatan"] == ""


def test_the_sheet_with_the_columns_is_found(tmp_path: Path) -> None:
    """A sheet with instructions may come first."""
    path = tmp_path / "a.xlsx"
    with new_workbook(path) as workbook:
        workbook.add_worksheet("Petunjuk").write(0, 0, "Isi lembar Data")
        data = workbook.add_worksheet("Data")
        data.write_row(0, 0, HEADINGS)
        data.write_row(1, 0, cells(SITI))
    assert read(path)[0][1]["nik"] == SITI["nik"]


def test_missing_required_columns_are_named(tmp_path: Path) -> None:
    """So that they can be added."""
    path = write_xlsx(tmp_path / "a.xlsx", [SITI], ["NIK", "Nama Lengkap", *["x"] * 20])
    with pytest.raises(Unfit, match="sheet_columns_missing") as refused, open_sheet(path):
        pass
    missing = "Tempat Lahir, Tanggal Lahir, Jenis Kelamin, Tanggal Mulai, Jabatan, Unit Kerja"
    assert refused.value.params == {"columns": missing}


@pytest.mark.parametrize("people", [[], [dict.fromkeys(SITI, " ")]])
def test_a_heading_alone_is_an_empty_sheet(tmp_path: Path, people: list[dict[str, str]]) -> None:
    """The template sent back as it was."""
    with pytest.raises(Unfit, match="sheet_empty"), open_sheet(write_xlsx(tmp_path / "a.xlsx", people)):
        pass


def test_the_number_of_rows_is_known_beforehand(tmp_path: Path) -> None:
    """For a progress bar; exact for xlsx, nearly so for csv."""
    people = [person(number) for number in range(1, 6)]
    with (
        open_sheet(write_xlsx(tmp_path / "a.xlsx", people)) as workbook,
        open_sheet(write_csv(tmp_path / "a.csv", people)) as text,
    ):
        assert (workbook.total, text.total) == (5, 5)
