"""One row of a sheet's XML, taken apart into cells and put together with its marks, or without those of last time."""

import re
from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape

from bot.documents.sheet_return_marks import REASONS, Marks, letters, position
from bot.documents.sheet_return_styles import Styles

_STYLE: Final = re.compile(rb'\ss="([0-9]+)"')
_SPANS: Final = re.compile(rb'\sspans="[^"]*"')
_HEIGHT: Final = re.compile(rb'\s(?:ht|customHeight)="[^"]*"')
_HEIGHT_CHOSEN: Final = re.compile(rb'\scustomHeight="(?:1|true)"')
_STYLED: Final = re.compile(rb'\scustomFormat="(?:1|true)"')


class RowPen:
    """Writes the rows of one sheet anew."""

    def __init__(self, marks: Marks, styles: Styles, prefix: bytes, column_styles: Mapping[int, int]) -> None:
        """Take what to mark, the workbook's styles, the prefix of the sheet's tags and its columns' styles."""
        self._marks = marks
        self._styles = styles
        self._prefix = prefix
        self._column_styles = column_styles
        self._place = marks.place
        self._wrapped = styles.wrapped()
        red = b"|".join(b"%d" % style for style in sorted(styles.marked()))
        said = rb'<%sc r="%s[0-9]' % (prefix, letters(self._place.reasons).encode())
        self._was = re.compile(rb'%s|\ss="(?:%s)"' % (said, red) if red else said)
        self._cell = re.compile(rb'<%sc r="([A-Z]+)[0-9]+"([^>]*?)(/>|>.*?</%sc\s*>)' % (prefix, prefix), re.DOTALL)

    def touches(self, row: bytes, number: int) -> bool:
        """Whether a row is the heading, has reasons, or shows anything of an earlier return."""
        return number == self._place.heading or number in self._marks or self._was.search(row) is not None

    def write(self, row: bytes, number: int) -> bytes:
        """The row with the reasons and red cells that it has now, and no others."""
        end = row.index(b">") + 1
        tag, body = row[:end], row[end:]
        if tag.endswith(b"/>"):
            tag, body = tag[:-2] + b">", b"</%srow>" % self._prefix
        found = list(self._cell.finditer(body))
        red = self._marks.red(number) if number in self._marks else set()
        cells = {column: self._styled(cell, red) for cell in found for column in [position(cell[1])]}
        for column in red - cells.keys():
            cells[column] = self._empty(column, number, self._styles.red(self._inherited(tag, column)))
        if number == self._place.heading:
            cells.setdefault(self._place.reasons, self._said(number, self._style_of(found[-1]), REASONS))
        else:
            cells.pop(self._place.reasons, None)
            tag = tag if _HEIGHT_CHOSEN.search(tag) else _HEIGHT.sub(b"", tag)
        if number in self._marks:
            cells[self._place.reasons] = self._said(number, self._wrapped, self._marks.text(number))
        tail = body[found[-1].end() :] if found else body
        return b"".join([_SPANS.sub(b"", tag), *(cells[column] for column in sorted(cells)), tail])

    def _styled(self, cell: re.Match[bytes], red: set[int]) -> bytes:
        """A cell as it is, but red or not as it should be."""
        old = self._style_of(cell)
        new = (self._styles.red if position(cell[1]) in red else self._styles.plain)(old)
        if new == old:
            return cell[0]
        attributes = _STYLE.sub(b"", cell[2])
        start, end = cell.start(2) - cell.start(), cell.end(2) - cell.start()
        return b'%s s="%d"%s%s' % (cell[0][:start], new, attributes, cell[0][end:])

    def _said(self, number: int, style: int, text: str) -> bytes:
        """A cell with words as text, which no program takes for a formula."""
        of = self._prefix
        place = self._reference(self._place.reasons, number)
        said = escape(text).encode()
        return (
            b'<%sc r="%s" s="%d" t="inlineStr"><%sis><%st xml:space="preserve">%s</%st></%sis></%sc>'
            % (of, place, style, of, of, said, of, of, of)
        )  # fmt: skip

    def _empty(self, column: int, number: int, style: int) -> bytes:
        return b'<%sc r="%s" s="%d"/>' % (self._prefix, self._reference(column, number), style)

    def _inherited(self, tag: bytes, column: int) -> int:
        """The style of a cell that is not there: its row's, if that has one, or else its column's."""
        of_row = _STYLE.search(tag) if _STYLED.search(tag) else None
        return int(of_row[1]) if of_row else self._column_styles.get(column, 0)

    @staticmethod
    def _style_of(cell: re.Match[bytes]) -> int:
        found = _STYLE.search(cell[2])
        return int(found[1]) if found else 0

    @staticmethod
    def _reference(column: int, number: int) -> bytes:
        return b"%s%d" % (letters(column).encode(), number)
