"""The picture of a rekap by day, for a phone held upright: a row for each day, accounts, ended records and decisions.

Each of the three has a column, a bar to its own scale, and its number, so that nothing is told by colour.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from bot.documents.chart_ink import GREY, NAVY, Box, ChartInk, width_of
from bot.documents.rekap_fills import fill
from bot.documents.rekap_names import short_name
from bot.rules.clock import wib
from bot.rules.dates import MONTHS
from bot.rules.numbers import numeral
from bot.rules.rekap import DECISIONS, Day

WIDTH: Final = 1080
MOST: Final = 28
_LEFT, _RIGHT = 40, 1040
_HEAD, _FOOT, _ROW = 330, 30, 64
_COLUMNS: Final = (
    ("Akun dibuat", ("akun",), "berakun", 250),
    ("Selesai diisi", ("selesai",), "selesai", 522),
    ("Keputusan", DECISIONS, "disetujui", 794),
)
"""Heading, what is counted, the fill, and where the column begins."""
_WIDE: Final = 246
_BEHIND: Final = 14
_WEEKDAYS: Final = ("Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min")
_NOTHING: Final = "Belum ada akun, data yang selesai, atau keputusan."


def draw(title: str, days: Sequence[Day], now: datetime) -> bytes:
    """Draw a PNG of the latest days, newest at the top; the headings have the sums of all days that are given."""
    shown = list(reversed(days))[:MOST]
    ink = ChartInk(WIDTH, _HEAD + _ROW * max(1, len(shown)) + _FOOT)
    name = short_name(title, lambda text: width_of(text, 40, strong=True) <= _RIGHT - _LEFT)
    ink.text(_LEFT, 64, name, 40, strong=True)
    ink.text(_LEFT, 112, wib(now), 32, colour=GREY)
    if not shown:
        ink.text(_LEFT, _HEAD, _NOTHING, 38, colour=GREY)
        return ink.png
    ink.text(_LEFT, 280, "Semua hari", 30, colour=GREY)
    for heading, events, status, left in _COLUMNS:
        ink.text(left, 206, heading, 34, strong=True)
        ink.text(left, 280, numeral(sum(day.of(*events) for day in days)), 54, colour=NAVY, strong=True)
        most = max(day.of(*events) for day in shown)
        for number, day in enumerate(shown):
            _draw_bar(ink, (left, _HEAD + number * _ROW + 8), day.of(*events), most, status)
    for number, day in enumerate(shown):
        ink.text(_LEFT, _HEAD + number * _ROW + 42, _called(day.day), 31)
    return ink.png


def _draw_bar(ink: ChartInk, place: tuple[int, int], count: int, most: int, status: str) -> None:
    """A bar with its number behind it; nothing is a dash."""
    left, top = place
    if not count:
        ink.text(left, top + 34, "–", 32, colour=GREY)
        return
    room = _WIDE - _BEHIND - width_of(numeral(most), 32, strong=True)
    box: Box = (left, top, left + max(8, round(room * count / most)), top + 44)
    fill(ink, box, status)
    ink.text(box[2] + _BEHIND, top + 34, numeral(count), 32, strong=True)


def _called(day: date) -> str:
    """`Kam, 1 Sep`."""
    return f"{_WEEKDAYS[day.weekday()]}, {day.day} {MONTHS[day.month - 1][:3]}"
