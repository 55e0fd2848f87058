"""Reads a roster sheet, xlsx or csv, as rows of cells in the template's order, whatever the sheet's own.

csv is read as it comes. The xlsx parser lays out the whole sheet before it gives the first row: that is the memory an
import needs (about 2 KB a row of 22 columns), and why `sheet_guard` looks at each workbook first.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from bot.documents.sheet_columns import LABELS, REQUIRED, is_example, recognise
from bot.documents.sheet_guard import SheetError, check_workbook, is_workbook
from bot.documents.sheet_text import measure, read_text

Cell = str | int | float | bool | date | datetime | time | timedelta
Row = tuple[int, Sequence[Cell]]

_HEADING_WITHIN: Final = 20


@dataclass(frozen=True, slots=True)
class Sheet:
    """An open roster: where its heading is, its columns' positions, about how many rows it has, and those rows, once.

    `rows` gives the row's number as the spreadsheet shows it (in csv: the record's), and a cell for each of `COLUMNS`,
    "" where there is none; rows without any content and the template's example are left out. A csv may end `rows` with
    a SheetError. `columns` and `headings` count from the first column that holds anything, which is `left` columns
    from the sheet's edge. `name` is the sheet's (in csv ""), `heading` the number of the row with the headings.
    """

    name: str
    heading: int
    headings: tuple[str, ...]
    left: int
    columns: dict[str, int]
    total: int
    rows: Iterator[tuple[int, tuple[Cell, ...]]]


@contextmanager
def open_sheet(path: Path) -> Iterator[Sheet]:
    """Open an xlsx or csv file for reading.

    Raises:
        SheetError: with the reason, see there.
    """
    if is_workbook(path):
        check_workbook(path)
        with closing(_load(path)) as workbook:
            yield _read_workbook(workbook)
    else:
        encoding, lines = measure(path)
        with closing(read_text(path, encoding)) as rows:
            yield _read_rows("", 0, enumerate(rows, 1), lines)


def _load(path: Path) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError as error:
        raise SheetError("sheet_password") from error
    except CalamineError as error:
        raise SheetError("sheet_damaged") from error


def _read_workbook(workbook: CalamineWorkbook) -> Sheet:
    """The first worksheet that has a roster's columns; if none has, what is amiss with the first one."""
    refusal = SheetError("sheet_empty")
    metadata = [sheet for sheet in workbook.sheets_metadata if sheet.typ is SheetTypeEnum.WorkSheet]
    for position, sheet in enumerate(metadata):
        try:
            found = workbook.get_sheet_by_name(sheet.name)
            height, left = found.end[0] + 1 if found.end else 0, found.start[1] if found.start else 0
            return _read_rows(sheet.name, left, enumerate(found.iter_rows(), 1), height)
        except CalamineError as error:
            raise SheetError("sheet_damaged") from error
        except SheetError as error:
            refusal = error if position == 0 else refusal
    raise refusal


def _read_rows(name: str, left: int, rows: Iterator[Row], height: int) -> Sheet:
    """Find the heading among the first rows, then order the cells of those below."""
    head = list(islice(rows, _HEADING_WITHIN))
    candidates = [recognise([str(cell) for cell in cells]) for _, cells in head]
    best = max(range(len(head)), key=lambda index: len(candidates[index]), default=None)
    if best is None:
        raise SheetError("sheet_empty")
    if not candidates[best]:
        raise SheetError("sheet_no_heading", rows=_HEADING_WITHIN)
    columns = {key: position for position, key in candidates[best].items()}
    missing = [LABELS[key] for key in REQUIRED if key not in columns]
    if missing:
        raise SheetError("sheet_columns_missing", columns=", ".join(missing))
    ordered = _ordered(chain(head[best + 1 :], rows), columns)
    first = next(ordered, None)
    if first is None:
        raise SheetError("sheet_empty")
    headings = tuple(str(cell) for cell in head[best][1])
    return Sheet(name, head[best][0], headings, left, columns, max(height - best - 1, 1), chain([first], ordered))


def _ordered(rows: Iterator[Row], columns: dict[str, int]) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    # One place past the end holds the blank for a column that the sheet has not.
    width = max(columns.values()) + 1
    pick = itemgetter(*(columns.get(key, width) for key in LABELS))
    for number, cells in rows:
        picked = pick([*cells[:width], *[""] * (width - len(cells)), ""])
        if _has_content(picked) and not is_example(picked[0]):
            yield number, picked


def _has_content(cells: tuple[Cell, ...]) -> bool:
    return any(not isinstance(cell, str) or cell.strip() for cell in cells)
