"""The sheet of /templat: filled in by somebody who is no expert, and read back without a digit lost."""

import re
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from bot.documents.roster_template import write
from bot.documents.sheet_columns import COLUMNS, LABELS, recognise
from bot.documents.sheet_rows import RowReader
from bot.documents.sheets import open_sheet
from bot.documents.unfit import Unfit
from bot.rules.education import level_of, levels
from bot.rules.eligibility import LETTER, Terms
from bot.rules.entry_choices import PAYMENTS, SIGNERS
from tests.roster_sheets import SITI, fill_xlsx

KODE, NAMA = "DISDIK-CONTOH", "Dinas Pendidikan Contoh"
TODAY = date(2022, 9, 1)


def rows(name: str, **changes: Terms | tuple[str, ...]) -> list[list[object]]:
    workbook = CalamineWorkbook.from_filelike(BytesIO(write(KODE, NAMA, **changes)))  # type: ignore[arg-type]
    return [list(row) for row in workbook.get_sheet_by_name(name).to_python()]


def guide(terms: Terms) -> str:
    return " ".join(str(cell) for row in rows("Petunjuk", terms=terms) for cell in row)


def part(name: str) -> str:
    """One part of the file that the workbook is."""
    with zipfile.ZipFile(BytesIO(write(KODE, NAMA, units=("SDN 1", "SDN 2")))) as archive:
        return archive.read(name).decode()


def template(folder: Path) -> Path:
    path = folder / "templat.xlsx"
    path.write_bytes(write(KODE, NAMA, units=("SDN Contoh 1",)))
    return path


def test_the_columns_stand_in_the_published_order() -> None:
    """Each heading is understood when it comes back, and says in words whether it must be filled."""
    headings = [str(cell) for cell in rows("Data")[0]]
    assert list(recognise(headings).values()) == list(LABELS)
    assert [heading.endswith("(wajib)") for heading in headings] == [column.required for column in COLUMNS]


def test_an_untouched_template_is_an_empty_sheet(tmp_path: Path) -> None:
    """Its example is nobody."""
    with pytest.raises(Unfit, match="sheet_empty"), open_sheet(template(tmp_path)):
        pass


def test_the_example_would_not_be_loaded_without_its_mark_either() -> None:
    """Somebody may delete the word and leave the rest."""
    example = [str(cell).removeprefix("CONTOH ") for cell in rows("Data")[1]]
    reasons = RowReader(Terms(), TODAY).read(example)
    assert isinstance(reasons, list)
    assert [reason.code for reason in reasons] == ["nik_serial_zero"]


def test_a_filled_template_is_read_without_the_example(tmp_path: Path) -> None:
    """Rows keep the numbers that people see; the example may stay."""
    with open_sheet(fill_xlsx(template(tmp_path), [SITI])) as sheet:
        ((number, cells),) = sheet.rows
    assert (sheet.name, sheet.heading, number, cells[0]) == ("Data", 1, 3, SITI["nik"])


def test_every_cell_below_is_text() -> None:
    """Excel neither rounds a NIK nor turns a day and a month around."""
    columns = re.findall(r'<col min="(\d+)" max="(\d+)" width="[\d.]+" style="(\d+)"', part("xl/worksheets/sheet1.xml"))
    assert sum(int(last) - int(first) + 1 for first, last, _ in columns) == len(COLUMNS)
    formats = re.search(r"<cellXfs.*?</cellXfs>", part("xl/styles.xml"), re.DOTALL)
    assert formats
    xfs = re.findall(r"<xf [^>]*>", formats[0])
    assert {re.search(r'numFmtId="(\d+)"', xfs[int(style)])[1] for *_, style in columns} == {"49"}  # type: ignore[index]


def test_each_heading_has_a_note() -> None:
    """What goes in, whether it must, and an example."""
    notes = re.findall(r'<comment ref="([A-Z])1".*?</comment>', part("xl/comments1.xml"), re.DOTALL)
    assert "".join(notes) == "ABCDEFGHIJKLMNOPQRSTUV"
    assert "Wajib diisi.\n16 angka sesuai KTP" in part("xl/comments1.xml")


def test_lists_come_from_the_references() -> None:
    """What is picked is understood; unit kerja come from the instansi itself."""
    lists = [[str(cell) for cell in column if cell != ""] for column in zip(*rows("Pilihan"), strict=True)]
    chosen = [column for column in lists if column]
    assert chosen == [["L", "P"], [level.name for level in levels()], list(SIGNERS.values()), list(PAYMENTS.values())]
    assert [level_of(name) for name in chosen[1]] == [level.code for level in levels()]
    assert "Pilihan!$S$1:$S$2" in part("xl/worksheets/sheet1.xml")
    assert 'state="hidden"' in part("xl/workbook.xml")


def test_a_unit_kerja_is_never_run() -> None:
    """Whatever an instansi named it, it is words in a list."""
    odd = ("=HYPERLINK(A1)", "https://contoh.id", "{=1}")
    data = write("=1+1", "=2+2", units=odd)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sheets = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/worksheets/")]
    assert not any(re.search(r"<f[ >]|<hyperlink", sheet) for sheet in sheets)
    assert list(odd) in [list(column[:3]) for column in zip(*rows("Pilihan", units=odd), strict=True)]


def test_a_nik_of_another_length_is_refused_by_the_spreadsheet() -> None:
    """Already while it is typed, in words."""
    asked = part("xl/worksheets/sheet1.xml")
    assert "AND(LEN(A3)=16,ISNUMBER(-A3))" in asked
    assert 'error="NIK selalu 16 angka' in asked
    assert 'promptTitle="Jenis Kelamin"' in asked


def test_the_guide_names_instansi_rules_and_letter() -> None:
    """With the terms of this pendataan."""
    said = guide(Terms())
    for words in (f"{NAMA} (kode {KODE})", LETTER, "20 sampai 56 tahun pada 31 Desember 2021", "/impor", "satpam"):
        assert words in said
    assert all(label in said for label in LABELS.values())


def test_the_guide_of_another_pendataan_names_its_own_jobs_and_no_letter() -> None:
    """With its ages and payments; where every job belongs, none is named."""
    said = guide(Terms(age_max=58, payments=("APBN",), jobs=("juru parkir",), jobs_alone=()))
    for words in ("20 sampai 58 tahun", "langsung dari APBN.", "Bukan juru parkir, atau yang sejenisnya."):
        assert words in said
    assert LETTER not in said
    assert "sejenisnya" not in guide(Terms(jobs=(), jobs_alone=()))


def test_the_guide_is_never_taken_for_the_roster() -> None:
    """Its table of columns stands upright."""
    assert all(len(recognise([str(cell) for cell in row])) < 2 for row in rows("Petunjuk"))
