"""A rekap as a workbook."""

import re
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from bot.documents.rekap_sheet import write
from bot.rules.rekap import EVENTS, STATUSES, Day, Group

NOW = datetime(2022, 9, 20, 3, 0, tzinfo=UTC)
UNITS = [Group("SDN 1", {"disetujui": 2, "terdaftar": 6}), Group("SDN 2", {"selesai": 1, "mengisi": 1})]
DAYS = [Day(date(2022, 9, 1), {"akun": 4, "disetujui": 2}), Day(date(2022, 9, 2), {})]


def written(folder: Path, groups: list[Group]) -> CalamineWorkbook:
    path = folder / "rekap.xlsx"
    write(path, "Rekap", ("Unit kerja",), [((group.name,), group) for group in groups], DAYS, NOW)
    return CalamineWorkbook.from_path(path)


def rows(book: CalamineWorkbook, sheet: str) -> list[list[object]]:
    return [list(row) for row in book.get_sheet_by_name(sheet).to_python()]


def test_by_status_everybody_is_counted_once(tmp_path: Path) -> None:
    """Each status with its share, and all together."""
    heading, *lines, last = rows(written(tmp_path, UNITS), "Menurut status")
    assert heading == ["Status", "Pekerja", "Bagian"]
    assert [line[:2] for line in lines] == list(map(list, zip(STATUSES.values(), (2, 1, 0, 1, 0, 6), strict=True)))
    assert lines[0][2] == pytest.approx(0.2)
    assert last[:2] == ["Semua", 10]


def test_each_unit_has_a_row(tmp_path: Path) -> None:
    """With every status, those who ended, and their share; the last row is all together."""
    heading, first, second, last = rows(written(tmp_path, UNITS), "Menurut unit kerja")
    assert heading == ["Unit kerja", "Pekerja", *STATUSES.values(), "Sudah mengakhiri", "Sudah mengakhiri (%)"]
    assert first == ["SDN 1", 8, 2, 0, 0, 0, 0, 6, 2, 0.25]
    assert second == ["SDN 2", 2, 0, 1, 0, 1, 0, 0, 1, 0.5]
    assert last[:2] == ["Semua", 10]


def test_each_day_has_a_row(tmp_path: Path) -> None:
    """Also one on which nothing happened."""
    assert rows(written(tmp_path, UNITS), "Menurut hari") == [
        ["Tanggal", *EVENTS.values()],
        [date(2022, 9, 1), 4, 0, 2, 0, 0],
        [date(2022, 9, 2), 0, 0, 0, 0, 0],
    ]


def test_an_instansi_without_workers_has_no_share(tmp_path: Path) -> None:
    """Of nobody there is none."""
    _, first, _ = rows(written(tmp_path, [Group("SDN 3", {})]), "Menurut unit kerja")
    assert first[:2] == ["SDN 3", 0]
    assert first[-1] == ""


@pytest.mark.parametrize("name", ["=1+1", "+1", "-2", "@SUM(A1)", "\t=1", "https://contoh.id", "{=1}"])
def test_a_name_is_never_run(tmp_path: Path, name: str) -> None:
    """Neither as a formula nor as a link; it is read as it was written."""
    book = written(tmp_path, [Group(name, {"mengisi": 1}), Group("SDN", {"mengisi": 1})])
    assert rows(book, "Menurut unit kerja")[1][0] == name
    with zipfile.ZipFile(tmp_path / "rekap.xlsx") as archive:
        parts = [archive.read(part).decode() for part in archive.namelist() if part.startswith("xl/work")]
    assert not any(re.search(r"<f[ >]|<hyperlink", part) for part in parts)
