"""Workbooks that we write: text stays text, whoever opens it and whatever it begins with; lists can be filtered."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final, assert_never

OPTIONS: Final = {
    "constant_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
"""How every such workbook is opened: rows go to disk as they come, and no string turns into anything else."""
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_FIRST_DAY: Final = date(1900, 3, 1)
"""Spreadsheets count a 29 February 1900 that never was: days before it are better written out."""

_DURATION: Final = '[h]" jam "mm" menit"'

Cell = str | int | float | date | timedelta | None


class Cells:
    """Writes cells of one workbook; where somebody edits a text that looks like a formula, it stays a text."""

    def __init__(self, workbook: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        self.heading = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.text = workbook.add_format({"num_format": "@"})
        self.number = workbook.add_format({"num_format": "#,##0"})
        self.share = workbook.add_format({"num_format": "0.0%"})
        self.date = workbook.add_format({"num_format": "dd-mm-yyyy"})
        self._duration = workbook.add_format({"num_format": _DURATION})
        self._defused = workbook.add_format({"num_format": "@", "quote_prefix": True})

    def write(self, page: Any, row: int, column: int, cell: Cell) -> None:  # noqa: ANN401 - as above
        """Write one cell: text, a whole number, a share (1 is everything), a date, how long it took, or nothing."""
        match cell:
            case None | "":
                pass
            case str():
                page.write_string(row, column, cell, self._defused if cell.startswith(_FORMULA) else self.text)
            case int():
                page.write_number(row, column, cell, self.number)
            case float():
                page.write_number(row, column, cell, self.share)
            case timedelta():
                page.write_number(row, column, cell / timedelta(days=1), self._duration)
            case date() if cell < _FIRST_DAY:
                page.write_string(row, column, f"{cell:%d-%m-%Y}", self.text)
            case date():
                page.write_datetime(row, column, cell, self.date)
            case _:
                assert_never(cell)


def add_list(
    workbook: Any,  # noqa: ANN401 - as above
    cells: Cells,
    name: str,
    heading: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    widths: Sequence[int],
    held: int = 1,
) -> None:
    """Add a sheet whose heading and first columns, so many as are `held`, stay in view, and which can be filtered.

    The last of the widths, in characters, is that of all columns behind it too.
    """
    page = workbook.add_worksheet(name)
    for column, title in enumerate(heading):
        page.set_column(column, column, widths[min(column, len(widths) - 1)])
        page.write_string(0, column, title, cells.heading)
    page.freeze_panes(1, held)
    last = 0
    for last, row in enumerate(rows, 1):
        for column, cell in enumerate(row):
            cells.write(page, last, column, cell)
    page.autofilter(0, 0, last, len(heading) - 1)
