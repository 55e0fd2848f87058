"""What a person sees of a returned workbook: its cells' colours and formats, and the words beside the rows."""

import re
import zipfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

from python_calamine import CalamineWorkbook

from bot.documents.sheet_rows import Reason, RowReader
from bot.documents.sheets import open_sheet
from bot.rules.eligibility import Terms
from tests.roster_sheets import DATA

TODAY = date(2022, 9, 1)
REDS = {"FFFFB3AB", "FFFFB4AB"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks: the colour it is filled with ("" for none), and its format's other attributes."""

    colour: str
    others: tuple[tuple[str, str], ...]

    @property
    def red(self) -> bool:
        return self.colour in REDS


def refused(path: Path) -> dict[int, list[Reason]]:
    """The reasons of every row that is not loaded."""
    reader = RowReader(Terms(), TODAY)
    with open_sheet(path) as sheet:
        read = {number: reader.read(cells) for number, cells in sheet.rows}
    return {number: row for number, row in read.items() if isinstance(row, list)}


def looks(path: Path, part: str = DATA) -> dict[str, Look]:
    """How each cell of a sheet looks, by its name such as B7."""
    with zipfile.ZipFile(path) as archive:
        sheet, styles = (ET.fromstring(archive.read(name)) for name in (part, "xl/styles.xml"))  # noqa: S314 - ours
    fills = [_colour(fill) for fill in styles.findall("{*}fills/{*}fill")]
    formats = [Look(fills[int(of.get("fillId", "0"))], _others(of)) for of in styles.findall("{*}cellXfs/{*}xf")]
    cells = sheet.iterfind("{*}sheetData/{*}row/{*}c")
    return {cell.attrib["r"]: formats[int(cell.get("s", "0"))] for cell in cells}


def reds(path: Path, part: str = DATA) -> set[str]:
    """The names of the red cells."""
    return {name for name, look in looks(path, part).items() if look.red}


def said(path: Path, sheet: str | None = None) -> dict[int, str]:
    """The words in the column Alasan by row number."""
    workbook = CalamineWorkbook.from_path(path)
    rows = list(workbook.get_sheet_by_name(sheet or workbook.sheet_names[0]).iter_rows())
    heading = next(number for number, row in enumerate(rows) if "Alasan" in row)
    place = rows[heading].index("Alasan")
    return {number: str(row[place]) for number, row in enumerate(rows, 1) if number > heading + 1 and row[place]}


def parts(path: Path) -> dict[str, bytes]:
    """What a workbook is made of."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def rows_xml(path: Path, part: str = DATA) -> dict[int, bytes]:
    """The bytes of each row of a sheet."""
    found = re.finditer(rb'<row r="(\d+)".*?</row>', parts(path)[part], re.DOTALL)
    return {int(row[1]): row[0] for row in found}


def _colour(fill: ET.Element) -> str:
    pattern = fill.find("{*}patternFill")
    front = fill.find("{*}patternFill/{*}fgColor")
    if pattern is None or front is None or pattern.get("patternType") != "solid":
        return ""
    return front.get("rgb", "theme " + front.get("theme", ""))


def _others(of: ET.Element) -> tuple[tuple[str, str], ...]:
    inside = [pair for child in of for pair in child.items()]
    return tuple(sorted([*(pair for pair in of.items() if pair[0] not in {"fillId", "applyFill"}), *inside]))
