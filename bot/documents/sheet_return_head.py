"""What stands before a sheet's rows: the columns' widths and styles, and how far the sheet reaches."""

import re
from typing import Final

from bot.documents.sheet_guard import MAX_COLUMNS
from bot.documents.sheet_return_marks import Place, letters, position

REASONS_WIDTH: Final = 90
_ATTRIBUTES: Final = re.compile(rb'([\w:.-]+)="([^"]*)"')
_CORNER: Final = re.compile(rb'(dimension ref="[A-Z]+[0-9]+:)([A-Z]+)')


def widened(head: bytes, prefix: bytes, place: Place) -> bytes:
    """The head of a sheet with room for the reasons, if their column is new."""
    if not place.is_new:
        return head
    corner = _CORNER.search(head)
    if corner and position(corner[2]) < place.reasons:
        head = head[: corner.start(2)] + letters(place.reasons).encode() + head[corner.end(2) :]
    ranges = [piece for each in _columns(head, prefix) for piece in _around(each, place.reasons + 1)]
    number = b"%d" % (place.reasons + 1)
    ranges.append({b"min": number, b"max": number, b"width": b"%d" % REASONS_WIDTH, b"customWidth": b"1"})
    ranges.sort(key=lambda each: int(each[b"min"]))
    written = b"".join(_written(each, prefix) for each in ranges)
    start, end = _span(head, prefix)
    return b"%s<%scols>%s</%scols>%s" % (head[:start], prefix, written, prefix, head[end:])


def column_styles(head: bytes, prefix: bytes) -> dict[int, int]:
    """The style of a column's cells that are not there, by the column's place: A is 0."""
    return {
        column: int(each.get(b"style", b"0"))
        for each in _columns(head, prefix)
        for column in range(int(each[b"min"]) - 1, min(int(each[b"max"]), MAX_COLUMNS + 1))
    }


def _columns(head: bytes, prefix: bytes) -> list[dict[bytes, bytes]]:
    start, end = _span(head, prefix)
    tags = re.findall(rb"<%scol(\s[^>]*)>" % prefix, head[start:end])
    return [dict(_ATTRIBUTES.findall(tag)) for tag in tags]


def _span(head: bytes, prefix: bytes) -> tuple[int, int]:
    """Where the columns are told; if nowhere, where they would be: right before the rows."""
    found = re.search(rb"<%scols(?:\s[^>]*)?>.*?</%scols>" % (prefix, prefix), head, re.DOTALL)
    return found.span() if found else (len(head), len(head))


def _around(columns: dict[bytes, bytes], number: int) -> list[dict[bytes, bytes]]:
    """A range of columns without the one of this number."""
    first, last = int(columns[b"min"]), int(columns[b"max"])
    spans = ((first, min(last, number - 1)), (max(first, number + 1), last))
    return [{**columns, b"min": b"%d" % one, b"max": b"%d" % other} for one, other in spans if one <= other]


def _written(columns: dict[bytes, bytes], prefix: bytes) -> bytes:
    attributes = b"".join(b' %s="%s"' % pair for pair in columns.items())
    return b"<%scol%s/>" % (prefix, attributes)
