"""The picture of a rekap, for a phone held upright: everybody by status, then a bar for each unit kerja or instansi.

A bar is parted by status, so that a small unit is as legible as a large one; how many they are stands beside it. The
picture stays within 1080 by 2560 pixels, which is what chats pass on without making it smaller.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.documents.chart_ink import GREY, LINE, NAVY, Box, ChartInk, width_of
from bot.documents.rekap_fills import bar, fill
from bot.documents.rekap_names import short_name
from bot.rules.clock import wib
from bot.rules.numbers import numeral
from bot.rules.rekap import STATUSES, Group, condensed, furthest_behind, percent

WIDTH: Final = 1080
MOST: Final = 40
_LEFT, _RIGHT = 40, 1040
_HEAD, _FOOT = 640, 30
_ALL_TOP, _ALL_LOW = 268, 340
_KEY_TOP, _KEY_ROW, _SWATCH = 372, 58, 40
_ROOMY_ROWS: Final = 14
_ROOMY: Final = 132
_DENSE: Final = 46
_NAME_SIZE: Final = 31
_NAME_ROOM, _BAR_LEFT = 410, 464


@dataclass(frozen=True, slots=True)
class Subject:
    """What the picture is about: its title, what its groups are called, and how those that find no room are named.

    `rest` has `{count}` for how many they are.
    """

    title: str
    groups: str
    rest: str


def draw(subject: Subject, whole: Group, groups: Sequence[Group], now: datetime, most: int = MOST) -> bytes:
    """Draw a PNG: the whole, then the groups furthest behind, at most so many of them in rows of their own.

    Groups without workers are left out; a single group is told by the whole alone.
    """
    order = furthest_behind(groups)
    rows = condensed(order, most + 1, subject.rest) if len(order) > 1 else []
    roomy = len(rows) <= _ROOMY_ROWS
    pitch = _ROOMY if roomy else _DENSE
    height = _HEAD + pitch * len(rows) + _FOOT if rows else _HEAD - 80
    ink = ChartInk(WIDTH, height)
    _draw_whole(ink, subject, whole, now)
    if rows:
        ink.text(_LEFT, _HEAD - 46, f"{subject.groups}, yang paling tertinggal di atas", 34, strong=True)
        ink.text(_LEFT, _HEAD - 6, "Angka: sudah mengakhiri, dari semua pekerja", 30, colour=GREY)
    # The last row may tell of many groups together, whose figures need not narrow everybody's bar.
    until = min((_until(group) for group in rows[:most]), default=_RIGHT)
    for number, group in enumerate(rows):
        top = _HEAD + 20 + number * pitch
        _draw_roomy(ink, group, top) if roomy else _draw_dense(ink, group, top, until, odd=bool(number % 2))
    return ink.png


def _draw_whole(ink: ChartInk, subject: Subject, whole: Group, now: datetime) -> None:
    """Everybody: how many, how many have ended, the bar, and the key that tells each status's number."""
    name = short_name(subject.title, lambda text: width_of(text, 40, strong=True) <= _RIGHT - _LEFT)
    ink.text(_LEFT, 64, name, 40, strong=True)
    ink.text(_LEFT, 112, wib(now), 32, colour=GREY)
    ink.text(_LEFT, 192, f"{numeral(whole.total)} pekerja", 60, colour=NAVY, strong=True)
    ended = f"{percent(whole.ended, whole.total)} sudah mengakhiri pendataan"
    ink.text(_LEFT, 244, ended, 34)
    bar(ink, (_LEFT, _ALL_TOP, _RIGHT, _ALL_LOW), whole.counts)
    for place, (status, called) in enumerate(STATUSES.items()):
        left = _LEFT + place % 2 * (_RIGHT - _LEFT) // 2
        top = _KEY_TOP + place // 2 * _KEY_ROW
        fill(ink, (left, top, left + _SWATCH, top + _SWATCH), status)
        ink.text(left + _SWATCH + 16, top + 32, f"{called}: {numeral(whole.at(status))}", 34)


def _draw_roomy(ink: ChartInk, group: Group, top: int) -> None:
    """Two lines: name and numbers, then the bar with the number of each part that has room for it."""
    figures = f"{numeral(group.ended)} dari {numeral(group.total)}"
    room = _RIGHT - _LEFT - width_of(figures, 34, strong=True) - 30
    ink.text(_LEFT, top + 36, short_name(group.name, lambda text: width_of(text, 34) <= room), 34)
    _text_up_to(ink, _RIGHT, top + 36, figures, 34)
    for status, part in bar(ink, (_LEFT, top + 52, _RIGHT, top + 104), group.counts):
        _draw_count(ink, part, numeral(group.at(status)))


def _draw_count(ink: ChartInk, part: Box, count: str) -> None:
    wide = width_of(count, 30, strong=True)
    if wide + 30 <= part[2] - part[0]:
        ink.text((part[0] + part[2] - wide) / 2, part[1] + 37, count, 30, strong=True)


def _draw_dense(ink: ChartInk, group: Group, top: int, until: int, *, odd: bool) -> None:
    """One line, its bar `until` this pixel; a thread leads the eye from every other name to its bar."""
    name = short_name(group.name, lambda text: width_of(text, _NAME_SIZE) <= _NAME_ROOM)
    if odd:
        ink.line((_LEFT, top + 22), (_BAR_LEFT, top + 22), LINE, 2)
    ink.text(_LEFT, top + 32, name, _NAME_SIZE)
    bar(ink, (_BAR_LEFT, top + 5, min(until, _until(group)), top + 37), group.counts)
    _text_up_to(ink, _RIGHT, top + 32, _figures(group), _NAME_SIZE)


def _until(group: Group) -> int:
    """Where a bar ends that leaves room for these figures."""
    return round(_RIGHT - width_of(_figures(group), _NAME_SIZE, strong=True)) - 16


def _figures(group: Group) -> str:
    return f"{numeral(group.ended)}/{numeral(group.total)}"


def _text_up_to(ink: ChartInk, right: int, y: int, text: str, size: int) -> None:
    ink.text(right - width_of(text, size, strong=True), y, text, size, strong=True)
