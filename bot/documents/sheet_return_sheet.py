"""The XML of one sheet, copied row by row; only what is marked, or was, is taken apart and put together again.

A sheet of 100,000 rows is 100 MB of XML: its bytes are looked through and passed on, never parsed into objects.
"""

import re
from collections.abc import Iterator
from typing import IO, Final

from bot.documents.sheet_return_head import column_styles, widened
from bot.documents.sheet_return_marks import Marks
from bot.documents.sheet_return_row import RowPen
from bot.documents.sheet_return_styles import Styles

_BLOCK: Final = 1 << 20
# More than 65 cells of 32,767 characters, however escaped, and more than the head of any honest sheet.
_LARGEST: Final = 32 << 20
_ROWS: Final = re.compile(rb"<((?:[\w.-]+:)?)sheetData\s*>")
_NUMBER: Final = re.compile(rb'<[^>]*?\sr="([0-9]+)"')
_AFTER_NAME: Final = b" >/\t\r\n"


def copy_sheet(source: IO[bytes], target: IO[bytes], marks: Marks, styles: Styles) -> None:
    """Copy a sheet's part with marks; the styles that they need are added to `styles`.

    Raises:
        ValueError: it is not what a spreadsheet program writes.
    """
    buffer = b""
    while not (rows := _ROWS.search(buffer)):
        buffer = _longer(buffer, source)
    head, prefix = buffer[: rows.start()], rows[1]
    pen = RowPen(marks, styles, prefix, column_styles(head, prefix))
    waiting = bytearray(widened(head, prefix, marks.place) + rows[0])
    number = 0
    for piece, is_row in _pieces(buffer[rows.end() :], source, prefix):
        number = _number(piece, number + 1) if is_row else number
        waiting += pen.write(piece, number) if is_row and pen.touches(piece, number) else piece
        if len(waiting) > _BLOCK:
            target.write(waiting)
            waiting.clear()
    target.write(waiting)


def _pieces(buffer: bytes, source: IO[bytes], prefix: bytes) -> Iterator[tuple[bytes, bool]]:
    """The rest of the part in pieces, and whether each is a row."""
    start_tag, end_of_rows = b"<%srow" % prefix, b"</%ssheetData" % prefix
    at = 0
    while True:
        start = buffer.find(start_tag, at)
        end = _end_of_row(buffer, start, prefix) if start >= 0 else -1
        if end >= 0 and buffer[start + len(start_tag)] in _AFTER_NAME:
            yield buffer[at:start], False
            yield buffer[start:end], True
            at = end
            continue
        stop = buffer.find(end_of_rows, at)
        if stop >= 0 and not 0 <= start < stop:
            break
        buffer, at = _longer(buffer[at:], source), 0
    yield buffer[at:], False
    while block := source.read(_BLOCK):
        yield block, False


def _end_of_row(buffer: bytes, start: int, prefix: bytes) -> int:
    """Where the row ends that starts here; -1 if that is not in the buffer."""
    tag_end = buffer.find(b">", start)
    if tag_end < 0 or buffer[tag_end - 1 : tag_end] == b"/":
        return tag_end + 1 if tag_end >= 0 else -1
    closing = b"</%srow>" % prefix
    end = buffer.find(closing, tag_end)
    return end + len(closing) if end >= 0 else -1


def _longer(buffer: bytes, source: IO[bytes]) -> bytes:
    block = source.read(_BLOCK)
    if not block or len(buffer) > _LARGEST:
        raise ValueError
    return buffer + block


def _number(row: bytes, expected: int) -> int:
    """The row's number; a row that has none follows the one before it, as every program reads it."""
    found = _NUMBER.match(row)
    return int(found[1]) if found else expected
