"""Masa kerja: how long somebody has worked by their SK, where they did not, and where two SK cover the same days.

Both ends of a period count: an SK from 1 January to 31 December is a whole year, and the next one beginning on
1 January leaves no gap. A day that two SK cover was still worked only once.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

REFERENCE: Final = date(2021, 12, 31)
"""The day on which the pendataan counts (letter B/1511/M.SM.01.00/2022)."""
_DAYS_A_MONTH: Final = 30
_MONTHS_A_YEAR: Final = 12
_UNITS: Final = ("tahun", "bulan", "hari")

_Stretch = tuple[int, int]  # the ordinals of a first and a last day, both within


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `mulai` to `berakhir`, both worked; without `berakhir` it goes on.

    Raises ValueError where it would end before it begins.
    """

    mulai: date
    berakhir: date | None = None

    def __post_init__(self) -> None:
        if self.berakhir is not None and self.berakhir < self.mulai:
            raise ValueError("a period ends on the day it begins, or later")


def gaps(periods: Iterable[Period], until: date) -> tuple[Period, ...]:
    """The stretches from the first `mulai` to `until`, itself included, that no period covers, in order of time.

    What follows the last period is one too, if that ends before `until`.
    """
    covered = _merged(_cut(periods, until))
    beginnings = [first for first, _ in covered[1:]]
    ends = [last for _, last in covered]
    return tuple(
        _period(last + 1, following - 1)
        for last, following in zip(ends, [*beginnings, until.toordinal() + 1], strict=False)
        if following > last + 1
    )


def overlaps(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The stretches that two or more periods cover, in order of time; `berakhir` is None where two go on."""
    doubled: list[_Stretch] = []
    reach = 0
    for first, last in sorted(_cut(periods, date.max)):
        if first <= reach:
            doubled.append((first, min(last, reach)))
        reach = max(reach, last)
    return tuple(_period(first, last) for first, last in _merged(doubled))


def years(periods: Iterable[Period], reference: date = REFERENCE) -> tuple[int, int]:
    """The whole years and months (0 to 11) worked up to `reference`, itself included; what comes later is cut off.

    Each stretch without a gap is counted by the calendar, as people do; the days left over are added up, 30 to a
    month, so that many short contracts do not lose their remainders. The 30 that one stretch may leave before a
    month of 31 is full are taken for 29: alone they are no month.
    """
    stretches = _merged(_cut(periods, reference))
    counted = [_by_calendar(date.fromordinal(first), date.fromordinal(last)) for first, last in stretches]
    remainder = sum(min(days, _DAYS_A_MONTH - 1) for _, days in counted) // _DAYS_A_MONTH
    return divmod(sum(months for months, _ in counted) + remainder, _MONTHS_A_YEAR)


def in_words(worked: tuple[int, int]) -> str:
    """Years and months as they are read: `4 tahun 5 bulan`, `2 tahun`, `kurang dari 1 bulan`."""
    named = [f"{count} {unit}" for count, unit in zip(worked, _UNITS, strict=False) if count]
    return " ".join(named) or "kurang dari 1 bulan"


def length(period: Period, until: date) -> str:
    """How long a period is, cut at `until`, in its two largest units: `1 tahun 3 bulan`, `3 bulan 12 hari`, `1 hari`.

    Raises ValueError if it begins after `until`.
    """
    last = min(period.berakhir or until, until)
    if last < period.mulai:
        raise ValueError("the period begins after the day at which it is cut")
    months, days = _by_calendar(period.mulai, last)
    counts = (*divmod(months, _MONTHS_A_YEAR), days)
    named = [
        (place, f"{count} {unit}") for place, (count, unit) in enumerate(zip(counts, _UNITS, strict=True)) if count
    ]
    return " ".join(name for place, name in named if place <= named[0][0] + 1)


def _cut(periods: Iterable[Period], until: date) -> Iterator[_Stretch]:
    for period in periods:
        if period.mulai <= until:
            yield period.mulai.toordinal(), min(period.berakhir or until, until).toordinal()


def _merged(stretches: Iterable[_Stretch]) -> list[_Stretch]:
    """The same days as stretches in order of time, with at least a day between any two."""
    merged: list[_Stretch] = []
    for first, last in sorted(stretches):
        if merged and first <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def _period(first: int, last: int) -> Period:
    end = date.fromordinal(last)
    return Period(date.fromordinal(first), None if end == date.max else end)


def _by_calendar(mulai: date, berakhir: date) -> tuple[int, int]:
    """Whole months, then days (at most 30), from one day to another, both within."""
    end = berakhir + timedelta(days=1)
    months = (end.year - mulai.year) * _MONTHS_A_YEAR + end.month - mulai.month
    if _later(mulai, months) > end:
        months -= 1
    return months, (end - _later(mulai, months)).days


def _later(day: date, months: int) -> date:
    """The same day of the month so many months later; where that month lacks it, the first of the next."""
    year, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 + months, _MONTHS_A_YEAR)
    last = monthrange(year, month + 1)[1]
    if day.day <= last:
        return date(year, month + 1, day.day)
    return date(year, month + 1, last) + timedelta(days=1)
