"""The picture of somebody's masa kerja, for a phone: each SK a bar over the years, gaps and overlaps told in words.

The bars stand in order of time, and what lies between two of them, a gap or an overlap, stands between them too.
Nothing is told by colour alone: a gap is a dashed line, an overlap a hatched strip, and both have their words.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.documents.chart_ink import AMBER, GREY, INK, LINE, NAVY, RED, ChartInk, Colour, shortened, width_of
from bot.documents.chart_time import TimeAxis, time_axis
from bot.rules.dates import format_date
from bot.rules.service import Period, gaps, in_words, length, overlaps, years

WIDTH: Final = 1080
_LEFT, _RIGHT = 50, 1030
_HEAD, _FOOT = 310, 90
_BAR_ROW, _MARK_ROW, _NOTE_ROW = 190, 110, 50
_THICK: Final = 48
_THINNEST: Final = 8
_ARROW: Final = 28

_Row = Callable[[ChartInk, TimeAxis, int], None]


@dataclass(frozen=True, slots=True)
class Bar:
    """One SK: what it is called, its first and last day; without `berakhir` it goes on.

    Raises ValueError, once drawn, where it would end before it begins.
    """

    label: str
    mulai: date
    berakhir: date | None


@dataclass(frozen=True, slots=True)
class _Story:
    """What there is to tell: the bars in order, what lies between them, and how far both are shown."""

    bars: tuple[Bar, ...]
    periods: tuple[Period, ...]
    reference: date
    until: date


def draw(bars: Sequence[Bar], reference: date) -> bytes:
    """Draw 1 to 5 bars as a PNG 1080 pixels wide and about 1 to 2 thousand high, with the masa kerja at `reference`.

    Raises ValueError without any bar.
    """
    story = _story(bars, reference)
    rows, notes = _rows(story), _notes(story)
    floor = _HEAD + sum(height for height, _ in rows)
    ink = ChartInk(WIDTH, floor + _FOOT + len(notes) * _NOTE_ROW)
    axis = time_axis(min(story.bars[0].mulai, reference), story.until, _LEFT, _RIGHT)
    _draw_head(ink, story)
    _draw_grid(ink, axis, story, floor)
    top = _HEAD
    for height, row in rows:
        row(ink, axis, top)
        top += height
    for number, note in enumerate(notes):
        ink.text(_LEFT, floor + _FOOT + 20 + number * _NOTE_ROW, note, 34, colour=GREY)
    return ink.png


def caption(bars: Sequence[Bar], reference: date) -> str:
    """What the picture says, in lines, for those who hear it read aloud: the masa kerja, each gap, each overlap.

    Raises ValueError without any bar.
    """
    story = _story(bars, reference)
    found = [("jeda", gap) for gap in gaps(story.periods, story.until)]
    found += [("tumpang tindih", overlap) for overlap in overlaps(story.periods)]
    marks = [
        f"{_marked(what, period, story.until)}: {_dates(period.mulai, period.berakhir)}"
        for what, period in sorted(found, key=lambda mark: mark[1].mulai)
    ]
    return "\n".join([f"Masa kerja sampai {format_date(reference)}: {_worked(story)}", *marks])


def _story(bars: Sequence[Bar], reference: date) -> _Story:
    ordered = tuple(sorted(bars, key=lambda bar: (bar.mulai, bar.berakhir or date.max, bar.label)))
    if not ordered:
        raise ValueError("a chart needs at least one bar")
    periods = tuple(Period(bar.mulai, bar.berakhir) for bar in ordered)
    ends = [bar.berakhir or bar.mulai for bar in ordered]
    return _Story(ordered, periods, reference, max(reference, *ends))


def _worked(story: _Story) -> str:
    if story.bars[0].mulai > story.reference:
        return "belum ada"
    return in_words(years(story.periods, story.reference))


def _marked(what: str, period: Period, until: date) -> str:
    return f"{what} {length(period, until)}"


def _dates(mulai: date, berakhir: date | None) -> str:
    first = format_date(mulai)
    if berakhir is None:
        return f"{first} – sekarang"
    return first if berakhir == mulai else f"{first} – {format_date(berakhir)}"


def _rows(story: _Story) -> list[tuple[int, _Row]]:
    """Bars and marks in order of time, each with its height; a mark comes after the bar with which it begins."""
    rows: list[tuple[date, int, _Row]] = [(bar.mulai, _BAR_ROW, _bar_row(bar, story)) for bar in story.bars]
    rows += [(gap.mulai, _MARK_ROW, _mark_row("jeda", gap, story.until)) for gap in gaps(story.periods, story.until)]
    rows += [
        (overlap.mulai, _MARK_ROW, _mark_row("tumpang tindih", overlap, story.until))
        for overlap in overlaps(story.periods)
    ]
    return [(height, row) for _, height, row in sorted(rows, key=lambda row: (row[0], -row[1]))]


def _notes(story: _Story) -> list[str]:
    notes = []
    if overlaps(story.periods):
        notes.append("Hari yang tumpang tindih dihitung satu kali.")
    if any(bar.berakhir is None or bar.berakhir > story.reference for bar in story.bars):
        notes.append(f"Batang bergaris (setelah {format_date(story.reference)}) tidak dihitung.")
    return notes


def _draw_head(ink: ChartInk, story: _Story) -> None:
    ink.text(_LEFT, 90, f"Masa kerja sampai {format_date(story.reference)}:", 44, colour=GREY)
    ink.text(_LEFT, 184, _worked(story), 84, colour=NAVY, strong=True)


def _draw_grid(ink: ChartInk, axis: TimeAxis, story: _Story, floor: int) -> None:
    """Years below, and the day of reference as a dashed line with its date above."""
    for year, x in axis.years(apart=width_of("2021", 34) + 30):
        ink.line((x, _HEAD - 20), (x, floor + 10), LINE)
        ink.text(_clamped(x, width_of(str(year), 34)), floor + 50, str(year), 34, colour=GREY)
    x = round(axis.x(story.reference.toordinal() + 1))
    ink.dashes((x, _HEAD - 20), (x, floor + 10), INK)
    named = f"{story.reference:%d-%m-%Y}"
    ink.text(_clamped(x, width_of(named, 34, strong=True)), _HEAD - 32, named, 34, strong=True)


def _bar_row(bar: Bar, story: _Story) -> _Row:
    def row(ink: ChartInk, axis: TimeAxis, top: int) -> None:
        ink.text(_LEFT, top + 44, shortened(bar.label, 42, _RIGHT - _LEFT, strong=True), 42, strong=True)
        ink.text(_LEFT, top + 92, _dates(bar.mulai, bar.berakhir), 36, colour=GREY)
        _draw_bar(ink, axis, bar, story.reference, top + 112)

    return row


def _draw_bar(ink: ChartInk, axis: TimeAxis, bar: Bar, reference: date, top: int) -> None:
    """The bar, filled as far as it counts and hatched from there on; one that goes on ends in an arrow."""
    left = round(axis.x(bar.mulai.toordinal()))
    end = _RIGHT - _ARROW if bar.berakhir is None else round(axis.x(bar.berakhir.toordinal() + 1))
    right = max(end, left + _THINNEST)
    counted = min(max(round(axis.x(reference.toordinal() + 1)), left), right)
    low = top + _THICK
    if counted < right:
        ink.hatch((left, top, right, low), NAVY)
        ink.rectangle((left, top, right, low), outline=NAVY)
    if counted > left:
        ink.rectangle((left, top, counted, low), fill=NAVY)
    if bar.berakhir is None:
        tip = (_RIGHT, top + _THICK / 2)
        ink.polygon([(right, top - 10), tip, (right, low + 10)], NAVY)


def _mark_row(what: str, period: Period, until: date) -> _Row:
    words = _marked(what, period, until)
    is_gap = what == "jeda"
    colour: Colour = AMBER if is_gap else RED

    def row(ink: ChartInk, axis: TimeAxis, top: int) -> None:
        left = round(axis.x(period.mulai.toordinal()))
        end = min(period.berakhir or until, until).toordinal() + 1
        right = max(round(axis.x(end)), left + _THINNEST)
        if is_gap:
            ink.dashes((left, top + 26), (right, top + 26), colour)
        else:
            ink.hatch((left, top + 16, right, top + 36), colour)
        for x in (left, right):
            ink.line((x, top + 10), (x, top + 42), colour, 4)
        wide = width_of(words, 38, strong=True)
        ink.text(_clamped((left + right) / 2, wide), top + 82, words, 38, colour=colour, strong=True)

    return row


def _clamped(middle: float, width: float) -> float:
    """Where a text begins that stands around `middle`, but within the margins."""
    return min(max(middle - width / 2, _LEFT), _RIGHT - width)
