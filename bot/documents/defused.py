"""Cells of a workbook that we write: text stays text, whoever opens it and whatever it begins with."""

from datetime import date
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

Cell = str | int | float | date | None


class Cells:
    """Writes cells of one workbook; where somebody edits a text that looks like a formula, it stays a text."""

    def __init__(self, workbook: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        self.heading = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.text = workbook.add_format({"num_format": "@"})
        self.number = workbook.add_format({"num_format": "#,##0"})
        self.share = workbook.add_format({"num_format": "0.0%"})
        self.date = workbook.add_format({"num_format": "dd-mm-yyyy"})
        self._defused = workbook.add_format({"num_format": "@", "quote_prefix": True})

    def write(self, page: Any, row: int, column: int, cell: Cell) -> None:  # noqa: ANN401 - as above
        """Write one cell: text, a whole number, a share (1 is everything), a date, or nothing."""
        match cell:
            case None | "":
                pass
            case str():
                page.write_string(row, column, cell, self._defused if cell.startswith(_FORMULA) else self.text)
            case int():
                page.write_number(row, column, cell, self.number)
            case float():
                page.write_number(row, column, cell, self.share)
            case date() if cell < _FIRST_DAY:
                page.write_string(row, column, f"{cell:%d-%m-%Y}", self.text)
            case date():
                page.write_datetime(row, column, cell, self.date)
            case _:
                assert_never(cell)
