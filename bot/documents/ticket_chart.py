"""The picture of what is open at the helpdesk, for a phone: a bar for each kind, parted by how old its tickets are.

The older, the fuller: an outline, lines, stripes, solid; each part has its number too, so that nothing is told by
colour alone.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from bot.documents.chart_ink import AMBER, GREY, NAVY, RED, Box, ChartInk, shortened, width_of
from bot.rules.clock import wib
from bot.rules.ticket_figures import AGES, Tally

WIDTH: Final = 1080
_LEFT, _RIGHT = 50, 1030
_HEAD, _FOOT = 470, 60
_ROW: Final = 150
_THICK: Final = 64
_LEAST: Final = 52
_GAP: Final = 6
_LINES: Final = 14
_KEY_ROW: Final = 62
_SWATCH: Final = 44
_NOTHING: Final = "Tidak ada tiket yang terbuka."


def draw(tallies: Sequence[Tally], now: datetime) -> bytes:
    """Draw the open tickets as a PNG 1080 pixels wide, kinds in the given order; those without any are left out.

    A bar's length tells how many, but for the least width that the number in a small part needs.
    """
    shown = [tally for tally in tallies if tally.open_in_all]
    ink = ChartInk(WIDTH, _HEAD + _ROW * len(shown) + _FOOT)
    _draw_head(ink, sum(tally.open_in_all for tally in shown), now)
    if not shown:
        ink.text(_LEFT, 340, _NOTHING, 42, colour=GREY)
    else:
        _draw_key(ink)
    scale = _scale(shown)
    for number, tally in enumerate(shown):
        _draw_row(ink, tally, scale, _HEAD + number * _ROW)
    return ink.png


def caption(tallies: Sequence[Tally], now: datetime) -> str:
    """What the picture says, in lines, for those who hear it read aloud."""
    lines = [f"Tiket terbuka {wib(now)}: {sum(tally.open_in_all for tally in tallies)}"]
    for tally in tallies:
        if tally.open_in_all:
            told = "; ".join(f"{age}: {count}" for age, count in zip(AGES, tally.open, strict=True) if count)
            lines.append(f"{tally.name}: {tally.open_in_all} ({told})")
    return "\n".join(lines)


def _draw_head(ink: ChartInk, count: int, now: datetime) -> None:
    ink.text(_LEFT, 90, "Tiket terbuka", 44, colour=GREY)
    ink.text(_LEFT, 184, str(count), 84, colour=NAVY, strong=True)
    ink.text(_LEFT, 240, wib(now), 34, colour=GREY)


def _draw_key(ink: ChartInk) -> None:
    """Which fill stands for which age: two lines of two."""
    for age, name in enumerate(AGES):
        left = _LEFT + (age % 2) * (_RIGHT - _LEFT) // 2
        top = 290 + (age // 2) * _KEY_ROW
        _fill(ink, (left, top, left + _SWATCH, top + _SWATCH), age)
        ink.text(left + _SWATCH + 20, top + 34, name, 34)


def _scale(shown: Sequence[Tally]) -> float:
    """Pixels for one ticket, so that every bar fits with its number behind it."""
    return min((_fitting([count for count in tally.open if count]) for tally in shown), default=0.0)


def _fitting(counts: list[int]) -> float:
    """Pixels for one ticket in a bar of these parts: what small ones need at least is taken from the others."""
    behind = width_of(str(sum(counts)), 42, strong=True) + 20
    room = _RIGHT - _LEFT - behind - _GAP * len(counts)
    *small, largest = sorted(counts)
    rest = sum(counts)
    for count in small:
        if count * room / rest >= _least(count):
            return room / rest
        room, rest = room - _least(count), rest - count
    return room / largest


def _least(count: int) -> int:
    """How narrow a part may be that holds this number."""
    return max(_LEAST, round(width_of(str(count), 34, strong=True)) + 28)


def _draw_row(ink: ChartInk, tally: Tally, scale: float, top: int) -> None:
    ink.text(_LEFT, top + 44, shortened(tally.name, 38, _RIGHT - _LEFT, strong=True), 38, strong=True)
    left = _LEFT
    for age, count in enumerate(tally.open):
        if count:
            box = (left, top + 62, left + max(round(count * scale), _least(count)), top + 62 + _THICK)
            _fill(ink, box, age)
            _draw_count(ink, box, count)
            left = box[2] + _GAP
    ink.text(left + 14, top + 62 + 47, str(tally.open_in_all), 42, strong=True)


def _draw_count(ink: ChartInk, box: Box, count: int) -> None:
    """The number on a white field in the middle of its part, legible on every fill."""
    words = str(count)
    middle = (box[0] + box[2]) / 2
    ink.text(middle - width_of(words, 34, strong=True) / 2, box[1] + 44, words, 34, strong=True)


def _fill(ink: ChartInk, box: Box, age: int) -> None:
    left, top, right, low = box
    if age == 0:
        ink.rectangle(box, outline=NAVY)
    elif age == 1:
        for x in range(left + _LINES, right, _LINES):
            ink.line((x, top), (x, low), NAVY, 2)
        ink.rectangle(box, outline=NAVY)
    elif age == len(AGES) - 1:
        ink.rectangle(box, fill=RED)
    else:
        ink.hatch(box, AMBER)
        ink.rectangle(box, outline=AMBER)
