"""Sheets of decisions: written for Excel, filled in, read again, and sent back with what became of each row."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter  # type: ignore[import-untyped]
from python_calamine import CalamineWorkbook

from bot.documents import decision_sheet
from bot.documents.decision_sheet import APPROVE, RETURN, Row
from bot.documents.sheet_guard import SheetError

REASONS = ("foto tidak jelas", "SK tidak sesuai")
SARI = Row(
    "NA-1234-5678-9",
    "Sari",
    "3201••••••••0001",
    "SDN Contoh",
    "1 September 2022",
    "Jabatan: Guru → Satpam",
    "",
    versi="a" * 16,
)


def cells(data: bytes, page: str = "Keputusan") -> list[list[Any]]:
    """What a spreadsheet shows."""
    return CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name(page).to_python()


def part(data: bytes, name: str) -> str:
    """A part of the workbook as it is stored."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read(name).decode()


def workbook(*rows: tuple[Any, ...]) -> bytes:
    """A workbook of somebody's own."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        page = made.add_worksheet("Apa saja")
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return out.getvalue()


def refused(data: bytes) -> str:
    """The code by which a file is refused."""
    with pytest.raises(SheetError) as caught:
        decision_sheet.read(data)
    return caught.value.code


def test_what_is_written_is_read_again() -> None:
    """To the letter, with what was filled in; a row without a nomor registrasi is none."""
    rows = [SARI, Row("NA-2", keputusan=APPROVE), Row("", nama="?"), Row("NA-3", keputusan=RETURN, alasan="SK; foto")]
    assert decision_sheet.read(decision_sheet.write(rows, REASONS)) == [rows[0], rows[1], rows[3]]


def test_the_decision_is_chosen_from_a_list() -> None:
    """As is the reason, which may be anything else too; the version is out of sight, and a page explains."""
    data = decision_sheet.write([SARI, SARI], REASONS)
    page = part(data, "xl/worksheets/sheet1.xml")
    assert 'sqref="H2:H3"' in page
    assert '"Setujui,Kembalikan"' in page
    assert '"foto tidak jelas,SK tidak sesuai"' in page
    assert page.count("showErrorMessage") == 1
    assert 'hidden="1"' in page
    assert cells(data)[0][-1] == "Versi"
    assert any("Unggah keputusan" in line for [line] in cells(data, "Petunjuk"))


def test_what_came_back_has_a_column_more() -> None:
    """What became of the row; read once more, it is as it was filled in."""
    row = Row("NA-1", keputusan=APPROVE, hasil="Disetujui")
    data = decision_sheet.write([row], REASONS, returned=True)
    assert (cells(data)[0][-1], cells(data)[1][-1]) == ("Hasil", "Disetujui")
    assert decision_sheet.read(data) == [Row("NA-1", keputusan=APPROVE)]


@pytest.mark.parametrize("text", ["=1+1", "+62812", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_no_text_becomes_a_formula(text: str) -> None:
    """Whatever somebody typed stays a text, also when the cell is edited."""
    data = decision_sheet.write([Row("NA-1", nama=text, alasan=text, keputusan=text)], REASONS)
    assert "<f>" not in part(data, "xl/worksheets/sheet1.xml")
    assert 'quotePrefix="1"' in part(data, "xl/styles.xml")
    assert cells(data)[1][1] == text


def test_an_empty_queue_is_a_sheet_too() -> None:
    """Which has nothing to be done."""
    assert refused(decision_sheet.write([], REASONS)) == "sheet_empty"


def test_headings_are_forgiving() -> None:
    """Case, blanks and order, below a title; other columns do no harm, and a short row has no more."""
    data = workbook(
        ("Daftar verifikasi",), ("KEPUTUSAN", "Catatan", "nomor  registrasi", "alasan"), ("Setujui", "x", "NA-1", " a ")
    )
    assert decision_sheet.read(data) == [Row("NA-1", keputusan="Setujui", alasan="a")]
    short = workbook(("Nomor Registrasi", "Keputusan"), ("NA-1",))
    assert decision_sheet.read(short) == [Row("NA-1")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "sheet_empty"),
        (b"nomor;keputusan\n", "sheet_not_a_sheet"),
        (b"PK\x03\x04 rusak", "sheet_damaged"),
        (workbook(("NIK", "Nama"), ("1", "Sari")), "sheet_columns_missing"),
        (workbook(*((str(number),) for number in range(decision_sheet.MOST + 20))), "sheet_too_big"),
        (workbook(), "sheet_columns_missing"),
    ],
    ids=["empty", "csv", "damaged", "other columns", "too long", "blank"],
)
def test_a_file_that_is_none_is_refused(data: bytes, code: str) -> None:
    """Each with its code; nothing of it is read."""
    assert refused(data) == code


def test_a_workbook_that_cannot_be_parsed_is_refused() -> None:
    """Though it looks like one from outside."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook>")
    assert refused(out.getvalue()) == "sheet_damaged"


@pytest.mark.parametrize(
    ("word", "chosen"),
    [
        *(("Setujui", APPROVE), (" SETUJU ", APPROVE), ("disetujui", APPROVE), ("ya", APPROVE)),
        *(("Kembalikan", RETURN), ("dikembalikan", RETURN), ("tolak", RETURN)),
        *(("", ""), ("entah", None), ("?", None), ("12", None)),
    ],
)
def test_a_decision_is_known_by_its_word(word: str, chosen: str | None) -> None:
    """However it is spelled; what is neither is not guessed."""
    assert decision_sheet.chosen(word) == chosen


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folders that writing and reading need are gone afterwards."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    decision_sheet.read(decision_sheet.write([SARI], REASONS))
    assert list(tmp_path.iterdir()) == []


def test_a_zero_character_is_passed_over() -> None:
    """A workbook can hold one, written as _x0000_; what looks rows up by it cannot."""
    marked = workbook(("Nomor Registrasi", "Keputusan"), ("NA-1-tanda", "Setujui"))
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(marked)) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(b"-tanda", b"_x0000_"))
    assert [row.nomor for row in decision_sheet.read(changed.getvalue())] == ["NA-1"]
