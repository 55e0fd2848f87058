"""A csv comes back as a workbook, which has colours."""

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from bot.documents.sheet_return import annotate
from bot.documents.sheets import open_sheet
from tests.documents.marked_sheets import parts, reds, refused, said
from tests.roster_sheets import DATA, HEADINGS, cells, person, write_csv


def rows(path: Path) -> list[list[object]]:
    return [list(row) for row in CalamineWorkbook.from_path(path).get_sheet_by_index(0).iter_rows()]


def returned(path: Path) -> Path:
    back = path.with_suffix(".xlsx")
    annotate(path, back, refused(path))
    return back


@pytest.mark.parametrize(("encoding", "separator"), [("utf-8-sig", ","), ("cp1252", ";"), ("utf-8", "\t")])
def test_a_csv_comes_back_with_its_rows_as_text(tmp_path: Path, encoding: str, separator: str) -> None:
    """In its own order, no digit lost, and marked as a workbook would be."""
    people = [person(1, nama="André Contoh"), person(2, jabatan="Satpam", tempat_lahir=""), person(3)]
    back = returned(write_csv(tmp_path / "a.csv", people, encoding, separator))
    assert [row[:-1] for row in rows(back)] == [list(HEADINGS), *([*map(str, cells(of))] for of in people)]
    assert reds(back) == {"E3", "R3"}
    assert said(back) == {
        3: "1. Tempat Lahir belum diisi. Kolom ini wajib.\n2. Jabatan alih daya tidak termasuk pendataan ini: "
        "satpam (aturan jabatan)."
    }


def test_what_came_back_is_read_again(tmp_path: Path) -> None:
    """The same rows with the same numbers; and it comes back from there as a workbook does."""
    path = write_csv(tmp_path / "a.csv", [person(1), person(2, jabatan="Satpam")])
    back = returned(path)
    assert refused(back) == refused(path)
    annotate(back, tmp_path / "b.xlsx", {})
    assert (reds(tmp_path / "b.xlsx"), said(tmp_path / "b.xlsx")) == (set(), {})


def test_a_csv_saved_from_a_returned_sheet_keeps_one_column_of_reasons(tmp_path: Path) -> None:
    """What it said the last time is not kept."""
    path = tmp_path / "a.csv"
    lines = [
        ["Alasan", *HEADINGS],
        ["lama", *map(str, cells(person(1)))],
        ["lama", *map(str, cells(person(2, jabatan="Satpam")))],
    ]
    path.write_text("\n".join(";".join(line) for line in lines))
    back = returned(path)
    assert rows(back)[0] == ["Alasan", *HEADINGS]
    assert set(said(back)) == {3}
    assert reds(back) == {"S3"}


def test_rows_longer_than_the_heading_lose_nothing(tmp_path: Path) -> None:
    """The reasons stand behind all of them; blanks at the end do not count."""
    path = tmp_path / "a.csv"
    lines = [
        ["DAFTAR"],
        [*HEADINGS, "", ""],
        [*map(str, cells(person(1, jabatan="Satpam"))), "catatan", "", ""],
        [*map(str, cells(person(2)))],
        ["3201015503850003"],
    ]
    path.write_text("\n".join(";".join(line) for line in lines))
    back = tmp_path / "a.xlsx"
    assert annotate(path, back, refused(path)) == "X"
    assert rows(back)[2][22] == "catatan"
    assert set(said(back)) == {3, 5}
    assert "S5" in reds(back)


def test_what_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    """Nobody's csv runs on the operator's computer."""
    back = returned(write_csv(tmp_path / "a.csv", [person(1, jabatan="=1+1", unit_kerja="=HYPERLINK(A1)", nama="")]))
    assert b"<f>" not in parts(back)[DATA]
    assert rows(back)[1][17:19] == ["=1+1", "=HYPERLINK(A1)"]


def test_a_cell_longer_than_excels_longest_is_cut(tmp_path: Path) -> None:
    """It would not be written at all."""
    path = write_csv(tmp_path / "a.csv", [person(1, nama_sekolah="x" * 40_000)])
    back = returned(path)
    assert rows(back)[1][11] == "x" * 32_767
    with open_sheet(back) as sheet:
        assert len(list(sheet.rows)) == 1
