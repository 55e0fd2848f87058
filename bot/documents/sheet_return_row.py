"""One row of a sheet's XML with the marks that it has now, and without those of last time.

Only the cells in question are looked for: in a sheet where every row has a reason, taking all apart costs minutes.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final
from xml.sax.saxutils import escape

from bot.documents.sheet_return_marks import REASONS, Marks, letters, position
from bot.documents.sheet_return_styles import Styles

_STYLE: Final = re.compile(rb'\ss="([0-9]+)"')
_SPANS: Final = re.compile(rb'\sspans="[^"]*"')
_HEIGHT: Final = re.compile(rb'\s(?:ht|customHeight)="[^"]*"')
_HEIGHT_NOW: Final = re.compile(rb'\sht="([0-9]+(?:[.][0-9]+)?)"')
_HEIGHT_CHOSEN: Final = re.compile(rb'\scustomHeight="(?:1|true)"')
_STYLED: Final = re.compile(rb'\scustomFormat="(?:1|true)"')
# Letters in a line of the reasons, for which fonts differ, and points in its height.
_IN_A_LINE: Final = 90
_LINE: Final = 15


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
        self._start = b'<%sc r="' % prefix
        red = b"|".join(b"%d" % style for style in sorted(styles.marked()))
        said = b"%s%s[0-9]" % (self._start, letters(self._place.reasons).encode())
        self._was = re.compile(rb'%s|\ss="(?:%s)"' % (said, red) if red else said)
        self._was_red = re.compile(rb'(%s[^<>]*?\ss=")(%s)(?=")' % (self._start, red)) if red else None
        self._cell = re.compile(rb'%s([A-Z]+)[0-9]+"[^>]*?(?:/>|>.*?</%sc\s*>)' % (self._start, prefix), re.DOTALL)

    def touches(self, row: bytes, number: int) -> bool:
        """Whether a row is the heading, has reasons, or shows anything of an earlier return."""
        return number == self._place.heading or number in self._marks or self._was.search(row) is not None

    def write(self, row: bytes, number: int) -> bytes:
        """The row with the reasons and red cells that it has now, and no others.

        Raises:
            ValueError: it is not what a spreadsheet program writes.
        """
        end = row.index(b">") + 1
        tag, body = _SPANS.sub(b"", row[:end]), row[end:]
        if tag.endswith(b"/>"):
            tag, body = tag[:-2] + b">", b"</%srow>" % self._prefix
        if self._was_red:
            body = self._was_red.sub(self._plain, body)
        if number == self._place.heading:
            return tag + self._with_heading(body, number)
        body = self._without(body, self._reference(self._place.reasons, number))
        if number not in self._marks:
            return (tag if _HEIGHT_CHOSEN.search(tag) else _HEIGHT.sub(b"", tag)) + body
        text = self._marks.text(number)
        return _grown(tag, text) + self._marked(body, tag, number, text)

    def _marked(self, body: bytes, tag: bytes, number: int, text: str) -> bytes:
        for column in self._marks.red(number):
            start = body.find(self._reference(column, number))
            if start >= 0:
                body = self._restyled(body, start, self._styles.red)
            else:
                style = self._styles.red(self._inherited(tag, column))
                body = self._with(body, column, b'%s s="%d"/>' % (self._reference(column, number), style))
        return self._with(body, self._place.reasons, self._said(number, self._wrapped, text))

    def _with_heading(self, body: bytes, number: int) -> bytes:
        """The heading with one for the reasons, in the style of the NIK's."""
        if not self._place.is_new:
            return body
        start = body.find(self._reference(self._place.columns["nik"], number))
        found = _STYLE.search(body[start : body.index(b">", start)])
        style = int(found[1]) if found else 0
        return self._with(body, self._place.reasons, self._said(number, style, REASONS))

    def _plain(self, found: re.Match[bytes]) -> bytes:
        return b"%s%d" % (found[1], self._styles.plain(int(found[2])))

    @staticmethod
    def _restyled(body: bytes, start: int, style: Callable[[int], int]) -> bytes:
        """The body with another style for the cell that starts there."""
        end = body.index(b">", start)
        found = _STYLE.search(body, start, end)
        if found:
            return b"%s%d%s" % (body[: found.start(1)], style(int(found[1])), body[found.end(1) :])
        end -= body[end - 1 : end] == b"/"
        return b'%s s="%d"%s' % (body[:end], style(0), body[end:])

    def _with(self, body: bytes, column: int, cell: bytes) -> bytes:
        """The body with one more cell, behind all that stand left of its column."""
        at = body.rfind(self._start)
        while at >= 0:
            before = self._cell.match(body, at)
            if before is None:
                raise ValueError
            if position(before[1]) < column:
                return body[: before.end()] + cell + body[before.end() :]
            at = body.rfind(self._start, 0, at)
        return cell + body

    def _without(self, body: bytes, reference: bytes) -> bytes:
        """The body without the cell of this place, if it is there."""
        found = self._cell.match(body, start) if (start := body.find(reference)) >= 0 else None
        return body[: found.start()] + body[found.end() :] if found else body

    def _said(self, number: int, style: int, text: str) -> bytes:
        """A cell with words as text, which no program takes for a formula."""
        of, start = self._prefix, self._reference(self._place.reasons, number)
        inside = b'<%sis><%st xml:space="preserve">%s</%st></%sis>' % (of, of, escape(text).encode(), of, of)
        return b'%s s="%d" t="inlineStr">%s</%sc>' % (start, style, inside, of)

    def _inherited(self, tag: bytes, column: int) -> int:
        """The style of a cell that is not there: its row's, if that has one, or else its column's."""
        of_row = _STYLE.search(tag) if _STYLED.search(tag) else None
        return int(of_row[1]) if of_row else self._column_styles.get(column, 0)

    def _reference(self, column: int, number: int) -> bytes:
        """How the cell of this place begins."""
        return b'%s%s%d"' % (self._start, letters(column).encode(), number)


def _grown(tag: bytes, text: str) -> bytes:
    """The tag of a row with the height that a text takes at least, since few programs see to it; a chosen one stays."""
    if _HEIGHT_CHOSEN.search(tag):
        return tag
    old = _HEIGHT_NOW.search(tag)
    lines = sum(1 + len(line) // _IN_A_LINE for line in text.splitlines())
    height = max(_LINE * lines, float(old[1]) if old else 0)
    return b'%s ht="%g">' % (_HEIGHT.sub(b"", tag)[:-1], height)
