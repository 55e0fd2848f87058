"""The sheet Petunjuk of the template: what to do step by step, who is registered, how to send, what each column holds.

The columns stand one below the other, so that this sheet can never be taken for the roster itself.
"""

from collections.abc import Sequence
from typing import Any, Final

from bot.documents.roster_template_words import Words

_WIDTHS: Final = (4, 32, 22, 56, 34)
_LINE: Final = 16
# Words do not break, and no two fonts are as wide.
_ROOM: Final = 1.15


def write_guide(workbook: Any, sheet: Any, words: Words) -> None:  # noqa: ANN401 - xlsxwriter has no types
    """Write the guide: fit for one page's width, numbered, every line wrapped."""
    guide = _Guide(workbook, sheet)
    guide.title(words.guide["judul"], words.guide["untuk"])
    guide.part(words.guide["langkah_judul"], words.lists["langkah"])
    guide.part(words.guide["kirim_judul"], words.lists["kirim"])
    guide.part(words.guide["aturan_judul"], words.lists["aturan"], words.guide["dasar"])
    rows = [(of.column.label, of.need, of.content, of.example) for of in words.columns]
    guide.table(words.guide["kolom_judul"], words.lists["kolom"], rows)


class _Guide:
    """Lines one below the other; the text of steps and rules spans the four columns beside their number."""

    def __init__(self, workbook: Any, sheet: Any) -> None:  # noqa: ANN401 - as above
        wrapped = {"text_wrap": True, "valign": "top"}
        self._sheet = sheet
        self._row = 0
        self._title = workbook.add_format({"bold": True, "font_size": 16, "font_color": "#1F4E79"})
        self._part = workbook.add_format({"bold": True, "font_size": 12, "font_color": "#1F4E79"})
        self._plain = workbook.add_format(wrapped)
        self._number = workbook.add_format({"valign": "top", "align": "right"})
        self._heading = workbook.add_format({**wrapped, "bold": True, "border": 1, "bg_color": "#D9E2F3"})
        self._cell = workbook.add_format({**wrapped, "border": 1})
        for place, width in enumerate(_WIDTHS):
            sheet.set_column(place, place, width)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)

    def title(self, title: str, instansi: str) -> None:
        self._sheet.set_row(0, 24)
        self._sheet.write_string(0, 0, title, self._title)
        self._sheet.write_string(1, 0, instansi)
        self._row = 3

    def part(self, title: str, lines: Sequence[str], source: str = "") -> None:
        self._head(title)
        for number, line in enumerate(lines, 1):
            self._line(f"{number}.", line)
        if source:
            self._line("", source)
        self._row += 1

    def table(self, title: str, heading: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self._head(title)
        for cells in (heading, *rows):
            for place, text in enumerate(cells, 1):
                self._sheet.write_string(self._row, place, text, self._heading if cells is heading else self._cell)
            self._grow(max(_lines(text, width) for text, width in zip(cells, _WIDTHS[1:], strict=True)))

    def _head(self, title: str) -> None:
        self._sheet.set_row(self._row, 20)
        self._sheet.write_string(self._row, 0, title, self._part)
        self._row += 1

    def _line(self, number: str, line: str) -> None:
        self._sheet.write_string(self._row, 0, number, self._number)
        self._sheet.merge_range(self._row, 1, self._row, 4, line, self._plain)
        self._grow(_lines(line, sum(_WIDTHS[1:])))

    def _grow(self, lines: int) -> None:
        # Merged cells do not grow with their text, and not every program lets others: each row is told its height.
        self._sheet.set_row(self._row, _LINE * lines)
        self._row += 1


def _lines(text: str, width: int) -> int:
    return 1 + int(len(text) * _ROOM / width)
