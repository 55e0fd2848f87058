"""The rekap as it goes along with a message: pictures, words and a workbook, counted and made off the event loop.

Counting reads beside the one writer, so that nobody's turn waits for it. Who may see it was asked in the turn that
asked for it: what was allowed then may be sent.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from bot.conversations.wording import Wording
from bot.documents import rekap_chart, rekap_chart_days, rekap_sheet
from bot.documents.rekap_names import short_name
from bot.engine.effects import Params, Term
from bot.gateway.send import Made
from bot.jobs import rekap_figures
from bot.jobs.rekap_figures import Figures
from bot.rules.clock import WIB, today_wib, wib
from bot.rules.dates import format_date
from bot.rules.rekap import DECISIONS, STATUSES, Day, Group, furthest_behind, percent, together
from storage.database import Database

_TEXTS: Final = "rekap"
_LONGEST_NAME: Final = 48
_WEEK: Final = 7


class Rekap:
    """Makes what shows the figures of an instansi, by its number, or of all of them, by 0."""

    def __init__(self, database: Database, words: Wording, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._words = words
        self._clock = clock

    async def picture(self, instansi_id: int) -> Made:
        """By status and by unit kerja or instansi, with the figures by status in words."""
        return await asyncio.to_thread(self._picture, instansi_id)

    async def details(self, instansi_id: int) -> Made:
        """By unit kerja or instansi in words, those furthest behind first."""
        return await asyncio.to_thread(self._details, instansi_id)

    async def days(self, instansi_id: int) -> Made:
        """By day, with today's figures and those of a week in words."""
        return await asyncio.to_thread(self._days, instansi_id)

    async def sheet(self, instansi_id: int) -> Made:
        """All of it as a workbook."""
        return await asyncio.to_thread(self._sheet, instansi_id)

    def _counted(self, instansi_id: int, now: datetime) -> Figures:
        with self._database.reading() as session:
            return rekap_figures.of(session, instansi_id, now)

    def _text(self, code: str, params: Params) -> str:
        return self._words.text(_TEXTS, code, params)

    def _picture(self, instansi_id: int) -> Made:
        now = self._clock()
        told = self._counted(instansi_id, now)
        drawn = rekap_chart.draw(told.subject, told.whole, told.groups, now, told.most)
        lines = tuple(Term(f"term.{status}", {"count": told.whole.at(status)}) for status in STATUSES)
        words = self._text("term.angka", {**_head(told, now), **_ended(told.whole), "lines": lines})
        return Made("rekap.png", drawn, f"{words}{self._of_nation(told)}")

    def _of_nation(self, told: Figures) -> str:
        """Of all instansi, how many are finalised and how many have nobody yet."""
        if not told.nation:
            return ""
        final = sum(one.instansi.finalised_at is not None for one in told.nation)
        empty = sum(not group.total for group in told.of_nation)
        return "\n\n" + self._text("term.instansi", {"count": len(told.nation), "final": final, "kosong": empty})

    def _details(self, instansi_id: int) -> Made:
        now = self._clock()
        told = self._counted(instansi_id, now)
        order = furthest_behind(told.groups)
        shown = order[: rekap_chart.MOST]
        lines = tuple(Term("term.rincian", {"nama": _short(group.name), **_ended(group)}) for group in shown)
        kind = "term.per_instansi" if told.nation else "term.per_unit"
        left = len(order) - len(shown)
        more = "\n" + self._text("term.sisanya", {"count": left}) if left else ""
        words = self._text(kind, {**_head(told, now), "count": len(order), "lines": lines})
        return Made("", b"", words + more)

    def _days(self, instansi_id: int) -> Made:
        now = self._clock()
        told = self._counted(instansi_id, now)
        drawn = rekap_chart_days.draw(told.title, told.days, now)
        today = today_wib(now)
        week = [day for day in told.days if (today - day.day).days < _WEEK]
        lines: list[Term] = []
        if told.days:
            since = {"day": format_date(told.days[0].day)}
            lines = [
                Term("term.hari_ini", _happened([day for day in week if day.day == today])),
                Term("term.minggu_ini", _happened(week)),
                Term("term.sejak", {**since, **_happened(told.days)}),
            ]
        words = self._text("term.per_hari", {**_head(told, now), "lines": tuple(lines)})
        return Made("rekap-per-hari.png", drawn, words.strip())

    def _sheet(self, instansi_id: int) -> Made:
        now = self._clock()
        told = self._counted(instansi_id, now)
        with TemporaryDirectory(prefix="pendataan-") as folder:
            path = Path(folder) / "rekap.xlsx"
            write_sheet(path, told, now)
            return Made(f"Rekap-{now.astimezone(WIB):%Y-%m-%d}.xlsx", path.read_bytes())


def write_sheet(path: Path, told: Figures, now: datetime) -> None:
    """Write the figures as an xlsx."""
    title = f"Rekap {told.title}"
    if not told.nation:
        rows = [((group.name,), group) for group in told.groups]
        rekap_sheet.write(path, title, ("Unit kerja",), rows, told.days, now)
        return
    heading = ("Instansi", "Kode", "Batas waktu", "Difinalisasi")
    lines = [
        ((one.nama, one.kode, one.deadline, one.finalised_at and today_wib(one.finalised_at)), group)
        for one, group in zip((counted.instansi for counted in told.nation), told.of_nation, strict=True)
    ]
    rekap_sheet.write(path, title, heading, lines, told.days, now)


def _head(told: Figures, now: datetime) -> Params:
    return {"nama": told.title, "at": wib(now)}


def _ended(group: Group) -> Params:
    return {"ended": group.ended, "total": group.total, "persen": percent(group.ended, group.total)}


def _happened(days: Sequence[Day]) -> Params:
    of = together("", [Group("", day.counts) for day in days])
    return {"akun": of.at("akun"), "selesai": of.at("selesai"), "keputusan": sum(map(of.at, DECISIONS))}


def _short(name: str) -> str:
    return short_name(name, lambda text: len(text) <= _LONGEST_NAME)
