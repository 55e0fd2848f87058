"""The helpdesk's figures as a workbook: by kind, by officer and by day, durations as numbers that can be sorted.

What people typed is written as text and never as a formula or a link, and Excel keeps it so when it is edited.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any, Final, assert_never

from bot.rules.clock import WIB
from bot.rules.durations import Spread
from bot.rules.ticket_figures import AGES, Day, Tally, TicketFacts, by_day, by_kind, by_officer, tally

_DURATION: Final = '[h]" jam "mm" menit"'
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_IN_ALL: Final = "Semua"
_SPREADS: Final = (
    "Jawaban pertama: separuh dalam",
    "Jawaban pertama: 9 dari 10 dalam",
    "Penyelesaian: separuh dalam",
    "Penyelesaian: 9 dari 10 dalam",
)
_TALLIED: Final = ("Terbuka", *(f"Terbuka {age}" for age in AGES), "Selesai", *_SPREADS)

Cell = str | int | date | timedelta | None


def write(tickets: Sequence[TicketFacts], kinds: Sequence[str], now: datetime) -> bytes:
    """Write an xlsx with a sheet by kind (in the order of `kinds`), one by officer and one by day.

    Equal tickets at an equal `now` give equal cells; days are those of WIB.
    """
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - an idle bot stays small

    in_all = tally(_IN_ALL, tickets, now)
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_numbers": False}) as workbook:
        workbook.set_properties({"title": "Angka helpdesk", "created": now.astimezone(WIB).replace(tzinfo=None)})
        pages = _Pages(workbook)
        pages.add("Menurut jenis", ("Jenis", *_TALLIED), map(_tallied, (*by_kind(tickets, kinds, now), in_all)))
        pages.add("Menurut petugas", ("Petugas", *_TALLIED), map(_tallied, (*by_officer(tickets, now), in_all)))
        pages.add("Menurut hari", ("Tanggal", "Masuk", "Selesai", "Masih terbuka"), map(_daily, by_day(tickets, now)))
    return file.getvalue()


def _tallied(of: Tally) -> tuple[Cell, ...]:
    return (of.name, of.open_in_all, *of.open, of.solved, *_took(of.first_answer), *_took(of.solving))


def _took(how: Spread | None) -> tuple[timedelta | None, timedelta | None]:
    return (how.median, how.ninety) if how else (None, None)


def _daily(of: Day) -> tuple[Cell, ...]:
    return (of.day, of.came, of.solved, of.left_open)


class _Pages:
    """Sheets of one workbook, each with a heading that stays in view and can be filtered."""

    def __init__(self, workbook: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        self._workbook = workbook
        self._heading = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._duration = workbook.add_format({"num_format": _DURATION})
        self._date = workbook.add_format({"num_format": "dd-mm-yyyy"})
        self._text = workbook.add_format()
        self._defused = workbook.add_format({"quote_prefix": True})

    def add(self, name: str, heading: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
        """Add a sheet with these rows below its heading."""
        page = self._workbook.add_worksheet(name)
        page.set_column(0, 0, 34)
        page.set_column(1, len(heading) - 1, 18)
        for column, title in enumerate(heading):
            page.write_string(0, column, title, self._heading)
        last = 0
        for last, cells in enumerate(rows, 1):
            for column, cell in enumerate(cells):
                self._write(page, last, column, cell)
        page.freeze_panes(1, 1)
        page.autofilter(0, 0, last, len(heading) - 1)

    def _write(self, page: Any, row: int, column: int, cell: Cell) -> None:  # noqa: ANN401 - as above
        match cell:
            case str():
                dangerous = cell.startswith(_FORMULA)
                page.write_string(row, column, cell, self._defused if dangerous else self._text)
            case timedelta():
                page.write_number(row, column, cell / timedelta(days=1), self._duration)
            case date():
                page.write_datetime(row, column, cell, self._date)
            case int():
                page.write_number(row, column, cell)
            case None:
                pass
            case _:
                assert_never(cell)
