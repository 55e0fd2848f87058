"""How each status is filled in the rekap's pictures: the further a record is, the fuller, and each in a way of its own.

Solid, slanted, upright and level lines, dots, and an empty frame stay apart in a grey print and for every eye.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from bot.documents.chart_ink import AMBER, GREY, NAVY, RED, WHITE, Box, ChartInk
from bot.rules.rekap import STATUSES

_LEAST: Final = 10
"""How narrow a part may be: one that is there is seen."""
_GAP: Final = 3
_UPRIGHT: Final = 12
_LEVEL: Final = 9
_DOTS: Final = 14


def bar(ink: ChartInk, box: Box, counts: Mapping[str, int]) -> list[tuple[str, Box]]:
    """Part a box by how many stand where, the furthest first; the part of each status that somebody stands at."""
    left, top, right, low = box
    shown = [(status, counts[status]) for status in STATUSES if counts.get(status)]
    parts: list[tuple[str, Box]] = []
    for (status, _), width in zip(shown, _widths([count for _, count in shown], right - left), strict=True):
        part = (left, top, left + width - _GAP, low)
        fill(ink, part, status)
        parts.append((status, part))
        left += width
    return parts


def fill(ink: ChartInk, box: Box, status: str) -> None:
    """Fill a box as this status is filled."""
    left, top, right, low = box
    match status:
        case "disetujui":
            ink.rectangle(box, fill=NAVY)
        case "selesai":
            ink.hatch(box, NAVY)
            ink.rectangle(box, outline=NAVY)
        case "dikembalikan":
            ink.rectangle(box, fill=RED)
            for x in range(left + _UPRIGHT // 2, right, _UPRIGHT):
                ink.line((x, top), (x, low), WHITE, 4)
        case "mengisi":
            for y in range(top, low + 1, _LEVEL):
                ink.line((left, y), (right, y), AMBER, 4)
        case "berakun":
            for x, y in _dots(box):
                ink.rectangle((x, y, x + 4, y + 4), fill=GREY)
            ink.rectangle(box, outline=GREY)
        case _:
            ink.rectangle(box, outline=GREY)


def _dots(box: Box) -> Iterator[tuple[int, int]]:
    left, top, right, low = box
    for row, y in enumerate(range(top + 9, low - 8, _DOTS)):
        for x in range(left + 9 + row % 2 * _DOTS // 2, right - 8, _DOTS):
            yield x, y


def _widths(counts: list[int], room: int) -> list[int]:
    """Whole pixels for each, in proportion, but that the smallest are seen; together they fill the room."""
    free, rest = room, sum(counts)
    widths: dict[int, int] = {}
    for place in sorted(range(len(counts)), key=counts.__getitem__):
        widths[place] = max(_LEAST, round(counts[place] * free / rest))
        free, rest = free - widths[place], rest - counts[place]
    return [widths[place] for place in range(len(counts))]
