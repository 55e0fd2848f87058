"""A csv as a workbook with marks: its rows and columns in their own order, every cell as the text that it was."""

from contextlib import closing
from pathlib import Path
from typing import Any, Final

from bot.documents.sheet_return_head import REASONS_WIDTH
from bot.documents.sheet_return_marks import REASONS, Marks
from bot.documents.sheet_return_styles import RED
from bot.documents.sheet_text import measure, reach, read_text

_LONGEST: Final = 32_767
_WIDTH: Final = 20
_TEXT: Final = 49


def write_text(path_in: Path, path_out: Path, marks: Marks) -> None:
    """Write an xlsx of a csv, with the reasons of `marks` in the column of its place."""
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - heavy, and an idle bot writes no sheet

    encoding, _ = measure(path_in)
    with (
        closing(read_text(path_in, encoding)) as rows,
        xlsxwriter.Workbook(path_out, {"constant_memory": True}) as workbook,
    ):
        pen = _Pen(workbook, marks)
        for number, cells in enumerate(rows, 1):
            pen.write(number, cells)


def widest(path: Path) -> int:
    """How many columns a csv has."""
    encoding, _ = measure(path)
    with closing(read_text(path, encoding)) as rows:
        return max(map(reach, rows), default=0)


class _Pen:
    """Writes row after row; what was written cannot be written again, because nothing is kept in memory."""

    def __init__(self, workbook: Any, marks: Marks) -> None:  # noqa: ANN401 - xlsxwriter has no types
        self._marks = marks
        self._sheet = workbook.add_worksheet("Data")
        self._heading = workbook.add_format({"bold": True, "num_format": _TEXT, "bottom": 1})
        self._text = workbook.add_format({"num_format": _TEXT})
        self._red = workbook.add_format({"num_format": _TEXT, "bg_color": f"#{RED[-6:]}"})
        self._wrapped = workbook.add_format({"num_format": _TEXT, "text_wrap": True, "valign": "top"})
        self._sheet.set_column(0, marks.place.reasons, _WIDTH, self._text)
        self._sheet.set_column(marks.place.reasons, marks.place.reasons, REASONS_WIDTH, self._text)
        self._sheet.freeze_panes(marks.place.heading, 0)

    def write(self, number: int, cells: list[str]) -> None:
        """Write one row of the csv at its own number."""
        place, marked = self._marks.place, number in self._marks
        red = self._marks.red(number) if marked else set()
        heading = number == place.heading
        for column in range(max(len(cells), max(red, default=-1) + 1)):
            if column == place.reasons:
                continue
            style = self._red if column in red else self._heading if heading else self._text
            if column < len(cells) and cells[column]:
                self._sheet.write_string(number - 1, column, cells[column][:_LONGEST], style)
            elif column in red:
                self._sheet.write_blank(number - 1, column, None, style)
        if heading:
            self._sheet.write_string(number - 1, place.reasons, REASONS, self._heading)
        elif marked:
            self._sheet.write_string(number - 1, place.reasons, self._marks.text(number), self._wrapped)
