"""A reference of pendidikan as a csv file: code, level and name, judged row by row and refused whole."""

import csv
import re
from collections.abc import Iterator, Sequence
from typing import Final

from bot.rules.education import Education, levels
from bot.rules.errors import RuleError

COLUMNS: Final = ("code", "level", "name")
LONGEST_NAME: Final = 200
_CODE: Final = re.compile(r"[A-Za-z0-9-]{1,36}")
_BYTE_ORDER_MARK: Final = "\ufeff"


class EducationFileError(RuleError):
    """Why a file cannot be the reference.

    Codes: `columns_missing`, `no_rows`, and, with the line of the file as `row`: `row_unreadable`, `cells_missing`,
    `code_malformed`, `code_twice` (first), `level_unknown`, `name_missing`, `name_too_long` (max) and `name_twice`
    (first).
    """


def read_entries(text: str) -> tuple[Education, ...]:
    """The entries of a csv with a heading; commas or semicolons part the cells, blank lines do not count.

    Codes are up to 36 letters, digits and dashes, so that a button can hold one. No two entries may share a code,
    nor both level and name, for nobody could tell them apart.

    Raises:
        EducationFileError: with the first reason, and the row that it is about.
    """
    lines = text.removeprefix(_BYTE_ORDER_MARK).splitlines()
    if damaged := next((row for row, line in enumerate(lines, 1) if "\0" in line), None):
        raise EducationFileError("row_unreadable", row=damaged)
    heading = lines[0].lower() if lines else ""
    rows = csv.reader(lines, delimiter=";" if ";" in heading else ",", skipinitialspace=True)
    places = _places(next(rows, []))
    entries: list[Education] = []
    seen_codes: dict[str, int] = {}
    seen_names: dict[tuple[str, str], int] = {}
    for row, cells in _filled(rows):
        if len(cells) <= max(places):
            raise EducationFileError("cells_missing", row=row)
        entry = _entry(row, *(" ".join(cells[place].split()) for place in places))
        _once("code_twice", row, seen_codes.setdefault(entry.code, row))
        _once("name_twice", row, seen_names.setdefault((entry.level, entry.name.casefold()), row))
        entries.append(entry)
    if not entries:
        raise EducationFileError("no_rows")
    return tuple(entries)


def _places(heading: Sequence[str]) -> tuple[int, ...]:
    """Where code, level and name stand."""
    names = [cell.strip().lower() for cell in heading]
    if not set(COLUMNS) <= set(names):
        raise EducationFileError("columns_missing")
    return tuple(names.index(column) for column in COLUMNS)


def _filled(rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, each with its number as a spreadsheet counts: the heading is 1."""
    number = 1
    try:
        for number, cells in enumerate(rows, 2):
            if any(cell.strip() for cell in cells):
                yield number, cells
    except csv.Error:
        raise EducationFileError("row_unreadable", row=number + 1) from None


def _entry(row: int, code: str, level: str, name: str) -> Education:
    if not _CODE.fullmatch(code):
        raise EducationFileError("code_malformed", row=row)
    # A spreadsheet takes the zero from 05.
    level = level.zfill(2)
    if level not in {known.code for known in levels()}:
        raise EducationFileError("level_unknown", row=row)
    if not name:
        raise EducationFileError("name_missing", row=row)
    if len(name) > LONGEST_NAME:
        raise EducationFileError("name_too_long", row=row, max=LONGEST_NAME)
    return Education(code, name, level)


def _once(code: str, row: int, first: int) -> None:
    if first != row:
        raise EducationFileError(code, row=row, first=first)
