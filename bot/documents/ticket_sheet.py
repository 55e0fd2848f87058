"""The helpdesk's figures as a workbook: by kind, by officer and by day, durations as numbers that can be sorted.

What people typed is written as text and never as a formula or a link, and Excel keeps it so when it is edited.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from io import BytesIO
from typing import Final

from bot.documents.defused import OPTIONS, Cell, Cells, add_list
from bot.rules.clock import WIB
from bot.rules.durations import Spread
from bot.rules.ticket_figures import AGES, Day, Tally, TicketFacts, by_day, by_kind, by_officer, tally

_IN_ALL: Final = "Semua"
_WIDTHS: Final = (34, 18)
_DAILY: Final = ("Tanggal", "Masuk", "Selesai", "Masih terbuka")
_SPREADS: Final = (
    "Jawaban pertama: separuh dalam",
    "Jawaban pertama: 9 dari 10 dalam",
    "Penyelesaian: separuh dalam",
    "Penyelesaian: 9 dari 10 dalam",
)
_TALLIED: Final = ("Terbuka", *(f"Terbuka {age}" for age in AGES), "Selesai", *_SPREADS)


def write(tickets: Sequence[TicketFacts], kinds: Sequence[str], now: datetime) -> bytes:
    """Write an xlsx with a sheet by kind (in the order of `kinds`), one by officer and one by day.

    Equal tickets at an equal `now` give equal cells; days are those of WIB.
    """
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - an idle bot stays small

    in_all = tally(_IN_ALL, tickets, now)
    file = BytesIO()
    with xlsxwriter.Workbook(file, {**OPTIONS, "in_memory": True}) as workbook:
        workbook.set_properties({"title": "Angka helpdesk", "created": now.astimezone(WIB).replace(tzinfo=None)})
        cells = Cells(workbook)
        kind, officer = (*by_kind(tickets, kinds, now), in_all), (*by_officer(tickets, now), in_all)
        add_list(workbook, cells, "Menurut jenis", ("Jenis", *_TALLIED), map(_tallied, kind), _WIDTHS)
        add_list(workbook, cells, "Menurut petugas", ("Petugas", *_TALLIED), map(_tallied, officer), _WIDTHS)
        add_list(workbook, cells, "Menurut hari", _DAILY, map(_daily, by_day(tickets, now)), _WIDTHS)
    return file.getvalue()


def _tallied(of: Tally) -> tuple[Cell, ...]:
    return (of.name, of.open_in_all, *of.open, of.solved, *_took(of.first_answer), *_took(of.solving))


def _took(how: Spread | None) -> tuple[timedelta | None, timedelta | None]:
    return (how.median, how.ninety) if how else (None, None)


def _daily(of: Day) -> tuple[Cell, ...]:
    return (of.day, of.came, of.solved, of.left_open)
