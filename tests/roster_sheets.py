"""Roster sheets of invented people, as an instansi would make them."""

import csv
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from bot.documents.sheet_columns import COLUMNS, LABELS

Cells = Mapping[str, str | float | date]

SITI: Cells = {
    "nik": "3201015503850001",
    "nama": "Siti Nurjanah",
    "kk": "3201010101200007",
    "tempat_lahir": "Bogor",
    "tanggal_lahir": "15-03-1985",
    "jenis_kelamin": "P",
    "tingkat_pendidikan": "S-1",
    "nomor_sk": "800/12/2015",
    "tanggal_sk": "20-06-2015",
    "tanggal_mulai": "01-07-2015",
    "pendidikan_sk": "S-1 PGSD",
    "jabatan": "Guru Kelas",
    "unit_kerja": "SDN Contoh 1",
    "jenis_pembayaran": "APBD",
}
HEADINGS = tuple(LABELS.values())
DATA = "xl/worksheets/sheet1.xml"
"""The part that is a workbook's first sheet, as Excel and XlsxWriter name it."""


def person(serial: int, **changes: str | float | date) -> Cells:
    """Somebody born on Siti's day, with a NIK and KK of their own."""
    return {**SITI, "nik": f"320101550385{serial:04}", "kk": f"320101010120{serial:04}", **changes}


def cells(of: Cells) -> list[str | float | date]:
    """One row in the template's order."""
    return [of.get(column.key, "") for column in COLUMNS]


def new_workbook(path: Path) -> Any:  # noqa: ANN401 - XlsxWriter has no types
    """An empty workbook, written when its block ends."""
    return xlsxwriter.Workbook(path, {"default_date_format": "dd-mm-yyyy"})


def write_xlsx(path: Path, people: Iterable[Cells], headings: Sequence[str] = HEADINGS) -> Path:
    """An xlsx with a heading in row 1 and a person a row; values keep their type."""
    with new_workbook(path) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, headings)
        for number, of in enumerate(people, 1):
            for place, cell in enumerate(cells(of)):
                if isinstance(cell, date):
                    sheet.write_datetime(number, place, cell)
                else:
                    sheet.write(number, place, cell)
    return path


def write_csv(path: Path, people: Iterable[Cells], encoding: str = "utf-8", separator: str = ",") -> Path:
    """A csv with a heading and a person a line."""
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.writer(file, delimiter=separator)
        writer.writerow(HEADINGS)
        writer.writerows(cells(of) for of in people)
    return path


def fill_xlsx(path: Path, people: Iterable[Cells], first: int = 3) -> Path:
    """Type people into the template's sheet, a row each from `first` on, as a spreadsheet program saves them."""
    lines = []
    for number, of in enumerate(people, first):
        typed = "".join(
            f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{cell}</t></is></c>'
            for place, cell in enumerate(cells(of))
            if cell != ""
        )
        lines.append(f'<row r="{number}">{typed}</row>')
    return edit_part(path, DATA, lambda xml: xml.replace("</sheetData>", f"{''.join(lines)}</sheetData>"))


def edit_part(path: Path, member: str, edit: Callable[[str], str]) -> Path:
    """A copy of a workbook with one of its parts edited."""
    copy = path.with_name(f"edited-{path.name}")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            data = source.read(info)
            target.writestr(info.filename, edit(data.decode()).encode() if info.filename == member else data)
    return copy
