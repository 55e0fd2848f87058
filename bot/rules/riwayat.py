"""Riwayat pekerjaan: which dates one entry may hold, and where entries overlap.

At one instansi, one to five entries, each under an SK (product.md, section 5, page 3). Days of an entry are counted
with the first and the last; an entry without a last day runs on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final, Literal, TypeAlias

from bot.rules.errors import RuleError

MOST: Final = 5
SK_LATEST_YEARS: Final = 1

Field: TypeAlias = Literal["tanggal_sk", "tanggal_mulai", "tanggal_berakhir"]


class RiwayatError(RuleError):
    """Why an entry's dates cannot be.

    Codes: `sk_in_future`, `start_in_future`, `end_in_future`, `end_before_start`, `sk_after_start` (years).
    """

    def __init__(self, field: Field, code: str, **params: int | str) -> None:
        super().__init__(code, **params)
        self.field = field


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of one entry; None is not known, and as the last day: still at work."""

    sk: date | None = None
    mulai: date | None = None
    berakhir: date | None = None


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two entries, by their place in the riwayat, that share days: from the first to the last; None runs on."""

    first: int
    second: int
    start: date
    end: date | None


def check_dates(dates: Dates, today: date) -> None:
    """Judge the dates of one entry that are known; None stays unjudged.

    Nothing lies after `today`: whoever still works under the SK has no last day yet. The first day comes no later
    than the last, and the SK at most a year after the first day, for an SK is often signed later than work begins.

    Raises:
        RiwayatError: the first reason; its `field` names the later asked of the dates that it is about.
    """
    _check_past(dates, today)
    if dates.sk and dates.mulai and dates.sk > _years_after(dates.mulai, SK_LATEST_YEARS):
        raise RiwayatError("tanggal_mulai", "sk_after_start", years=SK_LATEST_YEARS)
    if dates.mulai and dates.berakhir and dates.berakhir < dates.mulai:
        raise RiwayatError("tanggal_berakhir", "end_before_start")


def overlaps(entries: Sequence[Dates]) -> tuple[Overlap, ...]:
    """Every pair of entries that share days, in order; entries without a first day share none.

    An overlap is no error: two SK may run side by side. Worker and verifier are told of it.
    """
    found: list[Overlap] = []
    for (first, one), (second, other) in combinations(enumerate(entries), 2):
        if one.mulai is None or other.mulai is None:
            continue
        start = max(one.mulai, other.mulai)
        end = min(one.berakhir or date.max, other.berakhir or date.max)
        if start <= end:
            found.append(Overlap(first, second, start, None if end == date.max else end))
    return tuple(found)


def may_add(count: int) -> bool:
    """Whether a riwayat of this many entries has room for another."""
    return count < MOST


def _check_past(dates: Dates, today: date) -> None:
    if dates.sk and dates.sk > today:
        raise RiwayatError("tanggal_sk", "sk_in_future")
    if dates.mulai and dates.mulai > today:
        raise RiwayatError("tanggal_mulai", "start_in_future")
    if dates.berakhir and dates.berakhir > today:
        raise RiwayatError("tanggal_berakhir", "end_in_future")


def _years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
