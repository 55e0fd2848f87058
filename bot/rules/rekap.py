"""The rekap's judgement: how far a group of workers is, which groups are furthest behind, and what happened each day.

Figures come from the rows as counts; here they are only added up and put in order, so that words, picture and workbook
tell the same.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from bot.rules.numbers import numeral

STATUSES: Final[Mapping[str, str]] = {
    "disetujui": "Disetujui",
    "selesai": "Selesai",
    "dikembalikan": "Dikembalikan",
    "mengisi": "Mengisi",
    "berakun": "Berakun",
    "terdaftar": "Terdaftar",
}
"""Where a record may stand, the furthest first, and how that is called."""
ENDED: Final = ("disetujui", "selesai")
"""Where a worker has nothing left to do."""
EVENTS: Final[Mapping[str, str]] = {
    "akun": "Akun dibuat",
    "selesai": "Selesai diisi",
    "disetujui": "Disetujui",
    "dikembalikan": "Dikembalikan",
    "dibuka": "Dibuka kembali",
}
"""What is counted for each day, and how that is called: accounts made, records ended, and the decisions on them."""
DECISIONS: Final = ("disetujui", "dikembalikan", "dibuka")
_PER_MILLE: Final = 1000


@dataclass(frozen=True, slots=True)
class Group:
    """The workers of one unit kerja or one instansi: how many stand where; what nobody stands at may be left out."""

    name: str
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """All its workers."""
        return sum(self.counts.values())

    @property
    def ended(self) -> int:
        """Those with nothing left to do."""
        return sum(self.counts.get(status, 0) for status in ENDED)

    def at(self, status: str) -> int:
        """How many stand there."""
        return self.counts.get(status, 0)


@dataclass(frozen=True, slots=True)
class Day:
    """One day in WIB, and how often each of EVENTS came; what did not may be left out."""

    day: date
    counts: Mapping[str, int]

    def of(self, *events: str) -> int:
        """How often these came together."""
        return sum(self.counts.get(event, 0) for event in events)


def grouped(rows: Iterable[tuple[str, str, int]]) -> list[Group]:
    """The groups that these (name, status, count) tell of, by name."""
    counts: dict[str, Counter[str]] = {}
    for name, status, count in rows:
        counts.setdefault(name, Counter())[status] += count
    return [Group(name, counts[name]) for name in sorted(counts)]


def together(name: str, groups: Iterable[Group]) -> Group:
    """Several groups as one."""
    counts: Counter[str] = Counter()
    for group in groups:
        counts.update(group.counts)
    return Group(name, counts)


def furthest_behind(groups: Iterable[Group]) -> list[Group]:
    """The groups that have workers, the smallest share of ended records first; of equal ones that with most to do."""
    having = (group for group in groups if group.total)
    return sorted(having, key=lambda group: (group.ended / group.total, group.ended - group.total, group.name))


def condensed(groups: Sequence[Group], most: int, rest: str) -> list[Group]:
    """At most so many of the groups in their order, the last of them all others together if there are more.

    `rest` names those, with `{count}` for how many they are.
    """
    if len(groups) <= most:
        return list(groups)
    others = groups[most - 1 :]
    return [*groups[: most - 1], together(rest.format(count=numeral(len(others))), others)]


def daily(rows: Iterable[tuple[date, str, int]], until: date) -> list[Day]:
    """Every day from the first of these (day, event, count) to `until` or the last one, also those without anything."""
    counts: dict[date, Counter[str]] = {}
    for day, event, count in rows:
        counts.setdefault(day, Counter())[event] += count
    if not counts:
        return []
    first, last = min(counts), max(until, *counts)
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return [Day(day, counts.get(day, {})) for day in days]


def percent(part: int, whole: int) -> str:
    """A share as Indonesians write it: 24,7%; 100% only where nothing is missing, 0% only where nothing is there."""
    if not whole:
        return "0%"
    mille = part * _PER_MILLE // whole or bool(part)
    return f"{mille // 10},{mille % 10}%" if mille % 10 else f"{mille // 10}%"
